"""Verdicts for a pasted text, in the desk and with their reasons in words."""

from __future__ import annotations

from datetime import date

from extractor.desk.check import Verdict, check_article, pasted_article
from extractor.web.desk import Desk


def check_text(desk: Desk, text: str, published: date | None) -> list[Verdict]:
    """Extract the text's facts and compare each with the records."""
    return check_article(pasted_article(text, published), desk.read, desk.store, desk.ruleset)
