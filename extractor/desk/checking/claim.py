"""A figure of the text to be checked, with what tells what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from extractor.desk.checking.figures import Figure, Words
from extractor.desk.checking.index import Passage
from extractor.desk.checking.standing import Standing

# Days of a month.
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of the text to be checked, with its sentence. ``others`` are the further figures of the sentence."""

    figure: Figure
    sentence: str
    offset: int
    words: Words
    others: tuple[Figure, ...]
    published: date | None
    standing: Standing
    before: str

    @property
    def at(self) -> int:
        """Where the figure stands in the sentence."""
        return self.figure.start - self.offset

    @property
    def clause(self) -> tuple[int, int]:
        """Where in the sentence the figure's clause begins and ends."""
        moved = [(one.kind, one.start - self.offset, one.end - self.offset) for one in self.others]
        return _between(self.at, moved, len(self.sentence))

    def first_day(self) -> int:
        """The first day of the days and months, begun by now, that the rest of the sentence names; else 0."""
        today = ordinal(self.published) or date.max.toordinal()
        days = [one for one in self.others if one.kind == "day" and not one.told and one.low and one.low <= today]
        return min((int(one.low or 0) for one in days if (one.high or today) - (one.low or 0) <= _MONTH), default=0)


@dataclass(frozen=True, slots=True)
class Sought:
    """A claim as it is looked for: what each of its words is worth, which are names, and which groups it counts."""

    claim: Claim
    worth: dict[str, float]
    names: Set[str]
    people: frozenset[str] = frozenset()

    @property
    def total(self) -> float:
        """What all words are worth."""
        return sum(self.worth.values())


def ordinal(day: date | None) -> int:
    """The day's number; 0 of none."""
    return day.toordinal() if day else 0


def clause_of(figure: Figure, passage: Passage) -> tuple[int, int]:
    """From the figure before to the figure behind; days are frames and part nothing."""
    others = [(one.kind, one.start, one.end) for one in passage.figures if one is not figure]
    return _between(figure.start, others, len(passage.text))


def _between(at: int, others: Iterable[tuple[str, int, int]], length: int) -> tuple[int, int]:
    low, high = 0, length
    for kind, start, end in others:
        if kind == "day":
            continue
        if end <= at:
            low = max(low, end)
        elif start > at:
            high = min(high, start)
    return low, high
