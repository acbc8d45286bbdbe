"""The words and signs of a stretch of text, read one by one as far as they are asked for, forward or backward.

A noun phrase takes a few words of the stretch in which it may stand; the rest is never looked at.
"""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"[^\W\d_](?:[\w'’`&/-]|\.(?=[^\W\d_]))*|\d+|[^\w\s]")


class Token:
    """A word or sign with its offsets."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end


class TokensAfter:
    """The tokens of ``text[start:stop]``, the first one at index 0."""

    __slots__ = ("_found", "_matches")

    def __init__(self, text: str, start: int, stop: int) -> None:
        self._matches = _TOKEN.finditer(text, start, stop)
        self._found: list[Token] = []

    def at(self, index: int) -> Token | None:
        """Token number ``index``, ``None`` behind the last."""
        found = self._found
        while len(found) <= index:
            match = next(self._matches, None)
            if match is None:
                return None
            found.append(Token(match[0], match.start(), match.end()))
        return found[index]


class TokensBefore:
    """The tokens of ``text[start:end]``, the last one at index 0. A blank always parts two tokens."""

    __slots__ = ("_found", "_position", "_start", "_text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start = start
        self._position = end
        self._found: list[Token] = []

    def at(self, index: int) -> Token | None:
        """Token number ``index`` counted from the end, ``None`` before the first."""
        found, text = self._found, self._text
        while len(found) <= index:
            end = self._position
            if end <= self._start:
                return None
            blank = text.rfind(" ", self._start, end)
            begin = blank + 1 if blank >= 0 else self._start
            self._position = blank if blank >= 0 else self._start
            chunk = text[begin:end]
            if chunk.isalpha():
                found.append(Token(chunk, begin, end))
            elif chunk:
                tokens = [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text, begin, end)]
                tokens.reverse()
                found += tokens
        return found[index]
