"""Learning from judged pairs of claims: whether two are one thing, and whether a claim is worth a record.

The weights of rules/reconcile.yaml, each with its reason, are where learning starts; judgements move them only as far
as there are enough of them (a Gaussian prior around each). Scores are of five folds by story: pairs that share an
article, directly or by a chain, are in one fold.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from extractor.disk.outputs import stored_articles
from extractor.jobs.grouping import summary_of
from extractor.learning.fit import FOLDS, Row
from extractor.models import FACT
from extractor.reconcile.evidence import Level
from extractor.reconcile.grouping.compare import levels
from extractor.reconcile.grouping.compare_dates import date_levels
from extractor.reconcile.grouping.figures import join_repetitions
from extractor.reconcile.grouping.unions import Unions
from extractor.reconcile.settings import Settings, load_settings
from extractor.reconcile.statements import Statement, statements_of
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.dated import Dated, read_dates
from extractor.rules import RuleSet

TABLE = "pairs"
# How firmly a weight stays where it starts: of 1 to 30 the value that lost least over both kinds, cross-validated.
_PRIOR = 3.0
_STEPS = 40
_LIMIT = 30.0
# Of a word something is learned from so many claims on; and what is learned must be more than nothing.
_LEAST_SEEN, _LEAST_TOLD = 3, 0.05


@dataclass(slots=True, frozen=True)
class Judged:
    """What a comparison found, what people said, and the fold."""

    levels: dict[str, float]
    answer: bool
    fold: int


@dataclass(slots=True, frozen=True)
class PairScore:
    """Precision and recall of one question over the folds, and how many answers it had."""

    precision: float
    recall: float
    answers: int


def learn_pairs(
    pairs: Iterable[Mapping[str, Any]], outputs: Iterable[Path], ruleset: RuleSet
) -> tuple[list[Row], dict[str, PairScore]]:
    """The table of weights, and the score of each question.

    ``pairs``: judged pairs: ``kind`` (quantity, date), the claims ``a`` and ``b`` (``doc_id, start, end``), ``judged``
    with ``same`` (yes, no, else left out) and ``reportable`` (of a, of b). ``outputs``: the folders of runs over
    their articles.
    """
    settings = load_settings(ruleset)
    known = list(pairs)
    claims = _claims(outputs, {pair[side]["doc_id"] for pair in known for side in "ab"}, ruleset)
    rows: list[Row] = []
    scores: dict[str, PairScore] = {}
    for question, judged in _questions(known, claims, settings).items():
        _leave_rare_words(judged)
        scores[question] = _validate(judged, settings)
        weights = _fit(judged, settings)
        seen = {name: sum(name in one.levels for one in judged) for name in weights}
        rows += [
            Row(name, round(weight, 3), seen[name])
            for name, weight in sorted(weights.items())
            if "~" not in name or abs(weight) >= _LEAST_TOLD
        ]
    return sorted(rows, key=lambda row: row.evidence), scores


class _Claims:
    """The statements and dates of the judged articles, to be found by place."""

    def __init__(self) -> None:
        self.figures: dict[str, list[Statement]] = {}
        self.dates: dict[str, list[Dated]] = {}

    def figure(self, side: Mapping[str, Any]) -> Statement | None:
        return next(
            (
                one
                for one in self.figures.get(side["doc_id"], ())
                if any(fact.start < side["end"] and side["start"] < fact.end for fact in one.facts)
            ),
            None,
        )

    def date(self, side: Mapping[str, Any]) -> Dated | None:
        return next(
            (
                one
                for one in self.dates.get(side["doc_id"], ())
                if one.fact.start < side["end"] and side["start"] < one.fact.end
            ),
            None,
        )


def _claims(outputs: Iterable[Path], wanted: set[str], ruleset: RuleSet) -> _Claims:
    settings = load_settings(ruleset)
    claims = _Claims()
    for line, lines in chain.from_iterable(map(stored_articles, outputs)):
        summary = summary_of(line)
        if summary.id in wanted:
            context = ArticleContext([FACT.validate_json(one) for one in lines], summary, ruleset)
            statements = join_repetitions(statements_of(context), settings)
            claims.figures[summary.id] = statements
            claims.dates[summary.id] = read_dates(context, statements, settings, keep_all=True)
    return claims


def _questions(pairs: Sequence[Mapping[str, Any]], claims: _Claims, settings: Settings) -> dict[str, list[Judged]]:
    stories = _stories(pairs)
    questions: dict[str, list[Judged]] = {"figures": [], "dates": [], "worth": []}
    told: set[str] = set()
    for pair in pairs:
        fold = hashlib.sha256(stories[pair["a"]["doc_id"]].encode()).digest()[0] % FOLDS
        same = {"yes": True, "no": False}.get(pair["judged"]["same"])
        found: list[Level] | str = ""
        if pair["kind"] == "date":
            one, other = claims.date(pair["a"]), claims.date(pair["b"])
            for dated, answer in zip((one, other), pair["judged"]["reportable"], strict=True):
                if dated is not None and dated.fact.fact_id not in told:
                    told.add(dated.fact.fact_id)
                    questions["worth"].append(Judged(_summed(dated.worth), answer, fold))
            if one is not None and other is not None and one is not other:
                found = date_levels(one, other, settings)
        else:
            mine, theirs = claims.figure(pair["a"]), claims.figure(pair["b"])
            if mine is not None and theirs is not None and mine is not theirs:
                found = levels(mine, theirs, settings)
        if same is not None and not isinstance(found, str):
            questions["dates" if pair["kind"] == "date" else "figures"].append(Judged(_summed(found), same, fold))
    return questions


def _stories(pairs: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Article → the first article of its story."""
    unions: Unions[str] = Unions()
    known = [(pair["a"]["doc_id"], pair["b"]["doc_id"]) for pair in pairs]
    for one, other in known:
        unions.join(one, other)
    return {doc_id: unions.root(doc_id) for both in known for doc_id in both}


