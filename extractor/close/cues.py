"""Finding cues: every phrase of the close-reading rule files in one search over the article.

A cue is a phrase with a category (what it is evidence for) and a direction (on which side of a figure it
works), after the vocabulary of ConText (Harkema et al. 2009). One Aho-Corasick automaton holds the phrases of all
files; the folded text has only letters, digits, hyphens and single-character separators, so that a phrase
surrounded by blanks is a whole word and offsets stay those of the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.ruleset import Problem, RulesError, RuleSet

CUE_FILES = ("status.yaml", "participants.yaml", "due.yaml", "owners.yaml", "units.yaml")
Direction = Literal["forward", "backward", "both"]
_DIRECTIONS = ("forward", "backward", "both")
# Letters, digits and the hyphen make words; a blank parts them already.
_SEPARATOR = re.compile(r"[^\w -]")
_REQUIRED_KEYS = {"id", "category", "phrases"}
_KNOWN_KEYS = _REQUIRED_KEYS | {"direction", "examples", "counter_examples", "note", "parent", "canonical", "unit"}


@dataclass(slots=True, frozen=True)
class Cue:
    """One rule of a cue file. ``file`` is where it stands, ``category`` what it is evidence for."""

    id: str
    file: str
    category: str
    direction: Direction


class CueHit(NamedTuple):
    """A cue in the text: offsets of the phrase in the original."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True)
class CueHits:
    """All cues of an article, sorted by start, longest first, none inside another of its file."""

    hits: tuple[CueHit, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[CueHit, ...]:
        """The hits that begin in ``start``..``end`` (end exclusive) and end by it."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return tuple(hit for hit in self.hits[first:last] if hit.end <= end)


NO_CUES = CueHits((), ())


@dataclass(frozen=True)
class CueFinder:
    """The automaton of a rule set; for every phrase its files by number, with their cues."""

    automaton: AhoCorasick
    cues: tuple[tuple[tuple[int, tuple[Cue, ...]], ...], ...]

    def find(self, text: str) -> CueHits:
        """Cues of ``text``; within one file a longer phrase hides the shorter ones that it holds."""
        found = [
            (start, -end, index)
            for index, start, end in self.automaton.find_matches_as_indexes(fold(text), overlapping=True)
        ]
        found.sort()  # the outermost first
        hits: list[CueHit] = []
        starts: list[int] = []
        reached = [-1] * len(CUE_FILES)
        for start, negative_end, index in found:
            end = -negative_end
            for file, cues in self.cues[index]:
                if end <= reached[file]:
                    continue  # inside a longer one
                reached[file] = end
                for cue in cues:
                    # The fold has one blank in front: the phrase's own leading blank stands at its first character.
                    hits.append(CueHit(start, end - 2, cue))
                    starts.append(start)
        return CueHits(tuple(hits), tuple(starts))


def fold(text: str) -> str:
    """Lower case with punctuation blanked, one blank in front and behind; as long as the text plus two."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital that lowers to two characters would shift every offset behind it
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return f" {_SEPARATOR.sub(' ', lowered)} "


@lru_cache(maxsize=8)
def cue_finder(ruleset: RuleSet) -> CueFinder:
    """The compiled cues of ``ruleset``. Raises RulesError on a malformed entry."""
    by_phrase: dict[str, dict[int, list[Cue]]] = {}
    for number, file in enumerate(CUE_FILES):
        for row in cue_rows(ruleset, file):
            cue = Cue(row["id"], file, row["category"], row.get("direction", "both"))
            for phrase in row["phrases"]:
                by_phrase.setdefault(fold(phrase), {}).setdefault(number, []).append(cue)
    phrases = sorted(by_phrase)
    automaton = AhoCorasick(phrases, matchkind=MatchKind.Standard)
    cues = (tuple((file, tuple(entries)) for file, entries in by_phrase[phrase].items()) for phrase in phrases)
    return CueFinder(automaton, tuple(cues))


def cue_rows(ruleset: RuleSet, file: str) -> Iterator[Mapping[str, Any]]:
    """The entries of a cue file, checked for their keys. Raises RulesError."""
    content = ruleset.yaml(file)
    for row in content["cues"]:
        unknown = set(row) - _KNOWN_KEYS
        missing = _REQUIRED_KEYS - set(row)
        if unknown or missing:
            raise RulesError(f"{ruleset.path(file)}: {row.get('id')}: unknown keys {unknown}, missing {missing}")
        if row.get("direction", "both") not in _DIRECTIONS:
            raise RulesError(f"{ruleset.path(file)}: {row['id']}: direction {row['direction']!r}")
        yield row


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example holds its cue, no counter-example does; no phrase is listed twice in a file."""
    finder = cue_finder(ruleset)
    for file in CUE_FILES:
        seen: dict[str, str] = {}
        for row in cue_rows(ruleset, file):
            for phrase in row["phrases"]:
                folded = fold(str(phrase))
                if folded in seen:
                    yield Problem(file, row["id"], f"phrase {phrase!r} is also in {seen[folded]}")
                seen[folded] = row["id"]
            for example in row.get("examples", ()):
                if not _holds(finder, example, file, row["id"]):
                    yield Problem(file, row["id"], f"example without the cue: {example!r}")
            for example in row.get("counter_examples", ()):
                if _holds(finder, example, file, row["id"]):
                    yield Problem(file, row["id"], f"counter-example with the cue: {example!r}")


def _holds(finder: CueFinder, text: str, file: str, rule: str) -> bool:
    return any(hit.cue.id == rule and hit.cue.file == file for hit in finder.find(text).hits)
