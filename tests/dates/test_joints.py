"""The small words of the grammar are rows of rules/dates.yaml: a word that an editor adds there is read."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from extractor.dates import find_dates
from extractor.rules import find_rules, load_rules


@pytest.mark.parametrize(
    ("row", "word", "text", "days"),
    [
        ("range: [hingga", "ampe", "Pameran 18 ampe 20 Juni", "2025-06-18/2025-06-20"),
        ("range: [hingga", "ampe", "Pameran 18 ampe 20/6/2025", "2025-06-18/2025-06-20"),
        ("  within: [di", "ing", "Pekan pertama ing Mei 2025", "2025-05-01/2025-05-07"),
        ("  year_kinds: [anggaran", "takwim", "Belanja tahun takwim 2024", "2024-01-01/2024-12-31"),
        ("  decade_before: [era", "masa", "Musik masa 90-an", "1990-01-01/1999-12-31"),
        ("  ahead_before: [akan", "niscaya", "Bendungan niscaya rampung awal tahun", "2026-01-01/2026-04-30"),
        ("  next: [depan", "muka", "Rapat pekan muka", "2025-10-27/2025-11-02"),
        ("  list: [dan", "lan", "Rapat 6 lan 7 Mei 2025", "2025-05-06/2025-05-06 2025-05-07/2025-05-07"),
    ],
)
def test_a_word_added_to_the_rules_is_read(tmp_path: Path, row: str, word: str, text: str, days: str) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(find_rules(), rules)
    file = rules / "dates.yaml"
    vocabulary = file.read_text(encoding="utf-8")
    assert vocabulary.count(row) == 1
    file.write_text(vocabulary.replace(row, f"{row}, {word}"), encoding="utf-8")

    def read(directory: Path) -> list[tuple[str, str]]:
        found = find_dates(text, date(2025, 10, 22), load_rules(directory))
        return [(text[one.start : one.end], f"{one.from_}/{one.to}") for one in found]

    assert " ".join(period for _, period in read(rules)) == days
    assert read(find_rules()) != read(rules)
