"""What belongs to a number's span beside the figure: currency, percent, cents, sign, a repetition in brackets."""

from __future__ import annotations

import re

from extractor.numbers.found import Found, blanks, is_closed, multiply
from extractor.numbers.rules import NumberRules


def add_measure(item: Found, low: str, rules: NumberRules) -> Found:
    """Adds currency, percent, cents, sign and a repeated figure in brackets to the span."""
    if item.role == "identifier" and low[item.end : item.end + 1] != "%":
        return item
    _currency_before(item, low, rules)
    if not is_closed(low, item.end):
        _measure_after(item, low, rules)
    _sign(item, low, rules)
    return item


def _measure_after(item: Found, low: str, rules: NumberRules) -> None:
    match = rules.measure_after.match(low, item.end)
    if match is not None and not (item.measure and match["word"]) and not _opens_the_next(match, low, rules):
        item.measure = item.measure or rules.measures[blanks(match["symbol"] or match["word"])]
        item.end = match.end()
        item.role, item.rule = "cardinal", "digits" if item.rule == "identifier" else item.rule
    if (
        item.measure
        and item.scale == 1
        and (short := rules.short_scale.match(low, item.end))
        and item.measure != "persen"
    ):
        multiply(item, rules.short_scales[short["scale"]], short.end())
    _repeated_in_brackets(item, low, rules)


def _opens_the_next(match: re.Match[str], low: str, rules: NumberRules) -> bool:
    """Whether the currency stands before another figure rather than behind this one: *12 Rp 5 juta*."""
    word = match["symbol"] or match["word"]
    return word in rules.currency_before and low[match.end() : match.end() + 2].lstrip()[:1].isdigit()


def _currency_before(item: Found, low: str, rules: NumberRules) -> None:
    before = low[max(0, item.start - 6) : item.start]
    head = before.rstrip(" \u00a0")
    if not head or head[-1] not in rules.prefix_ends or not head.endswith(rules.prefixes):
        return
    prefix = max((one for one in rules.prefixes if head.endswith(one)), key=len)
    begin = item.start - (len(before) - len(head)) - len(prefix)
    if prefix[0].isalpha() and begin and low[begin - 1].isalpha() and prefix not in ("rp", "rp."):
        return
    if prefix[0].isalpha() and begin and low[begin - 1].isalpha() and low[max(0, begin - 2) : begin] in ("co", "ko"):
        return
    item.start = begin
    item.measure = rules.currency_before[prefix]


def _repeated_in_brackets(item: Found, low: str, rules: NumberRules) -> None:
    """*29 (dua puluh sembilan) mitra*, *dua (2) semester*: one number, said twice."""
    if not low.startswith(" (", item.end):
        return
    close = low.find(")", item.end + 2, item.end + 80)
    if close < 0:
        return
    inside = low[item.end + 2 : close]
    if item.in_words:
        if inside.isdigit() and len(inside) < 20 and int(inside) == item.low:
            item.end = close + 1
        return
    match = rules.phrase.fullmatch(low, item.end + 2, close)
    if match is not None:
        readings = list(rules.words.read(low, match.start(), match.end()))
        if len(readings) == 1 and readings[0].end == close and readings[0].low == item.low:
            item.end = close + 1


def _sign(item: Found, low: str, rules: NumberRules) -> None:
    if item.low is None or item.high is None:
        return
    previous = low[item.start - 1] if item.start else ""
    begin = item.start
    if previous in ("-", "−"):
        before = low[item.start - 2] if item.start > 1 else ""
        if before and not (before.isspace() or before == "("):
            return
        line_start = not before or before == "\n"
        alone = low[item.end : item.end + 1] in ("", "\n")
        if line_start and not (item.measure or alone):
            return
        begin = item.start - 1
    elif previous == " ":
        head = low[max(0, item.start - 16) : item.start].split()
        last = head[-1] if head else ""
        if last == "-" and item.start <= 2 and not low[item.end :].strip():
            begin = low.rindex("-", 0, item.start)
        elif (last in rules.negative and head[-2:-1] != ["plus"]) or (
            last in rules.negative_before_words and item.in_words
        ):
            begin = low.rindex(last, 0, item.start)
        else:
            return
    else:
        return
    item.low, item.high, item.raw, item.start = -item.high, -item.low, -item.raw, begin
