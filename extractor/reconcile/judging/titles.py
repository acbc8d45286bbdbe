"""The title of a record: what a news desk would call it, in Indonesian and English (rules/titles.yaml).

It is put together from what the claims have in common: those who are counted as the reports write them, what is done
with them, the programme or event, what takes place. A record that nothing names has no title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from extractor.messages.values import Language, format_amount
from extractor.models import Amount, Attribute, DateFact, QuantityFact
from extractor.numbers import find_numbers
from extractor.reconcile.judging.names import Names
from extractor.reconcile.judging.phrases import (
    Counted,
    Event,
    Words,
    both,
    clause,
    counted,
    edition,
    happening,
    headed,
    measured,
    sides,
    words_of,
)
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import read_unit
from extractor.rules import RuleSet

_MEASURES = frozenset(("measure", "money", "share", "index"))  # classes of units
_TWICE = re.compile(r"\b([\w-]+) (?=\1\b)", re.IGNORECASE)  # Target dapur mbg MBG
_GAP = re.compile(r"\{(\w+)\}")
_PART = re.compile(r"[:,;?!|] ?")
_HEADLINE = 3  # blanks at least in the part of a headline that tells what a report is about
_SHARE = 3  # one claim in so many must write a modifier or a role for it to hold of all
_Value = TypeVar("_Value", bound=Hashable)
Gaps = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Frame:
    words: Mapping[str, str]
    gaps: frozenset[str]
    of: str | None


@dataclass(frozen=True, slots=True)
class _Titles:
    subjects: tuple[_Frame, ...]
    frames: Mapping[str, tuple[_Frame, ...]]
    place: Mapping[str, str]
    units: Mapping[str, str]
    served: frozenset[str]
    people: Mapping[str, Mapping[str, str]]
    measures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What a title is made of: the record's attribute, programme, unit, owners; the facts, and a deadline's figures.

    ``headlines``: of the claims' reports.
    """

    attribute: Attribute
    what: str | None
    unit: str | None
    bodies: Sequence[str]
    facts: Sequence[QuantityFact | DateFact]
    subject: Sequence[QuantityFact]
    running: bool
    headlines: Sequence[str]


def title_of(named: Named, settings: Settings, ruleset: RuleSet, language: Language) -> str:
    """The title; empty where nothing names the record."""
    titles, names, words = _titles(ruleset), Names(settings, ruleset), words_of(ruleset)
    figures = named.subject or [fact for fact in named.facts if isinstance(fact, QuantityFact)]
    gaps = _subject(named, figures, titles, names, words, language) if figures else {}
    frames = titles.frames[named.attribute]
    if not any(one.gaps <= gaps.keys() for one in frames):
        gaps = _event(named, names, words, language) or _given(named, figures, ruleset)
    frame = next((one for one in frames if one.gaps <= gaps.keys()), None)
    if frame is None:
        return ""
    title = frame.words[language].format(**gaps)
    place = common_place(named.facts) or common_place(named.subject)
    if place and place.lower() not in title.lower() and not names.listed(place) & names.listed(title):
        title = titles.place[language].format(title=title, place=place)
    title = _TWICE.sub("", title)
    return title[0].upper() + title[1:]


