"""The evidence around a candidate: which cues stand where, what is counted, what leads to it.

:mod:`.features` gives it names, which the judge weighs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.figures.surroundings import STATUS, Report, Surroundings
from extractor.rules.cues import CueHit

# Sentences have a tenth as many cues; what stands farther off than these is not looked at, for else a sentence of
# nothing but cues and figures costs the square of its length.
_MOST_CUES: Final = 16
# Distances in characters: a cue right at the figure, and one in its phrase.
_AT: Final = 12
_NEAR: Final = 45
_CLAUSE: Final = " yang "
# Categories that say what became of a figure; the nearest one on the left governs it.
GOVERNING: Final = frozenset(
    {"aim", "plan", "ready", "hope", "quota", "purpose", "forecast", "potential", "done", "only", "attended", "now",
     "denied", "past", "budget", "served", "duty", "opening", "prepare"}
)  # fmt: skip
# Those that let a goal further left through: "menargetkan dapat melayani 500 orang", "targetnya akan tembus 5 juta".
TRANSPARENT: Final = frozenset(
    {"served", "attended", "potential", "duty", "opening", "plan", "hope", "ready", "purpose", "quota"}
)
# Verbs of taking part and serving: they say nothing of time.
VERBS: Final = frozenset({"served", "attended", "prepare"})
_ADJACENT: Final = 14
#: How a cue stands to a figure: parted from it, beyond another number, at it, near it, in its clause.
BANDS: Final = ("parted", "beyond", "at", "near", "clause")


@dataclass(slots=True, eq=False)
class Reach:
    """A cue seen from a figure: what it is evidence for (``category``), how many characters off, and what lies between:
    a stop cue or break (``parted``), another number (``beyond``), a comma, a *yang*.
    """

    hit: CueHit
    category: str
    distance: int
    parted: bool
    beyond: bool
    comma: bool
    clause: bool

    @property
    def close(self) -> bool:
        """Whether no number, stop cue, or break lies between."""
        return not (self.parted or self.beyond)

    @property
    def band(self) -> str:
        """How the cue stands to the figure, one of ``BANDS``."""
        if self.parted:
            return "parted"
        if self.beyond:
            return "beyond"
        if self.distance <= _AT:
            return "at"
        return "near" if self.distance <= _NEAR else "clause"


class Evidence:
    """What stands around one candidate: the cues ``before`` and ``behind`` it, the nearest first; the governing ones
    before it as far as the first stop or break (``chain``), and the one that governs it: a goal seen through
    transparent cues, else the nearest.
    """

    __slots__ = ("around", "before", "behind", "candidate", "chain", "governor")

    def __init__(self, candidate: Candidate, around: Surroundings) -> None:
        self.candidate = candidate
        self.around = around
        start, end = candidate.start, candidate.end
        first, last = (bisect_left(around.cue_starts, place) for place in (start, end))
        self.before = [
            _reach(hit, hit.end, start, around)
            for hit in reversed(around.cues[max(0, first - _MOST_CUES) : first])
            if hit.end <= start and hit.cue.direction != "backward"
        ]
        self.behind = [
            _reach(hit, end, hit.start, around)
            for hit in around.cues[last : last + _MOST_CUES]
            if hit.cue.direction != "forward"
        ]
        self.chain = [
            reach
            for reach in self.before
            if not reach.parted and reach.category in GOVERNING and reach.hit.cue.file == STATUS
        ]
        self.governor = _governor(self.chain) if self.chain else None

    def nearest(self, *categories: str, behind: bool = False) -> Reach | None:
        """The nearest cue of one of ``categories`` before the figure, or behind it."""
        if self.around.categories.isdisjoint(categories):
            return None
        reaches = self.behind if behind else self.before
        return next((one for one in reaches if one.category in categories and one.hit.cue.file == STATUS), None)


def _reach(hit: CueHit, first: int, last: int, around: Surroundings) -> Reach:
    """A cue seen from a figure across what stands from ``first`` to ``last``."""
    text, stops = around.text, around.stops
    parted = _any(around.breaks, first, last) or (_any(stops, first, last) if first == hit.end else hit.start in stops)
    comma, clause = text.find(",", first, last) >= 0, text.find(_CLAUSE, first, last) >= 0
    beyond = _any(around.numbers, first, last)
    return Reach(hit, hit.cue.category, last - first, parted, beyond, comma, clause)


def _any(places: list[int], first: int, last: int) -> bool:
    """Whether one of ``places`` lies from ``first`` on and before ``last``."""
    index = bisect_left(places, first)
    return index < len(places) and places[index] < last


def see_candidates(candidates: Sequence[Candidate], report: Report) -> Iterator[Evidence]:
    """Evidence of all candidates of an article, in order."""
    for _, group in groupby(candidates, key=attrgetter("sentence_index")):
        here = list(group)
        around = Surroundings(report, here[0].sentence_index, [candidate.start for candidate in here])
        for candidate in here:
            yield Evidence(candidate, around)


def _governor(chain: Sequence[Reach]) -> Reach:
    for index, reach in enumerate(chain):
        verb = reach.hit.cue.trait == "gives_way" or reach.category == "prepare"
        if verb and index + 1 < len(chain) and _follows(chain[index + 1], reach):
            return chain[index + 1]
        if reach.category == "aim":
            return reach
        if reach.category not in TRANSPARENT | {"past"}:
            break
    first = next((reach for reach in chain if reach.category not in VERBS), chain[0])
    if first.category == "potential":  # *akan menampung hingga 500 siswa*
        skipped = VERBS | {"potential", "duty", "purpose"}
        further = next((reach for reach in chain if reach.category not in skipped), first)
        return further if further.category in ("plan", "hope") and not further.beyond else first
    return first


def _follows(done: Reach, verb: Reach) -> bool:
    """Whether ``done`` stands right before ``verb``: "telah menyasar", "sudah menyiapkan"."""
    return done.category in ("done", "only") and verb.hit.start - done.hit.end <= _ADJACENT
