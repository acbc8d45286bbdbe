"""Amounts as they are written: how precisely, and which of them can both be true (see :mod:`extractor.values`).

No models, which are slow to make and are not compiled: comparisons ask nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from math import inf, log
from typing import Final

Number = int | float

# A hedged figure (*sekitar 100 ribu*) is meant to within a tenth, and within its last digit (*sekitar 294*).
_HEDGE: Final = 0.1
_LEAST_HEDGE: Final = 0.025
# Round speech: by how much, and from which size on, trailing zeros may stand for other digits.
_ROUNDLY: Final = 0.05
_LEAST_ROUND: Final = 10_000
# A bound is chosen near the truth: *lebih dari 20 juta* for up to 30 million, not for 36.
_BOUND: Final = 0.5


@dataclass(slots=True, frozen=True)
class Value:
    """An amount as it is written: what a claim's bounds, hedge and text say together.

    ``grain``: worth of the last digit written; ``coarse``: the same with trailing zeros open; ``shown``: what decimals
    or a scale word show of it, None for a plain number. ``point``: the number that stands for the amount, its middle or
    its only bound; ``ranged``: two different bounds; ``exact``: one number, not a range or a bound; ``vague``: an order
    of magnitude in words (*ratusan*, *jutaan*).
    """

    low: Number | None
    high: Number | None
    approx: bool
    grain: float
    coarse: float
    digits: int
    shown: Number | None = field(default=None, compare=False)

    # Asked for in every comparison, hence worked out once.
    point: Number = field(init=False, compare=False, repr=False)
    ranged: bool = field(init=False, compare=False, repr=False)
    exact: bool = field(init=False, compare=False, repr=False)
    vague: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        ranged = low is not None and high is not None and low != high
        keep = object.__setattr__
        keep(self, "point", _middle(low, high))
        keep(self, "ranged", ranged)
        keep(self, "exact", low is not None and low == high)
        keep(self, "vague", self.approx and ranged)

    def __reduce__(self) -> tuple[object, ...]:  # many claims give the same value, which a process holds once
        return read_value, (self.low, self.high, self.approx, self.shown)

    def equals(self, other: Value) -> bool:
        """The same bounds, however written."""
        return self.low == other.low and self.high == other.high

    def meets(self, other: Value) -> bool:
        """The bounds as they stand have a number in common."""
        (first, last), (low, high) = _ends(self), _ends(other)
        return first <= high and low <= last

    def covers(self, other: Value) -> bool:
        """The bounds that the other states lie between its own."""
        first, last = _ends(self)
        return all(first <= bound <= last for bound in (other.low, other.high) if bound is not None)

    def fits(self, other: Value, *, loose: bool = False) -> bool:
        """One true number can stand behind both.

        ``loose`` lets trailing zeros be a rounding (*80 juta* for 82.9 million).
        """
        if not (self.ranged or other.ranged) and _rounds(self, other, loose):
            return True  # a bound stands for its number: *35 juta* rounds *35,04 juta lebih*
        if self.exact and other.exact and not (self.approx or other.approx):
            return False
        (first, last), (low, high) = _reach(self), _reach(other)
        return first <= high and low <= last

    def rounds(self, other: Value, *, loose: bool = False) -> bool:
        """Narrower than :meth:`fits`: the same number written differently, not merely one that could also be true.

        A bound stands for its number (*minimal 6.000* and *6.000*, *hingga 35 juta* and 35.046.783), a range for its
        ends. ``loose`` as in :meth:`fits`, between numbers that are no bounds (*lebih dari 75 juta* leaves room for
        82.9 million, and is another number).
        """
        if self.exact and other.exact:
            return self.fits(other, loose=loose)
        if self.ranged or other.ranged:
            if any(one.vague and two.low is not None and one.covers(two) for one, two in _ways(self, other)):
                return True  # *ratusan* and 480
            return not {self.low, self.high}.isdisjoint({other.low, other.high} - {None})
        return _rounds(self, other, loose=False)

    def repeats(self, other: Value) -> bool:
        """It may be the other given again: no finer than that, nor a number for which the other only leaves room."""
        if self.exact and not other.exact and abs(self.point - other.point) > other.coarse:
            return False
        return (self.coarse >= other.coarse or self.approx or not self.exact) and self.fits(other, loose=True)

    def distance(self, other: Value) -> float:
        """Natural logarithm of the ratio of the two numbers; 0 for equal, large for zero against something."""
        x, y = abs(self.point), abs(other.point)
        if x == y:
            return 0.0
        return abs(log(x / y)) if x and y else 10.0


@lru_cache(maxsize=4096, typed=True)  # every step of reconciliation asks again
def read_value(low: Number | None, high: Number | None, approx: bool = False, shown: Number | None = None) -> Value:
    """The amount of a number; ``shown`` tells how precisely it is written (*80 juta* or *80.000.000*)."""
    number = low if low is not None else high
    if number is None:
        return Value(None, None, approx, 1.0, 1.0, 0)
    coarse, digits = _last_digit(number)
    if low is not None and high is not None and low != high:
        coarse = min(coarse, _last_digit(high)[0]) if low else _last_digit(high)[0]
    grain = min(coarse, _two_digits(number))
    if shown is not None:
        grain = min(grain, shown)
    return Value(low, high, approx, float(grain), float(coarse), digits, shown)


def _two_digits(number: Number) -> float:
    """Round numbers are taken to be meant to two digits at least: *1.000* is no rounding of 1.397."""
    return float(10.0 ** (len(str(abs(int(number)))) - 2)) if abs(number) >= 10 else 1.0


def _last_digit(number: Number) -> tuple[float, int]:
    """Worth of the last non-zero digit, and the count of significant digits."""
    if not number:
        return 1.0, 1
    if isinstance(number, float) and not number.is_integer():
        _, digits, exponent = Decimal(repr(number)).as_tuple()
        return 10.0 ** int(exponent), len(digits)
    whole = str(abs(int(number)))
    stripped = whole.rstrip("0")
    return float(10 ** (len(whole) - len(stripped))), len(stripped)


def _middle(low: Number | None, high: Number | None) -> Number:
    if low is None:
        return high if high is not None else 0
    return low if high is None or high == low else (low + high) / 2


def _ways(a: Value, b: Value) -> tuple[tuple[Value, Value], tuple[Value, Value]]:
    return (a, b), (b, a)


def _ends(value: Value) -> tuple[float, float]:
    return -inf if value.low is None else value.low, inf if value.high is None else value.high


def _rounds(a: Value, b: Value, loose: bool) -> bool:
    """The coarser number is the finer one rounded or cut off at the coarser one's last digit."""
    x, y = (a, b) if (a.grain, a.coarse) >= (b.grain, b.coarse) else (b, a)
    difference = float(y.point) - float(x.point)
    if difference == 0:
        return True
    grain = x.grain
    if loose and abs(x.point) >= _LEAST_ROUND:
        # Zeros are left open only as far as one speaks roundly: 80 for 82,9 juta, not 4 for 4,8 juta, nor 20 for 25.
        grain = max(grain, min(x.coarse, _ROUNDLY * abs(float(x.point))))
    if grain <= y.grain and x.coarse <= y.coarse:
        return False  # 15 and 16, 82,9 and 82,7 juta: both written to the last digit
    above = x.high is None and x.low is not None  # *lebih dari 10 juta* rounds no 9,6 juta
    return (0 if above else -grain / 2) <= difference < grain


def _reach(value: Value) -> tuple[float, float]:
    """The numbers that the amount allows, hedge included."""
    slack = 0.0
    if value.approx:
        slack = min(_HEDGE * abs(value.point), max(value.coarse, _LEAST_HEDGE * abs(value.point)))
    low, high = _ends(value)
    if value.high is None and value.low is not None:
        # *lebih dari 20 juta* is not said of 36 million.
        return low - slack, low + max(value.grain, _BOUND * abs(low))
    if value.low is None and value.high is not None:
        return high - max(value.grain, _BOUND * abs(high)), high + slack
    return low - slack, high + slack
