"""Verdicts as JSON carries them: in the API, the exports and the terminal alike."""

from __future__ import annotations

from pydantic import Field

from extractor.desk.checking import Verdict
from extractor.desk.labels import verdict_reason
from extractor.rules import RuleSet


class CheckAnswer(Verdict):
    """A verdict with its reason in both languages."""

    why: str
    why_en: str
    record_ids: tuple[str, ...] = Field(description="records of the quoted figures")


def check_answer(ruleset: RuleSet, verdict: Verdict) -> CheckAnswer:
    """The verdict as it is answered."""
    return CheckAnswer(
        **dict(verdict),
        why=verdict_reason(ruleset, "id", verdict),
        why_en=verdict_reason(ruleset, "en", verdict),
        record_ids=tuple(dict.fromkeys(one.record_id for one in verdict.quotes if one.record_id)),
    )
