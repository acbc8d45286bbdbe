"""Numbers and days as a reader sees them."""

from datetime import date

import pytest

from extractor.messages.values import Language, format_amount, format_interval, format_number
from extractor.models import Amount, Interval


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (82_900_000, "id", "82,9 juta"),
        (82_900_000, "en", "82.9 million"),
        (12_508, "id", "12.508"),
        (1_234_567, "id", "1.234.567"),
        (335 * 10**12, "id", "335 triliun"),
        (0.5, "id", "0,5"),
        (0, "id", "0"),
        (10**6, "id", "1 juta"),
    ],
)
def test_numbers(number: float, language: Language, text: str) -> None:
    assert format_number(number, language) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "approx", "text"),
    [
        (5000, 10000, "peserta", False, "5.000–10.000 peserta"),
        (4800, None, None, False, "sedikitnya 4.800"),
        (None, 10000, "umkm", False, "paling banyak 10.000 umkm"),
        (5000, 5000, "orang", True, "sekitar 5.000 orang"),
        (171 * 10**12, 171 * 10**12, "rupiah", False, "Rp171 triliun"),
        (5.2, 5.2, "persen", False, "5,2%"),
        (None, None, "orang", False, "tidak diketahui"),
    ],
)
def test_amounts(low: float | None, high: float | None, unit: str | None, approx: bool, text: str) -> None:
    assert format_amount(Amount(min=low, max=high), unit, approx=approx) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2025-10-20", "2025-10-20", "20 Oktober 2025"),
        ("2025-05-01", "2025-05-31", "Mei 2025"),
        ("2025-06-01", "2025-08-31", "Juni–Agustus 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-01-01", "2029-12-31", "2025–2029"),
        ("2025-06-18", "2025-06-20", "18–20 Juni 2025"),
        ("2025-05-31", "2025-06-02", "31 Mei–2 Juni 2025"),
        ("2024-12-31", "2025-01-02", "31 Desember 2024–2 Januari 2025"),
        (None, "2025-01-02", "hingga 2 Januari 2025"),
        ("2025-01-02", None, "sejak 2 Januari 2025"),
    ],
)
def test_intervals(first: str | None, last: str | None, text: str) -> None:
    interval = Interval(
        from_=date.fromisoformat(first) if first else None, to=date.fromisoformat(last) if last else None
    )
    assert format_interval(interval) == text


@pytest.mark.parametrize(
    ("first", "last", "language", "text"),
    [
        ("2025-09-01", "2025-12-31", "id", "akhir 2025"),
        ("2025-05-01", "2025-08-31", "en", "mid-2025"),
        ("2025-05-01", "2025-05-10", "id", "awal Mei 2025"),
        ("2025-06-11", "2025-06-20", "id", "pertengahan Juni 2025"),
        ("2025-02-21", "2025-02-28", "en", "late February 2025"),
        ("2025-04-01", "2025-07-31", "id", "April–Juli 2025"),
        ("2025-05-21", "2025-06-30", "id", "21 Mei–30 Juni 2025"),
    ],
)
def test_thirds_of_a_year_or_month_where_a_text_calls_them_so(
    first: str, last: str, language: Language, text: str
) -> None:
    interval = Interval(from_=date.fromisoformat(first), to=date.fromisoformat(last))
    assert format_interval(interval, language, third=True) == text
