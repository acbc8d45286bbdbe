"""Headlines of other reports that stand between the paragraphs make no records."""

from __future__ import annotations

import pytest

from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import quantity, summary

RULES = load_rules()


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("Pilihan RedaksiJadwal Lomba Perahu di SoloDaftar 16 regu Lolos ke Babak Akhir", 0),
        (
            "Pilihan Redaksi Jadwal Lomba Panitia di Solo mencatat bahwa yang datang pada sore itu 16 regu",
            1,
        ),
        ("Lomba perahu di Solo diikuti 16 regu", 1),
    ],
)
def test_a_list_of_headlines_counts_nothing(text: str, records: int) -> None:
    report = summary("a", text)
    fact = quantity(report, "16 regu", 16, unit="regu", participants=True, what="lomba perahu")
    assert len(list(reconcile([fact], [report], RULES))) == records
