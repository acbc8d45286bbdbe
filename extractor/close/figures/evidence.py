"""The evidence around a candidate: which cues stand where, what is counted, what leads to it.

It is looked up when it is asked for; :mod:`.features` gives it names, which the judge weighs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.figures.surroundings import STATUS, Report, Surroundings
from extractor.rules.cues import CueHit

_FOLLOW: Final = re.compile(r"\W*([\w-]+)")
_LEAD_REACH: Final = 40
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


def band_of(parted: bool, beyond: bool, distance: int) -> str:
    """Which of ``BANDS``."""
    if parted:
        return "parted"
    if beyond:
        return "beyond"
    if distance <= _AT:
        return "at"
    return "near" if distance <= _NEAR else "clause"


class Reach:
    """A cue seen from a candidate: distance in characters; numbers, stops, commas, breaks and a *yang* between."""

    __slots__ = ("_around", "_end", "_start", "distance", "hit")

    def __init__(self, hit: CueHit, start: int, end: int, around: Surroundings) -> None:
        self.hit = hit
        self.distance = end - start
        self._start = start
        self._end = end
        self._around = around

    @property
    def numbers(self) -> int:
        return _between(self._around.numbers, self._start, self._end)

    @property
    def stops(self) -> int:
        return _between(self._around.stops, max(self._start, self.hit.start + 1), self._end)

    @property
    def commas(self) -> int:
        return self._around.text.count(",", self._start, self._end)

    @property
    def breaks(self) -> int:
        return _between(self._around.breaks, self._start, self._end)

    @property
    def clause(self) -> bool:
        return self._around.text.find(_CLAUSE, self._start, self._end) >= 0

    @property
    def band(self) -> str:
        """How the cue stands to the figure, one of ``BANDS``."""
        return band_of(bool(self.breaks or self.stops), bool(self.numbers), self.distance)

    @property
    def close(self) -> bool:
        """No number, stop cue, or break between the cue and the figure."""
        return not (self.numbers or self.stops or self.breaks)


class Evidence:
    """What stands around one candidate; what not every candidate is asked is looked up when a rule asks for it."""

    __slots__ = ("_before", "_behind", "_chain", "_governors", "_parted", "around", "candidate")

    def __init__(self, candidate: Candidate, around: Surroundings) -> None:
        self.candidate = candidate
        self.around = around
        start = candidate.start
        before = reversed(around.cues_until(start, _MOST_CUES))
        self._before = [hit for hit in before if hit.end <= start and hit.cue.direction != "backward"]
        behind = around.cues_from(candidate.end, _MOST_CUES)
        self._behind = [hit for hit in behind if hit.cue.direction != "forward"]
        # Where the last stop cue or break before the figure stands; -1 where there is none.
        self._parted = max(_last(around.stops, start), _last(around.breaks, start)) if self._before else -1
        self._chain: list[Reach] | None = None
        self._governors: list[Reach | None] = []

    def cues_before(self) -> Iterator[tuple[str, str, bool]]:
        """Of each cue before the figure, the nearest first: its category, its band, whether a comma stands between."""
        hits = self._before
        if hits:
            start, around = self.candidate.start, self.around
            parted, number = self._parted, _last(around.numbers, start)
            comma = around.text.rfind(",", around.sentence.start, start)
            for hit in hits:
                end = hit.end
                yield hit.cue.category, band_of(end <= parted, end <= number, start - end), end <= comma

    def cues_behind(self) -> Iterator[tuple[str, str, bool]]:
        """Of each cue behind the figure, the nearest first: its category, its band, whether its clause is another."""
        hits = self._behind
        if hits:
            end, around = self.candidate.end, self.around
            far, stops = around.sentence.end, around.stops
            parted, number = _first(around.breaks, end, far), _first(around.numbers, end, far)
            clause = around.text.find(_CLAUSE, end, far)
            clause = clause + len(_CLAUSE) if clause >= 0 else far
            for hit in hits:
                start = hit.start
                band = band_of(start > parted or start in stops, start > number, start - end)
                yield hit.cue.category, band, start >= clause

    @property
    def chain(self) -> list[Reach]:
        """The governing cues on the left, nearest first, up to the first stop cue, quotation mark or break."""
        if self._chain is None:
            start, around, parted = self.candidate.start, self.around, self._parted
            self._chain = []
            for hit in self._before:
                if hit.end <= parted:
                    break
                cue = hit.cue
                if cue.category in GOVERNING and cue.file == STATUS:
                    self._chain.append(Reach(hit, hit.end, start, around))
        return self._chain

    @property
    def governor(self) -> Reach | None:
        """The cue that governs the figure: a goal seen through transparent cues, else the nearest cue."""
        if not self._governors:
            self._governors.append(_governor(self.chain))
        return self._governors[0]

    def nearest(self, *categories: str, side: str = "left", file: str = STATUS) -> Reach | None:
        """The nearest cue of one of ``categories`` on a side of the figure."""
        if self.around.categories.isdisjoint(categories):
            return None
        if side == "left":
            for hit in self._before:
                if hit.cue.category in categories and hit.cue.file == file:
                    return Reach(hit, hit.end, self.candidate.start, self.around)
        else:
            for hit in self._behind:
                if hit.cue.category in categories and hit.cue.file == file:
                    return Reach(hit, self.candidate.end, hit.start, self.around)
        return None

    @property
    def lead(self) -> str:
        """The word that leads to the figure, in lower case."""
        start = self.candidate.start
        first = max(self.candidate.sentence.start, start - _LEAD_REACH)
        return self.around.lead.before(self.around.text, first, start)

    @property
    def follow(self) -> str:
        """The word behind the figure and its noun, in lower case."""
        end = self.candidate.end
        match = _FOLLOW.match(self.around.text, end, min(self.candidate.sentence.end, end + _LEAD_REACH))
        return match.group(1).lower() if match else ""

    @property
    def verb_behind_plan(self) -> str:
        """The word behind the first plan cue to the right: it tells *akan dibangun* from *akan mengelola*."""
        for hit in self._behind:
            if hit.cue.category == "plan":
                word = _FOLLOW.match(self.around.text, hit.end)
                return word.group(1).lower() if word else ""
        return ""


def gather_evidence(candidates: Sequence[Candidate], report: Report) -> list[Evidence]:
    """Evidence of all candidates of an article, in order."""
    found: list[Evidence] = []
    around: Surroundings | None = None
    for candidate in candidates:
        if around is None or around.index != candidate.sentence_index:
            around = Surroundings(report, candidate.sentence_index, candidate.sentence)
        around.numbers.append(candidate.start)
        found.append(Evidence(candidate, around))
    return found


def _governor(reaches: Sequence[Reach]) -> Reach | None:
    if not reaches:
        return None
    for index, reach in enumerate(reaches):
        category = reach.hit.cue.category
        verb = reach.hit.cue.trait == "gives_way" or category == "prepare"
        if verb and index + 1 < len(reaches) and _follows(reaches[index + 1], reach):
            return reaches[index + 1]
        if category == "aim":
            return reach
        if category not in TRANSPARENT | {"past"}:
            break
    first = next((reach for reach in reaches if reach.hit.cue.category not in VERBS), reaches[0])
    if first.hit.cue.category == "potential":
        beyond = next(
            (reach for reach in reaches if reach.hit.cue.category not in VERBS | {"potential", "duty", "purpose"}),
            None,
        )
        if beyond is not None and beyond.hit.cue.category in ("plan", "hope") and not beyond.numbers:
            return beyond
    return first


def _follows(done: Reach, verb: Reach) -> bool:
    """Whether ``done`` stands right before ``verb``: "telah menyasar", "sudah menyiapkan"."""
    return done.hit.cue.category in ("done", "only") and verb.hit.start - done.hit.end <= _ADJACENT


def _between(places: list[int], start: int, end: int) -> int:
    """How many of ``places`` lie from ``start`` on and before ``end``."""
    return max(0, bisect_left(places, end) - bisect_left(places, start)) if places else 0


def _last(places: list[int], before: int) -> int:
    """The last of ``places`` before one, -1 where there is none."""
    index = bisect_left(places, before)
    return places[index - 1] if index else -1


def _first(places: list[int], since: int, none: int) -> int:
    """The first of ``places`` from one on."""
    index = bisect_left(places, since)
    return places[index] if index < len(places) else none
