"""Weekdays, days and months that do not say on which side of the report they lie."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.dates import find_dates
from extractor.rules import load_rules

RULES = load_rules()
# a Wednesday
TODAY = date(2025, 10, 22)


def read(text: str, published: date = TODAY) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], str(m.from_)) for m in find_dates(text, published, RULES)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Panitia menyatakan pawai akan dimulai Sabtu.", "2025-10-25"),
        ("Lomba perahu dijadwalkan berlangsung pada Jumat malam.", "2025-10-24"),
        ("Pada Selasa, ia akan bertemu wali kota.", "2025-10-28"),
        ("Pasar malam akan dibuka Rabu.", "2025-10-22"),
        # behind the verb of speech it is the day of the statement
        ("Pawai akan ramai, kata Ani, Sabtu.", "2025-10-18"),
        ("Pawai akan ramai kata Ani Sabtu.", "2025-10-18"),
        ("Kata Ani pada Sabtu itu akan ramai.", "2025-10-18"),
        ("Ia dilantik Senin dan akan bertugas.", "2025-10-20"),
        # what came to nothing, and what only looks like a verb
        ("Lomba itu sedianya akan digelar Sabtu.", "2025-10-18"),
        ("Bakal calon bupati itu mendaftar Sabtu.", "2025-10-18"),
        ("Hujan turun Sabtu.", "2025-10-18"),
        # a past clause inside one that looks ahead, and what is put off
        ("Jaksa akan menuntut sopir yang melukai bocah pada Sabtu malam.", "2025-10-18"),
        ("Tim segera menyusul setelah banjir merendam sawah Senin malam.", "2025-10-20"),
        ("Ani akan melihat pameran yang digelar sejak Sabtu.", "2025-10-18"),
        ("Lomba yang dijadwalkan Senin ditunda karena badai.", "2025-10-20"),
        ("Rapat yang dijadwalkan Senin akhirnya batal.", "2025-10-20"),
        ("Kami akan mengundang Ani ke pawai yang akan digelar Sabtu.", "2025-10-25"),
        # a verb behind points only the weekday that opens its sentence
        ("Ani tiba Senin, Budi akan menyusul.", "2025-10-20"),
        ("Kakek yang wafat Sabtu akan dikenang.", "2025-10-18"),
        ("Warga yang mengungsi sejak Sabtu akan kembali.", "2025-10-18"),
        ("Tebing yang longsor Minggu bakal diperkuat.", "2025-10-19"),
        ("Pada hari Sabtu warga akan kembali.", "2025-10-25"),
        # a headline, or the words of each week in one, say nothing of the line below
        ("Warga Akan Pulang\nSabtu malam hujan turun di Solo.", "2025-10-18"),
        ("Warga Pulang Biasanya\nSabtu malam hujan turun di Solo.", "2025-10-18"),
    ],
)
def test_a_clause_that_looks_ahead_points_its_weekday(text: str, day: str) -> None:
    assert [start for _, start in read(text)] == [day]


def test_a_weekday_lies_behind_whatever_the_text_named_ahead() -> None:
    text = "Pawai digelar Sabtu (1/11). Ani wafat Sabtu dini hari. Budi ditahan sejak Sabtu."
    assert [day for _, day in read(text)] == ["2025-11-01", "2025-10-18", "2025-10-18"]


def test_a_headline_does_not_point_the_weekdays_of_its_report() -> None:
    text = "Jadwal Kapal Terganggu, Penumpang Menumpuk\nFeri kandas pada Sabtu malam di Sabang."
    assert read(text) == [("Sabtu malam", "2025-10-18")]


@pytest.mark.parametrize(
    ("text", "span", "day"),
    [
        ("Rapat digelar Kamis (besok).", "Kamis (besok)", "2025-10-23"),
        ("Rapat digelar Rabu (hari ini) saja.", "Rabu (hari ini)", "2025-10-22"),
        ("Rapat digelar Selasa (kemarin).", "Selasa (kemarin)", "2025-10-21"),
        # told on the eve, printed on the day
        ("“Kami siap untuk hari Rabu besok.”", "hari Rabu besok", "2025-10-22"),
        ("Sidang ditunda hingga hari Rabu tanggal 5.", "hari Rabu tanggal 5", "2025-11-05"),
        ("Sidang pada hari Rabu tanggal 5 (November), ujarnya.", "hari Rabu tanggal 5 (November)", "2025-11-05"),
        ("“Tanggal 30 (September 2025) sudah tutup.”", "30 (September 2025)", "2025-09-30"),
        ("“21 [Oktober 2025] terakhir.”", "21 [Oktober 2025]", "2025-10-21"),
    ],
)
def test_what_stands_behind_a_day_completes_it(text: str, span: str, day: str) -> None:
    assert read(text) == [(span, day)]


@pytest.mark.parametrize(
    ("text", "day", "conflict"),
    [
        ("Rapat digelar Jumat (hari ini).", "2025-10-24", False),
        ("Rapat digelar Kamis (besok lusa).", "2025-10-23", True),
        ("Rapat digelar Sabtu (besok lusa).", "2025-10-25", False),
        ("Rapat digelar Jumat (kemarin).", "2025-10-24", True),
        ("Rapat digelar Rabu (kemarin).", "2025-10-22", False),
    ],
)
def test_a_weekday_lies_nearest_to_the_word_in_its_bracket(text: str, day: str, conflict: bool) -> None:
    found = find_dates(text, date(2025, 10, 23), RULES)
    assert [(str(m.from_), m.weekday_conflict) for m in found] == [(day, conflict)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Ia ditahan Senin setelah 5 (Mei) saksi bicara.", [("Senin", "2025-10-20"), ("Mei", "2025-05-01")]),
        ("Pada Rabu warga membawa 3 (Juli) kotak.", [("Rabu", "2025-10-22"), ("Juli", "2025-07-01")]),
        ("Lihat Gambar 3 [Mei 2025] itu.", [("Mei 2025", "2025-05-01")]),
        ("Lihat pada 3 [Mei 2025] itu.", [("3 [Mei 2025]", "2025-05-03")]),
        ("Rapat tanggal 5 (Mei 2025] itu.", [("Mei 2025", "2025-05-01")]),
        ("Pada hari Rabu tanggal 30 orang datang.", [("hari Rabu", "2025-10-22")]),
        ("Pada hari Rabu tanggal 5 juta dibayar.", [("hari Rabu", "2025-10-22")]),
    ],
)
def test_a_number_that_is_no_day_stays_out(text: str, dates: list[tuple[str, str]]) -> None:
    assert read(text) == dates


def test_a_day_of_no_month_that_does_not_fit_its_weekday_says_so() -> None:
    found = find_dates("Sidang pada hari Rabu tanggal 6 itu.", TODAY, RULES)
    assert [(str(m.from_), m.weekday_conflict) for m in found] == [("2025-11-06", True)]


def test_a_word_of_tomorrow_holds_for_the_weekday_behind_it() -> None:
    assert read("Kami datang besok hari Kamis.") == [("besok", "2025-10-23"), ("hari Kamis", "2025-10-23")]
    assert read("Kami datang besok, Kamis.") == [("besok", "2025-10-23"), ("Kamis", "2025-10-23")]


def test_two_words_hold_against_a_slip_in_the_month() -> None:
    found = find_dates("Lebih ramai dari kemarin, Selasa (21/11).", TODAY, RULES)
    assert [(str(m.from_), m.weekday_conflict) for m in found] == [("2025-10-21", False), ("2025-11-21", True)]
    assert str(found[1].likely) == "2025-10-21"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hujan turun kemarin, Selasa (21/11).", "2025-10-21"),
        ("Rapat 7 hari lalu, Rabu (15/11).", "2025-10-15"),
        ("Rapat kemarin lusa, Senin (20/11).", "2025-10-20"),
        ("Rapat hari ini, Rabu (22/11).", "2025-10-22"),
        ("Rapat tiga hari lalu, Rabu (15/11).", "2025-11-15"),
    ],
)
def test_the_distance_that_fits_the_weekday_settles_a_slip_in_the_month(text: str, day: str) -> None:
    assert read(text)[0][1] == day


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("Rapat akan digelar Sabtu.", date.max, ["None"]),
        ("Rapat akan digelar Sabtu.", date.min, ["0001-01-06"]),
        ("Rapat Kamis (besok).", date.max, ["None"]),
        ("Rapat Kamis (kemarin).", date.min, ["None"]),
        ("Rapat besok, Sabtu (27/6).", date.max, ["9999-06-27"] * 2),
        ("Rapat kemarin, Sabtu (27/6).", date.min, ["0001-06-27"] * 2),
    ],
)
def test_the_calendar_ends(text: str, published: date, days: list[str]) -> None:
    assert [start for _, start in read(text, published)] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ini akan dilakukan bertahap sampai 20 Mei.", "2026-05-20"),
        ("Ini dilakukan bertahap sampai 20 Mei.", "2025-05-20"),
        ("Ini akan dilakukan bertahap sampai 1 Oktober.", "2025-10-01"),
        ("Pada Februari mereka sepakat berpisah.", "2025-02-01"),
        ("Pada Februari ditargetkan rampung.", "2026-02-01"),
        ("Lomba digelar di Solo bulan Februari.", "2026-02-01"),
    ],
)
def test_a_far_day_or_month_lies_where_its_sentence_looks(text: str, day: str) -> None:
    assert [start for _, start in read(text)] == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Pameran dibuka pada Januari, Februari, dan Maret.", ["2025-01-01", "2025-02-01", "2025-03-01"]),
        ("Pameran akan dibuka Januari, Februari, dan Maret.", ["2026-01-01", "2026-02-01", "2026-03-01"]),
        ("Mereka berdamai pada Februari. Bulan depan mereka bertemu.", ["2025-02-01", "2025-09-01"]),
        ("Ramadan jatuh pada Februari.", ["2026-02-01"]),
    ],
)
def test_months_of_a_list_lie_on_one_side_and_no_further_sentence_tells_it(text: str, days: list[str]) -> None:
    assert [start for _, start in read(text, date(2025, 8, 27))][-len(days) :] == days


def test_a_month_in_brackets_is_no_day_of_a_statement() -> None:
    text = "“Tanggal 3 (November) saja,” pinta Ani. Ia tidak datang hari ini."
    assert read(text) == [("3 (November)", "2025-11-03"), ("hari ini", "2025-10-22")]
