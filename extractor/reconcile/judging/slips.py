"""Probable slips of a single claim against all others of its record: kept as a claim, named, and left out of the
verdict.

A slip is named only where a mechanism explains it exactly (a factor of ten or a thousand, swapped digits, a lost
zero, a wrong year, day and month swapped) and at least as many other claims from elsewhere hold the value that it
garbles.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from extractor.models import DateFact, Interval
from extractor.reconcile.judging.readings import Reading

# The kinds of slip; their wording is in rules/wording.yaml.
KINDS = frozenset(
    ("ten", "hundred", "thousand", "million", "digits_swapped", "zero_lost", "zero_added", "year", "day_month",
     "stale_name")
)  # fmt: skip
_MOST_VALUES = 200  # distinct values that are compared pairwise
_SAME_DAYS = timedelta(days=3)
_NAMES = {10: "ten", 100: "hundred", 1000: "thousand", 10**6: "million"}


def mark_slips(readings: Sequence[Reading]) -> None:
    """Set ``slip`` on readings that look like a garbled form of what the others say."""
    keys: dict[tuple[object, ...], list[Reading]] = {}
    for reading in readings:
        keys.setdefault(reading.key, []).append(reading)
    if len(keys) < 2 or len(keys) > _MOST_VALUES:
        return
    ordered = sorted(keys.values(), key=lambda group: (-len(group), group[0].fact.fact_id))
    for group in ordered:
        # One report's slip: more mentions elsewhere hold the value that it garbles.
        if len({reading.origin for reading in group}) > 1:
            continue
        for others in ordered:
            if len(others) <= len(group):
                break
            if others[0].slip:
                continue
            kind = _kind(group[0], others[0])
            if kind:
                for reading in group:
                    reading.slip = kind
                break


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


def _kind(reading: Reading, other: Reading) -> str | None:
    if reading.amount and other.amount and reading.amount.exact and other.amount.exact:
        return _number_slip(reading.amount.point, other.amount.point)
    if reading.days and other.days:
        return date_slip(reading.days, other.days)
    return None


def _number_slip(value: float, truth: float) -> str | None:
    if not value or not truth or value == truth:
        return None
    digits, true_digits = _digits(value), _digits(truth)
    for factor in _NAMES:
        if value == truth * factor or truth == value * factor:
            # One significant digit agrees by chance too often: 10 ribu and 100 ribu are both common numbers.
            return _NAMES[factor] if len(true_digits) >= 3 or (factor >= 1000 and len(true_digits) >= 2) else None
    if len(digits) < 2 or not 0.1 < value / truth < 10:
        return None
    if (len(digits) == len(true_digits) <= 4 and _swapped(digits, true_digits)) or neighbours_swapped(value, truth):
        return "digits_swapped"
    if digits != true_digits and digits.replace("0", "") == true_digits.replace("0", "") and len(true_digits) >= 3:
        return "zero_lost" if len(digits) < len(true_digits) else "zero_added"
    return None


def neighbours_swapped(value: float, truth: float) -> bool:
    """104 juta for 140 juta: two neighbouring digits of the whole number change places."""
    return _swapped(str(int(value)), str(int(truth)))


def _digits(value: float) -> str:
    return f"{value:.10g}".replace(".", "").rstrip("0")


def _swapped(a: str, b: str) -> bool:
    """Exactly two neighbouring digits change places; trailing zeros are part of the number."""
    if len(a) != len(b) or a == b:
        return False
    differing = [index for index in range(len(a)) if a[index] != b[index]]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and a[differing[0]] == b[differing[1]]
        and a[differing[1]] == b[differing[0]]
    )


def date_slip(value: Interval | DateFact, truth: Interval | DateFact) -> str | None:
    """The kind of slip by which one day was written for another, if it looks like one."""
    day, true_day = value.from_, truth.from_
    if not day or not true_day or value.from_ != value.to or truth.from_ != truth.to:
        return None
    if (day.day, day.month) == (true_day.day, true_day.month) and abs(day.year - true_day.year) == 1:
        return "year"
    if day.year == true_day.year and (day.day, day.month) == (true_day.month, true_day.day):
        return "day_month"
    return None
