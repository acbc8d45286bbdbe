"""The figures of articles that may be the one a claim means, each with its evidence and how likely it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from extractor.desk.checking.claim import Claim, Sought, clause_of, ordinal
from extractor.desk.checking.evidence import OF_VALUE, evidence_of
from extractor.desk.checking.figures import Figure, Lexicon, lexicon
from extractor.desk.checking.fitting import Fit, fit, rescaled
from extractor.desk.checking.index import EvidenceIndex, Passage, unit_term, value_term
from extractor.desk.checking.standing import Standing, standing_of
from extractor.desk.checking.units import groups_of, may_be
from extractor.reconcile.settings import load_settings
from extractor.rules import RuleSet
from extractor.rules.weights import BIAS, table

#: The table of the evidence's weights.
TABLE = "checking"
# How many sentences are compared closely for one figure, and by how many words they are looked for.
_PASSAGES, _TERMS, _RECENT_DAYS = 80, 14, 45


Number = tuple[str, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of an article beside the claim.

    ``score`` is the log-odds that it is the claim's, ``alike`` the same with the values left aside; ``told`` how the
    values go together.
    """

    passage: Passage
    figure: Figure
    standing: Standing
    told: Fit
    evidence: dict[str, float]
    score: float
    alike: float

    @property
    def cover(self) -> float:
        """The share of the claim's words that stand with the figure or in its article."""
        return sum(self.evidence.get(name, 0.0) for name in ("clause", "sentence", "around", "article"))

    def has(self, *names: str) -> bool:
        """Whether one of these pieces of evidence was found."""
        return any(name in self.evidence for name in names)


@lru_cache(maxsize=4)
def weights(ruleset: RuleSet) -> dict[str, float]:
    """What each piece of evidence is worth."""
    return table(ruleset, TABLE)


def find_matches(claim: Claim, index: EvidenceIndex, ruleset: RuleSet) -> list[Match]:
    """Figures of the same kind in articles that had appeared when the claim did, the best match first."""
    return weigh(find_evidence(claim, index, ruleset), weights(ruleset))


def weigh(matches: list[Match], worth: Mapping[str, float]) -> list[Match]:
    """The matches with their scores, the best one first."""
    bias = worth.get(BIAS, 0.0)
    weighed = []
    for m in matches:
        values = sum(worth.get(name, 0.0) * value for name, value in m.evidence.items() if name in OF_VALUE)
        alike = bias + sum(worth.get(name, 0.0) * value for name, value in m.evidence.items() if name not in OF_VALUE)
        weighed.append(
            Match(m.passage, m.figure, m.standing, m.told, m.evidence, round(alike + values, 3), round(alike, 3))
        )
    return sorted(
        weighed,
        key=lambda m: (-m.score, -ordinal(m.passage.published), m.passage.doc_id, m.passage.start, m.figure.start),
    )


def find_evidence(claim: Claim, index: EvidenceIndex, ruleset: RuleSet) -> list[Match]:
    """All figures that can be meant, with their evidence, not yet weighed."""
    settings, words = load_settings(ruleset), lexicon(ruleset)
    weighed = dict(_weighed(claim, words))
    if not weighed:
        return []
    rarity = index.rarity(sorted(weighed))
    worth = {key: weight * rarity[key] for key, weight in weighed.items()}
    sought = Sought(
        claim, worth, {term.key for term in claim.words.terms if term.weight >= words.weights["name"]} & set(worth),
        groups_of(claim.sentence, claim.figure, claim.at, claim.clause, settings.groups),
    )  # fmt: skip
    ranked = sorted(weighed, key=lambda key: (-weighed[key], key))
    passages = _passages(claim, ranked[:_TERMS], index)
    told: dict[str, set[str]] = defaultdict(set)
    values: dict[str, set[Number]] = defaultdict(set)
    for passage in passages:
        told[passage.doc_id].update(term.key for term in passage.own.terms)
        told[passage.doc_id].update(place for _, place, _ in passage.own.places)
        values[passage.doc_id].update((one.kind, one.low, one.high) for one in passage.figures)
    mine = (claim.figure.kind, claim.figure.low, claim.figure.high)
    found: list[Match] = []
    for passage in passages:
        for figure in passage.figures:
            if may_be(claim.figure, figure, settings, words):
                others = [one for one in passage.figures if one is not figure]
                standing = standing_of(passage.text, figure, clause_of(figure, passage), words, others)
                value = fit(claim.figure, figure, claim.before, words)
                elsewhere = told[passage.doc_id]
                evidence = evidence_of(sought, passage, figure, standing, value, elsewhere, settings, words)
                if value != "fits" and mine in values[passage.doc_id]:
                    evidence["beside"] = 1.0
                found.append(Match(passage, figure, standing, value, evidence, 0.0, 0.0))
    # A value that few reports tell is seldom equal by chance.
    fitting = {m.passage.doc_id for m in found if m.told == "fits"}
    for m in found:
        if m.told == "fits":
            m.evidence["rare"] = round(1.0 / len(fitting), 3)
    return found


def _passages(claim: Claim, terms: list[str], index: EvidenceIndex) -> list[Passage]:
    """Of a long story the latest reports, and those with the figure or its slip, are looked at beside the likest."""
    value, day = value_term(claim.figure), claim.published
    found = index.find(terms, day, _PASSAGES // 2, values=[value])
    found += index.find(terms, day, _PASSAGES // 4, values=[value_term(one) for one in rescaled(claim.figure)])
    terms = [*terms, value, unit_term(claim.figure)]
    found += index.find(terms, day, _PASSAGES)
    if day:
        found += index.find(terms, day, _PASSAGES, day - timedelta(_RECENT_DAYS))
    return list({(passage.doc_id, passage.start): passage for passage in found}.values())


def _weighed(claim: Claim, words: Lexicon) -> Iterator[tuple[str, float]]:
    """The claim's terms, each once, those of other clauses for less."""
    best: dict[str, float] = {}
    low, high = claim.clause
    spans = [(one.start - claim.offset, one.end - claim.offset) for one in (claim.figure, *claim.others)]
    for term in claim.words.terms:
        if any(start <= term.start < end for start, end in spans) and not term.key.startswith("@"):
            continue
        near = low <= term.start < high or term.key.startswith("@")
        weight = term.weight * (1.0 if near else words.weights["far_clause"])
        if weight:
            best[term.key] = max(best.get(term.key, 0.0), weight)
    yield from best.items()
