"""Claims that do not belong to a count although their words say so: parts, plans, words for an order of magnitude.

A running total is told by whole counts. What a report gives of one province, of one kind of people, of a capacity or
an aim, and what it only says in *jutaan*, would lift or sink it. Such claims form records of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.models import QuantityFact
from extractor.reconcile.judging.readings import Reading
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import read_unit
from extractor.values import Value

_MOST_VALUES = 200  # values of a total that an outsider's is compared with


def outsiders(readings: Sequence[Reading], settings: Settings) -> list[Reading]:
    """The claims of a total's group that count something else, or nothing; none where they are no minority."""
    if len({reading.fact.doc_id for reading in readings}) < 2:
        return []
    unit = _commonest(_unit(reading, settings) for reading in readings)
    placed = sum(reading.fact.place is not None for reading in readings) * 2 > len(readings)
    place = _commonest(_place(reading) for reading in readings) if placed else None
    status = _commonest(_status(reading) for reading in readings)
    whole: list[Reading] = []
    odd: list[Reading] = []
    for reading in readings:
        at_home = _place(reading) in (None, place) and _same_count(_unit(reading, settings), unit, settings)
        counted = _status(reading) in ("realised", status)
        vague = reading.amount is not None and reading.amount.vague
        (whole if at_home and counted and not vague else odd).append(reading)
    if len(odd) >= len(whole):
        return [reading for reading in readings if reading.amount and reading.amount.vague] if whole else []
    values = list(dict.fromkeys(reading.amount for reading in whole if reading.amount))[-_MOST_VALUES:]
    return [reading for reading in odd if not _told(reading.amount, values)]


def _told(value: Value | None, values: Iterable[Value]) -> bool:
    """Another report gives it as a count of the whole."""
    return value is not None and not value.vague and any(value.fits(other) for other in values)


def _status(reading: Reading) -> str | None:
    return reading.fact.status if isinstance(reading.fact, QuantityFact) else None


def _unit(reading: Reading, settings: Settings) -> str | None:
    unit = read_unit(reading.fact.unit, settings) if isinstance(reading.fact, QuantityFact) else None
    return unit.id if unit else None


def _same_count(unit: str | None, main: str | None, settings: Settings) -> bool:
    return unit is None or main is None or unit == main or (unit, main) in settings.interchangeable


def _place(reading: Reading) -> str | None:
    place = reading.fact.place
    return (place.code or place.name.lower()) if place else None


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return max(sorted(counts), key=lambda value: counts[value]) if counts else None
