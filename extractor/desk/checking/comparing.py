"""Whether a figure with another value, or the same one told otherwise, says anything about a claim."""

from __future__ import annotations

from extractor.desk.checking.claim import Claim, ordinal
from extractor.desk.checking.figures import Lexicon
from extractor.desk.checking.fitting import is_day
from extractor.desk.checking.matching import Match
from extractor.desk.checking.replacing import grown
from extractor.desk.checking.units import PERSONS

#: What is about as likely (log-odds).
CLOSE = 1.0
# Older than this, a count may have grown since, and a rate may have changed.
_STALE_DAYS = 21
# Two reports within so many days speak of one time: a budget is spoken of for months, a rate changes. A count that is
# twice as high is another count; one within a tenth may be the other outlet's.
_SAME_TIME, _DISPUTED, _NEARLY = {"count": 45, "money": 90, "share": 3, "day": 30}, 2, 1.1
# Classes of counted nouns that may stand for others (*530 kursi* are 530 passengers).
_NAMELESS = frozenset({"bare", "unknown", "seat"})
# A figure so many times larger or smaller counts something else.
_PLAUSIBLE = 20
# Of the claim's names no more may be missing.
_MISSING = 0.34
# A figure that a report sets against the claimed one shares so much more of its clause, and is so much likelier.
_PREDICATE, _CONTRAST = 0.2, 0.7


def shares_end(claim: Claim, match: Match) -> bool:
    """Whether two runs of days begin or end with the same day."""
    mine, theirs = claim.figure, match.figure
    return mine.kind == "day" and mine.low != mine.high and (mine.low == theirs.low or mine.high == theirs.high)


def told_too(claim: Claim, match: Match) -> bool:
    """Whether the claim itself tells the other figure."""
    told = {(one.kind, one.low, one.high) for one in claim.others}
    return (match.figure.kind, match.figure.low, match.figure.high) in told


def contrasts(claim: Claim, match: Match, best: Match) -> bool:
    """Whether it stands in the report that tells the claimed value, of the same things, with more of the claim."""
    if (
        match.passage.doc_id != best.passage.doc_id
        or match.has("other_unit", "loose_unit", "times_differ", "of_whole")
        or told_too(claim, match)
    ):
        return False
    # Of the very things that the claim counts, where the equal number counts others.
    counted = match.has("same_unit") and best.has("akin", "loose_unit", "other_unit")
    more = match.evidence.get("clause", 0.0) - best.evidence.get("clause", 0.0)
    if more < 0 if counted else more < _PREDICATE or match.alike < best.alike + _CONTRAST:
        return False
    return (
        claim.figure.kind != "day"
        and match.has("same_kind", "narrower")
        and match.standing.rate == best.standing.rate
        and not match.standing.compared
    )


def smaller(match: Match, claim: Claim) -> bool:
    return (match.figure.low or 0) < (claim.figure.low or claim.figure.high or 0)


def is_potential(claim: Claim, match: Match) -> bool:
    """Whether the report only estimates what the claim states, or tells what could be where it tells a result."""
    if claim.standing.possible or claim.standing.role == "target":
        return False
    return match.standing.possible or (match.figure.status == "potential" and claim.standing.role == "realised")


def half_right(claim: Claim, match: Match) -> bool:
    """Whether the sentence that tells another end of a run of days tells the claimed other end too."""
    ends = (claim.figure.low, claim.figure.high)
    if claim.figure.kind != "day" or ends[0] == ends[1]:
        return False
    return any(one.kind == "day" and one.low == one.high and one.low in ends for one in match.passage.figures)


def disputes(claim: Claim, match: Match, agreeing: list[Match], accuse: float) -> bool:
    """Whether another report says otherwise about the same time."""
    best = agreeing[0]
    then, day = match.passage.published, best.passage.published
    if then is None or day is None or {match.standing.role, best.standing.role} == {"target", "realised"}:
        return False
    if any(match.passage.doc_id == m.passage.doc_id for m in agreeing):
        return False
    if match.figure.unit != best.figure.unit and not {match.figure.category, best.figure.category} <= PERSONS:
        return False
    low, other = claim.figure.low, match.figure.low
    if low is None or other is None or abs((day - then).days) > _SAME_TIME[claim.figure.kind]:
        return False
    if claim.figure.kind == "day":
        return match.alike >= max(accuse, best.alike)
    if claim.figure.kind == "count" and then < day and other < low:
        return False  # it has grown since
    if low / _NEARLY <= other <= _NEARLY * low:
        return match.alike >= max(accuse - CLOSE, min(best.alike - CLOSE, accuse))
    # Of a growing count only a higher one before it.
    grown_before = claim.figure.kind == "count" and then <= day and low < other <= _DISPUTED * low
    return grown_before and match.alike >= max(accuse, best.alike - CLOSE)


def of_others(claim: Claim, match: Match) -> bool:
    """Whether it counts other things than the claim, by their nouns."""
    nameless = {claim.figure.category, match.figure.category} & _NAMELESS
    return match.has("other_unit") or (match.has("loose_unit") and not nameless)


def is_latest(claim: Claim, match: Match, best: Match, words: Lexicon) -> bool:
    """Whether a disputing report tells a count that has grown since, by its own word."""
    return (
        claim.figure.kind == "count"
        and grown(claim.figure, match.figure)
        and ordinal(match.passage.published) >= ordinal(best.passage.published)
        and words.cues["latest"].search(match.passage.text) is not None
    )


def may_accuse(claim: Claim, match: Match) -> bool:
    """Whether a different figure can contradict at all: of the claim's place and names, a result against a result."""
    if match.has("limited", "no_place", "no_programme", "whole") or match.evidence.get("name_missing", 0.0) > _MISSING:
        return False
    mine, theirs = claim.standing.role, match.standing.role
    if mine == "realised" and theirs == "target":
        return False
    return not (mine == "target" and theirs != "target" and claim.figure.kind != "day")


def comparable(claim: Claim, match: Match, most: float = _PLAUSIBLE) -> bool:
    """Whether both are figures of one time, state and sort, and of one size (up to ``most`` times)."""
    if (
        match.has("times_differ", "state_differs", "one_group", "other_step", "of_whole")
        or match.standing.possible
        or match.standing.compared
    ):
        return False
    if claim.figure.kind == "day":
        then = match.passage.published
        if match.has("other_event"):
            return False
        if not (is_day(match.figure) and is_day(claim.figure)):
            return match.figure.grain == claim.figure.grain
        # What was to come when the claim was made is not denied by what had been when the report was.
        ahead = then is not None and (claim.figure.high or 0) > then.toordinal()
        return not (ahead and then and (match.figure.high or 0) < then.toordinal())
    mine, theirs = claim.standing, match.standing
    if match.has("rate_differs") or (mine.period and theirs.period and mine.period != theirs.period):
        return False
    if claim.figure.kind == "count" and (of_others(claim, match) or match.has("all_sorts")):
        return False
    low, other = claim.figure.low or claim.figure.high or 0, match.figure.low or match.figure.high or 0
    return 1 / _PLAUSIBLE <= (other / low if low else 0) <= most


def may_have_changed(claim: Claim, match: Match) -> bool:
    """A count that was lower some time ago says nothing about today, nor does last month's price or rate."""
    day, then = claim.published, match.passage.published
    if day is None or then is None or (day - then).days <= _STALE_DAYS:
        return False
    if claim.figure.kind == "count":
        return grown(match.figure, claim.figure)
    return claim.figure.kind in ("money", "share") and not claim.words.programmes
