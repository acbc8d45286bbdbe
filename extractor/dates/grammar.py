"""The grammar of date expressions: what may begin one, how a weekday, a range and a list are put together.

It reads the tokens of :mod:`extractor.dates.words` from left to right, looks ahead a bounded number of tokens at
each, and never goes back, so that its time is linear in the text.
"""

from __future__ import annotations

from typing import Final

from extractor.dates import relative
from extractor.dates.counting import end_of_count, is_idle, is_numbered, is_numeric
from extractor.dates.digits import read_numeric
from extractor.dates.feasts import read_feast, read_hijri
from extractor.dates.filters import Filters
from extractor.dates.months import is_day_month, read_day_month, read_month_year, skip_range_word
from extractor.dates.periods import (
    read_after_year_word,
    read_decade_word,
    read_part,
    read_quarter,
    read_quarter_code,
    read_short_decade,
    read_week_of_month,
    read_year,
)
from extractor.dates.sharing import inherit_years, point, share, share_week
from extractor.dates.terms import Calendar, Found, Range, Reading, Shift, Term, Weekday, narrated
from extractor.dates.tokens import DASH, SPACE, gap, kind_at, read_day_number, read_shift
from extractor.dates.weekdays import close_bracket, is_days_off, is_working_week, past_weekdays, read_weekday
from extractor.dates.words import Kind, Tokens, Towards, Unit

# The longest of the dashes, blanks and brackets that join two expressions.
_LONGEST_JOINT: Final = 3
_CLAUSE_ENDS: Final = frozenset({"", *',.;)"”\n'})
_LONG: Final = frozenset({Unit.MONTH, Unit.YEAR})
_BRACKET_GAPS: Final = frozenset({" (", ", ", "(", ", (", " "})
_DAY_STARTERS: Final = frozenset({Kind.NUMBER, Kind.NUMERAL})
_NEVER_FIRST: Final = frozenset({Kind.SCALE, Kind.TOWARDS, Kind.RANGE, Kind.LIST, Kind.ORDINAL})


def find_expressions(tokens: Tokens, filters: Filters) -> list[Found]:
    """All date expressions of a text in order, not overlapping, not yet placed in the calendar."""
    found: list[Found] = []
    kinds = tokens.kinds
    index, size = 0, len(kinds)
    # to where the numbers at hand reach, and whether a month or unit ends them
    counted, leads = 0, False
    while index < size:
        kind = kinds[index]
        if kind in _NEVER_FIRST:
            index += 1
            continue
        following = 0
        if kind not in _DAY_STARTERS:
            following = _read(tokens, index, filters, found)
        elif kind != Kind.NUMBER or not is_idle(tokens, index):
            if index >= counted:
                counted, leads = end_of_count(tokens, index)
            if leads or is_numeric(tokens, index):
                if kind != Kind.NUMBER or tokens.ends[index] - tokens.starts[index] <= 2:
                    following = _read_days(tokens, index, filters, found)
                following = following or _read(tokens, index, filters, found)
        index = following if following > index else index + 1
    inherit_years(tokens, found)
    return found


def _read_days(tokens: Tokens, index: int, filters: Filters, found: list[Found]) -> int:
    """Read *18, 19, dan 20 Juni* at a number and add its days; the last may begin a range. The next token, or 0."""
    glued = index and kind_at(tokens, index - 1) == Kind.NUMBER and gap(tokens, index) in (".", ",", "/")
    if glued and not is_numbered(tokens, index):
        return 0
    several = read_day_month(tokens, index)
    if not several:
        return 0
    token, reading = several[-1]
    if not filters.allows(tokens, several[0][0], reading[1], reading[0], reading[3], found):
        return reading[2]
    for first, (day, day_end, _, day_rule) in several[:-1]:
        found.append(Found(tokens.starts[first], day_end, day, day_rule))
    term, end, following, rule = reading
    if _is_joinable(tokens, following, end):
        term, end, following, rule = _join_range(tokens, reading, filters)
        end, following = _with_apposition(tokens, term, end, following)
    found.append(Found(tokens.starts[token], end, term, rule))
    point(tokens, following, [expression.term for expression in found[-len(several) :]])
    return _read_told_twice(tokens, following, found)


