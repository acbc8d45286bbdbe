"""The steps of linking: each fills one link of all figures and days of a draft.

They work without named entities and better with them. What one step asks of the speakers, another need not ask again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.close.draft import Draft
from extractor.close.links.as_of import AsOf
from extractor.close.links.choice import Linked
from extractor.close.links.counters import Counters
from extractor.close.links.headlines import leave_this_report
from extractor.close.links.owners import OwnerFinder
from extractor.close.links.said_by import Voices
from extractor.close.links.what import Programmes
from extractor.close.links.where import Places
from extractor.close.speech import Speakers
from extractor.close.speech.naming import NamesNearFigures, ReadNames
from extractor.mentions import Number, NumberMention
from extractor.models import Article, Interval
from extractor.rules import RuleSet
from extractor.skim import SKIM


def find_speakers(draft: Draft, ruleset: RuleSet) -> None:
    """Who said each."""
    if not draft.linked or not draft.sentences:
        return  # nothing that could have links, or a page of boilerplate
    starts = (item.start for item in draft.linked)
    names = NamesNearFigures(draft.sentences, starts, draft.read_names) if draft.read_names else None
    draft.speakers = Speakers(draft.article.text, draft, names, ruleset)
    voices = Voices(draft.article.text, draft.speakers, ruleset)
    for item in draft.linked:
        item.said_by = voices.speaker_of(item)


def find_names(draft: Draft, ruleset: RuleSet) -> None:
    """The programmes and events that it names."""
    if draft.speakers is not None:
        counted = any(item.status is not None for item in draft.linked)
        draft.programmes = Programmes(draft.article.text, draft, draft.speakers, ruleset, unlisted=counted)


def find_programmes(draft: Draft, ruleset: RuleSet) -> None:
    """What each belongs to."""
    if draft.programmes is not None:
        for item in draft.linked:
            item.programme, item.what = draft.programmes.of(item)
        draft.programmes = None


def find_days(draft: Draft, ruleset: RuleSet) -> None:
    """The day to which each count refers."""
    if draft.speakers is not None:
        days = AsOf(draft.article.text, draft, draft.speakers, ruleset, draft.article.published)
        for item in draft.linked:
            if item.status in ("realised", "denied", None):
                item.as_of = days.as_of(item)
        _give_days_to_repetitions(draft.numbers, draft.linked)


def find_places(draft: Draft, ruleset: RuleSet) -> None:
    """Where each holds, given who said it."""
    if draft.speakers is not None:
        places = Places(draft.article.text, draft, draft.speakers, ruleset)
        for item in draft.linked:
            item.place = places.place_of(item)


def find_counters(draft: Draft, ruleset: RuleSet) -> None:
    """Whose count each is."""
    if draft.speakers is not None:
        counters = Counters(draft.article.text, draft, draft.speakers, ruleset)
        for item in draft.linked:
            if item.status != "target":
                item.counted_by = counters.counted_by(item.start)


def find_owners(draft: Draft, ruleset: RuleSet) -> None:
    """Whose programme or aim each is."""
    if draft.linked:
        sentences = [draft.sentence(item.start, item.end) for item in draft.linked]
        OwnerFinder(draft.article.text, draft.bodies, ruleset).fill(draft.linked, sentences)


LINKING: Final = (
    find_speakers, find_names, find_programmes, find_days, find_places, leave_this_report, find_counters, find_owners,
)  # fmt: skip


def link(article: Article, linked: Sequence[Linked], ruleset: RuleSet, read_names: ReadNames | None = None) -> None:
    """Fills the links of ``linked``, which stand somewhere in ``article``."""
    draft = Draft(article, read_names)
    for step in SKIM:
        step(draft, ruleset)
    draft.linked = linked
    for fill in LINKING:
        fill(draft, ruleset)


def _give_days_to_repetitions(numbers: Sequence[NumberMention], linked: Sequence[Linked]) -> None:
    """A count without a day is given the day that the same count has elsewhere in the document."""
    read = {number.start: (number.min, number.max) for number in numbers}
    counts = [(item, read.get(item.start)) for item in linked if item.status in ("realised", None)]
    days: dict[tuple[Number | None, Number | None], Interval] = {}
    for item, amount in counts:
        if amount is not None and item.as_of is not None:
            days.setdefault(amount, item.as_of)
    for item, amount in counts:
        if item.as_of is None and amount is not None:
            item.as_of = days.get(amount)
