"""The value that the claims of a record support best, or none.

Order of reasons: bounds that all claims allow; then the latest as-of day; then the weight of independent sources,
first-hand over hearsay, an official counter over the outlet; then agreement with sums that the reports themselves
state. Two contradicting values of about equal weight stay unresolved: "unresolved" is an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.models import Amount, Interval, Number
from extractor.reconcile.judging.fitting import (
    Finding,
    distinct_values,
    fits,
    value_as_written,
    without_days_inside,
)
from extractor.reconcile.judging.readings import Reading, support
from extractor.reconcile.settings import Settings

_MOST_CANDIDATES = 24


@dataclass(slots=True)
class Verdict:
    """The value with the claims behind and against it. ``ground`` is the reason that decided."""

    value: Amount | Interval | None
    behind: list[Reading]
    against: list[Reading]
    ground: str
    low: Number | date | None = None
    high: Number | date | None = None


def resolve(
    readings: Sequence[Reading], finding: Finding, settings: Settings, sums: frozenset[Number] = frozenset()
) -> Verdict:
    """``sums`` are numbers that other figures of the same articles add up to or leave over."""
    low, high = _range(readings)
    if finding.hull is not None and finding.hull.amount is not None:
        return Verdict(finding.hull.value, list(readings), [], "hull", low, high)
    if finding.relation == "conflict":
        verdict = _decide(readings, finding, settings, sums)
    elif readings[0].amount is not None:
        best = _most_telling(finding.current)
        verdict = Verdict(best.value, finding.current, [], "latest" if finding.relation == "update" else "bounds")
    else:
        verdict = Verdict(_common_days(finding.current), finding.current, [], "bounds")
    verdict.low, verdict.high = low, high
    return verdict


def _most_telling(readings: Sequence[Reading]) -> Reading:
    """The most precise value; between a number and its bound (*6.000*, *minimal 6.000*) the better supported."""
    by_value: dict[tuple[object, ...], list[Reading]] = {}
    places: dict[tuple[object, ...], int] = {}
    for place, reading in enumerate(readings):
        by_value.setdefault(reading.key, []).append(reading)
        places.setdefault(reading.key, place)

    def rank(group: list[Reading]) -> tuple[float, float, bool, int, int]:
        value = group[0].amount
        assert value is not None
        point = abs(value.point) or 1
        # Hedged values and ranges are coarser than they are written.
        hedged = all(reading.amount and reading.amount.approx for reading in group)
        width = float(value.high - value.low) if value.low is not None and value.high is not None else 0.0
        coarse = max(value.coarse, width, 0.05 * point if hedged else 0.0)
        latest = max((reading.fact.published or date.min).toordinal() for reading in group)
        return (-coarse, round(_mentions(group), 6), value.exact, latest, -places[group[0].key])

    return max(by_value.values(), key=rank)[0]


def _mentions(group: Sequence[Reading]) -> float:
    """Weight of all mentions; copies of a report count once."""
    return sum(reading.weight for reading in group if reading.copy_of is None) or sum(r.weight for r in group)


def _common_days(readings: Sequence[Reading]) -> Interval | None:
    """The days that all claims allow."""
    common: Interval | None = Interval(from_=None, to=None)
    for reading in readings:
        common = common.common(reading.days) if common and reading.days else common
    return common if common and common.known else None


def _decide(readings: Sequence[Reading], finding: Finding, settings: Settings, sums: frozenset[Number]) -> Verdict:
    """A contradiction: each distinct value gathers the claims that it can stand behind, and the heaviest wins."""
    refused = {id(reading) for reading in finding.against if reading.slip}
    live = [reading for reading in readings if id(reading) not in refused and reading.slip is None] or list(readings)
    live = without_days_inside(live)
    candidates: dict[tuple[object, ...], Reading] = {}
    for reading in live:
        candidates.setdefault(reading.key, reading)
    camps: list[tuple[float, list[Reading], Reading]] = []
    written = distinct_values(live)
    for candidate in _heaviest(candidates, live):
        holding = {value_as_written(other) for other in written if _may_hold(candidate, other)}
        camp = _holding_together([r for r in live if value_as_written(r) in holding], candidate)
        weight = support(camp)
        if any(reading.key == candidate.key and reading.counter for reading in camp):
            weight *= settings.thresholds["counter_bonus"]
        if candidate.amount and candidate.amount.exact and candidate.amount.point in sums:
            weight *= settings.thresholds["sum_bonus"]
        camps.append((weight, camp, candidate))
    camps.sort(key=lambda camp: (-camp[0], camp[2].fact.fact_id))
    weight, camp, _ = camps[0]
    inside = {id(reading) for reading in camp}
    rivals = [rival for rival in camps[1:] if id(rival[2]) not in inside]
    rival = rivals[0] if rivals else None
    against = [reading for reading in readings if id(reading) not in inside]
    ground = "support"
    if rival and _close(camp, weight, rival, settings):
        later = _later_as_of(camp, rival[1])
        if later is None:
            return Verdict(None, camp, against, "unresolved")
        if later is rival[1]:
            camp = rival[1]
            inside = {id(reading) for reading in camp}
            against = [reading for reading in readings if id(reading) not in inside]
        ground = "as_of"
    if readings[0].amount is not None:
        return Verdict(_most_telling(camp).value, camp, against, ground)
    return Verdict(_common_days(camp) or camp[0].days, camp, against, ground)


def _close(
    camp: Sequence[Reading], weight: float, rival: tuple[float, list[Reading], Reading], settings: Settings
) -> bool:
    """Neither side clearly outweighs the other; claims that both can be true with (*pekan depan*) decide nothing."""
    shared = {id(reading) for reading in camp} & {id(reading) for reading in rival[1]}
    mine, theirs = support(camp), support(rival[1])
    own = support([reading for reading in camp if id(reading) not in shared]) * (weight / mine if mine else 1.0)
    other = support([reading for reading in rival[1] if id(reading) not in shared])
    other *= rival[0] / theirs if theirs else 1.0
    return other * settings.thresholds["clear_majority"] > own


def _heaviest(candidates: dict[tuple[object, ...], Reading], live: Sequence[Reading]) -> list[Reading]:
    """The values that are worth judging: a record of thousands of claims has many that one report alone gives."""
    if len(candidates) <= _MOST_CANDIDATES:
        return list(candidates.values())
    weights: dict[tuple[object, ...], float] = {}
    for reading in live:
        weights[reading.key] = weights.get(reading.key, 0.0) + reading.weight
    best = sorted(candidates, key=lambda key: (-weights[key], candidates[key].fact.fact_id))
    return [candidates[key] for key in best[:_MOST_CANDIDATES]]


def _later_as_of(camp: list[Reading], rival: list[Reading]) -> list[Reading] | None:
    """The side whose count is as of the later stated day, if only one is."""
    mine = max((reading.day for reading in camp if reading.day_by_as_of and reading.day), default=None)
    theirs = max((reading.day for reading in rival if reading.day_by_as_of and reading.day), default=None)
    if mine is None or theirs is None or mine == theirs:
        return None
    return camp if mine > theirs else rival


def _holding_together(camp: Sequence[Reading], first: Reading) -> list[Reading]:
    """``first`` and, heaviest values first, all claims that can be true at once with it and with each other."""
    weights: dict[tuple[object, ...], float] = {}
    for reading in camp:
        weights[reading.key] = weights.get(reading.key, 0.0) + reading.weight
    kept: list[Reading] = []
    distinct: dict[tuple[object, ...], Reading] = {first.key: first}
    for reading in sorted(camp, key=lambda reading: (-weights[reading.key], reading.fact.fact_id)):
        if reading.key in distinct or all(_may_hold(reading, other) for other in distinct.values()):
            distinct.setdefault(reading.key, reading)
            kept.append(reading)
    chosen = {id(reading) for reading in kept}
    return [reading for reading in camp if id(reading) in chosen]


def _may_hold(a: Reading, b: Reading) -> bool:
    return fits(a, b, loose=True)  # what fits closely fits loosely too


def _range(readings: Sequence[Reading]) -> tuple[Number | date | None, Number | date | None]:
    """The lowest and the highest bound that any claim states, slips left out."""
    live = [reading for reading in readings if reading.slip is None] or list(readings)
    if live[0].amount is not None:
        numbers = [
            bound
            for reading in live
            if reading.amount
            for bound in (reading.amount.low, reading.amount.high)
            if bound is not None
        ]
        return (min(numbers), max(numbers)) if numbers else (None, None)
    starts = [reading.days.from_ for reading in live if reading.days and reading.days.from_]
    ends = [reading.days.to for reading in live if reading.days and reading.days.to]
    return (min(starts) if starts else None, max(ends) if ends else None)
