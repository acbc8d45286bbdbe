"""Finding and resolving the date expressions of an Indonesian text.

Words and digits are found by :mod:`~extractor.skim.date_words`, expressions are read from them by
:mod:`~extractor.skim.date_grammar`, judged by :mod:`~extractor.skim.date_filters` and placed in the calendar by
:mod:`~extractor.skim.date_anchor`. The vocabulary is ``rules/dates.yaml``.
"""

from __future__ import annotations

from datetime import date

from extractor.ruleset import RuleSet
from extractor.skim.date_anchor import Anchor, mention, place
from extractor.skim.date_filters import compile_filters
from extractor.skim.date_grammar import find_expressions
from extractor.skim.date_terms import Calendar, Found, Range
from extractor.skim.date_values import day, to_edtf
from extractor.skim.date_words import Unit, compile_words, find_tokens
from extractor.skim.mentions import DateMention

__all__ = ["find_dates", "to_edtf"]


def find_dates(text: str, published: date | None, ruleset: RuleSet) -> tuple[DateMention, ...]:
    """The calendar days and periods that ``text`` names, sorted by start, not overlapping.

    Relative expressions count from ``published``; without it they keep their place and direction, but no days.
    """
    tokens = find_tokens(text, compile_words(ruleset))
    expressions = find_expressions(tokens, compile_filters(ruleset))
    if not expressions:
        return ()
    anchor = Anchor(published, others=sorted(_full_days(expressions)))
    mentions = []
    for found in expressions:
        placed = place(found.term, anchor, anchor.reference)
        if placed.days:
            anchor.last = placed.days
            if placed.grain == "year":
                anchor.years.append(placed.days.first.year)
        mentions.append(mention(found, placed))
    return tuple(mentions)


def _full_days(expressions: list[Found]) -> list[date]:
    """The days that the text states with their year."""
    found = []
    for expression in expressions:
        term = expression.term.first if isinstance(expression.term, Range) else expression.term
        if isinstance(term, Calendar) and term.unit == Unit.DAY and term.year and term.month and term.day:
            stated = day(term.year, term.month, term.day)
            if stated:
                found.append(stated)
    return found
