"""The grammar of date expressions: what may begin one, how a weekday, a range and a list are put together.

It reads the tokens of :mod:`extractor.skim.date_words` from left to right, looks ahead a bounded number of tokens at
each, and never goes back, so that its time is linear in the text.
"""

from __future__ import annotations

import re

from extractor.skim import date_calendar as calendar
from extractor.skim import date_relative as relative
from extractor.skim.date_calendar import DASH, SPACE, gap, kind_at
from extractor.skim.date_filters import Filters
from extractor.skim.date_numeric import read_numeric
from extractor.skim.date_terms import Calendar, Found, Range, Reading, Shift, Term, Weekday
from extractor.skim.date_words import Kind, Tokens, Unit
from extractor.skim.feasts import read_feast, read_hijri

_TO_DATE = frozenset(
    {" ", ", ", " (", "(", ",", ", (", " , ", " ,", ",(", "  ", "\u00a0", " / ", " - ", " – ", "/", ": "}
)
_LIST_GAP = re.compile(r" ?, ?(?:dan |serta |atau |& )?| (?:dan|serta|atau|maupun|ke|&) (?:pada |di )?")
_BRACKET_GAPS = frozenset({" (", ", ", "(", ", (", " "})


def find_expressions(tokens: Tokens, filters: Filters) -> list[Found]:
    """All date expressions of a text in order, not overlapping, not yet placed in the calendar."""
    found: list[Found] = []
    index, size = 0, len(tokens.starts)
    kinds = tokens.kinds
    while index < size:
        following = 0
        kind = kinds[index]
        if kind in _STARTERS and not (kind == Kind.NUMBER and _is_idle(tokens, index)):
            following = _read_days(tokens, index, filters, found) or _read(tokens, index, filters, found)
        index = max(following, index + 1)
    inherit_years(tokens.low, found)
    return found


# " ke depan" and " bulan " are the longest that may stand between.
_NEAR_TOKEN = 10
_DAY_STARTERS = frozenset({Kind.NUMBER, Kind.NUMERAL})
_NEVER_FIRST = {Kind.SCALE, Kind.TOWARDS, Kind.RANGE, Kind.LIST, Kind.ORDINAL}
_STARTERS = frozenset(set(Kind) - _NEVER_FIRST)


def _point(tokens: Tokens, index: int, terms: list[Term]) -> None:
    """*2 Maret lalu*, *5 dan 6 Mei mendatang*: the word after days without a year tells their side."""
    pointed = calendar.read_towards(tokens, index)
    shift = calendar.year_shift(pointed[0]) if pointed else None
    if not shift:
        return
    for term in terms:
        for day in (term.first, term.last) if isinstance(term, Range) else (term,):
            if isinstance(day, Calendar) and day.year is None:
                day.where = -1 if shift < 0 else 1


def _is_idle(tokens: Tokens, index: int) -> bool:
    """Whether digits cannot begin a date: inside a longer number, or with nothing near that would make them one."""
    start, end = tokens.starts[index], tokens.ends[index]
    low = tokens.low
    if start > 1 and low[start - 1] in ".,:/-–" and low[start - 2].isdigit():
        return True
    if end - start > 3:
        return end - start == 5
    if index + 1 < len(tokens.starts) and tokens.starts[index + 1] - end <= _NEAR_TOKEN:
        return False
    return not low.startswith("an", end + 1)


def _read_days(tokens: Tokens, index: int, filters: Filters, found: list[Found]) -> int:
    """Read *18, 19, dan 20 Juni* and add its days; the last may begin a range. The next token, or 0."""
    if tokens.kinds[index] not in _DAY_STARTERS:
        return 0
    if index and kind_at(tokens, index - 1) == Kind.NUMBER and gap(tokens, index) in (".", ",", "/"):
        return 0
    several = calendar.read_day_month(tokens, index)
    if not several:
        return 0
    token, reading = several[-1]
    if not filters.allows(tokens, several[0][0], reading[1], reading[0], reading[3], found):
        return reading[2]
    for first, (day, day_end, _, day_rule) in several[:-1]:
        found.append(Found(tokens.starts[first], day_end, day, day_rule))
    term, end, following, rule = _join_range(tokens, reading, filters)
    end, following = _with_apposition(tokens, term, end, following)
    found.append(Found(tokens.starts[token], end, term, rule))
    _point(tokens, following, [expression.term for expression in found[-len(several) :]])
    return following


