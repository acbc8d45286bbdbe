"""Whose count a figure is (``rules/counters.yaml``): *data BPS*, *menurut catatan Kemenkes*, *BNPB mencatat*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from extractor.close.kept import kept
from extractor.close.links.choice import Linked
from extractor.close.links.finder import Finder
from extractor.rules import RuleSet
from extractor.rules.words import any_of, filled, rows_by_id
from extractor.text.layout import at
from extractor.text.wordsearch import WordSearch, is_apart

_START: Final = itemgetter(1)


class CounterSearch:
    """The compiled cues."""

    def __init__(self, ruleset: RuleSet) -> None:
        data = ruleset.yaml("counters.yaml")
        words: dict[str, Mapping[str, Any]] = {}
        for row in data["cues"]:
            for form in row["phrases"]:
                words.setdefault(form, row)
                words.setdefault(form[0].upper() + form[1:], row)
        feats = any_of(word for row in data["not_counts"] for word in row["phrases"])
        around = rows_by_id(data["around"])
        self.places = WordSearch(words)
        self.rows = tuple(words.values())
        self.not_counts = re.compile(rf"\s+(?:{feats})\b")
        self.fillers = re.compile(filled(r"\s*(?:(?:«source»|(?:«as_of»)\s+\w+(?:\s+\d{4})?)\s+)*", around))


compile_counters: Final = lru_cache(maxsize=8)(CounterSearch)


class Counters(Finder[str]):
    """The counting bodies of one article."""

    link = "counted_by"

    def prepare(self, ruleset: RuleSet) -> None:
        self._search = compile_counters(ruleset)
        self._cues = self._search.places.find(self.text)

    @kept
    def _in_sentence(self, index: int) -> list[tuple[int, str]]:
        """The bodies that count in a sentence, each with where its cue ends."""
        sentence = self.sentences[index]
        text, directory, search = self.text, self.speakers.directory, self._search
        found: list[tuple[int, str]] = []
        first, last = (bisect_left(self._cues, place, key=_START) for place in (sentence.start, sentence.end))
        for which, start, end in self._cues[first:last]:
            if not is_apart(text, start, end, "-"):
                continue
            rule, named = search.rows[which], None
            if rule["position"] == "owner_after":
                position = match.end() if (match := search.fillers.match(text, end)) is not None else end
                if position > end and text[position : position + 1].isupper():
                    named = directory.after(position, sentence.end)
            elif not search.not_counts.match(text, end):
                named = directory.before(sentence.start, start)
            if named is None or named.who != "organisation" or not named.name or not directory.is_house(named):
                continue
            if at(self.draft.bodies, named.start) is not None or not rule.get("body_only"):
                found.append((end, directory.organisation(named.name)))
        return found

    @classmethod
    def wants(cls, item: Linked) -> bool:
        return item.status != "target"

    def candidates(self, item: Linked) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        start = item.start
        yield None, ("none",)
        here = self._in_sentence(self.layout.place(start)[1]) if self._cues else []
        last = max((end for end, _ in here if end <= start), default=None)
        for end, body in here:
            yield body, ("here, behind" if end > start else "here, last before" if end == last else "here, before",)
