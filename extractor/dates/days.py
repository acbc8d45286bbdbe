"""Placing days in the calendar: missing years, lost slashes, and weekdays that do not fit."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from extractor.dates import calendar as values
from extractor.dates.calendar import Days, Grain
from extractor.dates.feasts import Feasts
from extractor.dates.terms import Calendar

# A day and month this near to publication keeps its year even when the weekday does not fit (settled case).
_NEAR: Final = 62
# An article is filed on the day after its report: what still lies ahead in it may be a day old.
_FILED: Final = 1
# A longer step would leave news behind; a year typed wrong is at most this far off.
_SLIP_YEARS: Final = 10
_REPORTED_WITHIN: Final = 7


@dataclass(slots=True, eq=False)
class Place:
    """What a term becomes: interval, grain, and what must be said about it."""

    days: Days | None
    grain: Grain
    relative: bool = False
    direction: Literal["past", "future"] | None = None
    conflict: int | None = None
    likely: date | None = None
    impossible: bool = False
    fits: tuple[date, ...] = ()


@dataclass(eq=False)
class Anchor:
    """The reference day and what the text has dated so far, for expressions that lean on it.

    ``others`` are the days that it states in full, ``told`` those of them with their weekday, ``months`` the months
    (year, month) that it names with their year. ``about`` is a day of the year in which it was written, where no more
    is known of an undated text.
    """

    published: date | None
    feasts: Feasts
    others: list[date]
    told: list[date] = field(default_factory=list)
    months: Set[tuple[int, int]] = frozenset()
    years: list[int] = field(default_factory=list)
    last: Days | None = None
    about: date | None = None

    @property
    def reference(self) -> date | None:
        """The day from which missing parts are counted: publication, else the days that the text dates in full.

        Of these those with a weekday, as reports tell their own days; a birthday or a deadline has none.
        """
        if self.published or self.about:
            return self.published or self.about
        days = self.told or self.others
        return days[len(days) // 2] if days else None


def is_near(days: Days, reference: date) -> bool:
    """Whether an interval lies within two months of ``reference``."""
    return (days.first - reference).days <= _NEAR and (reference - days.last).days <= _NEAR


def direction_of(where: int | None) -> Literal["past", "future"] | None:
    return {-1: "past", 1: "future"}.get(where or 0)  # type: ignore[return-value]


def year_of(term: Calendar, reference: date | None) -> int | None:
    if term.year is not None:
        return term.year
    if term.year_shift is not None and reference is not None:
        return reference.year + term.year_shift
    return None


def place_day(term: Calendar, anchor: Anchor, reference: date | None) -> Place:
    if term.month is None:
        return _day_of_month(term, anchor, reference)
    if anchor.published is None and term.weekday is not None and not anchor.told:
        reference = anchor.about  # the weekday fits many a year
    year = year_of(term, reference)
    pairs = term.choices or ((term.day or 0, term.month),)
    if year is not None:
        found = [day for number, month in pairs if (day := values.day(year, month, number))]
        if not found:
            return _impossible(term, year, reference)
        return _with_weekday(_preferred(found, term.weekday, reference), term, anchor, year_stated=True)
    if reference is None:
        first = pairs[0]
        return Place(None, "day", True, impossible=not values.day(2000, first[1], first[0]))
    choices = [
        day
        for number, month in pairs
        for step in (0, -1, 1, -2, 2, -3, 3, -4, 4)
        if (day := values.day(reference.year + step, month, number))
    ]
    if not choices:
        return Place(None, "day", True, impossible=True)
    if term.where:
        sided = [day for day in choices if (day >= reference if term.where > 0 else day <= reference)]
        just_passed = [day for day in choices if abs((day - reference).days) <= _FILED]
        choices = just_passed or sided or choices
    closest = min(choices, key=lambda day: abs((day - reference).days))
    if term.weekday is not None and closest.weekday() != term.weekday:
        closest = _by_weekday(term, choices, closest, reference)
        if anchor.published is None and anchor.about and closest.weekday() != term.weekday:
            return Place(None, "day", True)  # which of the two is wrong only a day of the report would tell
    elif not term.where and abs((closest - reference).days) > _NEAR:
        if term.lean:
            sided = [day for day in choices if (day - reference).days * term.lean >= 0]
            closest = min(sided, key=lambda day: abs((day - reference).days), default=closest)
        closest = _as_stated(closest, anchor)
    return _with_weekday(closest, term, anchor, year_stated=False)


def _as_stated(closest: date, anchor: Anchor) -> date:
    """The year that the text gives elsewhere to that month: *19 Februari 2024*, further on *19 Februari*."""
    years = {day.year for day in anchor.others if day.month == closest.month}
    return (values.day(years.pop(), closest.month, closest.day) if len(years) == 1 else None) or closest


def _by_weekday(term: Calendar, choices: list[date], closest: date, reference: date) -> date:
    """The weekday decides between splits of lost slashes, and between years about equally near."""
    fitting = [day for day in choices if day.weekday() == term.weekday]
    if not fitting:
        return closest
    best = min(fitting, key=lambda day: abs((day - reference).days))
    near, far = abs((closest - reference).days), abs((best - reference).days)
    if (best.day, best.month) != (closest.day, closest.month):
        return best if far <= max(near * 3, _NEAR) else closest
    if near <= _NEAR or far > 400:
        return closest
    return best


def _preferred(found: list[date], weekday: int | None, reference: date | None) -> date:
    """Of the splits of lost slashes the one that fits the weekday, else the nearest to publication."""
    if len(found) == 1:
        return found[0]
    fitting = [day for day in found if day.weekday() == weekday] or found
    if reference is None:
        return fitting[0]
    return min(fitting, key=lambda day: abs((day - reference).days))


def _day_of_month(term: Calendar, anchor: Anchor, reference: date | None) -> Place:
    if reference is None or term.day is None:
        return Place(None, "day", True, direction_of(term.where))
    steps = (term.month_shift,) if term.month_shift is not None else (-1, 0, 1)
    found = []
    for step in steps:
        month = values.shift_months(reference, step)
        day = values.day(month.year, month.month, term.day) if month else None
        if day and not (term.where and (day > reference if term.where < 0 else day < reference)):
            found.append(day)
    if not found:
        return Place(None, "day", True, impossible=term.month_shift is not None)
    fitting = [day for day in found if term.weekday in (None, day.weekday())]
    nearest = min(fitting or found, key=lambda day: (abs((day - reference).days), day))
    return _with_weekday(nearest, term, anchor, year_stated=False)


def _with_weekday(day: date, term: Calendar, anchor: Anchor, *, year_stated: bool) -> Place:
    found = Place(Days(day, day), "day", not year_stated)
    if term.weekday is not None and day.weekday() != term.weekday:
        found.conflict = term.weekday
        found.fits = likely_days(day, term.weekday, anchor, year_stated=year_stated)
        found.likely = found.fits[0] if found.fits else None
    return found


def likely_days(stated: date, weekday: int, anchor: Anchor, *, year_stated: bool = True) -> tuple[date, ...]:
    """The days that fit ``weekday`` and differ from ``stated`` in the day, the month or the year; best first.

    Best is nearest to publication, or to the rest of the report; with neither, the year is taken as the slip. News
    looks back: unless the stated day itself lies shortly ahead, a day after publication counts for thrice as far.
    """
    rest = [day for day in anchor.others if day != stated]
    reference = anchor.published or (rest[len(rest) // 2] if rest else None)
    years = [stated.year + step for step in range(-_SLIP_YEARS, _SLIP_YEARS + 1) if step]
    near = values.nearest_weekday(stated, weekday)
    if reference is None:
        other_years = [day for year in years if (day := values.day(year, stated.month, stated.day))]
        fitting = [day for day in other_years if day.weekday() == weekday]
        fitting.sort(key=lambda day: (abs(day.year - stated.year), -day.year))
        return (*fitting[:1], *((near,) if near else ()))
    found = {day for step in (-7, 0, 7) if near and (day := values.shift_days(near, step))}
    moved = [values.day(year, stated.month, stated.day) for year in {*years, reference.year}]
    in_years = {stated.year} if year_stated else {reference.year - 1, reference.year}
    moved += [values.day(year, month, stated.day) for year in in_years for month in range(1, 13)]
    found |= {day for day in moved if day and day.weekday() == weekday and day != stated}
    this_year = values.day(reference.year, stated.month, stated.day)
    if this_year and stated.year != reference.year and abs((this_year - reference).days) <= _NEAR:
        closest = values.nearest_weekday(this_year, weekday)
        found |= {closest} if closest else set()
    ahead = 1 if 0 < (stated - reference).days <= _NEAR else 3

    def distance(day: date) -> tuple[int, date]:
        days = (reference - day).days
        return (days if days >= 0 else -days * ahead), day

    return tuple(sorted(found, key=distance)[:3])


def _impossible(term: Calendar, year: int, reference: date | None) -> Place:
    """No such day. Offered are the days on both sides of a month's end, or what fits the weekday in another month."""
    found = Place(None, "day", impossible=True)
    if term.day is None or term.month is None:
        return found
    if term.month <= 12:
        month = values.month_days(year, term.month)
        following = values.month_days(year, term.month + 1)
        found.fits = (month.last, following.first) if month and following and term.day <= 31 else ()
        return found
    if term.weekday is None or reference is None:
        return found
    in_months = [values.day(year, month, term.day) for month in range(1, 13)]
    fitting = [day for day in in_months if day and day.weekday() == term.weekday]
    fitting.sort(key=lambda day: abs((day - reference).days))
    found.fits = tuple(fitting[:3])
    if fitting and abs((fitting[0] - reference).days) <= _REPORTED_WITHIN:
        # 18/20/2025 on a Saturday, reported within the week: only the month is typed wrong
        found.days = Days(fitting[0], fitting[0])
    return found
