"""Which facts must be reconciled together, for engines that split the work."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.reconcile.claims import Claims
from extractor.reconcile.grouping.keys import index_keys, rival_keys
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.dated import date_keys, rival_date_keys


def article_units(claims: Claims, settings: Settings) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What an engine must keep together: ids of the facts of one statement or date, and its block keys.

    Units that share a key, directly or by a chain, belong into one call of ``reconcile_claims``; the first key is the
    most telling. Facts in no unit (names of ministries, days of no role) were context only.
    """
    for statement in claims.statements:
        # A deadline goes with its figure: the key that both have is the date's id.
        dues = [f"due|{fact.due_fact}" for fact in statement.facts if fact.due_fact]
        keys = dict.fromkeys([*index_keys(statement, settings), *rival_keys(statement, settings), *dues])
        yield tuple(fact.fact_id for fact in statement.facts), tuple(keys)
    for dated in claims.dates:
        yield (dated.fact.fact_id,), (*date_keys(dated), *rival_date_keys(dated))
