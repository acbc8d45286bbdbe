"""Records of days: deadlines that are moved, left open, or only stand beside another."""

from __future__ import annotations

import pytest

from extractor.models import Fact, Interval
from extractor.reconcile import reconcile
from extractor.reconcile.grouping.parting import part_dates
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.dated import read_dates
from extractor.rules import load_rules
from tests.reconcile.facts import dated, days, summary

RULES = load_rules()


def test_a_report_that_tells_of_the_old_and_the_new_deadline_gives_the_new_one() -> None:
    first = summary("a", "Cek Gratis\nCek Gratis harus tuntas di semua puskesmas akhir 2025.", "2025-05-01")
    later = summary(
        "b",
        "Cek Gratis mundur ke Maret 2026\nCek Gratis di semua puskesmas mundur jadi Maret 2026, semula akhir 2025.",
        "2025-11-03",
    )
    facts: list[Fact] = [
        dated(first, "akhir 2025", "2025-12-01", "2025-12-31", role="due", what="Cek Gratis"),
        dated(later, "Maret 2026", "2026-03-01", "2026-03-31", role="due", what="Cek Gratis"),
        dated(later, "Maret 2026", "2026-03-01", "2026-03-31", nth=2, role="due", what="Cek Gratis"),
        dated(later, "akhir 2025", "2025-12-01", "2025-12-31", role="due", what="Cek Gratis"),
    ]
    (record,) = reconcile(facts, [first, later], RULES)
    assert (record.relation, record.value, len(record.claims)) == ("update", days("2026-03-01", "2026-03-31"), 4)


def test_alternatives_of_one_deadline_do_not_contradict_each_other() -> None:
    first = summary(
        "a", "Cek Gratis\nCek Gratis harus tuntas pada akhir Mei atau awal Juni di semua puskesmas.", "2025-05-02"
    )
    facts: list[Fact] = [
        dated(first, "akhir Mei", "2025-05-21", "2025-05-31", role="due", what="Cek Gratis"),
        dated(first, "awal Juni", "2025-06-01", "2025-06-10", role="due", what="Cek Gratis"),
    ]
    found = list(reconcile(facts, [first], RULES))
    values = [claim.value for record in found for claim in record.claims]
    assert [record.relation for record in found if len(record.claims) == 2] == ["compatible"]
    assert found[0].value == days("2025-05-21", "2025-06-10")
    assert values == [days("2025-05-21", "2025-05-31"), days("2025-06-01", "2025-06-10")]


def test_a_year_named_by_few_beside_a_deadline_that_others_keep_is_another_one() -> None:
    told = [("akhir 2025", "2025-05-01"), ("akhir 2025", "2025-06-01"), ("akhir 2025", "2025-07-01")]
    told += [("tahun 2026", "2025-07-15"), ("akhir 2025", "2025-08-01")]
    articles = [
        summary(f"a{n}", f"Cek Gratis\nCek Gratis di semua puskesmas ditargetkan tuntas {text}.", day)
        for n, (text, day) in enumerate(told)
    ]
    facts: list[Fact] = [
        dated(article, text, *(("2025-12-01", "2025-12-31") if "akhir" in text else ("2026-01-01", "2026-12-31")),
              role="due", what="Cek Gratis", target=True)
        for article, (text, _) in zip(articles, told, strict=True)
    ]  # fmt: skip
    found = sorted((len(record.claims), record.relation, record.value) for record in reconcile(facts, articles, RULES))
    assert found == [
        (1, "single", Interval(from_=days("2026-01-01").from_, to=days("2026-12-31").to)),
        (4, "agree", days("2025-12-01", "2025-12-31")),
    ]


def test_one_report_alone_can_tell_that_a_deadline_was_moved() -> None:
    text = "Cek Gratis mundur ke Maret 2026\nCek Gratis di semua puskesmas mundur jadi Maret 2026, semula akhir 2025."
    article = summary("a", text, "2025-11-03")
    facts: list[Fact] = [
        dated(article, "Maret 2026", "2026-03-01", "2026-03-31", role="due", what="Cek Gratis"),
        dated(article, "Maret 2026", "2026-03-01", "2026-03-31", nth=2, role="due", what="Cek Gratis"),
        dated(article, "akhir 2025", "2025-12-01", "2025-12-31", role="due", what="Cek Gratis"),
    ]
    (record,) = reconcile(facts, [article], RULES)
    assert (record.relation, record.value) == ("update", days("2026-03-01", "2026-03-31"))


@pytest.mark.parametrize(
    ("later", "day", "records"),
    [
        ("harus tuntas 30 Juni 2025", "2025-06-30", 2),
        ("diundur, harus tuntas 30 Juni 2025", "2025-06-30", 1),
        ("harus tuntas 16 Mei 2025", "2025-05-16", 1),
    ],
)
def test_a_deadline_moves_by_weeks_only_where_a_report_tells_so(later: str, day: str, records: int) -> None:
    texts = ("harus tuntas 12 Mei 2025", later)
    articles = [
        summary(name, f"Dapur MBG\nDapur MBG Melati {text}.", f"2025-05-0{n}")
        for n, (name, text) in enumerate(zip("ab", texts, strict=True), 1)
    ]
    facts: list[Fact] = [
        dated(article, text.split("tuntas ")[1], when, role="due", what="Makan Bergizi Gratis")
        for article, text, when in zip(articles, texts, ("2025-05-12", day), strict=True)
    ]
    assert len(list(reconcile(facts, articles, RULES))) == records


@pytest.mark.parametrize(("owned", "parts"), [((True, True), 1), ((True, False), 2)])
def test_what_else_is_planned_of_a_programme_moves_no_deadline_of_its_figure(
    owned: tuple[bool, bool], parts: int
) -> None:
    group = []
    for name, day, known in (("a", "2025-10-31", owned[0]), ("b", "2025-12-15", owned[1])):
        article = summary(name, f"Dapur MBG\nDapur MBG di Sleman selesai pada {day}.", "2025-10-02")
        fact = dated(article, day, day, role="due", what="Makan Bergizi Gratis")
        (found,) = read_dates(ArticleContext([fact], article, RULES), [], load_settings(RULES), keep_all=True)
        found.owned = known
        group.append(found)
    assert len(part_dates(group, load_settings(RULES), of_figure=True)) == parts
