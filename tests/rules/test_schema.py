"""What an editor mistypes in a rule file is told with its file, line and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractor.pipeline import Pipeline
from extractor.rules import RulesError, load_rules
from extractor.rules.check import check_rules
from extractor.rules.schema import FILES, json_schemas
from extractor.rules.schema.check import check_schema

RULES = load_rules()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES.directory, tmp_path / "rules"))


SLIPS = [
    (
        "status.yaml",
        "- id: aim-noun\n  category: aim\n  phrases:",
        "- id: aim-noun\n  category: aim\n  phrase:",
        ["aim-noun: 'phrases' is missing", "aim-noun: unknown key 'phrase', meant 'phrases'?"],
    ),
    ("status.yaml", "category: hope", "category: hopes", ["hope: category: Input should be 'aim', "]),
    ("status.yaml", "- id: plan-noun", "- id: plan-future", ["cues: 'plan-future' is given twice"]),
    ("units.yaml", "phrases: [rupiah]", "phrases: [rupiah, rupiah]", ["rupiah: phrases: 'rupiah' is given twice"]),
    ("units.yaml", "category: money, phrases: [rupiah]", "category: money", ["rupiah: 'phrases' is missing"]),
    ("ministries.yaml", "    short: BGN\n", "    s: B\n", ["bgn: 'short' is missing", "bgn: unknown key 's'"]),
    ("ministries.yaml", "Yassierli, from: 2024-", "Yassierli, from: 24-", ["kemnaker: from: '24-10-21' is not a day"]),
    ("interface.yaml", 'en: "{n} records"}', 'en: "{m} records"}', ["found: the languages have different gaps"]),
    ("boilerplate.yaml", ": '(?:BACA", ": '(?:(BACA", ["read_also_inline: pattern: no regular expression: "]),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), SLIPS)
def test_a_slip_is_told_with_its_line(folder: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = list(check_schema(load_rules(folder)))
    changed = text[: text.index(old)].count("\n") + 1
    lines = range(changed - 8, changed + new.count("\n") + 3)
    assert len(problems) == len(expected)
    for problem, wanted in zip(problems, expected, strict=True):
        assert str(problem).startswith(f"{file}:{problem.line}: {wanted}")
        assert problem.line in lines or "is given twice" in wanted


def test_missing_and_unknown_files(folder: Path) -> None:
    (folder / "days.yaml").rename(folder / "dues.yaml")
    problems = check_rules(load_rules(folder))
    assert [(problem.file, problem.line) for problem in problems] == [("dues.yaml", 0), ("days.yaml", 0)]


def test_every_file_has_its_fresh_json_schema() -> None:
    """``rujuk rules schema`` writes them."""
    folder = RULES.directory / "schema"
    stored = {path.name: path.read_text(encoding="utf-8").rstrip() for path in folder.glob("*.json")}
    assert stored == json_schemas()
    for file in FILES:
        head = RULES.path(file).read_text(encoding="utf-8").partition("\n")[0]
        name = file.replace(".yaml", ".json").replace("/", ".")
        assert head.removesuffix(f"schema/{name}") in (
            "# yaml-language-server: $schema=",
            "# yaml-language-server: $schema=../",
        )


def test_a_pipeline_over_malformed_rules_is_refused(folder: Path) -> None:
    text = (folder / "numbers.yaml").read_text(encoding="utf-8")
    (folder / "numbers.yaml").write_text(text.replace("\ncents:", "\ncent:", 1), encoding="utf-8")
    with pytest.raises(RulesError, match=r"numbers\.yaml:1: 'cents' is missing; numbers\.yaml:\d+: unknown key 'cent'"):
        Pipeline(folder)
