"""The model's names where they can decide something: read a sentence at a time, when a rule first asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from extractor.close.kept import kept
from extractor.mentions import Entity, Sentence

#: Reads the names of the sentence from one offset to another.
ReadNames = Callable[[int, int], Sequence[Entity]]


class NamesNearFigures:
    """Names in the sentences that hold figures and in those before them, where their speakers stand.

    The model costs far more than the rules, and most sentences hold no phrase that a rule would ask it about: so no
    sentence is read before it is asked for, and none twice.
    """

    def __init__(self, sentences: Sequence[Sentence], figures: Iterable[int], read: ReadNames) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]
        self._read = read
        here = {bisect_right(self._starts, figure) - 1 for figure in figures}
        self._near = here | {index - 1 for index in here}

    def __call__(self, start: int, end: int) -> list[Entity]:
        """The names that overlap ``start``..``end``, by place."""
        found: list[Entity] = []
        for index in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            if index in self._near:
                found += [entity for entity in self._names_of(index) if entity.start < end and start < entity.end]
        return found

    @kept
    def _names_of(self, index: int) -> Sequence[Entity]:
        sentence = self._sentences[index]
        return self._read(sentence.start, sentence.end)
