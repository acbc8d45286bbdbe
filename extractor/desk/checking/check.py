"""Self-check of ``rules/claims.yaml``."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.desk.checking.figures import FILE
from extractor.rules import Problem, RuleSet
from extractor.text.stems import stem


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """No word stands for two things."""
    heads: dict[str, str] = {}
    for row in ruleset.yaml(FILE)["synonyms"]:
        for word in row:
            if heads.setdefault(stem(word), row[0]) != row[0]:
                yield Problem(FILE, word, f"stands for both {heads[stem(word)]} and {row[0]}")
