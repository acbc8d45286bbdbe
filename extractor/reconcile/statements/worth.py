"""Whether a day or a figure is worth a record: what can be named, not when somebody spoke, a season, a year in passing.

The findings about a claim add up as in a comparison; their weights, and those of the words before a day, are learned
from what people said of claims. What stands in no record stays a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import zip_longest

from extractor.models import DateFact, QuantityFact
from extractor.reconcile.evidence import Level
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.vocabulary import WORD, read_what

_YEAR, _MONTH, _WEEK = timedelta(days=300), timedelta(days=20), timedelta(days=3)
_REPORTED = timedelta(days=3)  # what was said longer ago is dated by its event
_SPEAKER = 12  # words between a verb of saying and the day of the saying
_NEAR = 40  # characters before a day in which the verb of its event stands
_PASSING = timedelta(days=300)
_MOST_NAMES = 6
_WORDS = 10  # before a day that are learned one by one: of 5 to 12 the number that parted claims best, cross-validated
_OCCASION = 3  # words between *dalam rangka* and the feast
_SHARED_OUT = 3  # words between *setiap* and the figure


def day_levels(
    fact: DateFact,
    role: str,
    programme: str | None,
    words: Sequence[str],
    names: frozenset[str],
    context: ArticleContext,
    settings: Settings,
    *,
    owned: bool,
    attended: bool,
) -> list[Level]:
    """What there is about a date that tells whether it is worth a record.

    ``words``: those before it, in small letters; ``owned``: it is a figure's deadline; ``attended``: the day on which
    those came who are counted.
    """
    found = ["worth", f"worth_{role}", *_length(fact, settings), *_moment(fact)]
    before = fact.before.lower()
    spoken = [place for place, word in enumerate(words) if word in settings.saying]
    if spoken and "worth_report_days" in found:
        found.append("worth_said")
        if len(words) - spoken[-1] <= _SPEAKER:
            found.append("worth_said_near")
    happens = _happening(settings.happening)
    if happens.search(fact.passage.lower()):
        found.append("worth_happens")
    if happens.search(before[-_NEAR:]):
        found.append("worth_happens_near")
    if before.count("“") > before.count("”") or before.count('"') % 2:
        found.append("worth_quoted")
    if fact.what:
        found.append("worth_what")
        if read_what(fact.what, settings)[1]:
            found.append("worth_named")
    if programme in settings.programme_words:
        found.append("worth_listed")
    told = {
        "worth_owned": owned,
        "worth_attended": attended,
        "worth_target": fact.target,
        "worth_feast": fact.feast,
        "worth_occasion": fact.feast and not settings.occasions.isdisjoint(words[-_OCCASION:]),
        "worth_title": fact.start < context.title_end,
    }
    found += [name for name, holds in told.items() if holds]
    if len(context.dates.get((fact.sentence.start, fact.sentence.end), ())) > 1:
        found.append("worth_several")
    if not any(char.isdigit() for char in fact.text):
        found.append("worth_relative")
    for root in {settings.terms[word][1] for word in words[-_WORDS:]}:
        found.append(f"worth~{root}")
        if "worth_report_days" in found:
            found.append(f"worth_now~{root}")
    return [*((name, 1.0) for name in found), ("worth_names", min(len(names), _MOST_NAMES) / _MOST_NAMES)]


def _length(fact: DateFact, settings: Settings) -> list[str]:
    assert fact.from_ is not None
    length = (fact.to or fact.from_) - fact.from_
    name = "year" if length >= _YEAR else "month" if length >= _MONTH else "week" if length >= _WEEK else "day"
    text = (fact.before[-_NEAR // 2 :] + fact.text).lower()
    season = [] if settings.seasons.isdisjoint(WORD.findall(text)) else ["worth_season"]
    return [f"worth_{name}", *season]


def _moment(fact: DateFact) -> list[str]:
    """Long ago, at the time of the report, or still to come."""
    if fact.published is None or fact.from_ is None or fact.to is None:
        return []
    if fact.published - fact.to > _PASSING:
        return ["worth_long_ago"]
    if timedelta(0) <= fact.published - fact.to <= _REPORTED:
        return ["worth_report_days"]
    return ["worth_future"] if fact.from_ > fact.published else []


@lru_cache(maxsize=4)
def _happening(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b")


def is_related(fact: DateFact | QuantityFact, settings: Settings) -> bool:
    """Whether a claim stands in a list of other reports' headlines: it is told of something else than the words around.

    Headlines there are written with capitals; where small letters prevail the report goes on.
    """
    before = fact.before.lower()
    if not any(before.startswith(lead) for lead in settings.related):
        return False
    words: list[str] = WORD.findall(fact.before)
    return 2 * sum(word.islower() for word in words) < len(words)


def figure_stands(fact: QuantityFact, settings: Settings) -> bool:
    """No share of one kitchen, school or household (*setiap SPPG melayani 2.500 anak*); every month shares nothing."""
    words = WORD.findall(fact.before.lower())[-_SHARED_OUT:]
    return not is_related(fact, settings) and not any(
        word in settings.each and following not in settings.periods for word, following in zip_longest(words, words[1:])
    )
