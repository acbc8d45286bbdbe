"""Whose count a figure is (``rules/counters.yaml``): *data BPS*, *menurut catatan Kemenkes*, *BNPB mencatat*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from extractor.close.speech import Speakers
from extractor.mentions import Sentence, Skimmed
from extractor.rules import RuleSet
from extractor.rules.words import any_of, filled, rows_by_id
from extractor.text.wordsearch import WordSearch

_START: Final = itemgetter(1)


@dataclass(slots=True, frozen=True)
class Count:
    """A cue with the body that counts."""

    start: int
    end: int
    body: str


@dataclass(frozen=True)
class CounterSearch:
    """The compiled cues."""

    places: WordSearch
    words: tuple[tuple[str, Mapping[str, Any]], ...]
    not_counts: re.Pattern[str]
    fillers: re.Pattern[str]
    goes_on: re.Pattern[str]


@lru_cache(maxsize=8)
def compile_counters(ruleset: RuleSet) -> CounterSearch:
    """The counter cues of a ruleset."""
    data = ruleset.yaml("counters.yaml")
    words: dict[str, Mapping[str, Any]] = {}
    for row in data["cues"]:
        for form in row["phrases"]:
            words.setdefault(form, row)
            words.setdefault(form[0].upper() + form[1:], row)
    feats = any_of(word for row in data["not_counts"] for word in row["phrases"])
    around = rows_by_id(data["around"])
    return CounterSearch(
        places=WordSearch(words),
        words=tuple(words.items()),
        not_counts=re.compile(rf"\s+(?:{feats})\b"),
        fillers=re.compile(filled(r"\s*(?:(?:«source»|(?:«as_of»)\s+\w+(?:\s+\d{4})?)\s+)*", around)),
        goes_on=re.compile(filled(r"(?:«goes_on»|(?:«meanwhile»),? (?:«meanwhile_then»))\b", around)),
    )


class Counters:
    """The counting bodies of one article. Ask :meth:`counted_by` for a figure."""

    __slots__ = ("_cues", "_found", "_search", "_sentences", "_speakers", "_text")

    def __init__(self, text: str, skimmed: Skimmed, speakers: Speakers, ruleset: RuleSet) -> None:
        self._text = text
        self._sentences = skimmed.sentences
        self._speakers = speakers
        self._search = compile_counters(ruleset)
        self._cues = self._search.places.find(text)
        self._found: dict[int, list[Count]] = {}

    def _in_sentence(self, index: int) -> list[Count]:
        """The counts told of in a sentence."""
        known = self._found.get(index)
        if known is None:
            known = self._found[index] = self._find(self._sentences[index])
        return known

    def _find(self, sentence: Sentence) -> list[Count]:
        text, directory, search = self._text, self._speakers.directory, self._search
        found: list[Count] = []
        first, last = (bisect_left(self._cues, place, key=_START) for place in (sentence.start, sentence.end))
        for which, start, end in self._cues[first:last]:
            if (start and (text[start - 1].isalnum() or text[start - 1] == "-")) or (
                end < len(text) and text[end].isalnum()
            ):
                continue
            rule = search.words[which][1]
            if rule["position"] == "owner_after":
                match = search.fillers.match(text, end)
                position = match.end() if match is not None else end
                if position == end or not text[position : position + 1].isupper():
                    continue
                named = directory.after(position, sentence.end)
            else:
                if search.not_counts.match(text, end):
                    continue
                named = directory.before(sentence.start, start)
            if named is None or named.who != "organisation" or named.name is None or not directory.is_house(named):
                continue
            if rule.get("body_only") and not directory.is_body(named):
                continue
            found.append(Count(start, end, directory.organisation(named.name)))
        return found

    def counted_by(self, start: int, end: int) -> str | None:
        """The body whose count ``text[start:end]`` is; by its sentence, or by the one that it continues."""
        if not self._cues or not self._speakers.layout.paragraphs:
            return None
        paragraph, index = self._speakers.layout.place(start)
        here = self._in_sentence(index)
        if here:
            before = [count for count in here if count.end <= start]
            return (before[-1] if before else here[0]).body
        if index > paragraph.first and self._continues(self._sentences[index]):
            earlier = self._in_sentence(index - 1)
            return earlier[-1].body if earlier else None
        return None

    def _continues(self, sentence: Sentence) -> bool:
        return self._search.goes_on.match(self._text, sentence.start) is not None
