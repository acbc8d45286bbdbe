"""What a figure counts: the noun behind the number, before it, or said earlier, and the hierarchy of units.

The nouns and their classes are in ``rules/units.yaml``. An unknown noun still counts as one when it looks
like one; its class is then ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.close.cues import cue_rows
from extractor.ruleset import RuleSet

FILE = "units.yaml"
# How far behind a number its noun may begin, in characters: "82,9 juta seluruh calon penerima".
_REACH = 60
_WORD = re.compile(r"[^\W\d_](?:[\w/’'-]*\w)?")
_GAP = re.compile(r"\s*")
_PARENTHESIS = re.compile(r"\s*\(")
# A verb, by its prefix, is no noun either.
_VERB = re.compile(r"(?:me[mnl]|meng|meny|ber|ter|di)[a-z]{4,}$")

Source = Literal["behind", "subject", "before", "same_value", "previous", "measure"]


@dataclass(slots=True, frozen=True)
class Noun:
    """A counted noun: its place, the spelling in lower case, the unit's id and class, and how it was found."""

    start: int
    end: int
    text: str
    unit: str
    category: str
    source: Source = "behind"


class LeadFinder:
    """Finds the word that leads to a figure, with the words of its bound stepped over (*target lebih dari 40*)."""

    __slots__ = ("_hedge_ends", "_search")

    def __init__(self, hedges: Sequence[str]) -> None:
        self._search = re.compile(rf"([\w-]+)\W*?(?:\W(?:{'|'.join(map(re.escape, hedges))}))?\W*$", re.I).search
        self._hedge_ends = frozenset(re.findall(r"\w+", hedge)[-1].lower() for hedge in hedges)

    def before(self, text: str, first: int, figure: int) -> str:
        """The word in lower case, empty where there is none from ``first`` on."""
        end = figure
        while end > first and not ((character := text[end - 1]).isalnum() or character in "_-"):
            end -= 1
        start = end
        while start > first and ((character := text[start - 1]).isalnum() or character in "_-"):
            start -= 1
        word = text[start:end].lower()
        # Mostly the word itself leads; only behind a hedge or a dash is it worth searching for the one before.
        if not word.endswith("-") and word[word.rfind("-") + 1 :] not in self._hedge_ends:
            return word
        match = self._search(text, first, figure)
        return match.group(1).lower() if match else ""


@dataclass(frozen=True)
class UnitTable:
    """The compiled ``units.yaml``."""

    by_phrase: Mapping[str, tuple[str, str]]
    longest: int
    skipped: frozenset[str]
    no_noun: frozenset[str]
    classifiers: frozenset[str]
    labels: frozenset[str]
    links: frozenset[str]
    lead: LeadFinder


@lru_cache(maxsize=8)
def unit_table(ruleset: RuleSet) -> UnitTable:
    """The nouns of ``ruleset``: spelling → (unit, class). Reconciliation reads the hierarchy."""
    by_phrase: dict[str, tuple[str, str]] = {}
    for row in cue_rows(ruleset, FILE):
        for phrase in row["phrases"]:
            by_phrase.setdefault(str(phrase), (row["id"], row["category"]))
    content = ruleset.yaml(FILE)
    return UnitTable(
        by_phrase,
        max(phrase.count(" ") for phrase in by_phrase) + 1,
        frozenset(content["skipped"]),
        frozenset(content["no_noun"]),
        frozenset(content["classifiers"]),
        frozenset(content["labels"]),
        frozenset(content["links"]),
        LeadFinder(content["hedges"]),
    )


def noun_behind(text: str, position: int, limit: int, table: UnitTable) -> Noun | None:
    """The counted noun that follows ``position``, at the latest by ``limit``.

    Modifiers in between are stepped over (*seluruh calon*), a classifier gives way to the noun behind it (*unit
    SPPG*), and a noun in parentheses counts (*1.000 (SPPG)*).
    """
    limit = min(limit, position + _REACH)
    opened = _PARENTHESIS.match(text, position, limit)
    if opened:
        inside = noun_behind(text, opened.end(), limit, table) if opened.end() < limit else None
        return inside if inside and inside.category != "unknown" else None
    words = _words(text, position, limit)
    index = 0
    while index < len(words):
        known = _longest_known(text, words, index, table)
        if known is not None:
            noun, following = known
            if noun.text in table.classifiers and following < len(words):
                inner = _longest_known(text, words, following, table)
                if inner and (inner[0].unit == "sppg"):
                    return inner[0]
            return noun
        word = words[index].group().lower()
        if word in table.skipped:
            index += 1
            continue
        if word in table.no_noun or word in table.links or _VERB.match(word) or len(word) < 2:
            return None
        return Noun(words[index].start(), words[index].end(), word, word, "unknown")
    return None


def _words(text: str, position: int, limit: int) -> list[re.Match[str]]:
    """Words from ``position`` on that only blanks separate."""
    words: list[re.Match[str]] = []
    while position < limit and len(words) < 9:
        gap = _GAP.match(text, position, limit)
        start = gap.end() if gap else position
        if "\n" in text[position:start]:
            break
        word = _WORD.match(text, start, limit)
        if word is None:
            break
        words.append(word)
        position = word.end()
    return words


def _longest_known(text: str, words: list[re.Match[str]], index: int, table: UnitTable) -> tuple[Noun, int] | None:
    for size in range(min(table.longest, len(words) - index), 0, -1):
        first, last = words[index], words[index + size - 1]
        phrase = " ".join(word.group().lower() for word in words[index : index + size])
        entry = table.by_phrase.get(phrase)
        if entry:
            return Noun(first.start(), last.end(), phrase, *entry), index + size
    return None
