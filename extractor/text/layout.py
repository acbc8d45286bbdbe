"""The layout of an article: paragraphs with their sentences and quotations, found by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Protocol, TypeVar

from extractor.mentions import Masked, Sentence
from extractor.text.quotations import Quotation, find_quotations

#: What is sorted by place is searched by it.
START: Final = attrgetter("start")


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph's offsets, its sentences' indices (from, to), and its quotations, sought when first asked for."""

    _text: str
    start: int
    end: int
    first: int
    last: int
    title: bool
    _quotations: tuple[Quotation, ...] | None = None

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations, in order."""
        known = self._quotations
        if known is None:
            known = self._quotations = find_quotations(self._text, self.start, self.end)
        return known

    def quotation_at(self, position: int) -> Quotation | None:
        """The quotation that holds ``position``."""
        return at(self.quotations, position)

    def quotation_after(self, position: int) -> Quotation | None:
        """The first quotation that begins at or after ``position``."""
        quotations = self.quotations
        index = bisect_left(quotations, position, key=START)
        return quotations[index] if index < len(quotations) else None


class Layout:
    """Paragraphs and sentences of one article. ``title_end`` is where its body begins."""

    __slots__ = ("_ends", "_starts", "paragraphs", "sentences", "title_end")

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.paragraphs = _paragraphs(text, sentences)
        self.title_end = max((paragraph.end for paragraph in self.paragraphs[:3] if paragraph.title), default=0)
        self._starts = [paragraph.start for paragraph in self.paragraphs]
        self._ends = [sentence.end for sentence in sentences]

    def paragraph_index(self, position: int) -> int:
        """Index of the paragraph that holds ``position``."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentence_index(self, position: int, paragraph: Paragraph) -> int:
        """Index of the sentence that holds ``position``."""
        return min(bisect_right(self._ends, position, paragraph.first, paragraph.last), paragraph.last - 1)

    def place(self, position: int) -> tuple[Paragraph, int]:
        """The paragraph that holds ``position``, and the index of its sentence. There must be a paragraph."""
        paragraph = self.paragraphs[self.paragraph_index(position)]
        return paragraph, self.sentence_index(position, paragraph)


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> list[Paragraph]:
    result: list[Paragraph] = []
    first = 0
    while first < len(sentences):
        opening = sentences[first]
        last = first + 1
        while last < len(sentences) and sentences[last].paragraph == opening.paragraph:
            last += 1
        result.append(Paragraph(text, opening.start, sentences[last - 1].end, first, last, opening.title))
        first = last
    return result


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Found = TypeVar("_Found", bound=_Placed)


def between(found: Sequence[_Found], start: int, end: int) -> tuple[int, int]:
    """From which to which of ``found``, which are sorted, begin from ``start`` on and before ``end``."""
    return bisect_left(found, start, key=START), bisect_left(found, end, key=START)


def at(found: Sequence[_Found], position: int) -> _Found | None:
    """The one of ``found``, which are sorted and apart, that holds a position."""
    index = bisect_right(found, position, key=START) - 1
    return found[index] if index >= 0 and position < found[index].end else None


def outside_masks(found: list[_Found], masks: Sequence[Masked]) -> list[_Found]:
    """Those of ``found`` that do not begin in boilerplate. Masks are sorted and do not overlap."""
    return [one for one in found if at(masks, one.start) is None] if masks else found
