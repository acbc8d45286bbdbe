"""The cue that governs a figure: the nearest on its left that says what became of it, seen through transparent cues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.close.figures.evidence import Evidence, Reach
from extractor.close.figures.surroundings import STATUS

# Categories that say what became of a figure; the nearest one on the left governs it.
GOVERNING: Final = frozenset(
    {"aim", "plan", "ready", "hope", "quota", "purpose", "forecast", "potential", "done", "only", "attended", "now",
     "denied", "past", "budget", "served", "duty", "opening", "prepare"}
)  # fmt: skip
# Those that let a goal further left through: "menargetkan dapat melayani 500 orang", "targetnya akan tembus 5 juta".
TRANSPARENT: Final = frozenset(
    {"served", "attended", "potential", "duty", "opening", "plan", "hope", "ready", "purpose", "quota"}
)
# Verbs of taking part and serving: they say nothing of time.
VERBS: Final = frozenset({"served", "attended", "prepare"})
_ADJACENT: Final = 14


def chain(evidence: Evidence) -> list[Reach]:
    """The governing cues on the left, nearest first, up to the first stop cue, quotation mark or break."""
    known = evidence.chain
    if known is None:
        known = evidence.chain = []
        for reach in evidence.unparted():
            if reach.hit.cue.file == STATUS and reach.hit.cue.category in GOVERNING:
                known.append(reach)
        evidence.governor = _governor(known)
    return known


def governor(evidence: Evidence) -> Reach | None:
    """The cue that governs the figure: a goal seen through transparent cues, else the nearest cue."""
    if evidence.chain is None:
        chain(evidence)
    return evidence.governor


def _governor(reaches: Sequence[Reach]) -> Reach | None:
    if not reaches:
        return None
    for index, reach in enumerate(reaches):
        category = reach.hit.cue.category
        verb = reach.hit.cue.trait == "gives_way" or category == "prepare"
        if verb and index + 1 < len(reaches) and _follows(reaches[index + 1], reach):
            return reaches[index + 1]
        if category == "aim":
            return reach
        if category not in TRANSPARENT | {"past"}:
            break
    first = next((reach for reach in reaches if reach.hit.cue.category not in VERBS), reaches[0])
    if first.hit.cue.category == "potential":
        beyond = next(
            (reach for reach in reaches if reach.hit.cue.category not in VERBS | {"potential", "duty", "purpose"}),
            None,
        )
        if beyond is not None and beyond.hit.cue.category in ("plan", "hope") and not beyond.numbers:
            return beyond
    return first


def _follows(done: Reach, verb: Reach) -> bool:
    """Whether ``done`` stands right before ``verb``: "telah menyasar", "sudah menyiapkan"."""
    return done.hit.cue.category in ("done", "only") and verb.hit.start - done.hit.end <= _ADJACENT
