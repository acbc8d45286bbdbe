"""Reconciliation: several reports, one record, one reason.

Compare and group figures and days by one grouper (:mod:`.grouping.grouper`), then find for each group the relation of
its claims, the value they support best and the reason in words (:mod:`.judging`).
All of it is a pure function of facts, articles and rules: any order of the input gives the same records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.models import ArticleSummary, Fact, QuantityFact, Record
from extractor.reconcile.claims import Claims, claims_of
from extractor.reconcile.duplicates import find_copies
from extractor.reconcile.grouping.blocking import article_units
from extractor.reconcile.grouping.compare import levels
from extractor.reconcile.grouping.compare_dates import date_levels
from extractor.reconcile.grouping.dates import group_dates, linked_dates
from extractor.reconcile.grouping.denials import denial_rivals
from extractor.reconcile.grouping.figures import group_statements
from extractor.reconcile.grouping.parting import part_dates
from extractor.reconcile.grouping.rivals import (
    date_rivals,
    days_contradict,
    figure_rivals,
    figures_contradict,
    join_rivals,
)
from extractor.reconcile.judging import build_record, name_part
from extractor.reconcile.judging.differing import Found, tell_differences
from extractor.reconcile.judging.parts import Part, Surroundings, read_part, settle, split_strays
from extractor.reconcile.judging.sums import Part as Summand
from extractor.reconcile.judging.sums import find_sums
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements import Statement
from extractor.reconcile.statements.dated import Dated
from extractor.rules import RuleSet, load_rules

__all__ = ["article_units", "find_copies", "reconcile", "reconcile_claims", "reconcile_group"]


def reconcile(
    facts: Iterable[Fact], articles: Iterable[ArticleSummary] = (), ruleset: RuleSet | None = None
) -> Iterator[Record]:
    """Records of all targets and counts, and of all dates with a role, sorted by id.

    ``articles`` are the summaries of the facts' articles, by which copies are found; their texts are not read.
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
    claims = ((summary, claims_of(some, summary, ruleset)) for summary, some in pairs)
    return list(reconcile_claims(claims, ruleset))


def reconcile_claims(articles: Iterable[tuple[ArticleSummary | None, Claims]], ruleset: RuleSet) -> Iterator[Record]:
    """As :func:`reconcile_group`, of articles whose claims are read already.

    Each record is made when it is asked for; what cannot be named makes none.
    """
    settings = load_settings(ruleset)
    summaries: dict[str, ArticleSummary] = {}
    parts: dict[str, list[Summand]] = {}
    statements: list[Statement] = []
    found_dates: list[Dated] = []
    for summary, claims in articles:
        if summary is not None:
            summaries[summary.id] = summary
        parts |= {one.doc_id: claims.parts for one in claims.statements[:1]}
        statements += claims.statements
        found_dates += claims.dates
    around = Surroundings(summaries, find_copies(summaries.values(), settings), ruleset)
    # any order of the articles gives the same records
    in_order = sorted(statements, key=lambda one: one.doc_id)
    dates = {one.fact.fact_id: one for one in sorted(found_dates, key=lambda one: one.doc_id)}
    groups = [
        (family, part)
        for family, group in enumerate(group_statements(in_order, settings))
        for part in split_strays([fact for statement in group for fact in statement.facts], around)
    ]
    found = _figures(groups, sorted(in_order, key=lambda one: one.order), around)
    for part in found:
        if any(part.titles or ()):  # what cannot be named makes no record
            yield build_record(part, around, sums=find_sums(part.figures, parts))
    yield from _date_records([part.figures for part in found], dates, around)


def _tell_named(parts: Sequence[Part], found: Found, around: Surroundings) -> list[Part]:
    """The parts that can be named, each told of its neighbours."""
    named = [part for part in parts if any(name_part(part, around))]
    tell_differences(named, found, around)
    return named


def _figures(
    groups: Sequence[tuple[int, list[QuantityFact]]], statements: Sequence[Statement], around: Surroundings
) -> list[Part]:
    """The parts that are records of figures, those that contradict each other together.

    ``groups``: facts with the number of the family that they were first grouped in.
    """
    settings = load_settings(around.ruleset)
    homes = {fact.fact_id: statement for statement in statements for fact in statement.facts}
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        told[statement.doc_id].append(statement)

    def likely(first: str, second: str) -> float:
        return figures_contradict(homes[first], homes[second], told, settings, joined=True)

    rivals = [*figure_rivals(statements, settings), *denial_rivals(statements, settings)]
    found: list[Part] = []
    for numbers, some in join_rivals([[fact.fact_id for fact in group] for _, group in groups], rivals):
        part = read_part([fact for number in numbers for fact in groups[number][1]], around, tuple(some))
        part.family = groups[numbers[0]][0]
        # What is only denied is nobody's figure, and a target that only was one is none.
        if not all(reading.slip == "denied" or (reading.former and part.kind == "set") for reading in part.readings):
            found += settle(part, likely, around)
    _tell_named(found, lambda first, second: levels(homes[first], homes[second], settings), around)
    return found


def _date_records(
    groups: list[list[QuantityFact]], dates: Mapping[str, Dated], around: Surroundings
) -> Iterator[Record]:
    seeds = linked_dates(groups, {fact_id: dated for fact_id, dated in dates.items() if dated.stands})
    linked = {dated.fact.fact_id for seed in seeds for dated in (*seed.dates, *seed.inherited)}
    alone = [dated for dated in dates.values() if dated.fact.fact_id not in linked]
    settings = load_settings(around.ruleset)
    told: dict[str, list[Dated]] = defaultdict(list)
    for dated in dates.values():
        told[dated.fact.doc_id].append(dated)

    def likely(first: str, second: str) -> float:
        return days_contradict(dates[first], dates[second], told, settings, joined=True)

    parts: list[tuple[int, list[Dated], list[QuantityFact]]] = []
    for index, found in enumerate(group_dates(seeds, alone, settings)):
        of_figure = index < len(seeds)
        subject = groups[seeds[index].number] if of_figure else []
        divided = part_dates(found, settings, of_figure=of_figure) if found else []
        parts += [(index, part, subject) for part in divided if any(dated.stands for dated in part)]
    rivals = date_rivals(dates.values(), settings)
    settled: list[Part] = []
    subjects: dict[int, list[QuantityFact]] = {}
    for numbers, some in join_rivals([[dated.fact.fact_id for dated in part] for _, part, _ in parts], rivals):
        facts = [
            dated.fact.model_copy(update={"role": dated.role, "what": dated.fact.what or dated.what})
            for number in numbers
            for dated in parts[number][1]
        ]
        one = read_part(facts, around, tuple(some))
        one.family, _, subjects[one.family] = parts[numbers[0]]
        settled += settle(one, likely, around)
    for one in settled:
        one.subject = subjects[one.family]
    named = _tell_named(settled, lambda first, second: date_levels(dates[first], dates[second], settings), around)
    for one in named:
        yield build_record(one, around)
