"""Fitting one question's weights: a regularised logistic regression, in two looks, with its threshold and its honest
score.

Every figure that is reported comes from articles that the weights in question have not seen: five folds by document,
each with the whole recipe, the first look included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from extractor.close.judge import neighbours
from extractor.learning.examples import Example
from extractor.rules.weights import AGAIN, BIAS, THRESHOLD

FOLDS = 5
# Strength of the penalty (the inverse of C), and in how many documents evidence must stand to count: of 0.1 to 1.0
# and of two to six, the choice that scored best in cross-validation over 285 articles.
PENALTY = 0.3
SEEN = 4
# The bias is hardly penalised: its feature has this value instead of 1.
_BIAS_SCALE = 3.0
# Weights below this change no verdict and would double the tables.
NOTHING = 0.02
# Where yes begins. With calibrated probabilities F1 is highest at half of itself (Lipton et al. 2014), and on text that
# nobody had read it is 0.65 to 0.8: a little above that half, the quieter side. One sought in cross-validation
# moves by a tenth from one learning to the next for a point of F1.
_THRESHOLD = 0.40


@dataclass(slots=True, frozen=True)
class Row:
    """A line of a table: what was seen, what it is worth, in how many documents."""

    evidence: str
    weight: float
    seen: int


@dataclass(slots=True, frozen=True)
class Score:
    """What cross-validation measured: precision, recall and F1 at the threshold, and the expected calibration error."""

    precision: float
    recall: float
    f1: float
    calibration: float
    threshold: float
    yes: int


@dataclass(slots=True, frozen=True)
class _Model:
    of: dict[str, float]
    bias: float
    seen: dict[str, int]

    def sums(self, names: Sequence[Sequence[str]]) -> list[float]:
        return [self.bias + sum(self.of.get(name, 0.0) for name in some) for some in names]

    def likely(self, names: Sequence[Sequence[str]]) -> np.ndarray:
        return logistic(np.array(self.sums(names), dtype=float))


def learn(
    question: str, examples: Sequence[Example], weights: Sequence[float]
) -> tuple[dict[str, list[Row]], list[list[float]]]:
    """The tables of a question by name, and for each article what its items' evidence adds up to by weights that have
    not seen it; ``weights`` say how much each article counts.
    """
    first, again = _two_looks(question, examples, weights)
    return {question: _rows(first), question + AGAIN: _rows(again)}, _unseen(question, examples, weights)


def with_threshold(tables: dict[str, list[Row]], question: str, score: Score) -> None:
    """Puts the threshold of a score at the head of the question's second table."""
    tables[question + AGAIN].insert(0, Row(THRESHOLD, score.threshold, score.yes))


def fold_of(document: str) -> int:
    """The fold of a document: by its id alone, so that it never moves."""
    return hashlib.sha256(document.encode()).digest()[0] % FOLDS


def _unseen(question: str, examples: Sequence[Example], weights: Sequence[float]) -> list[list[float]]:
    sums: list[list[float]] = [[] for _ in examples]
    for fold in range(FOLDS):
        seen = [place for place, example in enumerate(examples) if fold_of(example.document) != fold]
        first, again = _two_looks(question, [examples[place] for place in seen], [weights[place] for place in seen])
        for place, example in enumerate(examples):
            if fold_of(example.document) == fold:
                names = example.names
                around = neighbours(example.items, first.likely(names).tolist())
                sums[place] = again.sums([[*some, *more] for some, more in zip(names, around, strict=True)])
    return sums


def score(
    question: str,
    examples: Sequence[Example],
    weights: Sequence[float],
    sums: Sequence[Sequence[float]],
    threshold: float = _THRESHOLD,
) -> Score:
    """What sums of evidence are worth that were learned without the article itself, at the threshold.

    Articles that count less than 1 are not scored.
    """
    chosen = [place for place, weight in enumerate(weights) if weight >= 1]
    pairs = [
        (total, answer)
        for place in chosen
        for total, answer in zip(sums[place], examples[place].answers[question], strict=True)
        if answer is not None
    ]
    missed = sum(examples[place].missed[question] for place in chosen)
    probabilities = logistic(np.array([total for total, _ in pairs], dtype=float))
    answers = np.array([answer for _, answer in pairs], dtype=bool)
    precision, recall, f1 = _score(probabilities, answers, missed, threshold)
    return Score(precision, recall, f1, _calibration(probabilities, answers), threshold, int(answers.sum()))


