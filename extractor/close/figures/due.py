"""The deadline of a target: the date in its sentence that aims it, else what the article adds.

In this order: a date in the sentence, the year of the budget or plan that the sentence speaks of, the sentence before
when this one goes on with it, the same figure elsewhere, the same sentence, the heading of a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.links.date_roles import DateRole
from extractor.mentions import DateMention, Sentence
from extractor.models import Interval
from extractor.rules.cues import CueHit, CueHits

FILE: Final = "due.yaml"
STATUS: Final = "status.yaml"
# A cue so many characters before a date introduces it: "paling lambat pada Maret 2026".
_INTRODUCED: Final = 14
_FAR: Final = 10_000
# The cost of a past year that names a target: less than that of any date beside its figure.
_NAMED_BY: Final = -200
# A list seldom runs longer than this, in characters.
_LIST_LENGTH: Final = 2500
_OPENING: Final = 40
_TURNS: Final = frozenset({"done", "only", "compare", "stop", "hope"})
_AND: Final = re.compile(r"\bdan\b", re.I)
_YEAR: Final = re.compile(r"\W*(?:tahun(?: anggaran)? )?(20\d\d)\b", re.I)


@dataclass(slots=True, frozen=True)
class Due:
    """A deadline and the date mention that gives it; null when only the name of a budget gives the year."""

    interval: Interval
    date: DateMention | None


@dataclass(slots=True, frozen=True)
class Target:
    """A target that wants a deadline; ``rule`` is how it was judged, ``governed`` where its governing cue stands."""

    candidate: Candidate
    rule: str
    governed: int | None = None


class DueFinder:
    """Finds the deadlines of the targets of one article."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        dates: Sequence[DateMention],
        roles: Sequence[DateRole],
        hits: CueHits,
        own_hits: CueHits,
        published: date | None,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._dates = [
            (mention, role)
            for mention, role in zip(dates, roles, strict=True)
            if mention.from_ is not None or mention.to is not None
        ]
        self._starts = [mention.start for mention, _ in self._dates]
        self._of_interval: dict[tuple[date | None, date | None], DateMention] = {}
        for mention, _ in self._dates:
            self._of_interval.setdefault((mention.from_, mention.to), mention)
        self._hits = hits
        self._own_hits = own_hits
        self._published = published

    def find(self, targets: Sequence[Target], candidates: Sequence[Candidate]) -> dict[int, Due]:
        """Deadlines by the place of the candidate. Targets without one are absent."""
        starts = [candidate.start for candidate in candidates]
        known = _Known(targets)
        steps: tuple[Callable[[Target], Due | None], ...] = (
            lambda target: self._in_sentence(target, starts),
            lambda target: self._of_frame(target.candidate),
            lambda target: self._of_sentence_before(target, known),
            lambda target: known.of_twin(target.candidate),
            lambda target: self._of_neighbour(target.candidate, known),
            self._of_heading,
            lambda target: known.of_twin(target.candidate),
        )
        for step in steps:
            for target in targets:
                if target.candidate.place not in known.dues and (due := step(target)) is not None:
                    known.add(target.candidate, due)
        return known.dues

    def _in_sentence(self, aimed: Target, starts: Sequence[int]) -> Due | None:
        target = aimed.candidate
        best: tuple[int, DateMention] | None = None
        first, last = (bisect_left(self._starts, place) for place in (target.sentence.start, target.sentence.end))
        for mention, role in self._dates[first:last]:
            if mention.end <= target.sentence.end:
                cost = self._cost(target, mention, role, starts, aimed.governed)
                if cost < _FAR and (best is None or cost < best[0]):
                    best = (cost, mention)
        return _due(best[1]) if best else None

    def _cost(
        self,
        target: Candidate,
        mention: DateMention,
        role: DateRole,
        starts: Sequence[int],
        governed: int | None,
    ) -> int:
        """How little the date fits as the deadline: distance, numbers between, the day of a statement, days gone by."""
        ahead = self._published is None or (mention.to is not None and mention.to >= self._published)
        if not ahead and mention.end <= target.start and self._names_aim(mention):
            others = bisect_left(starts, target.start) - bisect_left(starts, mention.end)
            return _NAMED_BY if not others else _FAR
        introduced = {hit.cue.category for hit in self._introducing(mention)}
        said = any(
            hit.cue.category == "said"
            for hit in self._of_file(max(target.sentence.start, mention.start - 60), mention.start)
        )
        # A period before the figure without a preposition belongs to a name: "pelaporan SPT tahunan 2025 mencapai".
        named = introduced <= {"yearly"} and mention.start < target.start and mention.grain != "day"
        if governed is not None and governed < mention.start:
            named = named and "yearly" in introduced
        yearly = named and "yearly" in introduced
        if "compare" in introduced or yearly or (named and not mention.relative and not self._opens(target, mention)):
            return _FAR
        if not ahead and "deadline" not in introduced:
            return _FAR
        if mention.grain == "day" and not role.target and self._published in (None, mention.to):
            return _FAR
        if mention.grain == "day" and said and not role.target:
            return _FAR
        if role.role == "start" and not role.target and "deadline" not in introduced:
            return _FAR  # by the day on which a thing begins its target is not reached
        if self._resulted(target, mention, role.target):
            return _FAR
        low, high = (target.end, mention.start) if mention.start >= target.end else (mention.end, target.start)
        between = max(0, bisect_left(starts, high) - bisect_left(starts, low))
        cost = (high - low) + 60 * between
        if mention.start < target.start:
            cost += 20
        if "deadline" in introduced:
            cost -= 40
        if role.target:
            cost -= 60
        return cost + (200 if said else 0)

    def _names_aim(self, mention: DateMention) -> bool:
        """Whether a past year says which target is meant: *target 2018*, *di 2018 target kunjungan*."""
        if mention.grain != "year":
            return False
        around = self._hits.between(max(0, mention.start - _INTRODUCED), mention.end + _INTRODUCED)
        return any(
            hit.cue.file == STATUS
            and hit.cue.category == "aim"
            and min(abs(hit.start - mention.end), abs(mention.start - hit.end)) <= 1
            for hit in around
        )

    def _resulted(self, target: Candidate, mention: DateMention, aimed: bool) -> bool:
        """Whether what stands between figure and date turns to something else: *…, sampai 20 Oktober yang sudah*."""
        if mention.start < target.end:
            return False
        between = self._hits.between(target.end, mention.start)
        turns = _TURNS - {"done", "only", "hope"} if aimed else _TURNS
        if aimed and _AND.search(self._text, target.end, mention.start) is not None:
            turns = _TURNS - {"done", "only"}
        turned = any(hit.cue.file == STATUS and hit.cue.category in turns for hit in between)
        behind = self._hits.between(mention.end, min(mention.end + 16, target.sentence.end))
        done = any(hit.cue.file == STATUS and hit.cue.category in ("done", "only") for hit in behind)
        compared = any(hit.cue.category == "compare" for hit in self._own_hits.between(target.end, mention.start))
        return turned or done or compared

    def _opens(self, target: Candidate, mention: DateMention) -> bool:
        return mention.start - target.sentence.start < _OPENING

    def _introducing(self, mention: DateMention) -> Iterator[CueHit]:
        for hit in self._of_file(max(0, mention.start - _INTRODUCED - 8), mention.start):
            between = self._text[hit.end : mention.start].strip().lower()
            if between in ("", "di", "pada", "(", "bulan", "tahun", "akhir", "awal"):
                yield hit

    def _of_file(self, start: int, end: int) -> list[CueHit]:
        return self._own_hits.between(start, end)

    def _of_frame(self, target: Candidate) -> Due | None:
        """*RAPBN 2026*, when the year is still ahead: in the sentence, or in the nearest one before."""
        if target.category not in ("money", "share", "measure") or self._published is None:
            return None
        low = max(0, target.sentence.start - _LIST_LENGTH)
        for hit in reversed(self._hits.between(low, target.sentence.end)):
            year = _YEAR.match(self._text, hit.end) if hit.cue.category == "frame" else None
            if year is not None and int(year.group(1)) > self._published.year:
                interval = Interval(from_=date(int(year.group(1)), 1, 1), to=date(int(year.group(1)), 12, 31))
                return Due(interval, self._of_interval.get((interval.from_, interval.to)))
        return None

    def _of_sentence_before(self, target: Target, known: _Known) -> Due | None:
        """The deadline of the sentence before, when this one goes on with it or that one sets a date and no figure."""
        candidate = target.candidate
        if not candidate.sentence_index:
            return None
        earlier = self._sentences[candidate.sentence_index - 1]
        opening = self._of_file(
            candidate.sentence.start, min(candidate.sentence.start + _OPENING, candidate.sentence.end)
        )
        connected = any(hit.cue.category == "connect" and hit.start < candidate.start for hit in opening)
        same_paragraph = earlier.paragraph == candidate.sentence.paragraph
        figures = known.in_sentence(candidate.sentence_index - 1)
        dues = known.dues
        if connected:
            for figure in reversed(figures):
                if (
                    figure.place in dues and figure.category not in ("money", "share")
                ) or figure.category == candidate.category:
                    return dues.get(figure.place)
            if target.rule == "parts" and figures:
                return dues.get(figures[-1].place)
        if (connected or same_paragraph) and not figures and target.rule != "parts":
            return self._last_aimed(earlier.start, earlier.end)
        return None

    def _last_aimed(self, start: int, end: int) -> Due | None:
        """The last target date that begins in ``start``..``end``."""
        for index in range(bisect_left(self._starts, end) - 1, bisect_left(self._starts, start) - 1, -1):
            mention, role = self._dates[index]
            if role.target:
                return _due(mention)
        return None

    def _of_neighbour(self, target: Candidate, known: _Known) -> Due | None:
        """Figures of one sentence share its deadline."""
        near = [
            other
            for other in known.in_sentence(target.sentence_index)
            if other.place in known.dues and not self._parted(other, target)
        ]
        return known.dues[min(near, key=lambda other: abs(other.start - target.start)).place] if near else None

    def _parted(self, first: Candidate, second: Candidate) -> bool:
        """Whether a turn stands between two figures: *5.000 peserta, namun bisa meningkat hingga 10.000*."""
        low, high = min(first.end, second.end), max(first.start, second.start)
        return any(hit.cue.file == STATUS and hit.cue.category == "stop" for hit in self._hits.between(low, high))

    def _of_heading(self, target: Target) -> Due | None:
        """Items of a target list take the last target date before the list."""
        if target.rule != "heading":
            return None
        start = target.candidate.start
        return self._last_aimed(start - _LIST_LENGTH + 1, start)


