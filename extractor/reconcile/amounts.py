"""Interval logic over reported amounts: precision, rounding, bounds.

A report rounds (*82 juta* for 82.9 million), hedges (*sekitar*, *hampir*), or bounds (*lebih dari 20 juta*). Two
amounts are compatible when one true number can stand behind both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log

from extractor.models import Number

_SCALED = re.compile(
    r"(\d[\d.]*)(?:,(\d+))?\s*(?:-an\s*)?(ribu|rb|juta|jt|miliar|milyar|m\b|triliun|t\b|k\b)", re.IGNORECASE
)
_SCALES = {"r": 10**3, "k": 10**3, "j": 10**6, "m": 10**9, "t": 10**12}
# A hedged figure (*sekitar 100 ribu*) is meant to within a tenth, as the numerals of Indonesian news round.
_HEDGE = 0.1


@dataclass(slots=True, frozen=True)
class Value:
    """An amount as reported.

    ``grain``: worth of the last digit written; ``coarse``: the same with trailing zeros open.
    """

    low: Number | None
    high: Number | None
    approx: bool
    grain: float
    coarse: float
    digits: int

    @property
    def point(self) -> Number:
        """The number that stands for the amount: its middle, or its only bound."""
        if self.low is None:
            return self.high if self.high is not None else 0
        if self.high is None or self.high == self.low:
            return self.low
        return (self.low + self.high) / 2

    @property
    def exact(self) -> bool:
        """One number, not a range or a bound."""
        return self.low is not None and self.low == self.high


def read_value(low: Number | None, high: Number | None, approx: bool, text: str) -> Value:
    """The amount of a quantity fact; ``text`` tells how precisely it was written (*80 juta* or *80.000.000*)."""
    number = low if low is not None else high
    if number is None:
        return Value(None, None, approx, 1.0, 1.0, 0)
    coarse, digits = _grain(number)
    if low is not None and high is not None and low != high:
        coarse = max(coarse, _grain(high)[0]) if low else _grain(high)[0]
    grain = coarse
    match = _SCALED.search(text)
    if match:
        scale = _SCALES[match.group(3)[0].lower()]
        decimals = len(match.group(2) or "")
        grain = min(coarse, scale / 10**decimals)
    return Value(low, high, approx, float(grain), float(coarse), digits)


def _grain(number: Number) -> tuple[float, int]:
    """Worth of the last non-zero digit, and the count of significant digits."""
    if not number:
        return 1.0, 1
    if isinstance(number, float) and not number.is_integer():
        digits = repr(number).rstrip("0").replace("-", "")
        decimals = len(digits.split(".")[1]) if "." in digits and "e" not in digits else 2
        return 10.0**-decimals, len(digits.replace(".", "").lstrip("0"))
    whole = str(abs(int(number)))
    stripped = whole.rstrip("0")
    return float(10 ** (len(whole) - len(stripped))), len(stripped)


def same(a: Value, b: Value) -> bool:
    """The same bounds and hedge."""
    return a.low == b.low and a.high == b.high


def compatible(a: Value, b: Value, *, loose: bool = False) -> bool:
    """One true number can stand behind both.

    ``loose`` lets trailing zeros be a rounding (*80 juta* for 82.9 million).
    """
    first, last = _reach(a, loose)
    low, high = _reach(b, loose)
    if a.exact and b.exact:
        # Numbers are rounded or cut off at their own last digit, so the coarser one decides.
        slack = max(a.coarse if loose else a.grain, b.coarse if loose else b.grain)
        difference = abs(a.point - b.point)
        if difference == 0 or (difference < slack and _coarser_is_rounder(a, b)):
            return True
        if not (a.approx or b.approx):
            return False
    return first <= high and low <= last


def _coarser_is_rounder(a: Value, b: Value) -> bool:
    """15 and 16 are both written to the last digit: no rounding of each other."""
    return a.grain != b.grain or a.coarse != b.coarse


def _reach(value: Value, loose: bool) -> tuple[float, float]:
    """The numbers that the amount allows, hedge included."""
    slack = _HEDGE * abs(value.point) if value.approx else 0.0
    if not value.exact:
        slack = max(slack, 0.0)
    low = float("-inf") if value.low is None else value.low - slack
    high = float("inf") if value.high is None else value.high + slack
    if value.high is None and value.low is not None:
        # *lebih dari 20 juta* is not said of 36 million.
        high = value.low + max(value.coarse if loose else value.grain, 0.5 * abs(value.low))
    if value.low is None and value.high is not None:
        low = value.high - max(value.coarse if loose else value.grain, 0.5 * abs(value.high))
    return float(low), float(high)


def distance(a: Value, b: Value) -> float:
    """Natural logarithm of the ratio of the two numbers; 0 for equal, large for zero against something."""
    x, y = abs(a.point), abs(b.point)
    if x == y:
        return 0.0
    if not x or not y:
        return 10.0
    return abs(log(x / y))
