"""A number on its way through the reader, and what its stages share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

Exact = int | Fraction
# How far back a modifier may stand: four words of it, three fillers and a currency.
_WINDOW: Final = 72
OPENERS: Final = "(\"'“‘«[*•"
# Where one of these, or nothing, stands right behind a number, no scale word, currency or bound follows.
_ENDS: Final = frozenset({"", *".,)/:;\"”’'!?"})
BARRIERS: Final = '.,;!?)"”’]'


@dataclass(slots=True, eq=False)
class Found:
    """A number on its way: ``raw`` and ``scale`` are kept for ranges that share the scale word.

    ``step`` is the worth of the last digit, None for a number in words.
    ``before`` are the words before ``start``, where they have been looked up.
    """

    start: int
    end: int
    low: Exact | None
    high: Exact | None
    raw: Exact
    scale: int
    rule: str
    approx: bool = False
    measure: str | None = None
    role: str = "cardinal"
    in_words: bool = False
    slip: Exact | None = None
    lost_scale: bool = False
    figure: str = ""
    step: Exact | None = None
    before: list[str] | None = None


def is_closed(low: str, end: int) -> bool:
    """Whether what ends at ``end`` has nothing behind it that could belong to it."""
    return low[end : end + 1] in _ENDS


def words_before(low: str, start: int) -> list[str]:
    """The words before ``start`` on its line, as far as a modifier may reach; opening brackets alone left out."""
    first = start - _WINDOW if start > _WINDOW else 0
    line = low.rfind("\n", first, start)
    words = low[line + 1 if line >= 0 else first : start].split()
    while words and not words[-1].strip(OPENERS):
        words.pop()
    return words


def multiply(item: Found, factor: int, end: int) -> None:
    """Applies a scale word that ends at ``end``."""
    if item.low is not None and item.high is not None:
        item.low, item.high, item.scale, item.end = item.low * factor, item.high * factor, factor, end
        item.step = item.step and item.step * factor


def blanks(word: str) -> str:
    """The phrase with single blanks, as the tables have it."""
    return " ".join(word.split())
