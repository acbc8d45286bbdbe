"""Time counted from a reference day: *kemarin*, *tadi malam*, *bulan ini*, *Selasa lalu*, *tiga bulan ke depan*."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.dates.terms import Calendar, Range, Reading, Shift, Term, Weekday, Window
from extractor.dates.tokens import (
    DASH,
    SPACE,
    gap,
    gap_before,
    is_year,
    kind_at,
    read_month,
    read_numeral,
    read_shift,
    read_towards,
    read_year_after,
)
from extractor.dates.words import YEARS_OF, Kind, Tokens, Towards, Unit

_WEEK_DISTANCE: Final = frozenset({Towards.PAST, Towards.FUTURE, Towards.THIS})
# More would be no distance that news counts in; it also keeps results inside the calendar.
_MOST_UNITS: Final = 999


def read_day_word(tokens: Tokens, index: int) -> Reading | None:
    """*kemarin*, *kemarin lusa*, *besok pagi*, *esok hari*, *semalam*."""
    amount, end, at = tokens.values[index], tokens.ends[index], index + 1
    if kind_at(tokens, at) == Kind.DAY_WORD and gap(tokens, at) in SPACE and tokens.values[at] == 2:
        if abs(amount) == 1 and tokens.kinds[index] == Kind.DAY_WORD:
            amount, end, at = 2 * amount, tokens.ends[at], at + 1
    elif kind_at(tokens, at) == Kind.UNIT and tokens.values[at] == Unit.DAY and gap(tokens, at) in SPACE:
        # "besok hari Kamis" says the day twice
        again = kind_at(tokens, at + 1) == Kind.WEEKDAY and gap(tokens, at + 1) in SPACE
        if amount > 0 and not again:
            end, at = tokens.ends[at], at + 1
    end, at = skip_daytime(tokens, at, end)
    return Shift(Unit.DAY, amount), end, at, "day-word"


def skip_daytime(tokens: Tokens, index: int, end: int) -> tuple[int, int]:
    """Past a time of day (*malam*, *dini hari*) after a day: (end, next token)."""
    if kind_at(tokens, index) == Kind.DAYTIME and gap(tokens, index) in SPACE:
        end, index = tokens.ends[index], index + 1
        if kind_at(tokens, index) == Kind.UNIT and tokens.values[index] == Unit.DAY and gap(tokens, index) == " ":
            return tokens.ends[index], index + 1
    return end, index


def read_daytime(tokens: Tokens, index: int) -> Reading | None:
    """*malam ini*, *pagi tadi*, *siang atau sore ini*, *malam Minggu*, *dini hari tadi*."""
    night = tokens.values[index]
    at = index + 1
    kind = kind_at(tokens, at)
    if kind == Kind.LIST and kind_at(tokens, at + 1) == Kind.DAYTIME and gap(tokens, at + 1) == gap(tokens, at) == " ":
        at += 2
        kind = kind_at(tokens, at)
    elif kind == Kind.UNIT and tokens.values[at] == Unit.DAY and gap(tokens, at) == " ":
        at += 1
        kind = kind_at(tokens, at)
    if kind < 0 or gap(tokens, at) not in SPACE:
        return None
    end = tokens.ends[at]
    if kind == Kind.TOWARDS and tokens.values[at] == Towards.THIS:
        return Shift(Unit.DAY, 0), end, at + 1, "daytime"
    if kind == Kind.EARLIER:
        return Shift(Unit.DAY, tokens.values[at] if night else 0), end, at + 1, "daytime"
    if kind == Kind.DAY_WORD and abs(tokens.values[at]) == 1:
        return Shift(Unit.DAY, tokens.values[at]), end, at + 1, "daytime"
    if night and kind == Kind.WEEKDAY and at == index + 1:
        return Weekday(tokens.values[at], eve=True), end, at + 1, "eve"
    return None


def read_earlier(tokens: Tokens, index: int) -> Reading | None:
    """*tadi malam*, *nanti sore*, *tadi pagi*."""
    at = index + 1
    if kind_at(tokens, at) != Kind.DAYTIME or gap(tokens, at) not in SPACE:
        return None
    amount = tokens.values[index] if tokens.values[at] else 0
    end, at = skip_daytime(tokens, at, tokens.ends[at])
    return Shift(Unit.DAY, amount), end, at, "daytime"


def read_unit_towards(tokens: Tokens, index: int) -> Reading | None:
    """*hari ini*, *bulan lalu*, *pekan depan*, *tahun sebelumnya*, *kuartal ini* at the unit."""
    unit = tokens.values[index]
    pointed = read_towards(tokens, index + 1)
    if pointed is None or unit == Unit.SEASON:
        return None
    towards, end, at = pointed
    if towards == Towards.LAST_FEW and unit == Unit.DECADE:
        return Window(unit, -1), end, at, "window"  # "dalam dekade terakhir"
    if unit == Unit.DAY:
        if towards != Towards.THIS:
            return None
        if kind_at(tokens, at) == Kind.UNIT:
            return Shift(Unit.DAY, 0), end, at, "unit-towards"
        end, at = skip_daytime(tokens, at, end)
        return Shift(Unit.DAY, 0), end, at, "unit-towards"
    if towards == Towards.BEFORE:
        return Shift(unit, -1, from_text=True), end, at, "unit-before"
    if towards == Towards.SAME and unit == Unit.YEAR:
        return Shift(unit, 0, from_text=True), end, at, "unit-before"
    if towards == Towards.THIS and unit == Unit.DECADE:
        return None  # "terbesar dekade ini" says nothing of time
    shifted = read_shift(tokens, index + 1)
    if shifted is None:
        return None
    return Shift(unit, shifted[0]), end, at, "unit-towards"


def _read_amounts(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """The smaller and larger count of units at token ``index``, of *tiga* the same twice; the next token."""
    first = _one_amount(tokens, index)
    if first is None:
        return None
    value, at = first
    kind = kind_at(tokens, at)
    second = None
    if kind in (Kind.NUMBER, Kind.NUMERAL) and gap(tokens, at) in DASH | {"-"}:
        second = _one_amount(tokens, at)
    elif kind in (Kind.RANGE, Kind.LIST) and gap(tokens, at) == " " and at + 1 < len(tokens.starts):
        if gap(tokens, at + 1) == " " and (kind == Kind.RANGE or tokens.values[at]):
            second = _one_amount(tokens, at + 1)
    elif kind == Kind.NUMERAL and gap(tokens, at) in (" ", ", "):
        second = _one_amount(tokens, at)
    if second and second[0] > value:
        return value, *second
    return value, *first


def _one_amount(tokens: Tokens, index: int) -> tuple[int, int] | None:
    kind = kind_at(tokens, index)
    if kind == Kind.NUMBER and tokens.ends[index] - tokens.starts[index] <= 3:
        start = tokens.starts[index]
        if start and tokens.low[start - 1].isalpha():
            return None
        if start and tokens.low[start - 1] in ".,/:" and start > 1 and tokens.low[start - 2].isdigit():
            return None
        return tokens.values[index], index + 1
    return read_numeral(tokens, index) if kind == Kind.NUMERAL else None


def read_distance(tokens: Tokens, index: int) -> Reading | None:
    """*dua hari lalu*, *3 pekan lagi*, *tiga bulan ke depan*, *lima tahun terakhir*, *enam bulan pertama 2025*."""
    amounts = _read_amounts(tokens, index)
    if amounts is None or not 0 < amounts[1] <= _MOST_UNITS:
        return None
    least, most, at = amounts
    if kind_at(tokens, at) != Kind.UNIT or gap(tokens, at) not in SPACE | {"-"}:
        return None
    reading = _months_of_year(tokens, index, at, most) or _after_unit(tokens, at, tokens.values[at], most)
    if reading is None or least == most or not isinstance(far := reading[0], Shift):
        return reading
    near = replace(far, amount=far.amount * least // most)
    return Range(*((far, near) if far.amount < 0 else (near, far))), *reading[1:]


def _months_of_year(tokens: Tokens, index: int, at: int, amount: int) -> Reading | None:
    """*selama sembilan bulan 2024*: the first months of a year; ``index`` is their number, ``at`` the unit."""
    year = at + 1
    if tokens.values[at] != Unit.MONTH or amount not in _REPORTED or gap(tokens, year) != " ":
        return None
    if not is_year(tokens, year) or not tokens.low.endswith(tokens.joints.span_before, 0, tokens.starts[index]):
        return None
    end = tokens.ends[year]
    if tokens.low[end : end + 1] in DASH | {"/"}:
        return None  # "6 bulan 2024-2025"
    return Calendar(Unit.MONTH, tokens.values[year], 1, number=amount), end, year + 1, "months-of-year"


def read_one_unit(tokens: Tokens, index: int) -> Reading | None:
    """*seminggu lalu*, *setahun terakhir*, *sebulan ke depan*."""
    return _after_unit(tokens, index, tokens.values[index], 1)


# The units of which news counts the first ones of a year, and how many there are.
_IN_YEAR: Final = {Unit.MONTH: 12, Unit.QUARTER: 4}
# The months of a year after which companies report, without an ordinal: sembilan bulan 2024.
_REPORTED: Final = frozenset({3, 6, 9})


def _after_unit(tokens: Tokens, index: int, unit: int, amount: int) -> Reading | None:
    at = index + 1
    term: Term
    if kind_at(tokens, at) == Kind.ORDINAL and abs(tokens.values[at]) == 1 and gap(tokens, at) in SPACE:
        ended = _ends_of(tokens, at, unit, amount)
        if ended or tokens.values[at] == 1:
            return ended
    pointed = read_towards(tokens, at)
    if pointed is None or unit == Unit.SEASON:
        return None
    towards, end, following = pointed
    between = gap(tokens, at)
    if towards == Towards.PAST:
        years = YEARS_OF.get(unit)  # "dua dekade lalu" is a year at that distance, as "20 tahun lalu" is
        term, rule = Shift(Unit.YEAR, -amount * years) if years else Shift(unit, -amount), "distance"
    elif towards == Towards.STILL or (
        towards == Towards.FUTURE and unit <= Unit.WEEK and between == " " and tokens.values[at] == Towards.NEXT
    ):
        term, rule = Shift(unit, amount), "distance"
    elif towards == Towards.FUTURE:
        term, rule = Window(unit, amount), "window"
    elif towards == Towards.LAST_FEW:  # "tiga bulan ini" may be past, present or ahead
        term, rule = Window(unit, -amount), "window"
        if gap(tokens, following) == " ":
            also = kind_at(tokens, following), tokens.values[following]
            if also in ((Kind.TOWARDS, Towards.THIS), (Kind.ORDINAL, -1)):
                end, following = tokens.ends[following], following + 1
    elif unit in _NARRATED.get(towards, ()):
        distance = amount if towards == Towards.AFTER else -amount
        term, rule = Shift(unit, distance, from_text=True, narrated=True), "unit-before"
    else:
        return None
    return term, end, following, rule


# What a report counts on from the day that it told last: "lima hari setelahnya"; years so counted are of no day.
_NARRATED: Final = {Towards.AFTER: (Unit.DAY, Unit.MONTH), Towards.BEFORE: (Unit.DAY,)}
_DAYS_IN: Final = {Unit.DAY: 1, Unit.WEEK: 7}
_MOST_DAYS: Final = 28


def _ends_of(tokens: Tokens, index: int, unit: int, amount: int) -> Reading | None:
    """*enam bulan pertama 2025* from January on, *dua pekan pertama Juli*, *tiga pekan terakhir Juni 2025*."""
    if unit in _DAYS_IN:
        return _days_of_month(tokens, index, _DAYS_IN[unit] * amount)
    if amount >= _IN_YEAR.get(unit, 0) or tokens.values[index] != 1:
        return None
    year, shift, year_end, following = read_year_after(tokens, index + 1, tokens.ends[index])
    if unit == Unit.QUARTER and (year or shift is not None):
        quarter = Calendar(Unit.QUARTER, year, number=1, last_number=amount, year_shift=shift)
        return quarter, year_end, following, "quarter"
    if year is None and shift is None:
        return None
    term = Calendar(Unit.MONTH, year, 1, number=amount, year_shift=shift)
    return term, year_end, following, "first-months"


def _days_of_month(tokens: Tokens, index: int, days: int) -> Reading | None:
    """The first or last ``days`` of the month that is named behind the ordinal at ``index``."""
    if days > _MOST_DAYS or gap_before(tokens, index + 1) not in tokens.joints.within:
        return None
    month = read_month(tokens, index + 1)
    if month is None:
        return None
    year, shift, end, following = read_year_after(tokens, month[1], tokens.ends[month[1] - 1])
    term = Calendar(Unit.WEEK, year, month[0], number=tokens.values[index], last_number=days, year_shift=shift)
    return term, end, following, "week-of-month"


def read_weekday_alone(tokens: Tokens, index: int, end: int, at: int) -> Reading:
    """A weekday without a date, with *lalu*, *pekan depan*, *besok*; ``end``, ``at``: past weekday and time of day."""
    weekday = tokens.values[index]
    pointed = read_towards(tokens, at)
    if pointed and pointed[0] in _WEEK_DISTANCE:
        towards, end, at = pointed
        if towards == Towards.THIS:
            return Weekday(weekday, weeks=0), end, at, "weekday-towards"
        if towards == Towards.PAST and tokens.kinds[at - 1] == Kind.EARLIER:
            return Weekday(weekday), end, at, "weekday-towards"
        if towards == Towards.FUTURE and tokens.kinds[at - 1] == Kind.DAY_WORD:
            return Weekday(weekday, coming=True), end, at, "weekday-towards"  # "Minggu besok", told on the eve
        return Weekday(weekday, where=-1 if towards == Towards.PAST else 1), end, at, "weekday-towards"
    week = kind_at(tokens, at) == Kind.UNIT and tokens.values[at] == Unit.WEEK and gap(tokens, at) in SPACE
    if week and (shifted := read_shift(tokens, at + 1)):
        return Weekday(weekday, weeks=shifted[0]), shifted[1], shifted[2], "weekday-towards"
    return Weekday(weekday), end, at, "weekday"
