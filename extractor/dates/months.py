"""Days and months by name: *26 Maret 2025*, *18, 19, dan 20 Juni*, *Maret 31 2024*, *November mendatang*."""

from __future__ import annotations

from typing import Final

from extractor.dates.terms import Calendar, Range, Reading
from extractor.dates.tokens import (
    DASH,
    SPACE,
    gap,
    gap_before,
    is_year,
    kind_at,
    read_day_number,
    read_month,
    read_shift,
    read_year_after,
)
from extractor.dates.words import Kind, Tokens, Unit

_BEFORE_MONTH: Final = frozenset({" ", "", "-", "  ", "\u00a0", "/", ". "})
# What may stand between "tanggal" or a weekday and its number.
_TO_NUMBER: Final = frozenset({" ", ", ", ". ", ": ", "\u00a0"})
_MOST_DAYS_IN_LIST: Final = 12
_CLOSING: Final = {" (": ")", " [": "]"}
_WORD_BEFORE: Final = 24


def read_day_month(tokens: Tokens, index: int) -> list[tuple[int, Reading]] | None:
    """*26 Maret 2025* and its lists and ranges (*18, 19, dan 20 Juni*) as (first token, reading) pairs."""
    if index < tokens.no_days_before:
        return None
    days: list[tuple[int, int, int]] = []  # token, day, next token
    ranges: set[int] = set()
    at = index
    while True:
        number = read_day_number(tokens, at)
        if number is None:
            tokens.no_days_before = at
            return None
        days.append((at, *number))
        at = number[1]
        closing = _completes(tokens, index, at)
        if (closing or gap_before(tokens, at) in _BEFORE_MONTH) and (month := read_month(tokens, at, day=True)):
            break
        link = _day_link(tokens, at) or _lost_dash(tokens, index, at)
        if link is None:
            tokens.no_days_before = at
            return None
        is_range, at = link
        if is_range:
            ranges.add(len(days))
    if len(days) > _MOST_DAYS_IN_LIST or ranges & {place - 1 for place in ranges}:
        return None
    year, shift, end, following = read_year_after(tokens, month[1], tokens.ends[month[1] - 1])
    if closing:
        if not tokens.low.startswith(closing, end):
            return None
        end += 1
    found: list[tuple[int, Reading]] = []
    place = 0
    while place < len(days):
        token, value, after = days[place]
        first = Calendar(Unit.DAY, year, month[0], value, year_shift=shift)
        term: Calendar | Range = first
        rule = "day-month-year" if year else "day-month"
        if place + 1 in ranges:
            place += 1
            term = Range(first, Calendar(Unit.DAY, year, month[0], days[place][1], year_shift=shift))
            after, rule = days[place][2], "day-range"
        last = place == len(days) - 1
        found.append((token, (term, end if last else tokens.ends[after - 1], following if last else after, rule)))
        place += 1
    return found


def _completes(tokens: Tokens, first: int, at: int) -> str | None:
    """What closes the bracket before token ``at`` that completes a day: *tanggal 5 (Februari)*, *21 [Mei 2025]*."""
    between = gap(tokens, at)
    if between not in _CLOSING:
        return None
    led = first > 0 and tokens.kinds[first - 1] in (Kind.DAY_NUMBER, Kind.WEEKDAY) and gap(tokens, first) in _TO_NUMBER
    if led or (between == " [" and is_year(tokens, at + 1) and not _is_numbered(tokens, first)):
        return _CLOSING[between]
    return None


def _is_numbered(tokens: Tokens, index: int) -> bool:
    """Whether a number belongs to the capital word before it: *Gambar 3*, not *Pada 3*."""
    start = tokens.starts[index]
    words = tokens.text[max(0, start - _WORD_BEFORE) : start].split(" ")
    named = len(words) > 1 and not words[-1] and words[-2][:1].isupper()
    return named and not tokens.low.endswith(tokens.joints.lost_dash_before, 0, start)


def read_day_of_any_month(tokens: Tokens, index: int) -> Reading | None:
    """The number of a day behind its weekday, with no month: *hari Rabu tanggal 5*."""
    number = read_day_number(tokens, index)
    if number is None or read_shift(tokens, number[1]):
        return None
    at = number[1]
    joined = kind_at(tokens, at) in (Kind.UNIT, Kind.RANGE, Kind.LIST) and gap(tokens, at) == " "
    if joined or gap(tokens, at) in DASH:
        return None
    return Calendar(Unit.DAY, day=number[0]), tokens.ends[at - 1], at, "day-of-month"


