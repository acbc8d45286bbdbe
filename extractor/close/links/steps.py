"""The steps of linking: each fills one link of all figures and days of a draft.

They work without named entities and better with them. What one step asks of the speakers, another need not ask again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.close.draft import Day, Draft
from extractor.close.links.choice import NOBODY, Linked
from extractor.close.links.counters import Counters
from extractor.close.links.date_roles import date_roles
from extractor.close.links.days import CountDays, Deadlines
from extractor.close.links.headlines import leave_this_report
from extractor.close.links.owners import OwnerFinder
from extractor.close.links.said_by import Voices
from extractor.close.links.what import Programmes
from extractor.close.links.where import Places
from extractor.close.speech import Speakers
from extractor.close.speech.naming import NamesNearFigures, ReadNames
from extractor.models import Article
from extractor.rules import RuleSet
from extractor.skim import SKIM

#: What finds the links that need what was said and of what.
FINDERS: Final = (Deadlines, CountDays, Places, Counters, OwnerFinder)
#: Links that a target has not.
OF_COUNTS: Final = ("as_of", "counted_by")
#: Of these classes a figure of equal value is another one.
_OTHER: Final = ("money", "share")


def judge_days(draft: Draft, ruleset: RuleSet) -> None:
    """What each date is for."""
    roles = date_roles(draft.article.text, draft.sentences, draft.dates, ruleset, draft.told)
    draft.days = [
        Day(mention.start, mention.end, target=role.target, mention=mention, role=role)
        for mention, role in zip(draft.dates, roles, strict=True)
    ]


def find_speakers(draft: Draft, ruleset: RuleSet) -> None:
    """Who said each."""
    if not draft.linked or not draft.sentences:
        return  # nothing that could have links, or a page of boilerplate
    starts = (item.start for item in draft.linked)
    names = NamesNearFigures(draft.sentences, starts, draft.read_names) if draft.read_names else None
    draft.speakers = Speakers(draft.article.text, draft, names, ruleset)
    voices = Voices(draft, draft.speakers, ruleset)
    for item in draft.linked:
        item.said_by = voices.find(item)


def find_programmes(draft: Draft, ruleset: RuleSet) -> None:
    """What each belongs to."""
    if draft.speakers is not None:
        programmes = Programmes(draft, draft.speakers, ruleset)
        for item in draft.linked:
            item.programme, item.what = programmes.of(item)


def find_days(draft: Draft, ruleset: RuleSet) -> None:
    """By when each target is aimed at, and the day to which each count refers."""
    if draft.speakers is None:
        return
    targets = [item for item in draft.linked if item.target and item.status is not None]
    counts = [item for item in draft.linked if item.status in ("realised", "denied")]
    for days, items in ((Deadlines, targets), (CountDays, counts)):
        finder = days(draft, draft.speakers, ruleset) if items else None
        found = [(item, finder.find(item)) for item in items if finder]
        # the same figure said again has the same day
        of_value = {_value(item): day for item, day in reversed(found) if day is not None}
        for item, day in found:
            setattr(item, days.link, day or of_value.get(_value(item)))


def _value(item: Linked) -> object:
    return item.value, item.category in _OTHER


def find_places(draft: Draft, ruleset: RuleSet) -> None:
    """Where each holds, given who said it."""
    if draft.speakers is not None:
        places = Places(draft, draft.speakers, ruleset)
        for item in draft.linked:
            item.place = places.find(item)


def find_counters(draft: Draft, ruleset: RuleSet) -> None:
    """Whose count each is."""
    if draft.speakers is not None:
        counters = Counters(draft, draft.speakers, ruleset)
        for item in draft.linked:
            if item.status != "target":
                item.counted_by = counters.find(item)


def find_owners(draft: Draft, ruleset: RuleSet) -> None:
    """Whose programme or aim each is."""
    if draft.speakers is not None and draft.bodies:
        owners = OwnerFinder(draft, draft.speakers, ruleset)
        for item in draft.linked:
            item.owners = owners.find(item) or NOBODY


LINKING: Final = (
    find_speakers, find_programmes, find_days, find_places, leave_this_report, find_counters, find_owners,
)  # fmt: skip


def link(article: Article, linked: Sequence[Linked], ruleset: RuleSet, read_names: ReadNames | None = None) -> None:
    """Fills the links of ``linked``, which stand somewhere in ``article``."""
    draft = Draft(article, read_names)
    for step in (*SKIM, judge_days):
        step(draft, ruleset)
    draft.linked = linked
    for fill in LINKING:
        fill(draft, ruleset)
