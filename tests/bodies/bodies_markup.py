"""Shared by the tests of bodies: markup in, exact comparison with what is found."""

from __future__ import annotations

from datetime import date

from extractor.bodies import find_bodies
from extractor.rules import load_rules
from tests.markup import read_markup

RULES = load_rules()
SUMMER = "2025-07-01"


def assert_bodies(marked: str, day: str | None = SUMMER, *, empty: bool = False) -> None:
    """Every mark must be found with exactly its keys (``via`` defaults to name), and nothing else."""
    text, marks = read_markup(marked, empty=empty, tags={"ministry", "agency"})
    found = [
        (m.kind, text[m.start : m.end], m.start, m.body, m.via, m.stale, ",".join(m.candidates) or None)
        for m in find_bodies(text, date.fromisoformat(day) if day else None, RULES)
    ]
    wanted = [(m.tag, m.text, m.start, m["id"], m["via"] or "name", bool(m["stale"]), m["candidates"]) for m in marks]
    assert found == wanted


def assert_nothing(text: str, day: str | None = SUMMER) -> None:
    """No body may be found."""
    assert_bodies(text, day, empty=True)
