"""The two stages as work for an engine: extraction of one article, reconciliation of one group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractor.engines.grouping import Group, Unit, UnitsOf, summary_of
from extractor.engines.reconciliation import Reconciled
from extractor.engines.work import Extracted, Pending, encode_extraction
from extractor.models import FACT, ArticleSummary, DateFact, Fact
from extractor.ruleset import load_rules
from extractor.writing.encoded import encode


@dataclass(frozen=True)
class ExtractWork:
    """Extraction with the pipeline: ``rules`` is the rules folder, ``keep_text`` puts the text beside the facts."""

    rules: str
    keep_text: bool = True

    def prepare(self) -> Callable[[Pending], Extracted]:
        from extractor.pipeline import Pipeline

        pipeline = Pipeline(load_rules(self.rules))

        def extract(pending: Pending) -> Extracted:
            article = pending.article
            return encode_extraction(pipeline.read(article), article.text if self.keep_text else None)

        return extract


@dataclass(frozen=True)
class ReconcileWork:
    """Reconciliation by the rules in the folder ``rules``."""

    rules: str

    def prepare(self) -> Callable[[Group], Reconciled]:
        from extractor.reconcile import reconcile_group

        ruleset = load_rules(self.rules)

        def reconcile(group: Group) -> Reconciled:
            facts = [FACT.validate_json(line) for _, _, lines in group.articles for line in lines]
            articles = [summary_of(line, text) for line, text, _ in group.articles]
            records = reconcile_group(facts, articles, ruleset, frozenset(group.claimed))
            return [(record.record_id, encode(record)) for record in records]

        return reconcile

    def units(self) -> UnitsOf:
        """Which facts of an article are claims, and their block keys, by the same rules."""
        from extractor.reconcile.blocking import index_keys, statement_keys
        from extractor.reconcile.group import join_repetitions
        from extractor.reconcile.settings import load_settings
        from extractor.reconcile.statements import read_statements, read_what

        ruleset = load_rules(self.rules)
        settings = load_settings(ruleset)

        def units(facts: Sequence[Fact], summary: ArticleSummary) -> Iterator[Unit]:
            # A deadline goes with its figure: the key that both have is the date's id.
            linked = set()
            for statement in join_repetitions(read_statements(list(facts), summary, ruleset), settings):
                dues = [f"due|{fact.due_fact}" for fact in statement.facts if fact.due_fact]
                linked.update(dues)
                keys = dict.fromkeys([*statement_keys(statement), *index_keys(statement), *dues])
                yield Unit(tuple(fact.fact_id for fact in statement.facts), tuple(keys))
            for fact in facts:
                due = f"due|{fact.fact_id}"
                if isinstance(fact, DateFact) and (due in linked or fact.role not in (None, "as_of")):
                    programme = read_what(fact.what, settings)[0]
                    yield Unit((fact.fact_id,), (f"date|{fact.role}|{programme}", due))

        return units
