"""Days of one event, days of two, and days on which somebody only spoke."""

from __future__ import annotations

from extractor.models import Fact
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
