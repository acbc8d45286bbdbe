"""A report without a day of publication: the day and the year that it tells, or neither."""

from datetime import date

import pytest

from extractor.models import Article
from extractor.pipeline import Pipeline
from extractor.rules import load_rules
from extractor.skim import skim


def days(text: str) -> list[str | None]:
    """First days of all expressions of an undated text."""
    found = skim(Article(id="a", text=text), load_rules()).dates
    return [str(mention.from_) if mention.from_ else None for mention in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # whoever is named with an office held it on the day
        ("Sertifikat itu keliru, kata Menteri ATR/Kepala BPN Nusron Wahid, Minggu (9/11). Besok diteliti.",
         ["2025-11-09", "2025-11-10"]),
        ("Harga stabil, kata Menteri Perdagangan Zulkifli Hasan, Minggu (13/11).", ["2022-11-13"]),
        # so the end of a right far ahead dates nothing
        ("Hak pakai berlaku hingga 2036, kata Menteri ATR Nusron Wahid, Minggu (9/11).", ["2036-01-01", "2025-11-09"]),
        # a year in the name of an event tells the year, too, and those before and after it
        ("Target emas SEA Games 2025 naik, kata Ani, Senin (10/11). Daftar diumumkan pekan depan.",
         ["2025-11-10", "2025-11-17"]),
        ("Pekan Mode 2026 ditutup Minggu (9/11). Tahun ini ramai.", ["2025-11-09", "2025-01-01"]),
        # the year of a law does not
        ("Menurut UU Nomor 23 Tahun 2015 dan Perpres 103/2015, kata Ani, Selasa (13/1).", [None]),
        ("Ia hadir, Minggu (2/11).", [None]),
        # a year that two dates have is that of the report
        ("Pameran dibuka 3 Mei 2023, ditutup 9 Mei 2023. Tahun ini ramai.",
         ["2023-05-03", "2023-05-09", "2023-01-01"]),
        ("Pameran dibuka 3 Mei 2023. Tahun ini ramai.", ["2023-05-03", None]),
        # no report is older than what it tells with its year
        ("Perang pecah Sabtu (7/10/2023). Warga berdoa, kata Ani, Rabu (24/12).", ["2023-10-07", "2025-12-24"]),
        # last year's number in January
        ("Semoga damai, katanya, Minggu (1/1/2022). Transaksi naik bulan lalu.", ["2022-01-01", "2022-12-01"]),
    ],
)  # fmt: skip
def test_the_year_that_fits(text: str, wanted: list[str | None]) -> None:
    assert days(text) == wanted


def test_what_was_said_on_a_day_dates_the_report_before_what_lies_ahead() -> None:
    text = 'Laga digelar Minggu (10/12/2023). "Besok kami siap," kata Ani di Solo, Kamis (7/12/2023).'
    assert days(text) == ["2023-12-10", "2023-12-08", "2023-12-07"]


def test_of_several_days_that_nobody_spoke_on_the_year_is_known() -> None:
    text = "Laga pada Minggu (10/12/2023) dan Senin (4/12/2023) ramai. Tahun ini usai. Tahun depan pindah. Besok libur."
    assert days(text) == ["2023-12-10", "2023-12-04", "2023-01-01", "2024-01-01", None]


def test_the_year_at_the_foot_places_years_and_named_days() -> None:
    text = "Pajak naik awal tahun depan. Korban bertambah hingga 24 Desember. Pasar libur Senin."
    text += "\nCopyright © WARTA 2023\nDilarang menyalin."
    assert days(text) == ["2024-01-01", "2023-12-24", None]


@pytest.mark.parametrize(("day", "wanted"), [("Senin (10/11)", None), ("Minggu (10/11)", "2019-11-10")])
def test_the_year_at_the_foot_gives_no_day_another_weekday(day: str, wanted: str | None) -> None:
    assert days(f"Menteri mengatakan hal itu, {day}.\n© Warta 2019") == [wanted]


def test_what_has_no_day_is_no_fact() -> None:
    read = Pipeline().read(Article(id="a", text="Rapat digelar besok di Solo. Ia lahir pada 31 Juni 1990."))
    assert [(fact.text, fact.from_) for fact in read.facts if fact.type == "date"] == [("31 Juni 1990", None)]
    placed = Pipeline().read(Article(id="a", text="Rapat digelar besok di Solo.", published=date(2025, 10, 22)))
    assert [str(fact.from_) for fact in placed.facts if fact.type == "date"] == ["2025-10-23"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Harga stabil, kata Ani, Jumat (31/1/2025).", (date(2025, 1, 31), date(2025, 1, 31))),
        # two days: the year of the later one
        ("Rapat Jumat (31/1/2025) dan Senin (3/2/2025).", (date(2025, 1, 1), date(2025, 12, 31))),
        # the year of most dates, of as many the later one; none that no report can be of
        ("Jalan dibuka pada 1988, jembatan pada 2016.", (date(2016, 1, 1), date(2016, 12, 31))),
        ("Produksi 2021 ditargetkan naik pada 2046, lalu 2046.", (date(2021, 1, 1), date(2021, 12, 31))),
        ("Harga stabil, kata Ani.", (None, None)),
    ],
)  # fmt: skip
def test_the_days_between_which_it_was_written(text: str, wanted: tuple[date | None, date | None]) -> None:
    told = skim(Article(id="a", text=text), load_rules()).told
    assert (told.from_, told.to) == wanted


def test_what_was_over_when_it_was_written_is_no_aim() -> None:
    text = "Terowongan itu mulai beroperasi pada 2016. Jembatan dibuka pada Mei 2021, jalan tol pada Juni 2021."
    dates = [fact for fact in Pipeline().read(text).facts if fact.type == "date"]
    assert [(fact.text, fact.target) for fact in dates] == [("2016", False), ("Mei 2021", False), ("Juni 2021", False)]
