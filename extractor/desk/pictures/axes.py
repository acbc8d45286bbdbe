"""Axes with round ticks: amounts from nought unless that hides them, days by calendar steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractor.messages.values import MEASURES, Language, format_amount, format_short_day
from extractor.models import Amount
from extractor.values import DayGrain

# A figure that grows over more than two orders of magnitude hides its beginnings on a linear scale.
_LOG_RATIO = 100
# Figures that fill the upper half of an axis from nought can be told apart on it.
_FILLS = 0.5
_INTERVALS = 4
# Days, months and years between two ticks, as a calendar would set them.
_STEPS: tuple[tuple[DayGrain, int], ...] = (
    ("day", 1), ("day", 2), ("day", 7), ("day", 14), ("month", 1), ("month", 2), ("month", 3), ("month", 6),
    ("year", 1), ("year", 2), ("year", 5), ("year", 10), ("year", 50), ("year", 250), ("year", 1000), ("year", 5000),
)  # fmt: skip
_LENGTH: dict[DayGrain, float] = {"day": 1, "month": 30.4, "year": 365.2}
_MONDAY = date(2024, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a value lies, and the ticks that say so. ``kind`` is *cut* when the axis does not begin at nought.

    What lies outside is placed at the nearer end.
    """

    place: Callable[[float], float]
    ticks: tuple[tuple[float, str], ...]
    kind: Literal["whole", "cut", "log"] = "whole"


def amount_axis(values: Sequence[float], start: float, end: float, unit: str | None, language: Language) -> Axis:
    """An axis of amounts that holds all values, drawn from ``start`` (the lowest) to ``end``."""
    low, high = min(values), max(values)
    if low > 0 and high / low > _LOG_RATIO:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        powers = range(first, last + 1, math.ceil((last - first) / (_INTERVALS + 1)))
        return Axis(
            lambda value: start + (end - start) * _share(math.log10(max(value, low)), first, last),
            tuple((10.0**power, _label(10.0**power, unit, language)) for power in powers),
            "log",
        )
    if low == high or low < high * _FILLS:
        low, high = min(low, 0.0), max(high, 0.0)
    step = _round_up((high - low) / _INTERVALS or 1.0)
    if all(value == round(value) for value in values):
        step = max(step, 1.0)
    # A division may miss a whole number by a hair.
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return Axis(
        lambda value: start + (end - start) * _share(value / step, first, last),
        tuple((count * step, _label(count * step, unit, language)) for count in range(first, last + 1)),
        "cut" if first > 0 or last < 0 else "whole",
    )


def day_axis(first: date, last: date, start: float, end: float, most: int, language: Language) -> Axis:
    """An axis of days from ``first`` to ``last``, with at most so many ticks. Values are ordinals of days."""
    low, high = first.toordinal(), last.toordinal()
    if low == high:
        low, high = max(low - 1, 1), min(high + 1, date.max.toordinal())
    kind, step = next(
        ((kind, step) for kind, step in _STEPS if (high - low) / _LENGTH[kind] / step <= most), _STEPS[-1]
    )
    ticks = tuple(
        (float(day.toordinal()), format_short_day(day, kind, language)) for day in _calendar(low, high, kind, step)
    )
    return Axis(lambda value: start + (end - start) * _share(value, low, high), ticks)


def _share(value: float, low: float, high: float) -> float:
    return (min(max(value, low), high) - low) / (high - low)


def _calendar(low: int, high: int, kind: DayGrain, step: int) -> Iterator[date]:
    """Days at which a calendar begins a period of so many days (from a Monday on), months or years."""
    if kind == "day":
        yield from map(date.fromordinal, range(low + (_MONDAY - low) % step, high + 1, step))
        return
    months = step * (12 if kind == "year" else 1)
    first, last = date.fromordinal(low), date.fromordinal(high)
    begun = first.year * 12 + first.month - (first.day == 1)
    for month in range(math.ceil(begun / months) * months, last.year * 12 + last.month, months):
        yield date(month // 12, month % 12 + 1, 1)


def _round_up(number: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(number))
    return next(round_one * magnitude for round_one in (1, 2, 2.5, 5, 10) if round_one * magnitude >= number)


def _label(value: float, unit: str | None, language: Language) -> str:
    exact = round(value, 6)
    number = int(exact) if exact.is_integer() else exact
    return format_amount(Amount(min=number, max=number), unit if unit in MEASURES else None, language=language)
