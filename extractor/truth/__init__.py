"""Truth discovery: which value of many sources' contradicting claims is true, for anyone's claims.

A claim says that a source gives an attribute of an object a value. The reliability of sources is not given; it is
learned from the claims, together with who copies whom. The model is AccuCopy of Dong, Berti-Équille and Srivastava
(Integrating conflicting data: the role of source dependence, VLDB 2009), written anew: a source gives the true value
with its accuracy, else one of many false ones; two sources that share values which are probably false, more often
than independent sources would, depend on each other; and of dependent sources that vote for one value the later ones
add little. The parameters are those that the paper gives. Its limit is the paper's too: where copies of one careless
source are the majority from the start, nothing in the claims says so. Numbers and clock times within a tolerance
count as one value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, log

Item = tuple[str, str]

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
_DAY_MINUTES = 1440
_SETTLED = 1e-4  # change of an accuracy that moves no verdict


@dataclass(frozen=True, slots=True)
class SourceClaim:
    """What a source says: the value of an attribute of an object."""

    source: str
    object: str
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Options:
    """Assumptions of the model, each with its reason; the first four are the paper's.

    accuracy: what is believed of an unknown source; most published claims are true.
    false_values: how many wrong values an error could take. Times, dates and counts can err in a hundred ways, so that
        agreement on a false value is suspicious.
    copy_rate: share of its values that a copying source takes over.
    prior_copying: belief that two sources depend on each other before their claims are seen.
    strength: pseudo-claims that draw a source's accuracy to ``accuracy``, so that three claims do not make an oracle.
    rounds: the estimates settle in about twenty; the limit only guards against oscillation.
    tolerance: numbers, or minutes of clock times, this close are one value; 0 compares exactly.
    shared_claims: pairs of sources with fewer common items tell nothing about copying.
    """

    accuracy: float = 0.8
    false_values: float = 100.0
    copy_rate: float = 0.8
    prior_copying: float = 0.2
    strength: float = 4.0
    rounds: int = 60
    tolerance: float = 0.0
    shared_claims: int = 5


@dataclass(slots=True)
class Resolution:
    """The outcome: values, their probabilities, what was learned about the sources and about pairs of them."""

    values: dict[Item, str]
    confidence: dict[Item, float]
    reliability: dict[str, float]
    dependence: dict[tuple[str, str], float]


def resolve_claims(claims: Iterable[SourceClaim], options: Options | None = None) -> Resolution:
    """The most probable value of every (object, attribute).

    A source's repeated claims on one item count once, the last. The result does not depend on the order of claims of
    different sources.
    """
    options = options or Options()
    votes = _votes(claims, options)
    accuracy: dict[str, float] = {}
    dependence: dict[tuple[str, str], float] = {}
    probabilities: dict[Item, dict[str, float]] = {}
    chosen: dict[Item, str] = {}
    for _ in range(options.rounds):
        probabilities = {item: _judge(by_value, accuracy, dependence, options) for item, by_value in votes.items()}
        before, accuracy = accuracy, _learn_accuracy(votes, probabilities, options)
        dependence = _find_dependence(votes, probabilities, accuracy, options)
        now = {item: max(sorted(chances), key=lambda value: chances[value]) for item, chances in probabilities.items()}
        settled = now == chosen and all(abs(accuracy[s] - before.get(s, 0.0)) < _SETTLED for s in accuracy)
        chosen = now
        if settled:
            break
    return Resolution(
        values=chosen,
        confidence={item: probabilities[item][value] for item, value in chosen.items()},
        reliability=accuracy,
        dependence=dependence,
    )


def _votes(claims: Iterable[SourceClaim], options: Options) -> dict[Item, dict[str, tuple[str, ...]]]:
    """Item → value → its sources, values within the tolerance united under the commonest of them."""
    said: dict[Item, dict[str, str]] = defaultdict(dict)
    for claim in claims:
        value = claim.value.strip()
        if value:
            said[(claim.object, claim.attribute)][claim.source] = value
    votes = {}
    for item in sorted(said):
        names = _unite(Counter(said[item].values()), options.tolerance)
        by_value: dict[str, list[str]] = defaultdict(list)
        for source, value in sorted(said[item].items()):
            by_value[names[value]].append(source)
        votes[item] = {value: tuple(sources) for value, sources in sorted(by_value.items())}
    return votes


def _unite(counts: Counter[str], tolerance: float) -> dict[str, str]:
    """Value → the value that stands for it: the commonest within the tolerance around it."""
    if tolerance <= 0 or len(counts) < 2:
        return {value: value for value in counts}
    numbers = {value: read_number(value) for value in counts}
    names: dict[str, str] = {}
    # Commonest first: a rare neighbour goes to the common value, never the other way.
    for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        number = numbers[value]
        near = [
            other
            for other in names.values()
            if number is not None and (there := numbers[other]) is not None and _gap(number, there) <= tolerance
        ]
        names[value] = near[0] if near else value
    return names


def read_number(value: str) -> tuple[float, bool] | None:
    """A number, or a clock time in minutes (marked true); None for names."""
    clock = _CLOCK.fullmatch(value)
    if clock:
        return int(clock.group(1)) * 60.0 + int(clock.group(2)), True
    if _NUMBER.fullmatch(value):
        digits = value.replace(",", ".") if value.count(",") == 1 and value.count(".") == 0 else value.replace(",", "")
        try:
            return float(digits), False
        except ValueError:
            return None
    return None


def _gap(a: tuple[float, bool], b: tuple[float, bool]) -> float:
    gap = abs(a[0] - b[0])
    return min(gap, _DAY_MINUTES - gap) if a[1] and b[1] else gap


def _judge(
    by_value: Mapping[str, Sequence[str]],
    accuracy: Mapping[str, float],
    dependence: Mapping[tuple[str, str], float],
    options: Options,
) -> dict[str, float]:
    """Probability of every value: independent votes weigh by the odds that their source is right."""
    scores = {}
    for value, sources in by_value.items():
        ordered = sorted(sources, key=lambda source: (-accuracy.get(source, options.accuracy), source))
        score = 0.0
        for position, source in enumerate(ordered):
            own = accuracy.get(source, options.accuracy)
            independent = 1.0
            for earlier in ordered[:position]:
                independent *= 1.0 - options.copy_rate * dependence.get(_pair(source, earlier), 0.0)
            score += independent * log(options.false_values * own / (1.0 - own))
        scores[value] = score
    top = max(scores.values())
    # The values that nobody gives share the rest of the probability.
    unseen = max(0.0, options.false_values + 1 - len(scores)) * exp(-min(top, 700.0)) if top > 0 else 0.0
    total = sum(exp(score - top) for score in scores.values()) + unseen
    return {value: exp(score - top) / total for value, score in scores.items()}


def _learn_accuracy(
    votes: Mapping[Item, Mapping[str, Sequence[str]]],
    probabilities: Mapping[Item, Mapping[str, float]],
    options: Options,
) -> dict[str, float]:
    """Mean probability of a source's values, drawn to the prior where claims are few."""
    right: dict[str, float] = defaultdict(float)
    count: dict[str, int] = defaultdict(int)
    for item, by_value in votes.items():
        for value, sources in by_value.items():
            for source in sources:
                right[source] += probabilities[item][value]
                count[source] += 1
    strength = options.strength
    return {
        source: _bounded((right[source] + strength * options.accuracy) / (count[source] + strength))
        for source in sorted(count)
    }


