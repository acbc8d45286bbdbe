"""Moving the weights of verdicts: learning starts at the tables as they stand, and gold draws them as far as it asks.

Only the second look moves. Its neighbours are told by the first look, which has not seen the gold and so tells them as
it will of articles to come; with both moved, articles held out lost more. How often the answer is yes (the bias) and
where yes begins stay too. The learned context stays as it is, and what it says of a figure is taken into account: only
what is wrong after it draws a weight.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractor.close.context import Context
from extractor.close.judge import neighbours
from extractor.learning.context import ask
from extractor.learning.examples import Example
from extractor.learning.firmness import Moved, Scored, gains, move, read_rows, stiffness, unseen
from extractor.learning.fit import PENALTY, logistic, score
from extractor.rules import RuleSet
from extractor.rules.weights import AGAIN, Weights, weights

# What a weight's way costs, the firmest first; the last is what it costs where learning starts from nothing.
_PENALTIES: Final = (30.0, 10.0, 1 / PENALTY)
# Evidence that has no weight yet gets one from so many articles on.
_SEEN: Final = 2
_STEPS: Final = 200


def move_verdicts(
    questions: Sequence[str],
    examples: Sequence[Example],
    worth: Sequence[float],
    ruleset: RuleSet,
    context: Context | None,
) -> dict[str, Moved]:
    """What the examples move of the second table of each question, by question.

    ``worth`` says how much each article counts; those that count less than 1 are learned from and not scored on.
    ``context``, with two questions, is asked of what the evidence leaves in doubt.
    """
    verdicts = [_Verdicts(question, examples, worth, ruleset) for question in questions]
    windows = [window for example in examples for window in example.windows]

    def told(sums: Sequence[Any]) -> Sequence[Any]:
        if context is None:
            return sums
        return list(ask(context.network, context.vocabulary, windows, np.array(sums).T).T)

    for one, before in zip(verdicts, told([one.alone for one in verdicts]), strict=True):
        one.told = before
    others = told([one.by_others() for one in verdicts])
    found: dict[str, Moved] = {}
    for one, after in zip(verdicts, others, strict=True):
        by, penalty = move(one, one.articles, _PENALTIES)
        if not one.gains(after):
            by, penalty = one.start, None
        found[one.question] = Moved(one.moved(by), one.seen, penalty, one.score(one.told), one.score(after))
    return found


class _Verdicts:
    """The items of all articles that a question is asked of, with what they show at the second look: how far weights
    move, by the column of their evidence.

    ``alone`` is what the evidence of each adds up to by the weights as they stand, ``told`` that with its context.
    """

    def __init__(self, question: str, examples: Sequence[Example], worth: Sequence[float], ruleset: RuleSet) -> None:
        self.question = question
        self._examples = examples
        self._worth = worth
        self._known = known = weights(ruleset, (question,))
        self.articles = {example.document for example in examples}
        names: list[list[str]] = []
        for example in examples:
            first = [known.bias[0].real + _sum(known, some, first=True) for some in example.names]
            around = neighbours(example.items, logistic(np.array(first, dtype=float)).tolist())
            names += [[*some, *more] for some, more in zip(example.names, around, strict=True)]
        self.alone = np.array([known.bias[1].real + _sum(known, some, first=False) for some in names])
        self.told = self.alone
        self._columns = {name: place for place, name in enumerate(sorted({name for some in names for name in some}))}
        places = [sorted({self._columns[name] for name in some}) for some in names]
        ends = np.cumsum([0, *map(len, places)])
        columns = [place for some in places for place in some]
        self._matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(names), len(self._columns)))
        self._weighed = np.array([name in known.pieces for name in self._columns], dtype=bool)
        before = {row.evidence: row.seen for table in (question, question + AGAIN) for row in read_rows(ruleset, table)}
        self._stiff = np.array([stiffness(before.get(name, 0)) for name in self._columns])
        owner = [place for place, example in enumerate(examples) for _ in example.items]
        of = csr_matrix((np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(len(examples), len(owner)))
        self._holds = (of @ self._matrix).sign()
        self._owner = np.array(owner, dtype=int)
        answers = [answer for example in examples for answer in example.answers[question]]
        self._weight = np.array(worth)[self._owner] * np.array([answer is not None for answer in answers])
        self._yes = np.array([bool(answer) for answer in answers], dtype=float)

    @property
    def start(self) -> Any:
        """As they stand: no way at all."""
        return np.zeros(len(self._columns))

    @property
    def seen(self) -> dict[str, int]:
        """In how many articles evidence stands."""
        return dict(zip(self._columns, np.asarray(self._holds.sum(0), dtype=int).ravel().tolist(), strict=True))

    def by_others(self) -> Any:
        """What evidence adds up to by weights that articles of other folds moved, before the context."""
        sums = self.alone.copy()
        for inside, by in unseen(self, _PENALTIES):
            rows = np.where(self._chosen(inside)[self._owner])[0]
            sums[rows] += self._matrix[rows] @ by
        return sums

    def moved(self, by: Any) -> dict[str, float]:
        """The weights that moved, where they come to."""
        pieces = self._known.pieces
        return {
            name: float(by[place]) + (pieces[name].again.real if name in pieces else 0.0)
            for name, place in self._columns.items()
            if by[place]
        }

    def score(self, sums: Any) -> Scored:
        """What sums are worth at the question's threshold."""
        ends = np.cumsum([len(example.items) for example in self._examples])[:-1]
        parted = [part.tolist() for part in np.split(sums, ends)]
        of = score(self.question, self._examples, self._worth, parted, self._known.thresholds[0])
        return Scored(of.precision, of.recall, of.f1)

    def gains(self, sums: Any) -> bool:
        """Whether sums by moved weights are worth more than those by the weights as they stand."""
        told = self.told
        better = gains(self.costs(sums, self.articles), self.costs(told, self.articles))
        return better and self.score(sums).f1 >= self.score(told).f1

    def losses(self, weights: Any, articles: Set[str]) -> dict[str, float]:
        """What the answers of articles cost by weights moved so far."""
        return self.costs(self.told + self._matrix @ weights, articles)

    def costs(self, sums: Any, articles: Set[str]) -> dict[str, float]:
        """What the answers of articles cost, by article."""
        cost = self._weight * (np.logaddexp(0, sums) - self._yes * sums)
        found = dict.fromkeys(articles, 0.0)
        for example, of in zip(self._examples, np.bincount(self._owner, cost, len(self._examples)), strict=True):
            if example.document in articles:  # several rows may tell of one article
                found[example.document] += float(of)
        return found

    def fit(self, articles: Set[str], penalty: float) -> Any:
        """How far articles move the weights: what is wrong after the context draws them."""
        chosen = self._chosen(articles)
        seen = np.asarray(self._holds[np.where(chosen)[0]].sum(0)).ravel()
        columns = np.where((seen >= _SEEN) | ((seen > 0) & self._weighed))[0]
        rows = np.where(chosen[self._owner] & (self._weight > 0))[0]
        matrix, told, yes, weight = self._matrix[rows][:, columns], self.told[rows], self._yes[rows], self._weight[rows]
        held = penalty * self._stiff[columns]

        def loss(by: Any) -> tuple[float, Any]:
            sums = told + matrix @ by
            cost = weight @ (np.logaddexp(0, sums) - yes * sums) + 0.5 * (held * by) @ by
            return float(cost), matrix.T @ (weight * (logistic(sums) - yes)) + held * by

        found = self.start
        options = {"maxiter": _STEPS}
        found[columns] = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options=options).x
        return found

    def _chosen(self, articles: Set[str]) -> Any:
        return np.array([example.document in articles for example in self._examples], dtype=bool)


def _sum(known: Weights, names: Sequence[str], *, first: bool) -> float:
    """What evidence adds up to at the first look or at the second."""
    pieces = [known.pieces[name] for name in names if name in known.pieces]
    return sum(piece.first.real if first else piece.again.real for piece in pieces)
