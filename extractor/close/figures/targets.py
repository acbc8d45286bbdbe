"""Which figures are targets: the decision list of :mod:`.target_rules`, then what the article adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.close.figures.evidence import Evidence
from extractor.close.figures.governing import governor
from extractor.close.figures.target_rules import DECISIVE, PEOPLE, RULES, RULES_WITHOUT_CUES, Opinion, Previous

_NONE: Final = Opinion(False, "none")


def judge_targets(evidence: Sequence[Evidence]) -> list[Opinion]:
    """One opinion a candidate, in order. Lists and repeated figures learn from one another."""
    opinions: list[Opinion] = []
    for index, item in enumerate(evidence):
        previous = (evidence[index - 1], opinions[index - 1]) if index else None
        opinions.append(_judge(item, previous))
    return _learn_from_twins(evidence, opinions)


def _judge(evidence: Evidence, previous: Previous) -> Opinion:
    for rule in RULES if evidence.holds(DECISIVE) else RULES_WITHOUT_CUES:
        opinion = rule(evidence, previous)
        if opinion is not None:
            return opinion
    return _NONE


def _learn_from_twins(evidence: Sequence[Evidence], opinions: list[Opinion]) -> list[Opinion]:
    """A figure that is a target elsewhere in the article stays one where the sentence does not say otherwise."""
    targets: dict[tuple[float | None, float | None], set[str]] = {}
    for item, opinion in zip(evidence, opinions, strict=True):
        if opinion.target:
            targets.setdefault(item.candidate.value, set()).add(_kind(item))
    learned = []
    for item, opinion in zip(evidence, opinions, strict=True):
        kinds = targets.get(item.candidate.value, set())
        if not opinion.target and opinion.rule == "none" and kinds and _same_thing(item, kinds):
            left = governor(item)
            value = item.candidate.mention.min if item.candidate.mention.min is not None else item.candidate.mention.max
            free = left is None or left.hit.cue.category not in (
                "done",
                "only",
                "now",
                "budget",
                "attended",
                "served",
                "past",
                "forecast",
            )
            if free and value is not None and value >= 10:
                opinion = Opinion(True, "twin")
        learned.append(opinion)
    return learned


def _kind(evidence: Evidence) -> str:
    category = evidence.candidate.category
    if category in PEOPLE or category in ("money", "share", "bare"):
        return "people" if category in PEOPLE else category
    return evidence.candidate.noun.unit if evidence.candidate.noun else category


def _same_thing(evidence: Evidence, kinds: set[str]) -> bool:
    if evidence.candidate.category == "bare":
        return True
    if evidence.candidate.noun is not None and evidence.candidate.noun.source not in ("behind", "measure", "subject"):
        return evidence.nearest("duty") is None
    return _kind(evidence) in kinds
