"""Amounts and days as reports give them: how precisely they are written, and which of them can both be true.

A report rounds (*82 juta* for 82.9 million), hedges (*sekitar*, *hampir*) or bounds (*lebih dari 20 juta*). Every value
answers the same questions: ``meets``, the bounds as they stand have something in common; ``covers``, they hold all of
the other; ``fits``, one truth can stand behind both; an amount also ``rounds``, the same number written differently.
An open side reaches without end.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.amounts import Number as Number
from extractor.amounts import Value as Value
from extractor.amounts import read_value as read_value

DayGrain = Literal["day", "month", "year"]

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


def bounds_of(value: Value) -> Amount:
    """What a record holds of an amount as it is written."""
    return _bounds(value.low, value.high, value.shown)


@lru_cache(maxsize=4096, typed=True)
def _bounds(low: Number | None, high: Number | None, shown: Number | None) -> Amount:
    return Amount(min=low, max=high, grain=shown)


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


#: Nothing is known of the days.
ANY_DAY: Final = read_interval(None, None)


def day_grain(first: date, last: date) -> DayGrain:
    """The coarsest unit that both ends fill."""
    if first.day > 1 or last.day < monthrange(last.year, last.month)[1]:
        return "day"
    return "year" if first.month == 1 and last.month == 12 else "month"


def fit(a: Value | Interval, b: Value | Interval) -> bool:
    """Both can be true; an amount and days cannot be of one thing."""
    if isinstance(a, Value):
        return isinstance(b, Value) and a.fits(b, loose=True)
    return isinstance(b, Interval) and a.fits(b)
