"""The title of a record: what a news desk would call it, in Indonesian and English (rules/titles.yaml)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

from extractor.bodies import bodies
from extractor.messages.values import Language, format_amount
from extractor.models import Amount, Attribute, DateFact, QuantityFact
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import WORD
from extractor.rules import RuleSet

_TWICE = re.compile(r"\b([\w-]+) (?=\1\b)", re.IGNORECASE)  # Target dapur mbg MBG
_GAP = re.compile(r"\{(\w+)\}")
_HEADLINE = 60  # characters of a report's title that name what has no name
_MOST_WORDS = 60  # of a sentence, on either side of the day


@dataclass(frozen=True, slots=True)
class _Title:
    served: bool
    words: Mapping[str, str]
    gaps: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Titles:
    by_attribute: Mapping[str, tuple[_Title, ...]]
    unnamed: Mapping[str, Mapping[str, str]]
    place: Mapping[str, str]
    steps: tuple[Mapping[str, str], ...]
    step_of: Mapping[str, int]
    begins: Mapping[str, str]
    units: Mapping[str, str]
    served: frozenset[str]
    people: Mapping[str, Mapping[str, str]]
    measures: Mapping[str, str]
    capitals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """What a title is made of: the record's attribute, programme, unit, owners; the facts, and a deadline's figures."""

    attribute: Attribute
    what: str | None
    unit: str | None
    bodies: Sequence[str]
    facts: Sequence[QuantityFact | DateFact]
    subject: Sequence[QuantityFact]
    running: bool
    headline: str | None


def title_of(named: Named, settings: Settings, ruleset: RuleSet, language: Language) -> str:
    """The first title of the attribute whose gaps can be filled. Without a name it says whose or where."""
    titles = _titles(ruleset)
    step = _step(named.facts, titles, language)
    what = _short(named.what, settings) or _unnamed(named, titles, ruleset, language)
    gaps = {"what": what}
    served = named.running and named.what in settings.shown.values() and named.unit in titles.served
    if named.unit and named.unit in titles.measures:
        names = titles.units if language == "en" else titles.measures
        gaps["measure"] = names.get(named.unit, named.unit)
    elif unit := _unit(named, titles, language, served=served):
        gaps["unit"] = unit
    if step and step.lower() not in what.lower():
        gaps["step"] = step
        if step in titles.begins:
            gaps["begin"] = titles.begins[step]
    value = _target(named.subject, language)
    if value:
        gaps["value"] = value
    title = next(
        one.words[language]
        for one in titles.by_attribute[named.attribute]
        if one.gaps <= gaps.keys() and (served or not one.served)
    ).format(**gaps)
    place = _common_place(named.facts)
    if place and place.lower() not in title.lower():
        title = titles.place[language].format(title=title, place=place)
    title = _TWICE.sub("", title)
    return title[0].upper() + title[1:]


def _short(what: str | None, settings: Settings) -> str | None:
    """The usual abbreviation of a listed programme; other names as they are."""
    return settings.abbreviations.get(what, what) if what else None


def _unnamed(named: Named, titles: _Titles, ruleset: RuleSet, language: Language) -> str:
    if named.bodies:
        body = bodies(ruleset).get(named.bodies[0])
        return titles.unnamed["body"][language].format(body=body.short if body else named.bodies[0])
    if named.headline:
        return titles.unnamed["headline"][language].format(headline=shorten(named.headline, _HEADLINE, placeholder="…"))
    source = next((fact.source for fact in named.facts if fact.source), None) or named.facts[0].doc_id
    return titles.unnamed["source"][language].format(source=source)


def _unit(named: Named, titles: _Titles, language: Language, *, served: bool) -> str:
    """The counted noun; for people who take part one noun, whatever reports call them."""
    unit = named.unit or ""
    if named.attribute == "participants" and unit in titles.people:
        unit = titles.people[unit].get("served" if served else "other", unit)
    if language == "en":
        return titles.units.get(unit.lower(), unit)
    return " ".join(word.upper() if word.lower() in titles.capitals else word for word in unit.split())


def _target(subject: Sequence[QuantityFact], language: Language) -> str | None:
    """The value that most figures of a deadline's target give."""
    counts = Counter((fact.min, fact.max) for fact in subject if fact.status == "target")
    if not counts:
        return None
    low, high = max(counts, key=lambda value: (counts[value], str(value)))
    unit = next((fact.unit for fact in subject if (fact.min, fact.max) == (low, high) and fact.unit), None)
    return format_amount(Amount(min=low, max=high), unit, language=language)


def _step(
    facts: Sequence[QuantityFact | DateFact],
    titles: _Titles,
    language: Language,
) -> str | None:
    """What most sentences around the record's days tell of, by the words closest to the day."""
    found: Counter[int] = Counter()
    for fact in facts:
        if isinstance(fact, DateFact):
            before = WORD.findall(fact.before.lower())[-_MOST_WORDS:]
            after = WORD.findall(fact.after.lower())[:_MOST_WORDS]
            told = [(far, titles.step_of[word]) for side in (before[::-1], after) for far, word in enumerate(side)
                    if word in titles.step_of]  # fmt: skip
            if told:
                found[min(told)[1]] += 1
    if not found:
        return None
    return titles.steps[max(found, key=lambda number: (found[number], -number))][language]


def _common_place(facts: Iterable[QuantityFact | DateFact]) -> str | None:
    """The place that every claim gives."""
    places = {fact.place.name if fact.place else None for fact in facts}
    return places.pop() if len(places) == 1 else None


@lru_cache(maxsize=4)
def _titles(ruleset: RuleSet) -> _Titles:
    rules = ruleset.yaml("titles.yaml")
    by_attribute: dict[str, list[_Title]] = {}
    for entry in rules["titles"]:
        gaps = frozenset(_GAP.findall(entry["indonesian"]))
        title = _Title(bool(entry.get("served")), _both(entry), gaps)
        by_attribute.setdefault(entry["attribute"], []).append(title)
    return _Titles(
        {attribute: tuple(titles) for attribute, titles in by_attribute.items()},
        {entry["id"]: _both(entry) for entry in rules["unnamed"]},
        _both(rules["place"]),
        tuple({"id": step["name"], "en": step["english"]} for step in rules["steps"]),
        {word: place for place, step in reversed([*enumerate(rules["steps"])]) for word in step["words"]},
        {
            step[name]: step["begins"][language]
            for step in rules["steps"]
            if "begins" in step
            for name, language in (("name", "indonesian"), ("english", "english"))
        },
        rules["units"],
        frozenset(rules["served"]),
        {noun: row for row in rules["people"] for noun in row["nouns"]},
        rules["measures"],
        frozenset(rules["capitals"]),
    )


def _both(entry: Mapping[str, str]) -> Mapping[str, str]:
    return {"id": entry["indonesian"], "en": entry["english"]}
