"""How the claims of one record relate: agree, compatible, update, conflict (section 5 of the fact definitions).

Logic before weights: values that one true number or day can stand behind are no conflict; a figure that changes cleanly
with time is an update; what cannot both hold at one time is a conflict, and so is a running total that falls.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import combinations, groupby
from typing import Literal

from extractor.reconcile.judging.course import find_course
from extractor.reconcile.judging.fitting import (
    Finding,
    all_fit,
    by_document,
    distinct_values,
    fits,
    is_approx,
    lasts,
    some_fit,
    weight_of,
    without_days_inside,
)
from extractor.reconcile.judging.readings import Reading
from extractor.reconcile.judging.slips import TAKEN_BACK, Clash, garbled
from extractor.reconcile.settings import Settings
from extractor.values import Value

_EXACT_DIGITS = 3  # from which a number is no rounding
_SMALL = 10_000  # below which people are counted one by one


def relate(
    readings: Sequence[Reading],
    kind: Literal["running", "level", "set"],
    settings: Settings,
    clashes: Collection[Clash] = (),
) -> Finding:
    """``running`` totals grow, a ``level`` may fall after a while, what is ``set`` (a target, a plan, a date)
    is revised. ``clashes``: pairs of values that cannot both be true.
    """
    live = [reading for reading in readings if reading.slip is None]
    slips = [reading for reading in readings if reading.slip is not None]
    if not live:
        live, slips = list(readings), []
    known = live
    live = without_days_inside(live)
    against = _clashing_values(live, clashes)
    if against:
        refused = {id(reading) for reading in against}
        found = Finding("conflict", [reading for reading in live if id(reading) not in refused], against)
    else:
        found = _relate(live, kind, settings)
        if len(live) < len(known) and found.relation in ("single", "agree"):
            found.relation = "compatible"
    denied = {reading.key for reading in slips if reading.slip == "denied"}
    if denied and any(reading.key in denied for reading in live):
        found = Finding("conflict", found.current, found.against)
    elif any(reading.slip == "retracted" for reading in slips) and found.relation in ("single", "agree", "compatible"):
        found.relation = "update"
    slips = [reading for reading in slips if reading.slip not in TAKEN_BACK]
    if slips:
        if found.relation != "update":
            found.relation = "conflict"
        found.against.extend(slips)
    return found


def _clashing_values(live: Sequence[Reading], clashes: Collection[Clash]) -> list[Reading]:
    """Of two values that cannot both be true, the readings of the one with less behind it, or of the later one."""
    groups: dict[tuple[object, ...], list[Reading]] = {}
    for reading in live:
        groups.setdefault(reading.key, []).append(reading)
    order = list(groups)
    weaker = {
        min(pair, key=lambda key: (weight_of(groups[key]), -order.index(key)))
        for pair in clashes
        if pair[0] in groups and pair[1] in groups
    }
    return [reading for reading in live if reading.key in weaker]


def _relate(live: list[Reading], kind: Literal["running", "level", "set"], settings: Settings) -> Finding:
    if len(live) == 1:
        return Finding("single", live)
    first = live[0]
    if all(reading.key == first.key and is_approx(reading) == is_approx(first) for reading in live):
        # *15 dan 16 September* is one event of two days, of which no claim says both.
        return Finding("agree" if all(reading.as_stated for reading in live) else "compatible", live)
    hull = _hull(live)
    if hull is not None:
        return Finding("compatible", live, hull=hull)
    if all_fit(live):
        return Finding("compatible", live)
    if first.days is not None:
        return _relate_days(live)
    valid = [reading for reading in live if not reading.former]
    if valid and len(valid) < len(live):  # what reports tell as a value of before, others need not contradict
        if all_fit(valid):
            return Finding("update", valid)
        live = valid
    return _relate_running(live, kind, settings) if kind != "set" else _relate_set(live)


def _hull(live: Sequence[Reading]) -> Reading | None:
    """A claim that states a range into which all other amounts fall, unless one of them settles on a point inside."""
    for reading in live:
        value = reading.amount
        if value and value.low is not None and value.high is not None and value.low < value.high and not value.approx:
            inside = all(other.amount is not None and value.covers(other.amount) for other in live)
            settled = any(
                other.amount is not None and other.amount.exact and value.low < other.amount.point < value.high
                for other in live
            )
            if inside and not (settled and all_fit(live)):
                return reading
    return None


def _relate_running(live: list[Reading], kind: str, settings: Settings) -> Finding:
    """A total that rises is an update; what lies off its course contradicts it, unless a level may have fallen."""
    course = find_course(live)
    wrong = garbled(live, {reading.key for reading in course.off})
    if wrong:
        refused = {id(reading) for reading in wrong}
        kept = [reading for reading in live if id(reading) not in refused]
        # A tie: neither value can be told from the other's slip.
        return Finding("conflict", kept or live, wrong)
    now = by_document(course.rising)
    against = [reading for reading in course.off if _off_course(reading, course.rising)]
    if kind == "level":
        against = [reading for reading in against if not _fell_later(reading, now, settings)]
    changed = [reading for reading in course.off if not any(reading is other for other in against)]
    if changed and kind == "level":
        now = by_document([*course.rising, *changed])
    against.extend(_same_day(now))
    current = _current(now, against) or live  # without a day nothing rises
    fell = any(reading.day and now and reading.day > now[0][0] for reading in course.off if reading in against)
    return Finding("conflict" if against else "update", current, against, fell=fell)


def _off_course(reading: Reading, rising: Sequence[Reading]) -> bool:
    """Another report had counted clearly more by an earlier day, or clearly less on a later one: a total only grows.

    A round count without a stated day is an older one, given again.
    """
    return _counted(reading) and any(
        _counted(other)
        and other.day is not None
        and reading.day is not None
        and other.origin != reading.origin
        and not fits(other, reading, loose=True)
        and (other.day <= reading.day if _point(other) > _point(reading) else other.day >= reading.day)
        for other in rising
    )


def _fell_later(reading: Reading, now: Sequence[tuple[date, list[Reading]]], settings: Settings) -> bool:
    """The level was higher before and lower long enough afterwards to have changed; the claim is on either side."""
    if reading.day is None:
        return False
    higher = [day for day, group in now if any(_point(o) > _point(reading) and not fits(o, reading) for o in group)]
    lower = [day for day, group in now if any(_point(o) < _point(reading) and not fits(o, reading) for o in group)]
    patience = settings.thresholds["level_days"]
    after = bool(higher) and (reading.day - max(higher)).days >= patience
    return after or (bool(lower) and (min(lower) - reading.day).days >= patience)


def _counted(reading: Reading) -> bool:
    """A count as of a stated day, or one to the last digit; not a round number of some day."""
    value = reading.amount
    if value is None or value.approx or not value.exact:
        return False
    return reading.day_by_as_of or value.digits >= _EXACT_DIGITS or value.point < _SMALL


def _same_day(now: Sequence[tuple[date, list[Reading]]]) -> list[Reading]:
    """Reports that give different exact totals for one day; each one's highest value is what it gives."""
    clash: list[Reading] = []
    for _, reports in groupby(now, key=lambda item: item[0]):
        tops = [[max(group, key=lambda reading: (_point(reading), _precision(reading)))] for _, group in reports]
        clash.extend(_clashing([top for top in tops if _counted(top[0])]))
    return clash


