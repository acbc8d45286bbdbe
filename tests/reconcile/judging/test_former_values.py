"""What a report tells as a value of before is never the value of now; items of a list are no course."""

from __future__ import annotations

import pytest

from extractor.models import Amount, Record
from extractor.reconcile import reconcile
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements.surroundings import told_former
from extractor.rules import load_rules
from tests.reconcile.facts import days, quantity, summary

RULES = load_rules()


@pytest.mark.parametrize(
    ("sentence", "phrase", "former"),
    [
        ("Piala itu diikuti 40 regu, bertambah 8 regu setelah sebelumnya hanya diikuti 32 regu.", "32 regu", True),
        ("Piala itu diikuti 40 regu, setelah sebelumnya hanya diikuti 32 regu.", "40 regu", False),
        ("Target dinaikkan dari sebelumnya 32 regu menjadi 40 regu.", "32 regu", True),
        ("Target dinaikkan dari sebelumnya 32 regu menjadi 40 regu.", "40 regu", False),
        ("Jumlahnya turun dari 40 regu tahun lalu ke 32 regu.", "40 regu", True),
        ("Target awal 32 regu terlampaui.", "32 regu", True),
        ("Sebelumnya, panitia menyebut target 32 regu.", "32 regu", False),
        ("Panitia sebelumnya mengatakan targetnya 32 regu.", "32 regu", False),
        ("Panitia memilih 32 regu dari daftar itu.", "32 regu", False),
    ],
)
def test_a_value_of_before_is_told_as_such(sentence: str, phrase: str, *, former: bool) -> None:
    article = summary("a", f"Piala regu\n{sentence}")
    fact = quantity(article, phrase, 32, unit="regu", status="target")
    assert told_former(fact, load_settings(RULES)) is former


def _one(text: str, *figures: tuple[str, float], status: str = "target", unit: str = "regu") -> list[Record]:
    article = summary("a", f"Piala Nusantara\n{text}", "2023-10-12")
    facts = [
        quantity(article, phrase, value, unit=unit, status=status, what="Piala Nusantara") for phrase, value in figures
    ]
    return list(reconcile(facts, [article], RULES))


def test_the_new_value_holds_though_the_old_one_comes_last() -> None:
    text = "Piala Nusantara akan diikuti 48 regu, bertambah setelah sebelumnya hanya diikuti 32 regu."
    (record,) = _one(text, ("48 regu", 48), ("32 regu", 32))
    assert (record.relation, record.value) == ("update", Amount(min=48, max=48))


def test_a_target_that_only_was_one_makes_no_record() -> None:
    assert not _one("Target Piala Nusantara dinaikkan dari 32 regu menjadi 40 regu.", ("32 regu", 32))


def test_items_of_a_list_are_no_growing_total_though_something_is_added() -> None:
    text = "Pelanggan Piala Nusantara yang tambah daya: Melati 2.121 orang, Kenari 1.515 orang dan Jati 1.216 orang."
    figures = (("2.121 orang", 2121.0), ("1.515 orang", 1515.0), ("1.216 orang", 1216.0))
    records = _one(text, *figures, status="realised", unit="orang")
    assert [(record.relation, len(record.claims)) for record in records] == [("single", 1)] * 3


def test_a_total_that_falls_is_two_figures() -> None:
    texts = (
        "MBG melayani sekitar 9 juta penerima.",
        "MBG melayani 6,3 juta penerima.",
        "MBG melayani 6.303.775 penerima.",
    )
    told = [("9 juta", 9e6, "2026-05-12"), ("6,3 juta", 6.3e6, "2026-05-20"), ("6.303.775", 6_303_775, "2026-05-24")]
    articles = [summary(str(n), f"MBG\n{text}", told[n][2]) for n, text in enumerate(texts)]
    facts = [
        quantity(article, phrase, value, unit="penerima", what="MBG", approx=value == 9e6)
        for article, (phrase, value, _) in zip(articles, told, strict=True)
    ]
    records = list(reconcile(facts, articles, RULES))
    assert sorted(len(record.claims) for record in records) == [1, 2]
    assert {record.relation for record in records} == {"single", "compatible"}


def test_one_report_gives_no_running_total_several_values_of_one_day() -> None:
    text = "MBG tercatat melayani 2.400 penerima. Jumlah tersebut mencapai 3.100 penerima."
    article = summary("a", f"MBG\n{text}", "2026-05-24")
    facts = [
        quantity(article, f"{n} penerima", v, unit="penerima", what="MBG", as_of=days("2026-05-22"))
        for n, v in (("2.400", 2400), ("3.100", 3100))
    ]
    assert [record.relation for record in reconcile(facts, [article], RULES)] == ["single", "single"]
