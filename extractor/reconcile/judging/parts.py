"""From a group of facts to the parts that each become one record: strays leave, contradictions are weighed.

A conflict is a strong word. Where two reports hardly contradict each other, what does not fit the rest becomes a record
of its own, beside which the other one is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractor.models import ArticleSummary, DateFact, Difference, QuantityFact
from extractor.reconcile.evidence import Rivals
from extractor.reconcile.judging.course import find_course, lone_asides, set_strays
from extractor.reconcile.judging.fitting import Finding, all_fit, distinct_values
from extractor.reconcile.judging.outsiders import outsiders
from extractor.reconcile.judging.readings import Reading, read_claims
from extractor.reconcile.judging.relation import relate
from extractor.reconcile.judging.slips import Clash, mark_slips
from extractor.reconcile.settings import Settings, load_settings
from extractor.reconcile.statements.vocabulary import read_unit
from extractor.rules import RuleSet

Kind = Literal["running", "level", "set"]
Likely = Callable[[str, str], float]

_LEAST_TO_SPLIT = 4
_LEAST_PLANS = 3
_MOST_COMPARED = 6  # values of either side of a contradiction
_CLEARLY = 1.1  # times as much is no rounding
_MOST_DISPUTED = 4  # days of one event that reports give; of more it takes place again and again


@dataclass(frozen=True)
class Surroundings:
    """What records of one reconciliation share."""

    summaries: Mapping[str, ArticleSummary]
    copies: Mapping[str, str]
    ruleset: RuleSet


@dataclass(slots=True)
class Part:
    """The facts of one record, as they are read, and how they relate.

    ``rivals``: those of them that contradict each other; ``contradiction``: how likely a conflict among them is real;
    ``family``: parts that were grouped together at first have one number; ``differs``: the nearest of these.
    ``subject``: of a deadline, the target whose it is; ``titles`` in Indonesian and English, once it is named.
    """

    readings: list[Reading]
    kind: Kind
    rivals: tuple[Rivals, ...] = ()
    finding: Finding = field(init=False)
    contradiction: float | None = None
    family: int = 0
    differs: tuple[Difference, ...] = ()
    subject: Sequence[QuantityFact] = ()
    titles: tuple[str, str] | None = None

    @property
    def facts(self) -> list[QuantityFact | DateFact]:
        return [reading.fact for reading in self.readings]

    @property
    def figures(self) -> list[QuantityFact]:
        """Those of the facts that are figures: all or none."""
        return [fact for fact in self.facts if isinstance(fact, QuantityFact)]


def read_part(facts: Sequence[QuantityFact | DateFact], around: Surroundings, rivals: tuple[Rivals, ...] = ()) -> Part:
    """The facts read, slips marked, their relation found."""
    settings = load_settings(around.ruleset)
    readings = read_claims(facts, around.summaries, around.copies, settings)
    part = Part(readings, kind_of([reading.fact for reading in readings], settings), rivals)
    clashes = _clashes(part)
    mark_slips(readings, clashes)
    part.finding = relate(readings, part.kind, settings, clashes)
    return part


def _clashes(part: Part) -> frozenset[Clash]:
    """The pairs of values that contradict each other."""
    keys = {reading.fact.fact_id: reading.key for reading in part.readings}
    pairs = [(keys[one.first], keys[one.second]) for one in part.rivals]
    return frozenset((*pairs, *((b, a) for a, b in pairs)))


def split_strays(facts: Sequence[QuantityFact], around: Surroundings) -> list[list[QuantityFact]]:
    """A group without the figures that strayed into it, and these as groups of their own."""
    settings = load_settings(around.ruleset)
    kind = kind_of(facts, settings)
    if len(facts) < (_LEAST_PLANS if kind == "set" else _LEAST_TO_SPLIT):
        return [list(facts)]
    readings = read_claims(facts, around.summaries, around.copies, settings)
    mark_slips(readings)
    sound = [reading for reading in readings if reading.slip is None]
    if kind == "set":
        strays = set_strays(sound)
    else:
        strays = outsiders(sound, settings)
        aside = {id(reading) for reading in strays}
        strays += lone_asides([reading for reading in sound if id(reading) not in aside])
        aside = {id(reading) for reading in strays}
        strays += find_course([reading for reading in sound if id(reading) not in aside]).strays
    if not strays:
        return [list(facts)]
    ids = {reading.fact.fact_id for reading in strays}
    groups: dict[tuple[object, ...], list[QuantityFact]] = {}
    for reading in strays:
        assert isinstance(reading.fact, QuantityFact)
        groups.setdefault(reading.key, []).append(reading.fact)
    kept = [fact for fact in facts if fact.fact_id not in ids]
    return [kept, *groups.values()]


def settle(part: Part, likely: Likely, around: Surroundings) -> list[Part]:
    """The part as it is, or without the claims that contradict the rest too doubtfully, and these as parts.

    ``likely`` gives the probability that two facts of one kind really contradict each other.
    """
    if part.finding.relation != "conflict":
        strays = _no_course(part)
        return _divided(part, strays, likely, around) if strays else [part]
    against = part.finding.against or part.readings
    aside = {id(reading) for reading in part.finding.against}
    others = [reading for reading in part.readings if id(reading) not in aside]
    best = max((one.likely for one in part.rivals), default=0.0)
    for one in distinct_values(against)[:_MOST_COMPARED]:
        for other in distinct_values(others)[:_MOST_COMPARED]:
            best = max(best, likely(one.fact.fact_id, other.fact.fact_id))
    recurs = len({reading.key for reading in part.readings if reading.days}) > _MOST_DISPUTED
    if best >= load_settings(around.ruleset).thresholds["rival"] and not recurs:
        part.contradiction = round(best, 2)
        return [part]
    if not part.finding.against and len({reading.key for reading in against}) < 2:
        return [part]
    return _divided(part, against, likely, around)


def _divided(part: Part, aside: Sequence[Reading], likely: Likely, around: Surroundings) -> list[Part]:
    """The values ``aside`` as parts of their own, and the rest as one."""
    groups: dict[tuple[object, ...], list[Reading]] = {}
    for reading in aside:
        groups.setdefault(reading.key, []).append(reading)
    left = {id(reading) for reading in aside}
    groups[()] = [reading for reading in part.readings if id(reading) not in left]
    parted = [read_part([reading.fact for reading in group], around) for group in groups.values() if group]
    for apart in parted:
        apart.family = part.family
    return [settled for apart in parted for settled in settle(apart, likely, around)]


def _no_course(part: Part) -> list[Reading]:
    """What makes a total that is said to run no running total: values that later, lower ones contradict, and several
    values that one report gives for one day.
    """
    if part.finding.relation != "update" or part.kind != "running":
        return []
    course = find_course([reading for reading in part.readings if reading.slip is None and not reading.former])
    fallen = [reading for reading in course.off if any(_apart(reading, other) for other in course.rising)]
    if fallen:
        return fallen
    told: dict[tuple[object, ...], dict[tuple[object, ...], Reading]] = {}
    reports: dict[tuple[object, ...], set[str]] = {}
    for reading in course.rising:
        reports.setdefault(reading.key, set()).add(reading.origin)
        if not reading.revised:
            told.setdefault((reading.origin, reading.day), {}).setdefault(reading.key, reading)
    doubtful = {
        reading.key
        for values in told.values()
        if not all_fit(list(values.values()), loose=True)
        for reading in values.values()
        if len(reports[reading.key]) == 1
    }
    return [reading for reading in course.rising if reading.key in doubtful]


def _apart(reading: Reading, other: Reading) -> bool:
    """The other gives clearly less for a later day, or clearly more for an earlier one."""
    if reading.amount is None or other.amount is None or reading.day is None or other.day is None:
        return False
    mine, theirs = float(reading.amount.point), float(other.amount.point)
    if other.day >= reading.day and theirs * _CLEARLY < mine:
        return True
    return other.day <= reading.day and theirs > mine * _CLEARLY


def kind_of(facts: Sequence[QuantityFact | DateFact], settings: Settings) -> Kind:
    """Whether the values run, are a level, or are set."""
    first = facts[0]
    if not isinstance(first, QuantityFact):
        return "set"
    statuses = Counter(fact.status for fact in facts if isinstance(fact, QuantityFact))
    if statuses["target"] >= statuses["realised"] or not statuses["realised"]:
        return "set"
    unit = read_unit(first.unit, settings)
    return "level" if unit and unit.id in settings.levels else "running"
