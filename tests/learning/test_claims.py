"""Weights of the evidence are learned from judged claims and a run's output over their articles."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from extractor.learning.claims import learn_claims
from extractor.rules import load_rules
from tests.desk.folder import write_folder

RULES = load_rules()
TOWNS = ("Kudus", "Blora", "Demak", "Jepara", "Pati", "Rembang", "Sragen", "Klaten")


def test_what_the_meant_figures_share_weighs_more(tmp_path: Path) -> None:
    articles = {
        f"d{number}": ("2025-07-02", "Warta", f"Pelatihan di {town}\nSebanyak {1310 + number} peserta mengikuti "
                       f"pelatihan menjahit di {town}. Panitia menyiapkan {220 + number} kursi lipat.")
        for number, town in enumerate(TOWNS)
    }  # fmt: skip
    write_folder(tmp_path, articles, RULES)
    rows = [
        {"id": f"c{number}", "published": "2025-07-05", 
         "text": f"Pelatihan menjahit {town} diikuti {1310 + number} orang.",
         "figures": [{"text": f"{1310 + number} orang", "verdict": "supported", "evidence": [
             {"doc_id": f"d{number}", "quote": f"Sebanyak {1310 + number} peserta mengikuti pelatihan"}]}]}
        for number, town in enumerate(TOWNS)
    ]  # fmt: skip
    table, score = learn_claims(rows, tmp_path, RULES)
    weight = {row.evidence: row.weight for row in table}
    assert (score.first, score.figures) == (8, 8)
    assert weight["clause"] > 0 > weight["apart"]
    assert weight["(bias)"] < 0
    assert "role_differs" not in weight
