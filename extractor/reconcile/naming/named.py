"""What a title is made of, and what its parts ask: the value, the day, the headline that tells of the record."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from extractor.messages.values import Language, format_amount, format_interval
from extractor.models import Amount, Attribute, DateFact, Interval, QuantityFact
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.words import both
from extractor.rules import RuleSet

_GAP = re.compile(r"\{(\w+)\}")
FEW = 2  # reports whose headline says what they are about better than a title put together
SHARE = 3  # one claim in so many must write a modifier, a role or a name for it to hold of all
_VAGUE = 9  # a range as wide as that is a word (*ratusan*)
_Value = TypeVar("_Value", bound=Hashable)
Gaps = dict[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    words: Mapping[str, str]
    gaps: frozenset[str]
    of: str | None


@dataclass(frozen=True, slots=True)
class Titles:
    subjects: tuple[Frame, ...]
    frames: Mapping[str, tuple[Frame, ...]]
    place: Mapping[str, str]
    place_to: Mapping[str, str]
    day: Mapping[str, str]
    plan: Mapping[str, str]
    zero: Mapping[str, str]
    towards: frozenset[str]
    origins: frozenset[str]
    year: Mapping[str, str]
    placed: re.Pattern[str]
    units: Mapping[str, str]
    served: frozenset[str]
    areas: frozenset[str]
    people: Mapping[str, Mapping[str, str]]
    measures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What a title is made of: the record's attribute, programme, unit, owners; the facts, and a deadline's figures.

    ``headlines``, ``leads``: of the claims' reports; ``published``: their days; ``value``: what the record says;
    ``agreed``: whether all claims say so.
    """

    attribute: Attribute
    what: str | None
    unit: str | None
    bodies: Sequence[str]
    facts: Sequence[QuantityFact | DateFact]
    subject: Sequence[QuantityFact]
    running: bool
    headlines: Mapping[str, date | None]
    leads: Sequence[str]
    value: Amount | Interval | None
    agreed: bool


@lru_cache(maxsize=4)
def titles_rules(ruleset: RuleSet) -> Titles:
    rules = ruleset.yaml("titles.yaml")
    frames: dict[str, tuple[Frame, ...]] = {}
    for row in rules["frames"]:
        frames[row["attribute"]] = (*frames.get(row["attribute"], ()), _frame(row))
    return Titles(
        tuple(_frame(row) for row in rules["subjects"]),
        frames,
        both(rules["place"]),
        both(rules["place_to"]),
        both(rules["day"]),
        both(rules["plan"]),
        both(rules["zero"]),
        frozenset(rules["towards"]),
        frozenset(rules["origins"]),
        both(rules["year"]),
        re.compile(rf"{both(rules['place'])['id'][len('{title}') : -len('{place}')]}[A-Z]"),
        rules["units"],
        frozenset(rules["served"]),
        frozenset(rules["areas"]),
        {noun: row for row in rules["people"] for noun in row["nouns"]},
        rules["measures"],
    )


def _frame(row: Mapping[str, str]) -> Frame:
    return Frame(both(row), frozenset(_GAP.findall(row["indonesian"])), row.get("of"))


def commonest(values: Iterable[_Value | None], least: float = 1) -> _Value | None:
    """The value that is given most often, of equals the first; null where none is given ``least`` times."""
    counts: dict[_Value, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    most = max(counts, key=counts.__getitem__, default=None)
    return most if most is not None and counts[most] >= least else None


def common_place(facts: Iterable[QuantityFact | DateFact]) -> str | None:
    """The place that every claim gives."""
    places = {(fact.place.code or fact.place.name) if fact.place else None: fact.place for fact in facts}
    place = places.popitem()[1] if len(places) == 1 else None
    return place.name if place else None


def value_of(named: Named, unit: str, titles: Titles, language: Language) -> Gaps:
    """What the record says, or of a deadline its target, where it is a number and no word."""
    measure = unit if unit in titles.measures else None
    if named.subject:
        value = _target(named.subject, measure, language)
        return {"value": value} if value else {}
    told = named.value
    if not isinstance(told, Amount) or not named.agreed or told.max is None:
        return {}
    if not told.max:
        return {"value": titles.zero[language]}
    if told.min and told.max > _VAGUE * told.min:
        same = [fact for fact in named.facts if isinstance(fact, QuantityFact) and fact.min == told.min]
        word = commonest(fact.text.lower().removesuffix((fact.unit or "").lower()).strip() for fact in same)
        return {"value": word} if word and language == "id" and not any(map(str.isdigit, word)) else {}
    return {"value": format_amount(told, measure, language=language)}


def _target(subject: Sequence[QuantityFact], measure: str | None, language: Language) -> str | None:
    """The value that most figures of a deadline's target give; none where it is a word (*ratusan*)."""
    value = commonest((fact.min, fact.max) for fact in subject if fact.status == "target")
    if value is None or (value[0] and value[1] and value[1] > _VAGUE * value[0]):
        return None
    return format_amount(Amount(min=value[0], max=value[1]), measure, language=language)


def storied(named: Named) -> bool:
    """Whether headlines tell more than a caption."""
    return any(text.count(" ") > FEW for text in named.headlines)


def day_of(named: Named, language: Language = "id") -> str:
    return format_interval(named.value, language) if isinstance(named.value, Interval) else ""


def told_by(what: str | None, facts: Sequence[QuantityFact | DateFact], leads: Iterable[str], names: Names) -> bool:
    """Whether enough claims write a name in their sentence, or a report opens with it."""
    if not what:
        return False
    listed, word = names.listed(what), what.lower()
    longer = re.compile(rf"\b[A-Z]\w+ {re.escape(what)}")  # *Komisi Pemilihan Umum*
    found = sum(
        bool(listed & names.listed(fact.passage))
        or (word in fact.passage.lower() and not (what[0].isupper() and longer.search(fact.passage)))
        for fact in facts
    )
    return found * SHARE >= len(facts) or any(word in text.lower() for text in leads)
