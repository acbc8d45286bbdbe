"""Days that a report counts from days of its own, and months and stretches that lean on dates told elsewhere in it."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.dates import find_dates
from extractor.rules import load_rules

TODAY = date(2025, 10, 22)


def read(text: str) -> list[tuple[str, str, str]]:
    found = find_dates(text, TODAY, load_rules())
    return [(text[one.start : one.end], str(one.from_), str(one.to)) for one in found]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Laga pertama pada 6 Juni 2024, yang kedua lima hari setelahnya.",
         ("lima hari setelahnya", "2024-06-11", "2024-06-11")),
        ("Rapat digelar Jumat (17/10). Sehari kemudian panen usai.", ("Sehari kemudian", "2025-10-18", "2025-10-18")),
        ("Emas naik pada Jumat (17/10) dari dua hari sebelumnya.", ("dua hari sebelumnya", "2025-10-15", "2025-10-15")),
        ("Ia jatuh pada Jumat (10/10). Ia pulih dua hingga tiga hari kemudian.",
         ("dua hingga tiga hari kemudian", "2025-10-12", "2025-10-13")),
        ("Emas naik pada Jumat (17/10) dari dua hingga tiga hari sebelumnya.",
         ("dua hingga tiga hari sebelumnya", "2025-10-14", "2025-10-15")),
        ("Rapat digelar Jumat (12/9). Sebulan kemudian panen usai.", ("Sebulan kemudian", "2025-10-01", "2025-10-31")),
    ],
)  # fmt: skip
def test_it_counts_from_the_day_before_it(text: str, last: tuple[str, str, str]) -> None:
    assert read(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # the stated day is one of those counted
        ("Ia ditahan 20 hari ke depan, terhitung sejak 15 Oktober 2025.", "2025-10-15", "2025-11-03"),
        ("Ia ditahan 20 hari ke depan terhitung mulai tanggal 15 Oktober 2025 s/d 3 November 2025.",
         "2025-10-15", "2025-11-03"),
        ("Warga dilatih tiga bulan ke depan terhitung sejak 15 Mei 2025.", "2025-05-15", "2025-08-14"),
        ("Jalan dibangun 5 tahun ke depan terhitung sejak 1 Januari 2026.", "2026-01-01", "2030-12-31"),
        # these only stand beside it
        ("Ia ditahan 20 hari ke depan sebelum 15 Oktober 2025.", "2025-10-22", "2025-11-11"),
        ("Hujan turun 20 hari terakhir sejak 15 Mei 2025.", "2025-10-02", "2025-10-22"),
    ],
)  # fmt: skip
def test_a_stretch_begins_with_the_day_from_which_it_is_counted(text: str, first: str, last: str) -> None:
    assert read(text)[0][1:] == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Ia pulih lima hari setelahnya.",  # nothing to count from
        "Ia pulih dua hingga tiga hari kemudian.",
        "Pada 2024 ia lulus. Lima hari setelahnya ia pulang.",  # a year is no day
        "Rapat digelar Jumat (17/10). " + "Warga menanam padi di sawah. " * 12 + "Sehari kemudian turun hujan.",
    ],
)
def test_without_a_day_shortly_before_it_is_none(text: str) -> None:
    assert not any("hari" in span or "Sehari" in span for span, _, _ in read(text))


@pytest.mark.parametrize("limit", ["minimal", "maksimal", "paling lambat", "paling lama", "setiap"])
@pytest.mark.parametrize("count", ["tiga hari sebelumnya", "dua hingga tiga hari kemudian"])
def test_a_limit_is_a_rule_and_no_day(limit: str, count: str) -> None:
    text = f"Laga digelar Jumat (17/10). Warga lapor {limit} {count}."
    assert [span for span, _, _ in read(text)] == ["Jumat (17/10)"]


def test_what_lies_before_is_counted_from_a_stated_day() -> None:
    text = "Laga digelar Jumat (17/10). Karcis dibeli dua hari sebelumnya. Tim tiba sehari sebelumnya."
    assert [first for _, first, _ in read(text)] == ["2025-10-17", "2025-10-15", "2025-10-16"]
    onward = "Laga digelar Jumat (17/10). Sehari kemudian tim pulang. Sehari kemudian tim libur."
    assert [first for _, first, _ in read(onward)] == ["2025-10-17", "2025-10-18", "2025-10-19"]


def test_a_day_told_behind_it_stands_for_both() -> None:
    text = "Toko tutup Jumat (17/10), sehari setelahnya, Sabtu (18/10), dibuka."
    assert [span for span, _, _ in read(text)] == ["Jumat (17/10)", "Sabtu (18/10)"]


def test_a_far_month_has_the_year_that_the_text_gives_it() -> None:
    assert read("Hingga Maret 2025 dibangun 500 menara. Per Maret tercatat 110.")[-1][1] == "2025-03-01"
    assert read("Pada Maret ditargetkan 110.")[-1][1] == "2026-03-01"
    assert read("Pada Oktober 2024 tercatat 40. Angka Oktober naik.")[-1][1] == "2025-10-01"  # this month is meant


def test_a_countdown_ends_on_a_day_and_a_length_does_not() -> None:
    assert read("Laga itu tersisa dua puluh enam hari lagi.")[0][1] == "2025-11-17"
    assert read("Pasien menunggu 3 hari lagi. Pemilu tinggal dua bulan lagi.") == []


def test_a_report_of_the_day_before_that_calls_it_today() -> None:
    text = "Hari ini pesta digelar di Solo, Selasa (21/10). Pesta berlangsung 21-22 Oktober. Hari ini ramai."
    assert [first for span, first, _ in read(text) if span == "Hari ini"] == ["2025-10-21", "2025-10-21"]
    apart = "Hari ini pesta digelar di Solo. Ani tiba Selasa (21/10). Pesta berlangsung Rabu (22/10)."
    assert read(apart)[0][1] == "2025-10-22"


def test_a_number_behind_a_feast_is_no_day() -> None:
    assert [span for span, _, _ in read("Arus balik pada H+10 atau 4 Januari 2026.")] == ["4 Januari 2026"]
