"""What a comparison of two claims finds, level by level, and what the levels are worth together.

A level is a named finding (``same_programme``) and how much of it there is: 1, or a measure such as a cosine. Its
weight, the log-odds of one whole, is in rules/weights/pairs.tsv where people's judgements of pairs have taught it, else
the one that rules/reconcile.yaml starts from.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.reconcile.settings import Settings

Level = tuple[str, float]


@dataclass(slots=True, frozen=True)
class Comparison:
    """The evidence, id by id, in points, and its sum; a veto counts as minus infinity."""

    score: float
    evidence: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Rivals:
    """The ids of two facts that contradict each other, and the probability that they really do."""

    first: str
    second: str
    likely: float


def veto(reason: str) -> Comparison:
    """A comparison that one contradiction settles."""
    return Comparison(float("-inf"), ((reason, float("-inf")),))


def weigh(levels: list[Level], settings: Settings) -> Comparison:
    """The sum of the evidence, level by level; a word (*worth~gelar*) of which nothing is learned counts nothing."""
    weights = settings.weights
    evidence = tuple((name, weights[name] * measure) for name, measure in levels if name in weights or "~" not in name)
    return Comparison(sum(points for _, points in evidence), evidence)
