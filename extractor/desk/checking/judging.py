"""The verdict on one figure of a claim, by the figures of articles that speak of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.desk.checking.figures import DAY_GRAINS, Lexicon
from extractor.desk.checking.fitting import fit, slipped
from extractor.desk.checking.matching import Claim, Match

VerdictKind = Literal["supported", "partly", "contradicted", "outdated", "not_found"]
# A count that is older than this may have grown since; a newer report by so many days replaces it.
_STALE_DAYS, _NEWER_DAYS, _GROWTH = 21, 4, 10
# Two reports within so many days speak of one time: a budget is spoken of for months, a rate changes. A count that is
# twice as high is another count.
_SAME_TIME, _DISPUTED = {"count": 45, "money": 90, "share": 3, "day": 30}, 2
# A figure so many times larger or smaller counts something else.
_PLAUSIBLE = 20
# What is nearly as good a match as the best.
_CLOSE = 0.12
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, its reason (``verdict_{reason}_why``), and the matches to show, the decisive one first.

    ``decisive`` are all that say the same as the first.
    """

    verdict: VerdictKind
    reason: str
    matches: tuple[Match, ...]
    decisive: tuple[Match, ...] = ()


def judge(claim: Claim, matches: Sequence[Match], words: Lexicon) -> Judgement:
    """The verdict on ``claim``; ``matches`` come best first."""
    usable = [m for m in matches if not _debunked(m, words)]
    fits = {id(m): fit(claim.figure, m.figure, claim.before, words) for m in matches}
    support, accuse = words.thresholds["support"], words.thresholds["accuse"]
    agreeing = [
        m for m in usable
        if fits[id(m)] == "fits" and m.score >= support and not m.years_differ and not m.state_differs
    ]  # fmt: skip
    partial = [m for m in usable if fits[id(m)] == "part" and m.score >= support]
    against = [m for m in usable if fits[id(m)] == "no" and _may_accuse(claim, m) and m.score >= accuse]
    if agreeing:
        return _agreed(claim, agreeing, against, usable, words)
    slips = [
        m
        for m in usable
        if m.score >= words.thresholds["slip"]
        and m.named
        and slipped(claim.figure, m.figure)
        and (claim.figure.kind == "count" or not _may_have_changed(claim, m))
    ]
    if slips:
        return _judgement("contradicted", "slip", slips, against)
    if partial and partial[0].named:
        return _judgement("partly", "partly", partial, against)
    denied = [m for m in matches if fits[id(m)] == "fits" and m.score >= support and _debunked(m, words)]
    if denied:
        return _judgement("contradicted", "debunked", denied, against)
    against = [m for m in against if not _may_have_changed(claim, m)]
    if against:
        return _judgement("contradicted", "contradicted", against, ())
    return Judgement("not_found", "nearest" if usable else "not_found", tuple(usable[:_SHOWN]))


def _agreed(
    claim: Claim, agreeing: list[Match], against: list[Match], usable: list[Match], words: Lexicon
) -> Judgement:
    exact = [m for m in agreeing if m.figure.low == claim.figure.low and m.figure.high == claim.figure.high]
    agreeing = exact or agreeing
    best = agreeing[0]
    if claim.role and all(m.figure.status == "potential" for m in agreeing):
        return _judgement("partly", "potential", agreeing, ())
    roles = {m.role for m in agreeing}
    if claim.role == "realised" and "target" in roles and "realised" not in roles:
        results = [m for m in against if m.role == "realised"]
        if results:
            return _judgement("contradicted", "target", results, agreeing)
        return _judgement("partly", "target", agreeing, ())
    beside = [
        m for m in against if m.placed and (not best.placed or (m.passage is best.passage and m.score > best.score))
    ]
    if beside:
        return _judgement("contradicted", "contradicted", beside, agreeing)
    later = _replacing(claim, agreeing, against, usable, words)
    if later:
        return _judgement("outdated", "outdated", later, agreeing)
    disputing = [m for m in against if _disputes(claim, m, best, agreeing)]
    if disputing:
        return _judgement("partly", "disputed", agreeing[:1], disputing)
    near = [m for m in against if m.score >= best.score - _CLOSE]
    return _judgement("supported", "supported", agreeing, near)


