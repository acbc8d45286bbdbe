"""Dates in digits: *26/3/2025*, *2025-03-26*, *26-27/3*, and digits that lost their slashes (*1692025*)."""

from __future__ import annotations

import re
from typing import Final

from extractor.dates.terms import Calendar, Range, Reading
from extractor.dates.tokens import full_year, token_after
from extractor.dates.words import Tokens, Unit

_SEPARATOR: Final = r" ?([/.\-–]) ?"
_NUMERIC: Final = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})(?:{_SEPARATOR}(\d{{4}}|\d{{2}}))?(?![\d])", re.ASCII)
_ISO: Final = re.compile(r"((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
# Fractions are written with small numbers: 1/2-3/4.
_LARGEST_PART: Final = 4
_HALF_LOST: Final = re.compile(r"(\d{1,2})/(\d{1,2})((?:19|20)\d\d)(?!\d)|(\d{2,4})/((?:19|20)\d\d)(?!\d)", re.ASCII)
_DIGIT_BEFORE: Final = frozenset("0123456789")


def read_numeric(tokens: Tokens, index: int, *, strong: bool, named: bool = False) -> Reading | None:
    """The numeric date that begins at token ``index``.

    ``strong`` tells that the place itself speaks for a date (in round brackets, after *tanggal*), so that a day and
    month without a year, and digits without slashes, are read too; ``named``, that a weekday stands before, so that no
    score or number of a law is meant.
    """
    start = tokens.starts[index]
    low = tokens.low
    if not _begins_number(low, start):
        return None
    width = tokens.ends[index] - start
    if width <= 2:
        following = tokens.ends[index]
        following += low.startswith(" ", following)
        after = low[following : following + 1]
        if after in tokens.joints.range_letters:
            days = _days(tokens, index, start, strong)
        elif after and after in "/.":
            days = _pair(tokens, index, start, strong)
        else:
            return None
        return days or _day_first(tokens, index, start, strong, named)
    if width == 4 and (match := _ISO.match(low, start)):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if month <= 12 and day <= 31 and _ends_number(low, match.end()):
            return _reading(tokens, index, Calendar(Unit.DAY, year, month, day), match.end(), "numeric-iso")
    if width == 8 and low.startswith("20", start) and (not strong or low[start + 4 : start + 6] not in ("19", "20")):
        digits = low[start : start + 8]
        term = Calendar(Unit.DAY, int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        if 1 <= term.month <= 12 and 1 <= term.day <= 31 and low[start - 1 : start] in ("", " ", "\n"):  # type: ignore[operator]
            return _reading(tokens, index, term, start + 8, "numeric-iso")
    return _lost(tokens, index, start, named) if strong else None


def _days(tokens: Tokens, index: int, start: int, strong: bool) -> Reading | None:
    match = tokens.joints.days.match(tokens.low, start)
    if not match or not (strong or match[4]) or not _ends_number(tokens.low, match.end()):
        return None
    first, last, month = int(match[1]), int(match[2]), int(match[3])
    if not (0 < first < last <= 31 and 0 < month <= 12):
        return None
    year = full_year(match[4])
    term = Range(Calendar(Unit.DAY, year, month, first), Calendar(Unit.DAY, year, month, last))
    return _reading(tokens, index, term, match.end(), "numeric-range")


def _pair(tokens: Tokens, index: int, start: int, strong: bool) -> Reading | None:
    """*22/10-25/10/2025*, *30/6-2/7*: both days in digits, the year with the last or with none."""
    match = tokens.joints.pair.match(tokens.low, start)
    if not match or not _ends_number(tokens.low, match.end()):
        return None
    first, month, last, last_month = (int(match[place]) for place in (1, 2, 4, 5))
    if not (0 < first <= 31 and 0 < last <= 31 and 0 < month <= 12 and 0 < last_month <= 12):
        return None
    if match[6] is None and (match[3] or not (strong or max(first, month, last, last_month) > _LARGEST_PART)):
        return None
    year = full_year(match[6])
    begin = full_year(match[3]) or (year - (month > last_month) if year else None)
    term = Range(Calendar(Unit.DAY, begin, month, first), Calendar(Unit.DAY, year, last_month, last))
    return _reading(tokens, index, term, match.end(), "numeric-range")


def _day_first(tokens: Tokens, index: int, start: int, strong: bool, named: bool) -> Reading | None:
    low = tokens.low
    if named and (half := _HALF_LOST.match(low, start)) and half[1] and _ends_number(low, half.end()):
        term = Calendar(Unit.DAY, int(half[3]), int(half[2]), int(half[1]))
        return _reading(tokens, index, term, half.end(), "numeric-lost-slash")
    match = _NUMERIC.match(low, start)
    if match is None:
        return None
    day, mark, month = int(match[1]), match[2], int(match[3])
    end = match.end()
    if match[5] is None or (match[4] != mark and not strong):
        end = match.end(3)
        if not strong or (mark != "/" and not (named and (mark == "-" or low.startswith(")", end)))):
            return None
        if not _ends_number(low, end) or not (0 < day <= 31 and 0 < month <= 12):
            return None
        return _reading(tokens, index, Calendar(Unit.DAY, None, month, day), end, "numeric-day-month")
    if not _ends_number(low, end) or not 0 < day <= 31:
        return None
    if len(match[5]) == 2 and mark != "/" and not strong and (len(match[1]) < 2 or len(match[3]) < 2):
        return None
    if not 0 < month <= 12 and not (strong or (len(match[5]) == 4 and mark == "/")):
        return None
    term = Calendar(Unit.DAY, full_year(match[5]), month, day)
    return _reading(tokens, index, term, end, "numeric-full")


def _lost(tokens: Tokens, index: int, start: int, named: bool) -> Reading | None:
    """*(1692025)*: every split of the digits before the year into day and month stays open until it is resolved."""
    digits = tokens.low[start : tokens.ends[index]]
    end = tokens.ends[index]
    if named and len(digits) <= 4 and (half := _HALF_LOST.match(tokens.low, start)) and half[4]:
        digits, end = half[4] + half[5], half.end()
    if 6 <= len(digits) <= 8 and digits[-4:-2] in ("19", "20"):
        year: int | None = int(digits[-4:])
        digits = digits[:-4]
    elif len(digits) in (3, 4) and tokens.low.startswith(")", end):
        if not named and not tokens.low.endswith(tokens.joints.lost_slash_before, 0, start):
            return None
        year = None
    else:
        return None
    choices = tuple(
        (int(digits[:cut]), int(digits[cut:]))
        for cut in (2, 1)
        if cut < len(digits) <= cut + 2 and 0 < int(digits[:cut]) <= 31 and 0 < int(digits[cut:]) <= 12
    )
    if not choices:
        return None
    day, month = choices[0]
    term = Calendar(Unit.DAY, year, month, day, choices=choices)
    return _reading(tokens, index, term, end, "numeric-lost-slash")


def _begins_number(low: str, start: int) -> bool:
    if start < 2:
        return True
    return not (low[start - 1] in "/.,:-–" and low[start - 2].isalnum())


def _ends_number(low: str, end: int) -> bool:
    after = low[end : end + 2]
    return not (len(after) == 2 and after[0] in "/.,:-" and after[1] in _DIGIT_BEFORE) and not after[:1].isalpha()


def _reading(tokens: Tokens, index: int, term: Calendar | Range, end: int, rule: str) -> Reading:
    return term, end, token_after(tokens, index, end), rule
