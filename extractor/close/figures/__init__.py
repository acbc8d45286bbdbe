"""Figures to report: the candidates that are judged targets or participant counts, with their status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractor.close.figures.candidates import STRETCH, Candidate, find_candidates
from extractor.close.figures.evidence import Evidence, gather_evidence
from extractor.close.figures.features import names_of, shared_names
from extractor.close.figures.nouns import unit_table
from extractor.close.figures.status import QUESTION as STATUS
from extractor.close.figures.status import status_of
from extractor.close.figures.surroundings import Report
from extractor.close.figures.windows import window_of
from extractor.close.judge import Item, Verdict, judge
from extractor.close.links.choice import Linked, weights_of
from extractor.close.links.date_roles import DateRole
from extractor.mentions import Skimmed
from extractor.rules import RuleSet
from extractor.rules.cues import FIGURE_FILES, CueHits, cue_finder
from extractor.rules.weights import Known, weights

QUESTIONS: Final = ("target", "participants")
# In a stretch of text no more figures are asked of the context: one of 2,867 news articles has more in doubt, and a
# text of nothing but such figures would take ten times the time.
_MOST_IN_DOUBT: Final = 12


@dataclass(slots=True, eq=False, kw_only=True)
class Figure(Linked):
    """A figure that is a target, a participant count, or both.

    ``rule`` names the evidence that speaks loudest, ``confidence`` how likely the verdict is.
    """

    candidate: Candidate
    rule: str
    confidence: float


#: What is judged of an article: its candidates with what stands around them, and the evidence for each.
Gathered = list[tuple[Evidence, Item]]


def find_cues(text: str, skimmed: Skimmed, ruleset: RuleSet) -> CueHits | None:
    """The cues of an article that holds numbers."""
    if not any(number.role == "cardinal" for number in skimmed.numbers):
        return None
    return cue_finder(ruleset, FIGURE_FILES).find(text)


def find_figures(figures: Gathered, ruleset: RuleSet) -> tuple[Figure, ...]:
    """The reported figures of an article, in order, of those that were gathered."""

    def in_context(places: list[int], sums: list[tuple[float, float]]) -> list[tuple[float, float]]:
        from extractor.close.context import context  # numpy is loaded where something is in doubt

        learned = context(ruleset)
        if learned is None:
            return sums
        asked = _some_a_stretch([figures[place][0].candidate for place in places])
        windows = (window_of(figures[places[number]][0]) for number in asked)
        moved = list(sums)
        for number, pair in zip(asked, learned.sums(windows, [sums[number] for number in asked]), strict=True):
            moved[number] = pair
        return moved

    aims, counts = judge(QUESTIONS, [item for _, item in figures], ruleset, in_context)
    kept = [
        (evidence, aim, count)
        for (evidence, _), aim, count in zip(figures, aims, counts, strict=True)
        if aim.yes or count.yes
    ]
    return tuple(_figure(evidence, aim, count, ruleset) for evidence, aim, count in kept)


def _figure(evidence: Evidence, aim: Verdict, count: Verdict, ruleset: RuleSet) -> Figure:
    """What is reported of a target or count."""
    of = evidence.candidate
    governs, aimed = governed(evidence)
    return Figure(
        of.start,
        of.end,
        status_of(evidence, aim.yes, weights_of(ruleset, STATUS)),
        participants=count.yes,
        unit=of.noun.text if of.noun is not None else None,
        target=aim.yes,
        category=of.category,
        value=of.value,
        governed=governs,
        aimed=aimed,
        candidate=of,
        rule=f"target.{aim.reason}" if aim.yes else f"participants.{count.reason}",
        confidence=round(min(verdict.probability for verdict in (aim, count) if verdict.yes), 3),
    )


def _some_a_stretch(candidates: Sequence[Candidate]) -> list[int]:
    """The numbers of the candidates in doubt that a context is asked of, the first few of each stretch of text."""
    told: Counter[int] = Counter()
    asked = []
    for number, candidate in enumerate(candidates):
        stretch = candidate.start // STRETCH
        told[stretch] += 1
        if told[stretch] <= _MOST_IN_DOUBT:
            asked.append(number)
    return asked


def gather_figures(
    text: str,
    skimmed: Skimmed,
    roles: Sequence[DateRole],
    published: date | None,
    ruleset: RuleSet,
    hits: CueHits | None = None,
    known: Known | None = None,
) -> Gathered:
    """The candidates of an article with what stands around them, and what of it is judged: what is ``known``.

    That is what has learned weights, if nothing else is given.
    """
    hits = hits or find_cues(text, skimmed, ruleset)
    if hits is None:
        return []
    if known is None:
        known = weights(ruleset, QUESTIONS).known
    report = Report(text, skimmed, roles, published, hits, unit_table(ruleset))
    shared = shared_names(report, known)
    figures: Gathered = []
    last = -1
    for evidence in gather_evidence(find_candidates(text, skimmed, hits, report.table), report):
        of = evidence.candidate
        joined = 0 <= last <= of.start and report.table.gap.fullmatch(text, last, of.start) is not None
        item = Item(names_of(evidence, known), of.sentence_index, of.value, of.category, joined, shared)
        figures.append((evidence, item))
        last = of.end
    return figures


def governed(evidence: Evidence) -> tuple[int | None, bool]:
    """Where the cue stands that governs a figure, and whether that is a goal in so many words."""
    reach = evidence.governor
    return (None, False) if reach is None else (reach.hit.start, reach.category == "aim")
