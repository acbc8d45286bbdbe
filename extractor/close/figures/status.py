"""The status of a figure: denied, target, potential, realised."""

from __future__ import annotations

from typing import Final

from extractor.close.figures.evidence import Evidence, Reach
from extractor.close.figures.governing import TRANSPARENT, VERBS, chain, governor
from extractor.models import Status

# Reach of denials in characters: over a claim, over the object of a negated verb, and of a plain "bukan" or "tidak"
# over the number beside it.
_CLAIM: Final = 110
_OBJECT: Final = 67
_BESIDE: Final = 24
_NEXT: Final = 3


def status_of(evidence: Evidence, target: bool) -> Status:
    """The status that the product reports: denied, target, potential, or realised, the state of a plain statement."""
    if is_denied(evidence):
        return "denied"
    if target:
        return "target"
    if evidence.nearest("rumour") is not None:
        return "potential"  # passed on by somebody, vouched for by nobody
    left = governor(evidence)
    settled = evidence.nearest("done", "now", "only")
    # What a plan, a hope or a duty governs and is no target is nearly always a count (of 64 figures judged blind, 55).
    if left is not None and left.hit.cue.category in ("potential", "forecast", "ready", "purpose"):
        return "realised" if settled is not None and settled.close and left.hit.cue.trait == "holds" else "potential"
    if evidence.nearest("budget") is not None and settled is None and evidence.nearest("given") is None:
        return "potential"
    return "realised"


def is_denied(evidence: Evidence) -> bool:
    """Whether the text says that the figure is not so.

    A denied claim reaches over what it denies (*membantah kabar ada 500 peserta*; *kabar 500 peserta itu hoaks*; in the
    title of a fact-check, *[SALAH] 500 peserta*; from the next sentence, *Klaim itu salah*), a
    negated verb over its own object only (*tidak akan merekrut 500 guru*), a plain *bukan* or *tidak ada* over the
    number next to it.
    """
    before = evidence.nearest("denied")
    if before is not None and before.close:
        claimed = before.hit.cue.trait == "denies_claim" and not before.commas and before.distance <= _CLAIM
        own = before.hit.cue.trait != "denies_claim" and not before.commas and before.distance <= _OBJECT
        if claimed or (own and _governs(before, evidence)):
            return True
    if evidence.around.refuted(evidence.candidate) or _is_corrected(evidence):
        return True
    behind = evidence.nearest("denied", side="right")
    claimed = behind is not None and behind.hit.cue.trait == "denies_claim" and behind.close and not behind.commas
    if claimed and behind is not None and behind.distance <= _CLAIM:
        return True
    plain = evidence.nearest("not")
    if plain is None or not plain.close or plain.commas:
        return False
    verb = evidence.nearest(*VERBS)
    negated_verb = verb is not None and plain.hit.end < verb.hit.start and plain.distance <= _BESIDE
    return negated_verb or plain.distance <= _NEXT


def _is_corrected(evidence: Evidence) -> bool:
    """*Sebelumnya tertulis 12.000 peserta, yang benar 1.200*: the figure that a correction takes back."""
    was, now = evidence.nearest("corrected"), evidence.nearest("right", side="right")
    return was is not None and now is not None and not was.numbers and not was.breaks and not now.breaks


def _governs(denied: Reach, evidence: Evidence) -> bool:
    """Whether no goal or result stands between a negated verb and the figure."""
    for reach in chain(evidence):
        if reach.distance >= denied.distance:
            return True
        if reach.hit.cue.category not in TRANSPARENT | {"denied"}:
            return False
    return True