def _disputes(claim: Claim, match: Match, best: Match, agreeing: list[Match]) -> bool:
    """Whether another report says otherwise about the same time: of a growing count only a higher one before it."""
    then, day = match.passage.published, best.passage.published
    if match.score < best.score - _CLOSE or then is None or day is None:
        return False
    if {match.role, best.role} == {"target", "realised"}:
        return False
    if any(match.passage.doc_id == m.passage.doc_id for m in agreeing):
        return False
    low, other = claim.figure.low, match.figure.low
    if low is None or other is None or not 0 <= (day - then).days <= _SAME_TIME[claim.figure.kind]:
        return False
    return low < other <= _DISPUTED * low if claim.figure.kind == "count" else low / 1.1 <= other <= 1.1 * low


def _replacing(
    claim: Claim, agreeing: list[Match], against: list[Match], usable: list[Match], words: Lexicon
) -> list[Match]:
    """The reports that put another value in the place of the claimed one, the latest first."""
    if claim.figure.kind == "day":
        moved = [m for m in usable if words.cues["extended"].search(m.passage.text) and m.figure.low is not None
                 and m.score >= words.thresholds["support"] and claim.figure.high is not None
                 and m.figure.low > claim.figure.high]  # fmt: skip
        return moved if words.cues["ends"].search(claim.before) else []
    newest = max((m.passage.published for m in agreeing if m.passage.published), default=None)
    if claim.figure.kind != "count" or claim.role == "target" or newest is None:
        return []
    now = words.cues["now"].search(claim.sentence) is not None
    later = [
        m
        for m in against
        if m.passage.published
        and (m.passage.published - newest).days >= _NEWER_DAYS
        and m.score >= agreeing[0].score - _CLOSE
        and m.role != "target"
        and (now or _grown(claim, m))
    ]
    return sorted(later, key=lambda m: (str(m.passage.published), m.score), reverse=True)


def _grown(claim: Claim, match: Match) -> bool:
    low, other = claim.figure.low, match.figure.low
    return low is not None and other is not None and low < other <= _GROWTH * low


def _may_accuse(claim: Claim, match: Match) -> bool:
    """Whether a different figure can contradict at all: same names, place and years, same kind of count."""
    if not match.named or match.limited or match.years_differ or match.state_differs:
        return False
    if {claim.role, match.role} == {"target", "realised"} and match.role == "target":
        return False
    if claim.figure.kind == "day":
        return match.figure.grain in DAY_GRAINS and claim.figure.grain in DAY_GRAINS
    low, other = claim.figure.low or claim.figure.high or 0, match.figure.low or match.figure.high or 0
    return match.same_unit and match.rate == claim.rate and 1 / _PLAUSIBLE <= (other / low if low else 0) <= _PLAUSIBLE


def _may_have_changed(claim: Claim, match: Match) -> bool:
    """A count that was lower some time ago says nothing about today, nor does last month's price or rate."""
    day, then = claim.published, match.passage.published
    if day is None or then is None or (day - then).days <= _STALE_DAYS:
        return False
    if claim.figure.kind == "count":
        low, other = claim.figure.low, match.figure.low
        return low is not None and other is not None and low > other
    return claim.figure.kind in ("money", "share") and not claim.words.programmes


def _debunked(match: Match, words: Lexicon) -> bool:
    title = match.passage.title or ""
    return bool(words.cues["debunked"].search(match.passage.text) or words.cues["debunked"].search(title))


def _judgement(verdict: VerdictKind, reason: str, first: Sequence[Match], then: Sequence[Match]) -> Judgement:
    return Judgement(verdict, reason, _shown(first, then), tuple(first))


def _shown(first: Sequence[Match], then: Sequence[Match]) -> tuple[Match, ...]:
    """The decisive ones before those against them, an article once each."""
    seen: set[tuple[str, int, int]] = set()
    shown = []
    for m in (*first[:3], *then[:2]):
        key = (m.passage.doc_id, m.passage.start, m.figure.start)
        if key not in seen:
            seen.add(key)
            shown.append(m)
    return tuple(shown[:_SHOWN])
