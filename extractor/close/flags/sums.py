"""Sums that an article states itself: wholes with their parts, remainders, shares of a hundred."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from extractor.mentions import Number, NumberMention, Sentence
from extractor.models import Flag, QuantityFact
from extractor.rules import RuleSet
from extractor.rules.words import any_of

FILE: Final = "checks.yaml"
_NOUN: Final = re.compile(r"\s?\(?([a-z][a-z-]{1,24})(?:\s([a-z][a-z-]{1,24}))?(?:\s([a-z][a-z-]{1,24}))?", re.I)
# A whole smaller than this is counted off too easily by chance to confirm a sum from another sentence.
_SMALLEST_WHOLE: Final = 5
Numbers = Sequence[NumberMention]


class CheckCues:
    """Cues of the checks, each a pattern of whole words. KeyError names a part that the file lacks."""

    def __init__(self, ruleset: RuleSet) -> None:
        rules = ruleset.yaml(FILE)
        sums, title = rules["sums"], rules["title_body"]
        self.complete, self.partial = _words(sums["complete"]), _words(sums["partial"])
        self.remainder, self.incomplete = _words(sums["remainder"]), _words(sums["incomplete"])
        self.before_whole, self.no_noun = frozenset(sums["whole"]), frozenset(sums["no_noun"])
        self.pairs = tuple((_words([first]), _words([second])) for first, second in sums["pairs"])
        self.hedges, self.title_hedges = _words(title["hedges"]), _words(title["title_hedges"])


def _words(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(words)})(?![\w-])", re.I)


compile_cues: Final = lru_cache(maxsize=8)(CheckCues)


def check_sums(
    text: str,
    sentences: Sequence[Sentence],
    numbers: Numbers,
    quantities: Sequence[QuantityFact],
    ruleset: RuleSet,
) -> tuple[Flag, ...]:
    """``sum_ok`` and ``sum_mismatch`` for wholes whose parts the text lists; the flag stands at the whole.

    ``params``: ``total``, ``sum``, ``parts`` (as the text has them, joined by " + ") and ``text``, the whole in words.
    """
    exact = [number for number in numbers if number.role == "cardinal"]
    if len(exact) < 2:
        return ()  # a whole and a part at least
    flags = {flag.start: flag for flag in reversed(list(_Sums(text, exact, ruleset).check(sentences)))}
    facts = _FactsAt(quantities) if flags else None
    return tuple(facts.named_in(flag) for _, flag in sorted(flags.items())) if facts is not None else ()


class _Sums:
    """The sums of one article, with its numbers."""

    def __init__(self, text: str, numbers: Numbers, ruleset: RuleSet) -> None:
        self._text = text
        self._numbers = numbers
        self._rules = compile_cues(ruleset)
        self._by_value: dict[tuple[Number, str | None], list[NumberMention]] = {}

    def check(self, sentences: Sequence[Sentence]) -> Iterator[Flag]:
        """A flag of each sentence that states a sum."""
        starts = [sentence.start for sentence in sentences]
        for place, numbers in groupby(self._numbers, key=lambda number: bisect_right(starts, number.start) - 1):
            sentence = sentences[place]
            within = [number for number in numbers if number.start < sentence.end]
            if place < 0 or sentence.title or len(within) < 2:
                continue
            flag = self._shares(sentence, within)
            if len(within) > 2:  # a whole and two parts
                cue = self._rules.complete.search(self._text, sentence.start, sentence.end)
                flag = (
                    self._after_cue(sentence, within, cue)
                    or self._with_remainder(sentence, within)
                    or flag
                    or self._confirmed_elsewhere(sentence, within, cue)
                )
            if flag is not None:
                yield flag

    def _after_cue(self, sentence: Sentence, within: Numbers, cue: re.Match[str] | None) -> Flag | None:
        """*29 naskah … terdiri dari tiga naskah, sembilan naskah, dan 17 naskah*."""
        if cue is None or self._rules.incomplete.search(self._text, cue.end(), sentence.end):
            return None
        parts = [number for number in within if number.start >= cue.end()]
        for whole in reversed([number for number in within if number.end <= cue.start()]):
            same = [part for part in parts if part.measure == whole.measure]
            if len(same) > 1 and self._make_up(whole, same):
                return self._flag(whole, same, contradict=len(same) == len(parts) or whole.measure is not None)
        return None

    def _with_remainder(self, sentence: Sentence, within: Numbers) -> Flag | None:
        """*dari 300 peserta, 180 laki-laki dan sisanya 120 perempuan*: three numbers, the last is the remainder."""
        text, rules, whole = self._text, self._rules, within[0]
        word = rules.remainder.search(text, sentence.start, sentence.end)
        parts = [number for number in within[1:] if number.measure == whole.measure]
        before = text[sentence.start : whole.start].split()
        if word is None or len(parts) != 2 or not before or before[-1].lower() not in rules.before_whole:
            return None
        near = min(abs(word.end() - parts[1].start), abs(word.start() - parts[1].end)) <= 2
        if not near or rules.incomplete.search(text, whole.end, parts[0].start) or not self._make_up(whole, parts):
            return None
        return self._flag(whole, parts, contradict=True)

    def _shares(self, sentence: Sentence, within: Numbers) -> Flag | None:
        """*60 persen … dan sisanya 40 persen*, *51,3 persen laki-laki dan 47,7 persen perempuan*: of a hundred."""
        shares = [number for number in within if number.measure == "persen"]
        incomplete = None
        if len(shares) > 1:
            incomplete = self._rules.incomplete.search(self._text, sentence.start, shares[-1].start)
        for first, second in pairwise(shares):
            if not _comparable([first, second]) or not all(0 < (share.min or 0) < 100 for share in (first, second)):
                continue
            if incomplete is not None and incomplete.end() <= second.start:
                return None
            remainder = self._rules.remainder.search(self._text, first.end, second.start)
            rest = len(shares) == 2 and remainder is not None and second.start - remainder.end() <= 2
            total = _plain((first.min or 0) + (second.min or 0))
            # Far from a hundred, the two are shares of different things.
            if 80 <= total <= 120 and (rest or self._names_both(first, second, sentence)):
                # Each share may be rounded by half its last digit; whole percents are taken as they stand.
                slack = 0.5 * ((first.grain or 0) + (second.grain or 0)) * 1.0001
                return self._flag_of(first, "100 persen", 100, total, [first, second], abs(total - 100) <= slack)
        return None

    def _names_both(self, first: NumberMention, second: NumberMention, sentence: Sentence) -> bool:
        """Whether the two shares are of a pair that makes the whole, such as men and women."""
        text, end = self._text, min(sentence.end, second.end + 16)
        return any(
            one.search(text, first.end, second.start) and other.search(text, second.end, end)
            for pair in self._rules.pairs
            for one, other in (pair, pair[::-1])
        )

    def _confirmed_elsewhere(self, sentence: Sentence, within: Numbers, complete: re.Match[str] | None) -> Flag | None:
        """Parts of one noun, listed behind a cue, that add up to a number said before them (*29 mitra*): ``sum_ok``.

        ``complete`` is the cue of a complete list in the sentence; one of a partial list goes before it.
        """
        cue = self._rules.partial.search(self._text, sentence.start, sentence.end) or complete
        if cue is None or self._rules.incomplete.search(self._text, cue.end(), sentence.end):
            return None
        parts = [number for number in within if number.start >= cue.end()]
        kinds = {(part.measure, *self._nouns(part)[:1]) for part in parts}
        if len(parts) < 3 or len(kinds) > 1 or not _comparable(parts):
            return None
        if not self._by_value:
            for number in self._numbers:
                if number.min is not None and number.min == number.max:
                    self._by_value.setdefault((number.min, number.measure), []).append(number)
        total = sum(part.min for part in parts if part.min is not None)
        alike = self._by_value.get((total, parts[0].measure), [])
        index = bisect_left(alike, sentence.start, key=_start) - 1
        return self._flag(alike[index], parts, contradict=False) if index >= 0 and total >= _SMALLEST_WHOLE else None

    def _make_up(self, whole: NumberMention, parts: Numbers) -> bool:
        """Whether parts may make up a whole: smaller, exact, each with a noun of the whole, a measure, or none."""
        if not _comparable([whole, *parts]) or any((part.min or 0) >= (whole.min or 0) for part in parts):
            return False
        if whole.measure is not None:
            return True
        nouns = set(self._nouns(whole))
        if not nouns:
            return any((part.grain or 0) >= 1 for part in parts)
        return all(not (own := self._nouns(part)) or nouns & set(own) for part in parts)

    def _nouns(self, number: NumberMention) -> list[str]:
        match = _NOUN.match(self._text, number.end)
        nouns: list[str] = []
        for word in match.groups() if match is not None else ():
            if word is None or word.lower() in self._rules.no_noun:
                break
            nouns.append(word.lower())
        return nouns

    def _flag(self, whole: NumberMention, parts: Numbers, *, contradict: bool) -> Flag | None:
        total, expected = _plain(sum(part.min for part in parts if part.min is not None)), whole.min or 0
        tolerance = 0.5 * sum(number.grain or 0 for number in (whole, *parts)) * 1.0001
        fits = abs(total - expected) <= max(tolerance, 1e-9 * abs(total))
        if not fits and not contradict:
            return None
        return self._flag_of(whole, self._text[whole.start : whole.end], expected, total, parts, fits)

    def _flag_of(
        self, whole: NumberMention, shown: str, expected: Number, total: Number, parts: Numbers, fits: bool
    ) -> Flag:
        listed = " + ".join(self._text[part.start : part.end] for part in parts)
        return Flag(
            kind="sum_ok" if fits else "sum_mismatch",
            start=whole.start,
            end=whole.end,
            params={"text": shown, "total": expected, "sum": total, "parts": listed},
        )


def _start(number: NumberMention | QuantityFact) -> int:
    return number.start


def _comparable(numbers: Numbers) -> bool:
    return all(n.min is not None and n.min == n.max and not n.approx and not n.flags for n in numbers)


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
