"""An event's first and last day hold against a single day inside, and two stretches of one event contradict."""

from __future__ import annotations

import pytest

from extractor.models import Fact, Record
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import dated, days, quantity, summary

RULES = load_rules()
NAME = "Festival Sari Nusantara"


def _of(*told: tuple[str, str, str, str, str]) -> list[Record]:
    articles = [summary(str(n), f"{NAME}\n{text}", day) for n, (text, _, _, _, day) in enumerate(told)]
    facts: list[Fact] = [
        dated(article, phrase, first, last, role="event", what=NAME)
        for article, (_, phrase, first, last, _) in zip(articles, told, strict=True)
    ]
    return list(reconcile(facts, articles, RULES))


@pytest.mark.parametrize(
    ("phrase", "first", "last", "lasts"),
    [
        ("22-23 Mei 2026", "2026-05-22", "2026-05-23", True),
        ("Jumat (22/5/2026)", "2026-05-22", "2026-05-22", False),
        ("minggu ke-3 Mei", "2026-05-15", "2026-05-21", False),
        ("1-30 Juni", "2026-06-01", "2026-06-30", False),
    ],
)
def test_a_stretch_writes_its_first_and_last_day(phrase: str, first: str, last: str, *, lasts: bool) -> None:
    article = summary("a", f"{NAME}\n{NAME} digelar {phrase} di Sleman.", "2026-05-20")
    assert dated(article, phrase, first, last, role="event").lasts is lasts


def test_a_day_inside_does_not_narrow_the_stretch() -> None:
    (record,) = _of(
        (f"{NAME} digelar pada 22-23 Mei 2026 di Sleman.", "22-23 Mei 2026", "2026-05-22", "2026-05-23", "2026-05-20"),
        (
            f"{NAME} digelar di Sleman, Sabtu (23/5/2026).",
            "Sabtu (23/5/2026)",
            "2026-05-23",
            "2026-05-23",
            "2026-05-23",
        ),
    )
    assert (record.relation, record.value) == ("compatible", days("2026-05-22", "2026-05-23"))


def test_a_day_that_more_reports_plan_is_no_part_of_another_event() -> None:
    day = ("24 Mei 2026", "2026-05-24", "2026-05-24")
    (record,) = _of(
        (f"{NAME} digelar di Sleman 24 Mei 2026.", *day, "2026-05-06"),
        (f"{NAME} digelar di Sleman pada 24 Mei 2026.", *day, "2026-05-08"),
        (f"{NAME} digelar di Sleman pada 22-24 Mei 2026.", "22-24 Mei 2026", "2026-05-22", "2026-05-24", "2026-05-18"),
    )
    assert (record.relation, record.value) == ("compatible", days("2026-05-24"))


def test_the_day_of_words_at_an_event_is_not_its_date() -> None:
    text = f"“Harga sudah turun,” kata Dewi dalam acara {NAME}, Sabtu (23/5/2026)."
    assert not _of((text, "Sabtu (23/5/2026)", "2026-05-23", "2026-05-23", "2026-05-23"))


def test_two_stretches_of_one_event_contradict_each_other() -> None:
    (record,) = _of(
        (f"{NAME} digelar pada 22-23 Mei 2026 di Sleman.", "22-23 Mei 2026", "2026-05-22", "2026-05-23", "2026-05-20"),
        (f"{NAME} digelar pada 22-24 Mei 2026 di Sleman.", "22-24 Mei 2026", "2026-05-22", "2026-05-24", "2026-05-20"),
    )
    assert record.relation == "conflict"


def test_a_later_report_moves_the_stretch() -> None:
    (record,) = _of(
        (f"{NAME} digelar pada 12-15 Mei 2026 di Sleman.", "12-15 Mei 2026", "2026-05-12", "2026-05-15", "2026-03-20"),
        (f"{NAME} digelar pada 11-16 Mei 2026 di Sleman.", "11-16 Mei 2026", "2026-05-11", "2026-05-16", "2026-04-14"),
    )
    assert (record.relation, record.value) == ("update", days("2026-05-11", "2026-05-16"))


def test_matches_of_two_days_of_a_tournament_are_no_contradiction() -> None:
    records = _of(
        (f"Sari menang di {NAME}, Rabu (20/5/2026).", "Rabu (20/5/2026)", "2026-05-20", "2026-05-20", "2026-05-20"),
        (f"Dewi kalah di {NAME}, Jumat (22/5/2026).", "Jumat (22/5/2026)", "2026-05-22", "2026-05-22", "2026-05-22"),
    )
    assert [record.relation for record in records] == ["single", "single"]


def test_what_is_added_does_not_contradict_the_whole() -> None:
    texts = ("Polisi meresmikan 20 dapur MBG di Sleman.", "Akan ada tambahan dua dapur MBG di Sleman.")
    articles = [
        summary(name, f"Dapur MBG Sleman\n{text}", "2025-07-29") for name, text in zip("ab", texts, strict=True)
    ]
    facts = [
        quantity(articles[0], "20 dapur", 20, unit="dapur", what="MBG", status="target"),
        quantity(articles[1], "dua dapur", 2, unit="dapur", what="MBG", status="target"),
    ]
    assert all(record.relation == "single" for record in reconcile(facts, articles, RULES))


def test_counts_of_two_years_are_no_growing_total() -> None:
    told = (("4.396.242 debitur", 4_396_242, "2018-12-13"), ("5.812.300 debitur", 5_812_300, "2026-05-25"))
    texts = (
        "Plafon KUR naik\nKUR telah disalurkan kepada",
        "Kinerja bank\nSepanjang tahun lalu bank itu memberi KUR kepada",
    )
    articles = [summary(day, f"{text} {phrase}.", day) for text, (phrase, _, day) in zip(texts, told, strict=True)]
    facts = [
        quantity(article, phrase, value, unit="debitur", what="KUR")
        for article, (phrase, value, _) in zip(articles, told, strict=True)
    ]
    assert [record.relation for record in reconcile(facts, articles, RULES)] == ["single", "single"]


def test_a_body_of_the_state_is_one_counter() -> None:
    article = summary(
        "a", "Cek Kesehatan Gratis\nMenurut data Kementerian Kesehatan RI, 3.210 warga diperiksa.", "2025-06-01"
    )
    fact = quantity(
        article, "3.210 warga", 3210, unit="warga", what="Cek Kesehatan Gratis", counted_by="Kementerian Kesehatan RI"
    )
    (record,) = reconcile([fact], [article], RULES)
    assert record.claims[0].counted_by == "Kementerian Kesehatan"
