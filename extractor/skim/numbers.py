"""Numbers of Indonesian news with their bounds: figures, words, scales, currencies, ranges, modifiers.

One pass over the text finds figures and number words; only there is fine work done. Values are exact until the
end. Dates, clock times, scores, telephone and regulation numbers are left out or marked as identifiers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from extractor.models import Flag
from extractor.ruleset import RuleSet
from extractor.skim.mentions import Number, NumberMention
from extractor.skim.number_digits import read_figure, use_of, word_after
from extractor.skim.number_rules import NumberRules, compile_rules
from extractor.skim.number_words import Exact

# How far back a modifier may stand: four words of it, three fillers and a currency.
_WINDOW = 72
_CLOCK_JOINERS = frozenset({"-", "–", "hingga", "sampai", "s/d"})
_OPENERS = "(\"'“‘«[*•"
_BARRIERS = '.,;!?)"”’]'


@dataclass(slots=True)
class _Found:
    """A number on its way: ``raw`` and ``scale`` are kept for ranges that share the scale word."""

    start: int
    end: int
    low: Exact | None
    high: Exact | None
    raw: Exact
    scale: int
    rule: str
    approx: bool = False
    measure: str | None = None
    role: str = "cardinal"
    in_words: bool = False
    slip: Exact | None = None
    figure: str = ""


def find_numbers(text: str, ruleset: RuleSet, taken: Iterable[tuple[int, int]] = ()) -> tuple[NumberMention, ...]:
    """Numbers of ``text`` in order, not overlapping, none of them inside ``taken`` (the spans of dates).

    A span runs over number, scale words, currency and percent sign, both ends of a range, not over modifiers.
    The rules are ``rules/numbers.yaml``.
    """
    rules = compile_rules(ruleset)
    low = _fold(text)
    found = _join(list(_scan(low, text, rules, sorted(taken))), low, rules)
    return tuple(_mention(item, low, text, rules) for item in found)


def _fold(text: str) -> str:
    """Lower case of the same length, so that offsets hold (``İ`` would grow)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one := character.lower()) == 1 else character for character in text)


def _scan(low: str, text: str, rules: NumberRules, taken: list[tuple[int, int]]) -> Iterator[_Found]:
    position = 0
    ahead = 0
    clock_end = -1
    for start, end, in_words in _anchors(low, rules):
        if start < position:
            continue
        while ahead < len(taken) and taken[ahead][1] <= start:
            ahead += 1
        if ahead < len(taken) and taken[ahead][0] < end:
            continue
        if in_words:
            for item in _from_words(low, start, rules):
                position = item.end
                yield item
            continue
        if clock_end >= 0 and low[clock_end:start].strip() in _CLOCK_JOINERS:
            clock_end = -1
            continue
        found = _from_digits(low, text, start, end, rules)
        if found is None:
            clock_end = end if "." in low[start:end] else -1
            continue
        position = found.end
        yield found


def _anchors(low: str, rules: NumberRules) -> list[tuple[int, int, bool]]:
    """Where figures and words that can open a number stand, in order."""
    anchors = [(*match.span(), False) for match in rules.digits.finditer(low)]
    words = [
        (start, end, True)
        for _, start, end in rules.openings.find_matches_as_indexes(low)
        if not start or not low[start - 1].isalpha() or low.startswith("ke", start - 2)
    ]
    return sorted(anchors + words) if words else anchors


def _words_before(low: str, start: int) -> list[str]:
    line = low.rfind("\n", max(0, start - _WINDOW), start)
    words = low[line + 1 if line >= 0 else max(0, start - _WINDOW) : start].split()
    while words and not words[-1].strip(_OPENERS):
        words.pop()
    return words


