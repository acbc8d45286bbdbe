"""The counted noun of a figure, and the hierarchy of units."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.close.units import comparable_units, unit_of
from extractor.models import Article, QuantityFact
from extractor.pipeline import Pipeline
from extractor.ruleset import load_rules

PIPELINE = Pipeline()
RULES = load_rules()


def units(text: str) -> list[tuple[str, str | None]]:
    article = Article(id="t", published=date(2025, 8, 20), title=text.split("\n")[0], text=text)
    return [(fact.text, fact.unit) for fact in PIPELINE.extract([article]) if isinstance(fact, QuantityFact)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lomba diikuti 500 peserta.", [("500 peserta", "peserta")]),
        ("Jumlah peserta mencapai 500 orang.", [("500 orang", "orang")]),
        (
            "Target 82 juta seluruh calon penerima manfaat.",
            [("82 juta seluruh calon penerima manfaat", "penerima manfaat")],
        ),
        ("Mereka menargetkan 900 unit SPPG.", [("900 unit SPPG", "sppg")]),
        ("Mereka menargetkan 1.000 (SPPG).", [("1.000 (SPPG)", "sppg")]),
        ("Jumlah penerima manfaat ditargetkan tembus 6 juta.", [("6 juta", "penerima manfaat")]),
        ("Inflasi ditargetkan turun ke 2,5 persen.", [("2,5 persen", "persen")]),
        ("Mereka membidik Rp 4 triliun.", [("Rp 4 triliun", "rupiah")]),
        (
            "Mereka melayani 500 siswa. Targetnya 900 siswa, dan 900 itu akan dikejar.",
            [("500 siswa", "siswa"), ("900 siswa", "siswa"), ("900", "siswa")],
        ),
    ],
)
def test_unit(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert units(text) == wanted


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        ("pelaku UMKM", "umkm"),
        ("usaha mikro kecil", "umkm"),
        ("KPM", "keluarga penerima manfaat"),
        ("gajah", "gajah"),
        (None, None),
    ],
)
def test_unit_of(noun: str | None, unit: str | None) -> None:
    assert unit_of(noun, RULES) == unit


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("peserta", "orang", True),
        ("pelaku UMKM", "usaha mikro kecil", True),
        ("penerima manfaat", "jiwa", True),
        ("sppg", "orang", False),
        ("persen", "rupiah", False),
        ("siswa", "guru", False),
        (None, "orang", True),
    ],
)
def test_comparable_units(first: str | None, second: str | None, same: bool) -> None:
    assert comparable_units(first, second, RULES) is same
