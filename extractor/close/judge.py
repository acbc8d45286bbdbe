"""One judge for every question: a sum of weights over named evidence gives a probability.

The weights are learned by ``rujuk learn`` and stand in ``rules/weights/``, one table a question; an editor may pin
one with a reason in ``pins.yaml``. A question is asked twice: first of each item by itself, then with what the first
look said of its neighbours and of the same value elsewhere in the article, since lists and repetitions share a
verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import Final

from extractor.rules import RulesError, RuleSet

FOLDER: Final = "weights"
PINS: Final = "weights/pins.yaml"
#: Rows of a table that are no evidence: what is known before any is seen, and from which probability on the answer is
# yes.
BIAS: Final = "(bias)"
THRESHOLD: Final = "(threshold)"
#: Questions that are asked, each in two tables: ``target.tsv`` and ``target_again.tsv``.
QUESTIONS: Final = ("target", "participants", "date_target")
AGAIN: Final = "_again"
# No probability is given as certain.
_FLOOR: Final = 0.001
# Where nothing in an article is likelier than this at the first look, a second never says yes (none of 2,867 articles).
_HOPELESS: Final = 0.03


class Item:
    """What is judged: its evidence, the sentence it stands in (by number), its value, and its kind.

    ``joined`` says that it goes on with the item before: *lima dokter, tiga psikolog, dan dua perawat*.
    """

    __slots__ = ("joined", "kind", "names", "sentence", "value")

    def __init__(self, names: list[str], sentence: int, value: object, kind: str, joined: bool = False) -> None:
        self.joined = joined
        self.names = names
        self.sentence = sentence
        self.value = value
        self.kind = kind


class Verdict:
    """An answer: yes or no, how likely yes is, and the piece of evidence that speaks loudest for it."""

    __slots__ = ("probability", "reason", "yes")

    def __init__(self, yes: bool, probability: float, reason: str) -> None:
        self.yes = yes
        self.probability = probability
        self.reason = reason


class Weights:
    """The tables of one question: for each piece of evidence its weight at the first look and at the second."""

    __slots__ = ("bias", "bias_again", "of", "threshold")

    def __init__(self, first: dict[str, float], again: dict[str, float]) -> None:
        self.bias = first.pop(BIAS, 0.0)
        self.bias_again = again.pop(BIAS, 0.0)
        self.threshold = again.pop(THRESHOLD, 0.5)
        self.of = {name: (first.get(name, 0.0), again.get(name, 0.0)) for name in {**first, **again}}


def table(ruleset: RuleSet, name: str) -> dict[str, float]:
    """The table ``weights/<name>.tsv`` with the pins of an editor. Raises RulesError on a malformed row."""
    file = f"{FOLDER}/{name}.tsv"
    of: dict[str, float] = {}
    for row in ruleset.tsv(file):
        try:
            of[row["evidence"]] = float(row["weight"])
        except (KeyError, TypeError, ValueError):
            raise RulesError(f"{ruleset.path(file)}: malformed row {dict(row)}") from None
    for pin in ruleset.yaml(PINS)["pins"]:
        if pin["table"] == name:
            of[pin["evidence"]] = float(pin["weight"])
    return of


@lru_cache(maxsize=32)
def weights(ruleset: RuleSet, question: str) -> Weights:
    """The weights of a question. Raises RulesError on a malformed row."""
    return Weights(table(ruleset, question), table(ruleset, question + AGAIN))


def judge(question: str, items: Sequence[Item], ruleset: RuleSet) -> list[Verdict]:
    """The answers for the items of one article, which come in the order of its text."""
    if not items:
        return []
    known = weights(ruleset, question)
    of = known.of
    likely: list[float] = []
    totals: list[float] = []
    for item in items:
        first, again = known.bias, known.bias_again
        for name in item.names:
            if name in of:
                pair = of[name]
                first += pair[0]
                again += pair[1]
        likely.append(_logistic(first))
        totals.append(again)
    if max(likely) < _HOPELESS:
        return [Verdict(False, probability, "") for probability in likely]
    verdicts = []
    for item, total, around in zip(items, totals, neighbours(items, likely), strict=True):
        for name in around:
            if name in of:
                total += of[name][1]
        probability = _logistic(total)
        yes = probability >= known.threshold
        verdicts.append(Verdict(yes, probability, _strongest(item.names, known) if yes else ""))
    return verdicts


def _strongest(names: Sequence[str], known: Weights) -> str:
    """The piece of evidence that speaks loudest for a yes; empty when none does."""
    best, found = 0.0, ""
    for name in names:
        weight = known.of[name][1] if name in known.of else 0.0
        if weight > best:
            best, found = weight, name
    return found


def _logistic(total: float) -> float:
    return min(1 - _FLOOR, max(_FLOOR, 1 / (1 + exp(-max(-30.0, min(30.0, total))))))


def neighbours(items: Sequence[Item], likely: Sequence[float]) -> list[list[str]]:
    """What the first look at an article says around each item: of itself, of the items beside it, of the same value."""
    by_value: dict[object, list[int]] = {}
    for place, item in enumerate(items):
        by_value.setdefault(item.value, []).append(place)
    found: list[list[str]] = []
    for place, item in enumerate(items):
        names = [f"first look={int(likely[place] * 10)}"]
        if place:
            before = items[place - 1]
            gap, quarter = min(item.sentence - before.sentence, 2), _quarter(likely[place - 1])
            names.append(f"item before={quarter},{gap}")
            if before.kind == item.kind:
                names.append(f"item of its kind before={quarter},{gap}")
            if item.joined:
                names.append(f"joined to item before={quarter}")
        if place + 1 < len(items):
            behind = items[place + 1]
            gap = min(behind.sentence - item.sentence, 2)
            names.append(f"item behind={_quarter(likely[place + 1])},{gap}")
            if behind.joined:
                names.append(f"joined to item behind={_quarter(likely[place + 1])}")
        same = [likely[other] for other in by_value[item.value] if other != place]
        if same:
            names.append(f"same value={_quarter(max(same))}")
        found.append(names)
    return found


def _quarter(probability: float) -> int:
    return min(3, int(probability * 4))
