"""Verdicts as JSON carries them: in the API, the exports and the terminal alike."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from extractor.desk.checking import Verdict
from extractor.desk.labels import verdict_reason
from extractor.models import Amount, Frozen, Interval
from extractor.rules import RuleSet


class QuoteAnswer(Frozen):
    """What one article says about the figure."""

    doc_id: str
    title: str | None
    source: str | None = Field(description="the outlet")
    url: str | None
    published: date | None
    text: str = Field(description="the figure as the article writes it")
    quote: str = Field(description="the sentence that holds it")
    value: Amount | Interval
    unit: str | None
    record_id: str | None


class CheckAnswer(Frozen):
    """What the articles say about one figure of a text."""

    start: int
    end: int
    text: str
    value: Amount | Interval
    unit: str | None
    verdict: str = Field(description="supported, partly, contradicted, outdated, not_found")
    reason: str
    why: str
    why_en: str
    outlets: int = Field(description="outlets that say what the first quote says")
    quotes: tuple[QuoteAnswer, ...] = Field(description="the decisive one first; of not_found the nearest")
    record_ids: tuple[str, ...] = Field(description="records of the quoted figures")


def check_answer(ruleset: RuleSet, verdict: Verdict) -> CheckAnswer:
    """A verdict with its reason in both languages."""
    return CheckAnswer(
        start=verdict.start,
        end=verdict.end,
        text=verdict.text,
        value=verdict.value,
        unit=verdict.unit,
        verdict=verdict.verdict,
        reason=verdict.reason,
        why=verdict_reason(ruleset, "id", verdict),
        why_en=verdict_reason(ruleset, "en", verdict),
        outlets=verdict.outlets,
        quotes=tuple(
            QuoteAnswer(
                doc_id=one.doc_id, title=one.title, source=one.source, url=one.url, published=one.published,
                text=one.text, quote=one.quote, value=one.value, unit=one.unit, record_id=one.record_id,
            )
            for one in verdict.evidence
        ),
        record_ids=tuple(dict.fromkeys(one.record_id for one in verdict.evidence if one.record_id)),
    )  # fmt: skip
