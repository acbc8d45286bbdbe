"""Which reports put another value in the place of a claimed one: later counts, changed rates, moved days."""

from __future__ import annotations

from extractor.desk.checking.figures import Figure, Lexicon
from extractor.desk.checking.matching import Claim, Match

# A later count replaces an earlier one when it is higher by at most so much; where the claim does not speak of now, so
# many days later or told by so many reports.
_GROWTH, _NEWER_DAYS, _REPORTS = 10, 2, 2
# What is nearly as good a match as the best.
_CLOSE = 0.12


def replacing(
    claim: Claim, agreeing: list[Match], against: list[Match], others: list[Match], words: Lexicon
) -> list[Match]:
    """The reports that replace the claimed value, the latest first.

    ``agreeing`` hold it, the best first; ``against`` would contradict it, ``others`` are all different ones.
    """
    if claim.figure.kind == "day":
        return _moved(claim, others, words)
    if claim.standing.replaced:
        return []
    return _told_replaced(agreeing, others) or _later(claim, agreeing, against, words)


def _moved(claim: Claim, others: list[Match], words: Lexicon) -> list[Match]:
    last = claim.figure.high
    if last is None or not words.cues["ends"].search(claim.before):
        return []
    return [
        m
        for m in others
        if words.cues["extended"].search(m.passage.text) and m.figure.low is not None and m.figure.low > last
    ]


def _told_replaced(agreeing: list[Match], others: list[Match]) -> list[Match]:
    """Where the latest report itself calls the claimed value the former one: what it puts in its place."""
    latest = max(str(m.passage.published) for m in agreeing)
    former = {m.passage.doc_id for m in agreeing if m.standing.replaced and str(m.passage.published) == latest}
    return [
        m
        for m in others
        if m.passage.doc_id in former
        and not m.standing.replaced
        and m.same_unit
        and m.score >= agreeing[0].score - 2 * _CLOSE
    ]


def _later(claim: Claim, agreeing: list[Match], against: list[Match], words: Lexicon) -> list[Match]:
    best = agreeing[0]
    close = [m.passage.published for m in agreeing if m.score >= best.score - _CLOSE]
    newest = max((day for day in close if day), default=None)
    if claim.standing.role == "target" or newest is None:
        return []
    now = words.cues["now"].search(claim.sentence) is not None
    later = [
        m
        for m in against
        if m.passage.published
        and m.passage.published > newest
        and m.score >= best.score - _CLOSE
        and m.standing.role != "target"
        and (now or _may_grow(claim, m))
    ]
    days = {(m.passage.published - newest).days for m in later if m.passage.published}
    if not now and len({m.passage.doc_id for m in later}) < _REPORTS and max(days, default=0) < _NEWER_DAYS:
        return []
    return sorted(later, key=lambda m: (str(m.passage.published), m.score), reverse=True)


def _may_grow(claim: Claim, match: Match) -> bool:
    """Whether the figure is of a sort that runs up, and has."""
    running = claim.figure.kind == "count" or claim.standing.role == match.standing.role == "realised"
    return running and claim.figure.kind != "share" and grown(claim.figure, match.figure)


def grown(first: Figure, then: Figure) -> bool:
    """Whether a count may have grown from one to the other."""
    return first.low is not None and then.low is not None and first.low < then.low <= _GROWTH * first.low
