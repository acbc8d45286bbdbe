"""Two reports that cannot both hold of one thing are a conflict; what only looks alike stays apart."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.models import Amount, ArticleSummary, Fact, Flag, Interval, Record
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import dated, days, quantity, summary

RULES = load_rules()
SURE = RULES.yaml("reconcile.yaml")["thresholds"]
LEAST = next(entry["value"] for entry in SURE if entry["id"] == "rival")


def told(
    first: str, second: str, *, days: tuple[str, str] = ("2025-06-04", "2025-06-05"), **fields: Any
) -> list[Record]:
    """Records of two reports in the same words but for the number."""
    facts: list[Fact] = []
    articles: list[ArticleSummary] = []
    for number, (phrase, day) in enumerate(zip((first, second), days, strict=True)):
        article = summary(f"a{number}", f"Kelas Nelayan diikuti {phrase} di pesisir, kata Sari Dewi.", day)
        articles.append(article)
        value = float(phrase.split()[0].replace(".", "").replace(",", "."))
        value *= {"ribu": 1e3, "juta": 1e6}.get(phrase.split()[1], 1)
        facts.append(quantity(article, phrase, value, what="Kelas Nelayan", said_by="Sari Dewi", **fields))
    return list(reconcile(facts, articles, RULES))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("9.700 peserta", "9,7 juta peserta"),
        ("1.200 peserta", "12.000 peserta"),
        ("20 ribu peserta", "20 juta peserta"),
        ("36,7 juta peserta", "3,67 juta peserta"),
        ("10.450 peserta", "10.540 peserta"),
        ("35.040 peserta", "35.400 peserta"),
    ],
)
@pytest.mark.parametrize("status", ["target", "realised"])
def test_another_scale_or_digits_changed_over_is_one_figure_in_dispute(first: str, second: str, status: str) -> None:
    (record,) = told(first, second, status=status)
    assert (record.relation, record.value) == ("conflict", None)
    assert "Salah satunya keliru: mungkin" in record.why
    assert record.contradiction is not None
    assert record.contradiction >= LEAST


@pytest.mark.parametrize(
    ("first", "second", "fields"),
    [
        ("1.200 peserta", "12.000 peserta", {"days": ("2025-06-04", "2025-08-04")}),
        ("1.200 peserta", "1.350 peserta", {}),
        ("1.200 peserta", "47.000 peserta", {}),
    ],
)
def test_growth_and_chance_are_no_dispute(first: str, second: str, fields: dict[str, Any]) -> None:
    assert all(record.relation != "conflict" for record in told(first, second, **fields))


@pytest.mark.parametrize(("behind", "relation"), [("itu", "single"), ("tersebut", "single"), ("lagi", "conflict")])
def test_a_group_that_a_report_points_back_to_is_not_disputed(behind: str, relation: str) -> None:
    texts = (
        f"Kelas Nelayan diikuti 1.200 peserta {behind}, kata Sari Dewi.",
        "Kelas Nelayan diikuti 12.000 peserta di pesisir, kata Sari Dewi.",
    )
    articles = [summary(f"a{number}", text, "2025-06-04") for number, text in enumerate(texts)]
    facts: list[Fact] = [
        quantity(articles[0], "1.200 peserta", 1200, what="Kelas Nelayan", said_by="Sari Dewi"),
        quantity(articles[1], "12.000 peserta", 12000, what="Kelas Nelayan", said_by="Sari Dewi"),
    ]
    assert {record.relation for record in reconcile(facts, articles, RULES)} == {relation}


def test_a_report_that_gives_both_values_counts_two_things() -> None:
    one = summary("a", "Kelas Nelayan diikuti 1.200 peserta. Kelas Nelayan diminati 12.000 peserta.", "2025-06-04")
    other = summary("b", "Kelas Nelayan diikuti 12.000 peserta.", "2025-06-05")
    facts: list[Fact] = [
        quantity(one, "1.200 peserta", 1200, what="Kelas Nelayan"),
        quantity(one, "12.000 peserta", 12000, what="Kelas Nelayan"),
        quantity(other, "12.000 peserta", 12000, what="Kelas Nelayan"),
    ]
    found = reconcile(facts, [one, other], RULES)
    assert sorted(record.relation for record in found) == ["agree", "single"]


def test_parts_that_add_up_to_the_other_value_tell_which_of_two_attendances_is_wrong() -> None:
    texts = {
        "a": "Kementerian Pertanian menandatangani naskah dengan 29 mitra di Bogor, Kamis (20/3/2025).",
        "b": "Menurut Sari dari Kementan, ada 30 mitra yang hadir: dua belas kampus dan 17 pabrik, Kamis (20/3/2025).",
    }
    articles = {name: summary(name, text, "2025-03-21") for name, text in texts.items()}
    wrong = Flag(kind="sum_mismatch", start=0, end=1, params={"total": 30, "sum": 29, "parts": "dua belas + 17"})
    articles["b"] = articles["b"].model_copy(update={"flags": (wrong,)})
    facts: list[Fact] = [
        quantity(article, f"{value} mitra", value, unit="mitra", as_of=days("2025-03-20"), ministries=("kementan",))
        for article, value in zip(articles.values(), (29, 30), strict=True)
    ]
    (record,) = reconcile(facts, articles.values(), RULES)
    assert record.relation == "conflict"
    apart = reconcile(facts, [articles["a"], articles["b"].model_copy(update={"flags": ()})], RULES)
    assert [one.relation for one in apart] == ["single", "single"]


def test_a_slip_that_most_reports_contradict_is_named_and_loses() -> None:
    facts: list[Fact] = []
    articles = []
    for number, phrase in enumerate(("20 ribu peserta", "20 ribu peserta", "20 juta peserta")):
        article = summary(f"a{number}", f"Kelas Nelayan diikuti {phrase} di pesisir.", f"2025-06-0{number + 1}")
        articles.append(article)
        facts.append(quantity(article, phrase, 20e6 if "juta" in phrase else 20e3, what="Kelas Nelayan"))
    (record,) = reconcile(facts, articles, RULES)
    assert (record.relation, record.value) == ("conflict", Amount(min=20e3, max=20e3))
    assert [claim.slip for claim in record.claims] == [None, None, "thousand"]


@pytest.mark.parametrize(("wrong", "likely"), [("Kamis, 20 Maret 2024", "2025-03-20"), ("Kamis, 20 Maret 2024", None)])
def test_a_day_of_another_year_is_in_dispute_where_its_weekday_says_so(wrong: str, likely: str | None) -> None:
    facts: list[Fact] = []
    articles = []
    for number, (phrase, day) in enumerate((("Kamis, 20 Maret 2025", "2025-03-20"), (wrong, "2024-03-20"))):
        article = summary(f"a{number}", f"Naskah kerja sama petani garam diteken di Bogor, {phrase}.", None)
        articles.append(article)
        fields: dict[str, Any] = {"likely": likely} if number and likely else {}
        facts.append(
            dated(
                article, phrase, day, role="event", what="kerja sama petani garam", ministries=("kementan",), **fields
            )
        )
    found = sorted(reconcile(facts, articles, RULES), key=lambda record: record.record_id)
    assert [record.relation for record in found] == ["conflict"]
    assert found[0].value in (None, Interval(from_="2025-03-20", to="2025-03-20"))


def test_what_every_report_says_of_its_own_day_recurs() -> None:
    facts: list[Fact] = []
    articles = []
    for number in (3, 14, 25):
        phrase, day = f"Senin ({number}/11)", f"2025-11-{number:02}"
        article = summary(f"a{number}", f"Harga emas Pulau Sari mulai naik {phrase} di Bogor.", day)
        articles.append(article)
        facts.append(dated(article, phrase, day, role="start", what="harga emas Pulau Sari", target=True))
    assert all(record.relation != "conflict" for record in reconcile(facts, articles, RULES))