def _subject(
    named: Named, figures: Sequence[QuantityFact], titles: _Titles, names: Names, words: Words, language: Language
) -> Gaps:
    """The subject of figures, and the value of a deadline's target; nothing where nobody could tell what is counted."""
    unit = commonest(fact.unit for fact in figures) or ""
    known = read_unit(unit, names.settings)
    what = names.programme(named.what, named.bodies)
    kinds: set[str] = set()
    if known is not None and known.category in _MEASURES:
        gaps = _measure(unit, what, named, figures, titles, names, words, language)
    elif noun := names.noun(unit):
        same = [fact for fact in figures if names.noun(fact.unit) == noun]
        around = _counted(same, named.headlines, words)
        modifiers, event = names.shortened(around.modifiers), names.programme(around.event)
        proper = any(word[0].isupper() for word in modifiers.split())
        if what is None or not names.proper(what):
            what = event or (None if proper else what)
        general = not modifiers and names.general(noun, titles.people)
        if what and around.role and words.before.get(what.partition(" ")[0]) is around.role:
            what = None  # *pemindahan ASN* of those who are moved
        owner = what or (None if proper or general else names.body(named.bodies))
        told = proper or around.more or around.doer
        if not (owner or told or (common_place(figures) and not general)):
            headline = _telling(named.headlines) if len(named.headlines) == 1 else None  # of one report
            counts = f"{names.shown(noun, titles.units, language)} {modifiers}".strip()
            return {"clause": f"{headline}: {counts}"} if headline else {}
        received = names.received(what)
        served = received and noun in titles.served
        if any(fact.participants for fact in figures):
            noun = titles.people.get(noun, {}).get("served" if served else "other", noun)
        gaps = {"noun": f"{names.shown(noun, titles.units, language)} {modifiers}".strip()}
        if owner and not names.listed(what) & names.listed(f"{gaps['noun']} {around.more}"):
            gaps["what"] = f"{owner} {_edition(figures, words)}".strip()
        if served and named.running:
            kinds = {"served"}
        elif around.role:
            by = f"by {around.doer}" if language == "en" else around.doer
            more = by if around.role.by and around.doer else names.shortened(around.more)
            gaps["role"] = f"{around.role.name[language]} {more}".strip()
        elif received and not served and known is not None and names.receives(known.category):
            kinds = {"received"}
    else:
        gaps = {"what": what} if what else {}
    frame = next((one for one in titles.subjects if one.gaps <= gaps.keys() and one.of in (None, *kinds)), None)
    if frame is None:
        return {}
    value = _target(named.subject, unit if unit in titles.measures else None, language)
    return {"subject": frame.words[language].format(**gaps), **({"value": value} if value else {})}


def _measure(
    unit: str,
    what: str | None,
    named: Named,
    figures: Sequence[QuantityFact],
    titles: _Titles,
    names: Names,
    words: Words,
    language: Language,
) -> Gaps:
    """What a sum, a share or a measure is of."""
    of = commonest(names.shortened(measured(fact, words)) for fact in figures)
    if of and " " not in of and what is None:
        what = names.body(named.bodies)
        of = of if what else None
    if of and what and (of.lower() in what.lower() or what.lower() in of.lower()):
        of, what = max(of, what, key=len), None
    gaps = {"measured": of, "what": what}
    if not named.subject and (of or unit in titles.measures):
        gaps["measure"] = (titles.units if language == "en" else titles.measures).get(unit, unit)
    return {name: gap for name, gap in gaps.items() if gap}


def _event(named: Named, names: Names, words: Words, language: Language) -> Gaps:
    """What takes place on the days: a match, the headline that gives the day, a step with its name, the clause."""
    days = [fact for fact in named.facts if isinstance(fact, DateFact)]
    found = [event for fact in days if (event := happening(fact, words))]
    usable = [event for event in found if names.usable(event)]
    event = commonest(usable) or commonest(found)
    match = _match(
        [pair for text in (*named.headlines, *(fact.passage for fact in days)) if (pair := sides(text, words))]
    )
    if match and event and (event.step is None or event.step.sides):
        return {"event": match}
    headlines = [text for fact in days if fact.passage in named.headlines and (text := headed(fact, words))]
    if headlines and (len(named.headlines) == 1 or len(headlines) * _SHARE >= len(days)):
        return {"clause": headlines[0]}
    what = names.programme(named.what, named.bodies)
    clauses = [clause(fact, words, names.settings.saying) for fact in days]
    told = commonest(text for text, by_name in clauses if by_name and not names.joined(text))
    if told and named.attribute == "due_date":
        return {"clause": told}
    if usable and event:
        whole = names.shortened(event.name)
        if what and whole.islower() and what.lower() not in whole:
            whole = what if what.lower().startswith(whole) else f"{whole} {what}"
        return _step(named, event, whole, language)
    here = what and any(what.lower() in names.shortened(fact.passage).lower() for fact in days)
    if told and not here:
        return {"clause": told}
    aid = names.received(what)
    bare = next((one for one in found if (one.step.bare if one.step else not aid)), None)
    if what and bare:
        return _step(named, bare, what, language)
    if what and not aid and not (event and event.step and event.step.sides):
        return {"event": what}
    if told:
        return {"clause": told}
    return _headed(named, event, [text for text, _ in clauses if text], language) if event else {}


def _given(named: Named, figures: Sequence[QuantityFact], ruleset: RuleSet) -> Gaps:
    """A headline that gives the very sum or measure."""
    amounts = {(fact.min, fact.max, fact.unit) for fact in figures}
    found = ((text, one) for text in named.headlines for one in find_numbers(text, ruleset) if one.measure)
    headline = next((text for text, one in found if (one.min, one.max, one.measure) in amounts), None)
    return {"clause": headline} if headline else {}


