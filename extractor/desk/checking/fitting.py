"""Whether what a claim says and what an article says can both be the number, or the day, of one thing."""

from __future__ import annotations

import re
from typing import Literal

from extractor.desk.checking.figures import DAY_GRAINS, Figure, Lexicon
from extractor.values import Value, compatible, read_value

Fit = Literal["fits", "part", "open", "no"]
# A number with another scale: ten, a thousand, a million (ribu for juta, juta for miliar).
_SCALES = (10.0, 100.0, 1e3, 1e6)
# Counts are rounded when *ribu* and *juta* are mixed up; ten to one may stand by chance.
_SLACK, _STRICT, _WORD = 0.02, 0.002, 1e3
# A bound is chosen near the truth; so near it speaks for the number.
_NEAR_BOUND = 0.03
# Nobody says *lebih dari 10.000* of 16.000.
_FAR = 1.5
# *kurang lebih 140 triliun* does not speak for 150.
_HEDGED = 0.05
# A longer stretch of days is a term of office or a season, not a time that somebody plans.
_LONGEST = 150


def fit(claim: Figure, other: Figure, before: str, words: Lexicon) -> Fit:
    """*fits*, *part* (they overlap), *open* (the article leaves it open), or *no* (both cannot be).

    ``before`` is the claim's text up to the figure.
    """
    if claim.kind == "day":
        return _fit_days(claim, other, before, words)
    mine, theirs = _value(claim), _value(other)
    if theirs.vague and not mine.vague:
        return "open"
    if mine.exact and (other.low is None or other.high is None):
        return _fit_bound(float(mine.point), float(theirs.point), other.high is None)
    if theirs.exact and not mine.ranged and not mine.exact:
        return _fit_claimed_bound(float(theirs.point), claim)
    if mine.ranged and theirs.exact and claim.kind == "share":
        return "open"  # a range of shares is a frame, a share inside it another thing
    if mine.ranged and theirs.ranged and all(any(map(str.isdigit, one.text)) for one in (claim, other)):
        return _fit_ranges(claim, other)
    if mine.exact and theirs.exact and not claim.approx:
        difference = abs(float(mine.point) - float(theirs.point))
        if claim.kind == "share":
            # A rate of 5 percent is no rate of 5.5: shares are rounded, never cut off.
            return "fits" if difference < max(mine.grain, theirs.grain) / 2 or difference == 0 else "no"
        if other.approx and difference > _HEDGED * abs(float(mine.point)):
            return "no"
    if compatible(mine, theirs, loose=claim.approx or other.approx):
        return "fits"
    if mine.ranged or theirs.ranged:
        low, high = max(_low(claim), _low(other)), min(_high(claim), _high(other))
        return "part" if low <= high and claim.low is not None and other.low is not None else "no"
    return "no"


def _fit_ranges(claim: Figure, other: Figure) -> Fit:
    if (claim.low, claim.high) == (other.low, other.high):
        return "fits"
    return "part" if _low(claim) <= _high(other) and _low(other) <= _high(claim) else "no"


def _fit_claimed_bound(point: float, claim: Figure) -> Fit:
    """*lebih dari 10.000* is chosen near the truth, and below it."""
    low, high = claim.low, claim.high
    if low is not None:
        return "fits" if low <= point <= _FAR * low else "open" if point > low else "no"
    if high is not None:
        return "fits" if high / _FAR <= point <= high else "open" if point < high else "no"
    return "open"


def _fit_bound(point: float, bound: float, least: bool) -> Fit:
    """*lebih dari 12.500* says nothing against 15.211, and nothing for it either."""
    if abs(point - bound) <= _NEAR_BOUND * abs(bound):
        return "fits"
    return "open" if (point > bound) == least else "no"


def _value(figure: Figure) -> Value:
    low, high = _plain(figure.low), _plain(figure.high)
    return read_value(low, high, figure.approx, figure.text)


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and float(number).is_integer() else number


def _low(figure: Figure) -> float:
    return float("-inf") if figure.low is None else figure.low


def _high(figure: Figure) -> float:
    return float("inf") if figure.high is None else figure.high


def is_day(figure: Figure) -> bool:
    """Whether it tells a day or a run of days, not a frame of time (*2019-2022*, *Juni 2025*)."""
    return figure.grain in DAY_GRAINS and _high(figure) - _low(figure) <= _LONGEST


def _fit_days(claim: Figure, other: Figure, before: str, words: Lexicon) -> Fit:
    low, high, first, last = _low(claim), _high(claim), _low(other), _high(other)
    if (low, high) == (first, last):
        return "fits"
    apart = last < low or high < first
    if not is_day(other):
        if claim.grain not in DAY_GRAINS and low <= first and last <= high:
            return "fits"
        return "no" if apart else "open"
    if low == high:
        begins, ends = _last(words.cues["begins"], before), _last(words.cues["ends"], before)
        if first < last and ((low == first and begins >= ends) or (low == last and ends >= begins)):
            return "fits"
        return "part" if first < low < last else "no"
    if claim.grain == "range" and first == last:
        # A day inside a claimed run of days is neither its first nor its last.
        return "no" if apart else "part" if first in (low, high) else "open"
    if low <= first and last <= high:
        return "part" if claim.grain == "range" else "fits"
    return "no" if apart or first == last else "part"


def _last(cue: re.Pattern[str], before: str) -> int:
    """Where the last cue of ``before`` begins; -1 without one."""
    return max((match.start() for match in cue.finditer(before)), default=-1)


def digits_of(figure: Figure) -> int:
    """How many digits of the number say something: 2 of *15 ribu*."""
    return _value(figure).digits


def slipped(claim: Figure, other: Figure) -> bool:
    """Whether the claim is the other figure with another scale (*16 juta* for *16 ribu*)."""
    if claim.kind == "day" or not claim.low or not other.low:
        return False
    ratio = max(claim.low, other.low) / min(claim.low, other.low)
    return any(
        abs(ratio / scale - 1) <= (_SLACK if claim.kind == "count" and scale >= _WORD else _STRICT) for scale in _SCALES
    )
