"""Whose target or programme a figure is."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Article, QuantityFact
from extractor.pipeline import Pipeline

PIPELINE = Pipeline()


def owners(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    article = Article(id="t", published=date(2025, 8, 20), title=text.split("\n")[0], text=text)
    facts = PIPELINE.extract([article])
    return [(fact.text, fact.ministries, fact.agencies) for fact in facts if isinstance(fact, QuantityFact)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kemnaker menargetkan 800 peserta pelatihan.", [("800 peserta", ("kemnaker",), ())]),
        ("Badan Gizi Nasional menargetkan 900 dapur.", [("900 dapur", (), ("bgn",))]),
        # the government, the President, a province, and a company are no ministry
        ("Kemnaker hadir. Pemerintah menargetkan 800 rumah.", [("800 rumah", (), ())]),
        ("Bersama Kemnaker, Presiden Prabowo menargetkan 800 rumah.", [("800 rumah", (), ())]),
        ("Menurut Kementerian PU, Pemprov Jawa Tengah menargetkan 80 jembatan.", [("80 jembatan", (), ())]),
        # a minister who states a passive target
        (
            '"Penerimaan ditargetkan Rp 3 triliun," kata Menteri Keuangan Purbaya Yudhi Sadewa.',
            [("Rp 3 triliun", ("kemenkeu",), ())],
        ),
        # two ministries side by side
        (
            "Kemnaker dan Kementerian UMKM menargetkan 5.000 pelaku UMKM ikut pelatihan.",
            [("5.000 pelaku UMKM", ("kemnaker", "kemen-umkm"), ())],
        ),
        # nobody is named
        ("Panitia menargetkan 300 peserta.", [("300 peserta", (), ())]),
    ],
)
def test_owner(text: str, wanted: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    assert owners(text) == wanted
