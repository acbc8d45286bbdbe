"""The two stages as work for an engine: extraction of one article, reconciliation of one group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from extractor.batches import Steps
from extractor.disk.lines import encode
from extractor.disk.stored import Extracted, encode_extraction
from extractor.models import Article, ArticleSummary, Fact
from extractor.rules import RuleSet, load_rules

if TYPE_CHECKING:  # extraction starts without what reconciliation needs, and is sooner ready
    from extractor.jobs.grouping import Group, Unit, UnitsOf
    from extractor.jobs.reconcile import Reconciled


# Tuples, because they cross pipes by the million: a dataclass takes five times as long to pickle.
class Pending(NamedTuple):
    """An article on its way through an engine: the input it came from, and its place there."""

    article: Article
    given: str
    order: int
    file: str
    line: int | None


@dataclass(frozen=True)
class ExtractWork:
    """Extraction with a :class:`~extractor.pipeline.Pipeline` of these options; ``rules`` is the rules folder."""

    rules: str
    ner: bool = False
    min_confidence: float = 0.0

    def prepare(self) -> Steps[Pending, Extracted]:
        from extractor.pipeline import Pipeline

        pipeline = Pipeline(load_rules(self.rules), ner=self.ner, min_confidence=self.min_confidence)
        return Steps(attrgetter("article"), *pipeline.steps, encode_extraction)


@dataclass(frozen=True)
class ReconcileWork:
    """Reconciliation by the rules in the folder ``rules``."""

    rules: str

    def prepare(self) -> Steps[Group, Reconciled]:
        from extractor.jobs.grouping import stored_fact, summary_of
        from extractor.reconcile import reconcile_articles

        ruleset = load_rules(self.rules)

        def reconcile(group: Group) -> Reconciled:
            articles = ((summary_of(line), list(map(stored_fact, facts))) for line, facts in group.articles())
            records = reconcile_articles(articles, ruleset, frozenset(group.claimed))
            return [(record.record_id, encode(record)) for record in records]

        return Steps(reconcile)

    def units(self) -> UnitsOf:
        """Which facts of an article are claims, and their block keys, by the same rules."""
        from extractor.jobs.grouping import Unit
        from extractor.reconcile import article_units

        ruleset = load_rules(self.rules)

        def units(facts: Sequence[Fact], summary: ArticleSummary) -> Iterator[Unit]:
            for fact_ids, keys in article_units(facts, summary, ruleset):
                yield Unit(fact_ids, keys)

        return units

    def ruleset(self) -> RuleSet:
        """The rules themselves."""
        return load_rules(self.rules)
