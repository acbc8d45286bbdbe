"""How one number or day is written for another: a factor of ten or a thousand, digits changed over, another year."""

from __future__ import annotations

from functools import lru_cache

from extractor.models import DateFact, Interval

SCALES = {10: "ten", 100: "hundred", 1000: "thousand", 10**6: "million"}
LARGE_FACTORS = frozenset(("thousand", "million"))  # ribu, juta and miliar are changed over more easily than zeros


def number_slip(value: float, truth: float) -> str | None:
    """The kind of slip by which one number was written for another, if it looks like one."""
    if not value or not truth or value == truth:
        return None
    digits, true_digits = significant(value), significant(truth)
    for factor, name in SCALES.items():
        if value == truth * factor or truth == value * factor:
            return name
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


@lru_cache(maxsize=4096)
def significant(value: float) -> str:
    """The digits of a number but for the zeros at its end."""
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
