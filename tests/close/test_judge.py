"""The judge adds up weights, asks twice, and lets an editor pin a weight."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest

from extractor.close.judge import Item, Verdict, judge, neighbours
from extractor.rules import RulesError, RuleSet
from extractor.rules.weights import EVERYTHING, weights

FIRST = "evidence\tweight\tseen\n(bias)\t-2\t0\nlead=target\t3\t9\n"
AGAIN = FIRST.replace("-2", "-1").replace("3", "2") + "(threshold)\t0.4\t9\nsame value=2\t1.5\t4\nclass=money\t-4\t9\n"


def rules(folder: Path, first: str = FIRST, again: str = AGAIN, pins: str = "pins: []\n") -> RuleSet:
    (folder / "weights").mkdir()
    (folder / "weights/target.tsv").write_text(first, encoding="utf-8")
    (folder / "weights/target_again.tsv").write_text(again, encoding="utf-8")
    (folder / "weights/pins.yaml").write_text(pins, encoding="utf-8")
    return RuleSet(folder, folder.name)


def verdicts(ruleset: RuleSet, *items: tuple[str, int, object]) -> list[Verdict]:
    """The answers for items with one piece of evidence each, or none that counts, in a sentence and of a value."""
    known = weights(ruleset, ("target",)).pieces
    of = [Item([known[name]] if name in known else [], place, value, "person") for name, place, value in items]
    [answers] = judge(("target",), of, ruleset)
    return answers


def test_weights_add_up(tmp_path: Path) -> None:
    [verdict] = verdicts(rules(tmp_path), ("lead=target", 0, 5))
    assert verdict.probability == pytest.approx(1 / (1 + exp(-(-1 + 2))))
    assert verdict.yes
    assert verdict.reason == "lead=target"


def test_no_evidence_no_target(tmp_path: Path) -> None:
    [verdict] = verdicts(rules(tmp_path), ("class=money", 0, 5))
    assert not verdict.yes
    assert verdict.reason == ""


def test_the_same_value_elsewhere_speaks_for_it(tmp_path: Path) -> None:
    aimed, repeated, other = verdicts(rules(tmp_path), ("lead=target", 0, 5), ("unknown", 4, 5), ("unknown", 5, 6))
    assert aimed.yes
    assert repeated.probability == pytest.approx(1 / (1 + exp(-(-1 + 1.5))))
    assert other.probability == pytest.approx(1 / (1 + exp(1)))


def test_neighbours_by_distance_and_kind() -> None:
    items = [Item([], 0, 1, "person"), Item([], 0, 2, "person"), Item([], 5, 3, "money")]
    first, second, third = neighbours(items, [0.8, 0.1, 0.5])
    assert first == ["first look=8", "item behind=0,0"]
    assert second == ["first look=1", "item before=3,0", "item of its kind before=3,0", "item behind=2,2"]
    assert third == ["first look=5", "item before=0,2"]


def test_an_editor_pins_a_weight(tmp_path: Path) -> None:
    pins = "pins:\n  - {table: target_again, evidence: lead=target, weight: -9, reason: a test}\n"
    [verdict] = verdicts(rules(tmp_path, pins=pins), ("lead=target", 0, 5))
    assert not verdict.yes


def test_a_malformed_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"target\.tsv.*viel"):
        judge(("target",), [Item([], 0, 1, "person")], rules(tmp_path, first=FIRST + "lead=x\tviel\t3\n"))


def test_a_family_is_known_by_what_stands_for_the_star(tmp_path: Path) -> None:
    known = weights(rules(tmp_path), ("target",)).known
    assert set(known["lead=*"]) == {"target"}
    piece = known["l*=target"]["ead"]
    assert (piece.first, piece.again) == (3 + 3j, 2 + 2j)
    assert [piece.name for piece in known.look_up([("lead=*", "unknown"), ("*", "lead=target")])] == ["lead=target"]


def test_what_is_learned_from_knows_every_name() -> None:
    family = EVERYTHING["cue before:*,near"]
    assert "aim" in family
    assert family["aim"].name == "cue before:aim,near"
    assert family["aim"] is family["aim"]
