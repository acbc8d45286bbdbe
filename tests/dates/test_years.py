"""The year of a day that is written without one."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.dates import find_dates
from extractor.rules import load_rules


def test_a_month_far_from_publication_takes_the_year_that_the_text_gives_it() -> None:
    text = "Kuota dibuka 19 Februari 2024. Tahap kelima 19-21 Februari, pelunasan 8 Februari. Lomba digelar 3 Maret."
    found = find_dates(text, date(2024, 9, 10), load_rules())
    assert [str(mention.from_) for mention in found] == ["2024-02-19", "2024-02-19", "2024-02-08", "2025-03-03"]
    # two years of that month, or a month near publication
    text = "Kuota dibuka 19 Februari 2024 dan 19 Februari 2023. Tahap kelima 8 Februari. Lomba 3 Oktober."
    found = find_dates(text, date(2024, 9, 10), load_rules())
    assert [str(mention.from_) for mention in found][2:] == ["2025-02-08", "2024-10-03"]


def test_a_period_told_twice_is_one() -> None:
    text = (
        "Target tahun ini (Desember). Sampai akhir bulan ini (Juni). Akhir tahun (Desember 2023) usai. "
        "Tahun lalu (2024) sepi. Bulan ini (10 Juni) ramai. Tahun ini (hingga Juli) naik."
    )
    found = find_dates(text, date(2025, 6, 9), load_rules())
    assert [(text[mention.start : mention.end], str(mention.from_), str(mention.to)) for mention in found] == [
        ("tahun ini (Desember)", "2025-12-01", "2025-12-31"),
        ("akhir bulan ini (Juni)", "2025-06-21", "2025-06-30"),
        ("Akhir tahun (Desember 2023)", "2023-12-01", "2023-12-31"),
        ("Tahun lalu (2024)", "2024-01-01", "2024-12-31"),
        ("Bulan ini", "2025-06-01", "2025-06-30"),
        ("10 Juni", "2025-06-10", "2025-06-10"),
        ("Tahun ini", "2025-01-01", "2025-12-31"),
        ("Juli", "2025-07-01", "2025-07-31"),
    ]


def test_a_dateline_a_year_behind_all_its_months_is_flagged() -> None:
    text = "Pelatihan dimulai Mei 2025.\nJakarta, 25 Maret 2024 - Program itu mulai Mei 2025 di Solo."
    flags = [flag for mention in find_dates(text, None, load_rules()) for flag in mention.flags]
    assert [(flag.kind, flag.params["likely"]) for flag in flags] == [("year_slip", "2025-03-25")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ia mencatat kerusuhan Mei 98 di kotanya.", [("Mei 98", "1998-05-01")]),
        ("Dalam kerusuhan Agustus 98 orang ditahan.", [("Agustus", "2025-08-01")]),
        ("Dalam demonstrasi Agustus 98 buruh ditahan.", [("Agustus", "2025-08-01")]),
        ("Hingga Mei 98 warga mendaftar.", [("Mei", "2025-05-01")]),
        # a goal that is known by its year; other names keep theirs
        ("Mereka mengejar Net Zero Emission (NZE) 2060.", [("2060", "2060-01-01")]),
        ("Target NZE 2060 tetap.", [("2060", "2060-01-01")]),
        ("Mereka mengejar Festival Desa Wisata (FDW) 2060.", []),
        # the middle of a province is none of the year
        ("Kejuaraan Jawa Tengah tahun 2019 ramai.", []),
        ("Ia tiba pada Tengah tahun 2019.", [("Tengah tahun 2019", "2019-05-01")]),
        ("Rapat digelar pada 20--21 Januari 2020.", [("20--21 Januari 2020", "2020-01-20")]),
    ],
)
def test_years_beside_names_and_signs(text: str, wanted: list[tuple[str, str]]) -> None:
    found = find_dates(text, date(2025, 10, 22), load_rules())
    assert [(text[one.start : one.end], str(one.from_)) for one in found] == wanted
