"""Years and their divisions: *2025-2029*, *tahun buku 2024*, *triwulan II-IV*, *akhir tahun ini*, *1990-an*."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.dates.months import read_month_year
from extractor.dates.terms import Calendar, Range, Reading, Shift, Where
from extractor.dates.tokens import (
    DASH,
    FIRST_SHORT_YEAR,
    SPACE,
    full_year,
    gap,
    is_year,
    kind_at,
    read_shift,
    read_year_shift,
    token_after,
)
from extractor.dates.words import Kind, Tokens, Towards, Unit

_QUARTER_YEAR: Final = frozenset({" ", "-", "/", " - ", ", ", "–", " / ", ""})
_AROUND: Final = 48
_APOSTROPHES: Final = (" '", " ’", " ‘")


def read_year(tokens: Tokens, index: int) -> Reading | None:
    """*2025*, *2025-2029*, *2025/2026*, *1990-an* in digits; filters judge whether it is a year there."""
    start, end = tokens.starts[index], tokens.ends[index]
    value = tokens.values[index]
    if end - start == 4 and value % 10 == 0 and (match := tokens.joints.decade_end.match(tokens.low, end)):
        return Calendar(Unit.DECADE, value), match.end(), index + 1, "decade"
    if not is_year(tokens, index):
        return None
    at = index + 1
    if is_year(tokens, at) and value < tokens.values[at] <= value + 100:
        between = gap(tokens, at)
        if between in DASH or (between == "/" and tokens.values[at] == value + 1):
            unit = Unit.SEASON if between == "/" else Unit.YEAR
            return (
                Range(Calendar(unit, value), Calendar(unit, tokens.values[at])),
                tokens.ends[at],
                at + 1,
                "year-range",
            )
        if between == " " and tokens.low.endswith(tokens.joints.period_before, 0, start):  # scraping lost the dash
            first, last = Calendar(Unit.YEAR, value), Calendar(Unit.YEAR, tokens.values[at])
            return Range(first, last), tokens.ends[at], at + 1, "year-range"
    return _short_range(tokens, at, value) or _coded(tokens, at, value) or (Calendar(Unit.YEAR, value), end, at, "year")


def _short_range(tokens: Tokens, index: int, first: int) -> Reading | None:
    """*2019-24*: the century of the second year is that of the first."""
    if kind_at(tokens, index) != Kind.NUMBER or gap(tokens, index) not in ("-", "–"):
        return None
    end, value = tokens.ends[index], tokens.values[index]
    goes_on = tokens.low[end : end + 1] in ("-", "–", "/", ".", ",") and tokens.low[end + 1 : end + 2].isdigit()
    if end - tokens.starts[index] != 2 or value <= first % 100 or goes_on:
        return None
    last = Calendar(Unit.YEAR, first - first % 100 + value)
    return Range(Calendar(Unit.YEAR, first), last), end, index + 1, "year-range"


def _coded(tokens: Tokens, index: int, year: int) -> Reading | None:
    """*2025-Q2*, *2025Q01*: the code of the quarter behind its year."""
    if kind_at(tokens, index) != Kind.QUARTER_CODE or gap(tokens, index) not in ("", " ", "-"):
        return None
    end = tokens.ends[index]
    at = token_after(tokens, index, end)
    if is_year(tokens, at) and tokens.starts[at] - end <= 1:
        return None  # "2024 Q3 2025"
    return _of_code(tokens.values[index], year), end, at, "quarter-code"


def _of_code(value: int, year: int) -> Calendar:
    unit, number = (Unit.QUARTER, value) if value <= 4 else (Unit.HALF, value - 4)
    return Calendar(unit, year, number=number)


def read_after_year_word(tokens: Tokens, index: int) -> Reading | None:
    """What follows the word *tahun* at token ``index``: a year, a range, a decade, or a kind of year and its number."""
    at = index + 1
    if kind_at(tokens, at) != Kind.NUMBER:
        return None
    if kind_of_year := tokens.joints.year_kind.match(tokens.low, tokens.ends[index]):
        if kind_of_year.end() != tokens.starts[at]:
            return None
    elif gap(tokens, at) not in SPACE and gap(tokens, at) not in _APOSTROPHES:
        return None
    width = tokens.ends[at] - tokens.starts[at]
    if width == 2 and (decade := _short_decade(tokens, at)):
        return decade
    if width == 2 and (year := _short_year(tokens, at)):
        return Calendar(Unit.YEAR, year), tokens.ends[at], at + 1, "year-word"
    reading = read_year(tokens, at)
    if reading is None:
        return None
    term, end, following, rule = reading
    if (
        isinstance(term, Calendar)
        and is_year(tokens, following)
        and gap(tokens, following) == " "
        and tokens.values[following] > (term.year or 0)
    ):
        last = Calendar(Unit.YEAR, tokens.values[following])
        return Range(term, last), tokens.ends[following], following + 1, "year-word"
    return term, end, following, "year-word" if rule != "decade" else rule


def _short_year(tokens: Tokens, index: int) -> int | None:
    """*tahun '98*, *tahun 98*: two digits after the word, when nothing is counted by them."""
    value, end = tokens.values[index], tokens.ends[index]
    if gap(tokens, index) in _APOSTROPHES:
        return full_year(f"{value:02d}")
    follows = tokens.low[end : end + 1]
    if (
        value < FIRST_SHORT_YEAR
        or follows in ("-", "'", "’", "–")
        or (follows and follows in ".,/" and tokens.low[end + 1 : end + 2].isdigit())
    ):
        return None
    return value + 1900 if kind_at(tokens, index + 1) != Kind.UNIT else None


