from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractor.close.links.check import check_rules as check_links
from extractor.reconcile.rules_check import check_rules as check_records
from extractor.rules import load_rules
from extractor.rules.check import check_rules


def test_the_rules_of_the_repository_are_sound() -> None:
    assert check_rules(load_rules()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("programmes.yaml", "owner: bgn", "owner: bng", "mbg: owner 'bng' is no body of ministries.yaml"),
        ("programmes.yaml", "under: blt,", "under: btl,", "blt-kesra: under 'btl': no such programme"),
        ("units.yaml", "parent: orang", "parent: orng", "parent 'orng': no such unit"),
    ],
)
def test_a_reference_to_nothing_is_told(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    folder = Path(shutil.copytree(load_rules().directory, tmp_path / "rules"))
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    ruleset = load_rules(folder)
    found = [str(one) for check in (check_links, check_records) for one in check(ruleset)]
    assert any(one.endswith(problem) for one in found)


def test_a_table_that_is_missing_or_broken_is_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(load_rules().directory, tmp_path / "rules"))
    (folder / "weights" / "status.tsv").unlink()
    (folder / "weights" / "owner.tsv").write_text("evidence\tweight\nspeaker\tmuch\n", encoding="utf-8")
    found = check_rules(load_rules(folder))
    assert {one.file for one in found} == {"weights/status.tsv", "weights/owner.tsv"}
    assert any("malformed row" in one.reason for one in found)
