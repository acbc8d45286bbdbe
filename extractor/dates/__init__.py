"""Finding and resolving the date expressions of an Indonesian text.

Words and digits are found by :mod:`~extractor.dates.words`, expressions are read from them by
:mod:`~extractor.dates.grammar`, judged by :mod:`~extractor.dates.filters` and placed in the calendar by
:mod:`~extractor.dates.placing`. The vocabulary is ``rules/dates.yaml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final

from extractor.dates import terms as kinds
from extractor.dates.calendar import Days, day, shift_days, to_edtf
from extractor.dates.days import Anchor, Place
from extractor.dates.filters import compile_filters
from extractor.dates.grammar import find_expressions
from extractor.dates.placing import mention, place
from extractor.dates.quoted import StatedDay, StatedDays, day_called_today, reported_later
from extractor.dates.slips import flag_year_slips
from extractor.dates.terms import Calendar, Found, Range, Shift, Weekday, Window
from extractor.dates.undated import Term, most_named, told_day
from extractor.dates.words import Kind, Unit, compile_words, find_tokens
from extractor.mentions import DateMention
from extractor.rules import RuleSet
from extractor.text.folding import Folded, fold_text
from extractor.values import ANY_DAY, Interval, read_interval

__all__ = ["Term", "find_dates", "find_undated", "to_edtf"]

# So many dates of one year tell the year of a report, nine times in ten rightly (41 of 45 dated reports).
_SURE: Final = 2
# So near before "lima hari setelahnya" stands the day from which it counts.
_NARRATED: Final = 250
_CLAUSE: Final = re.compile(r"[^.!?\n\"“”]{1,200}")
_NEVER: Final = -_NARRATED - 1
# The weekday of a headline lies within a week of its report.
_HEADED: Final = 7


def find_dates(
    text: str, published: date | None, ruleset: RuleSet, folded: Folded | None = None
) -> tuple[DateMention, ...]:
    """The calendar days and periods that ``text`` names, sorted by start, not overlapping.

    Relative expressions count from ``published``; without it they keep their place and direction, but no days.
    ``folded`` is ``fold_text(text)`` where it is at hand.
    """
    read = _Read(text, ruleset, folded)
    return read.placed(published) if read.expressions else ()


def find_undated(
    text: str,
    ruleset: RuleSet,
    terms: Callable[[], Iterable[Term]],
    known: tuple[int, int],
    rights: int | None = None,
    folded: Folded | None = None,
) -> tuple[tuple[DateMention, ...], Interval]:
    """The same of a text without a day of publication, counted from the day on which it tells.

    The second are the days between which it was told: that day, the year of which it is, or nothing.

    For ``terms``, ``known`` and ``rights`` see :func:`~extractor.dates.undated.told_day`. Where only the year is known
    there is no such day, and nothing finer than the years counts from now.
    """
    read = _Read(text, ruleset, folded)
    if not read.expressions:
        return (), ANY_DAY
    told = told_day(read.tokens, read.expressions, read.filters.words["told"], terms, known, rights)
    if told and told.exact:
        return read.placed(told.day), read_interval(told.day, told.day)
    mentions = read.placed(None, told.day if told else None)
    if told:
        return mentions, _year(told.day.year)
    year, times = most_named(mentions, known[1])
    if times >= _SURE:
        mentions = read.placed(None, date(year, 7, 1))
    return mentions, _year(year) if times else ANY_DAY


def _year(year: int) -> Interval:
    return read_interval(date(year, 1, 1), date(year, 12, 31))


class _Read:
    """A text with its date expressions, not yet placed."""

    def __init__(self, text: str, ruleset: RuleSet, folded: Folded | None) -> None:
        self.text = text
        self.words = compile_words(ruleset)
        self.tokens = find_tokens(folded or fold_text(text), self.words)
        self.filters = compile_filters(ruleset)
        self.expressions = find_expressions(self.tokens, self.filters)

    def placed(self, published: date | None, about: date | None = None) -> tuple[DateMention, ...]:
        """The mentions, counted from ``published``; ``about`` is a day of the right year where no more is known."""
        text, expressions, filters = self.text, self.expressions, self.filters
        anchor = Anchor(published, filters.feasts, *_days_stated(expressions), about=about)
        named = {one.start: place(one.term, anchor, anchor.reference) for one in expressions if _is_day(one.term)}
        stated = [
            StatedDay(found.start, found.end, settled)
            for found in expressions
            if (placed := named.get(found.start)) and placed.days and (settled := placed.likely or placed.days.first)
        ]
        quoted = None
        if published:
            told = filters.words["told"]
            later = reported_later(text, stated, published, told | filters.words["sessions"])
            today = max(filter(None, (later, self._called_today(stated, published))), default=None)
            if today is not None:
                published, anchor = max(published, today), replace(anchor, published=today)
            quoted = self._statements(stated, named.values(), anchor, published)
        mentions, kept = [], []
        stated_last, stated_at, told_at = anchor.last, _NEVER, _NEVER
        for found in expressions:
            step = kinds.narrated(found.term)
            back = step is not None and step.amount < 0  # no tale goes back from a day to which it went on
            if step and found.start - (stated_at if back else told_at) > _NARRATED:
                continue
            leaning = replace(anchor, last=stated_last) if back else anchor
            placed = named.get(found.start) or place(found.term, leaning, _reference(text, found, quoted, anchor))
            if published and (headed := self._in_headline(found, stated, published)):
                placed.days = Days(headed, headed)
            if found.rule == "settled" and placed.conflict is not None:
                _settle_slip(found.term, placed, published)
            if placed.days:
                anchor.last = placed.days
                told_at = found.end if placed.grain == "day" else _NEVER
                if not step:
                    stated_last, stated_at = placed.days, told_at
                if placed.grain == "year" and not (isinstance(found.term, Shift) and found.term.from_text):
                    anchor.years.append(placed.days.first.year)
            mentions.append(mention(found, placed))
            kept.append(found)
        return tuple(flag_year_slips(mentions, kept, published))

    def _in_headline(self, found: Found, stated: Sequence[StatedDay], published: date) -> date | None:
        """The day that the report below writes with the weekday of its headline: *Rabu (8/10)*."""
        term = found.term
        if found.end > self.tokens.title_end or not isinstance(term, Weekday) or term != Weekday(term.weekday):
            return None
        told = {one.start for one in self.expressions if getattr(one.term, "weekday", None) == term.weekday}
        days = {one.day for one in stated if one.start in told}
        near = {day for day in days if abs((day - published).days) <= _HEADED}
        return near.pop() if len(near) == 1 else None

    @cached_property
    def _settled(self) -> Mapping[int, int]:
        """Where an expression begins that names its day twice, and the days to it: *kemarin, Sabtu (10/2)*."""
        return {
            found.start: found.term.apart or 0 if isinstance(found.term, Calendar) else 0
            for found in self.expressions
            if found.rule == "settled"
        }

    def _called_today(self, stated: Sequence[StatedDay], published: date) -> date | None:
        low, stuck = self.tokens.low, self.words.stuck
        called = [day for day in stated if day.start in self._settled and low.startswith(stuck, day.start)]
        return day_called_today(self.text, called, published)

    def _is_of_day_before(self, stated: Sequence[StatedDay], published: date) -> bool:
        """Whether a clause calls the day before publication today: *hari ini laga digelar di Solo, Selasa (21/10)*."""
        days = {one.start: one.day for one in stated}
        for here, after in pairwise(self.expressions):
            today = isinstance(here.term, Shift) and here.term.unit == Unit.DAY and not here.term.amount
            if today and published - days.get(after.start, published) == timedelta(days=1):
                between = self.text[here.end : after.start]
                if between.endswith(", ") and _CLAUSE.fullmatch(between):
                    return True
        return False

    def _statements(
        self, stated: Sequence[StatedDay], named: Iterable[Place], anchor: Anchor, published: date
    ) -> StatedDays:
        tokens = self.tokens
        written = {placed.days.first for placed in named if placed.days}
        if published in written and self._is_of_day_before(stated, published):
            written.discard(published)
        # "kemarin, Sabtu (10/2)" says which day today is, too
        written |= {
            before
            for day in stated
            if day.start in self._settled
            and tokens.kinds[bisect_left(tokens.starts, day.start)] == Kind.DAY_WORD
            and (before := shift_days(day.day, -self._settled[day.start]))
        }
        weekdays = [
            StatedDay(found.start, found.end, days.first)
            for found in self.expressions
            if isinstance(found.term, Weekday) and (days := place(found.term, anchor, published).days)
        ]
        told = sorted([*stated, *weekdays], key=lambda day: day.start)
        return StatedDays(told, written, published, self.filters.words["told"])


def _settle_slip(term: kinds.Term, placed: Place, published: date | None) -> None:
    """*kemarin, Rabu (27/6)* of a report of 28 May: the day that word and weekday agree on is the one meant."""
    if published is None or not isinstance(term, Calendar) or term.apart is None:
        return
    meant = shift_days(published, term.apart)
    if meant and meant.weekday() == placed.conflict:
        placed.days, placed.likely, placed.conflict, placed.fits = Days(meant, meant), None, None, ()


def _is_day(term: kinds.Term) -> bool:
    return isinstance(term, Calendar) and term.unit == Unit.DAY and term.month is not None


def _reference(text: str, found: Found, quoted: StatedDays | None, anchor: Anchor) -> date | None:
    """The day from which an expression counts: that of its quotation, else that of the report."""
    term = found.term
    counted = isinstance(term, Shift | Weekday) or (isinstance(term, Window) and term.unit <= Unit.WEEK)
    if quoted and counted and found.rule != "settled":
        spoken = quoted.spoken_on(text, found.start)
        today = isinstance(term, Shift) and term.unit == Unit.DAY and (not term.amount or found.rule == "daytime")
        return spoken or (quoted.written_on(text, found.start, found.end) if today else None) or anchor.published
    return anchor.reference


def _days_stated(expressions: list[Found]) -> tuple[list[date], list[date], set[tuple[int, int]]]:
    """The days that the text states in full, in order; those of them with their weekday; the months with their year."""
    found: set[date] = set()
    told: set[date] = set()
    months: set[tuple[int, int]] = set()
    for expression in expressions:
        ends = expression.term
        for term in (ends.first, ends.last) if isinstance(ends, Range) else (ends,):
            if not isinstance(term, Calendar) or not term.year or not term.month:
                continue
            if term.unit == Unit.MONTH:
                months.add((term.year, term.month))
            elif term.day and (stated := day(term.year, term.month, term.day)):
                found.add(stated)
                if term.weekday is not None:
                    told.add(stated)
    return sorted(found), sorted(told), months
