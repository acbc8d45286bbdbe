"""Does a figure count participants? A decision list over the counted noun and the cues around it.

Participants take part in, attend, join, register for, or are trained or served by an event or programme. Victims,
staff, populations, facilities, shares and money are none, whatever the noun.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.close.evidence import PARTICIPANTS, Evidence, Reach

_NEVER = frozenset({"victim", "share", "money", "facility", "job", "measure", "time", "index", "bare"})
_TAKING_PART = ("join", "serve", "train")
_NEAR = 60


@dataclass(slots=True, frozen=True)
class Count:
    """Whether the figure counts participants, and the id of the rule that says so."""

    participants: bool
    rule: str


Previous = tuple[Evidence, Count] | None


def judge_participants(evidence: Sequence[Evidence]) -> list[Count]:
    """One verdict a candidate, in order; the same number said again counts the same."""
    counts: list[Count] = []
    for index, item in enumerate(evidence):
        previous = (evidence[index - 1], counts[index - 1]) if index else None
        counts.append(_judge(item, previous))
    return _learn_from_twins(evidence, counts)


def _judge(evidence: Evidence, previous: Previous) -> Count:
    for rule in _RULES:
        count = rule(evidence, previous)
        if count is not None:
            return count
    return Count(False, "none")


def _never(evidence: Evidence, previous: Previous) -> Count | None:
    if evidence.candidate.category in _NEVER:
        return Count(False, "never")
    return None


def _harmed(evidence: Evidence, previous: Previous) -> Count | None:
    """*178 siswa keracunan*, *korban 20 orang*: what happened to people makes no participants."""
    for side, width in (("left", 80), ("right", 60)):
        reach = evidence.nearest("harm", side=side, file=PARTICIPANTS)
        if reach is None or not reach.close or reach.distance > width:
            continue
        taking = evidence.nearest(*_TAKING_PART, side=side, file=PARTICIPANTS)
        if taking is None or taking.distance > reach.distance:
            return Count(False, reach.hit.cue.id)
    return None


def _by_noun(evidence: Evidence, previous: Previous) -> Count | None:
    """*peserta*, *penerima manfaat*, *responden* take part by their own meaning."""
    if evidence.candidate.category == "participant":
        noun = evidence.candidate.noun
        return Count(True, f"noun-{noun.unit}" if noun else "noun")
    return None


def _governed(evidence: Evidence, previous: Previous) -> Count | None:
    """People and bodies with a verb of taking part or being served right before or behind them."""
    category = evidence.candidate.category
    left = _nearest_close(evidence, "left")
    right = _nearest_close(evidence, "right")
    for reach, width in ((left, 70), (right, _NEAR)):
        if reach is None or reach.distance > width:
            continue
        kind = reach.hit.cue.category
        if kind == "work":
            return Count(False, reach.hit.cue.id)
        if category in ("person", "unknown") or (category in ("organisation", "area", "seat") and kind != "train"):
            if category in ("unknown", "area") and (kind != "join" or reach.distance > 25):
                continue
            return Count(True, reach.hit.cue.id)
        if category == "staff" and kind in ("join", "train"):
            return Count(True, reach.hit.cue.id)
    return None


def _continued(evidence: Evidence, previous: Previous) -> Count | None:
    """*melayani 3.492 siswa dari 11 sekolah*, *35 juta KPM atau setara 140 juta jiwa*."""
    if previous is None or not previous[1].participants:
        return None
    earlier = previous[0].candidate
    if earlier.sentence_index != evidence.candidate.sentence_index:
        return None
    if (
        evidence.candidate.category in ("person", "organisation", "staff")
        and evidence.candidate.start - earlier.end < 90
    ):
        return Count(True, "continued")
    return None


_RULES: tuple[Callable[[Evidence, Previous], Count | None], ...] = (_never, _harmed, _by_noun, _governed, _continued)


def _nearest_close(evidence: Evidence, side: str) -> Reach | None:
    reach = evidence.nearest("join", "serve", "train", "work", side=side, file=PARTICIPANTS)
    return reach if reach is not None and reach.close else None


def _learn_from_twins(evidence: Sequence[Evidence], counts: list[Count]) -> list[Count]:
    known = {item.candidate.value for item, count in zip(evidence, counts, strict=True) if count.participants}
    learned = []
    for item, count in zip(evidence, counts, strict=True):
        value = item.candidate.mention.min if item.candidate.mention.min is not None else item.candidate.mention.max
        if (
            count.rule == "none"
            and item.candidate.value in known
            and item.candidate.category in ("person", "organisation", "staff")
            and value is not None
            and value >= 20
        ):
            count = Count(True, "twin")
        learned.append(count)
    return learned
