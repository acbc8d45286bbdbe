"""Self-check of ``rules/dates.yaml`` and ``rules/feasts.yaml``: examples, counter-examples, doubled words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from extractor.dates import find_dates
from extractor.dates.words import FEAST_FILE, RULE_FILE
from extractor.mentions import DateMention
from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, find_doubled, run_examples

_ONE_PLACE: Final = (
    (RULE_FILE, ("weekdays", "hijri_months", "units", "units_of_one", "parts", "towards", "months")),
    (FEAST_FILE, ("feasts",)),
)


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example is read by its rule as the day or period after its arrow, no counter-example is read by it."""
    rules = ruleset.yaml(RULE_FILE)
    reference = date.fromisoformat(rules["reference"])

    def read(row: Row, example: Example) -> str | None:
        found = find_dates(example.text, reference, ruleset)
        if example.expected is None:
            return next((str(mention.from_) for mention in found if mention.rule == row["id"]), None)
        readings = [_reading(mention, row["id"], example) for mention in found]
        return " and ".join(readings) or None

    yield from run_examples(RULE_FILE, rules["rules"], read, marked=True)
    for file, parts in _ONE_PLACE:
        content = ruleset.yaml(file)
        yield from find_doubled(file, ((name, word) for part in parts for name, word in _words(content[part])))


def _reading(mention: DateMention, rule: str, example: Example) -> str:
    """The day or period; what else is not as the example says, too."""
    period = str(mention.from_) if mention.from_ == mention.to else f"{mention.from_}/{mention.to}"
    where = "" if (mention.start, mention.end) == (example.start, example.end) else f" at {mention.start}"
    return period + where + ("" if mention.rule == rule else f" by {mention.rule}")


def _words(part: Any) -> Iterator[tuple[str, str]]:
    """The words of a section of the vocabulary with the rows that hold them."""
    rows = part.items() if isinstance(part, dict) else ((row["id"], row["phrases"]) for row in part)
    for name, value in rows:
        for words in value.values() if isinstance(value, dict) else [value]:
            yield from ((str(name), word) for word in words)
