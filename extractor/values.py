"""Amounts and days as reports give them: how precisely they are written, and which of them can both be true.

A report rounds (*82 juta* for 82.9 million), hedges (*sekitar*, *hampir*) or bounds (*lebih dari 20 juta*). Every value
answers the same questions: ``meets``, the bounds as they stand have something in common; ``covers``, they hold all of
the other; ``fits``, one truth can stand behind both; an amount also ``rounds``, the same number written differently.
An open side reaches without end.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from math import inf, log
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Number = int | float
DayGrain = Literal["day", "month", "year"]

# A hedged figure (*sekitar 100 ribu*) is meant to within a tenth, and within its last digit (*sekitar 294*).
_HEDGE: Final = 0.1
_LEAST_HEDGE: Final = 0.025
# Round speech: by how much, and from which size on, trailing zeros may stand for other digits.
_ROUNDLY: Final = 0.05
_LEAST_ROUND: Final = 10_000
# A bound is chosen near the truth: *lebih dari 20 juta* for up to 30 million, not for 36.
_BOUND: Final = 0.5
# Days in a row leave at most one out.
_NEXT: Final = timedelta(days=2)


class Frozen(BaseModel):
    """Base of every model: immutable, no unknown fields, dumped by alias."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Amount(Frozen):
    """The closed range of a number; an open side is null. Equal are amounts of the same bounds, however written."""

    min: Number | None
    max: Number | None
    grain: Number | None = Field(
        default=None,
        exclude_if=lambda grain: grain is None,
        description="worth of the last digit, as decimals or a scale word show it; null: a plain number",
    )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Amount) and (self.min, self.max) == (other.min, other.max)

    def __hash__(self) -> int:
        return hash((self.min, self.max))

    def written(self, approx: bool = False) -> Value:
        """The amount as it is compared; ``approx``: the text hedges it."""
        return read_value(self.min, self.max, approx, self.grain)


class Interval(Frozen):
    """A closed interval of days; an open side is null."""

    from_: date | None = Field(alias="from", description="first day")
    to: date | None = Field(description="last day")

    def __reduce__(self) -> tuple[object, ...]:  # many claims give the same days, which a process holds once
        return read_interval, (self.from_, self.to)

    @property
    def known(self) -> bool:
        """Whether any side is known."""
        return self.from_ is not None or self.to is not None

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return self.from_ is not None and self.from_ == self.to

    @property
    def length(self) -> timedelta | None:
        """From the first day to the last, none for a single day; null where a side is open."""
        return self.to - self.from_ if self.from_ and self.to else None

    @property
    def grain(self) -> DayGrain:
        """The unit in which it was written: *2019-2022* in years, *Juni hingga Agustus 2025* in months."""
        return day_grain(self.from_, self.to) if self.from_ and self.to else "day"

    def written(self, approx: bool = False) -> Interval:
        """The days as they are compared: as they are; days are not hedged."""
        return self

    def meets(self, other: Interval) -> bool:
        """They share a day; an unknown one shares none."""
        return self.known and other.known and self.fits(other)

    def covers(self, other: Interval | date) -> bool:
        """The whole of the other lies in it."""
        first, last = (other, other) if isinstance(other, date) else (other.from_, other.to)
        begun = self.from_ is None or (first is not None and self.from_ <= first)
        return begun and (self.to is None or (last is not None and last <= self.to))

    def fits(self, other: Interval) -> bool:
        """Both can be true: they share a day, or one is unknown, which contradicts nothing."""
        begun = self.from_ is None or other.to is None or self.from_ <= other.to
        return begun and (other.from_ is None or self.to is None or other.from_ <= self.to)

    def runs_into(self, other: Interval) -> bool:
        """The other begins later, with at most one day between."""
        first, last, then = self.from_, self.to, other.from_
        return bool(first and last and then and first < then and then - last <= _NEXT)

    def common(self, other: Interval) -> Interval | None:
        """The days that both allow; null where there are none."""
        first = max((day for day in (self.from_, other.from_) if day), default=None)
        last = min((day for day in (self.to, other.to) if day), default=None)
        return None if first and last and first > last else Interval(from_=first, to=last)

    def span(self, other: Interval) -> Interval:
        """From the earlier beginning to the later end; open where one of them is."""
        first = min(self.from_, other.from_) if self.from_ and other.from_ else None
        return Interval(from_=first, to=max(self.to, other.to) if self.to and other.to else None)


@lru_cache(maxsize=4096)
def read_interval(first: date | None, last: date | None) -> Interval:
    """The interval from one day to another."""
    return Interval(from_=first, to=last)


def day_grain(first: date, last: date) -> DayGrain:
    """The coarsest unit that both ends fill."""
    if first.day > 1 or last.day < monthrange(last.year, last.month)[1]:
        return "day"
    return "year" if first.month == 1 and last.month == 12 else "month"


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

    @property
    def bounds(self) -> Amount:
        """What a record holds of it."""
        return _bounds(self.low, self.high, self.shown)

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


@lru_cache(maxsize=4096, typed=True)
def _bounds(low: Number | None, high: Number | None, shown: Number | None) -> Amount:
    return Amount(min=low, max=high, grain=shown)


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


def fit(a: Value | Interval, b: Value | Interval) -> bool:
    """Both can be true; an amount and days cannot be of one thing."""
    if isinstance(a, Value):
        return isinstance(b, Value) and a.fits(b, loose=True)
    return isinstance(b, Interval) and a.fits(b)
