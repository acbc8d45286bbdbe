"""Where a name stands in an article, in time that does not grow with the article for each name that is asked about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from extractor.text.wordsearch import is_apart

# From so many characters on, an index of the capitalised words costs less than a search through the text a name.
LONG: Final = 20_000
_HEAD: Final = re.compile(r"[A-Z][^\W_]*")
_CAPITALISED: Final = re.compile(r"(?<![^\W_])[A-Z][^\W_]*")


class Occurrences:
    """The places of names in one text."""

    __slots__ = ("_index", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._index: dict[str, list[int]] | None = None

    def of(self, name: str, start: int = 0) -> Iterator[int]:
        """Where ``name`` stands from ``start`` on; in a long text only where a word begins."""
        text = self._text
        head = _HEAD.match(name) if len(text) >= LONG else None
        if head is None:
            position = text.find(name, start)
            while position >= 0:
                yield position
                position = text.find(name, position + len(name))
        else:
            places = self._indexed().get(head[0], [])
            for index in range(bisect_left(places, start), len(places)):
                if text.startswith(name, places[index]):
                    yield places[index]

    def first(self, name: str, start: int = 0) -> int:
        """The first place of ``name`` from ``start`` on, -1 where there is none."""
        if len(self._text) < LONG:
            return self._text.find(name, start)
        return next(self.of(name, start), -1)

    def whole(self, name: str, start: int = 0) -> Iterator[int]:
        """Where ``name`` stands from ``start`` on and is no part of a longer word."""
        text = self._text
        for position in self.of(name, start):
            if is_apart(text, position, position + len(name)):
                yield position

    def _indexed(self) -> dict[str, list[int]]:
        """The places of each capitalised word."""
        if self._index is None:
            self._index = {}
            for match in _CAPITALISED.finditer(self._text):
                self._index.setdefault(match[0], []).append(match.start())
        return self._index
