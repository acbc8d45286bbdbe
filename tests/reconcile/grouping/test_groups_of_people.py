"""Groups of people that a programme counts one by one are never one figure."""

from __future__ import annotations

import pytest

from extractor.reconcile import reconcile
from extractor.reconcile.people import read_groups
from extractor.reconcile.settings import load_settings
from extractor.rules import load_rules
from tests.reconcile.facts import quantity, summary

RULES = load_rules()
GROUPS = load_settings(RULES).groups


@pytest.mark.parametrize(
    ("sentence", "phrase", "unit", "groups"),
    [
        ("Sebanyak 900 balita menerima susu.", "900 balita", "balita", {"balita"}),
        ("Sebanyak 900 orang menerima susu.", "900 orang", "orang", set()),
        ("Penerima dari kelompok ibu hamil (bumil) mencapai 900 orang.", "900 orang", "orang", {"ibu hamil"}),
        ("Untuk kategori busui, jumlah penerima tercatat 900 orang.", "900 orang", "orang", {"ibu menyusui"}),
        ("Dari total data peserta didik sebanyak 900 jiwa.", "900 jiwa", "jiwa", {"siswa"}),
        ("Ada 900 orang dari kalangan lansia yang dilayani.", "900 orang", "orang", {"lansia"}),
        ("Ada 900 penerima ibu hamil di desa itu.", "900 penerima", "penerima", {"ibu hamil"}),
        ("Ada 50 balita dan 900 orang yang datang.", "900 orang", "orang", set()),
        ("Posyandu melayani balita, lalu 900 orang datang.", "900 orang", "orang", set()),
        ("Ada 900 balita, ibu hamil, dan lansia.", "900 balita", "balita", {"balita", "ibu hamil", "lansia"}),
        ("Rapat guru itu memakai 900 kursi.", "900 kursi", "kursi", set()),
    ],
)
def test_the_group_stands_in_the_noun_or_leads_to_the_figure(
    sentence: str, phrase: str, unit: str, groups: set[str]
) -> None:
    article = summary("a", f"Penerima susu\n{sentence}")
    settings = load_settings(RULES)
    found = settings.units.get(unit)
    assert read_groups(quantity(article, phrase, 900, unit=unit), found.id if found else None, GROUPS)[0] == groups


def _records(*told: tuple[str, str, float, str, str]) -> list[tuple[str, ...]]:
    articles = [summary(str(n), f"Penerima MBG\n{text}", day) for n, (text, _, _, _, day) in enumerate(told)]
    facts = [
        quantity(article, phrase, value, unit=unit, what="MBG")
        for article, (_, phrase, value, unit, _) in zip(articles, told, strict=True)
    ]
    return sorted(tuple(sorted(claim.text for claim in record.claims)) for record in reconcile(facts, articles, RULES))


def test_expectant_mothers_are_no_volunteers() -> None:
    records = _records(
        ("MBG kini dibantu 1,1 juta relawan.", "1,1 juta relawan", 1.1e6, "relawan", "2026-05-13"),
        (
            "Penerima MBG dari kelompok ibu hamil mencapai 868.100 orang.",
            "868.100 orang",
            868_100,
            "orang",
            "2026-05-24",
        ),
    )
    assert records == [("1,1 juta relawan",), ("868.100 orang",)]


def test_a_group_is_no_later_count_of_all_who_are_served() -> None:
    records = _records(
        ("MBG kini melayani 650 ribu penerima.", "650 ribu penerima", 650e3, "penerima", "2025-01-17"),
        ("MBG kini melayani 2 juta ibu menyusui.", "2 juta ibu menyusui", 2e6, "ibu menyusui", "2026-05-20"),
    )
    assert len(records) == 2


def test_one_group_by_two_names_grows_and_an_equal_number_of_all_is_the_same() -> None:
    grown = _records(
        ("MBG kini melayani 600.200 ibu hamil.", "600.200 ibu hamil", 600_200, "ibu hamil", "2026-04-20"),
        ("MBG kini melayani kelompok bumil sebanyak 868.100 orang.", "868.100 orang", 868_100, "orang", "2026-05-24"),
    )
    assert grown == [("600.200 ibu hamil", "868.100 orang")]
    equal = _records(
        ("MBG melayani 652.300 anak-anak.", "652.300 anak-anak", 652_300, "anak-anak", "2025-01-17"),
        ("MBG melayani 652.300 penerima.", "652.300 penerima", 652_300, "penerima", "2025-01-18"),
    )
    assert len(equal) == 1


def test_the_figure_of_a_named_group_is_counted_by_its_name() -> None:
    text = "Penerima MBG\nPenerima MBG dari kelompok ibu hamil mencapai 868.100 orang."
    article = summary("a", text, "2026-05-24")
    (record,) = reconcile([quantity(article, "868.100 orang", 868_100, unit="orang", what="MBG")], [article], RULES)
    assert record.unit == "ibu hamil"
    assert record.title.startswith("868.100 ibu hamil")
