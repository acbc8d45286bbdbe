"""What editors put right teaches: corrections are right answers, misread claims wrong ones, the rest says nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")
from extractor.desk.notes import Named, Note, add_note
from extractor.desk.store import Store
from extractor.export.gold import export_gold
from extractor.export.label_studio import export_label_studio
from extractor.models import Amount
from extractor.rules import load_rules
from tests.web.sample import TEXTS, records, write_output

CONFLICT, TARGET = records()
FIRST, SECOND = map(Named.of, CONFLICT.claims)
(PLAN,) = map(Named.of, TARGET.claims)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return write_output(tmp_path / "out")


def note(id: str, decision: str, **fields: Any) -> Note:
    return Note.model_validate({"id": id, "decision": decision, "at": datetime(2025, 10, 21, tzinfo=UTC), **fields})


def exported(output: Path, *notes: Note) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    for one in notes:
        add_note(output, one)
    gold, pairs = export_gold(Store(output), output)
    return tuple([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in (gold, pairs))  # type: ignore[return-value]


def test_corrected_and_misread_claims_are_gold(output: Path) -> None:
    value = Amount(min=8000, max=9000)
    rows, pairs = exported(
        output,
        note("1", "correct", claims=[SECOND], value=value, unit="peserta", status="target"),
        note("2", "drop", claims=[PLAN], misread=True),
        note("3", "drop", claims=[FIRST]),  # no more than unwanted
    )
    assert pairs == []
    misread, corrected = rows
    assert (misread["id"], misread["facts"], misread["annotated"]) == (PLAN.doc_id, [], ["quantity"])
    (start, end), = misread["judged"]  # fmt: skip
    assert TEXTS[PLAN.doc_id][start:end] == PLAN.text
    (fact,) = corrected["facts"]
    assert corrected["judged"] == [[fact["start"], fact["end"]]]
    assert fact["text"] == "8.000 orang"
    assert (fact["min"], fact["max"], fact["unit"], fact["status"]) == (8000, 9000, "peserta", "target")
    assert fact["target"] is True
    assert corrected["weight"] < 1  # learned from, not scored on


def test_labels_begin_with_what_editors_corrected(output: Path) -> None:
    add_note(output, note("1", "correct", claims=[SECOND], unit="peserta"))
    add_note(output, note("2", "drop", claims=[PLAN], misread=True))
    tasks, _ = export_label_studio(Store(output), output)
    results = {
        task["data"]["id"]: [region["value"]["text"] for region in task["predictions"][0]["result"][1::2]]
        for task in json.loads(tasks.read_text(encoding="utf-8"))
    }
    assert results[SECOND.doc_id] == [
        ["min=8000 max=8000 unit=peserta participants status=realised ministries=kemnaker"]
    ]
    assert results[PLAN.doc_id] == []
    assert len(results[FIRST.doc_id]) == 3


def test_undone_decisions_teach_nothing(output: Path) -> None:
    correct = note("1", "correct", claims=[SECOND], unit="peserta")
    assert exported(output, correct, note("2", "undo", undoes="1")) == ([], [])


def test_claims_told_apart_or_joined_are_pairs(output: Path) -> None:
    rows, pairs = exported(
        output,
        note("1", "split", claims=[SECOND], others=[FIRST]),
        note("2", "merge", claims=[PLAN], others=[FIRST, SECOND], whole=True),
    )
    assert rows == []
    assert [(pair["a"]["doc_id"], pair["b"]["doc_id"], pair["judged"]["same"]) for pair in pairs] == [
        (SECOND.doc_id, FIRST.doc_id, "no"),
        (PLAN.doc_id, FIRST.doc_id, "yes"),
        (PLAN.doc_id, SECOND.doc_id, "yes"),
    ]
    text = TEXTS[SECOND.doc_id]
    assert text[pairs[0]["a"]["start"] : pairs[0]["a"]["end"]] == SECOND.text
    assert {pair["kind"] for pair in pairs} == {"quantity"}


def test_the_learner_takes_them_as_answers(output: Path) -> None:
    pytest.importorskip("sklearn")
    from extractor.learning.examples import figure_example

    correct = note("1", "correct", claims=[SECOND], status="target")
    rows, _ = exported(output, correct, note("2", "drop", claims=[PLAN], misread=True))
    rules = load_rules()
    for row, expected in zip(rows, ([None, False], [None, True]), strict=True):
        assert figure_example(row, rules).answers["target"] == expected
