"""How far an article is about a name: how often its words are said, and whether its title and its opening say them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from extractor.close.kept import kept
from extractor.close.links.choice import Bands, band
from extractor.mentions import Sentence

#: How often the words of a name are said on average, up to so many times each.
_OFTEN: Final[Bands] = ((1, "1"), (2, "2"), (3, "3"), (5, "5"), (8, "8"))
_MOST: Final = 12
#: A first sentence of so many characters is more than a place of writing.
_WHOLE: Final = 40
_WORD: Final = re.compile(r"[^\W_]{3,}")


class Topics:
    """What the words of one article are."""

    def __init__(self, text: str, title_end: int, sentences: Sequence[Sentence], stops: Collection[str]) -> None:
        self._lower = text.lower()
        self._stops = stops
        self._title = self.words(text[:title_end])
        first = next((one for one in sentences if not one.title and one.end - one.start > _WHOLE), None)
        self._lead = self.words(text[first.start : first.end]) if first is not None else frozenset()

    def words(self, name: str) -> frozenset[str]:
        """The telling words of a name, in lower case."""
        return frozenset(word for word in _WORD.findall(name.lower()) if word not in self._stops)

    def evidence(self, name: str) -> Iterator[str]:
        """What speaks for a name because of its words."""
        words = self.words(name)
        if not words:
            yield "no words"
            return
        said = [self._times(word) for word in words]
        yield f"said={band(sum(said) // len(said), _OFTEN)}"
        yield f"said least={min(4, *said, 4)}"
        for place, there in (("title", self._title), ("lead", self._lead)):
            if there:
                share = len(words & there)
                yield f"words in {place}={'all' if share == len(words) else 'some' if share else 'none'}"
        yield f"times={min(5, self._lower.count(name.lower()))}"

    @kept
    def _times(self, word: str) -> int:
        """How often a word is said, at most :data:`_MOST` times; to count all words of an article would take longer."""
        lower, times, end = self._lower, 0, 0
        while times < _MOST and (start := lower.find(word, end)) >= 0:
            end = start + len(word)
            if not (start and lower[start - 1].isalnum()) and not lower[end : end + 1].isalnum():
                times += 1
        return times
