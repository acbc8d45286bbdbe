"""The evidence for what a date is for, by name: what the judge weighs (see :mod:`extractor.close.figures.features`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from extractor.close.weights import Family, Known, Piece
from extractor.mentions import DateMention, Sentence
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


class _Families:
    """The evidence by what varies in its name: a word, a cue, when the date lay."""

    def __init__(self, known: Known) -> None:
        family = known.family
        self.alone = family("")
        self.when = family("when=")
        self.grain = family("grain=")
        self.when_grain = family("when,grain=")
        self.rule = family("rule=")
        self.relative = family("relative,when=")
        self.direction = family("direction=")
        self.opens = family("opens=")
        self.before = family("before:")
        self.after = family("after:")
        self.cue = {"before": family("cue before:"), "behind": family("cue behind:")}
        self.when_cue = family("when,cue=")
        self.no_cue = family("no cue,when=")
        self.dates = family("dates=")


@lru_cache(maxsize=4)
def _families(known: Known) -> _Families:
    return _Families(known)


class DateNames:
    """Names the evidence of the dates of one article, in the order of the text, as far as it is ``known``."""

    def __init__(self, text: str, published: date | None, known: Known) -> None:
        self._text = text
        self._published = published
        self._window = Window(text)
        self._of = _families(known)
        self.outside = [self._of.alone[name] for name in ("outside sentences",) if name in self._of.alone]

    def of(
        self, mention: DateMention, sentence: Sentence, when: When, cues: Sequence[SeenCue], dates: int
    ) -> list[Piece]:
        """All that speaks for or against a target, none twice; ``dates`` counts those of the sentence."""
        of = self._of
        seen = self._of_date(mention, when)
        seen += self._of_words(mention, sentence)
        for cue in cues:
            family = of.cue["before" if cue.before else "behind"]
            seen.append((family, cue.id))
            if not cue.inside:
                seen.append((family, f"{cue.id},elsewhere"))
            else:
                seen.append((family, f"{cue.id},{'near' if cue.distance <= _NEAR else 'clause'}"))
                seen.append((of.when_cue, f"{when},{cue.id}"))
        if not cues:
            seen += [(of.alone, "no cue"), (of.no_cue, when)]
        if sentence.title:
            seen.append((of.alone, "title"))
        if self._window.is_quoted(sentence.start, mention.start):
            seen.append((of.alone, "quoted"))
        seen.append((of.dates, str(min(dates, 3))))
        return list(dict.fromkeys([family[value] for family, value in seen if value in family]))

    def _of_date(self, mention: DateMention, when: When) -> list[tuple[Family, str]]:
        of = self._of
        seen = [
            (of.when, when),
            (of.grain, mention.grain),
            (of.when_grain, f"{when},{mention.grain}"),
            (of.rule, mention.rule.partition(".")[0]),
        ]
        if mention.relative:
            seen += [(of.alone, "relative"), (of.relative, when)]
        if mention.direction is not None:
            seen.append((of.direction, mention.direction))
        published, first = self._published, mention.from_
        if published is not None and first is not None and (first - published).days > _FAR_DAYS:
            seen.append((of.alone, "far ahead"))
        if self._text[max(0, mention.start - 1) : mention.start] == "(":
            seen.append((of.alone, "in brackets"))
        if head := self._window.opening(mention.start):
            seen.append((of.opens, head))
        return seen

    def _of_words(self, mention: DateMention, sentence: Sentence) -> list[tuple[Family, str]]:
        of = self._of
        before, after = self._window.around((sentence.start, sentence.end), mention.start, mention.end, _SIZE)
        seen = [(of.before, word) for word in before] + [(of.after, word) for word in after]
        if len(before) > 1:
            seen.append((of.before, f"{before[1]} {before[0]}"))
        return seen
