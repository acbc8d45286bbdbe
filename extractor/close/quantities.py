"""Figures to report: the candidates that are targets or participant counts, with status, deadline and owners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.close.candidates import Candidate, find_candidates
from extractor.close.cues import cue_finder
from extractor.close.due import Due, find_dues
from extractor.close.evidence import gather
from extractor.close.owners import Owners, find_owners
from extractor.close.participants import Count, judge_participants
from extractor.close.status import judge_targets, status_of
from extractor.close.units import unit_table
from extractor.models import Status
from extractor.ruleset import RuleSet
from extractor.skim.mentions import Skimmed


@dataclass(slots=True, frozen=True)
class Quantity:
    """A figure that is a target, a participant count, or both. ``rule`` names the evidence that decided."""

    candidate: Candidate
    target: bool
    participants: bool
    status: Status
    rule: str
    due: Due | None
    owners: Owners


def find_quantities(text: str, skimmed: Skimmed, published: date | None, ruleset: RuleSet) -> tuple[Quantity, ...]:
    """The reported figures of an article, in order."""
    if not skimmed.numbers:
        return ()
    hits = cue_finder(ruleset).find(text)
    candidates = find_candidates(text, skimmed, hits, unit_table(ruleset))
    evidence = [gather(text, candidate, candidates, skimmed, hits, published) for candidate in candidates]
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
    targets = [item.candidate for item, opinion, _ in kept if opinion.target]
    dues = find_dues(text, targets, candidates, skimmed.sentences, skimmed.dates, hits, published)
    owners = find_owners([item.candidate for item, _, _ in kept], skimmed.bodies, hits)
    return tuple(
        Quantity(
            candidate=item.candidate,
            target=opinion.target,
            participants=count.participants,
            status=status_of(item, opinion),
            rule=f"target.{opinion.rule}" if opinion.target else f"participants.{count.rule}",
            due=dues.get(item.candidate.place),
            owners=owners[item.candidate.place],
        )
        for item, opinion, count in kept
    )
