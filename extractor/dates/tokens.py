"""Reading tokens in a row: what stands between them, numbers, months, years, and words that point from now."""

from __future__ import annotations

import re
from typing import Final

from extractor.dates.terms import Where
from extractor.dates.words import Kind, Tokens, Towards, Unit

SPACE: Final = frozenset({" ", "  ", "\u00a0"})
DASH: Final = frozenset({"-", "--", "–", "—", " - ", " – ", " — ", "- ", " -", "– ", " –", "− "})
_BEFORE_YEAR: Final = frozenset({" ", "", ", ", "-", "  ", "\u00a0", "/", " '", " ’", "'", "’", ". ", ","})
_SHIFTS: Final[dict[int, Where]] = {Towards.THIS: 0, Towards.PAST: -1, Towards.FUTURE: 1}
# A day is remembered by the years since then no longer than this.
_MOST_YEARS: Final = 100
# Spoken of without its century, a year is one that people remember: since independence.
FIRST_SHORT_YEAR: Final = 45
_LONGEST_MEMORY: Final = 20
# The number of a list's next item, glued by scraping: "rampung pada 2024.2. Bandara".
_NEXT_ITEM: Final = re.compile(r"\.[1-9]\. ?[A-Z]", re.ASCII)


def gap(tokens: Tokens, index: int) -> str:
    """The text between the token before ``index`` and it, cut where long; beyond the last token nothing that joins."""
    if index >= len(tokens.starts):
        return "\0"
    end = tokens.ends[index - 1]
    return tokens.low[end : min(tokens.starts[index], end + 16)]


def gap_before(tokens: Tokens, index: int) -> str | None:
    """:func:`gap`, or None beyond the last token."""
    return gap(tokens, index) if index < len(tokens.starts) else None


def kind_at(tokens: Tokens, index: int) -> int:
    """Kind of token ``index``, or -1 beyond the last."""
    return tokens.kinds[index] if index < len(tokens.kinds) else -1


def token_after(tokens: Tokens, index: int, end: int) -> int:
    """The first token behind ``index`` that does not begin before ``end``."""
    index += 1
    while index < len(tokens.starts) and tokens.starts[index] < end:
        index += 1
    return index


