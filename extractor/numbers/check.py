"""Self-check of ``rules/numbers.yaml``: every example in the file is read as it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractor.mentions import NumberMention
from extractor.numbers import find_numbers
from extractor.numbers.found import is_closed
from extractor.numbers.rules import FILE, compile_rules
from extractor.rules import Problem, RuleSet


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Problems of the file: examples read otherwise, counter-examples that count, words doubled or not sought."""
    rules = ruleset.yaml(FILE)
    seen: dict[str, str] = {}
    for rule in rules["modifiers"]:
        for word in rule["before"]:
            if word in seen:
                yield Problem(FILE, rule["id"], f"{word!r} stands under {seen[word]!r} too")
            seen[word] = rule["id"]
    compiled = compile_rules(ruleset)
    for word in (*compiled.scales, *compiled.short_scales, *compiled.measures, *compiled.after_words):
        if is_closed(word, 0):
            yield Problem(FILE, word, "begins with a sign behind which nothing is looked for")
    for name, section in _sections(rules):
        for example in section["examples"]:
            text, _, expected = example.partition(" | ")
            found = find_numbers(text, ruleset)
            if expected not in [notation(mention) for mention in found]:
                yield Problem(FILE, name, f"{text!r} is read as {[notation(m) for m in found]}, not {expected!r}")
        for text in section["counter_examples"]:
            if name in ("ordinals", "identifiers", "vague"):
                found = tuple(mention for mention in find_numbers(text, ruleset) if mention.role == "cardinal")
            else:
                found = tuple(
                    mention for mention in find_numbers(text, ruleset) if mention.rule in (name, "range", "words")
                )
            if found:
                yield Problem(FILE, name, f"counter-example {text!r} is read as {[notation(m) for m in found]}")


def notation(mention: NumberMention) -> str:
    """A mention in the short form that the examples use: ``~5000``, ``500..``, ``5..6 persen``, ``80 ordinal``."""
    low, high = mention.min, mention.max
    value = str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
    parts = [("~" if mention.approx else "") + value]
    if mention.measure:
        parts.append(mention.measure)
    if mention.role != "cardinal":
        parts.append(mention.role)
    parts += sorted(flag.kind for flag in mention.flags)
    return " ".join(parts)


def _sections(rules: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, section in rules.items():
        for part in section if isinstance(section, list) else [section]:
            if isinstance(part, dict) and "examples" in part:
                yield part.get("id", name), part
