"""The layout of an article: paragraphs with their sentences and quotations, found by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.close.quotations import Quotation, find_quotations
from extractor.skim.mentions import Sentence


@dataclass(slots=True, frozen=True)
class Paragraph:
    """A paragraph's offsets, its sentences' indices (from, to), and its quotations."""

    start: int
    end: int
    first: int
    last: int
    title: bool
    quotations: tuple[Quotation, ...]

    def quotation_at(self, position: int) -> Quotation | None:
        """The quotation that holds ``position``."""
        index = bisect_right(self.quotations, position, key=_start) - 1
        if index >= 0 and position < self.quotations[index].end:
            return self.quotations[index]
        return None

    def quotation_after(self, position: int) -> Quotation | None:
        """The first quotation that begins at or after ``position``."""
        index = bisect_left(self.quotations, position, key=_start)
        return self.quotations[index] if index < len(self.quotations) else None


def _start(quotation: Quotation) -> int:
    return quotation.start


class Layout:
    """Paragraphs and sentences of one article. ``title_end`` is where its body begins."""

    __slots__ = ("_starts", "paragraphs", "sentences", "title_end")

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.paragraphs = _paragraphs(text, sentences)
        self.title_end = max((paragraph.end for paragraph in self.paragraphs[:3] if paragraph.title), default=0)
        self._starts = [paragraph.start for paragraph in self.paragraphs]

    def paragraph_index(self, position: int) -> int:
        """Index of the paragraph that holds ``position``."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentence_index(self, position: int, paragraph: Paragraph) -> int:
        """Index of the sentence that holds ``position``."""
        for index in range(paragraph.first, paragraph.last):
            if position < self.sentences[index].end:
                return index
        return max(paragraph.first, paragraph.last - 1)

    def place(self, position: int) -> tuple[Paragraph, int]:
        """The paragraph that holds ``position``, and the index of its sentence. There must be a paragraph."""
        paragraph = self.paragraphs[self.paragraph_index(position)]
        return paragraph, self.sentence_index(position, paragraph)


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> list[Paragraph]:
    result: list[Paragraph] = []
    first = 0
    for index in range(1, len(sentences) + 1):
        if index == len(sentences) or sentences[index].paragraph != sentences[first].paragraph:
            start, end = sentences[first].start, sentences[index - 1].end
            result.append(
                Paragraph(start, end, first, index, sentences[first].title, find_quotations(text, start, end))
            )
            first = index
    return result