def read_short_decade(tokens: Tokens, index: int) -> Reading | None:
    """*era 90-an*, *generasi '80-an*: two digits only after a word of time, since ages are written so too."""
    start, end = tokens.starts[index], tokens.ends[index]
    if end - start != 2:
        return None
    head = tokens.low[max(0, start - _AROUND) : start].rstrip(" '’‘")
    if not f"{head} ".endswith(tokens.joints.decade_before):
        return None
    return _short_decade(tokens, index)


def _short_decade(tokens: Tokens, index: int) -> Reading | None:
    value, match = tokens.values[index], tokens.joints.decade_end.match(tokens.low, tokens.ends[index])
    if match is None or value % 10:
        return None
    return Calendar(Unit.DECADE, value + (2000 if value < 30 else 1900)), match.end(), index + 1, "decade"


def read_decade_word(tokens: Tokens, index: int) -> Reading | None:
    """*dekade 1980-an* at the word *dekade*."""
    at = index + 1
    if kind_at(tokens, at) == Kind.NUMBER and gap(tokens, at) in SPACE:
        if tokens.ends[at] - tokens.starts[at] == 2:
            return _short_decade(tokens, at)
        reading = read_year(tokens, at)
        return reading if reading and reading[3] == "decade" else None
    return None


def read_quarter(tokens: Tokens, index: int) -> Reading | None:
    """*triwulan II 2025*, *kuartal I-2026*, *semester pertama tahun ini*, *triwulan II-IV*, *paruh kedua 2025*."""
    unit = tokens.values[index]
    end = tokens.ends[index]
    most = {Unit.QUARTER: 4, Unit.THIRD: 3}.get(unit, 2)
    match, numbers = tokens.joints.division.match(tokens.low, end), tokens.joints.divisions
    if match is None or match.end(1) == end:
        return _outer(tokens, index, most)
    number, last = numbers[match[1]], numbers[match[2]] if match[2] else None
    end = match.end()
    if last is not None and not number < last <= most:
        last, end = None, match.end(1)
    if number > most:
        return None
    at = token_after(tokens, index, end)
    year, shift, year_end, following = _quarter_year(tokens, at, end)
    term = Calendar(unit, year, number=number, last_number=last, year_shift=shift)
    return term, year_end, following, "quarter" if unit != Unit.HALF else "half"


def _outer(tokens: Tokens, index: int, most: int) -> Reading | None:
    """*paruh awal 2025*, *paruh akhir tahun ini*, *kuartal terakhir 2025*: only with a year."""
    at, unit = index + 1, tokens.values[index]
    if gap(tokens, at) != " ":
        return None
    if kind_at(tokens, at) == Kind.ORDINAL and tokens.values[at] == -1:
        number = most
    elif unit == Unit.HALF and kind_at(tokens, at) == Kind.PART and tokens.values[at] != 1:
        number = 1 + tokens.values[at] // 2
    else:
        return None
    year, shift, end, following = _quarter_year(tokens, at + 1, tokens.ends[at])
    if year is None and shift is None:
        return None
    rule = "quarter" if unit != Unit.HALF else "half"
    return Calendar(unit, year, number=number, year_shift=shift), end, following, rule


def _quarter_year(tokens: Tokens, index: int, end: int) -> tuple[int | None, int | None, int, int]:
    if index >= len(tokens.starts):
        return None, None, end, index
    between = tokens.low[end : min(tokens.starts[index], end + 6)]
    if is_year(tokens, index) and between in _QUARTER_YEAR:
        return tokens.values[index], None, tokens.ends[index], index + 1
    if kind_at(tokens, index) == Kind.UNIT and between in (" ", ", "):
        # the gap of the unit to the division is checked here, what follows it by the shared reading
        if is_year(tokens, index + 1) and gap(tokens, index + 1) in SPACE and tokens.values[index] == Unit.YEAR:
            return tokens.values[index + 1], None, tokens.ends[index + 1], index + 2
        if tokens.values[index] == Unit.YEAR and (shifted := read_year_shift(tokens, index + 1)):
            return None, *shifted
    return None, None, end, index


def read_quarter_code(tokens: Tokens, index: int) -> Reading | None:
    """*Q3 2025*, *1H25*: only with a year."""
    value = tokens.values[index]
    at = index + 1
    if kind_at(tokens, at) == Kind.NUMBER and tokens.starts[at] < tokens.ends[index]:  # the digit of Q3 itself
        at += 1
    if kind_at(tokens, at) != Kind.NUMBER:
        return None
    between = tokens.low[tokens.ends[index] : min(tokens.starts[at], tokens.ends[index] + 6)]
    width = tokens.ends[at] - tokens.starts[at]
    if is_year(tokens, at) and between in _QUARTER_YEAR:
        year = tokens.values[at]
    elif width == 2 and between in ("", "-", "/", " '", "'"):
        year = 2000 + tokens.values[at]
    else:
        return None
    return _of_code(value, year), tokens.ends[at], at + 1, "quarter-code"


