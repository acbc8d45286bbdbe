"""What CONTRIBUTING.md promises: a verb of speech, a unit of persons, a programme with its owner need rules alone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from extractor import Article, Pipeline
from extractor.models import Fact, QuantityFact
from extractor.rules import find_rules

# The file, where a row begins, and what an editor writes before it or in it.
ADDED = (
    ("speakers.yaml", "phrases: [kata, ujar,", "phrases: [cuit, kata, ujar,"),
    ("speakers.yaml", "phrases: [dikatakan,", "phrases: [dicuitkan, dikatakan,"),
    (
        "units.yaml",
        "- {id: atlet,",
        "- {id: saji, parent: orang, category: person, phrases: [pramusaji]}\n- {id: atlet,",
    ),
    ("programmes.yaml", "  - {id: bsu,", "  - {id: ayah, owner: kemendukbangga, names: [Gerakan Ayah]}\n  - {id: bsu,"),
)
TEXT = """Gerakan Ayah
Gerakan Ayah milik Kemendukbangga dimulai. "Pelatihan ini diikuti 450 pramusaji," cuit Budi Santoso.
Hal itu dicuitkan Ratna Dewi, Senin (13/10/2025). "Besok ada 20 kota lagi," kata dia.
"""


def read(rules: Path) -> tuple[Fact, ...]:
    return Pipeline(rules).read(Article(id="a", published=date(2025, 10, 16), text=TEXT)).facts


def test_three_additions_work_without_python(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(find_rules(), tmp_path / "rules"))
    for file, row, written in ADDED:
        text = (rules / file).read_text(encoding="utf-8")
        assert row in text
        (rules / file).write_text(text.replace(row, written, 1), encoding="utf-8")
    facts = read(rules)
    (figure,) = (fact for fact in facts if isinstance(fact, QuantityFact) and "450" in fact.text)
    assert figure.said_by is not None
    assert figure.said_by.name == "Budi Santoso"
    assert (figure.participants, figure.what, figure.ministries) == (True, "Gerakan Ayah", ("kemendukbangga",))
    (tomorrow,) = (fact for fact in facts if fact.text == "Besok")
    assert tomorrow.type == "date"
    assert tomorrow.from_ == date(2025, 10, 14)
    before = read(find_rules())
    assert not any(isinstance(fact, QuantityFact) and fact.said_by for fact in before if "450" in fact.text)
