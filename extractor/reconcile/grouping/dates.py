"""Records of days: the deadline of a target, the start of a programme, the day of an event.

A date that gives a quantity's deadline goes with that quantity's record. Any other date with a role joins dates of the
same role and programme that speak of the same step, by the words around them and by the days themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from extractor.models import QuantityFact
from extractor.reconcile.grouping.compare_dates import beside, compare_dates, passed
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.dated import Dated, date_keys

_EXEMPLARS = 6
_MOST_INTERVALS = 60  # distinct intervals that are compared pairwise
_LEAST_REPORTS = 3


@dataclass(slots=True)
class Seed:
    """The deadline (or start) of a quantity's group:

    dates in the sentences of its figures, and dates from elsewhere.
    """

    number: int
    dates: list[Dated]
    inherited: list[Dated]


def linked_dates(quantity_groups: Sequence[Sequence[QuantityFact]], dates: Mapping[str, Dated]) -> list[Seed]:
    """For every quantity's group the dates of one role that give its deadline.

    A date goes to the first group that names it in its own sentence, else to the first that takes it over.
    """
    seeds: dict[tuple[int, str], Seed] = {}
    taken: set[str] = set()
    for own in (True, False):
        for number, facts in enumerate(quantity_groups):
            for fact in facts:
                dated = dates.get(fact.due_fact or "")
                if dated is None or (dated.role == "due" and passed(dated.fact)):
                    continue  # the day of a count or a statement, taken for a deadline
                if dated.fact.fact_id in taken or own != (dated.fact.sentence == fact.sentence):
                    continue
                taken.add(dated.fact.fact_id)
                seed = seeds.setdefault((number, dated.role), Seed(number, [], []))
                (seed.dates if own else seed.inherited).append(dated)
    joined: dict[int, Seed] = {}
    rest: list[Seed] = []
    for seed in seeds.values():
        known = joined.get(seed.number)
        if known and any(
            a.days.meets(b.days) for a in known.dates + known.inherited for b in seed.dates + seed.inherited
        ):
            # The same days, once worded as a start and once as a deadline.
            known.dates.extend(seed.dates)
            known.inherited.extend(seed.inherited)
        elif known:
            rest.append(seed)
        else:
            joined[seed.number] = seed
    return [*joined.values(), *rest]


def group_dates(seeds: Sequence[Seed], alone: Iterable[Dated], settings: Settings) -> list[list[Dated]]:
    """The seeds' groups, one each in their order (perhaps empty), then the groups of the other dates."""
    groups = [sorted(seed.dates, key=lambda dated: dated.order) for seed in seeds]
    blocks: dict[str, dict[int, None]] = defaultdict(dict)
    homes = {dated.fact.fact_id: number for number, seed in enumerate(seeds) for dated in seed.inherited}
    for number, group in enumerate(groups):
        for dated in group:
            _enter(blocks, number, dated, settings)
    limit = int(settings.thresholds["candidates"])
    waiting = [*alone, *(dated for seed in seeds for dated in seed.inherited)]
    for dated in sorted(waiting, key=lambda dated: dated.order):
        numbers = {n: None for key in date_keys(dated, settings)[:-1] for n in islice(reversed(blocks[key]), limit)}
        home = homes.get(dated.fact.fact_id)
        best, best_score = (
            home,
            settings.thresholds["date_join"] if home is None else settings.weights["date_inherited"],
        )
        for number in numbers:
            score = _group_score(dated, groups[number], settings)
            if score > best_score:
                best, best_score = number, score
        if best is None:
            best = len(groups)
            groups.append([])
        groups[best].append(dated)
        _enter(blocks, best, dated, settings)
    return _join_groups(groups, len(seeds), blocks, settings)


