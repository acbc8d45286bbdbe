"""Which numbers may begin a date, told by what follows them: a month, a unit, another number, a mark of digits."""

from __future__ import annotations

from typing import Final

from extractor.dates.tokens import SPACE, gap, kind_at
from extractor.dates.words import Kind, Tokens

# " ke depan" and " bulan " are the longest that may stand between.
_NEAR_TOKEN: Final = 10
# What a day or a count of units ends in; other words of time after a number make no date of it.
_COUNTED: Final = frozenset({Kind.MONTH, Kind.SHORT_MONTH, Kind.HIJRI, Kind.UNIT})
_COUNTING: Final = frozenset(
    {Kind.NUMBER, Kind.NUMERAL, Kind.SCALE, Kind.RANGE, Kind.LIST, Kind.DAY_NUMBER, Kind.ORDINAL}
)
# What may stand between day and month, or two days.
_NUMERIC_MARKS: Final = frozenset("/.-–—'’")


def end_of_count(tokens: Tokens, index: int) -> tuple[int, bool]:
    """The token after the numbers that follow each other from ``index`` on, and whether it can make dates of them."""
    starts, ends, kinds = tokens.starts, tokens.ends, tokens.kinds
    at, size = index + 1, len(starts)
    while at < size and starts[at] - ends[at - 1] <= _NEAR_TOKEN:
        if kinds[at] not in _COUNTING:
            return at, kinds[at] in _COUNTED
        at += 1
    return at, False


def is_numeric(tokens: Tokens, index: int) -> bool:
    """Whether digits may be a date by themselves: a year, days and months in digits, digits that lost their slashes."""
    start, end, low = tokens.starts[index], tokens.ends[index], tokens.low
    if end - start > 3:
        return tokens.kinds[index] == Kind.NUMBER
    if end - start == 3:
        return low.startswith(")", end) and low.endswith(tokens.joints.lost_slash_before, 0, start)
    at = end + 1 if low.startswith(" ", end) else end
    mark = low[at : at + 1]
    if mark in _NUMERIC_MARKS:
        # three digits after a full stop are thousands
        after = index + 1
        return mark != "." or kind_at(tokens, after) != Kind.NUMBER or tokens.ends[after] - tokens.starts[after] < 3
    return low.startswith(tokens.joints.decade, at) or kind_at(tokens, index + 1) == Kind.RANGE


def is_idle(tokens: Tokens, index: int) -> bool:
    """Whether digits cannot begin a date: inside a longer number, or with nothing near that would make them one."""
    start, end = tokens.starts[index], tokens.ends[index]
    low = tokens.low
    if start > 1 and low[start - 1] in ".,:/-–" and low[start - 2].isdigit() and not is_numbered(tokens, index):
        return True
    if end - start > 3:
        return end - start == 5
    if end - start == 3 and start and low[start - 1] == "(":
        return False
    if index + 1 < len(tokens.starts) and tokens.starts[index + 1] - end <= _NEAR_TOKEN:
        return False
    return not tokens.joints.decade_end.match(low, end)


def is_numbered(tokens: Tokens, index: int) -> bool:
    """Whether the number of an item of a list is glued before digits at the start of a line: *10.24 Juni: …*."""
    start, low = tokens.starts[index], tokens.low
    item = tokens.starts[index - 1] if index else start
    opens = 0 < start - item <= 3 and low[start - 1] == "." and low[max(0, item - 1) : item] in ("", "\n")
    return opens and kind_at(tokens, index + 1) in (Kind.MONTH, Kind.SHORT_MONTH) and gap(tokens, index + 1) in SPACE
