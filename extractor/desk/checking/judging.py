"""The verdict on one figure of a claim, by the figures of articles that speak of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from extractor.desk.checking.claim import Claim
from extractor.desk.checking.comparing import (
    CLOSE,
    comparable,
    contrasts,
    disputes,
    half_right,
    is_latest,
    is_potential,
    may_accuse,
    may_have_changed,
    of_others,
    shares_end,
    smaller,
    told_too,
)
from extractor.desk.checking.figures import Lexicon
from extractor.desk.checking.fitting import fit
from extractor.desk.checking.matching import Match
from extractor.desk.checking.replacing import latest_first, moved_days, outgrown, replacing

VerdictKind = Literal["supported", "partly", "contradicted", "outdated", "not_found"]
# What is clearly likelier (log-odds), and by how much a figure beside the equal one may be less likely.
_CLEAR, _BESIDE = 1.0, 2.0
_SHOWN = 5
# So much of the claim's words must be told with the figure; with a number of one digit, which many have, so much.
_COVER, _COVER_OF_DIGIT = 0.05, 0.3


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
    limits = words.thresholds
    # What a report tells of the whole country in one sentence, it does not tell of a place in another.
    whole = {(m.passage.doc_id, m.figure.low) for m in matches if m.told == "fits" and m.has("whole")}
    usable = [m for m in matches if m.figure.status != "denied"]
    likely = [
        m
        for m in matches
        if m.told == "fits"
        and m.score >= limits["support"]
        and m.cover >= (_COVER_OF_DIGIT if m.has("equal_1") else _COVER)
        and not m.has("times_differ", "state_differs", "whole", "of_whole", "other_step")
        and (m.passage.doc_id, m.figure.low) not in whole
        and not (m.has("no_place") and m.has("other_place"))
        and not of_others(claim, m)
        # *1.000 siswa* says nothing of 1.080.
        and not (m.has("coarser") and m.figure.amount.digits == 1)
    ]
    agreeing = [m for m in likely if m.figure.status != "denied"]
    denied = [m for m in likely if m.figure.status == "denied"]
    others = sorted(
        (m for m in usable if m.told == "no" and comparable(claim, m) and not told_too(claim, m)),
        key=lambda m: -m.alike,
    )
    against = [
        m
        for m in others
        if m.alike >= limits["accuse"]
        and may_accuse(claim, m)
        and not m.has("akin", "half_name")
        and not (m.has("narrower") and smaller(m, claim))
    ]
    if denied and (not agreeing or _day(denied) >= _day(agreeing)):
        return _judgement("contradicted", "debunked", denied, against)
    if agreeing:
        return _agreed(claim, agreeing, others, usable, words, rivals)
    moved = moved_days(claim, [m for m in others if m.alike >= limits["accuse"] - CLOSE], words)
    if moved:
        return _judgement("outdated", "outdated", moved, against)
    slips = [m for m in usable if m.has("slip", "slip_day") and m.score >= limits["slip"] and may_accuse(claim, m)
             and not m.has("times_differ", "loose_unit", "other_unit")]  # fmt: skip
    if slips:
        return _judgement("contradicted", "slip", slips, against)
    partial = [m for m in usable if m.told == "part" and m.alike >= limits["accuse"] - CLOSE * shares_end(claim, m)]
    partial = [m for m in partial if not against or m.alike >= against[0].alike - CLOSE * shares_end(claim, m)]
    half = [m for m in others if m.alike >= limits["accuse"] - CLOSE and half_right(claim, m)]
    if partial or half:
        return _judgement("partly", "partly", partial or half, against)
    against = [m for m in against if not may_have_changed(claim, m)]
    if against:
        return _judgement("contradicted", "contradicted", against, ())
    near = limits["accuse"] - CLOSE
    nearest = sorted(usable, key=lambda m: (m.has("other_unit"), m.has("one_group") or m.alike < near))
    return Judgement("not_found", "nearest" if nearest else "not_found", tuple(nearest[:_SHOWN]))


def told_alike(first: Match, matches: Sequence[Match], words: Lexicon) -> list[Match]:
    """All matches that say what ``first`` says, however they are worded."""
    return [
        m
        for m in matches
        if m is first
        or (
            m.score >= min(first.score, words.thresholds["support"] - CLOSE)
            and m.has("times_differ") == first.has("times_differ")
            and (m.figure.status == "denied") == (first.figure.status == "denied")
            and not m.has("other_unit")
            and fit(first.figure, m.figure, "", words) == "fits"
        )
    ]


def _day(matches: Sequence[Match]) -> str:
    """The day of the latest report."""
    return max(str(m.passage.published or "") for m in matches)


def _agreed(
    claim: Claim,
    agreeing: list[Match],
    others: list[Match],
    usable: list[Match],
    words: Lexicon,
    rivals: Callable[[Match], Collection[tuple[str, int]]],
) -> Judgement:
    """Where reports say the same: whether they mean the same, and whether better or later ones say otherwise."""
    best, role, period = agreeing[0], claim.standing.role, claim.standing.period
    accuse = words.thresholds["accuse"]
    close = [m for m in agreeing if m.score >= best.score - CLOSE]
    beside = [m for m in others if m.alike >= min(accuse, best.alike) - _BESIDE]
    if role == "realised" and 2 * sum(m.standing.role == "target" for m in close) > len(close):
        results = [
            m
            for m in beside
            if m.standing.role == "realised" and smaller(m, claim) and may_accuse(claim, m) and not of_others(claim, m)
            and m.alike >= accuse
        ]  # fmt: skip
        sure = results or all(m.standing.role == "target" and not m.has("half_name") for m in agreeing)
        return _judgement("contradicted" if sure else "partly", "target", results or agreeing, agreeing)
    if period and all(m.standing.period != period for m in agreeing):
        other = [m for m in beside if m.standing.period == period]
        if other or all(m.standing.period for m in close):
            return _judgement("contradicted", "contradicted", other or agreeing, agreeing)
    likely = [m for m in beside if m.alike >= best.alike - CLOSE and m.alike >= accuse - CLOSE and may_accuse(claim, m)]
    since = [
        m
        for m in usable
        if m.told == "no"
        and m.alike >= max(accuse, best.alike - CLOSE)
        and comparable(claim, m, inf)
        and not m.has("other_event")
        and may_accuse(claim, m)
        and outgrown(claim, agreeing, m)
    ]
    later = replacing(claim, close, likely, words)
    if since:
        later = latest_first(later + since)
    if later:
        return _judgement("outdated", "outdated", later, agreeing)
    if all(is_potential(claim, m) for m in close):
        return _judgement("partly", "potential", agreeing, ())
    nearer = [
        m
        for m in likely
        if m.alike >= max(accuse, best.alike + _CLEAR)
        and m.passage is not best.passage
        and not m.has("akin", "half_name")
    ]
    nearer += [m for m in usable if m.told == "no" and m.alike >= accuse and contrasts(claim, m, best)]
    # No sentence that tells the claimed value of the claimed things, or of none that it names, speaks against it.
    said = {
        (m.passage.doc_id, m.passage.start)
        for m in agreeing
        if not m.has("akin", "loose_unit", "other_unit") or not any(map(str.isalpha, m.figure.text))
    }
    nearer = [m for m in nearer if (m.passage.doc_id, m.passage.start) not in said]
    if nearer:
        return _judgement("contradicted", "contradicted", nearer, agreeing)
    against_it = set[tuple[str, int]]().union(*map(rivals, close[:_SHOWN]))
    disputing = [
        m
        for m in (*others, *(m for m in usable if m.told == "part"))
        if _place(m) in against_it or (may_accuse(claim, m) and disputes(claim, m, agreeing, accuse))
    ]
    newer = [m for m in disputing if is_latest(claim, m, best, words)]
    if newer:
        return _judgement("outdated", "outdated", newer, agreeing)
    if disputing:
        return _judgement("partly", "disputed", agreeing[:1], disputing)
    beside = [m for m in likely if m.passage is not best.passage]
    return _judgement("supported", "supported", told_alike(best, usable, words), beside)


def _place(match: Match) -> tuple[str, int]:
    return match.passage.doc_id, match.passage.start + match.figure.start


def _judgement(verdict: VerdictKind, reason: str, first: Sequence[Match], then: Sequence[Match]) -> Judgement:
    """The decisive matches before those against them, a sentence once each, whoever copied it."""
    told: dict[tuple[str, int], Match] = {}
    for some, most in ((first, 3), (then, 2)):
        distinct = {(m.passage.text, m.figure.start): m for m in reversed(some)}
        kept = dict.fromkeys((m.passage.text, m.figure.start) for m in some)
        for key in list(kept)[:most]:
            told.setdefault(key, distinct[key])
    return Judgement(verdict, reason, tuple(told.values())[:_SHOWN])
