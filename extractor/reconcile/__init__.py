"""Reconciliation: several reports, one record, one reason.

Block (:mod:`.blocking`), compare (:mod:`.compare`), group (:mod:`.group`), then for each group the relation of its
claims (:mod:`.relation`), the value they support best (:mod:`.resolve`) and the reason in words (:mod:`.explain`).
All of it is a pure function of facts, articles and rules: any order of the input gives the same records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from extractor.models import ArticleSummary, DateFact, Fact, QuantityFact, Record
from extractor.reconcile.blocking import block_keys
from extractor.reconcile.date_records import group_dates, linked_dates
from extractor.reconcile.duplicates import find_copies, signature
from extractor.reconcile.group import group_statements, join_repetitions
from extractor.reconcile.records import Surroundings, build_record
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements import Statement, read_statements
from extractor.reconcile.sums import find_sums
from extractor.ruleset import RuleSet

__all__ = ["block_keys", "find_copies", "reconcile", "reconcile_group", "signature"]


def reconcile(facts: Iterable[Fact], articles: Iterable[ArticleSummary], ruleset: RuleSet) -> Iterator[Record]:
    """Records of all targets and counts, and of all dates with a role, sorted by id.

    ``articles`` are the summaries of the facts' articles; with their texts the words around a figure count as evidence.
    """
    yield from sorted(reconcile_group(facts, articles, ruleset), key=lambda record: record.record_id)


def reconcile_group(
    facts: Iterable[Fact],
    articles: Iterable[ArticleSummary],
    ruleset: RuleSet,
    claimed: Collection[str] | None = None,
) -> list[Record]:
    """Records of the facts of one group of articles, in no particular order.

    With ``claimed``, the ids of the group's own facts, the other facts of its articles are context only.
    """
    settings = load_settings(ruleset)
    summaries = {summary.id: summary for summary in articles}
    by_article: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_article[fact.doc_id].append(fact)
    copies = _copies(summaries, settings.thresholds["copy_similarity"])
    around = Surroundings(summaries, copies, ruleset)
    statements: list[Statement] = []
    dates: dict[str, DateFact] = {}
    for doc_id in sorted(by_article):
        article_facts = by_article[doc_id]
        joined = join_repetitions(read_statements(article_facts, summaries.get(doc_id), ruleset), settings)
        statements.extend(one for one in joined if claimed is None or one.facts[0].fact_id in claimed)
        dates.update(
            (fact.fact_id, fact)
            for fact in article_facts
            if isinstance(fact, DateFact) and (claimed is None or fact.fact_id in claimed)
        )
    groups = [
        [fact for statement in group for fact in statement.facts] for group in group_statements(statements, settings)
    ]
    records = [build_record(group, around, sums=find_sums(group, by_article)) for group in groups]
    records.extend(_date_records(groups, dates, around))
    return records


def _date_records(
    groups: list[list[QuantityFact]], dates: Mapping[str, DateFact], around: Surroundings
) -> Iterator[Record]:
    due_facts = {fact.fact_id: fact.due_fact for group in groups for fact in group if fact.due_fact}
    linked = linked_dates([[fact.fact_id for fact in group] for group in groups], due_facts, dates)
    taken = {fact.fact_id for group in linked.values() for fact in group}
    for number, group in linked.items():
        due = [fact if fact.role == "due" else fact.model_copy(update={"role": "due"}) for fact in group]
        yield build_record(due, around, subject=groups[number])
    alone = [
        fact for fact in dates.values() if fact.fact_id not in taken and fact.from_ and fact.role not in (None, "as_of")
    ]
    settings = load_settings(around.ruleset)
    for dated in group_dates(alone, around.summaries, settings):
        yield build_record(dated, around)


def _copies(summaries: Mapping[str, ArticleSummary], threshold: float) -> dict[str, str]:
    return find_copies(summaries.values(), threshold)
