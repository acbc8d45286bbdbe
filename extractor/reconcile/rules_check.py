"""Self-check of rules/reconcile.yaml, rules/wording.yaml and rules/frequent_words.tsv (``rujuk rules check``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.reconcile.judging import slips
from extractor.rules import Problem, RuleSet


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every unit that is spoken of is known, every slip has its words, no frequent word stands twice."""
    rules = ruleset.yaml("reconcile.yaml")
    units = ruleset.yaml("units.yaml")["cues"]
    known = {entry["id"] for entry in units}
    for entry in units:
        if entry.get("parent", entry["id"]) not in known:
            yield Problem("units.yaml", entry["id"], f"parent {entry['parent']!r}: no such unit")
    for unit in sorted({unit for group in rules["interchangeable"] for unit in group} | set(rules["levels"])):
        if unit not in known:
            yield Problem("reconcile.yaml", unit, "no unit of rules/units.yaml")
    for name in sorted(slips.KINDS - {entry["id"] for entry in ruleset.yaml("wording.yaml")["slips"]}):
        yield Problem("wording.yaml", f"slips/{name}", "no wording")
    words = Counter(row["word"] for row in ruleset.tsv("frequent_words.tsv"))
    for word, count in words.items():
        if count > 1:
            yield Problem("frequent_words.tsv", word, "twice in the table")
