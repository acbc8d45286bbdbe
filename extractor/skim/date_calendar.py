"""Days, months, years and their divisions by name: *26 Maret 2025*, *akhir tahun ini*, *triwulan II-IV*, *1990-an*."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractor.skim.date_terms import Calendar, Range, Reading, Shift, Where
from extractor.skim.date_words import Kind, Tokens, Towards, Unit

SPACE: Final = frozenset({" ", "  ", "\u00a0"})
DASH: Final = frozenset({"-", "–", "—", " - ", " – ", " — ", "- ", " -", "− "})
_BEFORE_MONTH: Final = frozenset({" ", "", "-", "  ", "\u00a0", "/", ". ", "-an ", " bulan "})
_BEFORE_YEAR: Final = frozenset({" ", "", ", ", "-", "  ", "\u00a0", "/", " '", " ’", "'", "’", ". ", ","})
_QUARTER_YEAR: Final = frozenset({" ", "-", "/", " - ", ", ", "–", " / ", ""})
_TOWARDS_GAPS: Final = frozenset({" ", " yang ", " yg ", " yang akan ", " akan ", " ke ", "  "})
_DIVISION = re.compile(
    r"[ -]?(?:ke ?-? ?)?(iv|iii|ii|i|[1-4]|pertama|kedua|ketiga|keempat|satu|dua|tiga|empat)(?![^\W\d_])"
    r"(?: ?(?:-|–|hingga|sampai|dan) ?(?:ke-)?(iv|iii|ii|i|[1-4]|kedua|ketiga|keempat)(?![\w]))?"
)
_DIVISION_VALUE: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "pertama": 1, "kedua": 2, "ketiga": 3,
    "keempat": 4, "satu": 1, "dua": 2, "tiga": 3, "empat": 4,
}  # fmt: skip
_DECADE_END = re.compile(r" ?[-–'’]? ?an\b")
_CENTURY = re.compile(r"(?: ke ?- ?|-| )(?:(\d{1,2})(?!\d)|([IVX]{1,5})\b)")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10}
_YEAR_KIND = re.compile(r"tahun (anggaran|ajaran|pelajaran|akademik|buku|pajak|fiskal|sidang|politik|kalender) ")
# akhir tahun ini, lalu, depan name the year; akhir tahun nanti and kemarin only the side
_EXACT_TOWARDS: Final = ("ini", "lalu", "silam", "depan", "berjalan")
_ERAS: Final = (
    "era ",
    "generasi ",
    "zaman ",
    "angkatan ",
    "tren ",
    "lagu ",
    "gaya ",
    "awal ",
    "akhir ",
    "pertengahan ",
)
_PERIODS: Final = ("periode ", "jabatan ", "bakti ", "kurun ", "rentang ")
_MOST_DAYS_IN_LIST = 12
_APOSTROPHES: Final = (" '", " ’", " ‘")
# Spoken of without its century, a year is one that people remember: since independence.
_FIRST_SHORT_YEAR: Final = 45


def gap(tokens: Tokens, index: int) -> str:
    """The text between the token before ``index`` and it, cut where long; beyond the last token nothing that joins."""
    if index >= len(tokens.starts):
        return "\0"
    end = tokens.ends[index - 1]
    return tokens.low[end : min(tokens.starts[index], end + 16)]


def kind_at(tokens: Tokens, index: int) -> int:
    """Kind of token ``index``, or -1 beyond the last."""
    return tokens.kinds[index] if index < len(tokens.kinds) else -1


def read_towards(tokens: Tokens, index: int) -> tuple[Towards, int, int] | None:
    """The word at ``index`` that points from the reference day (*lalu*, *yang akan datang*), its end, the next token.

    *kemarin* and *besok* after a unit point too: *pekan kemarin*.
    """
    kind = kind_at(tokens, index)
    if kind == Kind.TOWARDS:
        between = gap(tokens, index)
        if between not in _TOWARDS_GAPS:
            return None
        towards = Towards(tokens.values[index])
        if towards == Towards.SAME and between != " yang ":
            return None
        if between == " ke " and not tokens.low.startswith("depan", tokens.starts[index]):
            return None
        end = tokens.ends[index]
        return towards, end, index + 1
    if kind == Kind.DAY_WORD and gap(tokens, index) in SPACE and abs(tokens.values[index]) == 1:
        if tokens.low[tokens.starts[index]] == "s":  # semalam points nowhere
            return None
        return (Towards.PAST if tokens.values[index] < 0 else Towards.FUTURE), tokens.ends[index], index + 1
    if kind == Kind.EARLIER and gap(tokens, index) in SPACE:
        return (Towards.PAST if tokens.values[index] < 0 else Towards.FUTURE), tokens.ends[index], index + 1
    if kind == Kind.ORDINAL and tokens.values[index] == -1 and gap(tokens, index) in SPACE:
        return Towards.LAST_FEW, tokens.ends[index], index + 1
    return None


def full_year(digits: str | None) -> int | None:
    """A year written with four or two digits; None for none."""
    if digits is None:
        return None
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < _FIRST_SHORT_YEAR else 1900
    return year


def is_year(tokens: Tokens, index: int) -> bool:
    """Whether token ``index`` looks like a year: four digits from 1000 to 2199, no part of a longer number."""
    if kind_at(tokens, index) != Kind.NUMBER or not 1000 <= tokens.values[index] < 2200:
        return False
    start, end = tokens.starts[index], tokens.ends[index]
    if end - start != 4:
        return False
    after = tokens.low[end : end + 2]
    if len(after) == 2 and after[0] in ".,:" and after[1].isdigit():
        return False
    before = tokens.low[max(0, start - 2) : start]
    return not (len(before) == 2 and before[1] in ".,:" and before[0].isdigit())


def read_year_after(tokens: Tokens, index: int, end: int) -> tuple[int | None, int | None, int, int]:
    """The year that belongs to a day or month before token ``index``: (year, years from now, end, next token)."""
    kind = kind_at(tokens, index)
    if kind == Kind.NUMBER and gap(tokens, index) in _BEFORE_YEAR:
        if is_year(tokens, index):
            return tokens.values[index], None, tokens.ends[index], index + 1
        if gap(tokens, index) in (" '", " ’", "'", "’") and tokens.ends[index] - tokens.starts[index] == 2:
            return full_year(tokens.low[tokens.starts[index] : tokens.ends[index]]), None, tokens.ends[index], index + 1
    if kind == Kind.UNIT and tokens.values[index] == Unit.YEAR and gap(tokens, index) in (" ", ", ", " di ", " pada "):
        if is_year(tokens, index + 1) and gap(tokens, index + 1) in SPACE:
            return tokens.values[index + 1], None, tokens.ends[index + 1], index + 2
        pointed = read_towards(tokens, index + 1)
        shift = pointed and year_shift(pointed[0])
        if pointed and shift is not None:
            return None, shift, pointed[1], pointed[2]
    return None, None, end, index


def year_shift(towards: Towards) -> int | None:
    """*tahun ini, lalu, depan* in years; None for words that do not point to one year."""
    if towards in (Towards.THIS, Towards.RUNNING):
        return 0
    return {Towards.PAST: -1, Towards.FUTURE: 1}.get(towards)


def read_month(tokens: Tokens, index: int, *, day: bool = False) -> tuple[int, int] | None:
    """Month at token ``index`` (with *bulan* before it) and the next token; short forms only beside a day."""
    kind = kind_at(tokens, index)
    if kind == Kind.UNIT and tokens.values[index] == Unit.MONTH and kind_at(tokens, index + 1) == Kind.MONTH:
        if gap(tokens, index + 1) in SPACE:
            return tokens.values[index + 1], index + 2
        return None
    if kind == Kind.MONTH or (day and kind == Kind.SHORT_MONTH):
        return tokens.values[index], index + 1
    return None


def read_day_number(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A number from 1 to 31 in digits or words at token ``index``, and the next token."""
    kind = kind_at(tokens, index)
    if kind == Kind.NUMBER:
        value, start = tokens.values[index], tokens.starts[index]
        if start and tokens.low[start - 1].isalpha():  # G20, not glued: the word before would be a preposition
            return None
        return (value, index + 1) if 0 < value <= 31 and tokens.ends[index] - tokens.starts[index] <= 2 else None
    if kind == Kind.NUMERAL:
        number = read_numeral(tokens, index)
        return number if number and 0 < number[0] <= 31 else None
    return None


