"""Self-check of all rules: every stage checks its own files, this module collects what they report."""

from __future__ import annotations

from importlib import import_module

from extractor.rules import Problem, RuleSet

# Modules that offer ``check_rules(ruleset) -> Iterator[Problem]``. Imported when asked, so that a check loads
# the stages and nothing else does.
STAGES = (
    "extractor.text.boilerplate",
    "extractor.text.outlets",
    "extractor.text.sentences",
    "extractor.bodies",
    "extractor.numbers.check",
    "extractor.rules.cues",
    "extractor.reading.columns",
    "extractor.reading.publication",
    "extractor.close.flags",
    "extractor.dates.check",
    "extractor.close.links.date_roles",
    "extractor.close.links.check",
    "extractor.reconcile.rules_check",
    "extractor.desk.checking.check",
)


def check_rules(ruleset: RuleSet) -> list[Problem]:
    """All problems of ``ruleset``, in the order of the stages; an empty list means that the rules are sound."""
    return [problem for stage in STAGES for problem in import_module(stage).check_rules(ruleset)]
