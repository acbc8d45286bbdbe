"""Weights are learned from gold rows: the same bytes every time, and corrected articles change a verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from extractor.close.judge import Item
from extractor.learning.examples import Example, figure_example
from extractor.learning.fit import Row, learn, score, with_threshold
from extractor.learning.tables import write_tables
from extractor.rules import load_rules


def example(number: int, names: list[str], answer: bool) -> Example:
    item = Item([], 0, number, "person")
    return Example(f"d{number}", [item], [[*names, "every figure"]], [(0, 9)], {"target": [answer]}, {"target": 0})


def examples() -> list[Example]:
    return [
        example(number, ["lead=target"] if number % 3 == 0 else ["lead=sudah"], number % 3 == 0) for number in range(60)
    ]


def test_evidence_of_a_yes_weighs_for_it() -> None:
    tables, sums = learn("target", examples(), [1.0] * 60)
    weight = {row.evidence: row.weight for row in tables["target"]}
    assert weight["lead=target"] > 1 > -1 > weight["lead=sudah"]
    reached = score("target", examples(), [1.0] * 60, sums)
    assert reached.f1 == 1.0
    assert reached.yes == 20


def test_the_threshold_of_a_score_heads_the_second_table() -> None:
    tables, sums = learn("target", examples(), [1.0] * 60)
    reached = score("target", examples(), [1.0] * 60, sums)
    with_threshold(tables, "target", reached)
    assert tables["target_again"][0] == Row("(threshold)", 0.4, 20)


def test_articles_that_count_less_are_learned_from_and_not_scored_on() -> None:
    tables, sums = learn("target", examples(), [0.5] * 30 + [1.0] * 30)
    assert {row.evidence for row in tables["target"]} >= {"lead=target", "lead=sudah"}
    assert score("target", examples(), [0.5] * 30 + [1.0] * 30, sums).yes == 10


def test_rare_evidence_has_no_weight() -> None:
    rare = [*examples(), example(90, ["lead=jarang"], True), example(91, ["lead=jarang"], True)]
    tables, _ = learn("target", rare, [1.0] * 62)
    assert "lead=jarang" not in {row.evidence for row in tables["target"]}


def test_the_same_gold_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_tables(learn("target", examples(), [1.0] * 60)[0], tmp_path / name)
    for table in ("target.tsv", "target_again.tsv"):
        assert (tmp_path / "a" / table).read_bytes() == (tmp_path / "b" / table).read_bytes()


def test_a_table_reads_as_it_was_learned(tmp_path: Path) -> None:
    write_tables({"target": [Row("(bias)", -1.5, 0), Row("lead=target", 2.25, 12)]}, tmp_path)
    assert (tmp_path / "target.tsv").read_text(encoding="utf-8") == (
        "evidence\tweight\tseen\n(bias)\t-1.5\t0\nlead=target\t2.25\t12\n"
    )


def test_answers_come_from_the_gold_of_a_row() -> None:
    text = "Dinas itu menargetkan 500 peserta. Hadir 45 guru. Anggarannya Rp 3 miliar dari 7 sumber."
    start, other = text.find("500"), text.find("45 guru")
    facts = [
        {
            "type": "quantity",
            "start": start,
            "end": start + 11,
            "min": 500,
            "max": 500,
            "target": True,
            "participants": True,
        },
        {
            "type": "quantity",
            "start": other,
            "end": other + 7,
            "min": 45,
            "max": 45,
            "participants": True,
            "optional": True,
        },
    ]
    found = figure_example({"id": "a", "text": text, "published": "2025-10-20", "facts": facts}, load_rules())
    answers = dict(zip([item.value for item in found.items], found.answers["target"], strict=True))
    assert answers[(500, 500)] is True
    assert answers[(45, 45)] is None
    assert answers[(3_000_000_000, 3_000_000_000)] is False
    assert found.missed == {"target": 0, "participants": 0}


def test_a_gold_figure_that_no_candidate_stands_for_is_missed() -> None:
    text = "Dinas itu tidak menyebut angka."
    facts = [{"type": "quantity", "start": 0, "end": 5, "min": 9, "max": 9, "target": True, "participants": False}]
    found = figure_example({"id": "a", "text": text, "published": None, "facts": facts}, load_rules())
    assert found.items == []
    assert found.missed == {"target": 1, "participants": 0}
