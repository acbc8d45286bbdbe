"""Claims of two reports that cannot both hold of one thing at one time, and how likely they really contradict.

Grouping takes a distant value for another thing. Here the value is asked last: what else the two claims have in common
says whether they speak of one thing, and how the values differ whether one report erred (a factor of ten or a thousand,
digits changed over, a zero lost, another year, day and month changed over) or the two only disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import exp, floor, log

from extractor.reconcile.evidence import Level, Rivals, weigh
from extractor.reconcile.garbling import LARGE_FACTORS, SCALES, date_slip, number_slip, significant
from extractor.reconcile.grouping.compare import VALUE_LEVELS, levels, points_back
from extractor.reconcile.grouping.compare_dates import DAY_LEVELS, date_levels
from extractor.reconcile.grouping.keys import unit_kind
from extractor.reconcile.grouping.unions import Unions
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement
from extractor.reconcile.statements.dated import Dated

_MOST_DIGITS = 3  # more agree no less by chance
_WEEK = timedelta(days=7)
_NEXT_DAY = timedelta(days=1)
_FEW = 4  # claims of the smaller of two groups


def figure_rivals(statements: Iterable[Statement], settings: Settings) -> list[Rivals]:
    """The contradictions among figures in canonical order: each is compared with the latest few of its block."""
    limit = int(settings.thresholds["candidates"])
    blocks: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    told: dict[str, list[Statement]] = defaultdict(list)
    known = [
        one
        for one in statements
        if one.value.exact and not one.value.vague and one.value.point > 0 and not points_back(one, settings)
    ]
    for statement in known:
        told[statement.doc_id].append(statement)
    apart = settings.thresholds["rival_days"]
    found = []
    for statement in known:
        seen: set[int] = set()
        day = statement.day
        for key in _figure_keys(statement, settings):
            for other in reversed(blocks[key][-limit:]):
                if id(other) not in seen and _at_one_time(day, other.day, apart):
                    seen.add(id(other))
                    likely = figures_contradict(statement, other, told, settings)
                    if likely >= settings.thresholds["rival"]:
                        found.append(Rivals(other.facts[0].fact_id, statement.facts[0].fact_id, likely))
            blocks[key].append(statement)
    return found


def figures_contradict(
    a: Statement, b: Statement, told: Mapping[str, Sequence[Statement]], settings: Settings, *, joined: bool = False
) -> float:
    """The probability that the two contradict each other; ``told`` are the statements of every article.

    An article that gives both values, or tells of a change, knows of two things or of two times. Of two claims that are
    in one record already (``joined``) any distance is asked about.
    """
    if a.doc_id == b.doc_id or a.portion != b.portion or a.value.fits(b.value, loose=True):
        return 0.0
    if a.as_of and b.as_of and a.as_of != b.as_of and not (a.as_of.is_day and b.as_of.is_day):
        return 0.0  # sums over different stretches of time
    differ = _how_values_differ(a, b, settings)
    if joined and not differ:
        ratio = a.value.distance(b.value)
        near = ratio <= log(settings.thresholds["near_ratio"])
        differ = [("rival_near", 1.0)] if near else [("rival_apart", ratio)]
    if not differ or _gives(told[a.doc_id], b, a) or _gives(told[b.doc_id], a, b):
        return 0.0
    found = levels(a, b, settings)
    if isinstance(found, str) or any(name == "other_unit" for name, _ in found):
        return 0.0  # *1.200 guru* and *12.000 siswa* are counts of two things
    return likely_contradiction([level for level in found if level[0] not in VALUE_LEVELS], differ, settings)


def _at_one_time(a: date | None, b: date | None, apart: float) -> bool:
    return a is None or b is None or abs((a - b).days) <= apart


def _how_values_differ(a: Statement, b: Statement, settings: Settings) -> list[Level]:
    x, y = a.value.point, b.value.point
    differ: list[Level] = []
    if any(one.parts_sum == other.value.point for one, other in ((a, b), (b, a))):
        differ.append(("rival_parts", 1.0))
    slip = number_slip(x, y)
    digits = min(_MOST_DIGITS, max(len(significant(x)), len(significant(y))))
    if slip in SCALES.values():
        differ += [("rival_scale", digits - 1.0)]
        return [*differ, ("rival_thousand", 1.0)] if slip in LARGE_FACTORS else differ
    if slip:
        return [*differ, ("rival_digits", digits - 2.0)]
    at_once = a.family == "target" or (a.as_of is not None and a.as_of == b.as_of and a.as_of.is_day)
    # Of one without a day nobody knows whether it came before the other.
    open_ = a.revised or b.revised or a.value.approx or b.value.approx or a.day is None or b.day is None
    if at_once and not open_ and exp(min(a.value.distance(b.value), 50.0)) <= settings.thresholds["near_ratio"]:
        return [*differ, ("rival_near", 1.0)]
    return []


def _gives(statements: Iterable[Statement], other: Statement, own: Statement) -> bool:
    """Among the statements is the other value, and not as a rounding of its own."""
    return any(
        value.fits(other.value) and not value.fits(own.value, loose=True) for one in statements for value in one.values
    )


def _figure_keys(statement: Statement, settings: Settings) -> Iterator[tuple[object, ...]]:
    """Written with the same digits but for zeros and their order; or nearly as large, of one owner or programme."""
    kind = unit_kind(statement.unit, settings)
    yield statement.family, kind, "".join(sorted(significant(statement.value.point).replace("0", "")))
    step = log(settings.thresholds["near_ratio"])
    size = floor(log(statement.value.point) / step)
    for owner in {statement.programme, *statement.bodies} - {None}:
        yield statement.family, kind, owner, size
        yield statement.family, kind, owner, size + 1


def date_rivals(dates: Iterable[Dated], settings: Settings) -> list[Rivals]:
    """The same for days."""
    limit = int(settings.thresholds["candidates"])
    blocks: dict[tuple[object, ...], list[Dated]] = defaultdict(list)
    told: dict[str, list[Dated]] = defaultdict(list)
    known = [
        one for one in sorted(dates, key=lambda one: one.order) if one.fact.from_ and one.fact.from_ == one.fact.to
    ]
    for dated in known:
        told[dated.fact.doc_id].append(dated)
    found = []
    for dated in known:
        assert dated.fact.from_ is not None
        block = blocks[tuple(sorted((dated.fact.from_.day, dated.fact.from_.month)))]
        for other in reversed(block[-limit:]):
            likely = days_contradict(dated, other, told, settings)
            if likely >= settings.thresholds["rival"]:
                found.append(Rivals(other.fact.fact_id, dated.fact.fact_id, likely))
        block.append(dated)
    return found


def days_contradict(
    a: Dated, b: Dated, told: Mapping[str, Sequence[Dated]], settings: Settings, *, joined: bool = False
) -> float:
    """The same of two days; ``told`` are the dates of every article."""
    stretches = a.role == b.role == "event" and a.fact.lasts and b.fact.lasts and a.days != b.days
    if a.fact.doc_id == b.fact.doc_id or a.role != b.role or (a.days.meets(b.days) and not stretches):
        return 0.0
    for one, other in ((a, b), (b, a)):
        if any(
            dated.days == other.days if stretches else dated.days.meets(other.days) for dated in told[one.fact.doc_id]
        ):
            return 0.0  # a report that gives both days dates two steps
    differ: list[Level] = []
    if any(one.fact.likely and one.fact.likely == other.fact.from_ for one, other in ((a, b), (b, a))):
        differ.append(("rival_weekday", 1.0))
    slip = date_slip(a.fact, b.fact)
    if slip:
        differ.append(("rival_day", 1.0))
    if joined and not differ:
        if a.fact.published is None or b.fact.published is None:
            return 0.0  # nobody knows which of the two moved the other
        apart = _apart(a, b)
        near = apart <= _WEEK
        if apart > _NEXT_DAY and _of_its_day(a) and _of_its_day(b):
            return 0.0  # each tells what began or took place on its own day: something that recurs
        differ.append(("rival_week" if near else "rival_later", 1.0))
    found = date_levels(a, b, settings)
    if not differ or isinstance(found, str):
        return 0.0
    return likely_contradiction([level for level in found if level[0] not in DAY_LEVELS], differ, settings)


def _of_its_day(dated: Dated) -> bool:
    published, first = dated.fact.published, dated.fact.from_
    return published is not None and first is not None and abs(published - first) <= _NEXT_DAY


def _apart(a: Dated, b: Dated) -> timedelta:
    ends = [day for one in (a, b) for day in (one.fact.from_, one.fact.to) if day]
    first, last = (max(ends[:2]), min(ends[2:])) if ends[0] < ends[-1] else (max(ends[2:]), min(ends[:2]))
    return last - first


def likely_contradiction(common: list[Level], differ: list[Level], settings: Settings) -> float:
    """First the two must be likelier than not about one thing, whatever their values."""
    if weigh(common, settings) <= settings.thresholds["rival_thing"]:
        return 0.0
    score = weigh([*common, *differ], settings)
    return round(1 / (1 + exp(-max(-50.0, min(50.0, score)))), 3)


def join_rivals(groups: Sequence[Sequence[str]], rivals: Iterable[Rivals]) -> list[tuple[list[int], list[Rivals]]]:
    """Numbers of the groups of fact ids that contradict each other and so belong together, with their rivals.

    Every group is in one of the results, mostly alone; they are in the order of their first group. Two
    large groups are two figures, of which some claims resemble each other.
    """
    homes = {fact_id: number for number, group in enumerate(groups) for fact_id in group}
    unions: Unions[int] = Unions()
    kept = [one for one in rivals if one.first in homes and one.second in homes]
    settled: set[int] = set()
    for one in sorted(kept, key=lambda one: (-one.likely, one.first, one.second)):
        numbers = sorted((homes[one.first], homes[one.second]), key=lambda number: (len(groups[number]), -number))
        if numbers[0] in settled or len(groups[numbers[0]]) > _FEW:
            continue  # a small group contradicts the one that it fits best
        settled.add(numbers[0])
        unions.join(*numbers)
    found: dict[int, tuple[list[int], list[Rivals]]] = {}
    for number in range(len(groups)):
        found.setdefault(unions.root(number), ([], []))[0].append(number)
    for one in kept:
        if unions.root(homes[one.first]) == unions.root(homes[one.second]):
            found[unions.root(homes[one.first])][1].append(one)
    return list(found.values())
