"""Sums that an article states itself: wholes with their parts, and remainders."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from extractor.close.draft import Draft
from extractor.mentions import Number, NumberMention, Sentence
from extractor.models import Flag
from extractor.rules import RuleSet
from extractor.rules.words import any_of
from extractor.text.layout import START, between

FILE: Final = "checks.yaml"
_NOUN: Final = re.compile(r"\s?\(?([a-z][a-z-]{1,24})(?:\s([a-z][a-z-]{1,24}))?(?:\s([a-z][a-z-]{1,24}))?", re.I)
# A whole smaller than this is counted off too easily by chance to confirm a sum from another sentence.
_SMALLEST_WHOLE: Final = 5
# No longer than this are the words that call a part the remainder.
_REACH: Final = 40
Numbers = Sequence[NumberMention]


class CheckCues:
    """Cues of the checks, each a pattern of whole words. KeyError names a part that the file lacks."""

    def __init__(self, ruleset: RuleSet) -> None:
        rules = ruleset.yaml(FILE)
        sums, title = rules["sums"], rules["title_body"]
        self.complete, self.partial = _words(sums["complete"]), _words(sums["partial"])
        self.incomplete = _words(sums["incomplete"])
        remainder, whole, no_noun = (any_of(sums[part]) for part in ("remainder", "whole", "no_noun"))
        self.remainder_before = re.compile(rf"(?<![\w-])(?:{remainder}),?\s(?:(?:{whole})\s)?$", re.I)
        self.remainder_behind = re.compile(rf"(?:\s(?!(?:{no_noun})\s)\w[\w-]*)?\s(?:{remainder})(?![\w-])", re.I)
        self.before_whole, self.no_noun = frozenset(sums["whole"]), frozenset(sums["no_noun"])
        self.hedges, self.title_hedges = _words(title["hedges"]), _words(title["title_hedges"])


def _words(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(words)})(?![\w-])", re.I)


compile_cues: Final = lru_cache(maxsize=8)(CheckCues)


def check_sums(draft: Draft, ruleset: RuleSet) -> Iterator[Flag]:
    """``sum_ok`` and ``sum_mismatch`` for wholes whose parts the text lists; the flag stands at the whole.

    ``params``: ``total``, ``sum``, ``parts`` (as the text has them, joined by " + ") and ``text``, the whole in words.
    """
    found = list(_Sums(draft, ruleset).check())
    yield from {flag.start: flag for flag in reversed(found)}.values()


class _Sums:
    """The sums of one article, with its numbers."""

    def __init__(self, draft: Draft, ruleset: RuleSet) -> None:
        self._draft = draft
        self._text = draft.article.text
        self._rules = compile_cues(ruleset)
        self._by_value: dict[tuple[Number, str | None], list[NumberMention]] = {}
        self._numbers = [number for number in draft.numbers if number.role == "cardinal"]
        for number in self._numbers:
            if number.min is not None and number.min == number.max:
                self._by_value.setdefault((number.min, number.measure), []).append(number)

    def check(self) -> Iterator[Flag]:
        """A flag of each sentence that states a sum."""
        sentences = self._draft.sentences
        starts = [sentence.start for sentence in sentences]
        for place, numbers in groupby(self._numbers, key=lambda number: bisect_right(starts, number.start) - 1):
            sentence = sentences[place]
            within = [number for number in numbers if number.start < sentence.end]
            if place < 0 or sentence.title or len(within) < 3:  # a whole and two parts
                continue
            complete = self._rules.complete.search(self._text, sentence.start, sentence.end)
            cue = self._rules.partial.search(self._text, sentence.start, sentence.end) or complete
            flag = self._stated(sentence, within, complete) or self._with_remainder(sentence, within)
            if (flag := flag or self._confirmed(sentence, within, cue)) is not None:
                yield flag

    def _parts(self, sentence: Sentence, within: Numbers, cue: re.Match[str] | None) -> Numbers:
        """The numbers that a list behind a cue gives, if it may be whole."""
        if cue is None or self._rules.incomplete.search(self._text, cue.end(), sentence.end):
            return ()
        return [number for number in within if number.start >= cue.end()]

    def _stated(self, sentence: Sentence, within: Numbers, cue: re.Match[str] | None) -> Flag | None:
        """*29 naskah … terdiri dari tiga naskah, sembilan naskah, dan 17 naskah*."""
        parts = self._parts(sentence, within, cue)
        for whole in reversed([number for number in within if cue is not None and number.end <= cue.start()]):
            same = [part for part in parts if part.measure == whole.measure]
            if len(same) > 1 and self._make_up(whole, same):
                return self._flag(whole, same, contradict=len(same) == len(parts) or whole.measure is not None)
        return None

    def _with_remainder(self, sentence: Sentence, within: Numbers) -> Flag | None:
        """*dari 300 peserta, 180 laki-laki dan sisanya 120 perempuan*: the last of two parts is the remainder.

        The word stands at that part, or right behind its noun: *dan 14,15 juta keluarga sisanya*.
        """
        text, rules, whole = self._text, self._rules, within[0]
        parts = [number for number in within[1:] if number.measure == whole.measure]
        before = text[sentence.start : whole.start].split()
        if len(parts) != 2 or not before or before[-1].lower() not in rules.before_whole:
            return None
        last = parts[1]
        told = rules.remainder_before.search(text, max(parts[0].end, last.start - _REACH), last.start)
        told = told or rules.remainder_behind.match(text, last.end, min(sentence.end, last.end + _REACH))
        open_ = rules.incomplete.search(text, whole.end, parts[0].start)
        fits = told is not None and open_ is None and self._make_up(whole, parts)
        return self._flag(whole, parts, contradict=True) if fits else None

    def _confirmed(self, sentence: Sentence, within: Numbers, cue: re.Match[str] | None) -> Flag | None:
        """Parts of one noun, listed behind a cue, that add up to a number said before them (*29 mitra*): ``sum_ok``."""
        parts = self._parts(sentence, within, cue)
        kinds = {(part.measure, *self._nouns(part)[:1]) for part in parts}
        if len(parts) < 3 or len(kinds) > 1 or not _comparable(parts):
            return None
        total = sum(part.min for part in parts if part.min is not None)
        alike = self._by_value.get((total, parts[0].measure), [])
        index = bisect_left(alike, sentence.start, key=START) - 1
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
        listed = " + ".join(self._text[part.start : part.end] for part in parts)
        params = {"text": self._text[whole.start : whole.end], "total": expected, "sum": total, "parts": listed}
        kind, start, end = "sum_ok" if fits else "sum_mismatch", whole.start, whole.end
        at_whole = self._draft.quantities[slice(*between(self._draft.quantities, start, end))]
        facts = tuple(fact.fact_id for fact in at_whole)
        return Flag(kind=kind, start=start, end=end, params=params, fact_ids=facts)


def _comparable(numbers: Numbers) -> bool:
    return all(n.min is not None and n.min == n.max and not n.approx and not n.flags for n in numbers)


def _plain(value: Number) -> Number:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
