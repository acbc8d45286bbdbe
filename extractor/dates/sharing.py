"""What joined dates share: a year, a week, a side of the reference day that only one of them states."""

from __future__ import annotations

from extractor.dates.terms import Calendar, Found, Range, Term, Weekday, Window
from extractor.dates.tokens import read_shift
from extractor.dates.words import Tokens, Unit


def share(first: Calendar, last: Calendar) -> None:
    """Give the first of two joined dates the year that only the last one states, or the other way round."""
    first.lean = last.lean = first.lean or last.lean
    if first.year is None and first.year_shift is None and first.month is not None:
        first.year, first.year_shift = last.year, last.year_shift
        first.where = first.where or last.where
        if first.year is not None and last.month is not None and first.month > last.month:
            first.year -= 1
    elif last.year is None and last.year_shift is None and last.month is not None and first.year is not None:
        last.year = first.year + (first.month is not None and last.month < first.month)
    elif (first.number is not None and first.year is None and first.year_shift is None) or (
        first.part is not None and first.year is None and first.unit == last.unit and first.month is None
    ):
        first.year, first.year_shift = last.year, last.year_shift


def share_week(first: Weekday, last: Weekday) -> None:
    """*Rabu dan Kamis pekan depan*: what points the last weekday points the first, and a clause ahead points both."""
    first.coming = last.coming = first.coming or last.coming
    if first.where is None and first.weeks is None and not first.eve:
        first.where, first.weeks = last.where, last.weeks


def inherit_years(tokens: Tokens, found: list[Found]) -> None:
    """*Januari dan Mei 2025*: in a list the year at the end, or at the beginning, holds for all.

    *20 hari ke depan terhitung sejak 15 Mei*: a stretch begins with the day behind it.
    """
    low, list_gap = tokens.low, tokens.joints.list_gap
    for place in range(len(found) - 2, -1, -1):
        here, after = found[place], found[place + 1]
        if isinstance(here.term, Weekday) and isinstance(after.term, Weekday):
            if list_gap.fullmatch(low, here.end, after.start):
                share_week(here.term, after.term)
            continue
        first, last = _open_end(here.term, first=False), _open_end(after.term, first=True)
        if isinstance(here.term, Window) and here.term.amount > 0:
            counted = tokens.joints.counted_from.fullmatch(low, here.end, after.start)
            here.term.since = last if counted else None
        if first is None or last is None or first.unit != last.unit or first.unit == Unit.YEAR:
            continue
        if _is_placed(first) == _is_placed(last):
            continue
        if first.weekday is None and list_gap.fullmatch(low, here.end, after.start):
            share(first, last)


def _is_placed(term: Calendar) -> bool:
    return term.year is not None or term.year_shift is not None or bool(term.where)


def _open_end(term: Term, *, first: bool) -> Calendar | None:
    if isinstance(term, Range):
        term = term.first if first else term.last
    return term if isinstance(term, Calendar) else None


def point(tokens: Tokens, index: int, terms: list[Term]) -> None:
    """*2 Maret lalu*, *5 dan 6 Mei mendatang*: the word after days without a year tells their side."""
    shifted = read_shift(tokens, index)
    if not shifted or not shifted[0]:
        return
    for term in terms:
        for day in (term.first, term.last) if isinstance(term, Range) else (term,):
            if isinstance(day, Calendar) and day.year is None:
                day.where = shifted[0]
