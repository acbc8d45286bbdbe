"""The counted noun of a figure."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Article, QuantityFact
from extractor.pipeline import Pipeline

PIPELINE = Pipeline()


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
