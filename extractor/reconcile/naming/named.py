"""What a title is made of, and the wording of rules/titles.yaml."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from extractor.dates import find_dates
from extractor.messages.values import Language, format_interval, is_third
from extractor.models import Amount, Attribute, DateFact, Interval, QuantityFact
from extractor.reconcile.naming.words import both
from extractor.rules import RuleSet

_WORD = re.compile(r"[a-z-]+")
_TRANSLATED = frozenset(("value", "day", "until"))  # gaps of any language
_GAP = re.compile(r"\{(\w+)\}")
FEW = 2  # reports whose headline says what they are about better than a title put together
SHARE = 3  # one claim in so many must write a modifier, a role or a name for it to hold of all
_Value = TypeVar("_Value", bound=Hashable)
Gaps = dict[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    words: Mapping[str, str]
    gaps: frozenset[str]
    of: str | None


@dataclass(frozen=True, slots=True)
class Titles:
    """The wording; ``said``: by the name of its row."""

    subjects: tuple[Frame, ...]
    frames: Mapping[str, tuple[Frame, ...]]
    said: Mapping[str, Mapping[str, str]]
    placed: re.Pattern[str]
    units: Mapping[str, str]
    people: Mapping[str, Mapping[str, str]]
    measures: Mapping[str, str]
    english: frozenset[str]

    def foreign(self, gaps: Gaps) -> bool:
        """Whether a part of an English title holds a word in small letters that is not English."""
        told = (text for name, text in gaps.items() if name not in _TRANSLATED)
        small = (one for text in told for one in text.split() if one.islower())
        return any(word not in self.english for one in small for word in _WORD.findall(one))


@dataclass(frozen=True, slots=True)
class Named:
    """What a title is made of: the record's attribute, programme, unit, owners; the facts, and a deadline's figures.

    ``headlines``, ``leads``: of the claims' reports; ``published``: their days; ``value``: what the record says;
    ``agreed``: whether all claims say so; ``third``: whether they call it a third of a year or month.
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
    third: bool


@lru_cache(maxsize=4)
def titles_rules(ruleset: RuleSet) -> Titles:
    rules = ruleset.yaml("titles.yaml")
    frames: dict[str, tuple[Frame, ...]] = {}
    for row in rules["frames"]:
        frames[row["attribute"]] = (*frames.get(row["attribute"], ()), _frame(row))
    said = {name: both(row) for name, row in rules.items() if isinstance(row, Mapping) and "indonesian" in row}
    rows = (row for name in ("roles", "steps", "subjects", "frames") for row in rules[name])
    wording = (*(row["english"] for row in rows), *(row["en"] for row in said.values()), *rules["units"].values())
    return Titles(
        tuple(_frame(row) for row in rules["subjects"]),
        frames,
        said,
        re.compile(rf"{said['place']['id'][len('{title}') : -len('{place}')]}[A-Z]|{rules['wide']}"),
        rules["units"],
        {noun: row for row in rules["people"] for noun in row["nouns"]},
        rules["measures"],
        frozenset((*_WORD.findall(_GAP.sub("", " ".join(wording)).lower()), "vs")),
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
    """The place that every claim gives; not the one whose league or cup it is (*Liga Inggris*)."""
    told = (fact.place if fact.place and f" {fact.place.name} " not in f"{fact.what} " else None for fact in facts)
    places = {(one.code or one.name) if one else None: one for one in told}
    place = places.popitem()[1] if len(places) == 1 else None
    return place.name if place else None


def storied(named: Named) -> bool:
    """Whether headlines tell more than a caption."""
    return any(text.count(" ") > FEW for text in named.headlines)


def day_of(named: Named, language: Language = "id") -> str:
    """The days of the record, as its claims call them: *akhir 2025*, not the months of that."""
    return format_interval(named.value, language, third=named.third) if isinstance(named.value, Interval) else ""


def called_third(value: Amount | Interval | None, facts: Iterable[QuantityFact | DateFact], ruleset: RuleSet) -> bool:
    """Whether a claim calls the days a third of a year or month: *akhir tahun*, *awal Mei*, not *11–20 Mei*."""
    if not isinstance(value, Interval) or not is_third(value):
        return False
    texts = {fact.text for fact in facts if isinstance(fact, DateFact) and fact.days == value}
    return any(one.third for text in sorted(texts) for one in find_dates(text, value.from_, ruleset))
