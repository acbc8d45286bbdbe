"""Pairs of numbers that are one: ranges, plus and minus, money with its cents; and scores, which are no numbers."""

from __future__ import annotations

from fractions import Fraction

from extractor.numbers.digits import word_after
from extractor.numbers.found import BARRIERS, OPENERS, Found, blanks, words_before
from extractor.numbers.rules import NumberRules


def join_ranges(items: list[Found], low: str, rules: NumberRules) -> list[Found]:
    """Pairs that form a range become one; scores and year spans become identifiers; money takes its cents."""
    joined: list[Found] = []
    for item in items:
        if not joined:
            joined.append(item)
            continue
        last = joined[-1]
        gap = item.start - last.end
        if 0 <= gap <= 48 and last.role != "ordinal" and item.role != "ordinal" and _pair(last, item, low, rules):
            continue
        joined.append(item)
    return [item for item in joined if item.role != "nothing"]


def _pair(last: Found, item: Found, low: str, rules: NumberRules) -> bool:
    """Whether ``item`` was taken into ``last``."""
    if last.measure and last.measure != "persen" and low[last.end : item.start] == " " and not item.measure:
        cents = rules.cents.match(low, item.end)
        if cents is not None and item.low is not None and item.low < 100 and last.low is not None:
            last.low = last.high = last.low + Fraction(item.low) / 100
            last.end = cents.end()
            return True
    _take_dash(last, item, low)
    match = rules.join.fullmatch(low, last.end, item.start)
    if match is None:
        repeated = rules.join_repeated.fullmatch(low, last.end, item.start)
        if repeated is None or not low.startswith(" " + repeated["noun"], item.end):
            return False
    elif match["plusminus"]:
        return _spread(last, item)
    elif match["dash"]:
        if last.role == "identifier" or item.role == "identifier" or _is_score(last, item, low, rules):
            last.role = item.role = "identifier"
            return False
    elif not _may_join(blanks(match["word"]), last, low, rules):
        return False
    if last.role == "identifier" or item.role == "identifier":
        if last.rule == "identifier" and item.rule == "digits" and len(last.figure) < 4 and len(item.figure) < 4:
            item.role = item.rule = "identifier"
        return False
    swap = match is not None and bool(match["word"]) and blanks(match["word"]) in rules.alternative
    return _range(last, item, swap)


def _take_dash(last: Found, item: Found, low: str) -> None:
    """*4 persen -6 persen*: between two figures of one measure the sign is the dash of a range."""
    signed = low[item.start] == "-" and low[last.end : item.start] == " " and item.low is not None and item.low < 0
    if signed and item.measure is not None and item.measure == last.measure:
        item.low, item.high, item.raw, item.start = -item.high, -item.low, -item.raw, item.start + 1  # type: ignore[operator]


def _may_join(word: str, last: Found, low: str, rules: NumberRules) -> bool:
    if word in rules.alternative:
        return True
    before = words_before(low, last.start)
    if word in rules.to:
        return bool(before) and before[-1] in rules.from_
    if word in rules.joiners:
        return True
    return bool(before) and before[-1].lstrip(OPENERS) in rules.between


def _spread(last: Found, item: Found) -> bool:
    if last.low is None or item.low is None or last.high != last.low or item.high != item.low or item.low < 0:
        return False
    last.low, last.high = last.low - item.low, last.low + item.low
    last.end, last.measure, last.rule = item.end, last.measure or item.measure, "range"
    return True


def _range(last: Found, item: Found, swap: bool) -> bool:
    low, high = last.low, item.high
    if low is None or high is None or (last.measure and item.measure and last.measure != item.measure):
        return False
    if last.measure == "persen" and item.measure is None:
        return False
    if last.scale == 1 and item.scale > 1 and not last.approx and last.raw < item.raw:
        low, last.step = last.raw * item.scale, last.step and last.step * item.scale
    elif last.approx and item.approx and item.scale > last.scale and last.rule == item.rule == "vague":
        low = low * item.scale if last.scale == 1 and low < item.raw else low
    if low >= high:
        if not swap or low == high or last.measure != item.measure:
            return False
        low, high = high, low
    last.low, last.high, last.end = low, high, item.end
    last.approx = last.approx or item.approx
    last.measure = last.measure or item.measure
    last.scale, last.raw, last.rule = item.scale, item.raw, "range"
    last.step = last.step or item.step
    last.slip = last.slip if last.slip is not None else item.slip
    last.in_words = last.in_words and item.in_words
    return True


def _is_score(last: Found, item: Found, low: str, rules: NumberRules) -> bool:
    if last.scale > 1 or item.scale > 1 or last.measure or item.measure or last.in_words or item.in_words:
        return False
    if not (last.figure.isdigit() and item.figure.isdigit()):
        return False
    if last.figure[0] == "0" and len(last.figure) > 2:
        return True
    if int(last.figure) >= int(item.figure):
        return True
    if len(last.figure) > 2 or len(item.figure) > 2:
        return False
    if last.figure == "0" and len(item.figure) == 1 and word_after(low, item.end) not in rules.durations:
        return True
    nearby = low[max(0, last.start - 60) : last.start].split() + low[item.end : item.end + 24].split()[:3]
    return any(word.strip(BARRIERS + OPENERS) in rules.score_cues for word in nearby)