def _read(tokens: Tokens, index: int, filters: Filters, found: list[Found]) -> int:
    """Read any other expression at token ``index`` and add it. The next token; also where a filter refused it."""
    reading = read_item(tokens, index, filters, days=False)
    if reading is None:
        return 0
    if not filters.allows(tokens, index, reading[1], reading[0], reading[3], found):
        return _past_weekdays(tokens, reading[2]) if isinstance(reading[0], Weekday) else reading[2]
    reading = _join_range(tokens, reading, filters, first=index)
    if _is_working_week(reading[0]):
        return reading[2]
    term, end, following, rule = _settle(tokens, reading, filters) or reading
    end, following = _with_apposition(tokens, term, end, following)
    found.append(Found(tokens.starts[index], end, term, rule))
    return following


def read_item(
    tokens: Tokens, index: int, filters: Filters, *, strong: bool = False, days: bool = True
) -> Reading | None:
    """One expression without ranges at token ``index``; ``days``: also a day with its month in words."""
    kind = kind_at(tokens, index)
    if kind == Kind.NUMBER or kind == Kind.NUMERAL:
        strong = strong or filters.speaks_for_date(tokens, index)
        return _read_number(tokens, index, filters, strong=strong, days=days)
    if kind in (Kind.WEEKDAY, Kind.SHORT_WEEKDAY):
        return read_weekday(tokens, index, filters)
    if kind == Kind.MONTH or kind == Kind.SHORT_MONTH:
        return calendar.read_month_year(tokens, index)
    if kind == Kind.UNIT:
        return _read_unit(tokens, index, filters)
    if kind == Kind.PART:
        return calendar.read_part(tokens, index)
    if kind == Kind.DAY_WORD:
        return relative.read_day_word(tokens, index)
    if kind == Kind.DAYTIME:
        return relative.read_daytime(tokens, index)
    if kind == Kind.EARLIER:
        return relative.read_earlier(tokens, index)
    if kind == Kind.ONE_UNIT:
        return relative.read_one_unit(tokens, index)
    if kind == Kind.QUARTER_CODE:
        return calendar.read_quarter_code(tokens, index)
    if kind == Kind.DAY_NUMBER:
        return _read_day_number(tokens, index)
    if kind == Kind.FEAST:
        return read_feast(tokens, index, filters.feasts)
    if kind == Kind.HIJRI:
        return read_hijri(tokens, index, filters.feasts)
    return None


def _read_number(tokens: Tokens, index: int, filters: Filters, *, strong: bool, days: bool) -> Reading | None:
    if tokens.kinds[index] == Kind.NUMBER:
        numeric = read_numeric(tokens, index, strong=strong)
        if numeric:
            return numeric
    several = calendar.read_day_month(tokens, index) if days else None
    if several and len(several) == 1:
        return several[0][1]
    distance = relative.read_distance(tokens, index) or read_hijri(tokens, index, filters.feasts)
    if distance:
        return distance
    if tokens.kinds[index] != Kind.NUMBER:
        return None
    return calendar.read_year(tokens, index) or calendar.read_short_decade(tokens, index)


def _read_unit(tokens: Tokens, index: int, filters: Filters) -> Reading | None:
    unit = tokens.values[index]
    if unit == Unit.DAY:
        if kind_at(tokens, index + 1) == Kind.WEEKDAY and gap(tokens, index + 1) in SPACE:
            return read_weekday(tokens, index + 1, filters)
        if kind_at(tokens, index + 1) == Kind.DAY_WORD and gap(tokens, index + 1) in SPACE:
            return None
        return relative.read_unit_towards(tokens, index)
    if unit == Unit.MONTH and kind_at(tokens, index + 1) == Kind.MONTH:
        return calendar.read_month_year(tokens, index)
    if unit in (Unit.YEAR, Unit.SEASON):
        reading = calendar.read_after_year_word(tokens, index)
        if reading:
            return reading
    elif unit in (Unit.QUARTER, Unit.HALF, Unit.THIRD):
        reading = calendar.read_quarter(tokens, index)
        if reading:
            return reading
    elif unit == Unit.WEEK:
        reading = calendar.read_week_of_month(tokens, index)
        if reading:
            return reading
    elif unit in (Unit.DECADE, Unit.CENTURY):
        reading = calendar.read_decade_word(tokens, index)
        if reading:
            return reading
    return relative.read_unit_towards(tokens, index)