def _from_digits(low: str, text: str, start: int, end: int, rules: NumberRules) -> _Found | None:
    before = _words_before(low, start)
    use = use_of(low, text, start, end, before, rules)
    if use == "nothing":
        return None
    if use == "ordinal":
        nth = int(low[start:end])
        return _Found(start - 3, end, nth, nth, nth, 1, "ordinal", role="ordinal")
    if start and low[start - 1] == "," and not low[start - 2 : start - 1].strip():
        value_of_rest = Fraction(int(low[start:end]), 10 ** (end - start)) if low[start:end].isdigit() else None
        if value_of_rest is not None:
            return _finish(_Found(start - 1, end, value_of_rest, value_of_rest, value_of_rest, 1, "digits"), low, rules)
    figure = read_figure(low, start, end, rules)
    if figure is None:
        return None
    value: Exact
    value, after, slip = figure
    item = _Found(start, after, value, value, value, 1, "slip" if slip else "digits", figure=low[start:after])
    if slip:
        item.slip = value
    if use == "identifier":
        item.role = "identifier"
        item.rule = "identifier"
    _scale_digits(item, low, before, rules)
    return _finish(item, low, rules)


def _scale_digits(item: _Found, low: str, before: list[str], rules: NumberRules) -> None:
    match = rules.scale.match(low, item.end)
    if match is not None:
        name = match["scale"]
        factor = rules.scales[name]
        item.role, item.rule = "cardinal", item.rule if item.slip is not None else "digits"
        if name in rules.doubled_scale and item.figure.count(".") == 1 and item.raw >= 1000 and item.slip is None:
            item.slip, item.rule = item.raw, "slip"
        _multiply(item, factor, match.end())
        if match["about"] or match["some"]:
            item.approx = True
        second = rules.second_scale.match(low, item.end)
        if second is not None and rules.scales[second["scale"]] < factor:
            figure = read_figure(low, second.start("digits"), second.end("digits"), rules)
            if figure is not None and not figure[2]:
                value = item.raw * factor + figure[0] * rules.scales[second["scale"]]
                item.low = item.high = item.raw = value
                item.scale = 1
                item.end = second.end()
        return
    if low[item.end : item.end + 1] == "k" and not low[item.end + 1 : item.end + 2].isalpha():
        last = before[-1] if before else ""
        if last in rules.kilo_not_after:
            item.role = item.rule = "identifier"
            return
        _multiply(item, 1000, item.end + 1)


def _multiply(item: _Found, factor: int, end: int) -> None:
    if item.low is not None and item.high is not None:
        item.low, item.high, item.scale, item.end = item.low * factor, item.high * factor, factor, end


def _from_words(low: str, start: int, rules: NumberRules) -> Iterator[_Found]:
    """The numbers of the phrase that opens at ``start``, none when it is part of a longer word."""
    ordinal = bool(start) and low[start - 1].isalpha()
    if ordinal and start > 2 and low[start - 3].isalnum():
        return
    phrase = rules.phrase.match(low, start)
    if phrase is None:
        first = next((word for word in rules.ordinal_first if low.startswith(word, start)), None)
        if first is not None and not ordinal and not low[start + len(first) : start + len(first) + 1].isalpha():
            value, end = rules.ordinal_first[first], start + len(first)
            yield _Found(start, end, value, value, value, 1, "ordinal", role="ordinal", in_words=True)
        return
    end = phrase.end()
    if not ordinal and low[start:end] == "satu":
        last = low[max(0, start - 7) : start].rstrip()
        if last.endswith(("salah", "per")) or low.startswith(
            (" per satu", " persatu", " sama lain", "-satu", "-per-satu"), end
        ):
            return
    if low.startswith(rules.names, start):
        return
    head = low[max(0, start - 12) : start].split()
    if head and head[-1] in rules.name_before:
        return
    if start and low[start - 1] == "-" and low[start - 2 : start - 1].isalpha() and not _is_word_range(low, start):
        return
    for number, reading in enumerate(rules.words.read(low, start, end)):
        as_ordinal = ordinal and number == 0
        item = _Found(
            start - 2 if as_ordinal else reading.start, reading.end, reading.low, reading.high, reading.raw,
            reading.scale, "ordinal" if as_ordinal else reading.kind, reading.approx, in_words=True,
            role="ordinal" if as_ordinal else "cardinal",
        )  # fmt: skip
        yield item if as_ordinal else _finish(item, low, rules)


def _is_word_range(low: str, start: int) -> bool:
    """*dua-tiga*, but not *satu-satu* nor *undang-undang dua*."""
    head = low[max(0, start - 10) : start - 1].split()
    return bool(head) and head[-1] in _DIGIT_WORDS and not low.startswith(head[-1], start)


