"""The day or the year of a report without a day of publication, from what it tells.

*Senin (10/11)* fits one year in six. Which is meant, the offices tell that it names with their bearers, the years in
its text and the year at its foot. Where two remain, none is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from extractor.dates import calendar as values
from extractor.dates.quoted import is_statement
from extractor.dates.terms import Calendar, Found, Range
from extractor.dates.tokens import gap, is_year, kind_at
from extractor.dates.words import Kind, Tokens, Unit
from extractor.mentions import DateMention

#: The first and last day of a term of office.
Term = tuple[date, date]

# A day told with its year may lie ahead of the report by so much, as invitations do.
_AHEAD: Final = timedelta(days=120)
_JANUARY: Final = 1


@dataclass(slots=True, frozen=True)
class Told:
    """The day from which an undated report counts; not ``exact`` where it is only of the right year."""

    day: date
    exact: bool


@dataclass(slots=True, frozen=True)
class _Day:
    """A weekday with its day and month; ``choices``: how digits that lost their slashes divide.

    ``day`` is the day itself where its year is stated or found, ``fits`` whether the weekday is its.
    """

    start: int
    weekday: int
    choices: tuple[tuple[int, int], ...]
    day: date | None = None
    fits: bool = True

    def in_year(self, year: int) -> date | None:
        days = (values.day(year, month, number) for number, month in self.choices)
        return next((day for day in days if day and day.weekday() == self.weekday), None)


def told_day(
    tokens: Tokens,
    expressions: Sequence[Found],
    told: frozenset[str],
    terms: Callable[[], Iterable[Term]],
    known: tuple[int, int],
    rights: int | None,
) -> Told | None:
    """The day of an undated report; None where it says too little.

    ``told`` are words that say that something was told on a day, ``terms`` gives the terms of those whom the report
    names with their office, ``known`` are the first and last year of which the rules know, ``rights`` is the year for
    which its foot claims its rights.
    """
    days = list(_days(expressions))
    stated = [day for day in days if day.day]
    open_ = [day for day in days if not day.day]
    if open_:
        past = max((day.day for day in stated if day.day), default=None)
        year = _year(open_, past, _named_years(tokens, expressions), terms, known, rights)
        if year:
            stated += [replace(one, day=one.in_year(year)) for one in open_]
    if not stated:
        return Told(date(rights, 7, 1), exact=False) if rights else None
    spoken = [day for day in stated if is_statement(tokens.text, day.start, told)]
    last = max(day.day for day in spoken or stated if day.day)
    exact = all(day.fits for day in stated) and (bool(spoken) or len({day.day for day in stated}) == 1)
    return Told(last, exact)


def most_named(mentions: Iterable[DateMention], last: int) -> tuple[int, int]:
    """The year of most of a report's dates, up to ``last``, the later of two, and how many they are, maybe none.

    Most dates tell of the year that it is.
    """
    years = Counter(
        one.from_.year
        for one in mentions
        if one.from_ and one.to and one.from_.year == one.to.year <= last and not one.relative
    )
    times, year = max(((times, year) for year, times in years.items()), default=(0, 0))
    return year, times


def _days(expressions: Iterable[Found]) -> Iterable[_Day]:
    for found in expressions:
        term = found.term.first if isinstance(found.term, Range) else found.term
        if not isinstance(term, Calendar) or term.weekday is None or term.month is None or term.year_shift is not None:
            continue
        if term.unit != Unit.DAY or not term.day:
            continue
        day = _Day(found.start, term.weekday, term.choices or ((term.day, term.month),))
        if term.year is None:
            yield day
            continue
        stated = day.in_year(term.year)
        if not stated and term.month == _JANUARY:
            stated = day.in_year(term.year + 1)  # last year's number
        if stated or (written := values.day(term.year, term.month, term.day)):
            yield replace(day, day=stated or written, fits=stated is not None)


def _named_years(tokens: Tokens, expressions: Iterable[Found]) -> Counter[int]:
    """The years that a text names, in names of events too, but not those of laws."""
    dated = {at for found in expressions for at in range(found.start, found.end)}
    named: Counter[int] = Counter()
    for index, start in enumerate(tokens.starts):
        if is_year(tokens, index) and (start in dated or not _is_numbered(tokens, index)):
            named[tokens.values[index]] += 1
    return named


def _is_numbered(tokens: Tokens, index: int) -> bool:
    """*Nomor 13 Tahun 2003*, *Perpres 79/2025*, once it is known that no date stands there."""
    year_word = kind_at(tokens, index - 1) == Kind.UNIT and tokens.values[index - 1] == Unit.YEAR
    return tokens.low[tokens.starts[index] - 1 : tokens.starts[index]] == "/" or (
        year_word and gap(tokens, index) == " "
    )


def _year(
    days: Sequence[_Day],
    past: date | None,
    named: Counter[int],
    terms: Callable[[], Iterable[Term]],
    known: tuple[int, int],
    rights: int | None,
) -> int | None:
    """The one year that fits all ``days`` and for which most speaks."""
    fitting: dict[int, date] = {}
    for year in (rights, rights + 1) if rights else range(known[0], known[1] + 1):
        placed = [day for one in days if (day := one.in_year(year))]
        if len(placed) == len(days) and (past is None or past - _AHEAD <= max(placed)):
            fitting[year] = max(placed)
    if rights or not fitting:
        return min(fitting, default=None)
    holds = list(terms())
    served = {year: sum(first <= day <= last for first, last in holds) for year, day in fitting.items()}
    most = max(served.values())
    left = [year for year in fitting if served[year] == most]
    weight = {year: _weight(year, named, known[1]) for year in left}
    heaviest = max(weight.values())
    best = [year for year in left if weight[year] == heaviest]
    return best[0] if len(best) == 1 and (past or most or heaviest > 0) else None


def _weight(year: int, named: Counter[int], last: int) -> int:
    """How much the years that a report names speak for ``year``: itself, its neighbours, and against it later ones."""
    near = named[year - 1] + 2 * named[year] + named[year + 1]
    return near - sum(times for other, times in named.items() if year + 1 < other <= last)
