"""Moving the weights of links: as :mod:`extractor.learning.links`, drawn to the tables as they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Any, Final

import numpy as np

from extractor.learning.firmness import Moved, Scored, Weights, read_rows, settle, stiffness
from extractor.learning.links import PENALTY, Choice, choices_of, fitted_weights, score_choices, totals_of
from extractor.rules import RuleSet
from extractor.rules.weights import table

# How much firmer new weights are held than where only beliefs stand before them, the firmest first.
_FIRMER: Final = (10.0, 3.0, 1.0)


def move_links(rows: Sequence[Mapping[str, Any]], worth: Sequence[float], ruleset: RuleSet) -> dict[str, Moved]:
    """What the links of gold rows move of each link's table; links that no row tells of are left out."""
    found: dict[str, Moved] = {}
    for link, choices in choices_of(rows, worth, ruleset).items():
        firm = {row.evidence: stiffness(row.seen) for row in read_rows(ruleset, link)}
        one = Links(choices, table(ruleset, link), firm)
        found[link] = settle(one, [PENALTY[link] * firmer for firmer in _FIRMER])
    return found


class Links:
    """The figures of which gold tells a link, by article."""

    def __init__(self, choices: Sequence[Choice], start: Weights, firm: Mapping[str, float]) -> None:
        self.start = start
        self._firm = firm
        self._choices: dict[str, list[Choice]] = defaultdict(list)
        for choice in choices:
            self._choices[choice.document].append(choice)
        self.articles = set(self._choices)

    @property
    def seen(self) -> Mapping[str, int]:
        """In how many articles evidence stands."""
        return Counter(
            name
            for choices in self._choices.values()
            for name in {name for choice in choices for names in choice.evidence for name in names}
        )

    def score(self, weights: Mapping[str, Weights]) -> Scored:
        """What the weights given by article are worth."""
        of = score_choices([one for choices in self._choices.values() for one in choices], weights)
        return Scored(of.precision, of.recall, of.f1)

    def losses(self, weights: Weights, articles: Set[str]) -> dict[str, float]:
        """What the right values of articles cost by some weights."""
        return {article: sum(_cost(one, weights) for one in self._choices[article]) for article in articles}

    def fit(self, articles: Set[str], penalty: float) -> Weights:
        """The weights that articles teach."""
        chosen = [one for article in sorted(articles) for one in self._choices[article]]
        return fitted_weights(chosen, self.start, penalty, self._firm)


def _cost(choice: Choice, weights: Weights) -> float:
    """The log loss of a figure's right candidates; nothing where none is right."""
    if not any(choice.right):
        return 0.0
    totals = totals_of(choice, weights)
    return choice.weight * float(np.logaddexp.reduce(totals) - np.logaddexp.reduce(totals[np.array(choice.right)]))
