"""Self-check of ``rules/claims.yaml``."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.desk.checking.figures import FILE
from extractor.rules import Problem, RuleSet
from extractor.text.stems import stem


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """No word stands for two things, and every weight and threshold has its reason."""
    data = ruleset.yaml(FILE)
    heads: dict[str, str] = {}
    for row in data["synonyms"]:
        for word in row:
            if heads.setdefault(stem(word), row[0]) != row[0]:
                yield Problem(FILE, word, f"stands for both {heads[stem(word)]} and {row[0]}")
    for section in ("weights", "thresholds"):
        for row in data[section]:
            if not isinstance(row.get("value"), int | float) or not row.get("reason"):
                yield Problem(FILE, row["id"], "needs a value and a reason")
