"""Ministries and agencies in an article: found in the original string, and resolved at the day of the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.ruleset import Problem, RuleSet
from extractor.skim.bodies.check import check_bodies
from extractor.skim.bodies.context import refusal
from extractor.skim.bodies.registry import Body, Holder, bodies, same_line, successors_on
from extractor.skim.bodies.resolve import resolve
from extractor.skim.bodies.search import find_hits, searcher
from extractor.skim.mentions import BodyMention

__all__ = ["Body", "Holder", "bodies", "check_rules", "find_bodies", "same_line", "successors_on"]


def find_bodies(text: str, published: date | None, ruleset: RuleSet) -> tuple[BodyMention, ...]:
    """Mentions of national ministries and agencies of Indonesia, sorted, none overlapping another.

    ``published`` is the day on which names are resolved; without it, a name means the body that bears it now.
    """
    registry = bodies(ruleset)
    cues = searcher(ruleset).cues
    found: list[BodyMention] = []
    for hit in find_hits(text, ruleset):
        meaning = hit.surface.meanings[0]
        if refusal(text, hit.start, hit.end, meaning.via, cues):
            continue
        choice = resolve(hit.surface.meanings, published, text, hit.start, hit.end, ruleset)
        if choice is None:
            continue
        chosen = registry[choice.body or choice.candidates[0]]
        found.append(
            BodyMention(
                start=hit.start,
                end=hit.end,
                kind="ministry" if chosen.is_ministry else "agency",
                body=choice.body,
                via=choice.meaning.via,
                rule=choice.meaning.rule,
                stale=choice.stale,
                candidates=choice.candidates,
            )
        )
    return tuple(found)


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Problems of the registry, the patterns and the context rules."""
    yield from check_bodies(ruleset)
