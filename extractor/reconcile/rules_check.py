"""Self-check of rules/reconcile.yaml, rules/wording.yaml and rules/frequent_words.tsv (``rujuk rules check``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from extractor.reconcile.judging import slips
from extractor.rules import Problem, RulesError, RuleSet

_FIELD = re.compile(r"\{(\w+)\}")
_RELATIONS = {"single", "agree", "compatible", "update", "conflict"}
_ATTRIBUTES = {"target", "participants", "realised", "potential", "due_date", "start_date", "event_date"}


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every number with a reason and in use, every unit known, every sentence in both languages with the same gaps."""
    try:
        rules, wording = ruleset.yaml("reconcile.yaml"), ruleset.yaml("wording.yaml")
    except RulesError as error:
        yield Problem("reconcile.yaml", "", str(error))
        return
    yield from _numbers(rules)
    yield from _units(rules, ruleset)
    yield from _wording(wording)
    words = Counter(row["word"] for row in ruleset.tsv("frequent_words.tsv"))
    for word, count in words.items():
        if count > 1:
            yield Problem("frequent_words.tsv", word, "twice in the table")


def _numbers(rules: dict[str, Any]) -> Iterator[Problem]:
    for section in ("weights", "thresholds"):
        ids = Counter(entry.get("id", "") for entry in rules[section])
        for entry in rules[section]:
            name = str(entry.get("id", ""))
            if not name or ids[name] > 1:
                yield Problem("reconcile.yaml", name, f"{section}: without an id, or twice")
            if not isinstance(entry.get("value"), int | float):
                yield Problem("reconcile.yaml", name, f"{section}: its value is no number")
            if len(str(entry.get("reason", ""))) < 10:
                yield Problem("reconcile.yaml", name, f"{section}: a number needs its reason")
    for section in ("weights", "vetoes"):
        for entry in rules[section]:
            if not (entry.get("indonesian") and entry.get("reason")):
                yield Problem(
                    "reconcile.yaml", str(entry.get("id", "")), f"{section}: its reason is not in both languages"
                )


def _units(rules: dict[str, Any], ruleset: RuleSet) -> Iterator[Problem]:
    units = ruleset.yaml("units.yaml")
    known = {entry["id"] for entry in (units["cues"] if isinstance(units, dict) else units)}
    for unit in sorted({unit for group in rules["interchangeable"] for unit in group} | set(rules["levels"])):
        if unit not in known:
            yield Problem("reconcile.yaml", unit, "no unit of rules/units.yaml")


def _wording(wording: dict[str, Any]) -> Iterator[Problem]:
    for section, entries in wording.items():
        for entry in entries:
            name = f"{section}/{entry.get('id')}"
            indonesian, english = str(entry.get("indonesian", "")), str(entry.get("english", ""))
            if not indonesian or not english:
                yield Problem("wording.yaml", name, "not in both languages")
            elif set(_FIELD.findall(indonesian)) != set(_FIELD.findall(english)):
                yield Problem("wording.yaml", name, "the languages have different gaps")
    for section, wanted in (("relations", _RELATIONS), ("attributes", _ATTRIBUTES), ("slips", slips.KINDS)):
        missing = wanted - {entry["id"] for entry in wording[section]}
        for name in sorted(missing):
            yield Problem("wording.yaml", f"{section}/{name}", "no wording")
