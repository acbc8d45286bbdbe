"""Learning the weights of what is chosen among candidates: a figure's status and its links.

A conditional logistic regression: the right candidates of a figure against all of its candidates. The penalty draws
each weight to what an editor believes before any article is seen (``rules/weights/beliefs.yaml``), so that a few
hundred figures are enough. Figures of one article count together as the root of their number: they share answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractor.close.draft import Draft
from extractor.close.figures import find_cues, gather_figures, governed
from extractor.close.figures.evidence import Evidence
from extractor.close.figures.status import candidates as statuses
from extractor.close.links.choice import LINKS, Linked, Owners
from extractor.close.links.said_by import Voices
from extractor.close.links.steps import FINDERS, judge_days
from extractor.close.links.what import Programmes
from extractor.close.speech import Speakers
from extractor.evaluation.attributes import same_value
from extractor.learning.examples import article_of
from extractor.learning.fit import FOLDS, Row, Score, fold_of
from extractor.mentions import DateMention
from extractor.models import Place, Speaker, Status
from extractor.rules import RuleSet
from extractor.rules.weights import Known
from extractor.skim import SKIM

BELIEFS = "weights/beliefs.yaml"
# Strength of the penalty, and in how many documents evidence must stand to count unless an editor names it: of 1 to 10
# and of two to four, what did best in cross-validation over 250 articles (of days six over 1,800 counts); of deadlines,
# of 1 to 1,000, twelve did best over 450 targets.
PENALTY = {
    "status": 1.0,
    "owner": 10.0,
    "counted_by": 1.0,
    "said_by": 1.0,
    "what": 15.0,
    "as_of": 6.0,
    "place": 3.0,
    "due": 12.0,
}
_SEEN = 4
_NOTHING = 0.02


@dataclass(slots=True)
class Choice:
    """The candidates of one figure for a link: the evidence of each, and which are right. Their first one is *none*."""

    document: str
    evidence: list[tuple[str, ...]]
    right: list[bool]
    weight: float


def learn_links(
    rows: Sequence[Mapping[str, Any]], weights: Sequence[float], ruleset: RuleSet
) -> tuple[dict[str, list[Row]], dict[str, Score]]:
    """The table of each link and its cross-validated score; links that no row tells of are left out."""
    tables: dict[str, list[Row]] = {}
    scores: dict[str, Score] = {}
    for link, known in choices_of(rows, weights, ruleset).items():
        beliefs = {name: float(worth) for name, worth in ruleset.yaml(BELIEFS)[link].items()}
        tables[link] = fit_choices(known, beliefs, PENALTY[link])
        by_fold = [
            fitted_weights([one for one in known if fold_of(one.document) != fold], beliefs, PENALTY[link])
            for fold in range(FOLDS)
        ]
        scores[link] = score_choices(known, {one.document: by_fold[fold_of(one.document)] for one in known})
    return tables, scores


def choices_of(
    rows: Sequence[Mapping[str, Any]], weights: Sequence[float], ruleset: RuleSet
) -> dict[str, list[Choice]]:
    """By link the figures that rows tell it of; links of which no row tells anything are left out."""
    choices: dict[str, list[Choice]] = {link: [] for link in LINKS}
    for row, weight in zip(rows, weights, strict=True):
        for link, choice in _choices(row, weight, ruleset):
            choices[link].append(choice)
    return {link: known for link, known in choices.items() if any(any(choice.right[1:]) for choice in known)}


def fit_choices(
    choices: Sequence[Choice], beliefs: Mapping[str, float], penalty: float, firm: Mapping[str, float] | None = None
) -> list[Row]:
    """The weights that explain the right candidates best, strongest first.

    ``penalty`` draws them to ``beliefs``, times what ``firm`` says, if anything.
    """
    seen: dict[str, set[str]] = {}
    for choice in choices:
        for names in choice.evidence:
            for name in names:
                seen.setdefault(name, set()).add(choice.document)
    known = sorted({name for name, documents in seen.items() if len(documents) >= _SEEN} | set(beliefs))
    place = {name: number for number, name in enumerate(known)}
    told = [choice for choice in choices if any(choice.right)]
    per_document = Counter(choice.document for choice in told)
    columns: list[int] = []
    ends, owner, right = [0], [], []
    for number, choice in enumerate(told):
        for names, correct in zip(choice.evidence, choice.right, strict=True):
            columns += sorted({place[name] for name in names if name in place})
            ends.append(len(columns))
            owner.append(number)
            right.append(correct)
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(owner), len(known)))
    start = np.array([beliefs.get(name, 0.0) for name in known])
    worth = np.array([choice.weight / sqrt(per_document[choice.document]) for choice in told])
    held = penalty * np.array([(firm or {}).get(name, 1.0) for name in known])
    weights = _minimum(matrix, np.array(owner), np.array(right, dtype=bool), worth, start, held)
    rows = [
        Row(name, round(float(weight), 3), len(seen.get(name, ())))
        for name, weight in zip(known, weights, strict=True)
        if abs(weight) >= _NOTHING
    ]
    return sorted(rows, key=lambda row: (-abs(row.weight), row.evidence))


def fitted_weights(
    choices: Sequence[Choice], start: Mapping[str, float], penalty: float, firm: Mapping[str, float] | None = None
) -> dict[str, float]:
    """What :func:`fit_choices` finds, by evidence."""
    return {row.evidence: row.weight for row in fit_choices(choices, start, penalty, firm)}


def _minimum(matrix: Any, owner: Any, right: Any, worth: Any, start: Any, held: Any) -> Any:
    firsts = np.searchsorted(owner, np.arange(len(worth)))

    def log_sums(totals: Any) -> Any:
        most = np.maximum.reduceat(totals, firsts)
        return most + np.log(np.add.reduceat(np.exp(totals - most[owner]), firsts))

    def loss(weights: Any) -> tuple[float, Any]:
        totals = matrix @ weights
        all_of, right_of = log_sums(totals), log_sums(np.where(right, totals, -1e9))
        off = np.exp(totals - all_of[owner]) - np.where(right, np.exp(totals - right_of[owner]), 0.0)
        moved = weights - start
        value = float((worth * (all_of - right_of)).sum() + 0.5 * (held * moved) @ moved)
        return value, matrix.T @ (off * worth[owner]) + held * moved

    return minimize(loss, start.copy(), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def score_choices(choices: Sequence[Choice], weights: Mapping[str, Mapping[str, float]]) -> Score:
    """Precision, recall and F1 of the values given, and how far the chance given is from the share that is right.

    ``weights``: by article those by which its figures are judged; they should not have seen it.
    """
    given = right = wanted = 0
    chances: list[tuple[float, bool]] = []
    for choice in choices:
        if choice.weight < 1:
            continue
        totals = totals_of(choice, weights[choice.document])
        best = int(totals.argmax())
        chances.append((float(1 / np.exp(totals - totals[best]).sum()), choice.right[best]))
        given += best > 0
        right += best > 0 and choice.right[best]
        wanted += not choice.right[0]
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * right / max(1, given + wanted)
    error = 0.0
    for low in range(10):
        part = [chance for chance in chances if low <= chance[0] * 10 < low + 1 or (low == 9 and chance[0] == 1)]
        error += abs(sum(chance for chance, _ in part) - sum(correct for _, correct in part))
    return Score(precision, recall, f1, error / max(1, len(chances)), 0.0, wanted)


def totals_of(choice: Choice, weights: Mapping[str, float]) -> Any:
    """What the evidence of each candidate adds up to."""
    return np.array([sum(weights.get(name, 0.0) for name in names) for names in choice.evidence])


def _choices(row: Mapping[str, Any], weight: float, ruleset: RuleSet) -> Iterator[tuple[str, Choice]]:
    """The choices of the figures of a gold row whose links it tells."""
    facts = [
        fact
        for fact in row["facts"]
        if fact["type"] == "quantity"
        and not fact.get("optional")
        and any(link in fact for link in (*LINKS, "ministries"))
    ]
    if not facts:
        return
    article = article_of(row)
    draft = Draft(article)
    for step in (*SKIM, judge_days, find_cues):
        step(draft, ruleset)
    speakers = Speakers(article.text, draft, None, ruleset)
    seen = [item for item, _ in gather_figures(draft, ruleset, Known({}))]
    figures = draft.linked = [_figure(fact, _seen(fact, seen)) for fact in facts]
    finders = []
    for kind in FINDERS:
        finders.append(kind(draft, speakers, ruleset))
        if kind in (Voices, Programmes):  # the others ask for these
            finders[-1].fill(figures)
    for fact, figure in zip(facts, figures, strict=True):
        item = _seen(fact, seen)
        if "status" in fact and item is not None:
            yield "status", _choice("status", article.id, list(statuses(item, figure.target)), fact["status"], weight)
        for finder in finders:
            told = "ministries" if finder.link == "owner" else finder.link
            if told in fact and finder.wants(figure):
                name = finder.label if isinstance(finder, Programmes) else _told
                candidates = finder.candidates(figure)
                known = [(None if found is None else name(found), names) for found, names in candidates]
                yield finder.link, _choice(finder.link, article.id, known, fact[told], weight)


def _seen(fact: Mapping[str, Any], seen: Sequence[Evidence]) -> Evidence | None:
    """The candidate that a gold figure overlaps most."""
    overlaps = [
        (min(item.candidate.end, fact["end"]) - max(item.candidate.start, fact["start"]), item) for item in seen
    ]
    overlap, found = max(overlaps, key=lambda pair: pair[0], default=(0, None))
    return found if overlap > 0 else None


def _figure(fact: Mapping[str, Any], found: Evidence | None) -> Linked:
    target, participants = bool(fact.get("target")), bool(fact.get("participants"))
    status: Status = fact.get("status") or ("target" if target else "realised")
    category = found.candidate.category if found is not None else ""
    linked = Linked(
        fact["start"], fact["end"], status, participants, fact.get("unit"), target=target, category=category
    )
    if found is not None:
        linked.value = found.candidate.value
        linked.governed = governed(found)
    return linked


def _choice(
    link: str, document: str, told: Sequence[tuple[Any, tuple[str, ...]]], wanted: Any, weight: float
) -> Choice:
    if isinstance(wanted, Mapping):
        wanted = {"from": wanted.get("from"), "to": wanted.get("to")}
    elif isinstance(wanted, list):
        wanted = sorted(wanted) or None
    right = [same_value(link, value, wanted) for value, _ in told]
    return Choice(document, [names for _, names in told], right, weight)


def _told(found: Any) -> Any:
    """What is found for a link as gold tells it."""
    if isinstance(found, DateMention):
        return {name: day.isoformat() if day else None for name, day in (("from", found.from_), ("to", found.to))}
    if isinstance(found, Owners):
        return sorted(found.ministries) or None
    return found.name if isinstance(found, Place | Speaker) else found
