"""Days of one event, days of two, and days on which somebody only spoke."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import ArticleSummary, Fact
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import dated, days, summary

RULES = load_rules()


def test_two_days_in_a_row_are_the_days_of_one_event() -> None:
    article = summary("a", "Rapat Desa Sari\nRapat Desa Sari digelar pada 17 dan 18 Juni 2025 di balai.", "2025-06-20")
    facts: list[Fact] = [
        dated(article, "17", "2025-06-17", nth=1, role="event", what="Rapat Desa Sari"),
        dated(article, "18 Juni 2025", "2025-06-18", role="event", what="Rapat Desa Sari"),
    ]
    (record,) = reconcile(facts, [article], RULES)
    assert (record.relation, record.value) == ("compatible", days("2025-06-17", "2025-06-18"))


def test_meetings_of_two_companies_are_no_contradiction() -> None:
    first = summary("a", "Dividen Satria\nRapat Umum Tahunan Satria Jaya digelar Kamis, 12 Juni 2025.", "2025-06-13")
    last = summary("b", "Direksi baru\nRapat Umum Tahunan Lestari Raya digelar Selasa, 17 Juni 2025.", "2025-06-18")
    facts: list[Fact] = [
        dated(first, "Kamis, 12 Juni 2025", "2025-06-12", role="event", what="Rapat Umum Tahunan"),
        dated(last, "Selasa, 17 Juni 2025", "2025-06-17", role="event", what="Rapat Umum Tahunan"),
    ]
    assert sorted(record.relation for record in reconcile(facts, [first, last], RULES)) == ["single", "single"]


def test_the_day_of_a_statement_and_a_year_in_passing_stand_in_no_record() -> None:
    article = summary(
        "a",
        "Harga beras\n“Harga sudah turun,” kata Dewi di Sleman, Rabu (18/6/2025).\nInflasi pada 2026 rendah.",
        "2025-06-18",
    )
    facts: list[Fact] = [
        dated(article, "Rabu (18/6/2025)", "2025-06-18", role="event"),
        dated(article, "2026", "2026-01-01", "2026-12-31", role="event"),
    ]
    assert list(reconcile(facts, [article], RULES)) == []


def _played(doc_id: str, when: str, day: str) -> tuple[ArticleSummary, Fact]:
    text = f"Kartini vs Melati di Piala Sari\nLaga Kartini vs Melati di Piala Sari digelar di Stadion Kenari, {when}."
    article = summary(doc_id, text, "2025-06-11")
    phrase = when[: when.index(")") + 1]
    return article, dated(article, phrase, day, role="event", what="Kartini vs Melati")


@pytest.mark.parametrize(("second", "relation"), [("dini hari WIB", "compatible"), ("siang WIB", "conflict")])
def test_before_dawn_and_late_on_the_day_before_are_one_night(second: str, relation: str) -> None:
    told = [
        _played("a", "Selasa (10/6/2025) pukul 23.30 WIB", "2025-06-10"),
        _played("b", "Selasa (10/6/2025) malam WIB", "2025-06-10"),
        _played("c", f"Rabu (11/6/2025) {second}", "2025-06-11"),
    ]
    (record,) = reconcile([fact for _, fact in told], [article for article, _ in told], RULES)
    assert (record.relation, record.value) == (relation, days("2025-06-10"))
    assert [claim.text for claim in record.claims] == ["Selasa (10/6/2025)"] * 2 + ["Rabu (11/6/2025)"]


@pytest.mark.parametrize("second", ["malam hingga dini hari WIB", "dini hari WIB"])
def test_a_night_that_goes_on_till_dawn_began_on_its_own_day(second: str) -> None:
    first = "malam WIB" if second.startswith("malam") else "saat penonton bermalam"
    told = [
        _played("a", f"Senin (9/6/2025) {first}", "2025-06-09"),
        _played("b", f"Selasa (10/6/2025) {second}", "2025-06-10"),
        _played("c", f"Selasa (10/6/2025) {second}", "2025-06-10"),
    ]
    (record,) = reconcile([fact for _, fact in told], [article for article, _ in told], RULES)
    assert (record.relation, record.value) == ("conflict", days("2025-06-10"))


def test_a_year_that_its_own_weekday_denies_loses_against_one_report() -> None:
    right = summary("a", "Kongres Sari\nKongres Sari dimulai Selasa (14/5/2024).", "2024-05-10")
    wrong = summary("b", "Kongres Sari dekat\nKongres Sari dimulai Selasa (14/5/2023).", "2024-05-12")
    slipped = {"weekday_conflict": True, "likely": date(2024, 5, 14)}
    for fields, value in ((slipped, days("2024-05-14")), ({}, None)):
        facts: list[Fact] = [
            dated(right, "Selasa (14/5/2024)", "2024-05-14", role="start", what="Kongres Sari"),
            dated(wrong, "Selasa (14/5/2023)", "2023-05-14", role="start", what="Kongres Sari", **fields),
        ]
        (record,) = reconcile(facts, [right, wrong], RULES)
        assert (record.relation, record.value) == ("conflict", value)
    assert record.claims[1].slip is None