def read_towards(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """The word at ``index`` that points from the reference day (*lalu*, *yang akan datang*), its end, the next token.

    *kemarin* and *besok* after a unit point too: *pekan kemarin*.
    """
    kind = kind_at(tokens, index)
    if kind == Kind.TOWARDS:
        between = gap(tokens, index)
        towards, joints = tokens.values[index], tokens.joints
        if towards == Towards.SAME:
            fits = between in joints.towards_same
        else:
            behind = towards in (Towards.NEXT, Towards.LAST_FEW) and between in joints.towards_next
            fits = behind or between in joints.towards
            fits = fits and not (towards == Towards.COMING and between in SPACE)
        if not fits:
            return None
        return Towards.FUTURE if towards in (Towards.NEXT, Towards.COMING) else towards, tokens.ends[index], index + 1
    if kind == Kind.DAY_WORD and gap(tokens, index) in SPACE and abs(tokens.values[index]) == 1:
        return (Towards.PAST if tokens.values[index] < 0 else Towards.FUTURE), tokens.ends[index], index + 1
    if kind == Kind.EARLIER and gap(tokens, index) in SPACE:
        return (Towards.PAST if tokens.values[index] < 0 else Towards.FUTURE), tokens.ends[index], index + 1
    if kind == Kind.ORDINAL and tokens.values[index] == -1 and gap(tokens, index) in SPACE:
        return Towards.LAST_FEW, tokens.ends[index], index + 1
    return None


def read_shift(tokens: Tokens, index: int) -> tuple[Where, int, int] | None:
    """*ini, lalu, depan* at ``index`` as 0, -1, 1 of the unit before it, its end, the next token."""
    pointed = read_towards(tokens, index)
    shift = _SHIFTS.get(pointed[0]) if pointed else None
    return None if pointed is None or shift is None else (shift, *pointed[1:])


def full_year(digits: str | None) -> int | None:
    """A year written with four or two digits; None for none."""
    if digits is None:
        return None
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < FIRST_SHORT_YEAR else 1900
    return year


def is_year(tokens: Tokens, index: int) -> bool:
    """Whether token ``index`` looks like a year: four digits from 1000 to 2199, no part of a longer number."""
    if kind_at(tokens, index) != Kind.NUMBER or not 1000 <= tokens.values[index] < 2200:
        return False
    start, end = tokens.starts[index], tokens.ends[index]
    if end - start != 4:
        return False
    after = tokens.low[end : end + 2]
    if len(after) == 2 and after[0] in ".,:" and after[1].isdigit() and not _NEXT_ITEM.match(tokens.text, end):
        return False
    before = tokens.low[max(0, start - 2) : start]
    return not (len(before) == 2 and before[1] in ".,:" and before[0].isdigit())


def read_year_after(tokens: Tokens, index: int, end: int) -> tuple[int | None, int | None, int, int]:
    """The year that belongs to a day or month before token ``index``: (year, years from now, end, next token)."""
    kind = kind_at(tokens, index)
    if kind == Kind.NUMBER and gap(tokens, index) in _BEFORE_YEAR:
        if is_year(tokens, index):
            return tokens.values[index], None, tokens.ends[index], index + 1
        if tokens.ends[index] - tokens.starts[index] == 2 and (
            gap(tokens, index) in (" '", " ’", "'", "’") or _is_remembered(tokens, index)
        ):
            return full_year(tokens.low[tokens.starts[index] : tokens.ends[index]]), None, tokens.ends[index], index + 1
    if is_year(tokens, index) and gap(tokens, index) in tokens.joints.within:  # 30 September pada 2009
        return tokens.values[index], None, tokens.ends[index], index + 1
    if is_year(tokens, index) and gap(tokens, index) == " (" and tokens.low.startswith(")", tokens.ends[index]):
        return tokens.values[index], None, tokens.ends[index] + 1, index + 1
    if kind in (Kind.NUMBER, Kind.NUMERAL, Kind.ONE_UNIT) and gap(tokens, index) == " ":
        distant = _years_away(tokens, index)
        if distant:
            return None, *distant
    if kind == Kind.UNIT and tokens.values[index] == Unit.YEAR and _leads_year(tokens, index):
        if is_year(tokens, index + 1) and gap(tokens, index + 1) in SPACE:
            return tokens.values[index + 1], None, tokens.ends[index + 1], index + 2
        if shifted := read_year_shift(tokens, index + 1):
            return None, *shifted
    return None, None, end, index


def _is_remembered(tokens: Tokens, index: int) -> bool:
    """*kerusuhan Mei 98*: behind the month of what is remembered by it stand no days and no counts."""
    month = tokens.starts[index - 1]
    before = tokens.low[max(0, month - _LONGEST_MEMORY) : month]
    named = before.endswith(tokens.joints.remembered) and tokens.values[index] >= FIRST_SHORT_YEAR
    return named and not tokens.joints.counted.match(tokens.low, tokens.ends[index])


def read_year_shift(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """:func:`read_shift` behind the word for a year, where *sebelumnya* is the last one too: *Mei tahun sebelumnya*."""
    pointed = read_towards(tokens, index)
    if pointed and pointed[0] == Towards.BEFORE:
        return -1, *pointed[1:]
    return read_shift(tokens, index)


def _leads_year(tokens: Tokens, index: int) -> bool:
    between = gap(tokens, index)
    return between in tokens.joints.within or between == ", "


def _years_away(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """*dua tahun lalu*, *setahun silam* behind a day or month: years from now, end, next token."""
    kind = tokens.kinds[index]
    if kind == Kind.ONE_UNIT:
        amount, at, unit = 1, index + 1, tokens.values[index]
    else:
        number = read_numeral(tokens, index) if kind == Kind.NUMERAL else (tokens.values[index], index + 1)
        if number is None or kind_at(tokens, number[1]) != Kind.UNIT or gap(tokens, number[1]) != " ":
            return None
        amount, at, unit = number[0], number[1] + 1, tokens.values[number[1]]
    pointed = read_towards(tokens, at) if unit == Unit.YEAR and amount < _MOST_YEARS else None
    return (-amount, pointed[1], pointed[2]) if pointed and pointed[0] == Towards.PAST else None


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
        if start and tokens.text[start - 1].isupper():  # G20; a small letter is glued (pada23 Oktober)
            return None
        if start > 1 and tokens.text[start - 1] in "-+" and tokens.text[start - 2].isupper():  # U-23, H+10
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
