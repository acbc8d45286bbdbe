"""The steps of linking: each fills one link of all figures and days of a draft.

They work without named entities and better with them. What one step asks of the speakers, another need not ask again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from extractor.close.draft import Draft
from extractor.close.links.choice import Linked
from extractor.close.links.counters import Counters
from extractor.close.links.date_roles import date_roles
from extractor.close.links.days import CountDays, Deadlines
from extractor.close.links.finder import Finder
from extractor.close.links.owners import OwnerFinder
from extractor.close.links.said_by import Voices
from extractor.close.links.what import Programmes
from extractor.close.links.where import Places
from extractor.close.speech import Speakers
from extractor.close.speech.naming import NamesNearFigures, ReadNames
from extractor.models import Article
from extractor.rules import RuleSet
from extractor.skim import SKIM

#: What finds each link, in an order in which each may ask for those before.
FINDERS: Final[tuple[type[Finder[Any]], ...]] = (
    Voices, Programmes, Deadlines, CountDays, Places, Counters, OwnerFinder,
)  # fmt: skip


def judge_days(draft: Draft, ruleset: RuleSet) -> None:
    """What each date is for."""
    draft.days = date_roles(draft.article.text, draft.sentences, draft.dates, ruleset, draft.told)


def find_speakers(draft: Draft, ruleset: RuleSet) -> None:
    """Who speaks, where there is something that could have links and the page is not all boilerplate."""
    if draft.linked and draft.sentences:
        starts = (item.start for item in draft.linked)
        names = NamesNearFigures(draft.sentences, starts, draft.read_names) if draft.read_names else None
        draft.speakers = Speakers(draft.article.text, draft, names, ruleset)


def _fill(finder: type[Finder[Any]], draft: Draft, ruleset: RuleSet) -> None:
    """One link of all that may have it."""
    items = [item for item in draft.linked if finder.wants(item)]
    if items and draft.speakers is not None:
        finder(draft, draft.speakers, ruleset).fill(items)


LINKING: Final[tuple[Callable[[Draft, RuleSet], None], ...]] = (
    find_speakers, *(partial(_fill, finder) for finder in FINDERS),
)  # fmt: skip


def link(article: Article, linked: Sequence[Linked], ruleset: RuleSet, read_names: ReadNames | None = None) -> None:
    """Fills the links of ``linked``, which stand somewhere in ``article``."""
    draft = Draft(article, read_names)
    for step in (*SKIM, judge_days):
        step(draft, ruleset)
    draft.linked = linked
    for fill in LINKING:
        fill(draft, ruleset)
