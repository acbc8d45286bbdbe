"""The days and periods that an article names, as candidates for a figure that stands in another sentence.

What an article says of an event's day it often says once, far from the figures. Of each interval is known how often it
is named; for a figure, where its nearest mention lies and how many words the sentences share.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date as Day
from typing import Final

from extractor.mentions import DateMention, Sentence

Span = tuple[Day | None, Day | None]
#: Intervals of an article that are looked at, the first that it names, and of each the first mentions.
_MOST: Final = 12
_MENTIONS: Final = 4
#: Sentences that are near, and that are not yet distant.
_NEAR: Final = 3
_APART: Final = 8


class _Named:
    """An interval: its first mentions, and the numbers of their sentences."""

    def __init__(self) -> None:
        self.mentions: list[DateMention] = []
        self.places: list[int] = []
        self.names: tuple[str, ...] = ()


class NamedDays:
    """The intervals of one article, in the order of the text."""

    def __init__(self, sentences: Sequence[Sentence], dates: Sequence[DateMention]) -> None:
        starts = [sentence.start for sentence in sentences]
        self._found: dict[Span, _Named] = {}
        for mention in dates:
            named = self._found.setdefault((mention.from_, mention.to), _Named())
            if len(named.mentions) < _MENTIONS:
                named.mentions.append(mention)
                named.places.append(max(0, bisect_right(starts, mention.start) - 1))
        only = ("only interval",) if len(self._found) == 1 else ()
        for named in self._found.values():
            named.names = (f"times={min(len(named.mentions), 3)}", *only)
        self._first = [(span, self._found[span]) for span in list(self._found)[:_MOST]]

    def names(self, mention: DateMention) -> tuple[str, ...]:
        """What the article says of the interval of ``mention`` as a whole."""
        return self._found[mention.from_, mention.to].names

    def elsewhere(self, index: int, seen: Collection[Span]) -> Iterator[tuple[DateMention, int, str]]:
        """Of each interval that is not ``seen`` the mention nearest to a sentence, its sentence, and how it lies."""
        for span, named in self._first:
            if span not in seen:
                place = bisect_left(named.places, index)
                if place and (
                    place == len(named.places) or index - named.places[place - 1] <= named.places[place] - index
                ):
                    place -= 1
                yield named.mentions[place], named.places[place], _far(named.places[place] - index)


def _far(sentences: int) -> str:
    """How a sentence lies so many sentences ahead."""
    side = "ahead" if sentences > 0 else "back"
    return f"{side}, {'near' if abs(sentences) <= _NEAR else 'apart' if abs(sentences) <= _APART else 'distant'}"
