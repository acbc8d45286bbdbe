"""Deadlines of targets: from the sentence, from the article, and none where the date is another's."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Article, QuantityFact
from extractor.pipeline import Pipeline

PIPELINE = Pipeline()
PUBLISHED = date(2025, 8, 20)


def dues(text: str) -> list[tuple[str, str | None, str | None]]:
    article = Article(id="t", published=PUBLISHED, title=text.split("\n")[0], text=text)
    return [
        (fact.text, str(fact.due.from_) if fact.due else None, str(fact.due.to) if fact.due else None)
        for fact in PIPELINE.extract([article])
        if isinstance(fact, QuantityFact) and fact.target
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kami menargetkan 500 rumah hingga Desember 2025.", [("500 rumah", "2025-12-01", "2025-12-31")]),
        ("Pada 2026 mereka menargetkan 40 gerai.", [("40 gerai", "2026-01-01", "2026-12-31")]),
        ("Target tahun ini 90 jembatan.", [("90 jembatan", "2025-01-01", "2025-12-31")]),
        # the day of the statement is no deadline
        ("Kami menargetkan 500 rumah, kata Ani di Solo, Rabu (20/8/2025).", [("500 rumah", None, None)]),
        # a year against which the figure is measured
        (
            "Produksi ditargetkan 34 juta ton pada 2026, naik dari realisasi 2024.",
            [("34 juta ton", "2026-01-01", "2026-12-31")],
        ),
        # the year in a name
        ("Ditjen menargetkan pelaporan SPT Tahun 2025 mencapai 14 juta SPT.", [("14 juta SPT", None, None)]),
        # repeated figures inherit, in the title too
        (
            "Pemkot Targetkan 700 Sumur\nPemkot menargetkan 700 sumur sampai 2027. Target 700 sumur itu sudah dibahas.",
            [(figure, "2027-01-01", "2027-12-31") for figure in ("700 Sumur", "700 sumur", "700 sumur")],
        ),
        # from when on, and not by when
        ("Kami menargetkan 500 rumah sejak Mei 2025.", [("500 rumah", None, None)]),
        ("Kami menargetkan 500 rumah sejak pertengahan tahun depan.", [("500 rumah", None, None)]),
        # unless it is said until when, too
        ("Kami menargetkan 500 rumah sejak 2026 sampai 2029.", [("500 rumah", "2026-01-01", "2029-12-31")]),
        ("Sejak Mei hingga Desember 2025 kami menargetkan 500 rumah.", [("500 rumah", "2025-05-01", "2025-12-31")]),
        # figures of one sentence share the deadline
        (
            "Mereka menargetkan 300 dapur dan 900 ribu penerima pada Oktober.",
            [("300 dapur", "2025-10-01", "2025-10-31"), ("900 ribu penerima", "2025-10-01", "2025-10-31")],
        ),
        # an item of a list of targets has the date above the list
        (
            "Pemkab menargetkan program selesai pada 2027. Dinas merinci target pelaksanaan.\n"
            "Pertama, jalan desa menjadi mantap. Itu tugas dinas. Semua wilayah dijangkau.\n"
            "Kedua, ditargetkan cakupan air bersih mencapai 98 persen.",
            [("98 persen", "2027-01-01", "2027-12-31")],
        ),
        # a past year that says which target is meant, for its own figure only
        (
            "Kalau di 2024 target kunjungan sebanyak 17 juta orang, tahun ini ditargetkan 20 juta orang.",
            [("17 juta orang", "2024-01-01", "2024-12-31"), ("20 juta orang", "2025-01-01", "2025-12-31")],
        ),
        # the year of a budget still ahead
        ("Dalam RAPBN 2026, defisit ditargetkan 2,5 persen.", [("2,5 persen", "2026-01-01", "2026-12-31")]),
    ],
)
def test_due(text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    assert dues(text) == wanted


def test_a_deadline_of_which_nobody_can_tell_the_day_is_no_other_day() -> None:
    text = (
        "Yayasan membantu 450 keluarga pada 14 September 2025 dan 3 Mei 2024. Ditargetkan 1.000 keluarga bulan depan."
    )
    facts = PIPELINE.read(Article(id="t", text=text)).facts
    assert [fact.due for fact in facts if isinstance(fact, QuantityFact) and fact.target] == [None]
