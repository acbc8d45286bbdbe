"""Why claims stand in one record: the evidence of every join, pair by pair (``rujuk show --why``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.messages.values import Language
from extractor.models import ArticleSummary, Claim, Fact, Record
from extractor.reconcile.claims import claims_of
from extractor.reconcile.evidence import Level, points, weigh
from extractor.reconcile.grouping.compare import levels
from extractor.reconcile.grouping.compare_dates import date_levels
from extractor.reconcile.settings import Settings, load_settings
from extractor.reconcile.statements import Statement
from extractor.reconcile.statements.dated import Dated
from extractor.rules import RuleSet


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
    Deadlines may stand together for another reason as well: they are of figures of one record.
    """
    settings = load_settings(ruleset)
    summaries = {summary.id: summary for summary in articles}
    wanted = {claim.fact_id for claim in record.claims}
    by_article: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_article[fact.doc_id].append(fact)
    figures: dict[str, Statement] = {}
    dates: dict[str, Dated] = {}
    for doc_id in sorted({claim.doc_id for claim in record.claims}):
        claims = claims_of(by_article[doc_id], summaries.get(doc_id), ruleset)
        figures |= {one.fact_id: own for own in claims.statements for one in own.facts if one.fact_id in wanted}
        dates |= {one.fact.fact_id: one for one in claims.dates}
    reasons = _reasons(ruleset, language)
    joins: list[Join] = []
    for index, claim in enumerate(record.claims):
        mine = figures.get(claim.fact_id)
        best: tuple[float, Claim, list[Level] | str] | None = None
        for other in record.claims[:index]:
            home = figures.get(other.fact_id)
            if mine is not None and home is mine:
                joins.append(Join(claim, other, 0.0, (), repetition=True))
                best = None
                break
            if mine is not None and home is not None:
                found = levels(mine, home, settings)
            elif claim.fact_id in dates and other.fact_id in dates:
                found = date_levels(dates[claim.fact_id], dates[other.fact_id], settings)
            else:
                continue
            score = weigh(found, settings)
            if best is None or score > best[0]:
                best = (score, other, found)
        if best is not None:
            joins.append(Join(claim, best[1], best[0], _told(best[2], settings, reasons), repetition=False))
    return joins


def _reasons(ruleset: RuleSet, language: Language) -> dict[str, str]:
    rules = ruleset.yaml("reconcile.yaml")
    column = "indonesian" if language == "id" else "reason"
    return {entry["id"]: str(entry[column]) for entry in (*rules["vetoes"], *rules["weights"])}


def _told(
    found: list[Level] | str, settings: Settings, reasons: Mapping[str, str]
) -> tuple[tuple[str, float, str], ...]:
    evidence = sorted(points(found, settings), key=lambda item: (-abs(item[1]), item[0]))
    return tuple((name, round(worth, 2), reasons.get(name, "")) for name, worth in evidence)
