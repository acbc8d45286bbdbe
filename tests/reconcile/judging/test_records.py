"""Whole records from small sets of facts: relation, value, reason."""

from __future__ import annotations

import random

import pytest

from extractor.models import Amount, ArticleSummary, Fact, Interval, Record
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import dated, days, quantity, summary

RULES = load_rules()


def records(facts: list[Fact], articles: list[ArticleSummary]) -> list[Record]:
    return list(reconcile(facts, articles, RULES))


def only(facts: list[Fact], articles: list[ArticleSummary]) -> Record:
    found = records(facts, articles)
    assert len(found) == 1, [(record.value, record.why) for record in found]
    return found[0]


def test_one_claim_is_single_and_its_reason_names_the_source() -> None:
    article = summary("a", "Pelatihan\nPelatihan barista diikuti 120 peserta di aula.", source="kabar.id")
    record = only([quantity(article, "120 peserta", 120, what="pelatihan barista")], [article])
    assert (record.relation, record.value, record.sources) == ("single", Amount(min=120, max=120), 1)
    assert record.why == "Baru satu laporan yang menyebutnya: “120 peserta” (kabar.id, 1 Juni 2025)."


def test_a_running_total_that_grows_is_an_update_with_a_history() -> None:
    first = summary("a", "Cek Gratis\nProgram Cek Gratis sudah melayani 1,2 juta warga.", "2025-03-01")
    later = summary("b", "Cek Gratis\nProgram Cek Gratis sudah melayani 4,5 juta warga.", "2025-05-01")
    facts: list[Fact] = [
        quantity(first, "1,2 juta warga", 1_200_000, unit="warga", what="Cek Gratis"),
        quantity(later, "4,5 juta warga", 4_500_000, unit="warga", what="Cek Gratis"),
    ]
    record = only(facts, [first, later])
    assert (record.relation, record.value) == ("update", Amount(min=4_500_000, max=4_500_000))
    assert [moment.value for moment in record.history] == [
        Amount(min=1_200_000, max=1_200_000),
        Amount(min=4_500_000, max=4_500_000),
    ]
    assert "1,2 juta warga (1 Maret 2025)" in record.why


def test_a_running_total_that_falls_is_a_conflict() -> None:
    first = summary("a", "Cek Gratis\nProgram Cek Gratis sudah melayani 4.812 warga.", "2025-03-01")
    later = summary("b", "Cek Gratis\nProgram Cek Gratis sudah melayani 4.125 warga.", "2025-03-09")
    facts: list[Fact] = [
        quantity(first, "4.812 warga", 4_812, unit="warga", what="Cek Gratis"),
        quantity(later, "4.125 warga", 4_125, unit="warga", what="Cek Gratis"),
    ]
    assert only(facts, [first, later]).relation == "conflict"


def test_a_target_never_joins_a_result() -> None:
    article = summary("a", "Koperasi\nTarget 80 ribu koperasi terbentuk. Kini sudah 80 ribu koperasi terbentuk.")
    facts: list[Fact] = [
        quantity(article, "80 ribu koperasi", 80_000, unit="koperasi", status="target", what="Koperasi Desa"),
        quantity(article, "80 ribu koperasi", 80_000, nth=2, unit="koperasi", what="Koperasi Desa"),
    ]
    assert {record.attribute for record in records(facts, [article])} == {"target", "participants"}
    assert len(records(facts, [article])) == 2


def test_a_range_that_holds_all_other_figures_is_the_value_and_the_flat_headline_is_named() -> None:
    headline = summary("a", "Latih 10.000 UMKM\nPelatihan wirausaha menyasar hingga 10.000 UMKM.", source="satu.id")
    ranged = summary(
        "b", "Pelatihan wirausaha\nPelatihan wirausaha menyasar 5.000 hingga 10.000 UMKM.", source="dua.id"
    )
    facts: list[Fact] = [
        quantity(headline, "10.000 UMKM", 10_000, unit="umkm", status="target", what="pelatihan wirausaha"),
        quantity(
            headline, "10.000 UMKM", None, 10_000, nth=2, unit="umkm", status="target", what="pelatihan wirausaha"
        ),
        quantity(
            ranged, "5.000 hingga 10.000 UMKM", 5_000, 10_000, unit="umkm", status="target", what="pelatihan wirausaha"
        ),
    ]
    record = only(facts, [headline, ranged])
    assert (record.relation, record.value) == ("compatible", Amount(min=5_000, max=10_000))
    assert "Judul satu.id memuat “10.000 UMKM”" in record.why


@pytest.mark.parametrize(("body", "low", "high", "named"), [
    ("lebih dari 650 ribu siswa", 650_000, None, False), ("hingga 650 ribu siswa", None, 650_000, True),
])  # fmt: skip
def test_a_headline_that_rounds_down_is_at_no_fault(body: str, low: int | None, high: int | None, named: bool) -> None:
    article = summary("a", f"Latih 650 Ribu Siswa\nPelatihan wirausaha menyasar {body}.", source="satu.id")
    facts: list[Fact] = [
        quantity(article, "650 Ribu Siswa", 650_000, unit="siswa", status="target", what="pelatihan wirausaha"),
        quantity(article, "650 ribu siswa", low, high, unit="siswa", status="target", what="pelatihan wirausaha"),
    ]
    assert ("Judul satu.id" in only(facts, [article]).why) is named


def test_a_deadline_is_a_record_of_its_own_and_a_later_plan_updates_it() -> None:
    first = summary("a", "Jembatan\nTarget 40 jembatan rampung pada Agustus 2025.", "2025-03-01")
    later = summary("b", "Jembatan\nTarget 40 jembatan rampung pada Oktober 2025.", "2025-06-01")
    due = dated(first, "Agustus 2025", "2025-08-01", "2025-08-31", target=True, role="due", what="Jembatan Desa")
    moved = dated(later, "Oktober 2025", "2025-10-01", "2025-10-31", target=True, role="due", what="Jembatan Desa")
    facts: list[Fact] = [due, moved]
    for article, date_ in ((first, due), (later, moved)):
        facts.append(
            quantity(
                article,
                "40 jembatan",
                40,
                unit="jembatan",
                status="target",
                what="Jembatan Desa",
                due=Interval(from_=date_.from_, to=date_.to),
                due_fact=date_.fact_id,
            )
        )
    by_attribute = {record.attribute: record for record in records(facts, [first, later])}
    assert by_attribute["target"].relation == "agree"
    deadline = by_attribute["due_date"]
    assert (deadline.relation, deadline.value) == ("update", days("2025-10-01", "2025-10-31"))
    assert deadline.unit == "jembatan"


def test_records_do_not_depend_on_the_order_of_the_input() -> None:
    articles = [
        summary(f"d{i}", f"Program Sehat\nProgram Sehat melayani {i + 1}00 pasien.", f"2025-0{i % 6 + 1}-01")
        for i in range(9)
    ]
    facts: list[Fact] = [
        quantity(article, f"{i + 1}00 pasien", (i + 1) * 100, unit="pasien", what="Program Sehat")
        for i, article in enumerate(articles)
    ]
    expected = [record.model_dump_json() for record in records(facts, articles)]
    for seed in range(5):
        random.Random(seed).shuffle(facts)
        random.Random(seed + 9).shuffle(articles)
        assert [record.model_dump_json() for record in records(facts, articles)] == expected
