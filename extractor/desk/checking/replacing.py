"""Which reports put another value in the place of a claimed one: later counts, changed rates, moved days."""

from __future__ import annotations

from math import inf

from extractor.desk.checking.claim import Claim, ordinal
from extractor.desk.checking.figures import Figure, Lexicon
from extractor.desk.checking.matching import Match

# A later count replaces an earlier one when it is higher by at most so much; where the claim does not speak of now, so
# many days later or told by so many reports.
_GROWTH, _NEWER_DAYS, _REPORTS = 10, 2, 2
# Within so many days a count may grow to any size.
_LONG_SINCE = 180


def replacing(claim: Claim, agreeing: list[Match], others: list[Match], words: Lexicon) -> list[Match]:
    """The reports that replace the claimed value, the latest first.

    ``agreeing`` hold it, the best first; ``others`` are different ones of the same thing.
    """
    if claim.figure.kind == "day":
        return moved_days(claim, others, words)
    if claim.standing.replaced:
        return []
    return _told_replaced(agreeing, others) or _later(claim, agreeing, others, words)


def moved_days(claim: Claim, others: list[Match], words: Lexicon) -> list[Match]:
    """The later days to which a report moves the claimed one, which it tells too."""
    last = claim.figure.high
    if claim.figure.kind != "day" or last is None:
        return []
    asked = words.cues["ends"].search(claim.before)
    return [
        m
        for m in others
        if _moved(m, words) and m.figure.low is not None and m.figure.low > last and (asked or m.has("beside"))
    ]


def _moved(match: Match, words: Lexicon) -> bool:
    """Whether the sentence moves to the day; *diperpanjang hingga pukul 01.00 pada 23 Juni* moves an hour."""
    moved = words.cues["extended"].search(match.passage.text)
    return moved is not None and not words.cues["hours"].search(match.passage.text, moved.end(), match.figure.start)


def outgrown(claim: Claim, agreeing: list[Match], match: Match) -> bool:
    """Whether a running count was told at least half a year after the claimed value, however much higher."""
    newest = max((ordinal(m.passage.published) for m in agreeing), default=0)
    return (
        claim.figure.kind == "count"
        and "target" not in (claim.standing.role, match.standing.role)
        and match.has("same_unit")
        and ordinal(match.passage.published) - newest >= _LONG_SINCE
        and (match.figure.low or 0) > (claim.figure.low or inf)
    )


def _told_replaced(agreeing: list[Match], others: list[Match]) -> list[Match]:
    """Where the latest report itself calls the claimed value the former one: what it puts in its place."""
    latest = max(str(m.passage.published) for m in agreeing)
    former = {
        m.passage.doc_id
        for m in agreeing
        if (m.standing.replaced or m.standing.compared) and str(m.passage.published) == latest
    }
    return [m for m in others if m.passage.doc_id in former and not m.standing.replaced]


def _later(claim: Claim, agreeing: list[Match], others: list[Match], words: Lexicon) -> list[Match]:
    same_role = [m for m in agreeing if not m.has("role_differs")] or agreeing
    newest = max((m.passage.published for m in same_role if m.passage.published), default=None)
    if claim.standing.role == "target" or newest is None:
        return []
    now = words.cues["now"].search(claim.sentence) is not None
    later = [
        m
        for m in others
        if m.passage.published
        and m.passage.published > newest
        and m.standing.role != "target"
        and (now or _may_grow(claim, m))
    ]
    days = {(m.passage.published - newest).days for m in later if m.passage.published}
    if not now and len({m.passage.doc_id for m in later}) < _REPORTS and max(days, default=0) < _NEWER_DAYS:
        return []
    return latest_first(later)


def latest_first(matches: list[Match]) -> list[Match]:
    """The latest report first, of one day the likeliest; what counts nameless things last."""
    return sorted(matches, key=lambda m: (not m.has("loose_unit"), str(m.passage.published), m.alike), reverse=True)


def _may_grow(claim: Claim, match: Match) -> bool:
    """Whether the figure is of a sort that runs up, and has."""
    running = claim.figure.kind == "count" or claim.standing.role == match.standing.role == "realised"
    return running and claim.figure.kind != "share" and grown(claim.figure, match.figure)


def grown(first: Figure, then: Figure) -> bool:
    """Whether a count may have grown from one to the other."""
    return first.low is not None and then.low is not None and first.low < then.low <= _GROWTH * first.low
