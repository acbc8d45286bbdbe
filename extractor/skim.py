"""Skim: character-level search over the original string for dates, numbers and names of bodies."""

from __future__ import annotations

import re
from collections import Counter
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
# Of the years that an undated report names so many, the most frequent, are tried; and no year is outside these.
_YEARS: Final = 3
_CALENDAR: Final = frozenset(range(1900, 2101))
# The year of the report in its last line: "COPYRIGHT © WARTA DESA 2023".
_FOOT: Final = 200


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
    """The days and periods, relative ones counted from publication, else from the day that the report tells."""
    text, published = skimmed.article.text, skimmed.article.published
    folded = skimmed.folded = fold_text(text)
    dates = find_dates(text, published, ruleset, folded)
    told_on = published
    if told_on is None:
        year = _year_of_rights(text, ruleset)
        told_on = _only_day(text, dates, ruleset) or _likely_day(skimmed, dates, ruleset, year)
        if (told_on or year) and any(mention.relative and mention.from_ is None for mention in dates):
            placed = find_dates(text, told_on or date(year or 1, 12, 31), ruleset, folded)
            dates = placed if told_on else tuple(map(_of_year, dates, placed))
    skimmed.dates, skimmed.told_on = dates, told_on


def read_bodies(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """The ministries and agencies as they were on the day of publication, else on the day that the report tells."""
    skimmed.bodies = find_bodies(skimmed.article.text, skimmed.told_on, ruleset)


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


def _year_of_rights(text: str, ruleset: RuleSet) -> int | None:
    """The year for which the foot of the report claims its rights."""
    found = _rights(ruleset).search(text.rstrip()[-_FOOT:])
    return int(found[1] or found[2]) if found else None


@lru_cache(maxsize=4)
def _rights(ruleset: RuleSet) -> re.Pattern[str]:
    """*© Warta Desa 2023*, *© 2023 Warta Desa. Hak cipta dilindungi.*"""
    sign = "|".join(map(re.escape, ruleset.yaml("publication.yaml")["copyright"]))
    return re.compile(rf"(?i)(?:{sign})(?:[^\n\d]{{0,40}}(20\d\d)|\W{{0,4}}(20\d\d)\b[^\n\d]{{0,60}})$")


def _of_year(plain: DateMention, placed: DateMention) -> DateMention:
    """Of a report whose year alone is known: what counts years from it (*tahun lalu*) has days, nothing else."""
    return placed if plain.from_ is None and placed.grain == "year" else plain


def _likely_day(
    skimmed: Skimmed, dates: Sequence[DateMention], ruleset: RuleSet, year: int | None = None
) -> date | None:
    """The latest of the days that the text tells with weekday, day and month, when just one of its years fits them all.

    *Senin (29/8)* in a text of 2022: a weekday moves on by a day each year, so that years nearby do not fit. The year
    after one that is named may be meant too, as in January. Of a report of a known ``year`` only that and the next are
    tried.
    """
    text = skimmed.article.text
    starts = {
        mention.start
        for mention in dates
        if mention.grain == "day" and mention.from_ is None and _has_weekday_and_day(text, mention, ruleset)
    }
    if not starts:
        return None
    named = Counter(mention.from_.year for mention in dates if mention.from_ is not None and not mention.relative)
    named = Counter([year]) if year else named
    fitting: list[tuple[int, date]] = []
    for tried in sorted({one + later for one, _ in named.most_common(_YEARS) for later in (0, 1)} & _CALENDAR):
        told = [
            mention
            for mention in find_dates(text, date(tried, 7, 1), ruleset, skimmed.folded)
            if mention.start in starts
        ]
        days = [mention.from_ for mention in told if mention.from_ is not None and not mention.weekday_conflict]
        if len(days) == len(told) and all(day.year == tried for day in days) and days:
            fitting.append((named[tried], max(days)))
    most = max((times for times, _ in fitting), default=0)
    best = [day for times, day in fitting if times == most]
    return best[0] if len(best) == 1 else None


def _has_weekday_and_day(text: str, mention: DateMention, ruleset: RuleSet) -> bool:
    head = _WORD.match(text, mention.start, mention.end)
    if head is None or head.group().lower() not in _weekdays(ruleset):
        return False
    return any(letter.isdigit() for letter in text[head.end() : mention.end])


@lru_cache(maxsize=4)
def _weekdays(ruleset: RuleSet) -> frozenset[str]:
    return frozenset(name for weekday in ruleset.yaml("dates.yaml")["weekdays"].values() for name in weekday["names"])