def logistic(sums: np.ndarray) -> np.ndarray:
    """Probabilities of sums of evidence."""
    return np.array(1 / (1 + np.exp(-np.clip(sums, -30, 30))))


def _two_looks(question: str, examples: Sequence[Example], weights: Sequence[float]) -> tuple[_Model, _Model]:
    """Both models. What the second learns from of the first comes from folds that the first has not seen."""
    first = _fit(question, examples, weights, [example.names for example in examples])
    looks: list[list[list[str]]] = [[] for _ in examples]
    for fold in range(FOLDS):
        seen = [place for place, example in enumerate(examples) if fold_of(example.document + "inner") != fold]
        chosen = [examples[place] for place in seen]
        model = _fit(
            question,
            chosen,
            [weights[place] for place in seen],
            [example.names for example in chosen],
        )
        for place, example in enumerate(examples):
            if fold_of(example.document + "inner") == fold:
                names = example.names
                around = neighbours(example.items, model.likely(names).tolist())
                looks[place] = [[*some, *more] for some, more in zip(names, around, strict=True)]
    return first, _fit(question, examples, weights, looks)


def _fit(
    question: str, examples: Sequence[Example], weights: Sequence[float], names: Sequence[Sequence[Sequence[str]]]
) -> _Model:
    documents: dict[str, set[str]] = {}
    for example, items in zip(examples, names, strict=True):
        for some in items:
            for name in some:
                documents.setdefault(name, set()).add(example.document)
    known = {
        name: place for place, name in enumerate(sorted(name for name, of in documents.items() if len(of) >= SEEN))
    }
    columns: list[int] = []
    ends = [0]
    answers: list[bool] = []
    worth: list[float] = []
    for example, items, weight in zip(examples, names, weights, strict=True):
        for some, answer in zip(items, example.answers[question], strict=True):
            if answer is None:
                continue
            columns += sorted({known[name] for name in some if name in known})
            ends.append(len(columns))
            answers.append(answer)
            worth.append(weight)
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(answers), len(known)))
    model = LogisticRegression(
        C=PENALTY, solver="liblinear", intercept_scaling=_BIAS_SCALE, random_state=0, max_iter=500
    )
    model.fit(matrix, answers, sample_weight=worth)
    of = {name: float(weight) for name, weight in zip(known, model.coef_[0], strict=True)}
    return _Model(of, float(model.intercept_[0]), {name: len(documents[name]) for name in known})


def _rows(model: _Model) -> list[Row]:
    rows = [
        Row(name, round(weight, 3), model.seen[name]) for name, weight in model.of.items() if abs(weight) >= NOTHING
    ]
    rows.sort(key=lambda row: (-abs(row.weight), row.evidence))
    return [Row(BIAS, round(model.bias, 3), 0), *rows]


def _score(likely: np.ndarray, answers: np.ndarray, missed: int, threshold: float) -> tuple[float, float, float]:
    said = likely >= threshold
    right, wrong = int((said & answers).sum()), int((said & ~answers).sum())
    lost = int((~said & answers).sum()) + missed
    precision, recall = right / max(1, right + wrong), right / max(1, right + lost)
    return precision, recall, 2 * right / max(1, 2 * right + wrong + lost)


def _calibration(likely: np.ndarray, answers: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: how far, on average, the probability given is from the share that is true."""
    place = np.minimum((likely * bins).astype(int), bins - 1)
    error = 0.0
    for number in range(bins):
        chosen = place == number
        if chosen.any():
            error += float(chosen.sum()) * abs(float(likely[chosen].mean()) - float(answers[chosen].mean()))
    return error / max(1, len(likely))
