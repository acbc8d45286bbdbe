"""The words around a stretch of text, and whether it stands in a quotation: by this figures and dates are judged."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*|[^\w\s]")
_QUOTES: Final = ('"', "“", "”")


# Characters looked at for a word that is wanted: longer than words are, so that as many are found as are asked for.
_A_WORD: Final = 14
# So many mostly hold one; a blank always parts two words, so that from blank to blank the same words are found.
_MOSTLY: Final = 9


class Window:
    """Looks around stretches of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def words(self, start: int, end: int) -> list[str]:
        """The words, figures and signs of ``text[start:end]`` in lower case."""
        return _WORD.findall(self._text[start:end].lower())

    def around(self, sentence: tuple[int, int], start: int, end: int, size: tuple[int, int]) -> list[list[str]]:
        """Up to ``size`` words of the sentence before ``start``, the nearest first, and behind ``end``."""
        return [self._before(sentence[0], start, size[0]), self._behind(end, sentence[1], size[1])]

    def _before(self, sentence: int, start: int, size: int) -> list[str]:
        first = max(sentence, start - _A_WORD * size)
        if (blank := self._text.find(" ", max(first, start - _MOSTLY * size), start)) > first:
            words = self.words(blank, start)
            if len(words) > size:
                words.reverse()
                return words[:size]
        words = self.words(first, start)
        if first > sentence:
            del words[:1]  # it may be the rest of a word
        words.reverse()
        return words[:size]

    def _behind(self, end: int, sentence: int, size: int) -> list[str]:
        last = min(sentence, end + _A_WORD * size)
        if (blank := self._text.rfind(" ", end, min(last, end + _MOSTLY * size))) > end:
            words = self.words(end, blank)
            if len(words) >= size:
                return words[:size]
        words = self.words(end, last)
        if last < sentence:
            del words[-1:]
        return words[:size]

    def opening(self, start: int) -> str:
        """The word or figure that stands at ``start``, in lower case; empty where none does."""
        match = _WORD.match(self._text, start)
        return match[0].lower() if match else ""

    def is_quoted(self, sentence_start: int, start: int) -> bool:
        """Whether a quotation opened in the sentence is still open at ``start``."""
        text = self._text
        marks = [text.count(mark, sentence_start, start) for mark in _QUOTES]
        return sum(marks) % 2 == 1
