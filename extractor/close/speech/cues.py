"""Cues of speech: their words, compiled from ``rules/speakers.yaml``, and one of them in an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.close.speech.lexicon import Lexicon, compile_lexicon
from extractor.close.speech.naming import Named
from extractor.models import Speaker
from extractor.rules import RuleSet
from extractor.text.wordsearch import WordSearch

Group = Literal[
    "inverted",
    "active",
    "passive",
    "according",
    "target_setting",
    "target_set_by",
    "headline",
]


@dataclass(slots=True, eq=False)
class Cue:
    """A word of speech. ``sentence``, ``paragraph``: indices; ``covers_back``: a trailing cue.

    ``speaker`` and ``person`` (whether that is one) are set in the order of the text, by the resolver.
    """

    start: int
    end: int
    group: Group
    named: Named
    covers_back: bool
    paragraph: int
    sentence: int
    quoted: bool
    speaker: Speaker | None = None
    person: bool = False


@dataclass(frozen=True)
class CueSearch:
    """The compiled cue words."""

    places: WordSearch
    words: tuple[tuple[str, Group, bool], ...]
    lexicon: Lexicon
    headline: frozenset[str]
    list_items: re.Pattern[str]
    own_voice: re.Pattern[str]


@lru_cache(maxsize=8)
def compile_cues(ruleset: RuleSet) -> CueSearch:
    """The cue search of a ruleset."""
    words: list[tuple[str, Group, bool]] = []
    seen: set[str] = set()
    for rule in ruleset.yaml("speakers.yaml")["cues"]:
        for word in rule["phrases"]:
            for form in (word, word.capitalize()):
                title_only = bool(rule.get("title"))
                if title_only and form == word and word not in rule["small"]:
                    continue  # so frequent in bodies that it would cost time
                if form not in seen:
                    seen.add(form)
                    words.append((form, rule["group"], title_only))
    rows = {row["id"]: row["phrases"] for row in ruleset.yaml("speakers.yaml")["linking"]}
    items = "|".join(rows["list-items"])
    openers = "|".join(map(re.escape, rows["own-voice"]))
    return CueSearch(
        places=WordSearch(word for word, _, _ in words),
        words=tuple(words),
        lexicon=compile_lexicon(ruleset),
        headline=frozenset(
            word
            for row in ruleset.yaml("speakers.yaml")["cues"]
            if row["group"] == "headline"
            for word in row["phrases"]
        ),
        list_items=re.compile(rf"\s*[\"“]?(?:(?:{items})\b|[-•*]\s|\d{{1,2}}[.)]\s|[a-z][.)]\s)", re.IGNORECASE),
        own_voice=re.compile(rf"\s*(?:{openers})\b", re.IGNORECASE),
    )
