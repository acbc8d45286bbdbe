"""Texts that repeat one thing without end cost no more than their length, whatever the thing: in processor time, so
that what a pattern does in C is seen as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import product
from statistics import median

import pytest

from extractor.models import Article
from extractor.pipeline import Pipeline
from extractor.rules import load_rules
from tests.growth import growth_and_cost

# What the stages of the pipeline look for: numbers, days, names, speech, events, marks and openings that never close.
UNITS = (
    "5%", "1.000 orang", "12 ribu peserta", "1", "1.2.3", "Rp5 juta", "lima ratus", "seribu dua", "5 dari 10 orang",
    "10-20 orang", "sekitar 7 unit", "target 8 desa", "tahun ini", "hari ini", "per 5 Mei 2025", "Senin (5/5/2025)",
    "hingga akhir tahun", "sejak 2024", "2024", "5/5", "Mei", "pukul 10.00 WIB", "Kemnaker", "Kementerian Sosial",
    "Menteri Agama Budi", "Budi Santoso", "kata Budi", "ia mengatakan", '"', "“aku", "(", "[", "a.", "PT Maju",
    "di Solo", "Pelatihan Vokasi", "Baca juga: Judul", "yang", "dan", "\n", "-", "https://a.example/b", "Senin",
    "dihadiri 5 orang", "naik 5 persen menjadi 7 persen", "terdiri dari 3 pria dan 2 wanita", "½", "seperempat",
)  # fmt: skip
JOINTS = (" ", ", ", ". ")
# What stands without a joint, or makes lines.
CLOSE = (
    "½", "5%", "1", "1.", "1,", "1-", "a", "-", "(", "5%\n", "1\n", "5 orang\n", "- 5 orang\n", "1) a\n", "juta ",
    "setengah ", "minggu ", "besok ", "ke-5 ", "@a", "<b>", "&amp;", "\r\n", "\u2028", "e\u0301", "İ", "😀", "٣", "A ",
    "Dr. ", "“", "'", "tidak ", "jika ", "akan ", "menargetkan ", "peserta ", "antara ", "lebih dari ", "jumlah ",
)  # fmt: skip
SHAPES = sorted({unit + joint for unit, joint in product(UNITS, JOINTS)} | {*CLOSE})
# An eighth of it is longer than any window that the stages look through but a sentence, which is cut.
LENGTH = 6_400
# Linear work takes 8 times as long for 8 times the text, quadratic work 64 times.
MOST_GROWTH = 24.0
# Times the median of all shapes, for one character.
MOST_COST = 20


@cache
def _pipeline() -> Pipeline:
    pipeline = Pipeline(load_rules())
    pipeline.read(Article(id="first", text="Sebanyak 5 orang hadir."))  # what is made once is made here
    return pipeline


def _prepare(text: str) -> Callable[[], object]:
    article = Article(id="shape", published=date(2025, 12, 21), published_by="metadata", text=text)
    return lambda: _pipeline().read(article)


@cache
def _measured(shape: str) -> tuple[float, float]:
    return growth_and_cost(_prepare, shape, LENGTH)


def test_there_are_enough_shapes() -> None:
    assert len(SHAPES) >= 150


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_takes_time_in_proportion_to_its_length(shape: str) -> None:
    growth, _ = _measured(shape)
    assert growth < MOST_GROWTH


@pytest.mark.slow
def test_no_shape_takes_many_times_the_time_of_others() -> None:
    costs = {shape: _measured(shape)[1] for shape in SHAPES}
    most = MOST_COST * median(costs.values())
    heavy = {
        shape: min(cost, growth_and_cost(_prepare, shape, LENGTH)[1]) for shape, cost in costs.items() if cost > most
    }
    assert {shape: round(cost / most * MOST_COST) for shape, cost in heavy.items() if cost > most} == {}


@pytest.mark.slow
def test_targets_are_linked_in_time_proportional_to_their_number() -> None:
    """Thousands of targets: the shapes above have too few for what looks through all of them for each."""
    growth, _ = growth_and_cost(_prepare, "target 8 desa ", 80_000)
    assert growth < 16
