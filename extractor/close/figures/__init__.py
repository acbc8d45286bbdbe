"""Figures to report: the candidates that are targets or participant counts, with status, deadline and owners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.close.figures.candidates import Candidate, find_candidates
from extractor.close.figures.due import FILE as DUE
from extractor.close.figures.due import Due, DueFinder, Target
from extractor.close.figures.evidence import Evidence, EvidenceGatherer
from extractor.close.figures.governing import governor
from extractor.close.figures.nouns import unit_table
from extractor.close.figures.participants import Count, judge_participants
from extractor.close.figures.status import status_of
from extractor.close.figures.targets import judge_targets
from extractor.close.links.date_roles import DateRole
from extractor.mentions import Skimmed
from extractor.models import Status
from extractor.rules import RuleSet
from extractor.rules.cues import FIGURE_FILES, cue_finder


class Quantity:
    """A figure that is a target, a participant count, or both.

    ``rule`` names the evidence that decided, ``governed`` is where the cue stands that governs the figure, ``aimed``
    whether that is a goal in so many words.
    """

    __slots__ = ("aimed", "candidate", "due", "governed", "participants", "rule", "status", "target")

    def __init__(
        self,
        candidate: Candidate,
        target: bool,
        participants: bool,
        status: Status,
        rule: str,
        due: Due | None,
        governed: int | None,
        aimed: bool,
    ) -> None:
        self.candidate = candidate
        self.target = target
        self.participants = participants
        self.status = status
        self.rule = rule
        self.due = due
        self.governed = governed
        self.aimed = aimed


def find_quantities(
    text: str,
    skimmed: Skimmed,
    roles: Sequence[DateRole],
    published: date | None,
    ruleset: RuleSet,
) -> tuple[Quantity, ...]:
    """The reported figures of an article, in order."""
    if not any(number.role == "cardinal" for number in skimmed.numbers):
        return ()
    table = unit_table(ruleset)
    hits = cue_finder(ruleset, FIGURE_FILES).find(text)
    candidates = find_candidates(text, skimmed, hits, table)
    evidence = EvidenceGatherer(text, candidates, skimmed, hits, published, table.lead).gather()
    opinions = judge_targets(evidence)
    counts = judge_participants(evidence)
    counts = [
        Count(False, "closed-seats") if count.rule == "seats" and not opinion.target else count
        for count, opinion in zip(counts, opinions, strict=True)
    ]
    kept = [
        (item, opinion, count)
        for item, opinion, count in zip(evidence, opinions, counts, strict=True)
        if opinion.target or count.participants
    ]
    targets = [
        Target(item.candidate, opinion.rule, _place_of_governor(item)) for item, opinion, _ in kept if opinion.target
    ]
    dues: dict[int, Due] = {}
    if targets:
        own_hits = cue_finder(ruleset, (DUE,)).find(text)
        finder = DueFinder(text, skimmed.sentences, skimmed.dates, roles, hits, own_hits, published)
        dues = finder.find(targets, candidates)
    return tuple(
        Quantity(
            candidate=item.candidate,
            target=opinion.target,
            participants=count.participants,
            status=status_of(item, opinion),
            rule=f"target.{opinion.rule}" if opinion.target else f"participants.{count.rule}",
            due=dues.get(item.candidate.place),
            governed=_place_of_governor(item),
            aimed=opinion.rule.startswith(("aim", "revised")),
        )
        for item, opinion, count in kept
    )


def _place_of_governor(evidence: Evidence) -> int | None:
    reach = governor(evidence)
    return reach.hit.start if reach is not None else None