_DIGIT_WORDS = frozenset({"satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"})


def _finish(item: _Found, low: str, rules: NumberRules) -> _Found:
    """Adds currency, percent, cents, sign and a repeated figure in brackets to the span."""
    if item.role == "identifier" and low[item.end : item.end + 1] != "%":
        return item
    _currency_before(item, low, rules)
    match = rules.measure_after.match(low, item.end)
    if match is not None and not (item.measure and match["word"]):
        item.measure = item.measure or rules.measures[_blanks(match["symbol"] or match["word"])]
        item.end = match.end()
        item.role, item.rule = "cardinal", "digits" if item.rule == "identifier" else item.rule
    if (
        item.measure
        and item.scale == 1
        and (short := rules.short_scale.match(low, item.end))
        and item.measure != "persen"
    ):
        _multiply(item, rules.short_scales[short["scale"]], short.end())
    _repeated_in_brackets(item, low, rules)
    _sign(item, low, rules)
    return item


def _blanks(word: str) -> str:
    return " ".join(word.split())


def _currency_before(item: _Found, low: str, rules: NumberRules) -> None:
    head = low[max(0, item.start - 6) : item.start].rstrip(" \u00a0")
    if not head.endswith(rules.prefixes):
        return
    prefix = max((one for one in rules.prefixes if head.endswith(one)), key=len)
    begin = item.start - (len(low[max(0, item.start - 6) : item.start]) - len(head)) - len(prefix)
    if prefix[0].isalpha() and begin and low[begin - 1].isalpha() and prefix not in ("rp", "rp."):
        return
    if prefix[0].isalpha() and begin and low[begin - 1].isalpha() and low[max(0, begin - 2) : begin] in ("co", "ko"):
        return
    item.start = begin
    item.measure = rules.currency_before[prefix]


def _repeated_in_brackets(item: _Found, low: str, rules: NumberRules) -> None:
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


def _sign(item: _Found, low: str, rules: NumberRules) -> None:
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


def _join(items: list[_Found], low: str, rules: NumberRules) -> list[_Found]:
    """Pairs that form a range become one; scores and year spans become identifiers; money takes its cents."""
    joined: list[_Found] = []
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


def _pair(last: _Found, item: _Found, low: str, rules: NumberRules) -> bool:
    """Whether ``item`` was taken into ``last``."""
    if last.measure and last.measure != "persen" and low[last.end : item.start] == " " and not item.measure:
        cents = rules.cents.match(low, item.end)
        if cents is not None and item.low is not None and item.low < 100 and last.low is not None:
            last.low = last.high = last.low + Fraction(item.low) / 100
            last.end = cents.end()
            return True
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
    elif not _may_join(_blanks(match["word"]), last, low, rules):
        return False
    if last.role == "identifier" or item.role == "identifier":
        if last.rule == "identifier" and item.rule == "digits" and len(last.figure) < 4 and len(item.figure) < 4:
            item.role = item.rule = "identifier"
        return False
    swap = match is not None and bool(match["word"]) and _blanks(match["word"]) in rules.alternative
    return _range(last, item, swap)


def _may_join(word: str, last: _Found, low: str, rules: NumberRules) -> bool:
    if word in rules.alternative:
        return True
    before = _words_before(low, last.start)
    if word in rules.joiners and word != "ke":
        return True
    if word == "ke":
        return bool(before) and before[-1] == "dari"
    return bool(before) and before[-1].lstrip(_OPENERS) in rules.between


def _spread(last: _Found, item: _Found) -> bool:
    if last.low is None or item.low is None or last.high != last.low or item.high != item.low or item.low < 0:
        return False
    last.low, last.high = last.low - item.low, last.low + item.low
    last.end, last.measure, last.rule = item.end, last.measure or item.measure, "range"
    return True


def _range(last: _Found, item: _Found, swap: bool) -> bool:
    low, high = last.low, item.high
    if low is None or high is None or (last.measure and item.measure and last.measure != item.measure):
        return False
    if last.measure == "persen" and item.measure is None:
        return False
    if last.scale == 1 and item.scale > 1 and not last.approx and last.raw < item.raw:
        low = last.raw * item.scale
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
    last.slip = last.slip if last.slip is not None else item.slip
    last.in_words = last.in_words and item.in_words
    return True


