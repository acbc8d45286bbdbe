"""Why claims stand in one record: the evidence of every join, pair by pair (``rujuk show --why``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.models import ArticleSummary, Claim, Fact, Record
from extractor.reconcile.compare import Comparison, compare
from extractor.reconcile.group import join_repetitions
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements import Statement, read_statements
from extractor.ruleset import RuleSet
from extractor.wording import Language


@dataclass(frozen=True)
class Join:
    """Two claims of a record and the evidence for and against their being about one figure.

    ``evidence``: (id of a weight in rules/reconcile.yaml, points, its reason in words), heaviest first.
    ``repetition``: both claims are of one article, which gives the same figure again.
    """

    claim: Claim
    other: Claim
    score: float
    evidence: tuple[tuple[str, float, str], ...]
    repetition: bool


def explain_joins(
    record: Record,
    facts: Iterable[Fact],
    articles: Iterable[ArticleSummary],
    ruleset: RuleSet,
    language: Language = "id",
) -> list[Join]:
    """For every claim after the first, the earlier claim that speaks most for it.

    ``facts`` are all facts of the record's articles and ``articles`` their summaries, as reconciliation saw them.
    Records of dates have no comparisons of this kind and give an empty list.
    """
    settings = load_settings(ruleset)
    summaries = {summary.id: summary for summary in articles}
    wanted = {claim.fact_id for claim in record.claims}
    by_article: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_article[fact.doc_id].append(fact)
    homes: dict[str, Statement] = {}
    for doc_id in sorted({claim.doc_id for claim in record.claims}):
        for statement in join_repetitions(
            read_statements(by_article[doc_id], summaries.get(doc_id), ruleset), settings
        ):
            for own in statement.facts:
                if own.fact_id in wanted:
                    homes[own.fact_id] = statement
    reasons = _reasons(ruleset, language)
    joins: list[Join] = []
    seen: list[Claim] = []
    for claim in record.claims:
        mine = homes.get(claim.fact_id)
        best: tuple[float, Claim, Comparison] | None = None
        for other in seen:
            home = homes.get(other.fact_id)
            if mine is None or home is None:
                continue
            if home is mine:
                joins.append(Join(claim, other, 0.0, (), repetition=True))
                best = None
                break
            comparison = compare(mine, home, settings)
            if best is None or comparison.score > best[0]:
                best = (comparison.score, other, comparison)
        if best is not None:
            joins.append(Join(claim, best[1], best[0], _told(best[2], reasons), repetition=False))
        seen.append(claim)
    return joins


def _reasons(ruleset: RuleSet, language: Language) -> dict[str, str]:
    rules = ruleset.yaml("reconcile.yaml")
    column = "indonesian" if language == "id" else "reason"
    return {entry["id"]: str(entry[column]) for entry in (*rules["vetoes"], *rules["weights"])}


def _told(comparison: Comparison, reasons: Mapping[str, str]) -> tuple[tuple[str, float, str], ...]:
    evidence = sorted(comparison.evidence, key=lambda item: (-abs(item[1]), item[0]))
    return tuple((name, round(points, 2), reasons.get(name, "")) for name, points in evidence)
