"""The course of a running total: which of its claims lie on one rising line, and which do not belong to it.

A total that grows is told by many reports; some look back, some round, and some figure has strayed in from another
count. The heaviest rising line through the claims (by day, then value) is the course. A value off it is the total's own
past when the course had it before, or when its report also gives a value on the course; else it contradicts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.reconcile.judging.readings import Reading
from extractor.values import Value

# A stray may be taken for another figure only against a course of this many reports.
_LEAST_REPORTS = 3
_FAR = 1.5
_REACH = 0.67
_MOST_COMPARED = 40  # values of one report that are compared with each other


@dataclass(slots=True)
class Course:
    """Claims on the rising line, claims of its past, and claims that contradict it, each in canonical order."""

    rising: list[Reading]
    past: list[Reading]
    off: list[Reading]

    @property
    def strays(self) -> list[Reading]:
        """Contradicting claims that are better taken for another figure than for a fall of this one."""
        reports = {reading.fact.doc_id for reading in self.rising}
        line = sorted(
            (reading.day, float(reading.amount.point)) for reading in self.rising if reading.amount and reading.day
        )
        # A near value is disputed, not another figure.
        far = [reading for reading in self.off if _far(reading, line)]
        return far if len(reports) >= _LEAST_REPORTS else []


def _far(reading: Reading, line: Sequence[tuple[date, float]]) -> bool:
    """Far from where the line, sorted by day, was at the time."""
    if reading.amount is None or reading.day is None or not line:
        return True
    point = abs(float(reading.amount.point))
    place = bisect_right(line, (reading.day, float("inf")))
    before = line[place - 1][1] if place else 0.0
    after = line[place][1] if place < len(line) else line[-1][1]
    return not before / _FAR <= point <= max(before, after) * _FAR


class _Told:
    """The values of a course with the first day of each, to look up what an earlier report gave."""

    def __init__(self, rising: Sequence[Reading]) -> None:
        first: dict[Value, date] = {}
        for reading in rising:
            if reading.amount is not None and reading.day is not None:
                first[reading.amount] = min(reading.day, first.get(reading.amount, date.max))
        self._wide = [(value, day) for value, day in first.items() if not value.exact]
        self._exact = sorted(
            ((float(value.point), value, day) for value, day in first.items() if value.exact),
            key=lambda entry: entry[0],
        )
        self._points = [point for point, _, _ in self._exact]

    def repeats(self, reading: Reading) -> bool:
        """A value that the course had by then, or a rounding of one; not a finer one for which a rounding has room."""
        value, day = reading.amount, reading.day
        if value is None or day is None:
            return False
        found = self._exact
        if value.exact:
            # No rounding or hedge reaches further than a third, or one for the smallest numbers.
            point = abs(float(value.point))
            low, high = point * _REACH - 1, point / _REACH + 1
            found = found[bisect_left(self._points, low) : bisect_right(self._points, high)]
        return any(then <= day and value.repeats(other) for _, other, then in found) or any(
            then <= day and value.repeats(other) for other, then in self._wide
        )


def find_course(readings: Sequence[Reading]) -> Course:
    """The course of a running total; readings without a day or number are left out of it."""
    dated = [reading for reading in readings if reading.amount is not None and reading.day is not None]
    nodes: dict[tuple[date, float], float] = {}
    for reading in dated:
        node = (reading.day or date.min, least(reading.amount))
        nodes[node] = nodes.get(node, 0.0) + reading.weight
    chosen = heaviest_rise(sorted(nodes), nodes)
    rising: list[Reading] = []
    rest: list[Reading] = []
    for reading in dated:
        on_it = (reading.day or date.min, least(reading.amount)) in chosen
        (rising if on_it else rest).append(reading)
    told = _Told(rising)
    tops: dict[str, float] = {}
    for reading in rising:
        key = reading.fact.doc_id
        tops[key] = max(tops.get(key, 0.0), least(reading.amount))
    past: list[Reading] = []
    off: list[Reading] = []
    for reading in rest:
        # *Awalnya 17 juta*: a lower value in a sentence that tells of a change is what went before.
        looks_back = reading.revised or least(reading.amount) <= tops.get(reading.fact.doc_id, float("-inf"))
        (past if looks_back or told.repeats(reading) else off).append(reading)
    return Course(rising, past, off)


def lone_asides(readings: Sequence[Reading], least_reports: int = _LEAST_REPORTS) -> list[Reading]:
    """Values that only one report gives, beside its own main value and for the same day.

    What a report tells of the same day besides the total is a part, a wait for more, or another count, unless its
    sentence tells of a change or another report knows the value too.
    """
    by_report: dict[str, list[Reading]] = {}
    owners: dict[Value, set[str]] = {}
    for reading in readings:
        if reading.amount is not None:
            by_report.setdefault(reading.fact.doc_id, []).append(reading)
            owners.setdefault(reading.amount, set()).add(reading.fact.doc_id)
    if len(by_report) < least_reports:
        return []
    known = sorted((float(value.point), len(docs), min(docs)) for value, docs in owners.items())
    points = [point for point, _, _ in known]
    found: list[Reading] = []
    for doc_id, group in by_report.items():
        main = _main(group)
        for reading in group:
            dated = reading.day_by_as_of and reading.day != main.day
            if reading.revised or dated or _like(reading.amount, main.amount):
                continue
            point = float(reading.amount.point) if reading.amount else 0.0
            slack = 0.05 * abs(point)
            around = known[bisect_left(points, point - slack) : bisect_right(points, point + slack)]
            if all(count == 1 and owner == doc_id for _, count, owner in around):
                found.append(reading)
    return found


def set_strays(readings: Sequence[Reading]) -> list[Reading]:
    """Figures that strayed into the record of a target or plan.

    Besides the asides of one report: a value of few reports while at least three times as many, some before and some
    after it, give another one. A target that was revised does not come back.
    """
    telling = {reading.fact.doc_id for reading in readings if reading.revised}
    asides = lone_asides([reading for reading in readings if reading.fact.doc_id not in telling], 1)
    found = {id(reading) for reading in asides}
    rest = [reading for reading in readings if id(reading) not in found and reading.amount is not None]
    reports: dict[Value, set[tuple[date, str]]] = {}
    for reading in rest:
        assert reading.amount is not None
        reports.setdefault(reading.amount, set()).add((reading.fact.published or date.max, reading.fact.doc_id))
    if not reports:
        return asides
    held = max(reports, key=lambda value: (len(reports[value]), float(value.point)))
    days = sorted(day for day, _ in reports[held])
    if len(days) < _LEAST_REPORTS:
        return asides
    for reading in rest:
        value, day = reading.amount, reading.fact.published or date.max
        assert value is not None
        near = abs(float(value.point) - float(held.point)) <= 0.05 * abs(float(held.point))
        if not reading.revised and not near and not value.rounds(held, loose=True) and days[0] < day < days[-1]:
            others = {
                doc_id for other, docs in reports.items() if other.rounds(value, loose=True) for _, doc_id in docs
            }
            if len(others) * _LEAST_REPORTS <= len(days):
                asides.append(reading)
    return asides


def _main(group: Sequence[Reading]) -> Reading:
    """The value that a report repeats most, its title's among equals, the first in the text among these."""
    counts = [sum(_like(reading.amount, other.amount) for other in group[:_MOST_COMPARED]) for reading in group]
    best = max(range(len(group)), key=lambda index: (counts[index], group[index].title, -index))
    return group[best]