def _step(named: Named, event: Event, name: str, language: Language) -> Gaps:
    """What takes place, and of what."""
    if event.step is None:
        return {"event": name}
    begins = event.step.begins if named.attribute == "start_date" else None
    head = (begins or event.step.name)[language] if begins or language == "en" else event.head or event.step.name["id"]
    return {"begin" if begins else "event": f"{name}: {head}" if language == "en" else f"{head} {name}"}


def _headed(named: Named, event: Event, clauses: Sequence[str], language: Language) -> Gaps:
    """What takes place without a name, by the headline of its report."""
    headline = _telling(named.headlines)
    if headline is None or named.attribute == "due_date":
        return {}
    if event.step is None or event.step.sides:
        told = commonest(clauses)
    elif language == "en":
        told = event.step.name["en"]
    else:
        told = f"{event.head.lower() or event.step.name['id']} {event.name}".strip()
    return {"clause": f"{headline}: {told[0].lower()}{told[1:]}"} if told else {}


def _telling(headlines: Sequence[str]) -> str | None:
    """The part of the first headline that tells what its report is about."""
    parts = (part for headline in headlines[:1] for part in _PART.split(headline))
    return next((part for part in parts if part.count(" ") >= _HEADLINE), None)


def _counted(facts: Sequence[QuantityFact], headlines: Collection[str], words: Words) -> Counted:
    """The modifiers and the role that enough sentences around the figures write; in headlines verbs look like names."""
    seen = {fact.passage: counted(fact, words) for fact in facts}
    few = len(seen) / _SHARE
    written = Counter(one.modifiers for text, one in seen.items() if text not in headlines or one.modifiers.islower())
    roles = Counter(one.role.name["id"] for one in seen.values() if one.role)
    modifiers = next((name for name, count in written.most_common() if name and count >= few), "")
    role = next((name for name, count in roles.most_common(1) if count >= few), None)
    told = next((one for one in seen.values() if one.role and one.role.name["id"] == role), Counted())
    event = commonest(one.event for one in seen.values()) or ""
    doer = commonest(one.doer for one in seen.values()) or ""
    return Counted(modifiers, told.role, told.more, event, doer)


def _edition(facts: Sequence[QuantityFact], words: Words) -> str:
    """The edition that those claims agree on that name one, where they are not fewer than the rest."""
    found = [name for fact in facts if (name := edition(fact, words))]
    return found[0] if found and len({name.lower() for name in found}) == 1 and 2 * len(found) >= len(facts) else ""


def _match(pairs: Sequence[tuple[str, ...]]) -> str | None:
    """The match that most texts name of those that name one."""
    counts = Counter(frozenset(side.lower() for side in pair) for pair in pairs)
    most = max(counts.values(), default=0)
    if 2 * most <= len(pairs):
        return None
    return " vs ".join(next(pair for pair in pairs if counts[frozenset(side.lower() for side in pair)] == most))


def _target(subject: Sequence[QuantityFact], measure: str | None, language: Language) -> str | None:
    """The value that most figures of a deadline's target give."""
    value = commonest((fact.min, fact.max) for fact in subject if fact.status == "target")
    return format_amount(Amount(min=value[0], max=value[1]), measure, language=language) if value else None


def commonest(values: Iterable[_Value | None]) -> _Value | None:
    """The value that is given most often, of equals the first; null where none is given."""
    counts = Counter(value for value in values if value)
    return next((value for value, _ in counts.most_common(1)), None)


def common_place(facts: Iterable[QuantityFact | DateFact]) -> str | None:
    """The place that every claim gives."""
    places = {(fact.place.code or fact.place.name) if fact.place else None: fact.place for fact in facts}
    place = places.popitem()[1] if len(places) == 1 else None
    return place.name if place else None


@lru_cache(maxsize=4)
def _titles(ruleset: RuleSet) -> _Titles:
    rules = ruleset.yaml("titles.yaml")
    frames: dict[str, tuple[_Frame, ...]] = {}
    for row in rules["frames"]:
        frames[row["attribute"]] = (*frames.get(row["attribute"], ()), _frame(row))
    return _Titles(
        tuple(_frame(row) for row in rules["subjects"]),
        frames,
        both(rules["place"]),
        rules["units"],
        frozenset(rules["served"]),
        {noun: row for row in rules["people"] for noun in row["nouns"]},
        rules["measures"],
    )


def _frame(row: Mapping[str, str]) -> _Frame:
    return _Frame(both(row), frozenset(_GAP.findall(row["indonesian"])), row.get("of"))