def _summed(found: Iterable[Level]) -> dict[str, float]:
    total: dict[str, float] = {}
    for name, measure in found:
        total[name] = total.get(name, 0.0) + measure
    return total


def _leave_rare_words(judged: Sequence[Judged]) -> None:
    seen = Counter(name for one in judged for name in one.levels if "~" in name)
    for one in judged:
        for name in [name for name in one.levels if 0 < seen[name] < _LEAST_SEEN]:
            del one.levels[name]


def _fit(judged: Sequence[Judged], settings: Settings) -> dict[str, float]:
    """The most likely weights (Newton's method; the problem is convex)."""
    names = sorted({name for one in judged for name in one.levels})
    measures = np.array([[one.levels.get(name, 0.0) for name in names] for one in judged])
    answers = np.array([one.answer for one in judged], dtype=float)
    start = np.array([settings.start_weights.get(name, 0.0) for name in names])
    weights = start.copy()
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(measures @ weights, -_LIMIT, _LIMIT)))
        slope = measures.T @ (likely - answers) + _PRIOR * (weights - start)
        curve = (measures.T * (likely * (1 - likely))) @ measures + _PRIOR * np.eye(len(names))
        weights = weights - np.linalg.solve(curve, slope)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def _validate(judged: Sequence[Judged], settings: Settings) -> PairScore:
    right = said = 0
    for fold in range(FOLDS):
        weights = _fit([one for one in judged if one.fold != fold], settings)
        for one in judged:
            if one.fold == fold:
                score = sum(
                    weights.get(name, settings.start_weights.get(name, 0.0)) * of for name, of in one.levels.items()
                )
                said += score > 0
                right += score > 0 and one.answer
    return PairScore(right / max(1, said), right / max(1, sum(one.answer for one in judged)), len(judged))
