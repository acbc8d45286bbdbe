"""Which facts must be reconciled together, for engines that split the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.models import ArticleSummary, Fact
from extractor.reconcile.grouping.figures import join_repetitions
from extractor.reconcile.grouping.keys import index_keys, rival_keys
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements import statements_of
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.dated import date_keys, read_dates, rival_date_keys
from extractor.rules import RuleSet


def article_units(
    facts: Iterable[Fact], summary: ArticleSummary | None, ruleset: RuleSet
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What an engine must keep together: ids of the facts of one statement or date, and its block keys.

    Units that share a key, directly or by a chain, belong into one call of ``reconcile_articles``; the first key is the
    most telling. Facts in no unit (names of ministries, days of no role) are context only.
    """
    settings = load_settings(ruleset)
    context = ArticleContext(facts, summary, ruleset)
    statements = join_repetitions(statements_of(context), settings)
    for statement in statements:
        # A deadline goes with its figure: the key that both have is the date's id.
        dues = [f"due|{fact.due_fact}" for fact in statement.facts if fact.due_fact]
        keys = dict.fromkeys([*index_keys(statement, settings), *rival_keys(statement, settings), *dues])
        yield tuple(fact.fact_id for fact in statement.facts), tuple(keys)
    for dated in read_dates(context, statements, settings):
        yield (dated.fact.fact_id,), (*date_keys(dated, settings), *rival_date_keys(dated))
