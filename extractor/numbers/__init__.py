"""Numbers of Indonesian news with their bounds: figures, words, scales, currencies, ranges, modifiers.

One pass over the text finds figures and number words; only there is fine work done. Values are exact until the
end. Dates, clock times, scores, telephone and regulation numbers are left out or marked as identifiers.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from extractor.mentions import Number, NumberMention
from extractor.models import Flag
from extractor.numbers.bounds import find_bound
from extractor.numbers.digits import is_part, read_figure, use_of, word_after
from extractor.numbers.found import Exact, Found, is_closed, multiply, words_before
from extractor.numbers.joints import figure_spans
from extractor.numbers.measures import add_measure
from extractor.numbers.ranges import join_ranges
from extractor.numbers.rules import NumberRules, compile_rules
from extractor.rules import RuleSet
from extractor.text.folding import Folded, fold_text

_LONGEST_CLOCK_GAP: Final = 16
# So far before a distance its race is named.
_CLAUSE: Final = 100


def find_numbers(
    text: str, ruleset: RuleSet, taken: Iterable[tuple[int, int]] = (), folded: Folded | None = None
) -> tuple[NumberMention, ...]:
    """Numbers of ``text`` in order, not overlapping, none of them inside ``taken`` (the spans of dates).

    A span runs over number, scale words, currency and percent sign, both ends of a range, not over modifiers.
    The rules are ``rules/numbers.yaml``. ``folded`` is ``fold_text(text)`` where it is at hand.
    """
    rules = compile_rules(ruleset)
    folded = folded or fold_text(text)
    low = folded.low
    found = join_ranges(_scan(folded, rules, sorted(taken)), low, rules)
    return tuple([_mention(item, low, text, rules) for item in found])


def _scan(folded: Folded, rules: NumberRules, taken: list[tuple[int, int]]) -> list[Found]:
    low, text = folded.low, folded.text
    found: list[Found] = []
    position = 0
    ahead, last_taken = 0, len(taken)
    clock_end = -1
    phrase_end = 0
    for start, end, in_words in _anchors(folded, rules):
        if start < position or (in_words and start < phrase_end):
            continue
        while ahead < last_taken and taken[ahead][1] <= start:
            ahead += 1
        if ahead < last_taken and taken[ahead][0] < end:
            continue
        if in_words:
            items, phrase_end = _from_words(low, start, rules)
            for item in items:
                _begin_after(item, position, low)
                position = item.end
                found.append(item)
            continue
        if clock_end >= 0:
            if start - clock_end < _LONGEST_CLOCK_GAP and low[clock_end:start].strip() in rules.clock_joiners:
                clock_end = -1
                continue
            clock_end = -1
        figure = _from_digits(low, text, start, end, rules)
        if figure is None:
            clock_end = end if "." in low[start:end] else -1
            continue
        _begin_after(figure, position, low)
        position = figure.end
        found.append(figure)
    return found


def _begin_after(item: Found, position: int, low: str) -> None:
    """Leaves to the number before what it has taken: a currency between two numbers belongs to the first."""
    if item.start < position:
        item.start = position
        item.before = None
        while low[item.start].isspace():
            item.start += 1


def _anchors(folded: Folded, rules: NumberRules) -> list[tuple[int, int, bool]]:
    """Where figures and words that can open a number stand, in order."""
    low = folded.low
    anchors = [(start, end, False) for start, end in figure_spans(low, folded.digits, rules)]
    words = [
        (start, end, True)
        for _, start, end in rules.openings.find(low)
        if not start or not low[start - 1].isalpha() or low.startswith("ke", start - 2)
    ]
    return sorted(anchors + words) if words else anchors


def _from_digits(low: str, text: str, start: int, end: int, rules: NumberRules) -> Found | None:
    if is_part(low, start, end):
        return None
    before = words_before(low, start)
    use = use_of(low, text, start, end, before, rules)
    if use == "nothing":
        return None
    if use == "ordinal":
        nth = int(low[start:end])
        return Found(start - 3, end, nth, nth, nth, 1, "ordinal", role="ordinal")
    if start and low[start - 1] == "," and not low[start - 2 : start - 1].strip() and low[start:end].isdigit():
        last = Fraction(1, 10 ** (end - start))
        part = int(low[start:end]) * last
        return add_measure(Found(start - 1, end, part, part, part, 1, "digits", step=last), low, rules)
    figure = read_figure(low, start, end, rules)
    if figure is None:
        return None
    value, after, slip, step = figure
    rule = "slip" if slip else "digits"
    item = Found(start, after, value, value, value, 1, rule, figure=low[start:after], step=step)
    if slip:
        item.slip = value
    if use == "identifier":
        item.role = "identifier"
        item.rule = "identifier"
    if not is_closed(low, after):
        _scale_digits(item, low, before, rules)
    item = add_measure(item, low, rules)
    item.lost_scale = _lost_its_scale(item, low, before, rules)
    if item.start == start:
        item.before = before
    return item


def _lost_its_scale(item: Found, low: str, before: list[str], rules: NumberRules) -> bool:
    """*82,9 penerima*: whole things in fractions, and no average, so that a scale word is missing."""
    if not isinstance(item.low, Fraction) or item.measure or item.scale > 1 or item.role != "cardinal":
        return False
    if "\n" in low[item.end : item.end + 2] or word_after(low, item.end) not in rules.countable:
        return False
    return not rules.averages.intersection(before[-4:]) and not any(
        word in low[item.end : item.end + 32] for word in rules.averages_behind
    )


def _scale_digits(item: Found, low: str, before: list[str], rules: NumberRules) -> None:
    part = rules.part_after.match(low, item.end)
    if part is not None and isinstance(item.raw, int) and item.scale == 1:
        item.low = item.high = item.raw = item.raw + rules.parts[part["part"] or part["slashed"]]
        item.end = part.end()
    match = rules.scale.match(low, item.end)
    if match is not None:
        name = match["scale"]
        factor = rules.scales[name]
        item.role, item.rule = "cardinal", item.rule if item.slip is not None else "digits"
        if name in rules.doubled_scale and item.figure.count(".") == 1 and item.raw >= 1000 and item.slip is None:
            item.slip, item.rule = item.raw, "slip"
        multiply(item, factor, match.end())
        if match["about"] or match["some"]:
            item.approx = True
        second = rules.second_scale.match(low, item.end)
        if second is not None and rules.scales[second["scale"]] < factor:
            figure = read_figure(low, second.start("digits"), second.end("digits"), rules)
            if figure is not None and not figure.slip:
                worth = rules.scales[second["scale"]]
                item.low = item.high = item.raw = item.raw * factor + figure.value * worth
                item.step = figure.step * worth
                item.scale = 1
                item.end = second.end()
        return
    if low[item.end : item.end + 1] == "k" and not low[item.end + 1 : item.end + 2].isalpha():
        last = before[-1] if before else ""
        of_race = rules.kilo_ends.match(low, item.end + 1) and rules.kilo_route.search(
            low, max(0, item.start - _CLAUSE), item.start
        )
        if last in rules.kilo_not_after or of_race:
            item.role = item.rule = "identifier"
            return
        multiply(item, 1000, item.end + 1)


def _from_words(low: str, start: int, rules: NumberRules) -> tuple[list[Found], int]:
    """The numbers of the phrase that opens at ``start``, none when it is part of a longer word; and how far it was read
    for them."""
    ordinal = bool(start) and low[start - 1].isalpha()
    if ordinal and start > 2 and low[start - 3].isalnum():
        return [], start
    phrase = rules.phrase.match(low, start)
    if phrase is None:
        first = next((word for word in rules.ordinal_first if low.startswith(word, start)), None)
        if first is not None and not ordinal and not low[start + len(first) : start + len(first) + 1].isalpha():
            value, end = rules.ordinal_first[first], start + len(first)
            return [Found(start, end, value, value, value, 1, "ordinal", role="ordinal", in_words=True)], end
        return [], start
    end = phrase.end()
    if _is_no_number(low, start, end, ordinal, rules):
        return [], start
    found = list(rules.words.read(low, start, end))
    if found and ordinal:
        found[0].start, found[0].rule, found[0].role = start - 2, "ordinal", "ordinal"
    for item in found[ordinal:]:
        add_measure(item, low, rules)
    return found, end


def _is_no_number(low: str, start: int, end: int, ordinal: bool, rules: NumberRules) -> bool:
    """Whether the words ``low[start:end]`` are an article, a name, or the second half of a compound."""
    if not ordinal and low[start:end] == rules.one:
        last = low[max(0, start - 7) : start].rstrip()
        if last.endswith(rules.one_before) or low.startswith(rules.one_behind, end):
            return True
    if low.startswith(rules.names, start):
        return True
    head = low[max(0, start - 12) : start].split()
    if head and head[-1] in rules.name_before:
        return True
    hyphened = bool(start) and low[start - 1] == "-" and low[start - 2 : start - 1].isalpha()
    return hyphened and not _is_word_range(low, start, rules)


def _is_word_range(low: str, start: int, rules: NumberRules) -> bool:
    """*dua-tiga*, but not *satu-satu* nor *undang-undang dua*."""
    head = low[max(0, start - 10) : start - 1].split()
    return bool(head) and head[-1] in rules.digit_words and not low.startswith(head[-1], start)


def _mention(item: Found, low: str, text: str, rules: NumberRules) -> NumberMention:
    bound, about, rule = None, False, item.rule
    if item.role == "cardinal":
        bound, about, rule = find_bound(item, low, rules)
    minimum = None if bound == "at_most" else item.low
    maximum = None if bound == "at_least" else item.high
    flags: tuple[Flag, ...] = ()
    if item.slip is not None or item.lost_scale:
        flags = (
            Flag(
                kind="slip", start=item.start, end=item.end,
                params={"text": text[item.start : item.end], "likely": _plain(item.slip)},
            ),
        )  # fmt: skip
    return NumberMention(
        item.start, item.end, _plain(minimum), _plain(maximum), item.approx or about, rule, item.measure,
        item.role, item.in_words, None if item.step == 1 else _plain(item.step), flags,  # type: ignore[arg-type]
    )  # fmt: skip


def _plain(value: Exact | None) -> Number | None:
    if value is None or isinstance(value, int):
        return value
    return value.numerator if value.denominator == 1 else float(value)