def _group_score(dated: Dated, group: Sequence[Dated], settings: Settings) -> float:
    scores = sorted((compare_dates(dated, other, settings).score for other in group[-_EXEMPLARS:]), reverse=True)
    if not scores or scores[len(scores) // 2] == float("-inf"):
        return float("-inf")
    best = [value for value in scores[:2] if value > float("-inf")]
    score = sum(best) / len(best)
    siblings = [other for other in group if other.fact.doc_id == dated.fact.doc_id]
    apart = not any(dated.days.meets(other.days) or beside(dated, other, settings) for other in siblings)
    if siblings and apart and not (dated.revised or any(other.revised for other in siblings)):
        close = any(dated.fact.sentence == other.fact.sentence for other in siblings)
        score += settings.weights["date_contrast_sentence" if close else "date_contrast"]
    return score


def _join_groups(
    groups: list[list[Dated]], seeds: int, blocks: Mapping[str, dict[int, None]], settings: Settings
) -> list[list[Dated]]:
    """A second look at groups of stand-alone dates that later dates connect; deadlines of two figures stay apart."""
    limit = int(settings.thresholds["candidates"])
    pairs: dict[tuple[int, int], float] = {}
    for number, group in enumerate(groups[seeds:], seeds):
        for key in date_keys(group[-1], settings)[:-1]:
            for other in islice(reversed(blocks.get(key, {})), limit):
                pair = (min(number, other), max(number, other))
                if other != number and groups[other] and pair not in pairs:
                    scores = [compare_dates(x, y, settings).score for x in groups[other][-4:] for y in group[-4:]]
                    pairs[pair] = sum(scores) / len(scores)
    homes = list(range(len(groups)))
    for (first, second), score in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if score <= settings.thresholds["join_groups"]:
            break
        a, b = sorted((homes[first], homes[second]))
        if a == b or b < seeds or _contrasting(groups[a], groups[b], settings):
            continue
        groups[a] = sorted([*groups[a], *groups[b]], key=lambda dated: dated.order)
        groups[b] = []
        homes = [a if home == b else home for home in homes]
    return groups[:seeds] + [group for group in groups[seeds:] if group]


def _contrasting(a: Sequence[Dated], b: Sequence[Dated], settings: Settings) -> bool:
    """One article gives days of both groups beside each other, tells of no change, and none of them meet: two steps."""
    by_article: dict[str, list[Dated]] = {}
    for dated in a:
        by_article.setdefault(dated.fact.doc_id, []).append(dated)
    pairs = [(dated, other) for dated in b for other in by_article.get(dated.fact.doc_id, ())[-_EXEMPLARS:]]
    return bool(pairs) and not any(
        x.revised or y.revised or x.days.meets(y.days) or beside(x, y, settings) for x, y in pairs
    )


def split_dates(group: Sequence[Dated]) -> list[list[Dated]]:
    """A group without the days that strayed into it, and these as groups of their own.

    As with targets: a deadline that few reports give while at least three times as many, some before and some not
    before it, give days that exclude it, is another one (a budget year, a further step).
    """
    intervals: dict[tuple[date | None, date | None], list[Dated]] = {}
    for dated in group:
        intervals.setdefault((dated.fact.from_, dated.fact.to), []).append(dated)
    if len(intervals) < 2 or len(intervals) > _MOST_INTERVALS:
        return [list(group)]
    meeting = {
        key: [dated for other in intervals.values() if members[0].days.meets(other[0].days) for dated in other]
        for key, members in intervals.items()
    }
    held = max(meeting, key=lambda key: (len({dated.fact.doc_id for dated in meeting[key]}), len(intervals[key]), key))
    bulk = {dated.fact.fact_id for dated in meeting[held]}
    docs = {dated.fact.doc_id for dated in meeting[held]}
    days = sorted(dated.fact.published or date.max for dated in meeting[held])
    strays: list[list[Dated]] = []
    for key, members in intervals.items():
        others = {dated.fact.doc_id for dated in meeting[key] if dated.fact.fact_id not in bulk}
        if (
            members[0].fact.fact_id not in bulk
            and len(docs) >= _LEAST_REPORTS * max(1, len(others))
            and not any(dated.revised for dated in members)
            and all(days[0] < (dated.fact.published or date.max) <= days[-1] for dated in members)
        ):
            strays.append(members)
    out = {dated.fact.fact_id for members in strays for dated in members}
    return [[dated for dated in group if dated.fact.fact_id not in out], *strays]


def _enter(blocks: dict[str, dict[int, None]], number: int, dated: Dated, settings: Settings) -> None:
    for key in date_keys(dated, settings)[:-1]:
        blocks[key].pop(number, None)
        blocks[key][number] = None
