"""The verdict on one figure of a claim, by the figures of articles that speak of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.desk.checking.figures import Lexicon
from extractor.desk.checking.fitting import fit, is_day, slipped
from extractor.desk.checking.matching import Claim, Match
from extractor.desk.checking.replacing import grown, replacing

VerdictKind = Literal["supported", "partly", "contradicted", "outdated", "not_found"]
# Older than this, a count may have grown since, and a rate may have changed.
_STALE_DAYS = 21
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
    """A verdict, its reason (``verdict_{reason}_why``), and the matches to show, the decisive one first."""

    verdict: VerdictKind
    reason: str
    matches: tuple[Match, ...]


def judge(
    claim: Claim, matches: Sequence[Match], words: Lexicon, rivals: Callable[[Match], Collection[tuple[str, int]]]
) -> Judgement:
    """The verdict on ``claim``; ``matches`` come best first.

    ``rivals`` tells the articles and places of the claims that a record in conflict holds beside a figure.
    """
    usable = [m for m in matches if m.figure.status != "denied"]
    fits = {id(m): fit(claim.figure, m.figure, claim.before, words) for m in matches}
    support, accuse = words.thresholds["support"], words.thresholds["accuse"]
    agreeing = [m for m in usable if fits[id(m)] == "fits" and _may_support(claim, m, words)]
    partial = [m for m in usable if fits[id(m)] == "part" and m.score >= support]
    against = [m for m in usable if fits[id(m)] == "no" and _may_accuse(claim, m) and m.score >= accuse]
    denied = [
        m for m in matches if m.figure.status == "denied" and fits[id(m)] == "fits" and m.score >= support
    ]  # fmt: skip
    if denied and (not agreeing or _day(denied) >= _day(agreeing)):
        return _judgement("contradicted", "debunked", denied, against)
    if agreeing:
        others = [m for m in usable if fits[id(m)] == "no" and m.named and m.same_kind and m.score >= support]
        return _agreed(claim, agreeing, against, others, words, rivals)
    former = [m for m in usable if m.standing.compared and fits[id(m)] == "fits" and m.score >= support]
    if former and against:
        return _judgement("outdated", "outdated", against, former)
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
    against = [m for m in against if not _may_have_changed(claim, m)]
    if against:
        half = [m for m in against if _half_right(claim, m)]
        return (
            _judgement("partly", "partly", half, against)
            if half
            else _judgement("contradicted", "contradicted", against, ())
        )
    return Judgement("not_found", "nearest" if usable else "not_found", _nearest(claim, usable))


def told_alike(first: Match, matches: Sequence[Match], words: Lexicon) -> list[Match]:
    """All matches that say what ``first`` says, however they are worded."""
    return [
        m
        for m in matches
        if m is first
        or (
            m.score >= words.thresholds["support"]
            and (m.named, m.times_differ) == (first.named, first.times_differ)
            and (m.figure.status == "denied") == (first.figure.status == "denied")
            and m.same_kind
            and fit(first.figure, m.figure, "", words) == "fits"
        )
    ]


def _nearest(claim: Claim, usable: Sequence[Match]) -> tuple[Match, ...]:
    """The best matches to show where none decides: of those about as good, the latest of the claim's sort and size."""
    near = [m for m in usable if m.score >= usable[0].score - _CLOSE] if usable else []
    role = claim.standing.role
    near.sort(
        key=lambda m: (
            m.same_kind and _of_one_size(claim, m) and not m.standing.replaced,
            role == "" or m.standing.role in ("", role),
            str(m.passage.published or ""),
        ),
        reverse=True,
    )
    return tuple([*near, *usable[len(near) :]][:_SHOWN])


def _day(matches: Sequence[Match]) -> str:
    """The day of the latest report."""
    return max(str(m.passage.published or "") for m in matches)


def _may_support(claim: Claim, match: Match, words: Lexicon) -> bool:
    """Whether an equal figure speaks for the claim: a rounded or round one is more easily equal by chance."""
    if match.times_differ or match.state_differs or match.standing.compared:
        return False
    mine, theirs = claim.figure, match.figure
    if mine.kind == "day":
        return match.score >= words.thresholds["support"]
    if theirs.low != theirs.high and theirs.unit != mine.unit:
        return False
    exact = (mine.low, mine.high) == (theirs.low, theirs.high) and mine.amount.digits > 1
    return match.score >= words.thresholds["support" if exact else "round"]


