"""What a figure counts: the noun behind the number, before it, or said earlier, and the hierarchy of units.

The nouns and their classes are in ``rules/units.yaml``. An unknown noun still counts as one when it looks
like one; its class is then ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from extractor.rules import RuleSet
from extractor.rules.words import any_of
from extractor.text.tokens import TokensAfter

FILE: Final = "units.yaml"
# How far behind a number its noun may begin, in characters: "82,9 juta seluruh calon penerima".
_REACH: Final = 60
_WORDS: Final = 9
# What a word may end in that is none of it.
_CLOSING: Final = "'’`&/-"
# A verb, by its prefix, is no noun either.
_VERB: Final = re.compile(r"(?:me[mnl]|meng|meny|ber|ter|di)[a-z]{4,}$")

Source = Literal["behind", "subject", "before", "same_value", "previous", "measure"]


@dataclass(slots=True, eq=False)
class Noun:
    """A counted noun: its place, the spelling in lower case, the unit's id and class, and how it was found."""

    start: int
    end: int
    text: str
    unit: str
    category: str
    source: Source = "behind"


class UnitTable:
    """The compiled ``units.yaml``. Reconciliation reads the hierarchy."""

    def __init__(self, ruleset: RuleSet) -> None:
        content = ruleset.yaml(FILE)
        #: Spelling → (unit, class), and how many words the longest noun has that begins with a word.
        self.by_phrase: dict[str, tuple[str, str]] = {}
        self.longest: dict[str, int] = {}
        for row in content["cues"]:
            for phrase in map(str, row["phrases"]):
                self.by_phrase.setdefault(phrase, (row["id"], row["category"]))
                first = phrase.split(" ", 1)[0]
                self.longest[first] = max(self.longest.get(first, 0), phrase.count(" ") + 1)
        self.skipped, self.no_noun = frozenset(content["skipped"]), frozenset(content["no_noun"])
        self.classifiers = frozenset(content["classifiers"])
        self.links = frozenset(content["links"])
        traits = [(row["id"], row.get("trait")) for row in content["cues"]]
        self.classified = frozenset(unit for unit, trait in traits if trait == "classified")
        self.general = frozenset(unit for unit, trait in traits if trait == "general")
        self.goes_on = re.compile(rf"\W*(?:{any_of(content['goes_on'])})\b", re.IGNORECASE)
        self.agent = re.compile(content["agent_noun"])
        self.hedges = frozenset(content["hedges"])


unit_table: Final = lru_cache(maxsize=8)(UnitTable)


def noun_behind(text: str, position: int, limit: int, table: UnitTable) -> Noun | None:
    """The counted noun that follows ``position``, at the latest by ``limit``; a line break parts it from the figure.

    Modifiers in between are stepped over (*seluruh calon*), a classifier gives way to the noun behind it (*unit
    SPPG*), and a noun in parentheses counts (*1.000 (SPPG)*).
    """
    limit = min(limit, position + _REACH)
    line = text.find("\n", position, limit)
    tokens = TokensAfter(text, position, line if line >= 0 else limit)
    opened = tokens.at(0)
    if opened is not None and opened.text == "(":
        inside = noun_behind(text, opened.end, limit, table)
        return inside if inside and inside.category != "unknown" else None
    for index in range(_WORDS):
        token = tokens.at(index)
        if token is None or not token.text[0].isalpha():
            return None
        noun = _known(tokens, index, table)
        if noun is not None:
            classifier = noun.text in table.classifiers
            inner = _known(tokens, index + noun.text.count(" ") + 1, table) if classifier else None
            return inner if inner is not None and inner.unit in table.classified else noun
        word = token.text.lower().rstrip(_CLOSING)
        if word in table.skipped:
            continue
        if word in table.no_noun or word in table.links or _VERB.match(word) or len(word) < 2:
            return None
        return Noun(token.start, token.start + len(word), word, word, "unknown")
    return None


def _known(tokens: TokensAfter, index: int, table: UnitTable) -> Noun | None:
    """The longest known noun that begins with the token of that number, or with what a slash ends in it (*siswa/i*)."""
    first = tokens.at(index)
    if first is None:
        return None
    longest = table.longest.get(first.text.lower(), 1)
    words = [token for place in range(index, index + longest) if (token := tokens.at(place)) is not None]
    for length in range(len(words), 0, -1):
        phrase = " ".join(token.text for token in words[:length]).lower()
        if (entry := table.by_phrase.get(phrase)) is not None:
            return Noun(first.start, words[length - 1].end, phrase, *entry)
    spelling = first.text.lower().partition("/")[0].rstrip(_CLOSING)
    entry = table.by_phrase.get(spelling)
    return Noun(first.start, first.start + len(spelling), spelling, *entry) if entry is not None else None
