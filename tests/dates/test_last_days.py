"""Stretches at the beginning or end of a month, years behind a month, and pairs of days in digits."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.dates import find_dates
from extractor.rules import load_rules

RULES = load_rules()
TODAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("text", "span", "first", "last"),
    [
        ("Pada 5 hari terakhir Februari 2024 sepi.", "5 hari terakhir Februari 2024", "2024-02-25", "2024-02-29"),
        ("Pada seminggu pertama Juli ramai.", "seminggu pertama Juli", "2025-07-01", "2025-07-07"),
        ("Dalam dua kuartal pertama tahun lalu naik.", "dua kuartal pertama tahun lalu", "2024-01-01", "2024-06-30"),
        ("Harga April tiga tahun silam naik.", "April tiga tahun silam", "2022-04-01", "2022-04-30"),
        ("Libur 31/12-2/1 panjang.", "31/12-2/1", "2024-12-31", "2025-01-02"),
        ("Selama 1998-99 naik.", "1998-99", "1998-01-01", "1999-12-31"),
        ("Kata Ani, Selasa (17/6), kemarin.", "Selasa (17/6), kemarin", "2025-06-17", "2025-06-17"),
        ("Dari 1 Juli sampai dengan 18 Juli.", "1 Juli sampai dengan 18 Juli", "2025-07-01", "2025-07-18"),
    ],
)
def test_values(text: str, span: str, first: str, last: str) -> None:
    found = find_dates(text, TODAY, RULES)
    assert [(text[m.start : m.end], str(m.from_), str(m.to)) for m in found] == [(span, first, last)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Tiga pekan terakhir, Juni 2025 sepi.", ["Tiga pekan terakhir", "Juni 2025"]),
        ("Latihan 1 Juli sampai dengan keberangkatan, lainnya mulai tanggal 18 Juli.", ["1 Juli", "18 Juli"]),
        ("Pada Mei, dua tahun lalu usai.", ["Mei", "dua tahun lalu"]),
        ("Kata Ani, Selasa (17/6), kemarin hujan.", ["Selasa (17/6)", "kemarin"]),
        ("Tahun 2024 Q3 2025 naik.", ["Tahun 2024", "Q3 2025"]),
        ("Campur 1/2-3/4 gelas.", []),
    ],
)
def test_what_does_not_join(text: str, spans: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_dates(text, TODAY, RULES)] == spans