class _Known:
    """The deadlines found so far, by the figure's place, its value and its sentence."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.dues: dict[int, Due] = {}
        self._by_value: dict[tuple[tuple[float | None, float | None], bool], list[Candidate]] = {}
        self._in_sentence: dict[int, list[Candidate]] = {}
        for target in targets:
            self._in_sentence.setdefault(target.candidate.sentence_index, []).append(target.candidate)

    def add(self, candidate: Candidate, due: Due) -> None:
        """Keep the deadline of a figure."""
        self.dues[candidate.place] = due
        insort(self._by_value.setdefault(_kind(candidate), []), candidate, key=_start)

    def in_sentence(self, index: int) -> list[Candidate]:
        """The targets of a sentence."""
        return self._in_sentence.get(index, [])

    def of_twin(self, target: Candidate) -> Due | None:
        """The deadline of the same figure elsewhere, the nearest one; of two as near, the one before."""
        same = self._by_value.get(_kind(target))
        if same is None:
            return None
        index = bisect_left(same, target.start, key=_start)
        beside = same[max(0, index - 1) : index + 1]
        return self.dues[min(beside, key=lambda other: abs(other.start - target.start)).place]


def _start(candidate: Candidate) -> int:
    return candidate.start


def _kind(candidate: Candidate) -> tuple[tuple[float | None, float | None], bool]:
    """What two mentions of one figure share: the value, and whether it is money or a share."""
    return candidate.value, candidate.category in ("money", "share")


def _due(mention: DateMention) -> Due:
    return Due(Interval(from_=mention.from_, to=mention.to), mention)
