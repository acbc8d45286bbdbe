"""The status of a figure: of denied, target, potential and realised the one that the evidence speaks for.

The weights are learned (``rules/weights/status.tsv``). What is judged a target has that status, unless it is denied.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.close.figures.evidence import TRANSPARENT, VERBS, Evidence, Reach
from extractor.close.links.choice import choose, weights_of
from extractor.models import Status
from extractor.rules import RuleSet

QUESTION: Final = "status"
#: A plain *bukan* or *tidak* so near denies the number itself.
_NEXT: Final = 3


def status_of(evidence: Evidence, target: bool, ruleset: RuleSet) -> Status:
    """The status that the product reports; realised is the state of a plain statement."""
    return choose(candidates(evidence, target), weights_of(ruleset, QUESTION)) or "realised"


def candidates(evidence: Evidence, target: bool) -> Iterator[tuple[Status, tuple[str, ...]]]:
    """The statuses that a figure may have, each with its evidence."""
    denials = tuple(_denials(evidence))
    if target:
        yield "target", ("target",)
    else:
        yield "realised", ("realised",)
        yield "potential", ("potential", *_doubts(evidence))
    yield "denied", ("denied", *denials)


def _doubts(evidence: Evidence) -> Iterator[str]:
    """What says that a count has not happened yet: a rumour, a capacity, a forecast, a budget not handed out."""
    if evidence.nearest("rumour") is not None:
        yield "rumour"
    settled = evidence.nearest("done", "now", "only")
    state = "open" if settled is None else "settled" if settled.close else "settled afar"
    left = evidence.governor
    if left is not None:
        yield f"governs={left.category}"
        if left.hit.cue.trait is not None:
            yield f"governs={left.category}, {left.hit.cue.trait}, {state}"
    if evidence.nearest("budget") is not None:
        yield f"budget, {state}, given={evidence.nearest('given') is not None}"


def _denials(evidence: Evidence) -> Iterator[str]:
    """What says that the figure is not so.

    A denied claim (*membantah kabar ada 500 peserta*; *kabar 500 peserta itu hoaks*; a fact-check's *[SALAH] 500
    peserta*; the next sentence's *Klaim itu salah*), a negated verb (*tidak akan merekrut 500 guru*), or a plain
    *bukan* or *tidak ada* beside the number.
    """
    before, behind = evidence.nearest("denied"), evidence.nearest("denied", behind=True)
    if before is not None and before.close:
        if before.hit.cue.trait == "denies_claim":
            yield f"claim denied before, {_how(before)}"
        else:
            between = (reach for reach in evidence.chain if reach.distance < before.distance)
            governs = all(reach.category in TRANSPARENT | {"denied"} for reach in between)  # no goal or result between
            yield f"verb denied before, {_how(before)}, governs={governs}"
    if behind is not None and behind.close and behind.hit.cue.trait == "denies_claim":
        yield f"claim denied behind, {_how(behind)}"
    if evidence.around.refuted(evidence.candidate):
        yield "refuted"
    was, now = evidence.nearest("corrected"), evidence.nearest("right", behind=True)
    if was is not None and now is not None and was.close and not now.parted:
        yield "corrected"  # *Sebelumnya tertulis 12.000 peserta, yang benar 1.200*
    plain = evidence.nearest("not")
    if plain is not None and plain.close:
        verb = evidence.nearest(*VERBS)
        if verb is not None and plain.hit.end < verb.hit.start:
            yield f"not, verb between, {_how(plain)}"
        else:
            yield f"not, {'next' if plain.distance <= _NEXT else _how(plain)}"


def _how(reach: Reach) -> str:
    return "comma" if reach.comma else reach.band
