"""Templates and what they may use; shared by the pages of the desk and the self-contained report."""

from __future__ import annotations

from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from extractor import __version__
from extractor.desk import present
from extractor.desk.days import Teller, told_days, told_value
from extractor.desk.labels import (
    apart,
    body_name,
    check_paragraph,
    confidence_words,
    kind_of,
    remarks,
    slip_words,
    title_of,
    verdict_reason,
)
from extractor.desk.pictures.course import course
from extractor.messages.phrases import phrases
from extractor.messages.values import Language, format_day, format_number, outlet_name
from extractor.models import Amount, Interval, Record
from extractor.rules import RuleSet

_HERE = Path(__file__).parent
#: Styles and scripts of the pages.
STATIC = _HERE / "static"


@lru_cache(maxsize=4)
def _environment(ruleset: RuleSet) -> Environment:
    """Templates compiled once; the names of bodies come from the rules."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        visible=present.visible, safe_url=present.safe_url, body_name=partial(body_name, ruleset)
    )
    return environment


def context(ruleset: RuleSet, language: Language) -> dict[str, Any]:
    """What every template may use; the report uses the same."""

    def reason(record: Record) -> str:
        return record.why_en if language == "en" else record.why

    def span_of(record: Record) -> str:
        if record.low is None or record.high is None or record.low == record.high:
            return ""
        low, high = (
            format_day(end, language) if isinstance(end, date) else format_number(end, language)
            for end in (record.low, record.high)
        )
        return phrases(ruleset, language)("low_high", low=low, high=high)

    def value(amount: Amount | Interval | None, unit: str | None, of: Teller | None, approx: bool = False) -> str:
        return told_value(amount, unit, of, ruleset, language, approx=approx)

    return {
        "t": phrases(ruleset, language),
        "language": language,
        "version": __version__,
        "digest": ruleset.digest,
        "reason": reason,
        "span_of": span_of,
        "value": value,
        "day": partial(format_day, language=language),
        "days": partial(told_days, ruleset=ruleset, language=language),
        "number": partial(format_number, language=language),
        "course": partial(course, language=language),
        "columns_of": present.columns_of,
        "unit_beside": present.unit_beside,
        "quote": present.quoted,
        "article_url": present.article_url,
        "remarks": partial(remarks, ruleset, language),
        "slip_words": partial(slip_words, ruleset, language),
        "verdict_why": partial(verdict_reason, ruleset, language),
        "check_paragraph": partial(check_paragraph, ruleset, language),
        "outlet_of": lambda told: outlet_name(told.source, told.doc_id, language),
        "confidence": lambda claim: confidence_words(claim, ruleset, language),
        "kind_of": kind_of,
        "title_of": partial(title_of, language=language),
        "apart": partial(apart, language=language),
    }


def template(name: str, ruleset: RuleSet, language: Language, **fields: object) -> str:
    """A template filled in."""
    return _environment(ruleset).get_template(name).render({**context(ruleset, language), **fields})
