"""Speed, as ratios to known tools on the same articles in the same run, on one core.

Rates alone say little about another machine, so every stage is measured beside ``spacy.blank("id")``, which merely
tokenises, and ``dateparser.search``, the usual way to find dates in text. The articles are taken in chunks and every
tool works on a chunk before the next begins, so that a busy machine slows all of them alike; a chunk is long enough
for what a tool needs to be back in the processor's caches, as it is in a batch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.models import Article
from extractor.rules import RuleSet
from extractor.stepwise import TOGETHER, finish_together

Step = Callable[[Sequence[Article]], object]

TOKENISER = "spacy.blank(id)"
DATE_SEARCH = "dateparser.search"
EXTRACTION = "extraction"
WITH_NAMES = "extraction with names"

_CHUNK = 4 * TOGETHER
# Rules are compiled and calendars loaded when they are first needed; that is start-up, not speed.
_WARM_UP = 200


@dataclass(frozen=True)
class Timing:
    """How long one step took over some articles."""

    step: str
    articles: int
    seconds: float

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds if self.seconds else 0.0


def measure(articles: Sequence[Article], ruleset: RuleSet, *, date_articles: int | None = None) -> list[Timing]:
    """Times every stage and both references on all ``articles``.

    ``date_articles``: how many of them, spread over all, ``dateparser`` gets, which is slow. A part sways its ratio,
    for its articles may be longer or shorter than the rest.
    """
    steps = {**_references(), **_stages(ruleset)}
    for_dates = frozenset(article.id for article in _spread(articles, date_articles or len(articles)))
    for name, step in steps.items():
        step(_spread(articles, 2 if name == DATE_SEARCH else _WARM_UP))
    seconds = dict.fromkeys(steps, 0.0)
    counts = dict.fromkeys(steps, 0)
    for start in range(0, len(articles), _CHUNK):
        chunk = articles[start : start + _CHUNK]
        for name, step in steps.items():
            some = [article for article in chunk if article.id in for_dates] if name == DATE_SEARCH else chunk
            seconds[name] += _time(step, some)
            counts[name] += len(some)
    return [Timing(name, counts[name], seconds[name]) for name in steps]


def _spread(articles: Sequence[Article], count: int) -> Sequence[Article]:
    """At most ``count`` of the articles, at even distances."""
    wanted = min(count, len(articles))
    return [articles[place * len(articles) // wanted] for place in range(wanted)]


def _time(step: Step, articles: Sequence[Article]) -> float:
    began = time.process_time()
    step(articles)
    return time.process_time() - began


def _references() -> dict[str, Step]:
    import spacy
    from dateparser.search import search_dates

    tokenise = spacy.blank("id").make_doc
    settings: Any = {"DATE_ORDER": "DMY"}
    return {
        TOKENISER: _each(lambda article: tokenise(article.text)),
        DATE_SEARCH: _each(lambda article: search_dates(article.text, languages=["id"], settings=settings)),
    }


def _stages(ruleset: RuleSet) -> dict[str, Step]:
    from extractor.bodies import find_bodies
    from extractor.dates import find_dates
    from extractor.numbers import find_numbers
    from extractor.pipeline import Pipeline
    from extractor.skim import skim_stepwise
    from extractor.text.boilerplate import find_boilerplate
    from extractor.text.sentences import split_sentences
    from extractor.text.signature import signature

    plain, with_names = Pipeline(ruleset), Pipeline(ruleset, ner=True)

    def segment(article: Article) -> object:
        return split_sentences(article.text, find_boilerplate(article.text, ruleset), ruleset)

    return {
        "boilerplate, sentences": _each(segment),
        "ministries": _each(lambda article: find_bodies(article.text, article.published, ruleset)),
        "dates": _each(lambda article: find_dates(article.text, article.published, ruleset)),
        "numbers": _each(lambda article: find_numbers(article.text, ruleset)),
        "skim": lambda articles: [
            finish_together(skim_stepwise(article, ruleset) for article in articles[start : start + TOGETHER])
            for start in range(0, len(articles), TOGETHER)
        ],
        "signature": _each(lambda article: signature(article.text)),
        EXTRACTION: lambda articles: list(plain.read_many(articles)),
        WITH_NAMES: lambda articles: list(with_names.read_many(articles)),
    }


def _each(function: Callable[[Article], object]) -> Step:
    """A step that takes the articles one by one."""

    def step(articles: Sequence[Article]) -> None:
        for article in articles:
            function(article)

    return step


def is_compiled() -> bool:
    """Whether skim and close reading run as machine code (``make fast``)."""
    from extractor import numbers

    return not numbers.__file__.endswith(".py")


def ratios(timings: Sequence[Timing]) -> list[dict[str, Any]]:
    """One row a step: rate, milliseconds an article, and how many times as fast as each reference."""
    rates = {timing.step: timing.rate for timing in timings}
    return [
        {
            "step": timing.step,
            "articles": timing.articles,
            "per_second": round(timing.rate, 1),
            "milliseconds": round(1000 / timing.rate, 3) if timing.rate else None,
            **{
                f"x {reference}": round(timing.rate / rates[reference], 2) if rates[reference] else None
                for reference in (TOKENISER, DATE_SEARCH)
            },
        }
        for timing in timings
    ]
