"""Counts of more people than live, and of fewer than none."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Article, QuantityFact
from extractor.pipeline import Pipeline
from extractor.rules import load_rules

PIPELINE = Pipeline(load_rules())


@pytest.mark.parametrize(
    ("told", "counted", "flagged"),
    [
        ("diikuti 9.000 peserta", ["9.000 peserta"], []),
        ("diikuti 9.000.000.000.000 peserta", [], ["9.000.000.000.000"]),
        ("diikuti 15 miliar peserta", [], ["15 miliar"]),
        ("memproyeksikan penduduk dunia 9,7 miliar jiwa", [], []),
        ("ditargetkan diikuti 99999999999999999999 orang", [], []),  # an account number
        ("diikuti -5 peserta", [], ["-5"]),
        ("menargetkan pertumbuhan -5 persen", ["-5 persen"], []),
        ("menargetkan 8 miliar peserta", ["8 miliar peserta"], []),
        ("menargetkan pendapatan Rp12 miliar", ["Rp12 miliar"], []),
        ("menargetkan produksi 12 miliar liter", ["12 miliar liter"], []),
    ],
)
def test_a_count_beyond_the_worlds_people_is_a_slip_and_no_figure(
    told: str, counted: list[str], flagged: list[str]
) -> None:
    text = f"Pelatihan Las Nasional\nKementerian Ketenagakerjaan menyatakan Pelatihan Las Nasional {told}."
    read = PIPELINE.read(Article(id="a", published=date(2025, 5, 1), title="Pelatihan Las Nasional", text=text))
    assert [fact.text for fact in read.facts if isinstance(fact, QuantityFact)] == counted
    assert [text[one.start : one.end] for one in read.article.flags if one.kind == "slip"] == flagged