def _read_day_number(tokens: Tokens, index: int) -> Reading | None:
    """*tanggal 20 bulan ini*, *tanggal 26/3*: what the plain readings after the word do not take."""
    at = index + 1
    number = calendar.read_day_number(tokens, at)
    if number is None or gap(tokens, at) not in (" ", ". ", ": "):
        return None
    day, following = number
    if (
        kind_at(tokens, following) == Kind.UNIT
        and tokens.values[following] == Unit.MONTH
        and gap(tokens, following) == " "
    ):
        pointed = calendar.read_towards(tokens, following + 1)
        shift = pointed and calendar.year_shift(pointed[0])
        if pointed and shift is not None:
            return Calendar(Unit.DAY, day=day, month_shift=shift), pointed[1], pointed[2], "day-of-month"
    pointed = calendar.read_towards(tokens, following)
    if pointed and (shift := calendar.year_shift(pointed[0])) is not None:
        where = (-1, 0, 1)[shift + 1]
        return Calendar(Unit.DAY, day=day, where=where), pointed[1], pointed[2], "day-of-month"  # type: ignore[arg-type]
    return None


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
        date_end = _close_bracket(tokens.low, end, date_end)
        if isinstance(term, Calendar):
            term.weekday = weekday
        elif isinstance(term, Range) and isinstance(term.first, Calendar):
            term.first.weekday = weekday
        return term, date_end, following, f"weekday-{rule}"
    if short or not filters.is_weekday(tokens, index):
        return None
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
                return pair[0], _close_bracket(tokens.low, last_end, pair[1]), pair[2], "weekday-range"
    return relative.read_weekday_alone(tokens, index, end, at)


def gap_is_dash(tokens: Tokens, index: int) -> bool:
    """Whether a dash joins token ``index`` to the one before."""
    return index < len(tokens.starts) and gap(tokens, index) in DASH


def _read_date_of_weekday(tokens: Tokens, at: int, end: int, filters: Filters) -> Reading | None:
    if at >= len(tokens.starts):
        return None
    between = tokens.low[end : min(tokens.starts[at], end + 8)]
    if kind_at(tokens, at) == Kind.DAY_NUMBER and between in _TO_DATE:
        at += 1
        if at >= len(tokens.starts) or gap(tokens, at) not in (" ", ". ", ": "):
            return None
    elif between not in _TO_DATE:
        return None
    kind = kind_at(tokens, at)
    if kind == Kind.NUMBER and (numeric := read_numeric(tokens, at, strong=True, named=True)):
        return numeric
    if kind in (Kind.NUMBER, Kind.NUMERAL):
        days = calendar.read_day_month(tokens, at)
        return days[0][1] if days and len(days) == 1 else None
    if kind in (Kind.MONTH, Kind.SHORT_MONTH):
        month = calendar.read_month_year(tokens, at)
        return month if month and isinstance(month[0], Calendar) and month[0].day else None
    return None


def _close_bracket(low: str, opened_after: int, end: int) -> int:
    """Past the bracket that the date's own bracket needs: *Rabu (26/3/2025)*."""
    if "(" in low[opened_after : opened_after + 4]:
        if low.startswith(")", end):
            return end + 1
        if low.startswith(" )", end):
            return end + 2
    return end


def _join_range(tokens: Tokens, reading: Reading, filters: Filters, *, first: int | None = None) -> Reading:
    """*Juni hingga Agustus 2025*, *31 Mei s.d. 2 Juni*, *hari ini hingga lusa*, *antara 2020 dan 2024*."""
    term, end, at, _ = reading
    if at >= len(tokens.starts) or isinstance(term, Range):
        return reading
    between = tokens.low[end : min(tokens.starts[at], end + 8)]
    kind = kind_at(tokens, at)
    dash = between in DASH
    if dash:
        second = at
    elif kind == Kind.RANGE and between in SPACE:
        second = calendar.skip_range_word(tokens, at)
        if tokens.low.startswith(" dengan ", tokens.ends[at]) and second == at + 1:
            pass
        elif second >= len(tokens.starts) or gap(tokens, second) not in (" ", "  ", " akhir ", " pada ", ". "):
            return reading
    elif kind == Kind.LIST and between == " " and first is not None and filters.between_before(tokens, first):
        second = at + 1
    else:
        return reading
    other = read_item(tokens, second, filters, strong=isinstance(term, Calendar) and term.unit == Unit.DAY)
    if other is None or not _fit(term, other[0], dash=dash):
        return reading
    last = other[0]
    if isinstance(last, Range):
        last = last.last
    if isinstance(term, Calendar) and isinstance(last, Calendar):
        share(term, last)
    elif isinstance(term, Weekday) and isinstance(last, Weekday):
        share_week(term, last)
    return Range(term, last), other[1], other[2], "range"


def _fit(first: Term, last: Term, *, dash: bool) -> bool:
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        return first.unit == last.unit or not dash
    if dash:
        return isinstance(first, Weekday) and isinstance(last, Weekday)
    return not isinstance(last, Range)


def share(first: Calendar, last: Calendar) -> None:
    """Give the first of two joined dates the year that only the last one states, or the other way round."""
    if first.year is None and first.year_shift is None and first.month is not None:
        first.year, first.year_shift = last.year, last.year_shift
        first.where = first.where or last.where
        if first.year is not None and last.month is not None and first.month > last.month:
            first.year -= 1
    elif last.year is None and last.year_shift is None and last.month is not None and first.year is not None:
        last.year = first.year + (first.month is not None and last.month < first.month)
    elif (first.number is not None and first.year is None and first.year_shift is None) or (
        first.part is not None and first.year is None and first.unit == last.unit and first.month is None
    ):
        first.year, first.year_shift = last.year, last.year_shift


