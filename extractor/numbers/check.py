"""Self-check of ``rules/numbers.yaml``: every example in the file is read as it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from extractor.mentions import NumberMention
from extractor.numbers import find_numbers
from extractor.numbers.found import is_closed
from extractor.numbers.rules import FILE, compile_rules
from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, find_doubled, run_examples

# Sections whose counter-examples may hold ordinals and identifiers, only nothing that counts.
_NO_CARDINAL: Final = ("ordinals", "identifiers", "vague")


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Problems of the file: examples read otherwise, counter-examples that count, words doubled or not sought."""
    rules = ruleset.yaml(FILE)
    yield from find_doubled(FILE, ((rule["id"], word) for rule in rules["modifiers"] for word in rule["before"]))
    compiled = compile_rules(ruleset)
    for word in (*compiled.scales, *compiled.short_scales, *compiled.measures, *compiled.after_words):
        if is_closed(word, 0):
            yield Problem(FILE, word, "begins with a sign behind which nothing is looked for")

    def read(row: Row, example: Example) -> str | None:
        found = find_numbers(example.text, ruleset)
        if example.expected is None:
            name = row["id"]
            found = tuple(
                mention
                for mention in found
                if (mention.role == "cardinal" if name in _NO_CARDINAL else mention.rule in (name, "range", "words"))
            )
        readings = [notation(mention) for mention in found]
        return example.expected if example.expected in readings else ", ".join(readings) or None

    yield from run_examples(FILE, _sections(rules), read)


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


def _sections(rules: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name, section in rules.items():
        for part in section if isinstance(section, list) else [section]:
            if isinstance(part, dict) and "examples" in part:
                yield {"id": name, **part}
