"""Whose count a figure is (``rules/counters.yaml``): *data BPS*, *menurut catatan Kemenkes*, *BNPB mencatat*.

The weights are learned (``rules/weights/counted_by.tsv``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Final

from extractor.close.draft import Draft
from extractor.close.kept import kept
from extractor.close.links.choice import Linked
from extractor.close.links.finder import Finder
from extractor.close.speech import Speakers
from extractor.rules import RuleSet
from extractor.rules.cues import PhraseSearch, fold
from extractor.rules.words import filled, rows_by_id

_START: Final = itemgetter(1)


@lru_cache(maxsize=8)
def compile_counters(ruleset: RuleSet) -> tuple[PhraseSearch[bool], re.Pattern[str]]:
    """The search for cues, each with whether the body stands behind it; and what may stand between them."""
    data = ruleset.yaml("counters.yaml")
    behind = {fold(form): row["position"] == "owner_after" for row in data["cues"] for form in row["phrases"]}
    fillers = filled(r"\s*(?:(?:«source»|(?:«as_of»)\s+\w+(?:\s+\d{4})?)\s+)*", rows_by_id(data["around"]))
    return PhraseSearch(behind), re.compile(fillers)


class Counters(Finder[str]):
    """The counting bodies of one article."""

    link = "counted_by"

    def __init__(self, draft: Draft, speakers: Speakers, ruleset: RuleSet) -> None:
        super().__init__(draft, speakers, ruleset)
        search, self._fillers = compile_counters(ruleset)
        self._cues = [(search.meant[which], start, end - 2) for which, start, end in search.find(self.text)]

    @kept
    def _in_sentence(self, index: int) -> list[tuple[int, str]]:
        """The bodies that count in a sentence, each with where its cue ends."""
        sentence = self.sentences[index]
        directory = self.speakers.directory
        found: list[tuple[int, str]] = []
        first, last = (bisect_left(self._cues, place, key=_START) for place in (sentence.start, sentence.end))
        for behind, start, end in self._cues[first:last]:
            if behind:
                between = self._fillers.match(self.text, end)
                named = directory.after(between.end() if between is not None else end, sentence.end)
            else:
                named = directory.before(sentence.start, start)
            if named is None or named.who != "organisation" or named.name is None or not directory.is_house(named):
                continue
            found.append((end, directory.organisation(named.name)))
        return found

    @classmethod
    def wants(cls, item: Linked) -> bool:
        return item.status != "target"

    def candidates(self, item: Linked) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        start = item.start
        yield None, ("none",)
        if self._cues:
            here = self._in_sentence(self.speakers.layout.place(start)[1])
            last = max((end for end, _ in here if end <= start), default=None)
            for end, body in here:
                yield body, ("here, behind" if end > start else "here, last before" if end == last else "here, before",)
