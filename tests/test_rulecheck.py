from __future__ import annotations

from extractor.rulecheck import check_rules
from extractor.ruleset import load_rules


def test_the_rules_of_the_repository_are_sound() -> None:
    assert check_rules(load_rules()) == []
