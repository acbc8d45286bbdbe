"""The evidence for what a date is for, by name: what the judge weighs (see :mod:`extractor.close.figures.features`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from extractor.mentions import DateMention, Sentence
from extractor.rules.weights import Known, Piece
from extractor.text.window import Window
from extractor.values import Interval

When = Literal["ahead", "running", "today", "over"]

_SIZE: Final = (7, 6)
_NEAR: Final = 30
# Beyond this many days a report can only tell plans and forecasts.
_FAR_DAYS: Final = 366


@dataclass(slots=True, eq=False)
class SeenCue:
    """A cue of ``rules/date_roles.yaml`` seen from a date: its id, side, distance, and whether in the date's clause."""

    id: str
    before: bool
    distance: int
    inside: bool


class DateNames:
    """Names the evidence of the dates of one article, in the order of the text, as far as it is ``known``."""

    def __init__(self, text: str, told: Interval, known: Known) -> None:
        self._text = text
        self._told = told
        self._window = Window(text)
        self._known = known

    def of(
        self, mention: DateMention, sentence: Sentence, when: When, cues: Sequence[SeenCue], dates: int
    ) -> list[Piece]:
        """All that speaks for or against a target, none twice; ``dates`` counts those of the sentence."""
        seen = [*self._of_date(mention, when), *self._of_words(mention, sentence)]
        for cue in cues:
            side = "cue before:*" if cue.before else "cue behind:*"
            near = "near" if cue.distance <= _NEAR else "clause"
            seen += [(side, cue.id), (side, f"{cue.id},{near if cue.inside else 'elsewhere'}")]
            if cue.inside:
                seen.append(("when,cue=*", f"{when},{cue.id}"))
        if not cues:
            seen += [("*", "no cue"), ("no cue,when=*", when)]
        if sentence.title:
            seen.append(("*", "title"))
        if self._window.is_quoted(sentence.start, mention.start):
            seen.append(("*", "quoted"))
        seen.append(("dates=*", str(min(dates, 3))))
        return list(dict.fromkeys(self._known.look_up(seen)))

    def _of_date(self, mention: DateMention, when: When) -> Iterator[tuple[str, str]]:
        yield "when=*", when
        yield "grain=*", mention.grain
        yield "when,grain=*", f"{when},{mention.grain}"
        yield "rule=*", mention.rule.partition(".")[0]
        if mention.relative:
            yield "*", "relative"
            yield "relative,when=*", when
        if mention.direction is not None:
            yield "direction=*", mention.direction
        last, first = self._told.to, mention.from_
        if last is not None and first is not None and (first - last).days > _FAR_DAYS:
            yield "*", "far ahead"
        if self._text[max(0, mention.start - 1) : mention.start] == "(":
            yield "*", "in brackets"
        if head := self._window.opening(mention.start):
            yield "opens=*", head

    def _of_words(self, mention: DateMention, sentence: Sentence) -> Iterator[tuple[str, str]]:
        before, after = self._window.around((sentence.start, sentence.end), mention.start, mention.end, _SIZE)
        yield from (("before:*", word) for word in before)
        yield from (("after:*", word) for word in after)
        if len(before) > 1:
            yield "before:*", f"{before[1]} {before[0]}"
