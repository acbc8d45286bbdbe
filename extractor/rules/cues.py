"""Finding cues: every phrase of the close-reading rule files in one search over the article.

A cue is a phrase with a category (what it is evidence for) and a direction (on which side of a figure it
works), after the vocabulary of ConText (Harkema et al. 2009). One Aho-Corasick automaton holds the phrases of all
files; the folded text has one byte a character, and only letters, digits, hyphens and single-character separators, so
that a phrase surrounded by blanks is a whole word and offsets stay those of the original.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import itemgetter
from typing import Final, Generic, Literal, TypeVar

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, find_doubled, run_examples

CUE_FILES: Final = ("status.yaml", "participants.yaml", "days.yaml", "owners.yaml", "units.yaml")
# What is searched for wherever there are numbers; deadlines and owners are sought only for what is found by these.
FIGURE_FILES: Final = ("status.yaml", "participants.yaml", "units.yaml")
Direction = Literal["forward", "backward", "both"]
Meant = TypeVar("Meant")


@dataclass(slots=True, frozen=True)
class Cue:
    """One rule of a cue file. ``file`` is where it stands, ``category`` what it is evidence for.

    ``trait``: what else its phrases do, as the head of the file says.
    """

    id: str
    file: str
    category: str
    direction: Direction
    trait: str | None = None


class CueHit:
    """A cue in the text: offsets of the phrase in the original."""

    __slots__ = ("cue", "end", "start")

    def __init__(self, start: int, end: int, cue: Cue) -> None:
        self.start = start
        self.end = end
        self.cue = cue


class CueHits:
    """All cues of an article, sorted by start, longest first; none lies inside another of its file."""

    __slots__ = ("_starts", "hits")

    def __init__(self, hits: list[CueHit]) -> None:
        self.hits = hits
        self._starts = [hit.start for hit in hits]

    def between(self, start: int, end: int) -> list[CueHit]:
        """The hits that begin in ``start``..``end`` (end exclusive) and end by it."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return [hit for hit in self.hits[first:last] if hit.end <= end]

    def of_category(self, file: str, category: str) -> list[CueHit]:
        """The hits of one category of a file."""
        return [hit for hit in self.hits if hit.cue.category == category and hit.cue.file == file]


class PhraseSearch(Generic[Meant]):
    """Phrases as whole words, in any case and over any punctuation, and what each stands for (``meant``)."""

    __slots__ = ("_automaton", "meant")

    def __init__(self, phrases: Mapping[bytes, Meant]) -> None:
        """``phrases``: folded (:func:`fold`)."""
        ordered = sorted(phrases)
        self._automaton = BytesAhoCorasick(ordered, matchkind=MatchKind.Standard)
        self.meant = [phrases[phrase] for phrase in ordered]

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Number, start and end in the folded text of every phrase, by their starts, of one start the longest first."""
        matches = self._automaton.find_matches_as_indexes(fold(text), overlapping=True)
        matches.reverse()  # they come by their ends
        matches.sort(key=_START)
        return matches


class CueFinder:
    """The search of a rule set."""

    __slots__ = ("_only", "_search")

    def __init__(self, phrases: Mapping[bytes, Sequence[tuple[int, Sequence[Cue]]]]) -> None:
        """``phrases``: of each, folded, the files by number with their cues."""
        self._search = PhraseSearch(phrases)
        #: Of each phrase its file and cue, where it has one of each, as nearly all have.
        self._only = [
            (of[0][0], of[0][1][0]) if len(of) == 1 and len(of[0][1]) == 1 else None for of in self._search.meant
        ]

    def find(self, text: str) -> CueHits:
        """Cues of ``text``; within one file a longer phrase hides the shorter ones that it holds."""
        meant, only = self._search.meant, self._only
        reached = [-1] * len(CUE_FILES)
        hits: list[CueHit] = []
        # The fold has one blank in front: a phrase's own leading blank stands at its first character.
        for phrase, start, stop in self._search.find(text):
            one = only[phrase]
            if one is not None:
                file, cue = one
                if stop > reached[file]:
                    reached[file] = stop
                    hits.append(CueHit(start, stop - 2, cue))
                continue
            for file, cues in meant[phrase]:
                if stop > reached[file]:
                    reached[file] = stop
                    hits += [CueHit(start, stop - 2, cue) for cue in cues]
        return CueHits(hits)


_START: Final = itemgetter(1)
# In the order of code points: lower case, letters, digits, "_", the blank and "-" kept, all else a blank.
_FOLDED: Final = bytes(
    ord(small) if (small := chr(code).lower()).isalnum() or small in "_ -" else 0x20 for code in range(256)
)


def fold(text: str) -> bytes:
    """Lower case with punctuation blanked, one blank in front and behind; as long as the text plus two, in Latin-1.

    A letter beyond Latin-1, which no Indonesian word has, becomes a blank too.
    """
    return b" %b " % text.encode("latin-1", "replace").translate(_FOLDED)


@lru_cache(maxsize=32)
def cue_finder(ruleset: RuleSet, files: tuple[str, ...] = CUE_FILES) -> CueFinder:
    """The compiled cues of ``ruleset``, of all cue files or some."""
    by_phrase: dict[bytes, dict[int, list[Cue]]] = {}
    for number, file in enumerate(CUE_FILES):
        for row in ruleset.yaml(file)["cues"] if file in files else ():
            cue = Cue(row["id"], file, row["category"], row.get("direction", "both"), row.get("trait"))
            for phrase in row["phrases"]:
                by_phrase.setdefault(fold(phrase), {}).setdefault(number, []).append(cue)
    return CueFinder({phrase: tuple(files.items()) for phrase, files in by_phrase.items()})


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example holds its cue, no counter-example does; no phrase is listed twice in a file."""
    finder = cue_finder(ruleset)
    for file in CUE_FILES:
        rows = ruleset.yaml(file)["cues"]
        phrases = ((row["id"], fold(phrase).decode("latin-1").strip()) for row in rows for phrase in row["phrases"])
        yield from find_doubled(file, phrases)
        yield from run_examples(file, rows, partial(_read, finder, file))


def _read(finder: CueFinder, file: str, row: Row, example: Example) -> str | None:
    hits = finder.find(example.text).hits
    return next((hit.cue.category for hit in hits if hit.cue.id == row["id"] and hit.cue.file == file), None)
