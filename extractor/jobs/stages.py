"""The two stages as work for an engine: extraction of one article, reconciliation of one group."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from extractor.batches import Steps
from extractor.disk.lines import encode
from extractor.disk.stored import Extracted, encode_extraction
from extractor.models import Article, ArticleSummary, Fact
from extractor.rules import RuleSet, load_rules

if TYPE_CHECKING:  # extraction starts without what reconciliation needs, and is sooner ready
    from extractor.jobs.grouping import Group, Packed, ReadOf
    from extractor.jobs.reconcile import Reconciled
    from extractor.reconcile.claims import Claims


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
        from extractor.reconcile import reconcile_claims
        from extractor.reconcile.claims import restore

        ruleset = load_rules(self.rules)

        def claims(article: Packed, claimed: Set[str]) -> tuple[ArticleSummary, Claims]:
            facts = {fact_id: stored_fact(line) for fact_id, line in article.facts.items() if fact_id in claimed}
            summary = summary_of(article.line)
            return summary, restore(article.kept, facts, summary)

        def reconcile(group: Group) -> Reconciled:
            claimed = frozenset(group.claimed)
            records = reconcile_claims((claims(article, claimed) for article in group.articles()), ruleset)
            return [(record.record_id, encode(record)) for record in records]

        return Steps(reconcile)

    def reader(self) -> ReadOf:
        """Which facts of an article are claims, and their block keys, by the same rules."""
        from extractor.jobs.grouping import Read, Unit
        from extractor.reconcile import article_units
        from extractor.reconcile.claims import carry, claims_of
        from extractor.reconcile.settings import load_settings

        ruleset = load_rules(self.rules)

        def read(facts: Sequence[Fact], summary: ArticleSummary) -> Read:
            claims = claims_of(facts, summary, ruleset)
            given = {id(fact) for fact in facts}
            changed = [fact for fact in claims.facts if id(fact) not in given]
            units = [Unit(*unit) for unit in article_units(claims, load_settings(ruleset))]
            return Read(units, changed, carry(claims))

        return read

    def ruleset(self) -> RuleSet:
        """The rules themselves."""
        return load_rules(self.rules)
