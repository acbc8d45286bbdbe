"""Reconciliation: several reports, one record, one reason.

Block (:mod:`.blocking`), compare (:mod:`.compare`), group (:mod:`.group`), then for each group the relation of its
claims (:mod:`.relation`), the value they support best (:mod:`.resolve`) and the reason in words (:mod:`.explain`).
All of it is a pure function of facts, articles and rules: any order of the input gives the same records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from extractor.models import ArticleSummary, Fact, QuantityFact, Record
from extractor.reconcile.duplicates import find_copies
from extractor.reconcile.grouping import group_statements, join_repetitions
from extractor.reconcile.grouping.blocking import article_units
from extractor.reconcile.grouping.dates import group_dates, linked_dates, split_dates
from extractor.reconcile.grouping.parting import part_dates
from extractor.reconcile.judging import Surroundings, build_record, split_strays
from extractor.reconcile.judging.sums import Part, find_sums, parts_of
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements import Statement, statements_of
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.dated import Dated, read_dates
from extractor.rules import RuleSet, load_rules

__all__ = ["article_units", "find_copies", "reconcile", "reconcile_articles", "reconcile_group"]


def reconcile(
    facts: Iterable[Fact], articles: Iterable[ArticleSummary] = (), ruleset: RuleSet | None = None
) -> Iterator[Record]:
    """Records of all targets and counts, and of all dates with a role, sorted by id.

    ``articles`` are the summaries of the facts' articles; with their texts the words around a figure count as evidence.
    """
    yield from sorted(reconcile_group(facts, articles, ruleset or load_rules()), key=lambda record: record.record_id)


def reconcile_group(
    facts: Iterable[Fact],
    articles: Iterable[ArticleSummary],
    ruleset: RuleSet,
) -> list[Record]:
    """Records of the facts of one group of articles, in no particular order."""
    by_article: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_article[fact.doc_id].append(fact)
    pairs: list[tuple[ArticleSummary | None, Sequence[Fact]]] = [
        (summary, by_article.pop(summary.id, ())) for summary in {one.id: one for one in articles}.values()
    ]
    pairs.extend((None, unsummed) for unsummed in by_article.values())
    return list(reconcile_articles(pairs, ruleset))


def reconcile_articles(
    articles: Iterable[tuple[ArticleSummary | None, Sequence[Fact]]],
    ruleset: RuleSet,
    claimed: Collection[str] | None = None,
) -> Iterator[Record]:
    """As :func:`reconcile_group`, of articles with all their facts, of which only what records need is held.

    Each record is made when it is asked for. With ``claimed``, the ids of the group's own facts, the other facts of its
    articles are context only.
    """
    settings = load_settings(ruleset)
    summaries: dict[str, ArticleSummary] = {}
    parts: dict[str, list[Part]] = {}
    statements: dict[str, list[Statement]] = {}
    found_dates: dict[str, list[Dated]] = {}
    for summary, facts in articles:
        if summary is not None:
            summaries[summary.id] = summary
        if not facts:
            continue
        context = ArticleContext(facts, summary, ruleset)
        joined = join_repetitions(statements_of(context), settings)
        doc_id = facts[0].doc_id
        parts[doc_id] = parts_of(facts)
        statements[doc_id] = [one for one in joined if claimed is None or one.facts[0].fact_id in claimed]
        dated = read_dates(context, joined, settings)
        found_dates[doc_id] = [one for one in dated if claimed is None or one.fact.fact_id in claimed]
    around = Surroundings(summaries, find_copies(summaries.values(), settings), ruleset)
    # any order of the articles gives the same records
    in_order = [one for doc_id in sorted(statements) for one in statements[doc_id]]
    dates = {one.fact.fact_id: one for doc_id in sorted(found_dates) for one in found_dates[doc_id]}
    split = [
        part
        for group in group_statements(in_order, settings)
        for part in split_strays([fact for statement in group for fact in statement.facts], around)
    ]
    for part in split:
        yield build_record(part.facts, around, sums=find_sums(part.facts, parts), readings=part.readings)
    yield from _date_records([part.facts for part in split], dates, around)


def _date_records(
    groups: list[list[QuantityFact]], dates: Mapping[str, Dated], around: Surroundings
) -> Iterator[Record]:
    seeds = linked_dates(groups, dates)
    linked = {dated.fact.fact_id for seed in seeds for dated in (*seed.dates, *seed.inherited)}
    alone = [dated for dated in dates.values() if dated.fact.fact_id not in linked]
    settings = load_settings(around.ruleset)
    for index, found in enumerate(group_dates(seeds, alone, settings)):
        subject = groups[seeds[index].number] if index < len(seeds) else []
        of_figure = index < len(seeds)
        for part in chain.from_iterable(
            part_dates(one, settings, of_figure=of_figure) for one in split_dates(found) if one
        ):
            facts = [
                dated.fact.model_copy(update={"role": dated.role, "what": dated.fact.what or dated.what})
                for dated in part
            ]
            yield build_record(facts, around, subject=subject)
