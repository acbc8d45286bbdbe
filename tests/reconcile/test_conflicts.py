"""Contradictions of many kinds are shown as conflicts, and what only looks like one is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor import Article, Pipeline, reconcile
from extractor.rules import load_rules

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "corpus/gold/conflicts.yaml").read_text(encoding="utf-8")
)
RULES = load_rules()
PIPELINE = Pipeline(RULES)


def test_there_are_enough_of_both() -> None:
    assert sum("conflict" in case for case in CASES) >= 10
    assert sum("alike" in case for case in CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.get("conflict") or case["alike"])
def test_a_conflict_is_shown_where_two_reports_contradict_each_other(case: dict[str, Any]) -> None:
    facts, summaries = [], []
    for number, (source, day, text) in enumerate(case["reports"]):
        read = PIPELINE.read(Article(id=f"report{number}", source=source, published=day, text=text))
        facts.extend(read.facts)
        summaries.append(read.article.model_copy(update={"text": text}))
    relations = [record.relation for record in reconcile(facts, summaries, RULES)]
    assert relations.count("conflict") == ("conflict" in case)
