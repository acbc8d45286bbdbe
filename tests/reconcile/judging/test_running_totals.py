"""A running total of any size ends at its latest count; parts, plans and words for an order of magnitude stay out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from extractor.models import Amount, ArticleSummary, Fact
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import quantity, summary

RULES = load_rules()


@pytest.mark.parametrize("size", [3, 30, 300, pytest.param(3000, marks=pytest.mark.slow)])
def test_a_planted_total_ends_at_its_latest_count(size: int) -> None:
    articles: list[ArticleSummary] = []
    facts: list[Fact] = []
    for number in range(size):
        value = 1_000_000 + 20_000 * number
        day = (date(2025, 1, 6) + timedelta(days=number)).isoformat()
        phrase = f"{value:,} penerima manfaat".replace(",", ".")
        article = summary(f"a{number:04}", f"Laporan {number}\nMBG telah melayani {phrase}.", day)
        articles.append(article)
        facts.append(quantity(article, phrase, value, unit="penerima manfaat", what="Makan Bergizi Gratis"))
    odd = summary("z", "Warga gembira\nMBG melayani jutaan penerima manfaat di desa.", "2025-01-07")
    facts.append(
        quantity(odd, "jutaan penerima manfaat", 1e6, 9_999_999, unit="penerima manfaat", what="MBG", approx=True)
    )
    main = max(reconcile(facts, [*articles, odd], RULES), key=lambda record: len(record.claims))
    last = 1_000_000 + 20_000 * (size - 1)
    assert (main.relation, main.value, main.high) == ("update", Amount(min=last, max=last), last)
    assert (main.title, main.title_en) == ("Penerima manfaat MBG yang terlayani", "Recipients served by MBG")


def test_two_outlets_that_swap_digits_are_in_conflict_on_any_day() -> None:
    facts: list[Fact] = []
    articles = []
    for number, value in enumerate((140_000_000, 140_000_000, 104_000_000)):
        phrase = f"{value // 1_000_000} juta warga"
        article = summary(
            f"a{number}",
            f"Cek Gratis\nCek Gratis menjangkau {phrase}.",
            f"2025-0{number + 2}-01",
            source=f"o{number}.id",
        )
        articles.append(article)
        facts.append(quantity(article, phrase, value, unit="warga", what="Cek Gratis"))
    (record,) = reconcile(facts, articles, RULES)
    assert (record.relation, record.value) == ("conflict", Amount(min=140_000_000, max=140_000_000))


def test_counts_of_a_report_without_a_day_are_no_course() -> None:
    text = "Penerima MBG\nMBG menjangkau 1.900 siswa. MBG menjangkau 1.941 siswa. MBG menjangkau 1.981 siswa."
    article = summary("a", text, None)
    facts: list[Fact] = [
        quantity(article, f"{value:,} siswa".replace(",", "."), value, unit="siswa", what="Makan Bergizi Gratis")
        for value in (1_900, 1_941, 1_981)
    ]
    found = list(reconcile(facts, [article], RULES))
    assert sum(len(record.claims) for record in found) == len(facts)
