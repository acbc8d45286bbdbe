"""A report without a publication day tells of the one day that it states with its weekday."""

from datetime import date

import pytest

from extractor.dates import find_dates
from extractor.models import Article
from extractor.rules import load_rules
from extractor.skim import skim


def relative_days(text: str, published: date | None = None) -> list[tuple[date | None, date | None]]:
    skimmed = skim(Article(id="a", text=text, published=published), load_rules())
    return [(m.from_, m.to) for m in skimmed.dates if m.relative]


def test_what_counts_from_now_counts_from_the_told_day() -> None:
    text = 'Program diluncurkan, Jumat (31/1/2025). "Dalam tiga bulan ke depan kita mulai," katanya.'
    assert relative_days(text) == [(date(2025, 1, 31), date(2025, 4, 30))]


def test_a_publication_day_goes_before() -> None:
    text = "Program diluncurkan, Jumat (31/1/2025). Pilotnya digelar dalam tiga bulan ke depan."
    assert relative_days(text) == [(date(2025, 1, 31), date(2025, 4, 30))]
    assert relative_days(text, date(2025, 2, 3)) == [(date(2025, 2, 3), date(2025, 5, 3))]


@pytest.mark.parametrize(
    "text",
    [
        "Dalam tiga bulan ke depan kita mulai, targetnya rampung 17 Agustus 2029.",  # a deadline tells no day
        "Rapat Jumat (31/1/2025) dan Senin (3/2/2025) membahas tiga bulan ke depan.",  # two days
        "Rapat Kamis (31/1/2025) membahas tiga bulan ke depan.",  # the weekday does not fit
        "Dalam tiga bulan ke depan kita mulai.",
    ],
)
def test_otherwise_it_stays_unknown(text: str) -> None:
    assert relative_days(text) == [(None, None)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # filed too early: the report is no older than what it tells
        (
            "Laba naik, kata Ani di Solo, Selasa (29/1/2019). Tahun ini laba tumbuh.",
            (date(2019, 1, 1), date(2019, 12, 31)),
        ),
        (
            "Indeks turun pada perdagangan Selasa (29/1/2019). Hari ini indeks turun.",
            (date(2019, 1, 29), date(2019, 1, 29)),
        ),
        # of two the later one
        (
            "Kemarin naik pada perdagangan Senin (28/1/2019). Turun pada penutupan Selasa (29/1/2019). Hari ini turun.",
            (date(2019, 1, 29), date(2019, 1, 29)),
        ),
        # an event to come, and a slip of the year, date no report
        (
            "Ani mengatakan lomba digelar di Solo, Selasa (29/1/2019). Tahun ini ramai.",
            (date(2018, 1, 1), date(2018, 12, 31)),
        ),
        ("Laba naik, kata Ani, Kamis (12/12/2019). Tahun ini laba tumbuh.", (date(2018, 1, 1), date(2018, 12, 31))),
    ],
)
def test_a_report_is_no_older_than_what_it_tells(text: str, wanted: tuple[date, date]) -> None:
    assert relative_days(text, date(2018, 12, 13))[-1] == wanted


def test_a_report_opens_with_its_own_day() -> None:
    text = (
        "Indeks ditutup turun, Selasa (29/1/2019). Naik sejak perdagangan Senin (28/1/2019), lalu turun lagi. "
        "Sepanjang hari ini pasar sepi."
    )
    assert relative_days(text, date(2018, 12, 13)) == [(date(2019, 1, 29), date(2019, 1, 29))]


@pytest.mark.parametrize(
    ("told", "today"),
    [
        ("Kata Ani di Solo, Selasa (21/10). Pasar ramai hari ini.", "2025-10-21"),
        ("Pasar ramai hari ini di Solo, Selasa (21/10).", "2025-10-21"),
        ("Kata Ani di Solo, Selasa. Pasar ramai hari ini.", "2025-10-21"),
        ("Kata Ani di Solo, Selasa (21/10). Pasar ramai, kata Budi, hari ini.", "2025-10-22"),
        ("Pasar ramai hari ini. Kata Ani di Solo, Selasa (21/10), harga naik.", "2025-10-22"),
        ("Kata Ani di Solo, Selasa (21/10). Pasar ramai hari ini. Rapat digelar Rabu (22/10).", "2025-10-22"),
        ("Kata Ani di Solo, Senin (20/10). Pasar ramai hari ini.", "2025-10-22"),
    ],
)
def test_a_report_of_the_day_before_counts_its_today_from_there(told: str, today: str) -> None:
    found = find_dates(told, date(2025, 10, 22), load_rules())
    assert [str(mention.from_) for mention in found if mention.rule == "unit-towards"] == [today]


@pytest.mark.parametrize("published", [date.min, date.max])
def test_a_day_of_publication_at_the_end_of_the_calendar_breaks_nothing(published: date) -> None:
    found = find_dates("Pasar ramai hari ini, Selasa (21/10/2025), dan Rabu (29 Februari).", published, load_rules())
    assert date(2025, 10, 21) in {mention.from_ for mention in found}


@pytest.mark.parametrize(
    ("day", "placed"),
    [("Rabu (24/12)", "2025-12-24"), ("Minggu (24/12)", "2023-12-24"), ("Selasa (3/10)", "2023-10-03")],
)
def test_an_undated_report_comes_after_the_day_of_which_it_tells(day: str, placed: str) -> None:
    text = f"Warga berdoa, {day}. Perang itu pecah Sabtu (7/10/2023)."
    assert str(skim(Article(id="a", text=text), load_rules()).dates[0].from_) == placed