def _agreed(
    claim: Claim,
    agreeing: list[Match],
    against: list[Match],
    others: list[Match],
    words: Lexicon,
    rivals: Callable[[Match], Collection[tuple[str, int]]],
) -> Judgement:
    """Where reports say the same: whether they mean the same, and whether better or later ones say otherwise.

    ``against`` are the figures that would contradict, ``others`` all different ones under the claim's names.
    """
    exact = [m for m in agreeing if m.figure.low == claim.figure.low and m.figure.high == claim.figure.high]
    if exact and exact[0].score >= agreeing[0].score - _CLOSE:
        agreeing = exact
    best, role = agreeing[0], claim.standing.role
    close = [m for m in agreeing if m.score >= best.score - _CLOSE]
    if role == "realised" and exact and 2 * sum(m.standing.role == "target" for m in close) > len(close):
        results = [m for m in others if m.standing.role == "realised" and m.score >= best.score - 2 * _CLOSE]
        return _judgement("contradicted" if results else "partly", "target", results or agreeing, agreeing)
    if all(_is_potential(claim, m) for m in agreeing):
        return _judgement("partly", "potential", agreeing, ())
    if claim.standing.period and not any(m.standing.period for m in agreeing):
        other = [m for m in others if m.standing.period == claim.standing.period]
        if other:
            return _judgement("contradicted", "contradicted", other, agreeing)
    later = replacing(claim, agreeing, against, others, words)
    if later:
        return _judgement("outdated", "outdated", later, agreeing)
    beside = [m for m in against if _stands_nearer(m, best)]
    if beside:
        return _judgement("contradicted", "contradicted", beside, agreeing)
    against_it = rivals(best)
    disputing = [m for m in others if _disputes(claim, m, best, agreeing) or _place(m) in against_it]
    if disputing:
        return _judgement("partly", "disputed", agreeing[:1], disputing)
    near = [m for m in against if m.score >= best.score - _CLOSE]
    return _judgement("supported", "supported", agreeing, near)


def _place(match: Match) -> tuple[str, int]:
    return match.passage.doc_id, match.passage.start + match.figure.start


def _is_potential(claim: Claim, match: Match) -> bool:
    """Whether the report only estimates what the claim states, or tells what could be where it tells a result."""
    if claim.standing.possible or claim.standing.role == "target":
        return False
    return match.standing.possible or (match.figure.status == "potential" and claim.standing.role == "realised")


def _half_right(claim: Claim, match: Match) -> bool:
    """Whether the sentence that tells another end of a run of days tells the claimed other end too."""
    ends = (claim.figure.low, claim.figure.high)
    if claim.figure.kind != "day" or ends[0] == ends[1]:
        return False
    return any(one.kind == "day" and one.low == one.high and one.low in ends for one in match.passage.figures)


def _stands_nearer(match: Match, best: Match) -> bool:
    """Whether a different figure is of the claim's place or names, where the equal one is not.

    Within one sentence nobody can tell so surely which of two figures a word belongs to.
    """
    if match.passage is best.passage or not match.placed:
        return False
    return not best.placed or (not best.named and match.score >= best.score + _CLOSE / 2)


def _disputes(claim: Claim, match: Match, best: Match, agreeing: list[Match]) -> bool:
    """Whether another report says otherwise about the same time: of a growing count only a higher one before it."""
    then, day = match.passage.published, best.passage.published
    if match.score < best.score - _CLOSE or then is None or day is None or not _comparable(claim, match):
        return False
    if {match.standing.role, best.standing.role} == {"target", "realised"}:
        return False
    if any(match.passage.doc_id == m.passage.doc_id for m in agreeing):
        return False
    if claim.figure.kind in ("money", "share") and match.score < best.score:
        return False
    low, other = claim.figure.low, match.figure.low
    if low is None or other is None or not 0 <= (day - then).days <= _SAME_TIME[claim.figure.kind]:
        return False
    if claim.figure.kind == "count" and match.figure.status == "target":
        return low / _DISPUTED <= other <= _DISPUTED * low
    return low < other <= _DISPUTED * low if claim.figure.kind == "count" else low / 1.1 <= other <= 1.1 * low


def _may_accuse(claim: Claim, match: Match) -> bool:
    """Whether a different figure can contradict at all: same names, place and years, same kind of count."""
    mine, theirs = claim.standing.role, match.standing.role
    if mine == "realised" and theirs == "target":
        return False
    if mine == "target" and theirs != "target" and claim.figure.kind != "day":
        return False
    return match.named and match.same_unit and _comparable(claim, match)


def _comparable(claim: Claim, match: Match) -> bool:
    """Whether both are figures of one place, year, state, and of one size."""
    if match.limited or match.times_differ or match.state_differs or match.standing.possible or match.standing.compared:
        return False
    if claim.figure.kind == "day":
        return is_day(match.figure) and is_day(claim.figure)
    mine, theirs = claim.standing, match.standing
    if mine.rate != theirs.rate or (mine.period and theirs.period and mine.period != theirs.period):
        return False
    return _of_one_size(claim, match)


def _of_one_size(claim: Claim, match: Match) -> bool:
    low, other = claim.figure.low or claim.figure.high or 0, match.figure.low or match.figure.high or 0
    return 1 / _PLAUSIBLE <= (other / low if low else 0) <= _PLAUSIBLE


def _may_have_changed(claim: Claim, match: Match) -> bool:
    """A count that was lower some time ago says nothing about today, nor does last month's price or rate."""
    day, then = claim.published, match.passage.published
    if day is None or then is None or (day - then).days <= _STALE_DAYS:
        return False
    if claim.figure.kind == "count":
        return grown(match.figure, claim.figure)
    return claim.figure.kind in ("money", "share") and not claim.words.programmes


def _judgement(verdict: VerdictKind, reason: str, first: Sequence[Match], then: Sequence[Match]) -> Judgement:
    return Judgement(verdict, reason, _shown(first, then))


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