def read_numeral(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A number in words below a hundred thousand at token ``index`` (*dua puluh lima*), and the next token."""
    total = current = 0
    at = index
    while at - index < 8:
        kind = kind_at(tokens, at)
        if at > index and gap(tokens, at) not in SPACE:
            break
        if kind == Kind.NUMERAL:
            value = tokens.values[at]
            if current and current % 10 and value < 10:
                break
            current += value
        elif kind == Kind.SCALE and at > index:
            scale = tokens.values[at]
            if scale == 10 and tokens.low[tokens.starts[at]] == "b":  # belas
                current += 10
            elif scale == 1000:
                total, current = (total + current) * 1000, 0
            else:
                current = current - current % 10 + (current % 10) * scale
        else:
            break
        at += 1
    number = total + current
    return (number, at) if at > index and number else None


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
        if gap_before(tokens, at) in _BEFORE_MONTH and (month := read_month(tokens, at, day=True)):
            break
        link = _day_link(tokens, at)
        if link is None:
            tokens.no_days_before = at
            return None
        is_range, at = link
        if is_range:
            ranges.add(len(days))
    if len(days) > _MOST_DAYS_IN_LIST or ranges & {place - 1 for place in ranges}:
        return None
    year, shift, end, following = read_year_after(tokens, month[1], tokens.ends[month[1] - 1])
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


def gap_before(tokens: Tokens, index: int) -> str | None:
    """:func:`gap`, or None beyond the last token."""
    return gap(tokens, index) if index < len(tokens.starts) else None


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
    pointed = read_towards(tokens, at)
    if pointed and pointed[0] in (Towards.THIS, Towards.PAST, Towards.FUTURE):
        if pointed[0] == Towards.THIS:
            return Calendar(Unit.MONTH, None, number, year_shift=None), pointed[1], pointed[2], "month-towards"
        where = -1 if pointed[0] == Towards.PAST else 1
        return Calendar(Unit.MONTH, None, number, where=where), pointed[1], pointed[2], "month-towards"  # type: ignore[arg-type]
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


def read_year(tokens: Tokens, index: int) -> Reading | None:
    """*2025*, *2025-2029*, *2025/2026*, *1990-an* in digits; filters judge whether it is a year there."""
    start, end = tokens.starts[index], tokens.ends[index]
    value = tokens.values[index]
    if end - start == 4 and value % 10 == 0 and (match := _DECADE_END.match(tokens.low, end)):
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
        if between == " " and tokens.low.endswith(_PERIODS, 0, start):  # scraping lost the dash
            first, last = Calendar(Unit.YEAR, value), Calendar(Unit.YEAR, tokens.values[at])
            return Range(first, last), tokens.ends[at], at + 1, "year-range"
    return Calendar(Unit.YEAR, value), end, at, "year"


def read_after_year_word(tokens: Tokens, index: int) -> Reading | None:
    """What follows the word *tahun* at token ``index``: a year, a range, a decade, or a kind of year and its number."""
    at = index + 1
    if kind_at(tokens, at) != Kind.NUMBER:
        return None
    kind_of_year = _YEAR_KIND.match(tokens.low, tokens.starts[index])
    if kind_of_year:
        if kind_of_year.end() != tokens.starts[at]:
            return None
    elif gap(tokens, at) not in SPACE and gap(tokens, at) not in _APOSTROPHES:
        return None
    width = tokens.ends[at] - tokens.starts[at]
    if width == 2 and (year := _short_year(tokens, at)):
        return Calendar(Unit.YEAR, year), tokens.ends[at], at + 1, "year-word"
    if width == 2 and tokens.values[at] % 10 == 0 and (match := _DECADE_END.match(tokens.low, tokens.ends[at])):
        return _short_decade(tokens, at, match.end())
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
        value < _FIRST_SHORT_YEAR
        or follows in ("-", "'", "’", "–")
        or (follows and follows in ".,/" and tokens.low[end + 1 : end + 2].isdigit())
    ):
        return None
    return value + 1900 if kind_at(tokens, index + 1) != Kind.UNIT else None


def read_short_decade(tokens: Tokens, index: int) -> Reading | None:
    """*era 90-an*, *generasi 80-an*: two digits only after a word of time, since ages are written so too."""
    start, end = tokens.starts[index], tokens.ends[index]
    if end - start != 2 or tokens.values[index] % 10 or not tokens.low.endswith(_ERAS, 0, start):
        return None
    match = _DECADE_END.match(tokens.low, end)
    return _short_decade(tokens, index, match.end()) if match else None


def _short_decade(tokens: Tokens, index: int, end: int) -> Reading:
    value = tokens.values[index]
    return Calendar(Unit.DECADE, value + (2000 if value < 30 else 1900)), end, index + 1, "decade"


def read_decade_word(tokens: Tokens, index: int) -> Reading | None:
    """*dekade 1980-an*, *abad ke-21* at the word *dekade* or *abad*."""
    at = index + 1
    if tokens.values[index] == Unit.CENTURY:
        match = _CENTURY.match(tokens.text, tokens.ends[index])
        number = match and (int(match[1]) if match[1] else _from_roman(match[2]))
        if match and number and 0 < number < 30:
            return Calendar(Unit.CENTURY, number), match.end(), at + bool(match[1]), "century"
        return None
    if kind_at(tokens, at) == Kind.NUMBER and gap(tokens, at) in SPACE:
        if tokens.ends[at] - tokens.starts[at] == 2:
            match = _DECADE_END.match(tokens.low, tokens.ends[at])
            return _short_decade(tokens, at, match.end()) if match else None
        reading = read_year(tokens, at)
        return reading if reading and reading[3] == "decade" else None
    return None


def _from_roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def read_quarter(tokens: Tokens, index: int) -> Reading | None:
    """*triwulan II 2025*, *kuartal I-2026*, *semester pertama tahun ini*, *triwulan II-IV*, *paruh kedua 2025*."""
    unit = Unit(tokens.values[index])
    end = tokens.ends[index]
    match = _DIVISION.match(tokens.low, end)
    if match is None or match.end(1) == end:
        return None
    most = {Unit.QUARTER: 4, Unit.THIRD: 3}.get(unit, 2)
    number = _DIVISION_VALUE[match[1]]
    last = _DIVISION_VALUE[match[2]] if match[2] else None
    end = match.end()
    if last is not None and not number < last <= most:
        last, end = None, match.end(1)
    if number > most:
        return None
    at = index + 1
    while at < len(tokens.starts) and tokens.starts[at] < end:
        at += 1
    year, shift, year_end, following = _quarter_year(tokens, at, end)
    term = Calendar(unit, year, number=number, last_number=last, year_shift=shift)
    return term, year_end, following, "quarter" if unit != Unit.HALF else "half"


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
        pointed = read_towards(tokens, index + 1) if tokens.values[index] == Unit.YEAR else None
        shift = pointed and year_shift(pointed[0])
        if pointed and shift is not None:
            return None, shift, pointed[1], pointed[2]
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
    unit, number = (Unit.QUARTER, value) if value <= 4 else (Unit.HALF, value - 4)
    return Calendar(unit, year, number=number), tokens.ends[at], at + 1, "quarter-code"


def read_part(tokens: Tokens, index: int) -> Reading | None:
    """*awal*, *pertengahan*, *akhir* of a month, year, quarter, decade or week, by name, number or from now."""
    part = tokens.values[index]
    at = index + 1
    if at >= len(tokens.starts) or gap(tokens, at) not in (" ", " dari ", "-", "  "):
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
    elif unit in (Unit.DECADE, Unit.CENTURY):
        reading = read_decade_word(tokens, at)
    if reading is None:
        return _part_of_unit(tokens, at, part) if kind == Kind.UNIT else None
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


def _part_of_unit(tokens: Tokens, at: int, part: int) -> Reading | None:
    unit = Unit(tokens.values[at])
    if unit not in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR, Unit.DECADE):
        return None
    end, following = tokens.ends[at], at + 1
    pointed = read_towards(tokens, following)
    if pointed and (shift := year_shift(pointed[0])) is not None:
        if not tokens.low.startswith(_EXACT_TOWARDS, tokens.starts[following]) and unit in (Unit.YEAR, Unit.MONTH):
            where: Where = -1 if shift < 0 else 1
            return Calendar(unit, part=part, where=where), pointed[1], pointed[2], "part-towards"
        return Shift(unit, shift, part=part), pointed[1], pointed[2], "part-towards"
    if unit in (Unit.YEAR, Unit.MONTH, Unit.WEEK):
        return Calendar(unit, part=part), end, following, "part"
    return None


def read_week_of_month(tokens: Tokens, index: int) -> Reading | None:
    """*pekan pertama Agustus 2025*, *minggu terakhir bulan ini* at the word for a week."""
    at = index + 1
    if at >= len(tokens.starts) or gap(tokens, at) not in (" ", " ke-"):
        return None
    kind, value = tokens.kinds[at], tokens.values[at]
    if kind == Kind.NUMBER and gap(tokens, at) != " ke-":
        return None
    if kind not in (Kind.ORDINAL, Kind.NUMBER) or not -1 <= value <= 5:
        return None
    if at + 1 >= len(tokens.starts) or gap(tokens, at + 1) not in (" ", " di ", " pada "):
        return None
    reading = read_month_year(tokens, at + 1)
    if reading and isinstance(term := reading[0], Calendar) and term.unit == Unit.MONTH:
        _, end, following, _ = reading
        term.unit, term.number = Unit.WEEK, value
        return term, end, following, "week-of-month"
    if kind_at(tokens, at + 1) == Kind.UNIT and tokens.values[at + 1] == Unit.MONTH:
        pointed = read_towards(tokens, at + 2)
        if pointed and (shift := year_shift(pointed[0])) is not None:
            return Calendar(Unit.WEEK, number=value, month_shift=shift), pointed[1], pointed[2], "week-of-month"
    return None