def least(value: Value | None) -> float:
    """The least number that the amount may stand for: roundings and hedges must not look like a fall."""
    if value is None:
        return 0.0
    low = value.low if value.low is not None else value.point
    slack = value.grain / 2 if value.grain > 1 else 0.0
    if value.approx:
        slack = max(slack, 0.03 * abs(float(low)))
    if value.low is None:
        slack = max(slack, 0.1 * abs(float(low)))
    return float(low) - slack


def _like(a: Value | None, b: Value | None) -> bool:
    return a is not None and b is not None and a.fits(b, loose=True)


def heaviest_rise(
    nodes: Sequence[tuple[date, float]], weights: dict[tuple[date, float], float]
) -> set[tuple[date, float]]:
    """The heaviest subsequence that does not fall, by a Fenwick tree over the ranks of the values: n log n."""
    values = sorted({value for _, value in nodes})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(values) + 1)
    back: list[int] = []
    best, last = 0.0, -1
    for index, node in enumerate(nodes):
        rank = bisect_left(values, node[1]) + 1
        found, previous, place = 0.0, -1, rank
        while place > 0:
            if tree[place][0] > found:
                found, previous = tree[place]
            place -= place & -place
        back.append(previous)
        total = found + weights[node]
        place = rank
        while place <= len(values):
            if total > tree[place][0]:
                tree[place] = (total, index)
            place += place & -place
        if total > best:
            best, last = total, index
    chosen = set()
    while last >= 0:
        chosen.add(nodes[last])
        last = back[last]
    return chosen
