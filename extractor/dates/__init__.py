"""Finding and resolving the date expressions of an Indonesian text.

Words and digits are found by :mod:`~extractor.dates.words`, expressions are read from them by
:mod:`~extractor.dates.grammar`, judged by :mod:`~extractor.dates.filters` and placed in the calendar by
:mod:`~extractor.dates.placing`. The vocabulary is ``rules/dates.yaml``.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from extractor.dates.calendar import day, to_edtf
from extractor.dates.days import Anchor
from extractor.dates.filters import compile_filters
from extractor.dates.grammar import find_expressions
from extractor.dates.placing import mention, place
from extractor.dates.quoted import StatedDay, StatedDays, day_called_today, reported_later
from extractor.dates.slips import flag_year_slips
from extractor.dates.terms import Calendar, Found, Range, Shift, Term, Weekday, Window
from extractor.dates.words import Kind, Unit, compile_words, find_tokens
from extractor.mentions import DateMention
from extractor.rules import RuleSet
from extractor.text.folding import Folded, fold_text

__all__ = ["find_dates", "to_edtf"]


def find_dates(
    text: str, published: date | None, ruleset: RuleSet, folded: Folded | None = None
) -> tuple[DateMention, ...]:
    """The calendar days and periods that ``text`` names, sorted by start, not overlapping.

    Relative expressions count from ``published``; without it they keep their place and direction, but no days.
    ``folded`` is ``fold_text(text)`` where it is at hand.
    """
    words = compile_words(ruleset)
    tokens = find_tokens(folded or fold_text(text), words)
    filters = compile_filters(ruleset)
    expressions = find_expressions(tokens, filters)
    if not expressions:
        return ()
    anchor = Anchor(published, filters.feasts, *_days_stated(expressions))
    named = {found.start: place(found.term, anchor, anchor.reference) for found in expressions if _is_day(found.term)}
    stated = [
        StatedDay(found.start, found.end, settled)
        for found in expressions
        if (placed := named.get(found.start)) and placed.days and (settled := placed.likely or placed.days.first)
    ]
    quoted = None
    if published:
        told = filters.words["told"]
        later = reported_later(text, stated, published, told | filters.words["sessions"])
        settled_on = {found.start for found in expressions if found.rule == "settled"}
        called = [day for day in stated if day.start in settled_on and tokens.low.startswith(words.stuck, day.start)]
        today = max(filter(None, (later, day_called_today(text, called, published))), default=None)
        if today is not None:
            published, anchor = max(published, today), Anchor(today, filters.feasts, anchor.others, anchor.told)
        written = {placed.days.first for placed in named.values() if placed.days}
        # "kemarin, Sabtu (10/2)" says which day today is, too
        written |= {
            day.day - timedelta(days=tokens.values[at])
            for day in stated
            if day.start in settled_on and tokens.kinds[at := bisect_left(tokens.starts, day.start)] == Kind.DAY_WORD
        }
        weekdays = [
            StatedDay(found.start, found.end, days.first)
            for found in expressions
            if isinstance(found.term, Weekday) and (days := place(found.term, anchor, published).days)
        ]
        quoted = StatedDays(sorted([*stated, *weekdays], key=lambda day: day.start), written, published, told)
    mentions = []
    for found in expressions:
        placed = named.get(found.start) or place(found.term, anchor, _reference(text, found, quoted, anchor))
        if placed.days:
            anchor.last = placed.days
            if placed.grain == "year":
                anchor.years.append(placed.days.first.year)
        mentions.append(mention(found, placed))
    return tuple(flag_year_slips(mentions, expressions, published))


def _is_day(term: Term) -> bool:
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


def _days_stated(expressions: list[Found]) -> tuple[list[date], list[date]]:
    """The days that the text states in full, with their year, in order; and those of them with their weekday."""
    found: set[date] = set()
    told: set[date] = set()
    for expression in expressions:
        term = expression.term.first if isinstance(expression.term, Range) else expression.term
        if isinstance(term, Calendar) and term.unit == Unit.DAY and term.year and term.month and term.day:
            stated = day(term.year, term.month, term.day)
            if stated:
                found.add(stated)
                if term.weekday is not None:
                    told.add(stated)
    return sorted(found), sorted(told)
