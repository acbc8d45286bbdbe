"""Years typed wrong: a full date a year off from the rest of the report, as in January with last year's number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from extractor.dates import calendar as values
from extractor.dates.terms import Calendar, Found, Range
from extractor.dates.words import Unit
from extractor.mentions import DateMention
from extractor.models import Flag, Interval

# A report tells of days about its publication; a slip of the year is at least this far from it.
_NEAR: Final = 45
_FAR: Final = 180
# Without a publication day the report's months must follow the corrected day closely and lie far from the stated.
_SOON: Final = 120
_LONG: Final = 300
_DATELINE_REACH: Final = 1500


def flag_year_slips(
    mentions: list[DateMention], expressions: Sequence[Found], published: date | None
) -> list[DateMention]:
    """The mentions; those with a probable slip of the year are given, in place, a flag with the day that fits."""
    stated = [
        (place, day)
        for place, found in enumerate(expressions)
        if isinstance(found.term, Calendar) and found.term.year and (day := _full_day(mentions[place]))
    ]
    for place, day in stated:
        fit = _fit(place, day, mentions, expressions, published)
        if fit:
            _flag(mentions[place], day, fit)
    return mentions


def _full_day(mention: DateMention) -> date | None:
    return mention.from_ if mention.grain == "day" and not mention.relative else None


def _fit(
    place: int,
    day: date,
    mentions: Sequence[DateMention],
    expressions: Sequence[Found],
    published: date | None,
) -> date | None:
    if published and day != published:
        return _fit_to_publication(day, expressions[place], published)
    return _fit_to_report(place, day, mentions, expressions)


def _fit_to_publication(day: date, found: Found, published: date) -> date | None:
    """Far from publication as it stands, near with its year, and on a weekday that the stated year does not have."""
    weekday = _weekday(found)
    if weekday is None or day.weekday() == weekday or abs((day - published).days) < _FAR:
        return None
    moved = [values.day(published.year + step, day.month, day.day) for step in (-1, 0, 1)]
    near = [fit for fit in moved if fit and abs((fit - published).days) <= _NEAR and fit.weekday() == weekday]
    return min(near, key=lambda fit: abs((fit - published).days), default=None)


def _weekday(found: Found) -> int | None:
    return found.term.weekday if isinstance(found.term, Calendar) else None


def _fit_to_report(place: int, day: date, mentions: Sequence[DateMention], expressions: Sequence[Found]) -> date | None:
    """A dateline whose year only it has, when every month that the report names follows a year later."""
    if mentions[place].start > _DATELINE_REACH or _weekday(expressions[place]) is not None:
        return None
    others: list[date] = []
    for other, (mention, found) in enumerate(zip(mentions, expressions, strict=True)):
        term = found.term.first if isinstance(found.term, Range) else found.term
        if other == place or not isinstance(term, Calendar) or not term.year or not mention.from_:
            continue
        if term.year == day.year:
            return None
        if term.unit in (Unit.DAY, Unit.MONTH):
            others.append(mention.from_)
    fit = values.day(day.year + 1, day.month, day.day)
    if fit is None or len(others) < 2:
        return None
    agrees = all((other - day).days > _LONG and 0 <= (other - fit).days <= _SOON for other in others)
    return fit if agrees else None


def _flag(mention: DateMention, day: date, fit: date) -> None:
    flag = Flag(
        kind="year_slip",
        start=mention.start,
        end=mention.end,
        params={"stated": day.isoformat(), "likely": fit.isoformat()},
        fits=(Interval.model_validate({"from": fit, "to": fit}),),
    )
    mention.likely = mention.likely or fit
    mention.flags = (*mention.flags, flag)
