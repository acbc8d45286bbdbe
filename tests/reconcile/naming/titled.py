"""Titles of records that are made of a sentence or two."""

from __future__ import annotations

from typing import Any

from extractor.models import Fact, Record
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import dated, quantity, summary

RULES = load_rules()


def of_figure(sentence: str, phrase: str, **fields: Any) -> tuple[str, str] | None:
    article = summary("a", f"Kabar hari ini\n{sentence}")
    return titles(list(reconcile([quantity(article, phrase, 500, **fields)], [article], RULES)))


def of_day(sentence: str, role: str, **fields: Any) -> tuple[str, str] | None:
    article = summary("a", f"Kabar hari ini\n{sentence}")
    facts: list[Fact] = [dated(article, "12 Juni 2025", "2025-06-12", role=role, **fields)]
    return titles(list(reconcile(facts, [article], RULES)))


def titles(found: list[Record]) -> tuple[str, str] | None:
    return (found[0].title, found[0].title_en) if found else None


def of_days(headline: str, *sentences: str) -> str:
    """The title of one record of days, each told by a sentence of its own under one headline."""
    article = summary("a", "\n".join((headline, *sentences)))
    facts = [
        dated(article, "12 Juni 2025", "2025-06-12", role="event", nth=nth) for nth in range(1, len(sentences) + 1)
    ]
    found = list(reconcile(facts, [article], RULES))
    return found[0].title if len(found) == 1 else ""
