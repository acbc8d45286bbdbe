"""What fits what: which readings can hold together, report by report; and the finding about a record's readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from extractor.models import DateFact, Relation
from extractor.reconcile.judging.readings import Reading

_REPORTED = timedelta(days=2)
MOST_VALUES = 60  # distinct values that are compared pairwise; a record with more of them is a running total


@dataclass(slots=True)
class Finding:
    """The relation, the claims that hold now, and the claims that contradict them.

    ``hull`` is a stated range that holds all other values.
    """

    relation: Relation
    current: list[Reading]
    against: list[Reading] = field(default_factory=list)
    hull: Reading | None = None
    fell: bool = False


def fits(a: Reading, b: Reading, *, loose: bool = False) -> bool:
    """One truth can stand behind both claims."""
    if a.amount and b.amount:
        return a.amount.fits(b.amount, loose=loose)
    if lasts(a) and lasts(b):
        return a.days == b.days
    return bool(a.days and b.days and a.days.fits(b.days))


def without_days_inside(readings: Sequence[Reading]) -> list[Reading]:
    """The claims without single days of an event of which reports give the first and the last day: of the day on which
    somebody spoke there, or of a part of it. A day that as many other reports plan stays.
    """
    stretches = {reading.key: reading.days for reading in readings if reading.days and lasts(reading)}
    if not stretches:
        return list(readings)
    planned: dict[tuple[object, ...], set[str]] = {}
    for reading in readings:
        if not _of_its_day(reading):
            planned.setdefault(reading.key, set()).add(reading.origin)

    def holds(stretch: tuple[object, ...], reading: Reading) -> bool:
        days = stretches[stretch]
        inside = reading.days is not None and days.covers(reading.days)
        told = planned.get(stretch, set())
        others = planned.get(reading.key, set()) - told
        return inside and (not others or len(told) > len(others))

    return [one for one in readings if one.key in stretches or not any(holds(key, one) for key in stretches)]


def _of_its_day(reading: Reading) -> bool:
    """A report of the day itself, or of a day or two later."""
    published, last = reading.fact.published, reading.days.to if reading.days else None
    return published is not None and last is not None and timedelta(0) <= published - last <= _REPORTED


def lasts(reading: Reading) -> bool:
    """It gives the first and the last day of an event, as days of the calendar (*22-24 Mei*)."""
    fact = reading.fact
    return isinstance(fact, DateFact) and fact.role == "event" and fact.lasts


def all_fit(readings: Sequence[Reading], *, loose: bool = False) -> bool:
    """Every pair of distinct values can hold together."""
    distinct = distinct_values(readings)
    if len(distinct) > MOST_VALUES:
        return False
    return all(fits(a, b, loose=loose) for a, b in combinations(distinct, 2))


def distinct_values(readings: Iterable[Reading]) -> list[Reading]:
    """One reading for each value as it is written; enough to see what fits what."""
    return list({value_as_written(reading): reading for reading in readings}.values())


def value_as_written(reading: Reading) -> tuple[object, ...]:
    """The value, its hedge and its precision: what decides which other values it fits."""
    return reading.key, is_approx(reading), _grain(reading)


def _grain(reading: Reading) -> float:
    return reading.amount.grain if reading.amount else 0.0


def is_approx(reading: Reading) -> bool:
    return bool(reading.amount and reading.amount.approx)


def by_document(live: Sequence[Reading]) -> list[tuple[date, list[Reading]]]:
    """Reports in the order of their day (the latest day that they speak of), each with its readings."""
    documents: dict[str, list[Reading]] = {}
    for reading in live:
        documents.setdefault(reading.fact.doc_id, []).append(reading)
    dated = [
        (max((reading.day for reading in group if reading.day), default=date.min), group)
        for group in documents.values()
    ]
    return sorted(dated, key=lambda item: (item[0], item[1][0].fact.doc_id))


def some_fit(group: Sequence[Reading], others: Sequence[Reading], *, loose: bool = False) -> bool:
    return any(fits(a, b, loose=loose) for a in distinct_values(group) for b in distinct_values(others))


def weight_of(readings: Sequence[Reading]) -> float:
    return sum(reading.weight for reading in readings)
