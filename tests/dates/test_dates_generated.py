"""Properties of date finding: what the grammar can write from a date is read back, and work grows with the text."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.dates import find_dates
from extractor.dates.calendar import Days, month_days, months, shift_months, week_days, year_days
from extractor.rules import load_rules

RULES = load_rules()
MONTHS = {int(number): row for number, row in RULES.yaml("dates.yaml")["months"].items()}
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
ONES = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
PUBLISHED = date(2025, 10, 22)

days = st.dates(date(1950, 1, 1), date(2090, 12, 31))
near = st.integers(-55, 55).map(lambda step: PUBLISHED + timedelta(days=step))


def in_words(number: int) -> str:
    """A number from 1 to 31 in Indonesian."""
    special = {10: "sepuluh", 11: "sebelas"}
    if number in special:
        return special[number]
    if number < 20:
        return ONES[number] if number < 10 else f"{ONES[number - 10]} belas"
    return f"{ONES[number // 10]} puluh {ONES[number % 10]}".strip()


def month_names(month: int) -> list[str]:
    row = MONTHS[month]
    return [name.capitalize() for name in (*row["names"], *row["misspelt"], *row["short"])]


def read(expression: str, published: date | None = PUBLISHED) -> tuple[date | None, date | None]:
    """The interval of the only date of a carrier sentence, which must be the expression in full."""
    text = f"Kegiatan itu berlangsung pada {expression} di Bandung."
    (mention,) = find_dates(text, published, RULES)
    assert text[mention.start : mention.end] == expression
    return mention.from_, mention.to


def full_forms(day: date) -> list[str]:
    weekday = WEEKDAYS[day.weekday()]
    numeric = f"{day.day}/{day.month}/{day.year}"
    forms = [f"{day.day} {name} {day.year}" for name in month_names(day.month)]
    forms += [f"{day.day:02d} {month_names(day.month)[0].upper()} {day.year}"]
    forms += [numeric, f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", day.isoformat()]
    forms += [
        f"{weekday} ({numeric})",
        f"{weekday}, {forms[0]}",
        f"{weekday} malam ({numeric})",
        f"{weekday} {forms[0]}",
    ]
    return [*forms, f"{weekday} ({forms[0]})", f"{in_words(day.day)} {forms[0].split(' ', 1)[1]}"]


@settings(deadline=None)
@given(days, st.data())
def test_full_dates_are_read_back(day: date, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(full_forms(day)))
    assert read(form) == (day, day)
    assert read(form, None) == (day, day)


@settings(deadline=None)
@given(near, st.data())
def test_dates_without_a_year_take_the_nearest(day: date, data: st.DataObject) -> None:
    weekday, month = WEEKDAYS[day.weekday()], month_names(day.month)[0]
    forms = [
        f"{day.day} {month}",
        f"{weekday} ({day.day}/{day.month})",
        f"{weekday} ({day:%d/%m})",
        f"{weekday}, {day.day} {month}",
    ]
    assert read(data.draw(st.sampled_from(forms))) == (day, day)


@settings(deadline=None)
@given(days)
def test_lost_slashes_are_read_back_by_the_weekday(day: date) -> None:
    first, _ = read(f"{WEEKDAYS[day.weekday()]} ({day.day}{day.month}{day.year})", day)
    assert first is not None
    assert first == day or first.weekday() == day.weekday()
    assert f"{first.day}{first.month}{first.year}" == f"{day.day}{day.month}{day.year}"


@settings(deadline=None)
@given(
    days, st.integers(1, 27), st.sampled_from(["-", "–", " hingga ", " sampai ", " s.d. ", " - ", " sampai dengan "])
)
def test_ranges_are_read_back(day: date, length: int, link: str) -> None:
    last = day + timedelta(days=length)
    names = {month: month_names(month)[0] for month in (day.month, last.month)}
    if (day.year, day.month) == (last.year, last.month):
        assert read(f"{day.day}{link}{last.day} {names[day.month]} {day.year}") == (day, last)
    if day.year == last.year:
        assert read(f"{day.day} {names[day.month]}{link}{last.day} {names[last.month]} {day.year}") == (day, last)
    first, end = f"{day.day} {names[day.month]} {day.year}", f"{last.day} {names[last.month]} {last.year}"
    assert read(f"{first}{link}{end}") == (day, last)


@settings(deadline=None)
@given(days, st.integers(1, 27))
def test_a_lost_dash_between_two_days_is_read_back(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    if (day.year, day.month) == (last.year, last.month):
        assert read(f"{day.day} {last.day} {month_names(day.month)[0]} {day.year}") == (day, last)


@settings(deadline=None)
@given(near, st.sampled_from(["besok", "lalu", "kemarin", "depan", "mendatang"]))
def test_a_weekday_said_twice_is_one_date(day: date, towards: str) -> None:
    assert read(f"{WEEKDAYS[day.weekday()]} {towards} ({day.day}/{day.month})") == (day, day)


@settings(deadline=None)
@given(st.sampled_from(range(1950, 2000, 10)), st.sampled_from([" ", " '", " ’"]), st.sampled_from(["-", " - ", ""]))
def test_decades_of_two_digits_are_read_back(first: int, before: str, dash: str) -> None:
    (mention,) = find_dates(f"Lagu dari era{before}{first % 100}{dash}an itu.", PUBLISHED, RULES)
    assert (mention.from_, mention.to) == year_days(first, 10)


@settings(deadline=None)
@given(st.integers(1950, 2090), st.integers(1, 12), st.integers(1, 4))
def test_periods_are_read_back(year: int, month: int, quarter: int) -> None:
    name = month_names(month)[0]
    third = month_days(year, month)
    assert third is not None
    assert read(f"{name} {year}") == third
    assert read(f"awal {name} {year}") == (third.first, third.first.replace(day=10))
    assert read(f"akhir bulan {name} {year}") == (third.first.replace(day=21), third.last)
    assert read(f"tahun {year}") == year_days(year)
    assert read(f"{year}-{year + quarter}") == year_days(year, quarter + 1)
    roman = ("I", "II", "III", "IV")[quarter - 1]
    assert read(f"triwulan {roman} {year}") == months(year, 3 * quarter - 2, 3 * quarter)
    assert read(f"pertengahan {year}") == months(year, 5, 8)


@settings(deadline=None)
@given(days, st.integers(2, 31), st.booleans())
def test_distances_are_read_back(published: date, amount: int, spelled: bool) -> None:
    count = in_words(amount) if spelled else str(amount)
    ago = published - timedelta(days=amount)
    assert read(f"{count} hari lalu", published) == (ago, ago)
    assert read(f"{count} pekan yang lalu", published) == week_days(published, -amount)
    assert read(f"{count} bulan silam", published) == month_days(published.year, published.month - amount)
    assert read(f"{count} tahun lalu", published) == year_days(published.year - amount)
    assert read(f"{count} bulan ke depan", published) == (published, shift_months(published, amount))
    assert read(f"{count} bulan kedepan", published) == (published, shift_months(published, amount))
    assert read(f"{count} hari terakhir", published) == Days(ago, published)


WORDS = """
Senin Minggu minggu ( ) , 26 3 / 2025 31 Juni Mei hingga dan - awal tahun ini lalu kemarin malam tiga puluh bulan
depan ke kuartal III Lebaran Ramadan 1446 H HUT ke-80 RI tanggal setiap kata 1692025 18/20/2025 s.d. abad ke-19
90-an İ pekan terakhir . "
"""
VOCABULARY = [*WORDS.split(), "\n", "\u00a0"]


@settings(max_examples=300, deadline=None)  # a busy machine, and the first feast imports its calendar
@given(st.lists(st.sampled_from(VOCABULARY), max_size=25), st.sampled_from([" ", ""]), st.none() | days)
def test_mentions_are_sorted_apart_and_inside(pieces: list[str], joint: str, published: date | None) -> None:
    text = joint.join(pieces)
    position = 0
    for mention in find_dates(text, published, RULES):
        assert position <= mention.start < mention.end <= len(text)
        found = text[mention.start : mention.end]
        assert found == found.strip()
        assert (mention.from_ is None) == (mention.to is None) == (mention.edtf is None)
        if mention.from_ and mention.to:
            assert mention.from_ <= mention.to
        position = mention.end


HOSTILE = ["1", "/", "1/", "18-", "18, ", "dan 5 ", "Senin ", "Senin, ", "tiga puluh ", "2025 ", "26/3/2025 ", "İ1"]
HOSTILE += ['"hari ini, Senin (20/10/2025) ', "Senin, 19 Maret 2024 ", "31 Juni ", "1 Ramadan ", "awal "]


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_work_is_linear_in_hostile_text(piece: str) -> None:
    """Counted in calls, since a busy machine makes seconds lie."""

    def calls(size: int) -> int:
        text = piece * (size // len(piece))
        count = 0

        def one_more(frame: FrameType, event: str, argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(one_more)
        try:
            find_dates(text, PUBLISHED, RULES)
        finally:
            sys.setprofile(None)
        return count

    calls(1_000)  # rules and calendars are loaded once
    small, large = calls(3_000), calls(24_000)
    assert large < 10 * max(small, 300)


@pytest.mark.parametrize("piece", ["1 ", "1, 2, ", "tiga ", "dua puluh "])
def test_numbers_that_no_month_follows_are_only_passed(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    count = 0

    def one_more(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    find_dates(text[:1_000], PUBLISHED, RULES)
    sys.setprofile(one_more)
    try:
        assert find_dates(text, PUBLISHED, RULES) == ()
    finally:
        sys.setprofile(None)
    # a look at each number, and no reading of it
    assert count < 2 * len(text)
