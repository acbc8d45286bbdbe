"""Records of days: the deadline of a target, the start of a programme, the day of an event.

A date that gives a quantity's deadline goes with that quantity's record; any other date with a role is grouped with
dates of the same role and programme that speak of the same step, by the words around them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from extractor.models import ArticleSummary, DateFact
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import gather_words, read_what

_SLACK = timedelta(days=62)


@dataclass(slots=True)
class _Dated:
    fact: DateFact
    programme: str | None
    what: frozenset[str]
    words: dict[str, float]
    norm: float
    group: int = -1


def linked_dates(
    quantity_groups: Sequence[Iterable[str]], due_facts: Mapping[str, str], dates: Mapping[str, DateFact]
) -> dict[int, list[DateFact]]:
    """Number of a quantity's group → the dates that give its deadline. ``due_facts``: quantity fact → date fact."""
    found: dict[int, list[DateFact]] = {}
    taken: set[str] = set()
    for number, fact_ids in enumerate(quantity_groups):
        for fact_id in fact_ids:
            date_id = due_facts.get(fact_id)
            if date_id and date_id in dates and date_id not in taken:
                taken.add(date_id)
                found.setdefault(number, []).append(dates[date_id])
    return found


def group_dates(
    facts: Iterable[DateFact], summaries: Mapping[str, ArticleSummary], settings: Settings
) -> list[list[DateFact]]:
    """Stand-alone dates with a role, grouped. Order of the result is that of each group's first fact."""
    ordered = sorted(facts, key=lambda fact: (fact.published or date.max, fact.doc_id, fact.start, fact.fact_id))
    blocks: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    groups: list[list[_Dated]] = []
    limit = int(settings.thresholds["candidates"])
    for fact in ordered:
        programme, _, what = read_what(fact.what, settings)
        words = gather_words(fact, summaries.get(fact.doc_id), settings)
        dated = _Dated(fact, programme, what, words, sqrt(sum(w * w for w in words.values())))
        block = blocks[(fact.role, programme)]
        best, best_score = None, settings.thresholds["join_dates"]
        for number in reversed(block[-limit:]):
            score = max(_score(dated, other) for other in groups[number][-4:])
            if score > best_score:
                best, best_score = number, score
        if best is None:
            best = len(groups)
            groups.append([])
            block.append(best)
        groups[best].append(dated)
    return [[dated.fact for dated in group] for group in groups]


def _score(a: _Dated, b: _Dated) -> float:
    """Likeness of the step that is dated (0 to 1 by words), more when the days meet, less when they are far apart."""
    cosine = 0.0
    if a.norm and b.norm:
        cosine = sum(weight * b.words.get(word, 0.0) for word, weight in a.words.items()) / (a.norm * b.norm)
    first, last = _near(a.fact, b.fact)
    if first:
        cosine += 0.35
    elif not last:
        cosine -= 0.5
    return cosine


def _near(a: DateFact, b: DateFact) -> tuple[bool, bool]:
    """The days meet; the days are within two months of each other."""
    if a.from_ is None or a.to is None or b.from_ is None or b.to is None:
        return False, True
    meets = a.from_ <= b.to and b.from_ <= a.to
    return meets, meets or max(a.from_, b.from_) - min(a.to, b.to) <= _SLACK