def _read(tokens: Tokens, index: int, filters: Filters, found: list[Found]) -> int:
    """Read any other expression at token ``index`` and add it. The next token; also where a filter refused it."""
    reading = read_item(tokens, index, filters, days=False)
    if reading is None:
        return 0
    if is_days_off(reading[0]):
        return reading[2]
    if not filters.allows(tokens, index, reading[1], reading[0], reading[3], found):
        return past_weekdays(tokens, reading[2]) if isinstance(reading[0], Weekday) else reading[2]
    term, end, following, rule = reading
    if _is_joinable(tokens, following, end):
        reading = _join_range(tokens, reading, filters, first=index)
        if is_working_week(reading[0]):
            return reading[2]
        settled = _settle(tokens, reading, filters) or _settle_period(tokens, reading, filters)
        if settled and narrated(term):
            return reading[2]  # "sehari setelahnya, Sabtu (18/10)": the day is told behind it
        if settled and "(" not in gap(tokens, reading[2]):
            # The two are read apart: "hari ini, Senin (20/10/2025)" names the day twice.
            found.append(Found(tokens.starts[index], reading[1], settled[0], settled[3]))
            return reading[2]
        term, end, following, rule = settled or reading
        end, following = _with_apposition(tokens, term, end, following)
    elif is_working_week(term):
        return following
    found.append(Found(tokens.starts[index], end, term, rule))
    return _read_told_twice(tokens, following, found)


def _read_told_twice(tokens: Tokens, index: int, found: list[Found]) -> int:
    """*7 Mei, yaitu lusa*: the word from now means the day before it. The next token."""
    term = found[-1].term
    if kind_at(tokens, index) != Kind.DAY_WORD or not isinstance(term, Calendar) or term.unit != Unit.DAY:
        return index
    behind = tokens.low[tokens.ends[index] : tokens.ends[index] + 1]
    if gap(tokens, index) not in tokens.joints.apposed or behind not in _CLAUSE_ENDS:
        return index
    found.append(Found(tokens.starts[index], tokens.ends[index], term, "settled"))
    return index + 1


def _is_joinable(tokens: Tokens, at: int, end: int) -> bool:
    """Whether token ``at`` stands so near to what ends at ``end`` that it may go on with it."""
    return at < len(tokens.starts) and tokens.starts[at] - end <= _LONGEST_JOINT


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
        return read_month_year(tokens, index)
    if kind == Kind.UNIT:
        return _read_unit(tokens, index, filters)
    if kind == Kind.PART:
        return read_part(tokens, index)
    if kind in (Kind.DAY_WORD, Kind.NIGHT_WORD):
        return relative.read_day_word(tokens, index)
    if kind == Kind.DAYTIME:
        return relative.read_daytime(tokens, index)
    if kind == Kind.EARLIER:
        return relative.read_earlier(tokens, index)
    if kind == Kind.ONE_UNIT:
        return relative.read_one_unit(tokens, index)
    if kind == Kind.QUARTER_CODE:
        return read_quarter_code(tokens, index)
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
    if tokens.kinds[index] != Kind.NUMBER or tokens.ends[index] - tokens.starts[index] <= 3:
        several = read_day_month(tokens, index) if days else None
        if several and len(several) == 1:
            return several[0][1]
        if _is_apart(tokens, index) and filters.numbers_name(tokens, index):
            return None  # "Liga 2 tahun depan"
        distance = relative.read_distance(tokens, index) or read_hijri(tokens, index, filters.feasts)
        if distance:
            return distance
    if tokens.kinds[index] != Kind.NUMBER:
        return None
    return read_year(tokens, index) or read_short_decade(tokens, index)