def _current(now: Sequence[tuple[date, list[Reading]]], against: Sequence[Reading]) -> list[Reading]:
    """Readings of the latest reports, going back as long as all of them can hold together."""
    refused = {id(reading) for reading in against}
    current: list[Reading] = []
    values: list[Reading] = []
    for _, group in reversed(now):
        added = [reading for reading in group if id(reading) not in refused]
        if not all(fits(a, b) for a in distinct_values(added) for b in values):
            break
        current.extend(reversed(added))
        values = distinct_values([*values, *added])
    current.reverse()
    return current or [reading for _, group in now[-1:] for reading in group]


def _relate_set(live: list[Reading]) -> Finding:
    """A target or plan: contradiction within one day is a conflict unless the report itself tells of the revision."""
    precise = _without_roundings(live)
    if all_fit(precise):
        return Finding("compatible", live)
    now: list[tuple[date, list[Reading]]] = []
    against: list[Reading] = []
    for day, group in by_document(precise):
        latest = _latest_of_report(group)
        if not any(reading.revised for reading in group):
            against.extend(reading for reading in group if not some_fit([reading], latest))
            against.extend(_muddled(group))
        now.append((day, latest))
    for _, same_day in groupby(now, key=lambda item: item[0]):
        against.extend(_clashing([group for _, group in same_day]))
    if against:
        refused = {id(reading) for reading in against}
        kept = [reading for reading in live if id(reading) not in refused]
        return Finding("conflict", kept or live, against)
    return Finding("update", _current(now, against))


def _without_roundings(live: Sequence[Reading]) -> list[Reading]:
    """The claims that count when a change is looked for.

    *80 juta* beside, or after, *82,9 juta* rounds it. Before it, given by several reports, it was the figure of its
    time.
    """
    counted = []
    distinct = distinct_values(live)
    reports: dict[tuple[object, ...], set[str]] = {}
    first: dict[tuple[object, ...], date] = {}
    for reading in live:
        reports.setdefault(reading.key, set()).add(reading.fact.doc_id)
        first[reading.key] = min(first.get(reading.key, date.max), reading.fact.published or date.max)
    for reading in live:
        rounded = any(
            _coarser(reading, other)
            and fits(reading, other, loose=True)
            and (
                first[other.key] <= (reading.fact.published or date.max)
                or len(reports[reading.key]) == 1
                or reports[reading.key] & reports[other.key]
            )
            for other in distinct
            if other.key != reading.key
        )
        if not rounded:
            counted.append(reading)
    return counted or list(live)


