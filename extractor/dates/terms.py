"""What a date expression says before it is placed in the calendar: terms with gaps, as the grammar reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal[-1, 0, 1]


@dataclass(slots=True, eq=False)
class Calendar:
    """A day, month, year or other division named by number or name; what the text leaves open is None.

    ``unit`` is the finest division that is named. ``number`` counts a quarter, half, third of a year or week of a
    month; ``last_number`` is the last of several quarters, or the length in days of a month's beginning or end.
    ``year_shift`` and ``month_shift`` are years and months counted from the reference day (*Maret tahun depan*).
    ``choices`` are the (day, month) readings of digits that lost their slashes. ``where`` is the side of the
    reference day to which the words point; ``lean`` the one to which its clause leans, which counts for what is far.
    ``apart`` are the days from the reference day to it where the text counts them too (*kemarin, Sabtu (10/2)*).
    """

    unit: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: int | None = None
    number: int | None = None
    last_number: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    where: Where = 0
    lean: Where = 0
    choices: tuple[tuple[int, int], ...] = ()
    apart: int | None = None


@dataclass(slots=True)
class Weekday:
    """A weekday without a date. ``weeks`` is set by *pekan depan* and the like; ``eve`` by *malam Minggu*.

    ``coming``: the first such day from the reference day on, itself among them (*akan digelar Sabtu*). ``near``: how
    far from the reference day it lies by a word in brackets (*Kamis (besok)*).
    """

    weekday: int
    where: Where | None = None
    weeks: int | None = None
    eve: bool = False
    coming: bool = False
    near: int | None = None


@dataclass(slots=True, eq=False)
class Shift:
    """A division of the calendar at a distance from the reference day: *kemarin*, *bulan ini*, *tiga tahun lalu*.

    ``from_text``: the reference is the last such division that the text named (*tahun sebelumnya*); ``narrated``: it is
    a day, named shortly before (*lima hari setelahnya*).
    """

    unit: int
    amount: int
    part: int | None = None
    from_text: bool = False
    narrated: bool = False


@dataclass(slots=True)
class Window:
    """The stretch between the reference day and a distance from it: *tiga bulan ke depan*, *lima tahun terakhir*.

    ``at_end``: only the unit at that distance. ``since``: the day that the text gives as the first, and counts.
    """

    unit: int
    amount: int
    at_end: bool = False
    since: Calendar | None = None


@dataclass(slots=True)
class Range:
    """From the first day of one term to the last of another."""

    first: Term
    last: Term


@dataclass(slots=True, unsafe_hash=True)
class Feast:
    """A feast, or a Hijri date as (day, month, year) with ``feast`` hijri; ``shift`` counts days from it (*H-7*)."""

    feast: str
    year: int | None = None
    year_shift: int | None = None
    hijri: tuple[int | None, int, int | None] | None = None
    shift: int = 0


Term = Calendar | Weekday | Shift | Window | Range | Feast


@dataclass(slots=True, eq=False)
class Found:
    """An expression in the text and what it says. ``settled`` is the day that the text gives beside a relative word."""

    start: int
    end: int
    term: Term
    rule: str


def narrated(term: Term) -> Shift | None:
    """What counts on from a day of the text, be it from there to there: *dua hingga tiga hari kemudian*."""
    end = term.first if isinstance(term, Range) else term
    return end if isinstance(end, Shift) and end.narrated else None


# A reading from some token on: the term, where it ends in the text, the next token, the rule.
Reading = tuple[Term, int, int, str]
