"""What a figure counts: the noun behind the number, before it, or said earlier, and the hierarchy of units.

The nouns and their classes are in ``rules/units.yaml``. An unknown noun still counts as one when it looks
like one; its class is then ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from extractor.rules import RuleSet
from extractor.rules.words import any_of

FILE: Final = "units.yaml"
# How far behind a number its noun may begin, in characters: "82,9 juta seluruh calon penerima".
_REACH: Final = 60
# A word after blanks; a line break parts a figure from what follows.
_NEXT_WORD: Final = re.compile(r"[^\S\n]*([^\W\d_](?:[\w/’'-]*\w)?)")
_WORDS: Final = 9
# How far before a figure the word that leads to it is looked for: beyond are ruled lines and padded tables.
_LEAD: Final = 160
_PARENTHESIS: Final = re.compile(r"\s*\(")
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

    def found_as(self, source: Source) -> Noun:
        """The same noun, found in another way."""
        return replace(self, source=source)


class LeadFinder:
    """Finds the word that leads to a figure, with the words of its bound stepped over (*target lebih dari 40*)."""

    def __init__(self, hedges: Sequence[str]) -> None:
        self._search = re.compile(rf"(?<![\w-])([\w-]+)\W*?(?:\W(?:{any_of(hedges)}))?\W*$", re.I).search
        self._hedge_ends = frozenset(re.findall(r"\w+", hedge)[-1].lower() for hedge in hedges)

    def before(self, text: str, first: int, figure: int) -> str:
        """The word in lower case, empty where there is none from ``first`` on."""
        end = figure - 1
        if end > first and text[end] == " ":
            start = max(text.rfind(" ", first, end) + 1, first)
            word = text[start:end]
            if word.isalpha() and (word := word.lower()) not in self._hedge_ends:
                return word  # as nearly always: a plain word, a blank, the figure
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
        match = self._search(text[max(first, figure - _LEAD) : figure])
        return match.group(1).lower() if match else ""


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
        self.agent = re.compile(content["agent_noun"])
        # What stands between two items of a list: a few words without a figure, then a comma or conjunction.
        joints = any_of(content["list_joints"])
        between = rf"[^.;:!?\n\d]{{0,60}}?(?:,|;|/|\b(?:{joints})\b)\W{{0,3}}(?:\w{{1,12}}\W){{0,2}}"
        self.gap = re.compile(between, re.IGNORECASE)
        self.goes_on = re.compile(rf"\W*(?:{any_of(content['goes_on'])})\b", re.IGNORECASE)
        self.lead = LeadFinder(content["hedges"])


unit_table: Final = lru_cache(maxsize=8)(UnitTable)


def noun_behind(text: str, position: int, limit: int, table: UnitTable) -> Noun | None:
    """The counted noun that follows ``position``, at the latest by ``limit``.

    Modifiers in between are stepped over (*seluruh calon*), a classifier gives way to the noun behind it (*unit
    SPPG*), and a noun in parentheses counts (*1.000 (SPPG)*).
    """
    limit = min(limit, position + _REACH)
    opened = _PARENTHESIS.match(text, position, limit)
    if opened is not None:
        inside = noun_behind(text, opened.end(), limit, table) if opened.end() < limit else None
        return inside if inside and inside.category != "unknown" else None
    words = _Words(text, position, limit)
    index = 0
    while words.reach(index):
        noun = _longest_known(words, index, table)
        if noun is not None:
            if noun.text in table.classifiers:
                following = index + noun.text.count(" ") + 1
                inner = _longest_known(words, following, table) if words.reach(following) else None
                if inner is not None and inner.unit in table.classified:
                    return inner
            return noun
        word = words.small[index]
        if "/" in word and (noun := _before_slash(words, index, table)):
            return noun
        if word in table.skipped:
            index += 1
            continue
        if word in table.no_noun or word in table.links or _VERB.match(word) or len(word) < 2:
            return None
        return Noun(words.starts[index], words.ends[index], word, word, "unknown")
    return None


def _before_slash(words: _Words, index: int, table: UnitTable) -> Noun | None:
    """The known noun of *peserta/tahun*, *siswa/i*, *guru/pegawai*."""
    spelling = words.small[index].partition("/")[0]
    entry = table.by_phrase.get(spelling)
    return Noun(words.starts[index], words.starts[index] + len(spelling), spelling, *entry) if entry else None


class _Words:
    """The words from a position on that only blanks separate, in lower case, read as far as they are asked for."""

    def __init__(self, text: str, position: int, limit: int) -> None:
        self._text = text
        self._position = position
        self._limit = limit
        self.small: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def reach(self, index: int) -> bool:
        """Whether there is a word of that number."""
        while len(self.small) <= index:
            match = _NEXT_WORD.match(self._text, self._position, self._limit) if len(self.small) < _WORDS else None
            if match is None:
                return False
            self._position = match.end()
            self.small.append(match[1].lower())
            self.starts.append(match.start(1))
            self.ends.append(self._position)
        return True


def _longest_known(words: _Words, index: int, table: UnitTable) -> Noun | None:
    """The longest known noun that begins with the word of that number."""
    size = table.longest.get(words.small[index], 0)
    while size and not words.reach(index + size - 1):
        size -= 1
    while size:
        phrase = " ".join(words.small[index : index + size])
        entry = table.by_phrase.get(phrase)
        if entry:
            return Noun(words.starts[index], words.ends[index + size - 1], phrase, *entry)
        size -= 1
    return None