def _is_apart(tokens: Tokens, index: int) -> bool:
    """Whether *tahun depan* follows a number that may belong to what stands before it."""
    at = index + 2
    following = kind_at(tokens, index + 1) == Kind.UNIT and kind_at(tokens, at) == Kind.TOWARDS
    return following and tokens.values[at] == Towards.NEXT and gap(tokens, at) == " "


def _read_unit(tokens: Tokens, index: int, filters: Filters) -> Reading | None:
    unit = tokens.values[index]
    if unit == Unit.DAY:
        if kind_at(tokens, index + 1) == Kind.WEEKDAY and gap(tokens, index + 1) in SPACE:
            return read_weekday(tokens, index + 1, filters)
        if kind_at(tokens, index + 1) == Kind.DAY_WORD and gap(tokens, index + 1) in SPACE:
            return None
        return relative.read_unit_towards(tokens, index)
    if unit == Unit.MONTH and kind_at(tokens, index + 1) == Kind.MONTH:
        return read_month_year(tokens, index)
    if unit in (Unit.YEAR, Unit.SEASON):
        reading = read_after_year_word(tokens, index)
        if reading:
            return reading
    elif unit in (Unit.QUARTER, Unit.HALF, Unit.THIRD):
        reading = read_quarter(tokens, index)
        if reading:
            return reading
    elif unit == Unit.WEEK:
        reading = read_week_of_month(tokens, index)
        if reading:
            return reading
    elif unit == Unit.DECADE:
        reading = read_decade_word(tokens, index)
        if reading:
            return reading
    return relative.read_unit_towards(tokens, index)


def _read_day_number(tokens: Tokens, index: int) -> Reading | None:
    """*tanggal 20 bulan ini*, *tanggal 26/3*: what the plain readings after the word do not take."""
    at = index + 1
    number = read_day_number(tokens, at)
    if number is None or gap(tokens, at) not in (" ", ". ", ": "):
        return None
    first, (day, following) = None, number
    last = read_day_number(tokens, following + 1) if kind_at(tokens, following) == Kind.RANGE else None
    if last and gap(tokens, following) == gap(tokens, following + 1) == " " and last[0] > day:
        first, (day, following) = day, last
    month = kind_at(tokens, following) == Kind.UNIT and tokens.values[following] == Unit.MONTH
    if month and gap(tokens, following) == " " and (shifted := read_shift(tokens, following + 1)):
        end = Calendar(Unit.DAY, day=day, month_shift=shifted[0])
        term: Term = Range(Calendar(Unit.DAY, day=first, month_shift=shifted[0]), end) if first else end
        return term, shifted[1], shifted[2], "day-of-month"
    if not first and (shifted := read_shift(tokens, following)):
        return Calendar(Unit.DAY, day=day, where=shifted[0]), shifted[1], shifted[2], "day-of-month"
    return None


def _join_range(tokens: Tokens, reading: Reading, filters: Filters, *, first: int | None = None) -> Reading:
    """*Juni hingga Agustus 2025*, *31 Mei s.d. 2 Juni*, *hari ini hingga lusa*, *antara 2020 dan 2024*."""
    term, end, at, _ = reading
    if at >= len(tokens.starts) or isinstance(term, Range):
        return reading
    opened = ""
    if first is not None and tokens.low.startswith(") ", end) and tokens.low.endswith("(", 0, tokens.starts[first]):
        opened, end = " (", end + 1  # "(24/8) sampai (26/8)"
    between = tokens.low[end : min(tokens.starts[at], end + 8)]
    kind = kind_at(tokens, at)
    dash = between in DASH
    if dash:
        second = at
    elif kind == Kind.RANGE and between in SPACE:
        second = skip_range_word(tokens, at)
        if any(gap(tokens, next_) not in {*tokens.joints.until, opened} for next_ in range(at + 1, second + 1)):
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
    end = other[1] + bool(opened and tokens.low.startswith(")", other[1]))
    return Range(term, last), end, other[2], "range"


