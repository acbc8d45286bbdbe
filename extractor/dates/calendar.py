"""Calendar arithmetic of date expressions: closed intervals of days, their thirds, and EDTF.

Everything here is a pure function of days; the rules of the values are those of the table of date expressions
in the documentation (thirds of a year, ISO weeks from Monday to Sunday, whole months).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor.values import day_grain

Grain = Literal["day", "week", "month", "quarter", "half", "year", "decade", "window", "range"]
Part = Literal["early", "middle", "late"]


class Days(NamedTuple):
    """A closed interval of days."""

    first: date
    last: date


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None when the calendar does not have it."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def month_days(year: int, month: int) -> Days | None:
    """A whole month; ``month`` may run over the year's ends (0 is December before)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def months(year: int, first: int, last: int) -> Days | None:
    """From the first day of one month to the last of another, in one year."""
    start, end = month_days(year, first), month_days(year, last)
    return Days(start.first, end.last) if start and end else None


@lru_cache(maxsize=1024)
def year_days(year: int, count: int = 1) -> Days | None:
    """``count`` whole years."""
    if not (year >= MINYEAR and year + count - 1 <= MAXYEAR):
        return None
    return Days(date(year, 1, 1), date(year + count - 1, 12, 31))


def week_days(reference: date, offset: int = 0) -> Days | None:
    """Monday to Sunday of the week ``offset`` weeks from that of ``reference``."""
    monday = shift_days(reference, 7 * offset - reference.weekday())
    sunday = monday and shift_days(monday, 6)
    return Days(monday, sunday) if monday and sunday else None


def shift_days(reference: date, amount: int) -> date | None:
    """The day ``amount`` days on, or None beyond the calendar."""
    try:
        return reference + timedelta(days=amount)
    except OverflowError:
        return None


def shift_months(reference: date, amount: int) -> date | None:
    """The same day ``amount`` months on, or the month's last day where it has no such day."""
    index = reference.year * 12 + reference.month - 1 + amount
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(reference.day, monthrange(year, month + 1)[1]))


def part_of(days: Days, grain: Grain, part: Part) -> Days:
    """*awal*, *pertengahan*, *akhir* of a period: thirds of a year by month, 1-10 / 11-20 / 21-end of a month."""
    third = ("early", "middle", "late").index(part)
    first, last = days
    if grain == "month":
        return Days(
            first.replace(day=(1, 11, 21)[third]),
            last if third == 2 else first.replace(day=(10, 20)[third]),
        )
    if grain == "week":
        begin, end = ((0, 1), (2, 3), (5, 6))[third]
        return Days(first + timedelta(days=begin), first + timedelta(days=end))
    if grain in ("year", "quarter", "half"):
        length = (last.month - first.month + 1) // 3
        found = months(first.year, first.month + third * length, first.month + (third + 1) * length - 1)
        return found or days
    if grain == "decade":
        years = last.year - first.year + 1
        cuts = [0, -(-years // 3), -(-2 * years // 3), years]
        return Days(date(first.year + cuts[third], 1, 1), date(first.year + cuts[third + 1] - 1, 12, 31))
    return days


def distance(days: Days, reference: date) -> int:
    """Days between an interval and a day; 0 when it holds the day."""
    if reference < days.first:
        return (days.first - reference).days
    return max(0, (reference - days.last).days)


def nearest(candidates: list[Days], reference: date) -> Days | None:
    """The interval closest to ``reference``; of equals the earlier."""
    return min(candidates, key=lambda days: (distance(days, reference), days.first), default=None)


def nearest_weekday(reference: date, weekday: int) -> date | None:
    """The day with that weekday (Monday 0) closest to ``reference``."""
    delta = (weekday - reference.weekday() + 3) % 7 - 3
    return shift_days(reference, delta)


def latest_weekday(reference: date, weekday: int, *, before: bool = False) -> date | None:
    """The latest such weekday on or before ``reference``, or strictly before it."""
    back = (reference.weekday() - weekday) % 7
    return shift_days(reference, -(back or 7) if before else -back)


def next_weekday(reference: date, weekday: int) -> date | None:
    """The first such weekday after ``reference``."""
    return shift_days(reference, (weekday - reference.weekday() - 1) % 7 + 1)


def spans_quarter(days: Days) -> bool:
    """Whether the interval is exactly a calendar quarter."""
    return days.first.month % 3 == 1 and months(days.first.year, days.first.month, days.first.month + 2) == days


def to_edtf(
    first: date | None, last: date | None, grain: Grain | None = None, *, uncertain: bool = False
) -> str | None:
    """The interval in Extended Date/Time Format (ISO 8601-2:2019), as short as it can be said exactly.

    A day, month, year or decade is one value (``2025-05``, ``199X``), quarters and halves use the level 2 divisions
    (33-36, 40-41), everything else is ``from/to`` with an open side as ``..``. ``uncertain`` adds ``?``.
    None when both sides are unknown.
    """
    if first is None and last is None:
        return None
    mark = "?" if uncertain else ""
    if first is None or last is None:
        return f"{first or '..'}{mark}/{last or '..'}{mark}" if first else f"../{last}{mark}"
    return _edtf_of(Days(first, last), grain, mark)


def _edtf_of(days: Days, grain: Grain | None, mark: str) -> str:
    first, last = days
    if first == last:
        return f"{first.isoformat()}{mark}"
    year = f"{first.year:04d}"
    written = day_grain(first, last)
    if first.year == last.year:
        if written == "year":
            return f"{year}{mark}"
        if written == "month" and first.month == last.month:
            return f"{year}-{first.month:02d}{mark}"
        if grain == "quarter" and spans_quarter(days):
            return f"{year}-{33 + first.month // 3}{mark}"
        if grain == "half" and first.month in (1, 7) and days == months(first.year, first.month, first.month + 5):
            return f"{year}-{40 + first.month // 7}{mark}"
    if grain == "decade" and first.year % 10 == 0 and days == year_days(first.year, 10):
        return f"{year[:3]}X{mark}"
    if written == "year":
        return f"{year}{mark}/{last.year:04d}{mark}"
    if written == "month":
        return f"{year}-{first.month:02d}{mark}/{last.year:04d}-{last.month:02d}{mark}"
    return f"{first.isoformat()}{mark}/{last.isoformat()}{mark}"
