"""Weekdays: with their date (*Rabu malam (26/3/2025)*), together (*Selasa-Kamis (10-12/6)*), or alone."""

from __future__ import annotations

import re
from typing import Final

from extractor.dates import relative
from extractor.dates.digits import read_numeric
from extractor.dates.filters import Filters
from extractor.dates.months import read_day_month, read_day_of_any_month, read_month_year
from extractor.dates.terms import Calendar, Range, Reading, Shift, Term, Weekday
from extractor.dates.tokens import DASH, SPACE, gap, kind_at
from extractor.dates.words import SUNDAY, Kind, Tokens, Unit

_SATURDAY: Final = 5

# What may stand between a weekday and its date, a blank or bracket apart.
_TO_DATE: Final = re.compile(r" ?,? ?\(? ?|\u00a0| ?/ ?| [-–] |: ")


def read_weekday(tokens: Tokens, index: int, filters: Filters) -> Reading | None:
    """A weekday with its date (*Rabu malam (26/3/2025)*, *Rabu, 26 Maret 2025*) or alone (*Selasa lalu*)."""
    short = tokens.kinds[index] == Kind.SHORT_WEEKDAY
    weekday, at = tokens.values[index], index + 1
    end, at = relative.skip_daytime(tokens, at, tokens.ends[index])
    if short and tokens.low.startswith(".", end):
        end += 1
    dated = _read_date_of_weekday(tokens, at, end, filters)
    if dated:
        term, date_end, following, rule = dated
        date_end = close_bracket(tokens.low, end, date_end)
        if isinstance(term, Calendar):
            term.weekday = weekday
        elif isinstance(term, Range) and isinstance(term.first, Calendar):
            term.first.weekday = weekday
        return term, date_end, following, f"weekday-{rule}"
    if short or not filters.is_weekday(tokens, index):
        return None
    if weekday == _SATURDAY and at == index + 1 and (weekend := _read_days_off(tokens, at, filters)):
        return weekend
    if kind_at(tokens, at) == Kind.WEEKDAY and gap(tokens, at) == " " and at == index + 1:
        return None  # "Senin Senin Senin": weekdays in a row without a comma are no sentence
    second = at
    joined = kind_at(tokens, at) in (Kind.RANGE, Kind.LIST) or gap_is_dash(tokens, at)
    if joined:
        second = at if gap_is_dash(tokens, at) else at + 1
        if kind_at(tokens, second) == Kind.WEEKDAY and gap(tokens, second) in SPACE | DASH | {"-", "/"}:
            after = second + 1
            last_end, after = relative.skip_daytime(tokens, after, tokens.ends[second])
            pair = _read_date_of_weekday(tokens, after, last_end, filters)
            if pair and isinstance(pair[0], Range):
                for part, number in ((pair[0].first, weekday), (pair[0].last, tokens.values[second])):
                    if isinstance(part, Calendar):
                        part.weekday = number
                return pair[0], close_bracket(tokens.low, last_end, pair[1]), pair[2], "weekday-range"
    alone = relative.read_weekday_alone(tokens, index, end, at)
    if alone[3] == "weekday-towards":
        return _with_bracket(tokens, alone, weekday, filters)
    return _with_day_word(tokens, alone, weekday)


def _with_day_word(tokens: Tokens, alone: Reading, weekday: int) -> Reading:
    """*Kamis (besok)*, *Rabu (hari ini)*: a weekday and which day of the report's it is."""
    _, end, at, _ = alone
    if not tokens.low.startswith(" (", end) or gap(tokens, at) != " (":
        return alone
    today = kind_at(tokens, at) == Kind.UNIT and tokens.values[at] == Unit.DAY
    shift = relative.read_unit_towards(tokens, at) if today else None
    if kind_at(tokens, at) == Kind.DAY_WORD:
        shift = relative.read_day_word(tokens, at)
    if shift is None or not isinstance(shift[0], Shift) or not tokens.low.startswith(")", shift[1]):
        return alone
    amount = shift[0].amount
    return Weekday(weekday, coming=amount > 0, near=amount), shift[1] + 1, shift[2], "weekday-towards"


