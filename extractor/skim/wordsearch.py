"""Search for many words at once, over one byte a character."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind


class WordSearch:
    """The places of given words in a text, the longest word where several begin, none inside another.

    Words are of Latin-1, as all Indonesian words are; what lies beyond it in a text is in none of them. So a text is
    searched in one byte a character, which keeps offsets and takes a third of the time.
    """

    __slots__ = ("_automaton",)

    def __init__(self, words: Iterable[str]) -> None:
        """Raises ``UnicodeEncodeError`` for a word that Latin-1 cannot spell."""
        self._automaton = BytesAhoCorasick(
            [word.encode("latin-1") for word in words],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        )

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Number of the word, start and end of each place, in order."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text.encode("latin-1", "replace"))
        return found
