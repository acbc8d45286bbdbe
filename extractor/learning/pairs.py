"""Learning from judged pairs of claims: whether two are one thing, and whether a claim is worth a record.

The weights as they stand are where learning starts (anew those of rules/reconcile.yaml, each with its reason);
judgements move them only as far as there are enough of them (a Gaussian prior around each). Scores are of five folds by
story: pairs that share an article, directly or by a chain, are in one fold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from extractor.disk.outputs import stored_articles
from extractor.jobs.grouping import summary_of
from extractor.learning.firmness import Moved, Scored, Weights, folds, moved_rows, read_rows, settle, stiffness
from extractor.learning.fit import Row
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
# The same where learning starts from learned weights, the firmest first; those are held firmer.
_FIRMER = (30.0, 10.0, _PRIOR)
_STEPS = 40
_LIMIT = 30.0
# Of a word something is learned from so many claims on; and what is learned must be more than nothing.
_LEAST_SEEN, _LEAST_TOLD = 3, 0.05


@dataclass(slots=True, frozen=True)
class Judged:
    """What a comparison found, what people said, and the story."""

    levels: dict[str, float]
    answer: bool
    story: str


def learn_pairs(
    pairs: Iterable[Mapping[str, Any]], outputs: Iterable[Path], ruleset: RuleSet, anew: bool = False
) -> tuple[list[Row], dict[str, Moved]]:
    """The table of weights, and what each question moves of it.

    ``pairs``: judged pairs: ``kind`` (quantity, date), the claims ``a`` and ``b`` (``doc_id, start, end``), ``judged``
    with ``same`` (yes, no, else left out) and ``reportable`` (of a, of b). ``outputs``: the folders of runs over
    their articles. ``anew``: from rules/reconcile.yaml, whatever the table holds.
    """
    settings = load_settings(ruleset)
    known = list(pairs)
    claims = _claims(outputs, {pair[side]["doc_id"] for pair in known for side in "ab"}, ruleset)
    questions = _questions(known, claims, settings)
    start = settings.start_weights if anew else settings.weights
    firm = {} if anew else {row.evidence: stiffness(row.seen) for row in read_rows(ruleset, TABLE)}
    found: dict[str, Moved] = {}
    for question, judged in questions.items():
        _leave_rare_words(judged)
        if judged:
            one = Answers(judged, start, firm)
            found[question] = one.anew() if anew else settle(one, _FIRMER)
    moved = {name: weight for one in found.values() for name, weight in one.weights.items()}
    seen = {name: count for one in found.values() if one.weights for name, count in one.seen.items()}
    if anew:
        rows = [Row(name, round(weight, 3), seen[name]) for name, weight in moved.items() if _tells(name, weight)]
    else:
        rows = moved_rows(ruleset, TABLE, moved, seen)
    return sorted(rows, key=lambda row: row.evidence), found


def _tells(name: str, weight: float) -> bool:
    return "~" not in name or abs(weight) >= _LEAST_TOLD


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
        story = stories[pair["a"]["doc_id"]]
        same = {"yes": True, "no": False}.get(pair["judged"]["same"])
        found: list[Level] | str = ""
        if pair["kind"] == "date":
            one, other = claims.date(pair["a"]), claims.date(pair["b"])
            for dated, answer in zip((one, other), pair["judged"]["reportable"], strict=True):
                if dated is not None and dated.fact.fact_id not in told:
                    told.add(dated.fact.fact_id)
                    questions["worth"].append(Judged(_summed(dated.worth), answer, story))
            if one is not None and other is not None and one is not other:
                found = date_levels(one, other, settings)
        else:
            mine, theirs = claims.figure(pair["a"]), claims.figure(pair["b"])
            if mine is not None and theirs is not None and mine is not theirs:
                found = levels(mine, theirs, settings)
        if same is not None and not isinstance(found, str):
            questions["dates" if pair["kind"] == "date" else "figures"].append(Judged(_summed(found), same, story))
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


class Answers:
    """What people said of the pairs of a question, by story: a logistic regression drawn to where the weights start."""

    def __init__(self, judged: Sequence[Judged], start: Weights, firm: Mapping[str, float]) -> None:
        self.start = start
        self._firm = firm
        self._judged: dict[str, list[Judged]] = defaultdict(list)
        for one in judged:
            self._judged[one.story].append(one)
        self.articles = set(self._judged)
        self.seen = Counter(name for one in judged for name in one.levels)

    def anew(self) -> Moved:
        """The weights that all pairs teach, whether or not they gain."""
        by_others: dict[str, Weights] = {}
        for inside in folds(self.articles):
            by_others.update(dict.fromkeys(inside, self.fit(self.articles - inside, _PRIOR)))
        before, after = self.score(dict.fromkeys(self.articles, self.start)), self.score(by_others)
        weights = self.fit(self.articles, _PRIOR)
        return Moved({name: weights[name] for name in self.seen}, self.seen, _PRIOR, before, after)

    def score(self, weights: Mapping[str, Weights]) -> Scored:
        """What the weights given by story are worth."""
        right = said = wanted = 0
        for story, judged in self._judged.items():
            for one in judged:
                yes = _total(one, weights[story]) > 0
                said += yes
                right += yes and one.answer
                wanted += one.answer
        return Scored(right / max(1, said), right / max(1, wanted), 2 * right / max(1, said + wanted))

    def losses(self, weights: Weights, articles: Set[str]) -> dict[str, float]:
        """What the answers of stories cost by some weights."""
        return {
            story: sum(
                float(np.logaddexp(0, (-1 if one.answer else 1) * _total(one, weights))) for one in self._judged[story]
            )
            for story in articles
        }

    def fit(self, articles: Set[str], penalty: float) -> dict[str, float]:
        """The most likely weights (Newton's method; the problem is convex)."""
        judged = [one for story in sorted(articles) for one in self._judged[story]]
        names = sorted({name for one in judged for name in one.levels})
        measures = np.array([[one.levels.get(name, 0.0) for name in names] for one in judged])
        answers = np.array([one.answer for one in judged], dtype=float)
        start = np.array([self.start.get(name, 0.0) for name in names])
        held = penalty * np.array([self._firm.get(name, 1.0) for name in names])
        weights = start.copy()
        for _ in range(_STEPS):
            likely = 1 / (1 + np.exp(-np.clip(measures @ weights, -_LIMIT, _LIMIT)))
            slope = measures.T @ (likely - answers) + held * (weights - start)
            curve = (measures.T * (likely * (1 - likely))) @ measures + np.diag(held)
            weights = weights - np.linalg.solve(curve, slope)
        return {**self.start, **{name: float(weight) for name, weight in zip(names, weights, strict=True)}}


def _total(one: Judged, weights: Weights) -> float:
    return sum(weights.get(name, 0.0) * of for name, of in one.levels.items())
