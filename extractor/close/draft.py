"""What the steps of the close reading fill: one draft an article, with its figures and days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.close.figures import Figure
from extractor.close.links.choice import Linked
from extractor.close.links.date_roles import DateRole
from extractor.close.speech import Speakers
from extractor.close.speech.model_names import ReadNames
from extractor.mentions import DateMention, Skimmed
from extractor.models import Article, Extraction, Fact, Flag, QuantityFact, Span


@dataclass(slots=True, eq=False, kw_only=True)
class Day(Linked):
    """A date of the text and what it is for."""

    mention: DateMention
    role: DateRole

    @property
    def is_linked(self) -> bool:
        """Whether it belongs to a programme or event, with a place and an owner."""
        return self.target or self.role.role in ("due", "start", "event")


class Draft(Skimmed):
    """An article on its way to its facts: what the skim found, and what close reading adds, step by step.

    ``read_names`` finds the names of a sentence by the model, ``None`` leaves them to the rules. Facts less likely than
    ``least`` are left out. ``linked`` are the figures and days that want links.
    """

    __slots__ = (
        "_spans", "_starts", "days", "extraction", "facts", "figures", "flags", "least", "linked", "quantities",
        "read_names", "speakers",
    )  # fmt: skip

    def __init__(self, article: Article, read_names: ReadNames | None = None, least: float = 0.0) -> None:
        super().__init__(article)
        self.read_names = read_names
        self.least = least
        self.days: Sequence[Day] = ()
        self.figures: Sequence[Figure] = ()
        self.linked: Sequence[Linked] = ()
        self.speakers: Speakers | None = None
        self.facts: Sequence[Fact] = ()
        self.quantities: Sequence[QuantityFact] = ()
        self.flags: Sequence[Flag] = ()
        self.extraction: Extraction | None = None
        self._starts: list[int] = []
        self._spans: dict[int, Span] = {}

    def sentence(self, start: int, end: int) -> Span:
        """The sentence that holds ``start``..``end``; the stretch itself outside all sentences (boilerplate)."""
        if not self._starts:
            self._starts = [sentence.start for sentence in self.sentences]
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and end <= self.sentences[index].end:
            span = self._spans.get(index)
            if span is None:
                sentence = self.sentences[index]
                span = self._spans[index] = Span(start=sentence.start, end=sentence.end)
            return span
        return Span(start=start, end=end)
