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
#: Each question has two tables: ``target.tsv`` and ``target_again.tsv``.
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
    """The tables of one or two questions, so that evidence is looked up once for all of them.

    ``of`` gives for each piece of evidence its weights: of the first question at the first look and at the second,
    then of the other question. ``bias`` is what each look begins with, ``thresholds`` from which probability on each
    answer is yes.
    """

    __slots__ = ("bias", "of", "thresholds")

    def __init__(self, tables: Sequence[dict[str, float]]) -> None:
        self.bias = [of.pop(BIAS, 0.0) for of in tables]
        self.thresholds = [of.pop(THRESHOLD, 0.5) for of in tables[1::2]]
        names = {name: None for of in tables for name in of}
        padded = [*tables, {}, {}][:4]
        self.of: dict[str, tuple[float, float, float, float]] = {
            name: (
                padded[0].get(name, 0.0),
                padded[1].get(name, 0.0),
                padded[2].get(name, 0.0),
                padded[3].get(name, 0.0),
            )
            for name in names
        }


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
def weights(ruleset: RuleSet, questions: tuple[str, ...]) -> Weights:
    """The weights of one or two questions. Raises RulesError on a malformed row."""
    return Weights([table(ruleset, question + look) for question in questions for look in ("", AGAIN)])


def judge(questions: tuple[str, ...], items: Sequence[Item], ruleset: RuleSet) -> list[list[Verdict]]:
    """For each of one or two questions the answers for the items of one article, in the order of its text."""
    known = weights(ruleset, questions)
    of = known.of
    totals: list[tuple[float, float, float, float]] = []
    start = [*known.bias, 0.0, 0.0]
    for item in items:
        first, again, other, other_again = start[0], start[1], start[2], start[3]
        for name in item.names:
            if name in of:
                weight = of[name]
                first += weight[0]
                again += weight[1]
                other += weight[2]
                other_again += weight[3]
        totals.append((first, again, other, other_again))
    return [
        _answer(
            items,
            [_logistic(total[2 * place]) for total in totals],
            [total[2 * place + 1] for total in totals],
            known,
            place,
        )
        for place in range(len(questions))
    ]


def _answer(
    items: Sequence[Item], likely: list[float], totals: list[float], known: Weights, place: int
) -> list[Verdict]:
    """The second look: what was added up for each item, and what the first look said around it."""
    if max(likely, default=0.0) < _HOPELESS:
        return [Verdict(False, probability, "") for probability in likely]
    column = 2 * place + 1
    verdicts = []
    for item, total, around in zip(items, totals, neighbours(items, likely), strict=True):
        for name in around:
            if name in known.of:
                total += known.of[name][column]
        probability = _logistic(total)
        yes = probability >= known.thresholds[place]
        verdicts.append(Verdict(yes, probability, _strongest(item.names, known, column) if yes else ""))
    return verdicts


def _strongest(names: Sequence[str], known: Weights, column: int) -> str:
    """The piece of evidence that speaks loudest for a yes; empty when none does."""
    best, found = 0.0, ""
    for name in names:
        weight = known.of[name][column] if name in known.of else 0.0
        if weight > best:
            best, found = weight, name
    return found


def _logistic(total: float) -> float:
    return min(1 - _FLOOR, max(_FLOOR, 1 / (1 + exp(-max(-30.0, min(30.0, total))))))


def neighbours(items: Sequence[Item], likely: Sequence[float]) -> list[list[str]]:
    """What the first look at an article says around each item: of itself, of the items beside it, of the same value."""
    # The likeliest two of each value: an item that is itself the likeliest is compared with the other.
    likeliest: dict[object, list[int]] = {}
    for place, item in enumerate(items):
        best = likeliest.setdefault(item.value, [])
        best.append(place)
        best.sort(key=lambda one: -likely[one])
        del best[2:]
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
        same = next((other for other in likeliest[item.value] if other != place), None)
        if same is not None:
            names.append(f"same value={_quarter(likely[same])}")
        found.append(names)
    return found


def _quarter(probability: float) -> int:
    return min(3, int(probability * 4))
