"""The words around a stretch of text, and whether it stands in a quotation: by this figures and dates are judged."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*|[^\w\s]")
_QUOTES: Final = ('"', "“", "”")


# Characters looked at for a word that is wanted: longer than words are, so that as many are found as are asked for.
_A_WORD: Final = 14


class Window:
    """Looks around stretches of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def words(self, start: int, end: int) -> list[str]:
        """The words, figures and signs of ``text[start:end]`` in lower case."""
        return _WORD.findall(self._text[start:end].lower())

    def around(self, sentence: tuple[int, int], start: int, end: int, size: tuple[int, int]) -> list[list[str]]:
        """Up to ``size`` words of the sentence before ``start``, the nearest first, and behind ``end``."""
        first = max(sentence[0], start - _A_WORD * size[0])
        before = self.words(first, start)
        if first > sentence[0]:
            del before[:1]  # it may be the rest of a word
        before.reverse()
        last = min(sentence[1], end + _A_WORD * size[1])
        behind = self.words(end, last)
        if last < sentence[1]:
            del behind[-1:]
        return [before[: size[0]], behind[: size[1]]]

    def opening(self, start: int) -> str:
        """The word or figure that stands at ``start``, in lower case; empty where none does."""
        match = _WORD.match(self._text, start)
        return match[0].lower() if match else ""

    def is_quoted(self, sentence_start: int, start: int) -> bool:
        """Whether a quotation opened in the sentence is still open at ``start``."""
        text = self._text
        marks = [text.count(mark, sentence_start, start) for mark in _QUOTES]
        return sum(marks) % 2 == 1
