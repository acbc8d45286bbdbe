"""The evidence of a join in words, in both languages, and what a reason says of superseded claims."""

from __future__ import annotations

import pytest

from extractor.messages.values import Language
from extractor.models import Fact, Record
from extractor.reconcile import reconcile
from extractor.reconcile.grouping.joins import explain_joins
from extractor.reconcile.settings import load_settings
from extractor.rules import load_rules
from tests.reconcile.facts import dated, quantity, summary

RULES = load_rules()
WEIGHTS = load_settings(RULES).weights


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("id", "Tiga angka penting atau lebih jarang sama secara kebetulan (1 dari 900 atau kurang)."),
        ("en", "A chance agreement of three or more significant digits is rare (1 in 900 and less)."),
    ],
)
def test_the_evidence_of_a_join_is_told_in_the_readers_language(language: Language, reason: str) -> None:
    articles = [summary(f"a{n}", f"Kursus las {n}\nKursus las diikuti 1.542 peserta di aula.") for n in range(2)]
    facts: list[Fact] = [quantity(article, "1.542 peserta", 1542, what="kursus las") for article in articles]
    (record,) = reconcile(facts, articles, RULES)
    (join,) = explain_joins(record, facts, articles, RULES, language)
    assert ("equal_exact", round(WEIGHTS["equal_exact"], 2), reason) in join.evidence
    assert all(words for _, _, words in join.evidence)


def test_the_evidence_of_a_join_of_dates_is_told_too() -> None:
    articles = [
        summary(f"a{n}", f"Kursus las {n}\nKursus las dimulai 15 Oktober 2025.", f"2025-10-0{n + 1}") for n in range(2)
    ]
    facts: list[Fact] = [
        dated(article, "15 Oktober 2025", "2025-10-15", role="start", what="kursus las") for article in articles
    ]
    (record,) = reconcile(facts, articles, RULES)
    (join,) = explain_joins(record, facts, articles, RULES)
    assert ("date_same", round(WEIGHTS["date_same"], 2), "Harinya tepat sama.") in join.evidence
    assert join.score == pytest.approx(sum(points for _, points, _ in join.evidence), abs=0.05)


def updated(days: list[str | None]) -> Record:
    """A target of 900, then of 700, each in a report of its own day."""
    articles, facts = [], []
    for number, day in zip((900, 700), days, strict=True):
        article = summary(f"a{number}", f"Cek Gratis\nCek Gratis ditargetkan menjangkau {number} puskesmas.", day)
        articles.append(article)
        facts.append(quantity(article, f"{number} puskesmas", number, unit="puskesmas", what="CKG", status="target"))
    (record,) = reconcile(facts, articles, RULES)
    return record


def test_a_superseded_claim_without_a_day_is_named() -> None:
    record = updated([None, "2025-06-01"])
    assert record.relation == "update"
    assert record.why.startswith(
        "Berubah dari waktu ke waktu: 900 puskesmas (tanpa tanggal), 700 puskesmas (1 Juni 2025)."
    )
    assert "900 puskesmas (undated), 700 puskesmas (1 June 2025)" in record.why_en


def test_of_one_day_what_no_longer_holds_is_told_first() -> None:
    text = "Cek Gratis\nTarget Cek Gratis semula 900 puskesmas. Kini target Cek Gratis direvisi jadi 700 puskesmas."
    article = summary("a", text, "2025-06-01")
    facts: list[Fact] = [
        quantity(article, f"{number} puskesmas", number, unit="puskesmas", what="CKG", status="target")
        for number in (900, 700)
    ]
    (record,) = reconcile(facts, [article], RULES)
    assert "900 puskesmas (1 Juni 2025), 700 puskesmas (1 Juni 2025)" in record.why
