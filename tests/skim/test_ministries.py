"""Mentions of bodies, in gold markup."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.ruleset import load_rules
from extractor.skim.ministries import find_bodies
from tests.markup import read_markup

RULES = load_rules()


def assert_marked(marked: str, day: str | None = "2025-06-20", *, empty: bool = False) -> None:
    text, marks = read_markup(marked, empty=empty, tags={"ministry", "agency"})
    found = find_bodies(text, date.fromisoformat(day) if day else None, RULES)
    assert [
        (m.kind, m.start, m.end, m.body, m.via, m.stale) for m in found
    ] == [
        (mark.tag, mark.start, mark.end, mark["id"], mark["via"] or "name", bool(mark["stale"])) for mark in marks
    ]  # fmt: skip


@pytest.mark.parametrize(
    "marked",
    [
        "<ministry id=kemnaker>Kementerian Ketenagakerjaan</ministry> (<ministry id=kemnaker>Kemnaker</ministry>).",
        "<ministry id=kemnaker>Kemenaker</ministry> mencatat kenaikan.",
        "Kata <ministry id=kemendagri via=title>mendagri</ministry>, rapat selesai.",
        "<ministry id=atr-bpn via=title>MenteriAgrariadan Tata Ruang</ministry> hadir.",
        "Jakarta<ministry id=atr-bpn via=title>Wakil MenteriAgraria dan  Tata Ruang</ministry> hadir.",
        "Ia pergi ke <ministry id=kemendagri via=title>Mendagri</ministry>.",
    ],
)
def test_names_and_offices(marked: str) -> None:
    assert_marked(marked)
