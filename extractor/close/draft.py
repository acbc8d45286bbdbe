"""What the steps of the close reading fill: one draft an article, with its figures and days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.close.figures import Figure, Gathered
from extractor.close.links.choice import Linked
from extractor.close.links.date_roles import Day
from extractor.close.speech import Speakers
from extractor.close.speech.naming import ReadNames
from extractor.mentions import Skimmed
from extractor.models import Extraction, Fact, Flag, QuantityFact, Span
from extractor.rules.cues import CueHits
from extractor.text.layout import START


@dataclass(slots=True, eq=False)
class Draft(Skimmed):
    """An article on its way to its facts: what the skim found, and what close reading adds, step by step.

    ``read_names`` finds the names of a sentence by the model, ``None`` leaves them to the rules. Facts less likely than
    ``least`` are left out. ``linked`` are the figures and days that want links; ``cues`` and ``gathered`` are what
    figures are judged by, held no longer than that.
    """

    read_names: ReadNames | None = None
    least: float = 0.0
    days: Sequence[Day] = field(default=(), init=False)
    cues: CueHits | None = field(default=None, init=False)
    gathered: Gathered = field(default_factory=list, init=False)
    figures: Sequence[Figure] = field(default=(), init=False)
    linked: Sequence[Linked] = field(default=(), init=False)
    speakers: Speakers | None = field(default=None, init=False)
    facts: Sequence[Fact] = field(default=(), init=False)
    quantities: Sequence[QuantityFact] = field(default=(), init=False)
    flags: Sequence[Flag] = field(default=(), init=False)
    extraction: Extraction | None = field(default=None, init=False)

    def sentence(self, start: int, end: int) -> Span:
        """The sentence that holds ``start``..``end``; the stretch itself outside all sentences (boilerplate)."""
        index = bisect_right(self.sentences, start, key=START) - 1
        if index >= 0 and end <= self.sentences[index].end:
            start, end = self.sentences[index].start, self.sentences[index].end
        return Span(start=start, end=end)
