"""Self-check of the registry of bodies."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.ruleset import Problem, RulesError, RuleSet
from extractor.skim.bodies.registry import FILE, bodies
from extractor.skim.bodies.surfaces import surfaces


def check_bodies(ruleset: RuleSet) -> Iterator[Problem]:
    """Dangling links, periods and forms that do not fit."""
    try:
        registry = bodies(ruleset)
        surfaces(ruleset)
    except RulesError as error:
        yield Problem(FILE, "", str(error))
        return
    for body in registry.values():
        for kind, links in (("predecessor", body.predecessors), ("successor", body.successors)):
            for id_ in links:
                if id_ not in registry:
                    yield Problem(FILE, body.id, f"{kind} {id_} is not in the registry")