def _bounded(accuracy: float) -> float:
    """No source is infallible, and none is so bad that its word speaks for the opposite."""
    return min(0.99, max(0.1, accuracy))


def _find_dependence(
    votes: Mapping[Item, Mapping[str, Sequence[str]]],
    probabilities: Mapping[Item, Mapping[str, float]],
    accuracy: Mapping[str, float],
    options: Options,
) -> dict[tuple[str, str], float]:
    """Probability that two sources depend on each other, for pairs with enough common items."""
    evidence: dict[tuple[str, str], float] = defaultdict(float)
    common: dict[tuple[str, str], int] = defaultdict(int)
    rate, false_values = options.copy_rate, options.false_values
    for item, by_value in votes.items():
        voters = [(source, value) for value, sources in by_value.items() for source in sources]
        for (a, value), (b, other) in combinations(sorted(voters), 2):
            x, y = accuracy[a], accuracy[b]
            both_right, both_wrong = x * y, (1 - x) * (1 - y) / false_values
            pair = _pair(a, b)
            common[pair] += 1
            if value != other:
                # A copying source differs only where it does not copy.
                evidence[pair] += log(1 - rate)
                continue
            chance = probabilities[item][value]
            mean = (x + y) / 2
            true_ratio = (mean * rate + both_right * (1 - rate)) / both_right
            false_ratio = ((1 - mean) * rate + both_wrong * (1 - rate)) / both_wrong
            evidence[pair] += chance * log(true_ratio) + (1 - chance) * log(false_ratio)
    prior = log(options.prior_copying / (1 - options.prior_copying))
    return {
        pair: 1.0 / (1.0 + exp(-max(-50.0, min(50.0, prior + weight))))
        for pair, weight in evidence.items()
        if common[pair] >= options.shared_claims
    }


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def accuracy_against(resolution: Resolution, gold: Mapping[Item, str]) -> tuple[int, int]:
    """How many gold values the resolution has, and of how many."""
    return sum(resolution.values.get(item) == value for item, value in gold.items()), len(gold)
