"""The publication day from metadata strings and from the head of a text."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.reading.publication import check_rules, parse_published, published_in_text
from extractor.rules import load_rules

JULY_9 = date(2025, 7, 9)


@pytest.mark.parametrize(
    "raw",
    [
        "2025-07-09",
        "20250709",
        "2025-07-09T04:52:00",
        "2025-07-09T04:52:00+07:00",
        "2025-07-08T21:52:00Z",
        "1752032000",
        "1752032000123",
        "Rabu, 09 Juli 2025 / 04:52 WIB",
        "Rabu, 09 Jul 2025 04:52",
        "09/07/2025 04:52 WIB",
        "9 Juli 2025",
        "Wed, 09 Jul 2025 04:52:00 +0700",
        "July 9, 2025",
        "09.07.2025",
    ],
)
def test_metadata_is_read_in_any_format(raw: str) -> None:
    assert parse_published(raw, load_rules()) == JULY_9


@pytest.mark.parametrize(
    "raw", ["", "  ", "kemarin", "3 jam lalu", "2025", "Juli 2025", "2025-13-45", "halo", "0001-01-01"]
)
def test_metadata_without_a_day_gives_nothing(raw: str) -> None:
    assert parse_published(raw, load_rules()) is None


def test_byline_goes_before_dateline() -> None:
    text = "Judul\nJakarta, 8 Juli 2025 - Menteri membuka rapat.\nRabu, 09 Juli 2025 / 04:52 WIB\n"
    assert published_in_text(text, load_rules()) == (JULY_9, "byline")


@pytest.mark.parametrize(
    "line",
    [
        "Rabu, 09 Juli 2025 / 04:52 WIB",
        "Ani Lestari - 09/07/2025 10.15 WIB",
        "Diterbitkan: 9 Juli 2025",
        "Kabar Desa, 09/07/2025, 04:52 WIB",
    ],
)
def test_bylines(line: str) -> None:
    assert published_in_text(f"Pelatihan dibuka di Solo\n{line}\nIsi berita.", load_rules()) == (JULY_9, "byline")


@pytest.mark.parametrize(
    "line",
    [
        "Jakarta, 9 Juli 2025 - Menteri membuka rapat.",
        "BANDUNG (9/7/2025) — Rapat dibuka.",
        "Jakarta, 9 Juli 2025 (Kabar) -- Rapat.",
    ],
)
def test_datelines(line: str) -> None:
    assert published_in_text(f"Pelatihan dibuka di Solo\n{line}", load_rules()) == (JULY_9, "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Target 2028 Tercapai pada 9 Juli 2025\nIsi berita tanpa tanggal.",
        "Rapat digelar di Jakarta, 9 Juli 2025.",
        "Judul\n" + "Isi berita. " * 400 + "\nRabu, 09 Juli 2025 / 04:52 WIB",
    ],
)
def test_other_days_are_no_publication_day(text: str) -> None:
    assert published_in_text(text, load_rules()) is None


def test_rules_hold() -> None:
    assert list(check_rules(load_rules())) == []
