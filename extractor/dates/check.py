"""Self-check of ``rules/dates.yaml`` and ``rules/feasts.yaml``: examples, counter-examples, doubled words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from extractor.dates import find_dates
from extractor.dates.words import FEAST_FILE, RULE_FILE
from extractor.rules import Problem, RuleSet


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example is read by its rule as the day or period after its arrow, no counter-example is read by it."""
    rules = ruleset.yaml(RULE_FILE)
    reference = date.fromisoformat(rules["reference"])
    seen: set[str] = set()
    for rule in rules["rules"]:
        if rule["id"] in seen:
            yield Problem(RULE_FILE, rule["id"], "listed twice")
        seen.add(rule["id"])
        for example in rule["examples"]:
            yield from _check_example(rule["id"], example, reference, ruleset)
        for example in rule["counter_examples"]:
            if any(mention.rule == rule["id"] for mention in find_dates(example, reference, ruleset)):
                yield Problem(RULE_FILE, rule["id"], f"counter-example read: {example!r}")
    yield from _doubled(
        RULE_FILE, rules, "weekdays", "hijri_months", "units", "units_of_one", "parts", "towards", "months"
    )
    yield from _doubled(FEAST_FILE, ruleset.yaml(FEAST_FILE), "feasts")


def _check_example(rule: str, example: str, reference: date, ruleset: RuleSet) -> Iterator[Problem]:
    marked, _, value = example.rpartition(" => ")
    start, end = marked.find("["), marked.find("]") - 1
    first, _, last = value.partition("/")
    text = marked.replace("[", "").replace("]", "")
    found = [
        (mention.start, mention.end, str(mention.from_), str(mention.to), mention.rule)
        for mention in find_dates(text, reference, ruleset)
    ]
    if found != [(start, end, first, last or first, rule)]:
        yield Problem(RULE_FILE, rule, f"example read as {found}: {example!r}")


def _doubled(file: str, rules: Any, *parts: str) -> Iterator[Problem]:
    """A word that stands in two places: the later one is never reached."""
    seen: dict[str, str] = {}
    for part in parts:
        for name, words in _lists(rules[part]):
            for word in words:
                if word in seen:
                    yield Problem(file, name, f"word {word!r} is also in {seen[word]}")
                seen[word] = name


def _lists(part: Any) -> Iterator[tuple[str, list[str]]]:
    rows = part.items() if isinstance(part, dict) else ((row["id"], row["words"]) for row in part)
    for name, value in rows:
        if isinstance(value, dict):
            yield str(name), [word for words in value.values() for word in words]
        else:
            yield str(name), value