def _past_weekdays(tokens: Tokens, index: int) -> int:
    """The token after the weekdays that go on with a refused one: *setiap Senin, Rabu, dan Kamis*."""
    while True:
        at = index
        while kind_at(tokens, at) in (Kind.LIST, Kind.RANGE) and gap(tokens, at) in (" ", ", "):
            at += 1
        if kind_at(tokens, at) != Kind.WEEKDAY or gap(tokens, at) not in (" ", ", ", "-"):
            return index
        index = at + 1


def _is_working_week(term: Term) -> bool:
    """*Senin hingga Jumat*, pointed nowhere: opening hours and school days, which recur."""
    if not (isinstance(term, Range) and isinstance(term.first, Weekday) and isinstance(term.last, Weekday)):
        return False
    pointed = term.last.where is not None or term.last.weeks is not None
    return not pointed and (term.last.weekday - term.first.weekday) % 7 >= 4


def share_week(first: Weekday, last: Weekday) -> None:
    """*Rabu dan Kamis pekan depan*: what points the last weekday points the first."""
    if first.where is None and first.weeks is None and not first.eve:
        first.where, first.weeks = last.where, last.weeks


def _settle(tokens: Tokens, reading: Reading, filters: Filters) -> Reading | None:
    """*besok (Minggu)*, *hari ini, Senin (20/10/2025)*: the day that the text gives beside a relative word holds."""
    term, end, at, _ = reading
    if not isinstance(term, Shift) or term.unit != Unit.DAY or at >= len(tokens.starts):
        return None
    between = tokens.low[end : min(tokens.starts[at], end + 4)]
    if between not in _BRACKET_GAPS:
        return None
    bracket = "(" in between
    kind = kind_at(tokens, at)
    if kind == Kind.UNIT and tokens.values[at] == Unit.DAY and not bracket:
        if kind_at(tokens, at + 1) != Kind.WEEKDAY:
            return None
    elif between == " " and kind != Kind.WEEKDAY:
        return None
    if kind not in (Kind.WEEKDAY, Kind.NUMBER, Kind.UNIT, Kind.DAY_WORD):
        return None
    other = read_item(tokens, at, filters, strong=bracket)
    if other is None:
        return None
    day = other[0]
    if isinstance(day, Weekday):
        if day.where is not None or day.weeks is not None:
            return None
        day.where = None if term.amount <= 0 else 1
        if term.amount > 0:
            day = Weekday(day.weekday, where=1)
    elif isinstance(day, Calendar):
        if day.unit != Unit.DAY:
            return None
    elif not (bracket and isinstance(day, Shift) and day.unit == Unit.DAY):
        return None
    last = _close_bracket(tokens.low, end, other[1])
    if bracket and last == other[1]:
        return None
    return day, last, other[2], "settled"


def _with_apposition(tokens: Tokens, term: Term, end: int, at: int) -> tuple[int, int]:
    """Past *kemarin*, *besok* after a date, which say nothing new: *Selasa (16/9/2025) kemarin*."""
    if not isinstance(term, (Calendar, Range)) or at >= len(tokens.starts):
        return end, at
    if tokens.low[end : min(tokens.starts[at], end + 2)] != " ":
        return end, at
    kind, value = kind_at(tokens, at), tokens.values[at]
    if kind == Kind.DAY_WORD and abs(value) <= 2 and tokens.low[tokens.starts[at]] != "s":
        return tokens.ends[at], at + 1
    return end, at


def inherit_years(low: str, found: list[Found]) -> None:
    """*Januari dan Mei 2025*: in a list the year at the end, or at the beginning, holds for all."""
    for place in range(len(found) - 2, -1, -1):
        here, after = found[place], found[place + 1]
        if isinstance(here.term, Weekday) and isinstance(after.term, Weekday):
            if _LIST_GAP.fullmatch(low, here.end, after.start):
                share_week(here.term, after.term)
            continue
        first, last = _open_end(here.term, first=False), _open_end(after.term, first=True)
        if first is None or last is None or first.unit != last.unit or first.unit == Unit.YEAR:
            continue
        if _is_placed(first) == _is_placed(last):
            continue
        if first.weekday is None and _LIST_GAP.fullmatch(low, here.end, after.start):
            share(first, last)


def _is_placed(term: Calendar) -> bool:
    return term.year is not None or term.year_shift is not None or bool(term.where)


def _open_end(term: Term, *, first: bool) -> Calendar | None:
    if isinstance(term, Range):
        term = term.first if first else term.last
    return term if isinstance(term, Calendar) else None
