"""How firmly weights are held where they start: as folds within the given gold ask, and not moved where none gains."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import sqrt
from typing import Final, Protocol, TypeVar

from threadpoolctl import threadpool_limits

from extractor.learning.fit import FOLDS, NOTHING, Row, fold_of
from extractor.rules import RuleSet
from extractor.rules.weights import BIAS, FOLDER, THRESHOLD

# What must be gained, in standard errors over articles, to move weights at all and to hold them less firmly: less is
# mere luck more often than not.
_CLEAR: Final = 1.0
# Fewer articles prove nothing: of six outlets, twenty articles of each seemed to gain and cost the outlet's others F1,
# 0.002 of targets and 0.005 of counts; forty did not.
_FEWEST: Final = 24
_NOTHING: Final = 1e-9
# A weight that so many articles have made is held twice as firmly as one that none has: what is known well stays, and
# words that are new to the tables get weights.
_KNOWN: Final = 10

#: Article → what the answers cost there, in log loss.
Losses = Mapping[str, float]
#: Evidence → weight.
Weights = Mapping[str, float]
Taught = TypeVar("Taught")


@dataclass(slots=True, frozen=True)
class Scored:
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


@dataclass(slots=True, frozen=True)
class Moved:
    """What gold moves of a table: the weights where they come to, none where the table stays as it is.

    ``seen``: in how many articles of the gold evidence stands. ``penalty`` drew them to where they started. ``before``
    and ``after`` score the weights as they stand, and as the articles of other folds move them.
    """

    weights: Weights
    seen: Mapping[str, int]
    penalty: float | None
    before: Scored
    after: Scored


class Movable(Protocol[Taught]):
    """The weights of a question, where they start, and how articles move them."""

    @property
    def start(self) -> Taught:
        """The weights as they stand."""

    @property
    def articles(self) -> Set[str]:
        """All articles that answer the question."""

    def fit(self, articles: Set[str], penalty: float) -> Taught:
        """The weights that articles teach, at a penalty for each weight's way from where it starts."""

    def losses(self, weights: Taught, articles: Set[str]) -> Losses:
        """What the answers of articles cost by some weights."""


class Named(Movable[Weights], Protocol):
    """One whose weights go by the name of evidence."""

    @property
    def seen(self) -> Mapping[str, int]:
        """In how many articles evidence stands."""

    def score(self, weights: Mapping[str, Weights]) -> Scored:
        """What the weights given by article are worth."""


def settle(model: Named, penalties: Sequence[float]) -> Moved:
    """Moves weights by all articles, unless weights that other articles moved are worth less than those that stand."""
    weights, penalty = move(model, model.articles, penalties)
    by_others: dict[str, Weights] = {}
    losses: dict[str, float] = {}
    for inside, moved in unseen(model, penalties):
        by_others.update(dict.fromkeys(inside, moved))
        losses.update(model.losses(moved, inside))
    start = model.start
    before, after = model.score(dict.fromkeys(model.articles, start)), model.score(by_others)
    if after.f1 < before.f1 or not gains(losses, model.losses(start, model.articles)):
        weights, penalty = start, None
    names = weights.keys() | start.keys()
    ways = {name: weights.get(name, 0.0) for name in names if weights.get(name, 0.0) != start.get(name, 0.0)}
    return Moved(ways, model.seen, penalty, before, after)


def unseen(model: Movable[Taught], penalties: Sequence[float]) -> Iterator[tuple[set[str], Taught]]:
    """By folds of the model's articles: the articles, and the weights as the articles of the other folds move them."""
    for inside in folds(model.articles):
        yield inside, move(model, model.articles - inside, penalties)[0]


def move(model: Movable[Taught], articles: Set[str], penalties: Sequence[float]) -> tuple[Taught, float | None]:
    """The weights that articles move as far as folds among them gain, and the penalty; None where none gains."""
    after: dict[float, dict[str, float]] = {penalty: {} for penalty in penalties}
    with threadpool_limits(1):  # the sums are small: threads wait for each other, and how many there are changes digits
        for inside in folds(articles, "inner"):
            for penalty in penalties:
                after[penalty].update(model.losses(model.fit(articles - inside, penalty), inside))
        chosen = penalty_that_gains(model.losses(model.start, articles), after)
        return (model.start if chosen is None else model.fit(articles, chosen)), chosen


def folds(articles: Collection[str], salt: str = "") -> Iterator[set[str]]:
    """The articles of each fold that has any."""
    for fold in range(FOLDS):
        if inside := {article for article in articles if fold_of(article + salt) == fold}:
            yield inside


def penalty_that_gains(before: Losses, after: Mapping[float, Losses]) -> float | None:
    """The firmest penalty that a weaker one does not clearly beat; None where it does not clearly beat ``before``.

    ``before``: the loss of the weights as they stand; ``after``: by penalty that of weights that have not seen the
    article.
    """
    if len(before) < _FEWEST:
        return None
    best = min(after, key=lambda penalty: (sum(sorted(after[penalty].values())), -penalty))
    chosen = max(penalty for penalty in after if not gains(after[best], after[penalty]))
    return chosen if gains(after[chosen], before) else None


def gains(one: Losses, other: Losses) -> bool:
    """Whether ``one`` loses less than ``other``, by more than chance between articles explains."""
    ways = [other[article] - one[article] for article in sorted(other)]
    mean = sum(ways) / max(1, len(ways))
    error = sqrt(sum((way - mean) ** 2 for way in ways))
    return sum(ways) > max(_CLEAR * error, _NOTHING)


def stiffness(seen: int) -> float:
    """How much firmer than a new weight one is held that so many articles have made."""
    return 1 + seen / _KNOWN


def moved_rows(ruleset: RuleSet, table: str, weights: Weights, seen: Mapping[str, int]) -> list[Row]:
    """The rows of a table with some weights moved, strongest first; ``seen`` is added to how often each was seen."""
    rows = {row.evidence: row for row in read_rows(ruleset, table)}
    heads = [rows.pop(name) for name in (THRESHOLD, BIAS) if name in rows]
    for name, weight in weights.items():
        rows[name] = Row(name, round(weight, 3), rows[name].seen if name in rows else 0)
    weighed = [
        Row(row.evidence, row.weight, row.seen + seen.get(row.evidence, 0))
        for row in rows.values()
        if row.evidence not in weights or abs(row.weight) >= NOTHING
    ]
    return [*heads, *sorted(weighed, key=lambda row: (-abs(row.weight), row.evidence))]


def read_rows(ruleset: RuleSet, table: str) -> Iterator[Row]:
    """The rows of a table as they stand, pins aside."""
    for row in ruleset.tsv(f"{FOLDER}/{table}.tsv"):
        yield Row(row["evidence"], float(row["weight"]), int(row["seen"]))
