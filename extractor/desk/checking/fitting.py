"""Whether what a claim says and what an article says can both be the number, or the day, of one thing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from extractor.desk.checking.figures import DAY_GRAINS, Figure, Lexicon

Fit = Literal["fits", "part", "open", "no"]
# A number with another scale: ten, a thousand, a million (ribu for juta, juta for miliar).
_SCALES = (10.0, 100.0, 1e3, 1e6)
# Counts are rounded when *ribu* and *juta* are mixed up; ten to one may stand by chance.
_SLACK, _STRICT, _WORD = 0.02, 0.002, 1e3
# A bound is chosen near the truth; so near it speaks for the number.
_NEAR_BOUND = 0.03
# *kurang lebih 140 triliun* does not speak for 150.
_HEDGED, _ROUND = 0.05, 0.1
# A longer stretch of days is a term of office or a season, not a time that somebody plans.
_LONGEST = timedelta(days=150)


def fit(claim: Figure, other: Figure, before: str, words: Lexicon) -> Fit:
    """*fits*, *part* (they overlap), *open* (the article leaves it open), or *no* (both cannot be).

    ``before`` is the claim's text up to the figure.
    """
    return _fit_days(claim, other, before, words) if claim.kind == "day" else _fit_amounts(claim, other)


def _fit_amounts(claim: Figure, other: Figure) -> Fit:
    mine, theirs = claim.amount, other.amount
    if theirs.vague and not mine.vague:
        return "open"
    apart = abs(float(mine.point) - float(theirs.point))
    if mine.exact and (theirs.low is None or theirs.high is None):
        # *lebih dari 12.500* says nothing against 15.211, and nothing for it either.
        near = _ROUND if claim.approx and mine.digits == 1 else _NEAR_BOUND
        return "fits" if apart <= near * abs(theirs.point) else "open" if theirs.meets(mine) else "no"
    if theirs.exact and not mine.ranged and not mine.exact:
        return "no" if not mine.meets(theirs) else "fits" if mine.fits(theirs) else "open"
    if mine.ranged and theirs.exact and claim.kind == "share":
        return "open"  # a range of shares is a frame, a share inside it another thing
    if mine.ranged and theirs.ranged and all(any(map(str.isdigit, one.text)) for one in (claim, other)):
        return "fits" if mine.equals(theirs) else "part" if mine.meets(theirs) else "no"
    if mine.exact and theirs.exact and not claim.approx:
        if claim.kind == "share":
            # A rate of 5 percent is no rate of 5.5: shares are rounded, never cut off.
            return "fits" if apart < max(mine.grain, theirs.grain) / 2 or apart == 0 else "no"
        if other.approx and apart > _HEDGED * abs(float(mine.point)):
            return "no"
    if (
        mine.exact
        and theirs.exact
        and claim.approx
        and apart > (_HEDGED if mine.digits > 1 else _ROUND) * abs(float(mine.point))
    ):
        return "no"
    if mine.fits(theirs, loose=claim.approx or other.approx):
        return "fits"
    ranged = (mine.ranged or theirs.ranged) and mine.low is not None and theirs.low is not None
    return "part" if ranged and mine.meets(theirs) else "no"


def is_day(figure: Figure) -> bool:
    """Whether it tells a day or a run of days, not a frame of time (*2019-2022*, *Juni 2025*)."""
    length = figure.days.length
    return figure.grain in DAY_GRAINS and length is not None and length <= _LONGEST


def _fit_days(claim: Figure, other: Figure, before: str, words: Lexicon) -> Fit:
    mine, theirs = claim.days, other.days
    if mine == theirs:
        return "fits"
    if not is_day(other):
        framed = claim.grain not in DAY_GRAINS and mine.covers(theirs)
        return "fits" if framed else "open" if mine.fits(theirs) else "no"
    if not mine.fits(theirs):
        return "no"
    if not mine.length:
        begins, ends = _last(words.cues["begins"], before), _last(words.cues["ends"], before)
        if mine.from_ in (theirs.from_, theirs.to):
            return "fits" if (begins >= ends if mine.from_ == theirs.from_ else ends >= begins) else "no"
        return "part"
    if claim.grain == "range" and not theirs.length:
        # A day inside a claimed run of days is neither its first nor its last.
        return "part" if theirs.from_ in (mine.from_, mine.to) else "open"
    if mine.covers(theirs):
        return "part" if claim.grain == "range" else "fits"
    return "part" if theirs.length else "no"


def _last(cue: re.Pattern[str], before: str) -> int:
    """Where the last cue of ``before`` begins; -1 without one."""
    return max((match.start() for match in cue.finditer(before)), default=-1)


def slipped_day(claim: Figure, other: Figure) -> bool:
    """Whether the claim is the other day with another month, or another ten (*14 Juli* for *24 Juli*)."""
    mine, theirs = claim.days.from_, other.days.from_
    if mine is None or theirs is None or claim.grain != other.grain or mine.year != theirs.year or not is_day(other):
        return False
    return mine.day == theirs.day or (mine.month == theirs.month and mine.day % 10 == theirs.day % 10)


def rescaled(figure: Figure) -> list[Figure]:
    """The figure as it would be with another scale; none of a day."""
    low = figure.low if figure.low is not None else figure.high
    if figure.kind == "day" or not low:
        return []
    return [replace(figure, low=low * by, high=low * by) for scale in _SCALES for by in (scale, 1 / scale)]


def slipped(claim: Figure, other: Figure) -> bool:
    """Whether the claim is the other figure with another scale (*16 juta* for *16 ribu*)."""
    if claim.kind == "day" or not claim.low or not other.low:
        return False
    ratio = max(claim.low, other.low) / min(claim.low, other.low)
    return any(
        abs(ratio / scale - 1) <= (_SLACK if claim.kind == "count" and scale >= _WORD else _STRICT) for scale in _SCALES
    )
