"""What one article claims: read once, then carried to the groups in which its claims are reconciled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from sys import intern
from typing import Any, NamedTuple

from extractor.models import ArticleSummary, DateFact, Fact, QuantityFact
from extractor.reconcile.grouping.figures import join_repetitions
from extractor.reconcile.judging.sums import Part, parts_of
from extractor.reconcile.statements import Statement, statements_of
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.dated import Dated, read_dates
from extractor.rules import RuleSet

# What the facts tell again, what all claims of the article share, and what only learning asks for.
_LEFT = frozenset(("facts", "fact", "topic", "topic_norm", "cast", "signature", "worth"))


@dataclass(slots=True)
class Claims:
    """The figures and days of an article that may stand in records, and the figures that its sums may be made of."""

    statements: list[Statement]
    dates: list[Dated]
    parts: list[Part]

    @property
    def facts(self) -> list[Fact]:
        """Their facts, as they were read: a status or a day may be another than in the file."""
        return [*(fact for one in self.statements for fact in one.facts), *(one.fact for one in self.dates)]


class Carried(NamedTuple):
    """Claims without their facts, as plain values that are pickled quickly."""

    statements: list[tuple[tuple[str, ...], tuple[Any, ...]]]
    dates: list[tuple[str, tuple[Any, ...]]]
    parts: list[Part]
    # The words of the article's lead, their length as a vector, the names in it.
    topic: dict[str, float]
    topic_norm: float
    cast: frozenset[str]


def claims_of(facts: Iterable[Fact], summary: ArticleSummary | None, ruleset: RuleSet) -> Claims:
    """The claims of one article; ``facts`` are all that it has."""
    facts = list(facts)
    context = ArticleContext(facts, summary, ruleset)
    statements = join_repetitions(statements_of(context), context.settings)
    return Claims(statements, read_dates(context, statements, context.settings), parts_of(facts))


def carry(claims: Claims) -> Carried:
    """The claims, ready to be sent to another process beside the lines of their facts."""
    first: list[Statement | Dated] = [*claims.statements[:1], *claims.dates[:1]]
    return Carried(
        [(tuple(fact.fact_id for fact in one.facts), _figure(one)) for one in claims.statements],
        [(one.fact.fact_id, _day(one)) for one in claims.dates],
        claims.parts,
        first[0].topic if first else {},
        first[0].topic_norm if first else 0.0,
        claims.dates[0].cast if claims.dates else frozenset(),
    )


def restore(carried: Carried, facts: Mapping[str, Fact], summary: ArticleSummary) -> Claims:
    """Those of the carried claims whose ``facts`` are given, by id."""
    shared: dict[str, Any] = {"topic": _held_once(carried.topic), "topic_norm": carried.topic_norm}
    statements, dates = [], []
    for fact_ids, values in carried.statements:
        if fact_ids[0] in facts:
            told = [fact for fact_id in fact_ids if isinstance(fact := facts[fact_id], QuantityFact)]
            statements.append(Statement(**_known(_FIGURE, values), **shared, signature=summary.signature, facts=told))
    for fact_id, values in carried.dates:
        if isinstance(day := facts.get(fact_id), DateFact):
            dates.append(Dated(**_known(_DAY, values), **shared, cast=carried.cast, worth=[], fact=day))
    return Claims(statements, dates, carried.parts)


def _known(names: tuple[str, ...], values: tuple[Any, ...]) -> dict[str, Any]:
    known = dict(zip(names, values, strict=True))
    known["words"] = _held_once(known["words"])
    return known


def _held_once(words: dict[str, float]) -> dict[str, float]:
    """The same weights; the words, which many articles write, are those that the process holds already."""
    return dict(zip(map(intern, words), words.values(), strict=True))


def _names(kind: type[Statement] | type[Dated]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.init and one.name not in _LEFT)


_FIGURE, _DAY = _names(Statement), _names(Dated)
_figure: Callable[[Statement], tuple[Any, ...]] = attrgetter(*_FIGURE)
_day: Callable[[Dated], tuple[Any, ...]] = attrgetter(*_DAY)
