"""The words around a stretch of text, and whether it stands in a quotation: by this figures and dates are judged."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*|[^\w\s]")
_QUOTES: Final = ('"', "“", "”")


class Window:
    """Looks around stretches of one text; the words of a sentence are found once for all that stand in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentence = -1
        self._words: list[str] = []
        self._starts: list[int] = []

    def words(self, start: int, end: int) -> list[str]:
        """The words, figures and signs of ``text[start:end]`` in lower case."""
        return [match[0].lower() for match in _WORD.finditer(self._text, start, end)]

    def around(self, sentence: tuple[int, int], start: int, end: int, size: tuple[int, int]) -> list[list[str]]:
        """Up to ``size`` words of the sentence before ``start``, the nearest first, and behind ``end``."""
        if self._sentence != sentence[0]:
            self._sentence = sentence[0]
            self._words, self._starts = [], []
            for match in _WORD.finditer(self._text, *sentence):
                self._words.append(match[0].lower())
                self._starts.append(match.start())
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        before = self._words[max(0, first - size[0]) : first]
        before.reverse()
        return [before, self._words[last : last + size[1]]]

    def opening(self, start: int) -> str:
        """The word or figure that stands at ``start``, in lower case; empty where none does."""
        match = _WORD.match(self._text, start)
        return match[0].lower() if match else ""

    def is_quoted(self, sentence_start: int, start: int) -> bool:
        """Whether a quotation opened in the sentence is still open at ``start``."""
        return sum(self._text.count(mark, sentence_start, start) for mark in _QUOTES) % 2 == 1