def _with_bracket(tokens: Tokens, alone: Reading, weekday: int, filters: Filters) -> Reading:
    """*Kamis besok (19/6)*: one day said twice is one date, and the stated day holds."""
    _, end, at, _ = alone
    dated = _read_date_of_weekday(tokens, at, end, filters) if tokens.low.startswith(" (", end) else None
    if dated is None:
        return alone
    term, date_end, following, rule = dated
    if not isinstance(term, Calendar):
        return alone
    term.weekday = weekday
    return term, close_bracket(tokens.low, end, date_end), following, f"weekday-{rule}"


def _read_days_off(tokens: Tokens, at: int, filters: Filters) -> Reading | None:
    """*Sabtu dan Minggu*, *Sabtu, Minggu* with neither date nor direction, from the token behind the first on."""
    second = at + (kind_at(tokens, at) == Kind.LIST)
    if kind_at(tokens, second) != Kind.WEEKDAY or tokens.values[second] != SUNDAY:
        return None
    if not {gap(tokens, at), gap(tokens, second)} <= {" ", ", "}:
        return None
    alone = read_weekday(tokens, second, filters)
    if alone is None or alone[3] != "weekday":
        return None
    return Range(Weekday(_SATURDAY), Weekday(SUNDAY)), alone[1], alone[2], "weekday"


def is_days_off(term: Term) -> bool:
    """The weekend as :func:`_read_days_off` reads it: it recurs."""
    return isinstance(term, Range) and term.first == Weekday(_SATURDAY) and term.last == Weekday(SUNDAY)


def gap_is_dash(tokens: Tokens, index: int) -> bool:
    """Whether a dash joins token ``index`` to the one before."""
    return index < len(tokens.starts) and gap(tokens, index) in DASH


def _read_date_of_weekday(tokens: Tokens, at: int, end: int, filters: Filters) -> Reading | None:
    if at >= len(tokens.starts):
        return None
    between = tokens.low[end : min(tokens.starts[at], end + 8)]
    if kind_at(tokens, at) == Kind.DAY_NUMBER and _TO_DATE.fullmatch(between):
        at += 1
        if at >= len(tokens.starts) or gap(tokens, at) not in (" ", ". ", ": "):
            return None
    elif not _TO_DATE.fullmatch(between):
        return None
    kind = kind_at(tokens, at)
    if kind == Kind.NUMBER and (numeric := read_numeric(tokens, at, strong=True, named=True)):
        return numeric
    if kind in (Kind.NUMBER, Kind.NUMERAL):
        days = read_day_month(tokens, at)
        if days is None and kind_at(tokens, at - 1) == Kind.DAY_NUMBER:
            day = read_day_of_any_month(tokens, at)
            return None if day and filters.years.is_counted(tokens.low, day[1]) else day
        return days[0][1] if days and len(days) == 1 else None
    if kind in (Kind.MONTH, Kind.SHORT_MONTH):
        month = read_month_year(tokens, at)
        return month if month and isinstance(month[0], Calendar) and month[0].day else None
    return None


def close_bracket(low: str, opened_after: int, end: int) -> int:
    """Past the bracket that the date's own bracket needs: *Rabu (26/3/2025)*."""
    if "(" in low[opened_after : opened_after + 4]:
        if low.startswith(")", end):
            return end + 1
        if low.startswith(" )", end):
            return end + 2
    return end


def past_weekdays(tokens: Tokens, index: int) -> int:
    """The token after the weekdays that go on with a refused one: *setiap Senin, Rabu, dan Kamis*."""
    while True:
        at = index
        while kind_at(tokens, at) in (Kind.LIST, Kind.RANGE) and gap(tokens, at) in (" ", ", "):
            at += 1
        if kind_at(tokens, at) != Kind.WEEKDAY or gap(tokens, at) not in (" ", ", ", "-"):
            return index
        index = at + 1


def is_working_week(term: Term) -> bool:
    """*Senin hingga Jumat*, pointed nowhere: opening hours and school days, which recur."""
    if not (isinstance(term, Range) and isinstance(term.first, Weekday) and isinstance(term.last, Weekday)):
        return False
    pointed = term.last.where is not None or term.last.weeks is not None
    return not pointed and (term.last.weekday - term.first.weekday) % 7 >= 4