def _is_score(last: _Found, item: _Found, low: str, rules: NumberRules) -> bool:
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
    return any(word.strip(_BARRIERS + _OPENERS) in rules.score_cues for word in nearby)


def _mention(item: _Found, low: str, text: str, rules: NumberRules) -> NumberMention:
    bound, about, rule = None, False, item.rule
    if item.role == "cardinal":
        bound, about, rule = _bounds(item, low, rules)
    minimum = None if bound == "at_most" else item.low
    maximum = None if bound == "at_least" else item.high
    flags: tuple[Flag, ...] = ()
    if item.slip is not None:
        flags = (
            Flag(
                kind="slip", start=item.start, end=item.end,
                params={"text": text[item.start : item.end], "likely": _plain(item.slip)},
            ),
        )  # fmt: skip
    return NumberMention(
        item.start, item.end, _plain(minimum), _plain(maximum), item.approx or about, rule, item.measure,
        item.role, item.in_words, flags,  # type: ignore[arg-type]
    )  # fmt: skip


def _plain(value: Exact | None) -> Number | None:
    if value is None or isinstance(value, int):
        return value
    return value.numerator if value.denominator == 1 else float(value)


def _bounds(item: _Found, low: str, rules: NumberRules) -> tuple[str | None, bool, str]:
    """The bound that words before or after set, whether they hedge, and the id of the rule."""
    bound: str | None = None
    about = False
    rule = item.rule
    words = _words_before(low, item.start)
    size = len(words)
    skipped = 0
    while size:
        word = words[size - 1].lstrip(_OPENERS).rstrip(":")
        if word in rules.before_last:
            hit, length = _longest(words, size, rules)
            if hit is not None:
                if hit[1] == "about":
                    about = True
                elif bound is None:
                    bound = hit[1]
                else:
                    break
                rule = hit[0] if bound is None or hit[1] != "about" else rule
                size -= length
                continue
        if word in rules.fillers and skipped < 3:
            size -= 1
            skipped += 1
            continue
        break
    if bound is None:
        far = _far(words, size, rules)
        if far is not None:
            rule, bound = far
    if bound is None:
        rule_after, bound, hedged = _after(item, low, rules)
        about = about or hedged
        rule = rule_after or rule
    return bound, about, rule


def _longest(words: list[str], size: int, rules: NumberRules) -> tuple[tuple[str, str] | None, int]:
    for length in (4, 3, 2, 1):
        if length > size:
            continue
        phrase = words[size - length : size]
        if length > 1 and any(word[-1] in _BARRIERS for word in phrase[:-1]):
            continue
        key = " ".join(phrase).lstrip(_OPENERS).rstrip(":")
        hit = rules.before.get(key)
        if hit is not None:
            return hit, length
    return None, 0


def _far(words: list[str], size: int, rules: NumberRules) -> tuple[str, str] | None:
    """*minimal melayani 500*: an adverb of the clause, one or two words away."""
    for _ in range(2):
        if not size:
            return None
        word = words[size - 1]
        if word in rules.far_stops or word[-1] in _BARRIERS or not word.isalpha():
            return None
        size -= 1
        if size and words[size - 1].lstrip(_OPENERS) in rules.far_last:
            for length in (2, 1):
                if length <= size:
                    hit = rules.far.get(" ".join(words[size - length : size]).lstrip(_OPENERS))
                    if hit is not None:
                        return hit
    return None


def _after(item: _Found, low: str, rules: NumberRules) -> tuple[str | None, str | None, bool]:
    match = rules.after.match(low, item.end)
    if match is not None:
        if match["glued"] == "+":
            return "at_least", "at_least", False
        if match["glued"]:
            return "about", None, True
        rule, bound = rules.after_words[_blanks(match["word"])]
        if bound == "about":
            return rule, None, True
        compared = match["word"].endswith("lebih") and match["next"] in rules.comparisons
        if not compared:
            return rule, bound, False
        return None, None, False
    noun = rules.after_noun.match(low, item.end)
    if noun is not None and (noun["end"] is not None or noun["next"] in rules.goes_on):
        rule, bound = rules.after_noun_words[_blanks(noun["word"])]
        return rule, bound, False
    return None, None, False
