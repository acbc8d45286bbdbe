"""Whose target or programme a figure is: the ministries and agencies that the text names as owners.

The subject of the sentence that sets the target goes before everything else; the government or the President as subject
gives nobody; otherwise the owner is the body that the article is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.close.candidates import Candidate
from extractor.close.cues import CueHits
from extractor.skim.mentions import BodyMention

FILE = "owners.yaml"


@dataclass(slots=True, frozen=True)
class Owners:
    """Ids of the owning ministries and agencies, in the order of the text."""

    ministries: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def find_owners(candidates: Sequence[Candidate], bodies: Sequence[BodyMention], hits: CueHits) -> dict[int, Owners]:
    """Owners by the place of the candidate."""
    known = [body for body in bodies if body.body is not None]
    return {candidate.place: _owners(candidate, known, hits) for candidate in candidates}


def _owners(candidate: Candidate, bodies: Sequence[BodyMention], hits: CueHits) -> Owners:
    sentence = candidate.sentence
    before = [body for body in bodies if sentence.start <= body.start and body.end <= candidate.start]
    subjects = [
        hit
        for hit in hits.between(sentence.start, candidate.start)
        if hit.cue.file == FILE and hit.cue.category in ("state", "local", "other")
    ]
    if before:
        if subjects and subjects[-1].start > before[-1].end and subjects[-1].cue.category == "state":
            return Owners()
        return _named(before)
    if subjects:
        return Owners()
    return Owners()


def _named(bodies: Sequence[BodyMention]) -> Owners:
    counted = Counter((body.kind, body.body) for body in bodies)
    return Owners(
        tuple(str(body) for kind, body in counted if kind == "ministry"),
        tuple(str(body) for kind, body in counted if kind == "agency"),
    )
