"""Probable slips of a single claim against all others of its record: kept as a claim, named, and left out of the
verdict.

A slip is named only where a mechanism explains it exactly (a factor of ten or a thousand, swapped digits, a lost
zero, a wrong year, day and month swapped) and more claims from elsewhere hold the value that it garbles, or its own
weekday tells that value.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from extractor.models import DateFact
from extractor.reconcile.garbling import SCALES, date_slip, number_slip, significant
from extractor.reconcile.judging.readings import Reading

# The kinds of slip; their wording is in rules/wording.yaml.
KINDS = frozenset(
    ("ten", "hundred", "thousand", "million", "digits_swapped", "zero_lost", "zero_added", "year", "day_month",
     "stale_name", "denied", "retracted")
)  # fmt: skip
TAKEN_BACK = frozenset(("denied", "retracted"))  # called false by their own report, or by a later one of their outlet
_MOST_VALUES = 200  # distinct values that are compared pairwise
_SAME_DAYS = timedelta(days=3)


Clash = tuple[tuple[object, ...], tuple[object, ...]]


def mark_slips(readings: Sequence[Reading], clashes: Collection[Clash] = ()) -> None:
    """Set ``slip`` on readings that look like a garbled form of what the others say.

    Between two values that are known to contradict each other (``clashes``) fewer digits tell.
    """
    keys: dict[tuple[object, ...], list[Reading]] = {}
    for reading in readings:
        if reading.slip is None:
            keys.setdefault(reading.key, []).append(reading)
    if len(keys) < 2 or len(keys) > _MOST_VALUES:
        return
    ordered = sorted(keys.values(), key=lambda group: (-len(group), group[0].fact.fact_id))
    for group in ordered:
        # One report's slip: more mentions elsewhere hold the value that it garbles.
        if len({reading.origin for reading in group}) > 1:
            continue
        for others in ordered:
            if len(others) <= len(group) and not _shows_itself(group, others[0]):
                continue
            if others[0].slip:
                continue
            kind = _kind(group[0], others[0], sure=(group[0].key, others[0].key) in clashes)
            if kind:
                for reading in group:
                    reading.slip = kind
                break


def _shows_itself(group: Sequence[Reading], other: Reading) -> bool:
    """Whether the weekday beside each of these days does not fit it, and fits the other's: one report suffices."""
    return other.days is not None and all(
        isinstance(reading.fact, DateFact)
        and reading.fact.weekday_conflict
        and reading.fact.likely == other.days.from_ == other.days.to
        for reading in group
    )


def garbled(readings: Sequence[Reading], off: Collection[tuple[object, ...]]) -> list[Reading]:
    """Readings that give, in reports of their own, a garbled form of a value that others give more firmly.

    A total grows through numbers that resemble each other, so the value is off its course or of the same days.
    """
    weights: dict[tuple[object, ...], float] = {}
    reports: dict[tuple[object, ...], set[str]] = {}
    first: dict[tuple[object, ...], Reading] = {}
    for reading in readings:
        weights[reading.key] = weights.get(reading.key, 0.0) + reading.weight
        reports.setdefault(reading.key, set()).add(reading.origin)
        first.setdefault(reading.key, reading)
    if not 1 < len(first) <= _MOST_VALUES:
        return []
    wrong = {
        key
        for key, reading in first.items()
        for other in first
        if other != key
        and weights[other] >= weights[key]
        and not reports[key] & reports[other]
        and (key in off or _same_days(reading, first[other]))
        and _kind(reading, first[other])
    }
    return [reading for reading in readings if reading.key in wrong]


def _same_days(a: Reading, b: Reading) -> bool:
    return a.day is not None and b.day is not None and abs(a.day - b.day) <= _SAME_DAYS


def _kind(reading: Reading, other: Reading, *, sure: bool = False) -> str | None:
    if reading.amount and other.amount and reading.amount.exact and other.amount.exact:
        return (number_slip if sure else _certain_slip)(reading.amount.point, other.amount.point)
    if reading.days and other.days:
        return date_slip(reading.days, other.days)
    return None


def _certain_slip(value: float, truth: float) -> str | None:
    """The kind of slip, where so many digits agree that it is hardly chance."""
    kind = number_slip(value, truth)
    # 10 ribu and 100 ribu are both common numbers.
    least = 3 if kind in ("ten", "hundred") else 2
    return kind if kind not in SCALES.values() or len(significant(truth)) >= least else None
