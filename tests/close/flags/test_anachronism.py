"""Reports whose day does not fit what they name."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.bodies import find_bodies
from extractor.close.flags.anachronism import check_anachronisms
from extractor.dates import find_dates
from extractor.mentions import Skimmed
from extractor.models import Article, Flag
from extractor.rules import load_rules

RULES = load_rules()


def flags_of(text: str, published: str | None) -> tuple[Flag, ...]:
    day = date.fromisoformat(published) if published else None
    skimmed = Skimmed(Article(id="a", text=text, published=day))
    skimmed.bodies, skimmed.dates = find_bodies(text, day, RULES), find_dates(text, day, RULES)
    return tuple(check_anachronisms(skimmed, RULES))


def test_a_dateline_before_the_ministry_existed() -> None:
    text = "Jakarta, 25 Maret 2024 - Menaker Yassierli dan Menteri UMKM Maman Abdurrahman membuka pelatihan."
    (flag,) = flags_of(text, None)
    assert (flag.kind, text[flag.start : flag.end]) == ("anachronism", "25 Maret 2024")
    assert flag.params == {
        "day": "2024-03-25",
        "body": "kemen-umkm",
        "name": "Kementerian UMKM",
        "person": "Maman Abdurrahman",
        "since": "2024-10-21",
    }
    assert [(fit.from_, fit.to) for fit in flag.fits] == [(date(2024, 10, 21), None)]


def test_the_fitting_days_are_common_to_all_that_is_named() -> None:
    text = "Menkop Budi Arie Setiadi dan Menteri P2MI Abdul Kadir Karding menemui Menteri Haji dan Umrah."
    (flag,) = flags_of(text, "2024-12-02")
    assert text[flag.start : flag.end] == "Menteri Haji dan Umrah"
    assert [(fit.from_, fit.to) for fit in flag.fits] == [(date(2025, 9, 8), date(2025, 9, 8))]


def test_a_minister_before_taking_office() -> None:
    text = "Menteri Keuangan Purbaya Yudhi Sadewa membuka rapat."
    (flag,) = flags_of(text, "2025-03-03")
    assert (flag.kind, flag.params["person"], flag.params["since"]) == (
        "anachronism",
        "Purbaya Yudhi Sadewa",
        "2025-09-08",
    )


def test_a_day_in_the_running_text_does_not_date_the_report() -> None:
    text = "Menteri UMKM Maman Abdurrahman membuka pelatihan. Program itu lahir 25 Maret 2024 di Solo."
    assert flags_of(text, "2025-05-05") == ()


def test_a_ministry_announced_is_no_anachronism() -> None:
    assert flags_of("Menteri UMKM akan dilantik besok.", "2024-10-20") == ()


@pytest.mark.parametrize(
    ("text", "person", "holds"),
    [
        ("Menteri Kesehatan Rini Widyantini hadir.", "Rini Widyantini", "KemenPANRB"),
        ("Menteri Agama Yaqut Cholil Qoumas hadir.", "Yaqut Cholil Qoumas", None),
        ("Menpora Dito Ariotedjo hadir.", "Dito Ariotedjo", None),
        ("Wakil Menteri Kesehatan Bima Arya Sugiarto hadir.", "Bima Arya Sugiarto", "Kemendagri"),
    ],
)
def test_an_office_that_the_person_does_not_hold(text: str, person: str, holds: str | None) -> None:
    (flag,) = flags_of(text, "2025-11-03")
    assert (flag.kind, flag.params["person"], flag.params["holds"]) == ("wrong_office", person, holds)


@pytest.mark.parametrize(
    "text",
    [
        "Menaker Yassierli hadir.",
        "Wakil Menteri Sosial Agus Jabo Priyono hadir.",
        "Menteri Perindustrian Agus Gumiwang Kartasasmita hadir.",
        "Mantan Menteri Agama Yaqut Cholil Qoumas hadir.",
        "Menteri Kesehatan Gelar Rapat Bersama Rini.",
    ],
)
def test_an_office_rightly_held_is_not_flagged(text: str) -> None:
    assert flags_of(text, "2025-11-03") == ()


def test_the_days_of_a_reshuffle_forgive_both_names() -> None:
    assert flags_of("Menkeu Sri Mulyani Indrawati pamit.", "2025-09-10") == ()
    assert flags_of("Menkeu Purbaya Yudhi Sadewa tiba.", "2025-09-08") == ()


def test_a_stale_name() -> None:
    text = "Kominfo memblokir situs itu."
    (flag,) = flags_of(text, "2025-02-02")
    assert (flag.kind, flag.start, flag.end, flag.params) == (
        "stale_name",
        0,
        7,
        {"body": "komdigi", "name": "Komdigi"},
    )
