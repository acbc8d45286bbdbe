"""Running totals told by many reports: what belongs to their course and what stands beside it."""

from __future__ import annotations

from extractor.models import Amount, Fact
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import quantity, summary

RULES = load_rules()
COUNTS = [
    ("2025-02-01", "1,2 juta", 1_200_000),
    ("2025-03-01", "2,5 juta", 2_500_000),
    ("2025-04-01", "4,1 juta", 4_100_000),
    ("2025-05-01", "15,3 juta", 15_300_000),
    ("2025-06-01", "16,4 juta", 16_400_000),
    ("2025-07-01", "30,2 juta", 30_200_000),
]


def test_a_running_total_that_jumps_is_one_record() -> None:
    articles = [
        summary(f"a{n}", f"Cek Gratis\nProgram Cek Gratis sudah melayani {text} warga.", day)
        for n, (day, text, _) in enumerate(COUNTS)
    ]
    facts: list[Fact] = [
        quantity(article, f"{text} warga", value, unit="warga", what="Cek Gratis")
        for article, (_, text, value) in zip(articles, COUNTS, strict=True)
    ]
    (record,) = reconcile(facts, articles, RULES)
    assert (record.relation, record.value, len(record.claims)) == (
        "update",
        Amount(min=30_200_000, max=30_200_000),
        len(COUNTS),
    )


def test_what_one_report_gives_beside_the_total_stays_apart_and_what_was_first_planned_does_not_contradict() -> None:
    articles = [
        summary(f"a{n}", f"Cek Gratis\nProgram Cek Gratis sudah melayani {text} warga.", day)
        for n, (day, text, _) in enumerate(COUNTS)
    ]
    facts: list[Fact] = [
        quantity(article, f"{text} warga", value, unit="warga", what="Cek Gratis")
        for article, (_, text, value) in zip(articles, COUNTS, strict=True)
    ]
    more = summary(
        "b",
        "Cek Gratis\nProgram Cek Gratis sudah melayani 30,2 juta warga. Program Cek Gratis menunggu 38 juta warga. "
        "Program Cek Gratis awalnya untuk 12,5 juta warga.",
        "2025-07-02",
    )
    facts += [
        quantity(more, "30,2 juta warga", 30_200_000, unit="warga", what="Cek Gratis"),
        quantity(more, "38 juta warga", 38_000_000, unit="warga", what="Cek Gratis"),
        quantity(more, "12,5 juta warga", 12_500_000, unit="warga", what="Cek Gratis"),
    ]
    found = {len(record.claims): record for record in reconcile(facts, [*articles, more], RULES)}
    main = found[max(found)]
    assert (main.relation, main.value) == ("update", Amount(min=30_200_000, max=30_200_000))
    assert "38 juta warga" not in [claim.text for claim in main.claims]


def test_a_small_figure_beside_the_total_does_not_draw_later_counts_to_itself() -> None:
    articles = [
        summary(
            f"a{n}",
            f"Cek Gratis\nProgram Cek Gratis sudah melayani {text} warga."
            + (" Program Cek Gratis melayani lagi 410 ribu warga." if n == 1 else ""),
            day,
        )
        for n, (day, text, _) in enumerate(COUNTS)
    ]
    facts: list[Fact] = [
        quantity(article, f"{text} warga", value, unit="warga", what="Cek Gratis")
        for article, (_, text, value) in zip(articles, COUNTS, strict=True)
    ]
    facts.append(quantity(articles[1], "410 ribu warga", 410_000, unit="warga", what="Cek Gratis"))
    found = sorted((len(record.claims), record.relation) for record in reconcile(facts, articles, RULES))
    assert found == [(1, "single"), (len(COUNTS), "update")]


def test_a_plan_that_others_give_before_and_after_is_not_revised_by_one_report() -> None:
    told = [("2025-02-01", "900 ribu", 900_000)] * 2 + [("2025-03-01", "820 ribu", 820_000)]
    told += [("2025-04-01", "900 ribu", 900_000), ("2025-05-01", "900 ribu", 900_000)]
    articles = [
        summary(f"a{n}", f"Cek Gratis\nCek Gratis ditargetkan menjangkau {text} warga tahun ini.", day)
        for n, (day, text, _) in enumerate(told)
    ]
    facts: list[Fact] = [
        quantity(article, f"{text} warga", value, unit="warga", what="Cek Gratis", status="target")
        for article, (_, text, value) in zip(articles, told, strict=True)
    ]
    found = sorted((len(record.claims), record.relation) for record in reconcile(facts, articles, RULES))
    assert found == [(1, "single"), (4, "agree")]


def test_a_plan_that_is_revised_stays_one_record() -> None:
    told = [("2025-02-01", "900 ribu", 900_000)] * 3 + [("2025-06-01", "820 ribu", 820_000)]
    articles = [
        summary(f"a{n}", f"Cek Gratis\nCek Gratis ditargetkan menjangkau {text} warga tahun ini.", day)
        for n, (day, text, _) in enumerate(told)
    ]
    facts: list[Fact] = [
        quantity(article, f"{text} warga", value, unit="warga", what="Cek Gratis", status="target")
        for article, (_, text, value) in zip(articles, told, strict=True)
    ]
    (record,) = reconcile(facts, articles, RULES)
    assert (record.relation, record.value) == ("update", Amount(min=820_000, max=820_000))
