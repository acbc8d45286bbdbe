"""The evidence for what a date is for, by name: what the judge weighs (see :mod:`extractor.close.figures.features`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from extractor.mentions import DateMention, Sentence
from extractor.rules.weights import Family, Known, Piece, pieces_of
from extractor.text.window import Window

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


Seen = list[tuple[Family, str]]


class _Families:
    """The families of evidence that a date may have, found once an article."""

    def __init__(self, known: Known) -> None:
        self.plain, self.no_cue = known["*"], known["no cue,when=*"]
        self.cue_before, self.cue_behind, self.when_cue = (
            known["cue before:*"],
            known["cue behind:*"],
            known["when,cue=*"],
        )
        self.when, self.grain, self.when_grain = known["when=*"], known["grain=*"], known["when,grain=*"]
        self.rule, self.relative, self.direction = known["rule=*"], known["relative,when=*"], known["direction=*"]
        self.opens, self.before, self.after = known["opens=*"], known["before:*"], known["after:*"]
        self.dates = known["dates=*"]


class DateNames:
    """Names the evidence of the dates of one article, in the order of the text, as far as it is ``known``."""

    def __init__(self, text: str, published: date | None, known: Known) -> None:
        self._text = text
        self._published = published
        self._window = Window(text)
        self._of = _Families(known)

    def of(
        self, mention: DateMention, sentence: Sentence, when: When, cues: Sequence[SeenCue], dates: int
    ) -> list[Piece]:
        """All that speaks for or against a target, none twice; ``dates`` counts those of the sentence."""
        of = self._of
        seen = self._of_date(mention, when)
        seen += self._of_words(mention, sentence)
        for cue in cues:
            side = of.cue_before if cue.before else of.cue_behind
            seen.append((side, cue.id))
            if not cue.inside:
                seen.append((side, f"{cue.id},elsewhere"))
            else:
                seen.append((side, f"{cue.id},{'near' if cue.distance <= _NEAR else 'clause'}"))
                seen.append((of.when_cue, f"{when},{cue.id}"))
        if not cues:
            seen += [(of.plain, "no cue"), (of.no_cue, when)]
        if sentence.title:
            seen.append((of.plain, "title"))
        if self._window.is_quoted(sentence.start, mention.start):
            seen.append((of.plain, "quoted"))
        seen.append((of.dates, str(min(dates, 3))))
        return list(dict.fromkeys(pieces_of(seen)))

    def _of_date(self, mention: DateMention, when: When) -> Seen:
        of = self._of
        seen: Seen = [
            (of.when, when),
            (of.grain, mention.grain),
            (of.when_grain, f"{when},{mention.grain}"),
            (of.rule, mention.rule.partition(".")[0]),
        ]
        if mention.relative:
            seen += [(of.plain, "relative"), (of.relative, when)]
        if mention.direction is not None:
            seen.append((of.direction, mention.direction))
        published, first = self._published, mention.from_
        if published is not None and first is not None and (first - published).days > _FAR_DAYS:
            seen.append((of.plain, "far ahead"))
        if self._text[max(0, mention.start - 1) : mention.start] == "(":
            seen.append((of.plain, "in brackets"))
        if head := self._window.opening(mention.start):
            seen.append((of.opens, head))
        return seen

    def _of_words(self, mention: DateMention, sentence: Sentence) -> Seen:
        of = self._of
        before, after = self._window.around((sentence.start, sentence.end), mention.start, mention.end, _SIZE)
        seen = [(of.before, word) for word in before] + [(of.after, word) for word in after]
        if len(before) > 1:
            seen.append((of.before, f"{before[1]} {before[0]}"))
        return seen
