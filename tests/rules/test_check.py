from __future__ import annotations

from extractor.rules import load_rules
from extractor.rules.check import check_rules


def test_the_rules_of_the_repository_are_sound() -> None:
    assert check_rules(load_rules()) == []
