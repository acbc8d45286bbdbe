"""What a comparison of two claims finds, level by level, and what the levels are worth together.

A level is a named finding (``same_programme``) and how much of it there is: 1, or a measure such as a cosine. Its
weight, the log-odds of one whole, is in rules/weights/pairs.tsv where people's judgements of pairs have taught it, else
the one that rules/reconcile.yaml starts from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.reconcile.settings import Settings

Level = tuple[str, float]
NEVER = float("-inf")  # what a contradiction is worth
UNLIKE = "unlike"  # instead of levels: they come to no more than was asked for
BELOW_ALL = -1e9  # what that is worth, which is no contradiction


@dataclass(frozen=True, slots=True)
class Rivals:
    """The ids of two facts that contradict each other, and the probability that they really do."""

    first: str
    second: str
    likely: float


def weigh(found: list[Level] | str, settings: Settings) -> float:
    """The sum of the evidence; minus infinity for a contradiction, which ends a comparison, and less than any sum where
    the levels were not all asked for.
    """
    if isinstance(found, str):
        return BELOW_ALL if found == UNLIKE else NEVER
    weights = settings.weights
    score = 0.0
    for name, measure in found:
        score += weights[name] * measure
    return score


@lru_cache(maxsize=16)
def most(names: tuple[str, ...], settings: Settings) -> float:
    """No more than so much can all of these levels add together, each at its full measure."""
    return sum([max(0.0, settings.weights[name]) for name in names])


def points(found: list[Level] | str, settings: Settings) -> list[tuple[str, float]]:
    """What each level adds to the sum."""
    if isinstance(found, str):
        return [(found, NEVER)]
    return [(name, weigh([(name, measure)], settings)) for name, measure in found]


def cosine(a: dict[str, float], b: dict[str, float], norms: float) -> float:
    """How alike two texts are by their weighted words; ``norms``: the product of their lengths."""
    if len(a) > len(b):
        a, b = b, a
    product = 0.0
    for word, weight in a.items():  # quicker than a comprehension, of which every call makes a function and a list
        if word in b:
            product += weight * b[word]
    return product / norms
