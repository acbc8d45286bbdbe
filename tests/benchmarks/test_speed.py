"""The benchmark counts right, and no text makes the time of reading grow faster than its length.

How fast is measured by ``tests/benchmarks/stages.py`` and written down in BENCHMARKS.md: a test of that would test the
machine.
"""

from __future__ import annotations

import itertools
import time
from functools import partial

import pytest

from extractor.models import Article
from extractor.pipeline import STEPS, Pipeline
from extractor.rules import load_rules
from tests.benchmarks.stages import DATE_SEARCH, EXTRACTION, TOKENISER, WITH_NAMES, Timing, measure, named, ratios
from tests.growth import assert_linear

pytestmark = pytest.mark.slow

SENTENCES = (
    "Kementerian Ketenagakerjaan menargetkan 10.000 peserta pelatihan pada akhir tahun 2025.",
    "Kegiatan itu dibuka di Semarang pada Senin (17/3/2025) dan dihadiri 350 pelaku usaha.",
    "Menurut pejabat setempat, jumlah pendaftar naik 12 persen dibandingkan tahun lalu.",
    "Para peserta mengikuti kelas pemasaran, pembukuan, dan pengemasan selama dua pekan.",
    "Panitia menyiapkan ruang belajar di balai latihan dan mengundang pengajar dari beberapa kota.",
)


def _articles(count: int) -> list[Article]:
    text = "\n".join(SENTENCES)
    return [Article(id=f"{number}", text=f"Pelatihan gelombang {number}\n{text}") for number in range(count)]


def test_every_step_works_on_all_articles_and_the_slow_reference_on_some(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count()
    monkeypatch.setattr(time, "process_time", lambda: float(next(ticks)))  # so each chunk takes a reference one second
    timings = {timing.step: timing for timing in measure(_articles(140), load_rules(), date_articles=3)}
    steps = {named(step): (140, 5.0) for step in STEPS}  # in batches of 32, 32, 32, 32 and 12
    whole = (140, 5.0 * (len(STEPS) + 2))  # an article is begun and ended too
    assert {step: (timing.articles, timing.seconds) for step, timing in timings.items()} == {
        TOKENISER: (140, 2.0),
        DATE_SEARCH: (3, 2.0),
        "begin": (140, 5.0),
        **steps,
        "end": (140, 5.0),
        EXTRACTION: whole,
        WITH_NAMES: whole,
    }


def test_a_rate_is_told_as_a_ratio_to_each_reference() -> None:
    rows = ratios([Timing(TOKENISER, 100, 1.0), Timing(DATE_SEARCH, 5, 0.5), Timing(EXTRACTION, 100, 0.25)])
    assert rows == [
        {"step": TOKENISER, "articles": 100, "per_second": 100.0, "milliseconds": 10.0,
         "x spacy.blank(id)": 1.0, "x dateparser.search": 10.0},
        {"step": DATE_SEARCH, "articles": 5, "per_second": 10.0, "milliseconds": 100.0,
         "x spacy.blank(id)": 0.1, "x dateparser.search": 1.0},
        {"step": EXTRACTION, "articles": 100, "per_second": 400.0, "milliseconds": 2.5,
         "x spacy.blank(id)": 4.0, "x dateparser.search": 40.0},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "piece",
    ["1", "1/", "Senin ", "1.000.000 ", "Kementerian ", "(", "Rp", "\n", "a", "dan ", '"', "12 Mei 2025 hingga ", "�"],
)
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    pipeline = Pipeline(load_rules())
    assert_linear(lambda text: partial(pipeline.read, Article(id="x", text=text)), piece, 200_000)