def read_part(tokens: Tokens, index: int) -> Reading | None:
    """*awal*, *pertengahan*, *akhir* of a month, year, quarter, decade or week, by name, number or from now."""
    part = tokens.values[index]
    at = index + 1
    if at >= len(tokens.starts) or gap(tokens, at) not in tokens.joints.part_of:
        return None
    kind, unit = tokens.kinds[at], tokens.values[at]
    reading: Reading | None = None
    if kind == Kind.RANGE and kind_at(tokens, at + 1) == Kind.PART and gap(tokens, at + 1) == " ":
        return _part_range(read_part(tokens, at + 1), part)
    if kind == Kind.NUMBER:
        if tokens.starts[at] - tokens.ends[index] == 1:
            reading = read_year(tokens, at) or read_short_decade(tokens, at)
    elif kind in (Kind.MONTH, Kind.SHORT_MONTH):
        reading = read_month_year(tokens, at)
    elif kind != Kind.UNIT:
        return None
    elif unit in (Unit.QUARTER, Unit.HALF, Unit.THIRD):
        reading = read_quarter(tokens, at)
    elif unit == Unit.MONTH:
        reading = read_month_year(tokens, at)
    elif unit == Unit.YEAR:
        reading = read_after_year_word(tokens, at)
    elif unit == Unit.DECADE:
        reading = read_decade_word(tokens, at)
    if reading is None:
        return _part_of_unit(tokens, index, at, part) if kind == Kind.UNIT else None
    term, end, following, _ = reading
    if not isinstance(term, Calendar):
        return None
    term.part = part
    return term, end, following, "part"


def _part_range(last: Reading | None, part: int) -> Reading | None:
    """*awal hingga pertengahan 2025*: both parts are of the same period."""
    if last is None or not isinstance(last[0], Calendar | Shift) or not part < (last[0].part or 0):
        return None
    return Range(replace(last[0], part=part), last[0]), last[1], last[2], "range"


def _part_of_unit(tokens: Tokens, index: int, at: int, part: int) -> Reading | None:
    unit = tokens.values[at]
    if unit not in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR, Unit.DECADE):
        return None
    end, following = tokens.ends[at], at + 1
    if shifted := read_shift(tokens, following):
        shift = shifted[0]
        # akhir tahun ini, lalu, depan name the year; akhir tahun nanti, kemarin and mendatang only the side
        exact = tokens.kinds[following] == Kind.TOWARDS and tokens.values[following] != Towards.FUTURE
        if not exact and unit in (Unit.YEAR, Unit.MONTH):
            return Calendar(unit, part=part, where=-1 if shift < 0 else 1), shifted[1], shifted[2], "part-towards"
        return Shift(unit, shift, part=part), shifted[1], shifted[2], "part-towards"
    if unit not in (Unit.YEAR, Unit.MONTH, Unit.WEEK):
        return None
    side = 0 if unit == Unit.WEEK else _side_of_part(tokens, tokens.starts[index], end)
    # where no word points it is that of the running year or month, however near the last one still is
    year = 0 if unit == Unit.YEAR and not side else None
    return Calendar(unit, part=part, year_shift=year, where=side), end, following, "part"


def _side_of_part(tokens: Tokens, start: int, end: int) -> Where:
    """Whether the words around *awal tahun* look back (*sejak*) or ahead (*akan*, *paling lambat*)."""
    low, joints = tokens.low, tokens.joints
    if low.endswith(joints.past_before, 0, start):
        return -1
    if joints.ahead_before.search(low, max(0, start - _AROUND), start) or joints.ahead_after.match(low, end):
        return 1
    return 0


def read_week_of_month(tokens: Tokens, index: int) -> Reading | None:
    """*pekan pertama Agustus 2025*, *minggu terakhir bulan ini* at the word for a week."""
    at = index + 1
    numbered = gap(tokens, at) in tokens.joints.nth
    kind = kind_at(tokens, at)
    if not (numbered and kind == Kind.NUMBER) and not (kind == Kind.ORDINAL and (numbered or gap(tokens, at) == " ")):
        return None
    value = tokens.values[at]
    if not -1 <= value <= 5 or gap(tokens, at + 1) not in tokens.joints.within:
        return None
    reading = read_month_year(tokens, at + 1)
    if reading and isinstance(term := reading[0], Calendar) and term.unit == Unit.MONTH:
        _, end, following, _ = reading
        term.unit, term.number = Unit.WEEK, value
        return term, end, following, "week-of-month"
    month = kind_at(tokens, at + 1) == Kind.UNIT and tokens.values[at + 1] == Unit.MONTH
    if month and (shifted := read_shift(tokens, at + 2)):
        return Calendar(Unit.WEEK, number=value, month_shift=shifted[0]), shifted[1], shifted[2], "week-of-month"
    return None
