"""Self-check of all rules: their files by the schemas, then what every stage has to say about its own."""

from __future__ import annotations

from importlib import import_module

from extractor.rules import Problem, RuleSet
from extractor.rules.schema.check import check_schema

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
    "extractor.desk.checking.figures",
    "extractor.export.factchecks",
)


def check_rules(ruleset: RuleSet) -> list[Problem]:
    """All problems of ``ruleset``; an empty list means that the rules are sound. Stages read well-formed files only."""
    malformed = list(check_schema(ruleset))
    return malformed or [problem for stage in STAGES for problem in import_module(stage).check_rules(ruleset)]
