"""Sums that an article states itself: wholes with their parts, remainders, shares of a hundred."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractor.close.flags.cues import CheckCues, compile_cues
from extractor.mentions import Number, NumberMention, Sentence
from extractor.models import Flag, QuantityFact
from extractor.rules import RuleSet

_NOUN: Final = re.compile(r"\s?\(?([a-z][a-z-]{1,24})(?:\s([a-z][a-z-]{1,24}))?(?:\s([a-z][a-z-]{1,24}))?", re.I)
_BULLET: Final = re.compile(r"(?:[-•*–]|\d{1,2}[.)]|[a-z][.)])\s?", re.I)
# A whole smaller than this is counted off too easily by chance to confirm a sum from another sentence.
_SMALLEST_WHOLE: Final = 5


def check_sums(
    text: str,
    sentences: Sequence[Sentence],
    numbers: Sequence[NumberMention],
    quantities: Sequence[QuantityFact],
    ruleset: RuleSet,
) -> tuple[Flag, ...]:
    """``sum_ok`` and ``sum_mismatch`` for wholes whose parts the text lists; the flag stands at the whole.

    ``params``: ``total``, ``sum``, ``parts`` (as the text has them, joined by " + ") and ``text``, the whole in words.
    """
    rules = compile_cues(ruleset)
    flags: list[Flag] = []
    flagged: set[int] = set()
    exact = [number for number in numbers if number.role == "cardinal"]
    if len(exact) < 2:
        return ()  # a whole and a part at least
    starts = [number.start for number in exact]
    sentence_starts = [sentence.start for sentence in sentences]
    wholes = _Wholes(exact)
    place = -1
    for number in exact:
        if place >= 0 and number.start < sentences[place].end:
            continue  # in the sentence just looked at
        place = bisect_right(sentence_starts, number.start) - 1
        if place < 0 or sentences[place].title or number.start >= sentences[place].end:
            continue
        sentence = sentences[place]
        within = exact[bisect_right(starts, sentence.start - 1) : bisect_right(starts, sentence.end - 1)]
        flag = None
        # a whole and two parts, in the sentence or in the lines below it
        cue = None
        if len(within) >= 3 or text[sentence.end - 1] == ":":
            cue = rules.complete.search(text, sentence.start, sentence.end)
        if cue is not None:
            flag = _after_cue(text, sentence, sentences, place, within, exact, starts, cue, rules)
        if flag is None and len(within) >= 3 and rules.remainder.search(text, sentence.start, sentence.end):
            flag = _with_remainder(text, sentence, within, rules)
        if flag is None and len(within) >= 2:
            flag = _shares(text, sentence, within, rules)
        if flag is None and len(within) >= 3:
            flag = _confirmed_elsewhere(text, sentence, within, wholes, cue, rules)
        if flag is not None and flag.start not in flagged:
            flagged.add(flag.start)
            flags.append(flag)
    facts = _FactsAt(quantities) if flags else None
    return tuple(facts.named_in(flag) for flag in flags) if facts is not None else ()


def _after_cue(
    text: str,
    sentence: Sentence,
    sentences: Sequence[Sentence],
    place: int,
    within: Sequence[NumberMention],
    exact: Sequence[NumberMention],
    starts: Sequence[int],
    cue: re.Match[str],
    rules: CheckCues,
) -> Flag | None:
    """*29 naskah … terdiri dari tiga naskah, sembilan naskah, dan 17 naskah*, or a list in the lines below."""
    wholes = [number for number in within if number.end <= cue.start()]
    if not wholes or rules.incomplete.search(text, cue.end(), sentence.end):
        return None
    parts = [number for number in within if number.start >= cue.end()]
    if not parts and text[sentence.end - 1] == ":":
        parts = _listed_below(text, sentences, place, exact, starts)
    for whole in reversed(wholes):
        same = [part for part in parts if part.measure == whole.measure]
        if len(same) < 2 or not _comparable([whole, *same]) or not _same_noun(text, whole, same, rules):
            continue
        if any(part.min is not None and whole.min is not None and part.min >= whole.min for part in same):
            continue
        return _flag(text, whole, same, contradict=len(same) == len(parts) or whole.measure is not None)
    return None


def _listed_below(
    text: str, sentences: Sequence[Sentence], place: int, exact: Sequence[NumberMention], starts: Sequence[int]
) -> list[NumberMention]:
    """One number from each bulleted line that follows; none when a line holds another count of numbers."""
    parts: list[NumberMention] = []
    for sentence in sentences[place + 1 :]:
        bullet = _BULLET.match(text, sentence.start, sentence.end)
        if bullet is None:
            break
        found = exact[bisect_right(starts, bullet.end() - 1) : bisect_right(starts, sentence.end - 1)]
        if len(found) != 1:
            return []
        parts.append(found[0])
    return parts


def _with_remainder(text: str, sentence: Sentence, within: Sequence[NumberMention], rules: CheckCues) -> Flag | None:
    """*dari 300 peserta, 180 laki-laki dan sisanya 120 perempuan*: three numbers, the last is the remainder."""
    word = rules.remainder.search(text, sentence.start, sentence.end)
    whole = within[0]
    parts = [number for number in within[1:] if number.measure == whole.measure]
    if word is None or len(parts) != 2 or not _comparable([whole, *parts]):
        return None
    before = text[sentence.start : whole.start].split()
    if not before or before[-1].lower() not in rules.before_whole:
        return None
    gap = min(abs(word.end() - parts[1].start), abs(word.start() - parts[1].end))
    if gap > 2 or any(_below(whole, part) for part in parts) or not _same_noun(text, whole, parts, rules):
        return None
    if rules.incomplete.search(text, whole.end, parts[0].start):
        return None
    return _flag(text, whole, parts, contradict=True)


def _shares(text: str, sentence: Sentence, within: Sequence[NumberMention], rules: CheckCues) -> Flag | None:
    """*60 persen … dan sisanya 40 persen*, *51,3 persen laki-laki dan 47,7 persen perempuan*: parts of a hundred."""
    shares = [number for number in within if number.measure == "persen"]
    if len(shares) < 2:
        return None
    incomplete = rules.incomplete.search(text, sentence.start, shares[-1].start)
    for first, second in pairwise(shares):
        if not _comparable([first, second]) or any(not 0 < (share.min or 0) < 100 for share in (first, second)):
            continue
        if incomplete is not None and incomplete.end() <= second.start:
            return None
        remainder = rules.remainder.search(text, first.end, second.start)
        rest = len(shares) == 2 and remainder is not None and second.start - remainder.end() <= 2
        if rest or _names_both(text, first, second, sentence, rules):
            total = _plain((first.min or 0) + (second.min or 0))
            # Each share may be rounded by half its last digit; whole percents are taken as they stand.
            slack = 0.5 * ((first.grain or 0) + (second.grain or 0)) * 1.0001
            # Far from a hundred, the two are shares of different things.
            if 80 <= total <= 120:
                return _flag_of(
                    text, first, 100, total, [first, second], fits=abs(total - 100) <= slack, shown="100 persen"
                )
    return None


def _names_both(text: str, first: NumberMention, second: NumberMention, sentence: Sentence, rules: CheckCues) -> bool:
    """Whether the two shares are of a pair that makes the whole, such as men and women."""
    end = min(sentence.end, second.end + 16)
    return any(
        (one.search(text, first.end, second.start) and other.search(text, second.end, end))
        or (other.search(text, first.end, second.start) and one.search(text, second.end, end))
        for one, other in rules.pairs
    )


def _below(whole: NumberMention, part: NumberMention) -> bool:
    return whole.min is None or part.min is None or part.min >= whole.min


def _confirmed_elsewhere(
    text: str,
    sentence: Sentence,
    within: Sequence[NumberMention],
    wholes: _Wholes,
    complete: re.Match[str] | None,
    rules: CheckCues,
) -> Flag | None:
    """Parts of one noun, listed behind a cue, that add up to a number said before them (*29 mitra*): ``sum_ok``.

    ``complete`` is the cue of a complete list in the sentence; one of a partial list goes before it.
    """
    cue = rules.partial.search(text, sentence.start, sentence.end) or complete
    if cue is None or rules.incomplete.search(text, cue.end(), sentence.end):
        return None
    parts = [number for number in within if number.start >= cue.end()]
    if len(parts) < 3 or not _comparable(parts) or len({part.measure for part in parts}) > 1:
        return None
    nouns = {(_nouns(text, part, rules) or [""])[0] for part in parts}
    if len(nouns) > 1:
        return None
    total = sum(part.min for part in parts if part.min is not None)
    if total < _SMALLEST_WHOLE:
        return None
    whole = wholes.before(sentence.start, total, parts[0].measure)
    return _flag(text, whole, parts, contradict=False) if whole is not None else None


class _Wholes:
    """The numbers of an article by value and measure; sorted by place, made when first asked for."""

    def __init__(self, numbers: Sequence[NumberMention]) -> None:
        self._numbers = numbers
        self._by_value: dict[tuple[Number, str | None], list[NumberMention]] | None = None

    def before(self, position: int, value: Number, measure: str | None) -> NumberMention | None:
        """The last number of that value before ``position``."""
        if self._by_value is None:
            self._by_value = {}
            for number in self._numbers:
                if number.min is not None and number.min == number.max:
                    self._by_value.setdefault((number.min, number.measure), []).append(number)
        alike = self._by_value.get((value, measure), [])
        index = bisect_left(alike, position, key=_start) - 1
        return alike[index] if index >= 0 else None


def _start(number: NumberMention | QuantityFact) -> int:
    return number.start


def _comparable(numbers: Sequence[NumberMention]) -> bool:
    return all(n.min is not None and n.min == n.max and not n.approx and not n.flags for n in numbers)


def _nouns(text: str, number: NumberMention, rules: CheckCues) -> list[str]:
    match = _NOUN.match(text, number.end)
    if match is None:
        return []
    nouns: list[str] = []
    for word in match.groups():
        if word is None or word.lower() in rules.no_noun:
            break
        nouns.append(word.lower())
    return nouns


def _same_noun(text: str, whole: NumberMention, parts: Sequence[NumberMention], rules: CheckCues) -> bool:
    """Whether each part counts what the whole counts: a shared noun, or a measure, or no noun of its own."""
    if whole.measure is not None:
        return True
    nouns = set(_nouns(text, whole, rules))
    if not nouns:
        return all(len(part_nouns) < 4 for part_nouns in (_nouns(text, part, rules) for part in parts)) and any(
            (part.grain or 0) >= 1 for part in parts
        )
    return all(not (own := _nouns(text, part, rules)) or nouns & set(own) for part in parts)


def _flag(text: str, whole: NumberMention, parts: Sequence[NumberMention], *, contradict: bool) -> Flag | None:
    total = _plain(sum(part.min for part in parts if part.min is not None))
    assert whole.min is not None
    tolerance = 0.5 * sum(number.grain or 0 for number in (whole, *parts)) * 1.0001
    fits = abs(total - whole.min) <= max(tolerance, 1e-9 * abs(total))
    if not fits and not contradict:
        return None
    return _flag_of(text, whole, whole.min, total, parts, fits=fits)


def _flag_of(
    text: str,
    whole: NumberMention,
    expected: Number,
    total: Number,
    parts: Sequence[NumberMention],
    *,
    fits: bool,
    shown: str | None = None,
) -> Flag:
    return Flag(
        kind="sum_ok" if fits else "sum_mismatch",
        start=whole.start,
        end=whole.end,
        params={
            "text": shown or text[whole.start : whole.end],
            "total": expected,
            "sum": total,
            "parts": " + ".join(text[part.start : part.end] for part in parts),
        },
    )


def _plain(value: Number) -> Number:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


class _FactsAt:
    """The facts of an article by place and by value. They come sorted and do not overlap."""

    def __init__(self, facts: Sequence[QuantityFact]) -> None:
        self._facts = facts
        self._by_value: dict[Number, list[int]] = {}
        for index, fact in enumerate(facts):
            if fact.min is not None and fact.min == fact.max:
                self._by_value.setdefault(fact.min, []).append(index)

    def named_in(self, flag: Flag) -> Flag:
        """The flag with the facts at its whole, and where the sum fits those elsewhere that give the same figure."""
        chosen: set[int] = set()
        index = bisect_left(self._facts, flag.end, key=_start) - 1
        while index >= 0 and self._facts[index].end > flag.start:
            chosen.add(index)
            index -= 1
        total = flag.params["total"] if flag.kind == "sum_ok" else None
        if isinstance(total, (int, float)):
            chosen.update(self._by_value.get(total, ()))
        ids = tuple(self._facts[index].fact_id for index in sorted(chosen))
        return flag.model_copy(update={"fact_ids": ids}) if ids else flag
