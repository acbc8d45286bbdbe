"""Skim: character-level search over the original string for dates, numbers and names of bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from extractor.bodies import find_bodies
from extractor.dates import find_dates
from extractor.mentions import DateMention, Skimmed
from extractor.models import Article
from extractor.numbers import find_numbers
from extractor.rules import RuleSet
from extractor.text.boilerplate import find_boilerplate, kinds, lines
from extractor.text.folding import fold_text
from extractor.text.layout import outside_masks
from extractor.text.sentences import split_sentences

_WORD: Final = re.compile(r"[^\W\d_]+")


def skim(article: Article, ruleset: RuleSet) -> Skimmed:
    """All that one article's text shows at character level."""
    skimmed = Skimmed(article)
    for step in SKIM:
        step(skimmed, ruleset)
    return skimmed


def split_text(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """Boilerplate, kept as spans, and the sentences between it."""
    text = skimmed.article.text
    spans = lines(text)
    skimmed.boilerplate = find_boilerplate(text, ruleset, spans)
    skimmed.sentences = split_sentences(text, skimmed.boilerplate, ruleset, spans)


def read_dates(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """The days and periods, relative ones counted from publication, else from the one day that the report tells."""
    text, published = skimmed.article.text, skimmed.article.published
    folded = skimmed.folded = fold_text(text)
    dates = find_dates(text, published, ruleset, folded)
    if published is None and any(mention.relative and mention.from_ is None for mention in dates):
        told_on = _only_day(text, dates, ruleset)
        dates = find_dates(text, told_on, ruleset, folded) if told_on else dates
    skimmed.dates = dates


def read_bodies(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """The ministries and agencies as they were on the day of publication, else on the one day that the report tells."""
    text = skimmed.article.text
    told_on = skimmed.article.published or _only_day(text, skimmed.dates, ruleset)
    skimmed.bodies = find_bodies(text, told_on, ruleset)


def read_numbers(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """The numbers that are no part of a date."""
    taken = [(mention.start, mention.end) for mention in skimmed.dates]
    skimmed.numbers = find_numbers(skimmed.article.text, ruleset, taken, skimmed.folded)


def leave_boilerplate(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """Drops what stands in boilerplate of which the kind yields no facts of that type.

    By ``yields`` in ``rules/boilerplate.yaml``: a ticker gives nothing, a byline its date.
    """
    boilerplate = skimmed.boilerplate
    if boilerplate:
        yields = kinds(ruleset)
        masks = {
            type_: [masked for masked in boilerplate if type_ not in yields[masked.kind]]
            for type_ in ("date", "ministry", "agency", "quantity")
        }
        skimmed.dates = tuple(outside_masks(list(skimmed.dates), masks["date"]))
        kept = {kind: outside_masks(list(skimmed.bodies), masks[kind]) for kind in ("ministry", "agency")}
        skimmed.bodies = tuple(body for body in skimmed.bodies if body in kept[body.kind])
        skimmed.numbers = tuple(outside_masks(list(skimmed.numbers), masks["quantity"]))


#: The skim, step by step.
SKIM: Final = (split_text, read_dates, read_bodies, read_numbers, leave_boilerplate)


def _only_day(text: str, dates: Sequence[DateMention], ruleset: RuleSet) -> date | None:
    """The one day that the text states with its weekday, if there is just one and the two agree.

    *Jumat (31/1/2025)* is how a report says when it was told. Without a publication day, what the report counts from
    now counts from there; a far deadline has no weekday and is no such day.
    """
    stated: set[date] = set()
    for mention in dates:
        if mention.grain != "day" or mention.relative or mention.from_ is None:
            continue
        if mention.weekday_conflict:
            return None
        head = _WORD.match(text, mention.start, mention.end)
        if head and head.group().lower() in _weekdays(ruleset):
            stated.add(mention.from_)
    return stated.pop() if len(stated) == 1 else None


@lru_cache(maxsize=4)
def _weekdays(ruleset: RuleSet) -> frozenset[str]:
    return frozenset(name for weekday in ruleset.yaml("dates.yaml")["weekdays"].values() for name in weekday["names"])
