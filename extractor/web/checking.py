"""Verdicts for a pasted text, in the desk."""

from __future__ import annotations

from datetime import date

from extractor.desk import checking
from extractor.desk.checking import Checked
from extractor.web.desk import Desk

# Processor time of one check: forty figures against a hundred thousand articles. Pages are answered meanwhile.
_SECONDS = 8.0


def check_text(desk: Desk, text: str, published: date | None) -> Checked:
    """Compare each figure of the text with what the articles say. Raises :class:`~extractor.web.desk.Busy`."""
    with desk.turn():
        return checking.check_text(text, published, desk.store, desk.ruleset, _SECONDS)