def _fit(first: Term, last: Term, *, dash: bool) -> bool:
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        return first.unit == last.unit or not dash or bool(first.year and last.year)
    if dash:
        return isinstance(first, Weekday) and isinstance(last, Weekday)
    return not isinstance(last, Range)


def _settle(tokens: Tokens, reading: Reading, filters: Filters) -> Reading | None:
    """*besok (Minggu)*, *akhir pekan lalu (5/8)*: the day that the text gives beside a relative word holds."""
    term, end, at, _ = reading
    if not isinstance(term, Shift) or at >= len(tokens.starts):
        return None
    between = tokens.low[end : min(tokens.starts[at], end + 4)]
    if between not in _BRACKET_GAPS:
        return None
    bracket = "(" in between
    if term.unit != Unit.DAY and not (bracket and term.unit == Unit.WEEK and term.part):
        return None
    kind = kind_at(tokens, at)
    if kind == Kind.UNIT and tokens.values[at] == Unit.DAY and not bracket:
        if kind_at(tokens, at + 1) != Kind.WEEKDAY:
            return None
    elif between == " " and kind != Kind.WEEKDAY and not (kind == Kind.NUMBER and is_day_month(tokens, at)):
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
        day.apart = term.amount if term.unit == Unit.DAY else None
    elif not (bracket and isinstance(day, Shift) and day.unit == Unit.DAY):
        return None
    last = close_bracket(tokens.low, end, other[1])
    if bracket and last == other[1]:
        return None
    return day, last, other[2], "settled"


def _settle_period(tokens: Tokens, reading: Reading, filters: Filters) -> Reading | None:
    """*tahun lalu (2022)*, *tahun ini (Desember)*, *akhir bulan ini (Juni)*: one period, told twice."""
    term, end, at, rule = reading
    if not isinstance(term, Shift | Calendar) or term.unit not in _LONG or gap(tokens, at) not in (" (", "("):
        return None
    other = read_item(tokens, at, filters, strong=True)
    if other is None or not isinstance(inner := other[0], Calendar) or inner.unit not in _LONG or inner.part:
        return None
    last = close_bracket(tokens.low, end, other[1])
    if last == other[1]:
        return None
    if term.unit == Unit.YEAR and inner.unit == Unit.MONTH:
        if inner.year is None and isinstance(term, Shift):
            inner.year_shift = term.amount
        return inner, last, other[2], rule
    if term.unit != inner.unit:
        return None
    return (term if term.part or inner.unit == Unit.MONTH else inner), last, other[2], rule


def _with_apposition(tokens: Tokens, term: Term, end: int, at: int) -> tuple[int, int]:
    """Past *kemarin*, *hari ini*, *siang tadi* after a date, which say nothing new: *Selasa (16/9/2025) kemarin*."""
    if not isinstance(term, Calendar | Range) or at >= len(tokens.starts):
        return end, at
    between = tokens.low[end : min(tokens.starts[at], end + 3)]
    kind, value = kind_at(tokens, at), tokens.values[at]
    if between == ", " and value < 0 and tokens.low[tokens.ends[at] : tokens.ends[at] + 1] in _CLAUSE_ENDS:
        between = " "  # "Selasa (12/8), kemarin," but not "Selasa (12/8), kemarin hujan"
    if between != " ":
        return end, at
    if kind == Kind.DAY_WORD and abs(value) <= 2:
        return tokens.ends[at], at + 1
    today = kind == Kind.UNIT and value == Unit.DAY
    if isinstance(term, Calendar) and term.unit == Unit.DAY and (today or kind == Kind.DAYTIME):
        reading = relative.read_unit_towards(tokens, at) if today else relative.read_daytime(tokens, at)
        if reading and isinstance(reading[0], Shift):
            return reading[1], reading[2]
    return end, at
