"""Floors of speed, far below what is measured (BENCHMARKS.md), so that they fail only on a real loss."""

from __future__ import annotations

import time

import pytest

from extractor.bench import DATE_SEARCH, EXTRACTION, TOKENISER, measure, ratios
from extractor.models import Article
from extractor.pipeline import Pipeline
from extractor.ruleset import load_rules

SENTENCES = (
    "Kementerian Ketenagakerjaan menargetkan 10.000 peserta pelatihan pada akhir tahun 2025.",
    "Kegiatan itu dibuka di Semarang pada Senin (17/3/2025) dan dihadiri 350 pelaku usaha.",
    "Menurut pejabat setempat, jumlah pendaftar naik 12 persen dibandingkan tahun lalu.",
    "Para peserta mengikuti kelas pemasaran, pembukuan, dan pengemasan selama dua pekan.",
    "Panitia menyiapkan ruang belajar di balai latihan dan mengundang pengajar dari beberapa kota.",
)


def _articles(count: int) -> list[Article]:
    text = "\n".join(SENTENCES * 6)
    return [Article(id=f"{number}", text=f"Pelatihan gelombang {number}\n{text}") for number in range(count)]


def test_bench_reports_ratios_in_one_run() -> None:
    rows = {row["step"]: row for row in ratios(measure(_articles(30), load_rules(), date_articles=3))}
    assert rows[TOKENISER][f"x {TOKENISER}"] == 1.0
    assert rows[DATE_SEARCH]["articles"] == 3
    assert rows[EXTRACTION]["articles"] == 30
    assert rows[EXTRACTION][f"x {DATE_SEARCH}"] > 3
    assert rows["skim"]["per_second"] > rows[EXTRACTION]["per_second"]


@pytest.mark.parametrize(
    "piece",
    ["1", "1/", "Senin ", "1.000.000 ", "Kementerian ", "(", "Rp", "\n", "a", "dan ", '"', "12 Mei 2025 hingga ", "�"],
)
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    pipeline = Pipeline(load_rules())
    pipeline.read(Article(id="warm", text=SENTENCES[0]))
    seconds = []
    for size in (50_000, 200_000):
        began = time.process_time()
        pipeline.read(Article(id="x", text=(piece * (size // len(piece) + 1))[:size]))
        seconds.append(time.process_time() - began)
    assert seconds[1] < 8 * max(seconds[0], 0.2), seconds
