"""Which runs of digits are one figure: *1.250*, and what blanks part in it (*10 000*, *5 .000*, *82 ,9 juta*)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extractor.numbers.digits import word_after
from extractor.numbers.found import OPENERS, words_before
from extractor.numbers.rules import NumberRules

_MARKS: Final = frozenset(".,")
_BLANKS: Final = frozenset(" \u00a0")
# Thin blanks, and the apostrophe of calculators, part nothing else than thousands.
_GROUP_MARKS: Final = frozenset("\u2009\u202f'’")
_THOUSANDS: Final = 3


def figure_spans(low: str, runs: Sequence[int], rules: NumberRules) -> Iterator[tuple[int, int]]:
    """Start and end of each figure of ``low``; ``runs`` holds where its runs of digits begin and end, in turn."""
    start = end = group = -1
    for place in range(0, len(runs), 2):
        first, last = runs[place], runs[place + 1]
        if start >= 0 and first - end <= 2 and _joins(low, start, group, end, first, last, rules):
            group, end = first, last
            continue
        if start >= 0:
            yield start, end
        start, group, end = first, first, last
    if start >= 0:
        yield start, end


def _joins(low: str, start: int, group: int, end: int, first: int, last: int, rules: NumberRules) -> bool:
    """Whether the run ``first``..``last`` goes on with the figure from ``start``, whose last run is from ``group``."""
    between = low[end:first]
    if between in _MARKS:
        return True
    if between == " ,":
        return bool(rules.scale.match(low, last)) and "," not in low[start:end]
    if last - first != _THOUSANDS or end - group > _THOUSANDS or low[start] == "0" or "," in low[start:end]:
        return False
    if between == " .":
        return not low[last : last + 1].isalnum()
    if between == ". ":
        return _is_led(low, start, rules)
    if "." in low[start:end] or not _ends_group(low, last):
        return False
    return between in _GROUP_MARKS or (between in _BLANKS and _are_thousands(low, start, first, last, rules))


def _ends_group(low: str, end: int) -> bool:
    after = low[end : end + 2]
    return not after[:1].isalnum() and not (after[:1] in (".", ",", "/", ":", "-") and after[1:].isdigit())


def _are_thousands(low: str, start: int, first: int, last: int, rules: NumberRules) -> bool:
    """Whether a group behind a blank is no number of its own: nothing but zeros, or whole things follow it."""
    if low[first:last] == "000":
        return True
    before = words_before(low, start)
    word = before[-1].lstrip(OPENERS) if before else ""
    if word in rules.identifiers or word in rules.clock_before or word in rules.months:
        return False
    if low[last : last + 1] not in _BLANKS:
        return False
    return low[last + 1 : last + 4].isdigit() or word_after(low, last) in rules.countable


def _is_led(low: str, start: int, rules: NumberRules) -> bool:
    """Whether a word stands before the figure that cannot end a sentence with it: *sebanyak 1. 250.000*."""
    before = words_before(low, start)
    return bool(before) and before[-1] in rules.fillers