def is_day_month(tokens: Tokens, index: int) -> bool:
    """Whether one day with its month in words stands at token ``index``, and no stretch begins with it: *7 Agustus*."""
    days = read_day_month(tokens, index)
    if days is None or len(days) > 1:
        return False
    at = days[0][1][2]
    between = gap(tokens, at)
    return between not in DASH and not (between == " " and kind_at(tokens, at) == Kind.RANGE)


def _day_link(tokens: Tokens, index: int) -> tuple[bool, int] | None:
    """What joins a day to the next: (is a range, token of the next day)."""
    kind = kind_at(tokens, index)
    if kind in (Kind.NUMBER, Kind.NUMERAL):
        between = gap(tokens, index)
        if between in DASH:
            return True, index
        return (False, index) if between in (", ", ",", " & ") else None
    if kind == Kind.RANGE and gap(tokens, index) in (" ", ""):
        return True, skip_range_word(tokens, index)
    if kind == Kind.LIST and gap(tokens, index) in (" ", ", "):
        return False, _skip_day_word(tokens, index + 1)
    return None


def _lost_dash(tokens: Tokens, first: int, index: int) -> tuple[bool, int] | None:
    """*(26  29 Agustus)*, *pada 7 9 Agustus*: two rising days between which scraping lost the dash."""
    blank, start = gap(tokens, index), tokens.starts[first]
    if index != first + 1 or kind_at(tokens, index) != Kind.NUMBER or tokens.values[first] >= tokens.values[index]:
        return None
    led = tokens.low.endswith(tokens.joints.lost_dash_before, 0, start)
    return (True, index) if blank == "  " or (blank == " " and led) else None


def skip_range_word(tokens: Tokens, index: int) -> int:
    """The token after *hingga*, *sampai dengan*, with *tanggal* passed over."""
    return _skip_day_word(tokens, index + 1)


def _skip_day_word(tokens: Tokens, index: int) -> int:
    return index + 1 if kind_at(tokens, index) == Kind.DAY_NUMBER else index


def read_month_year(tokens: Tokens, index: int) -> Reading | None:
    """*Mei 2025*, *bulan Mei*, *Mei mendatang*, *Maret 31 2024*, *Januari Juni 2025* at a month or the word *bulan*."""
    month = read_month(tokens, index)
    short = False
    if month is None:
        if kind_at(tokens, index) != Kind.SHORT_MONTH:
            return None
        month, short = (tokens.values[index], index + 1), True
    number, at = month
    end = tokens.ends[at - 1]
    if kind_at(tokens, at) == Kind.NUMBER and gap(tokens, at) in SPACE:
        day = read_day_number(tokens, at)
        if day and is_year(tokens, at + 1) and gap(tokens, at + 1) in (" ", ", "):
            term = Calendar(Unit.DAY, tokens.values[at + 1], number, day[0])
            return term, tokens.ends[at + 1], at + 2, "month-day-year"
    year, shift, year_end, following = read_year_after(tokens, at, end)
    if year is not None or shift is not None:
        return Calendar(Unit.MONTH, year, number, year_shift=shift), year_end, following, "month-year"
    if short:
        return _short_month_range(tokens, number, at)
    if (second := read_month(tokens, at)) and gap(tokens, at) in SPACE and kind_at(tokens, at) == Kind.MONTH:
        year, shift, year_end, following = read_year_after(tokens, second[1], tokens.ends[at])
        if year is not None and second[0] > number:
            term_first = Calendar(Unit.MONTH, year, number)
            return Range(term_first, Calendar(Unit.MONTH, year, second[0])), year_end, following, "month-range"
    if shifted := read_shift(tokens, at):
        return Calendar(Unit.MONTH, None, number, where=shifted[0]), shifted[1], shifted[2], "month-towards"
    return Calendar(Unit.MONTH, None, number), end, at, "month"


def _short_month_range(tokens: Tokens, first: int, at: int) -> Reading | None:
    """*Jan-Sep 2025*: the year after the second month is that of both."""
    if gap_before(tokens, at) not in DASH or kind_at(tokens, at) not in (Kind.MONTH, Kind.SHORT_MONTH):
        return None
    year, shift, end, following = read_year_after(tokens, at + 1, tokens.ends[at])
    last = tokens.values[at]
    if (year is None and shift is None) or last <= first:
        return None
    term = Range(
        Calendar(Unit.MONTH, year, first, year_shift=shift), Calendar(Unit.MONTH, year, last, year_shift=shift)
    )
    return term, end, following, "range"
