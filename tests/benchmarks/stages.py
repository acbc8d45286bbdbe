"""Speed, as ratios to known tools on the same articles in the same run, on one core.

    python tests/benchmarks/stages.py ARTICLES 3000

Rates alone say little about another machine, so every stage is measured beside ``spacy.blank("id")``, which merely
tokenises, and ``dateparser.search``, the usual way to find dates in text. The articles are taken in chunks and every
tool works on a chunk before the next begins, so that a busy machine slows all of them alike; a chunk is long enough
for what a tool needs to be back in the processor's caches, as it is in a batch.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from extractor.batches import TOGETHER, gather
from extractor.engines.collection import collect_seldom
from extractor.models import Article
from extractor.pipeline import STEPS, Pipeline
from extractor.reading import read_articles
from extractor.rules import RuleSet, load_rules

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
    """Times both references and every step of the pipeline on all ``articles``.

    ``date_articles``: how many of them, spread over all, ``dateparser`` gets, which is slow. A part sways its ratio,
    for its articles may be longer or shorter than the rest.
    """
    references, plain, with_names = _references(), Pipeline(ruleset), Pipeline(ruleset, ner=True)
    for_dates = frozenset(article.id for article in _spread(articles, date_articles or len(articles)))
    seconds: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()

    def take(chunk: Sequence[Article]) -> None:
        for name, step in references.items():
            some = [article for article in chunk if article.id in for_dates] if name == DATE_SEARCH else chunk
            began = time.process_time()
            for article in some:
                step(article)
            seconds[name] += time.process_time() - began
            counts[name] += len(some)
        steps = _time_steps(plain, chunk)
        for name, taken in steps.items():
            seconds[name] += taken
        seconds[EXTRACTION] += sum(steps.values())
        seconds[WITH_NAMES] += sum(_time_steps(with_names, chunk).values())
        counts.update({name: len(chunk) for name in (*steps, EXTRACTION, WITH_NAMES)})

    take(_spread(articles, _WARM_UP))
    seconds.clear()
    counts.clear()
    for start in range(0, len(articles), _CHUNK):
        take(articles[start : start + _CHUNK])
    return [Timing(name, counts[name], seconds[name]) for name in seconds]


def named(step: Callable[..., object]) -> str:
    """The name of a step in words: *judge days*, *find said by*."""
    name = f"find_{step.args[0].link}" if isinstance(step, partial) else step.__name__
    return name.replace("_", " ")


def _time_steps(pipeline: Pipeline, articles: Sequence[Article]) -> dict[str, float]:
    """Seconds of each step, by its name in words."""
    names = ["begin", *map(named, STEPS), "end"]
    seconds = dict.fromkeys(names, 0.0)
    for together in gather(articles, lambda article: len(article.text)):
        held: list[Any] = together
        for name, function in zip(names, pipeline.steps, strict=True):
            began = time.process_time()
            held = list(map(function, held))
            seconds[name] += time.process_time() - began
    return seconds


def _spread(articles: Sequence[Article], count: int) -> Sequence[Article]:
    """At most ``count`` of the articles, at even distances."""
    wanted = min(count, len(articles))
    return [articles[place * len(articles) // wanted] for place in range(wanted)]


def _references() -> dict[str, Callable[[Article], object]]:
    import spacy
    from dateparser.search import search_dates

    tokenise = spacy.blank("id").make_doc
    settings: Any = {"DATE_ORDER": "DMY"}
    return {
        TOKENISER: lambda article: tokenise(article.text),
        DATE_SEARCH: lambda article: search_dates(article.text, languages=["id"], settings=settings),
    }


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


def main(given: str, limit: str = "500") -> None:
    """Prints a line a step."""
    collect_seldom()  # as the command does
    found = (item for item in read_articles([given]) if isinstance(item, Article))
    for row in ratios(measure(list(islice(found, int(limit))), load_rules())):
        print("  ".join(f"{cell:>14}" for cell in row.values()))


if __name__ == "__main__":
    main(*sys.argv[1:])
