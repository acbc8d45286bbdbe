"""The links of a figure: who said it, what it belongs to, where, as of when, and who counted.

:func:`attribute` is the entry for the close reading; it takes what the skim found and the spans of the facts, and
gives one :class:`Attribution` a span. It works without named entities and better with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.close.links.as_of import AsOf
from extractor.close.links.choice import Figure
from extractor.close.links.counters import Counters
from extractor.close.links.what import Programmes
from extractor.close.links.where import Places
from extractor.close.speech import Speakers
from extractor.close.speech.model_names import NamesNearFigures, ReadNames
from extractor.mentions import Number, NumberMention, Skimmed
from extractor.models import Article, Interval, Place, Speaker
from extractor.rules import RuleSet
from extractor.stepwise import Steps, finish

__all__ = ["Attribution", "Figure", "attribute", "attribute_stepwise"]


@dataclass(slots=True)
class Attribution:
    """The links of one figure, each null where the article does not say. Alike when all links are.

    ``what`` is the name of the programme or event, ``programme`` identifies it.
    """

    said_by: Speaker | None = None
    what: str | None = None
    programme: str | None = None
    place: Place | None = None
    as_of: Interval | None = None
    counted_by: str | None = None


def attribute(
    article: Article,
    skimmed: Skimmed,
    figures: Sequence[Figure],
    read_names: ReadNames | None,
    ruleset: RuleSet,
) -> tuple[Attribution, ...]:
    """Attributions of ``figures``, in their order. ``read_names`` runs the model over a sentence, if it is wanted."""
    return finish(attribute_stepwise(article, skimmed, figures, read_names, ruleset))


def attribute_stepwise(
    article: Article,
    skimmed: Skimmed,
    figures: Sequence[Figure],
    read_names: ReadNames | None,
    ruleset: RuleSet,
) -> Steps[tuple[Attribution, ...]]:
    """:func:`attribute`, pausing between its steps."""
    if not figures:
        return ()
    text = article.text
    starts = (figure.start for figure in figures)
    names = NamesNearFigures(skimmed.sentences, starts, read_names) if read_names else None
    speakers = Speakers(text, skimmed, names, ruleset)
    yield
    places = Places(text, skimmed, speakers, ruleset)
    yield
    days = AsOf(text, skimmed, speakers, ruleset, article.published)
    programmes = Programmes(text, skimmed, speakers, ruleset)
    counters = Counters(text, skimmed, speakers, ruleset)
    yield
    found: list[Attribution] = []
    for figure in figures:
        start, end = figure.start, figure.end
        attendance = figure.participants and days.attends(start, end)
        said_by = speakers.speaker_of(start, end, target=figure.status == "target")
        programme, what = programmes.of(figure)
        counted = figure.status in ("realised", "denied", None)
        found.append(
            Attribution(
                said_by=said_by,
                what=what,
                programme=programme,
                place=places.place_of(figure, said_by, attendance=attendance),
                as_of=days.as_of(figure, attendance=attendance) if counted else None,
                counted_by=counters.counted_by(start, end) if figure.status != "target" else None,
            )
        )
    return tuple(_with_days_of_repetitions(skimmed.numbers, figures, found))


def _with_days_of_repetitions(
    numbers: Sequence[NumberMention], figures: Sequence[Figure], attributions: Sequence[Attribution]
) -> Iterator[Attribution]:
    """A count without a day is given, in place, the day that the same count has elsewhere in the document."""
    read = {number.start: (number.min, number.max) for number in numbers}
    days: dict[tuple[Number | None, Number | None], Interval] = {}
    amounts: list[tuple[Number | None, Number | None] | None] = []
    for figure, attribution in zip(figures, attributions, strict=True):
        amount = read.get(figure.start) if figure.status in ("realised", None) else None
        amounts.append(amount)
        if amount is not None and attribution.as_of is not None:
            days.setdefault(amount, attribution.as_of)
    for amount, attribution in zip(amounts, attributions, strict=True):
        if attribution.as_of is None and amount is not None and amount in days:
            attribution.as_of = days[amount]
        yield attribution
