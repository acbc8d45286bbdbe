"""Placing date expressions in the calendar: from terms with gaps to closed intervals of days.

The reference day is the day of publication; a relative day inside a quotation counts from the day on which the text
says it was spoken. Without a reference relative terms stay unresolved and keep their direction.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from extractor.dates import calendar as values
from extractor.dates.calendar import Days, Grain
from extractor.dates.days import Anchor, Place, direction_of, is_near, place_day, year_of
from extractor.dates.feasts import feast_days
from extractor.dates.terms import Calendar, Feast, Found, Range, Shift, Term, Weekday, Window
from extractor.dates.words import YEARS_OF, Unit
from extractor.mentions import DateMention
from extractor.models import Flag, Interval

_PARTS: Final[tuple[values.Part, ...]] = ("early", "middle", "late")
_GRAINS: Final[dict[int, Grain]] = {
    Unit.DAY: "day", Unit.WEEK: "week", Unit.MONTH: "month", Unit.QUARTER: "quarter", Unit.THIRD: "quarter",
    Unit.HALF: "half", Unit.YEAR: "year", Unit.SEASON: "year", Unit.DECADE: "decade",
}  # fmt: skip
_DAYS_OF: Final[dict[int, int]] = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS_OF: Final[dict[int, int]] = {Unit.QUARTER: 3, Unit.THIRD: 4, Unit.HALF: 6}


def place(term: Term, anchor: Anchor, reference: date | None) -> Place:
    """The interval of ``term``; ``reference`` is the day from which missing parts are counted."""
    if anchor.published is None and _counts_from_now(term):
        reference = anchor.about if _counts_years(term) else None
    if isinstance(term, Calendar):
        return _calendar(term, anchor, reference)
    if isinstance(term, Weekday):
        return _weekday(term, anchor, reference)
    if isinstance(term, Shift):
        return _shift(term, anchor, reference)
    if isinstance(term, Window):
        return _window(term, anchor, reference)
    if isinstance(term, Range):
        return _range(term, anchor, reference)
    days = feast_days(term, reference, anchor.feasts)
    grain: Grain = "day" if days is None or days.first == days.last else "range"
    return Place(days, grain, term.year is None and (term.hijri is None or term.hijri[2] is None))


def _counts_from_now(term: Term) -> bool:
    """Whether only the day of the report can place a term; other days in the text say nothing of *kemarin*."""
    if isinstance(term, Calendar):
        unnamed = term.year is None and term.month is None
        return bool(term.where) or term.year_shift is not None or term.month_shift is not None or unnamed
    return isinstance(term, Shift | Weekday | Window)


def _counts_years(term: Term) -> bool:
    """Whether the year of the report alone places a term: *tahun lalu*, *awal tahun depan*, *Maret tahun ini*."""
    if isinstance(term, Calendar):
        return term.year_shift is not None
    return isinstance(term, Shift) and term.unit >= Unit.YEAR


def _range(term: Range, anchor: Anchor, reference: date | None) -> Place:
    first, last = place(term.first, anchor, reference), place(term.last, anchor, reference)
    if isinstance(term.first, Weekday) and isinstance(term.last, Weekday) and last.days:
        start = values.latest_weekday(last.days.first, term.first.weekday)
        first = Place(Days(start, start) if start else None, "day", True)
    relative = first.relative or last.relative
    if first.days is None or last.days is None:
        return Place(None, "range", relative, last.direction, impossible=first.impossible or last.impossible)
    days = Days(first.days.first, last.days.last)
    if isinstance(term.first, Calendar) and isinstance(term.last, Calendar) and term.first.unit == Unit.SEASON:
        season = Days(days.first.replace(month=7), days.last.replace(month=6, day=30))
        return Place(season, "range")
    if days.last < days.first:
        turned = _turned(term, first.days, last.days, reference)
        if turned is None:
            return Place(None, "range", relative)
        days = turned
    conflict = first.conflict if first.conflict is not None else last.conflict
    return Place(days, "range", relative, None, conflict, first.likely or last.likely)


def _turned(term: Range, first: Days, last: Days, reference: date | None) -> Days | None:
    """A range whose end came out before its beginning: *Desember hingga Februari*, *Senin hingga Rabu*."""
    if isinstance(term.first, Calendar) and term.first.year is None:
        start = values.shift_months(first.first, -12)
        return Days(start, last.last) if start and start <= last.last else None
    return None


def _calendar(term: Calendar, anchor: Anchor, reference: date | None) -> Place:
    if term.unit == Unit.DAY:
        return place_day(term, anchor, reference)
    grain = _GRAINS[term.unit]
    if term.part is not None:
        grain = "range"
    year = year_of(term, reference)
    relative = term.year is None
    if year is not None:
        return Place(_in_year(term, year), grain, relative)
    if reference is None:
        return Place(None, grain, True, direction_of(term.where))
    if term.unit == Unit.MONTH and term.month is None and term.month_shift is None:  # akhir bulan nanti
        steps = (-1, 0, 1) if term.where else (0,)
        months = [values.month_days(reference.year, reference.month + step) for step in steps]
        parts = [values.part_of(month, "month", _PARTS[term.part or 0]) for month in months if month]
        return Place(values.nearest(_sided(parts, reference, term.where), reference), grain, True)
    if term.month_shift is not None:
        month = values.shift_months(reference, term.month_shift)
        return Place(_in_month(term, month.year, month.month) if month else None, grain, True)
    if term.unit == Unit.WEEK and term.month is None:  # akhir pekan
        week = values.week_days(reference)
        return Place(values.part_of(week, "week", _PARTS[term.part or 0]) if week else None, grain, True)
    candidates = _sided(_candidates(term, reference), reference, term.where)
    if term.unit == Unit.MONTH and not term.where and not any(is_near(days, reference) for days in candidates):
        # a far month has the year that the text gives it elsewhere: "hingga Mei 2024 …, sejak Mei itu"
        years = {year for year, month in anchor.months if month == term.month}
        candidates = [days for days in candidates if years == {days.first.year}] or candidates
    if term.number and term.unit in _MONTHS_OF and not term.where:
        # a quarter that this year has already seen is this year's, however near the next one is
        candidates = [days for days in candidates if days.first <= reference or days.first.year == reference.year]
        begun = [days for days in candidates if days.first <= reference and days.first.year == reference.year]
        candidates = begun or candidates
    found = values.nearest(candidates, reference)
    if term.lean and found and not is_near(found, reference):
        found = values.nearest(_sided(candidates, reference, term.lean), reference)
    return Place(found, grain, True)


def _sided(candidates: list[Days], reference: date, where: int) -> list[Days]:
    """Those on the side to which the words point, all of them when they point nowhere or none is there."""
    if not where:
        return candidates
    sided = [days for days in candidates if (days.last >= reference if where > 0 else days.first <= reference)]
    return sided or candidates


def _candidates(term: Calendar, reference: date) -> list[Days]:
    found = [_in_year(term, reference.year + step) for step in (-1, 0, 1)]
    return [days for days in found if days]


def _in_year(term: Calendar, year: int) -> Days | None:
    """The interval of a term above the day in a given year."""
    unit = term.unit
    if unit in _MONTHS_OF and term.number:
        length = _MONTHS_OF[unit]
        last = (term.last_number or term.number) * length
        days = values.months(year, (term.number - 1) * length + 1, last) if last <= 12 else None
    elif unit == Unit.MONTH and term.month:
        if term.number and term.number > 1:
            return values.months(year, 1, term.number)
        days = values.month_days(year, term.month)
    elif unit == Unit.WEEK and term.month:
        return _in_month(term, year, term.month)
    elif unit == Unit.DECADE:
        days = values.year_days(year, 10)
    else:
        days = values.year_days(year)
    if days and term.part is not None:
        grain: Grain = "decade" if unit in YEARS_OF else _GRAINS[unit]
        return values.part_of(days, grain, _PARTS[term.part])
    return days


def _in_month(term: Calendar, year: int, month: int) -> Days | None:
    """*pekan pertama* of a month is its first seven days; the last one its last seven, or ``last_number`` days."""
    whole = values.month_days(year, month)
    if whole is None or term.number is None:
        return whole
    days = term.last_number or 7
    if term.number < 1:
        return Days(whole.last.replace(day=whole.last.day + 1 - days), whole.last)
    if term.last_number:
        return Days(whole.first, whole.first.replace(day=days))
    first = 7 * term.number - 6
    if first > whole.last.day:
        return None
    return Days(whole.first.replace(day=first), whole.first.replace(day=min(first + 6, whole.last.day)))


def _weekday(term: Weekday, anchor: Anchor, reference: date | None) -> Place:
    if reference is None:
        side = 1 if term.coming else term.where if term.where is not None else term.weeks
        return Place(None, "day", True, direction_of(side))
    found: date | None
    if term.near is not None and (counted := values.shift_days(reference, term.near)):
        found = values.nearest_weekday(counted, term.weekday)
        if found and abs((found - counted).days) > 1:  # told on the eve, printed on the day: one is no slip
            return Place(Days(found, found), "day", True, conflict=term.weekday, likely=counted)
    elif term.weeks is not None:
        week = values.week_days(reference, term.weeks)
        found = values.shift_days(week.first, term.weekday) if week else None
    elif term.where == 1:
        found = values.next_weekday(reference, term.weekday)
    elif term.coming:
        found = values.next_weekday(values.shift_days(reference, -1) or reference, term.weekday)
    elif term.eve:
        found = values.latest_weekday(reference, (term.weekday - 1) % 7)
    else:
        found = values.latest_weekday(reference, term.weekday, before=term.where == -1)
    return Place(Days(found, found) if found else None, "day", True)


def _shift(term: Shift, anchor: Anchor, reference: date | None) -> Place:
    grain = _GRAINS[term.unit]
    if term.from_text:
        if term.unit == Unit.YEAR and anchor.years:
            return Place(values.year_days(anchor.years[-1] + term.amount), grain, True)
        if anchor.last is not None and term.unit in (Unit.DAY, Unit.MONTH, Unit.QUARTER, Unit.HALF):
            reference = anchor.last.first
    if reference is None:
        return Place(None, grain, True, direction_of((term.amount > 0) - (term.amount < 0)))
    days = _unit_at(term.unit, term.amount, reference)
    if days and term.part is not None:
        days = values.part_of(days, grain, _PARTS[term.part])
        grain = "range"
    return Place(days, grain, True)


def _unit_at(unit: int, amount: int, reference: date) -> Days | None:
    """The division of the calendar ``amount`` units from the one that holds ``reference``."""
    if unit == Unit.DAY:
        day = values.shift_days(reference, amount)
        return Days(day, day) if day else None
    if unit == Unit.WEEK:
        return values.week_days(reference, amount)
    if unit == Unit.MONTH:
        return values.month_days(reference.year, reference.month + amount)
    if unit in _MONTHS_OF:
        length = _MONTHS_OF[unit]
        index = reference.year * (12 // length) + (reference.month - 1) // length + amount
        year, number = divmod(index, 12 // length)
        if not 1 <= year < 9999:
            return None
        return values.months(year, number * length + 1, (number + 1) * length)
    length = YEARS_OF.get(unit, 1)
    year = reference.year + amount * length
    if unit in YEARS_OF:
        return values.year_days((reference.year // length + amount) * length, length)
    return values.year_days(year)


def _window(term: Window, anchor: Anchor, reference: date | None) -> Place:
    if term.since and term.since.unit == Unit.DAY and (first := place_day(term.since, anchor, anchor.reference).days):
        # the day with which it begins is one of them
        behind = _at_distance(term.unit, term.amount, first.first)
        last = values.shift_days(behind, -1) if behind else None
        return Place(Days(first.first, last) if last else None, "window", True)
    if reference is None:
        return Place(None, "window", True, "future" if term.amount > 0 else "past")
    if term.at_end:
        return Place(_unit_at(term.unit, term.amount, reference), _GRAINS[term.unit], True)
    other = _at_distance(term.unit, term.amount, reference)
    if other is None:
        return Place(None, "window", True)
    return Place(Days(min(reference, other), max(reference, other)), "window", True)


def _at_distance(unit: int, amount: int, day: date) -> date | None:
    """The day ``amount`` units from ``day``; none outside the calendar."""
    if unit in _DAYS_OF:
        return values.shift_days(day, amount * _DAYS_OF[unit])
    months = {Unit.MONTH: 1, Unit.YEAR: 12, **_MONTHS_OF}.get(unit) or 12 * YEARS_OF.get(unit, 1)
    return values.shift_months(day, amount * months)


def mention(found: Found, placed: Place) -> DateMention:
    """The finished mention of an expression and its place, with its flags."""
    flags: list[Flag] = []
    fits = tuple(Interval.model_validate({"from": day, "to": day}) for day in placed.fits)
    if placed.conflict is not None:
        params: dict[str, str | int | float | None] = {
            "stated": placed.conflict,
            "likely": placed.likely.isoformat() if placed.likely else None,
        }
        flags.append(Flag(kind="weekday_conflict", start=found.start, end=found.end, params=params, fits=fits))
    if placed.impossible:
        flags.append(Flag(kind="impossible_date", start=found.start, end=found.end, fits=fits))
    days = placed.days
    first, last = days if days else (None, None)
    term = found.term
    return DateMention(
        found.start,
        found.end,
        first,
        last,
        values.to_edtf(first, last, placed.grain, uncertain=placed.conflict is not None),
        found.rule,
        placed.grain,
        placed.relative,
        isinstance(term, Calendar | Shift) and term.part is not None,
        placed.direction,
        term.feast if isinstance(term, Feast) else None,
        placed.conflict is not None,
        placed.likely,
        tuple(flags),
    )
