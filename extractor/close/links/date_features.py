"""The evidence for what a date is for, by name: what the judge weighs (see :mod:`extractor.close.figures.features`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from extractor.mentions import DateMention, Sentence
from extractor.text.window import Window

When = Literal["ahead", "running", "today", "over"]

_SIZE: Final = (7, 6)
_NEAR: Final = 30
# Beyond this many days a report can only tell plans and forecasts.
_FAR_DAYS: Final = 366


@dataclass(slots=True, eq=False)
class SeenCue:
    """A cue of ``rules/date_roles.yaml`` seen from a date: its id, side, distance, and whether in the date's clause."""

    id: str
    before: bool
    distance: int
    inside: bool


class DateNames:
    """Names the evidence of the dates of one article, in the order of the text."""

    def __init__(self, text: str, published: date | None) -> None:
        self._text = text
        self._published = published
        self._window = Window(text)

    def of(
        self, mention: DateMention, sentence: Sentence, when: When, cues: Sequence[SeenCue], dates: int
    ) -> list[str]:
        """The names of all that speaks for or against a target; ``dates`` counts those of the sentence."""
        names = list(self._of_date(mention, when))
        names += self._of_words(mention, sentence)
        for cue in cues:
            side = "before" if cue.before else "behind"
            names.append(f"cue {side}:{cue.id}")
            if not cue.inside:
                names.append(f"cue {side}:{cue.id},elsewhere")
            else:
                names.append(f"cue {side}:{cue.id},{'near' if cue.distance <= _NEAR else 'clause'}")
                names.append(f"when,cue={when},{cue.id}")
        if not cues:
            names.append("no cue")
            names.append(f"no cue,when={when}")
        if sentence.title:
            names.append("title")
        if self._window.is_quoted(sentence.start, mention.start):
            names.append("quoted")
        names.append(f"dates={min(dates, 3)}")
        return list(dict.fromkeys(names))

    def _of_date(self, mention: DateMention, when: When) -> Iterable[str]:
        yield f"when={when}"
        yield f"grain={mention.grain}"
        yield f"when,grain={when},{mention.grain}"
        yield f"rule={mention.rule.split('.')[0]}"
        if mention.relative:
            yield "relative"
            yield f"relative,when={when}"
        if mention.direction is not None:
            yield f"direction={mention.direction}"
        published, first = self._published, mention.from_
        if published is not None and first is not None and (first - published).days > _FAR_DAYS:
            yield "far ahead"
        if self._text[max(0, mention.start - 1) : mention.start] == "(":
            yield "in brackets"
        if head := self._window.opening(mention.start):
            yield f"opens={head}"

    def _of_words(self, mention: DateMention, sentence: Sentence) -> list[str]:
        before, after = self._window.around((sentence.start, sentence.end), mention.start, mention.end, _SIZE)
        names = [f"before:{word}" for word in before] + [f"after:{word}" for word in after]
        if len(before) > 1:
            names.append(f"before:{before[1]} {before[0]}")
        return names
