"""One judge for every question: a sum of weights over named evidence gives a probability.

A question is asked twice: first of each item by itself, then with what the first look said of its neighbours and of
the same value elsewhere in the article, since lists and repetitions share a verdict.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import exp, log
from operator import add, attrgetter
from typing import Final

from extractor.rules import RuleSet
from extractor.rules.weights import Piece, Weights, weights

# No probability is given as certain.
_FLOOR: Final = 0.001
# Beyond this sum the probability is nearer to certain than that.
_CERTAIN: Final = log((1 - _FLOOR) / _FLOOR)
# Items of one value that are looked at on each side of one: a bound, beyond what an article holds.
_ALIKE: Final = 50
# Where nothing in an article is likelier than this at the first look, a second never says yes (none of 2,867 articles).
_HOPELESS: Final = 0.03
# Beyond this sum (a probability of 0.05 or 0.95) an item is not in doubt: asking from 0.02 on gave the same scores.
_SURE: Final = 2.95
# The weights of evidence at each look. They are added one by one: ``sum`` rounds otherwise in some versions of Python.
_FIRST: Final[Callable[[Piece], complex]] = attrgetter("first")
_AGAIN: Final[Callable[[Piece], complex]] = attrgetter("again")
# Of a pair of weights or sums, one complex number, that of each question.
Part = Callable[[complex], float]
_PARTS: Final[tuple[Part, Part]] = (attrgetter("real"), attrgetter("imag"))
#: The reason of an answer that only the words around made a yes.
CONTEXT: Final = "context"

#: Given what the evidence of items adds up to for each of two questions, what it adds up to with their context.
Context = Callable[[list[list[float]]], list[list[float]]]


@dataclass(slots=True, eq=False)
class Item:
    """What is judged: its evidence, the sentence it stands in (by number), its value, and its kind.

    ``shared`` is evidence that all items of the article have, one list for all, which is added up once.
    """

    evidence: Sequence[Piece]
    sentence: int
    value: Hashable
    kind: str
    shared: Sequence[Piece] = ()


@dataclass(slots=True, eq=False)
class Verdict:
    """An answer: yes or no, how likely yes is, and the piece of evidence that speaks loudest for it."""

    yes: bool
    probability: float
    reason: str


def judge(
    questions: tuple[str, ...], items: Sequence[Item], ruleset: RuleSet, context: Context | None = None
) -> list[list[Verdict]]:
    """For each of one or two questions the answers for the items of one article, in the order of its text.

    ``context`` (only with two questions) moves the sums of items in doubt.
    """
    known = weights(ruleset, questions)
    parts = _PARTS[: len(questions)]
    first = _added(items, known.bias[0], _FIRST)
    looks = [[_logistic(part(total)) for total in first] for part in parts]
    if all(likely < _HOPELESS for look in looks for likely in look):
        return [[Verdict(False, likely, "") for likely in look] for look in looks]
    again = _added(items, known.bias[1], _AGAIN)
    sums = [_with_neighbours(items, look, again, known, part) for look, part in zip(looks, parts, strict=True)]
    moved = sums if context is None else context(sums)
    return [
        [_verdict(*of, threshold, part) for of in zip(items, before, after, strict=True)]
        for before, after, threshold, part in zip(sums, moved, known.thresholds, parts, strict=True)
    ]


def _added(items: Sequence[Item], bias: complex, weight: Callable[[Piece], complex]) -> list[complex]:
    """What the evidence of each item adds up to at a look, in the order in which it was seen."""
    totals: list[complex] = []
    shared: Sequence[Piece] = ()
    start = bias
    for item in items:
        if item.shared is not shared:
            shared = item.shared
            start = reduce(add, map(weight, shared), bias)
        totals.append(reduce(add, map(weight, item.evidence), start))
    return totals


def _with_neighbours(
    items: Sequence[Item], likely: list[float], totals: Sequence[complex], known: Weights, part: Part
) -> list[float]:
    """The second look: what was added up for each item, and what the first look said around it."""
    pieces = known.pieces
    sums = []
    for of_item, around in zip(totals, neighbours(items, likely), strict=True):
        total = part(of_item)
        for name in around:
            if name in pieces:
                total += part(pieces[name].again)
        sums.append(total)
    return sums


def in_doubt(total: float) -> bool:
    """Whether a sum of evidence leaves a question open enough to ask for the context."""
    return -_SURE < total < _SURE


def _verdict(item: Item, before: float, after: float, threshold: float, part: Part) -> Verdict:
    probability = _logistic(after)
    if probability < threshold:
        return Verdict(False, probability, "")
    if _logistic(before) < threshold:
        return Verdict(True, probability, CONTEXT)
    loudest = max(item.evidence, key=lambda piece: part(piece.again), default=None)
    return Verdict(True, probability, loudest.name if loudest is not None and part(loudest.again) > 0 else "")


def _logistic(total: float) -> float:
    if -_CERTAIN < total < _CERTAIN:
        return 1 / (1 + exp(-total))
    return _FLOOR if total < 0 else 1 - _FLOOR


def neighbours(items: Sequence[Item], likely: Sequence[float]) -> list[list[str]]:
    """What the first look at an article says around each item: of itself, of the items beside it, of the same value."""
    quarters = [min(3, int(probability * 4)) for probability in likely]
    alike: dict[object, list[int]] = {}
    for place, item in enumerate(items):
        alike.setdefault(item.value, []).append(place)
    last = len(items) - 1
    found: list[list[str]] = []
    for place, item in enumerate(items):
        names = [f"first look={int(likely[place] * 10)}"]
        if place:
            before, quarter = items[place - 1], quarters[place - 1]
            gap = min(item.sentence - before.sentence, 2)
            names.append(f"item before={quarter},{gap}")
            if before.kind == item.kind:
                names.append(f"item of its kind before={quarter},{gap}")
        if place < last:
            behind, quarter = items[place + 1], quarters[place + 1]
            names.append(f"item behind={quarter},{min(behind.sentence - item.sentence, 2)}")
        same = alike[item.value]
        if len(same) > 1:
            names.append(f"same value={_others(same, place, quarters)}")
        found.append(names)
    return found


def _others(same: Sequence[int], place: int, quarters: Sequence[int]) -> int:
    """The likeliest of the other items of a value, among the nearest."""
    at = bisect_left(same, place)
    return max(quarters[other] for other in same[max(0, at - _ALIKE) : at + _ALIKE + 1] if other != place)
