"""Learning from judged claims which figure of an article is the one that a claim means.

A claim's figures come with the sentences that decide on them; every other figure that the index returns for them is
some other thing's. Scores are of folds by story: claims that share an article are in one fold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractor.desk.checking import read_claims
from extractor.desk.checking.evidence import OF_TELLING
from extractor.desk.checking.index import EvidenceIndex
from extractor.desk.checking.matching import TABLE, Match, find_evidence, weigh
from extractor.desk.store import Store
from extractor.learning.fit import FOLDS, Row, fold_of
from extractor.reconcile.grouping.unions import Unions
from extractor.rules import RuleSet
from extractor.rules.weights import BIAS

__all__ = ["TABLE", "learn_claims"]

# How much a report's age counts is halved: judged claims are about the news of the day before more often than others.
_HALVED, _HALF = "old", 0.5
# So much of a quote suffices to know its sentence.
_ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Sample:
    """A figure of a claim: all figures that may be it, which are, and the story."""

    matches: list[Match]
    meant: list[bool]
    story: str

    def judged(self) -> Iterable[tuple[Match, bool]]:
        """The matches with the answer; equal figures of other reports may be meant too and are left out."""
        values = {_value(match) for match, meant in zip(self.matches, self.meant, strict=True) if meant}
        for match, meant in zip(self.matches, self.meant, strict=True):
            if meant or _value(match) not in values or match.has("other_unit"):
                yield match, meant


@dataclass(frozen=True, slots=True)
class FirstScore:
    """For how many of the figures with evidence the likeliest match is it, in folds."""

    first: int
    figures: int


def learn_claims(rows: Iterable[Mapping[str, Any]], output: Path, ruleset: RuleSet) -> tuple[list[Row], FirstScore]:
    """The table of weights, and its score.

    ``rows``: judged claims: ``id, text, published, figures``, each figure with its ``text`` and its ``evidence``
    (``doc_id, quote``), empty where no article speaks of it. ``output``: a run's folder over the articles.
    """
    samples = _samples(list(rows), output, ruleset)
    folds = [fold_of(one.story) for one in samples]
    first = figures = 0
    for fold in range(FOLDS):
        worth, _ = _fit([one for one, its in zip(samples, folds, strict=True) if its != fold])
        for one, its in zip(samples, folds, strict=True):
            if its == fold and any(one.meant):
                figures += 1
                first += _first(one, worth)
    worth, seen = _fit(samples)
    return [Row(name, worth[name], seen[name]) for name in sorted(worth)], FirstScore(first, figures)


def _first(sample: Sample, worth: Mapping[str, float]) -> bool:
    """Whether the likeliest of the judged matches is meant."""
    judged = list(sample.judged())
    meant = {(m.passage.doc_id, m.passage.start, m.figure.start) for m, its in judged if its}
    best = weigh([m for m, _ in judged], worth)[0]
    return (best.passage.doc_id, best.passage.start, best.figure.start) in meant


def _samples(rows: Sequence[Mapping[str, Any]], output: Path, ruleset: RuleSet) -> list[Sample]:
    store = Store(output)
    index = EvidenceIndex(store, ruleset)
    stories: Unions[str] = Unions()
    for row in rows:
        for figure in row["figures"]:
            for evidence in figure.get("evidence", ()):
                stories.join(evidence["doc_id"], row["id"])
    samples = []
    try:
        for row in rows:
            claims = list(read_claims(row["text"], date.fromisoformat(row["published"]), ruleset))
            for figure in row["figures"]:
                start = row["text"].find(figure["text"])
                end = start + len(figure["text"])
                claim = next((c for c in claims if c.figure.start < end and start < c.figure.end), None)
                if claim is None:
                    continue
                quotes = [(one["doc_id"], _plain(one["quote"])) for one in figure.get("evidence", ())]
                matches = find_evidence(claim, index, ruleset)
                meant = [any(_quoted(match, *quote) for quote in quotes) for match in matches]
                samples.append(Sample(matches, meant, stories.root(row["id"])))
    finally:
        index.close()
    return samples


def _quoted(match: Match, doc_id: str, quote: str) -> bool:
    """Whether the quote is of the match's sentence and holds its figure."""
    if match.passage.doc_id != doc_id:
        return False
    sentence, figure = _plain(match.passage.text), _plain(match.figure.text)
    if not (quote in sentence or sentence in quote or (len(quote) > _ENOUGH and quote[:_ENOUGH] in sentence)):
        return False
    number = figure.split()[0]
    return figure in quote or (any(map(str.isdigit, number)) and number in quote.split())


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()


def _value(match: Match) -> tuple[float | None, float | None]:
    return match.figure.low, match.figure.high


def _fit(samples: Sequence[Sample]) -> tuple[dict[str, float], dict[str, int]]:
    """The weights, and how often each piece of evidence was seen."""
    judged = [one for sample in samples for one in sample.judged()]
    names = sorted({name for match, _ in judged for name in match.evidence} - OF_TELLING)
    columns = {name: place for place, name in enumerate(names)}
    seen = np.zeros((len(judged), len(names)))
    for row, (match, _) in enumerate(judged):
        for name, value in match.evidence.items():
            if name in columns:
                seen[row, columns[name]] = value * (_HALF if name == _HALVED else 1.0)
    model = LogisticRegression(max_iter=3000).fit(seen, [meant for _, meant in judged])
    worth = {
        name: round(float(weight) * (_HALF if name == _HALVED else 1.0), 3)
        for name, weight in zip(names, model.coef_[0], strict=True)
    }
    counts = {name: int((seen[:, place] > 0).sum()) for name, place in columns.items()}
    return worth | {BIAS: round(float(model.intercept_[0]), 3)}, counts | {BIAS: len(judged)}
