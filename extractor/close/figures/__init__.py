"""Figures to report: the candidates that are judged targets or participant counts, with their status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from extractor.close.figures.candidates import STRETCH, Candidate, find_candidates
from extractor.close.figures.evidence import Evidence, see_candidates
from extractor.close.figures.features import names_of, shared_names
from extractor.close.figures.status import status_of
from extractor.close.figures.surroundings import Report
from extractor.close.figures.windows import window_of
from extractor.close.judge import Item, Verdict, in_doubt, judge
from extractor.close.links.choice import Linked
from extractor.rules import RuleSet
from extractor.rules.cues import FIGURE_FILES, cue_finder
from extractor.rules.weights import Known, weights

if TYPE_CHECKING:  # it holds the figures
    from extractor.close.draft import Draft

QUESTIONS: Final = ("target", "participants")
# In a stretch of text no more figures are asked of the context: one of 2,867 news articles has more in doubt, and a
# text of nothing but such figures would take ten times the time.
_MOST_IN_DOUBT: Final = 12
#: Days of these roles, and those aimed at, belong to a programme or event, with a place and an owner.
_LINKED: Final = frozenset(("due", "start", "event"))


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


def find_cues(draft: Draft, ruleset: RuleSet) -> None:
    """The words that tell of targets and participants, where there are numbers."""
    if any(number.role == "cardinal" for number in draft.numbers):
        draft.cues = cue_finder(ruleset, FIGURE_FILES).find(draft.article.text)


def gather_evidence(draft: Draft, ruleset: RuleSet) -> None:
    """What speaks for and against each number that may be a figure, as far as it has learned weights."""
    draft.gathered = gather_figures(draft, ruleset, weights(ruleset, QUESTIONS).known)


def gather_figures(draft: Draft, ruleset: RuleSet, known: Known) -> Gathered:
    """The candidates of an article whose cues are found, with what of their evidence is ``known``."""
    if draft.cues is None:
        return []
    report = Report(draft, draft.cues, ruleset)
    shared = shared_names(report, known)
    figures: Gathered = []
    for evidence in see_candidates(find_candidates(report.text, draft, report.hits, report.table), report):
        of = evidence.candidate
        names = names_of(evidence, known)
        figures.append((evidence, Item(names, of.sentence_index, of.value, of.category, shared)))
    return figures


def judge_figures(draft: Draft, ruleset: RuleSet) -> None:
    """Which numbers are targets and participant counts, and what wants links."""
    gathered = draft.gathered
    aims, counts = judge(QUESTIONS, [item for _, item in gathered], ruleset, partial(_in_context, gathered, ruleset))
    draft.figures = [
        _figure(evidence, aim, count, ruleset)
        for (evidence, _), aim, count in zip(gathered, aims, counts, strict=True)
        if aim.yes or count.yes
    ]
    draft.linked = [*draft.figures, *(day for day in draft.days if day.target or day.role in _LINKED)]
    draft.cues, draft.gathered = None, []  # they hold more than all that comes of them


def _in_context(gathered: Gathered, ruleset: RuleSet, sums: list[list[float]]) -> list[list[float]]:
    """The sums with those in doubt moved by what a learned context says, of the first few of each stretch of text."""
    told: Counter[int] = Counter()
    asked: dict[int, tuple[float, float]] = {}
    for place, pair in enumerate(zip(*sums, strict=True)):
        if any(map(in_doubt, pair)):
            stretch = gathered[place][0].candidate.start // STRETCH
            told[stretch] += 1
            if told[stretch] <= _MOST_IN_DOUBT:
                asked[place] = pair
    if not asked:
        return sums
    from extractor.close.context import context  # numpy is loaded where something is in doubt

    learned = context(ruleset)
    if learned is None:
        return sums
    moved = [list(of_question) for of_question in sums]
    windows = (window_of(gathered[place][0]) for place in asked)
    for place, pair in zip(asked, learned.sums(windows, [*asked.values()]), strict=True):
        moved[0][place], moved[1][place] = pair
    return moved


def _figure(evidence: Evidence, aim: Verdict, count: Verdict, ruleset: RuleSet) -> Figure:
    """What is reported of a target or count."""
    of = evidence.candidate
    return Figure(
        of.start,
        of.end,
        status_of(evidence, aim.yes, ruleset),
        participants=count.yes,
        unit=of.noun.text if of.noun is not None else None,
        target=aim.yes,
        category=of.category,
        value=of.value,
        governed=governed(evidence),
        candidate=of,
        rule=f"target.{aim.reason}" if aim.yes else f"participants.{count.reason}",
        confidence=round(min(verdict.probability for verdict in (aim, count) if verdict.yes), 3),
    )


def governed(evidence: Evidence) -> int | None:
    """Where the cue stands that governs a figure."""
    return evidence.governor.hit.start if evidence.governor is not None else None
