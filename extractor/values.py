"""Whether two reported amounts or periods can both be true: precision, rounding, bounds, open sides.

A report rounds (*82 juta* for 82.9 million), hedges (*sekitar*, *hampir*), or bounds (*lebih dari 20 juta*). Two
amounts are compatible when one true number can stand behind both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from math import log, log10

from extractor.models import Amount, Interval, Number

# First and last day; an open side is null.
Days = tuple[date | None, date | None]

_SHOWN = re.compile(r"([0-9][0-9.]*)(?:,([0-9]+))?")
# A hedged figure (*sekitar 100 ribu*) is meant to within a tenth, and within its last digit (*sekitar 294*).
_HEDGE = 0.1
_LEAST_HEDGE = 0.025
# Round speech: by how much, and from which size on, trailing zeros may stand for other digits.
_ROUNDLY = 0.05
_LEAST_ROUND = 10_000
# A bound is chosen near the truth: *lebih dari 20 juta* for up to 30 million, not for 36.
_BOUND = 0.5


@dataclass(slots=True, frozen=True)
class Value:
    """An amount as reported.

    ``grain``: worth of the last digit written; ``coarse``: the same with trailing zeros open. ``point``: the number
    that stands for the amount, its middle or its only bound; ``ranged``: two different bounds; ``exact``: one number,
    not a range or a bound; ``vague``: an order of magnitude in words (*ratusan*, *jutaan*).
    """

    low: Number | None
    high: Number | None
    approx: bool
    grain: float
    coarse: float
    digits: int

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


def _middle(low: Number | None, high: Number | None) -> Number:
    if low is None:
        return high if high is not None else 0
    return low if high is None or high == low else (low + high) / 2


def read_value(low: Number | None, high: Number | None, approx: bool, text: str) -> Value:
    """The amount of a quantity fact; ``text`` tells how precisely it was written (*80 juta* or *80.000.000*)."""
    number = low if low is not None else high
    if number is None:
        return Value(None, None, approx, 1.0, 1.0, 0)
    coarse, digits = _grain(number)
    if low is not None and high is not None and low != high:
        coarse = min(coarse, _grain(high)[0]) if low else _grain(high)[0]
    grain = min(coarse, _two_digits(number))
    scale, decimals = written(text, number)
    if scale > 1:
        grain = min(grain, scale / 10**decimals)
    return Value(low, high, approx, float(grain), float(coarse), digits)


def written(text: str, number: Number) -> tuple[float, int]:
    """What a digit of one shows in ``text`` and how many decimals: a million and two for *35,04 juta*, one and none
    for *35.040.000*, and for a number in words."""
    shown = _SHOWN.search(text)
    if shown is None:
        return 1.0, 0
    decimals = len(shown[2] or "")
    digits = int(shown[1].replace(".", "") + (shown[2] or ""))
    scale = round(log10(abs(number) / digits)) + decimals if digits and number else 0
    return float(10 ** max(scale, 0)), decimals


def _two_digits(number: Number) -> float:
    """Round numbers are taken to be meant to two digits at least: *1.000* is no rounding of 1.397."""
    return float(10.0 ** (len(str(abs(int(number)))) - 2)) if abs(number) >= 10 else 1.0


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
    if not (a.ranged or b.ranged) and _rounds(a, b, loose):
        return True  # a bound stands for its number: *35 juta* rounds *35,04 juta lebih*
    if a.exact and b.exact and not (a.approx or b.approx):
        return False
    first, last = _reach(a)
    low, high = _reach(b)
    return first <= high and low <= last


def alike(a: Value, b: Value) -> bool:
    """Narrower than :func:`compatible`: the same number written differently, not merely one that could also be true.

    A bound stands for its number (*minimal 6.000* and *6.000*, *hingga 35 juta* and 35.046.783), a range for its ends.
    """
    if a.exact and b.exact:
        return compatible(a, b)
    if a.ranged or b.ranged:
        if a.approx and b.low is not None and a.low is not None and a.high is not None and a.low <= b.low <= a.high:
            return True  # *ratusan* and 480
        if b.approx and a.low is not None and b.low is not None and b.high is not None and b.low <= a.low <= b.high:
            return True
        mine = {bound for bound in (a.low, a.high) if bound is not None}
        theirs = {bound for bound in (b.low, b.high) if bound is not None}
        return bool(mine & theirs)
    return _rounds(a, b, loose=False)


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
    return -grain / 2 <= difference < grain


def _hedge(value: Value) -> float:
    if not value.approx:
        return 0.0
    return min(_HEDGE * abs(value.point), max(value.coarse, _LEAST_HEDGE * abs(value.point)))


def _reach(value: Value) -> tuple[float, float]:
    """The numbers that the amount allows, hedge included."""
    slack = _hedge(value)
    low = float("-inf") if value.low is None else value.low - slack
    high = float("inf") if value.high is None else value.high + slack
    if value.high is None and value.low is not None:
        # *lebih dari 20 juta* is not said of 36 million.
        high = value.low + max(value.grain, _BOUND * abs(value.low))
    if value.low is None and value.high is not None:
        low = value.high - max(value.grain, _BOUND * abs(value.high))
    return float(low), float(high)


def distance(a: Value, b: Value) -> float:
    """Natural logarithm of the ratio of the two numbers; 0 for equal, large for zero against something."""
    x, y = abs(a.point), abs(b.point)
    if x == y:
        return 0.0
    if not x or not y:
        return 10.0
    return abs(log(x / y))


def days_meet(a: Days, b: Days) -> bool:
    """The two periods share a day. An open side reaches everywhere, so that an unknown period contradicts nothing."""
    return (a[0] is None or b[1] is None or a[0] <= b[1]) and (b[0] is None or a[1] is None or b[0] <= a[1])


def said(value: Amount | Interval, approx: bool = False, text: str = "") -> Value | Days:
    """An amount as it was written, or a period, for :func:`fits`."""
    if isinstance(value, Amount):
        return read_value(value.min, value.max, approx, text)
    return value.from_, value.to


def fits(a: Value | Days, b: Value | Days) -> bool:
    """Both can be true: amounts that round or bound one number, periods that share a day."""
    if isinstance(a, Value) and isinstance(b, Value):
        return compatible(a, b, loose=True)
    return not isinstance(a, Value) and not isinstance(b, Value) and days_meet(a, b)