def _coarser(reading: Reading, other: Reading) -> bool:
    return bool(reading.amount and other.amount and reading.amount.coarse > other.amount.coarse)


def _clashing(groups: Sequence[list[Reading]]) -> list[Reading]:
    """Of reports of one day, the readings that the heaviest value of the day excludes."""
    if len(groups) < 2:
        return []
    weights: dict[tuple[object, ...], float] = {}
    for group in groups:
        weights[group[0].key] = weights.get(group[0].key, 0.0) + weight_of(group)
    heaviest = max(groups, key=lambda group: weights[group[0].key])
    return [
        reading
        for group in groups
        if not some_fit(group, heaviest) and not some_fit(group, heaviest, loose=True)
        for reading in group
    ]


def _muddled(group: Sequence[Reading]) -> list[Reading]:
    """Two numbers of one report that nearly agree though both are written out: one of them is wrong (82,7 and 82,9)."""
    if len(group) > 24:
        return []
    wrong = []
    for a, b in combinations(group, 2):
        if a.amount and b.amount and a.amount.grain == b.amount.grain:
            x, y = float(a.amount.point), float(b.amount.point)
            if x != y and abs(x - y) <= 0.02 * max(abs(x), abs(y)) and a.amount.grain < abs(x - y):
                wrong.append(a if a.weight < b.weight else b)
    return wrong


def _latest_of_report(group: Sequence[Reading]) -> list[Reading]:
    """What a report gives as valid now: the value it repeats most, its title's among equals, the later in the text."""
    counts: dict[tuple[object, ...], tuple[int, bool, int]] = {}
    for position, reading in enumerate(group):
        count, title, _ = counts.get(reading.key, (0, False, 0))
        counts[reading.key] = (count + 1, title or reading.title, position)
    best = max(counts, key=lambda key: counts[key])
    chosen = next(reading for reading in group if reading.key == best)
    return [reading for reading in group if fits(reading, chosen)]


def _relate_days(live: list[Reading]) -> Finding:
    """Deadlines and starts are moved: plans by later plans. What is reported as having happened cannot be moved."""
    valid = _valid_now(live)
    if len(valid) < len(live) and all_fit(valid):
        return Finding("update", valid)
    live = valid
    now = by_document(live)
    last_day = max(reading.fact.published or date.min for reading in live)
    latest = [reading for reading in live if (reading.fact.published or date.min) == last_day]
    happened = [reading for reading in live if _happened(reading)]
    # The latest report of each value is enough: what happened is contradicted by what is said afterwards.
    said: dict[tuple[object, ...], Reading] = {}
    for reading in live:
        other = said.get(reading.key)
        if other is None or (reading.fact.published or date.min) > (other.fact.published or date.min):
            said[reading.key] = reading
    later = [
        reading
        for reading in happened
        if any(
            not fits(reading, other) and (other.fact.published or date.min) >= (reading.fact.published or date.min)
            for other in said.values()
        )
    ]
    if later or not all_fit(latest):
        values = distinct_values(latest)
        against = later or [reading for reading in latest if not all(fits(reading, other) for other in values)]
        best = _best_supported(live)
        return Finding("conflict", best, [reading for reading in against if not some_fit([reading], best)] or against)
    if len(now) == 1:
        return Finding("conflict", _best_supported(live), [])
    values = distinct_values(latest)
    current = _best_supported([reading for reading in live if all(fits(reading, other) for other in values)])
    return Finding("update", current, [])


def _valid_now(live: Sequence[Reading]) -> list[Reading]:
    """The days that each report gives as valid; where it tells of a change, without those that it replaces."""
    return [
        reading
        for _, group in by_document(live)
        for reading in (_latest_of_report(group) if any(one.revised for one in group) else group)
    ]


def _happened(reading: Reading) -> bool:
    published = reading.fact.published
    return bool(reading.days and reading.days.to and published and reading.days.to <= published)


def _best_supported(live: Sequence[Reading]) -> list[Reading]:
    """The largest set of claims that hold together, by weight."""
    best: list[Reading] = []
    stretches = {reading.key for reading in live if lasts(reading)}
    for key in sorted(stretches, key=str) or [()]:
        held = [reading for reading in live if reading.key == key or not lasts(reading)]
        for day in sorted({reading.days.from_ for reading in held if reading.days and reading.days.from_}):
            together = [reading for reading in held if reading.days and reading.days.covers(day)]
            if (weight_of(together), day) > (weight_of(best), _first_day(best)):
                best = together
    return best or list(live)


def _first_day(readings: Sequence[Reading]) -> date:
    return max((reading.days.from_ for reading in readings if reading.days and reading.days.from_), default=date.min)


def _point(reading: Reading) -> float:
    return float(reading.amount.point) if reading.amount else 0.0


def _precision(reading: Reading) -> int:
    value: Value | None = reading.amount
    return value.digits if value else 0
