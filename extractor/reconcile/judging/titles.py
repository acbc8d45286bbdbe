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
from extractor.reconcile.judging.clauses import clause, headed, sides, telling
from extractor.reconcile.judging.names import Names
from extractor.reconcile.judging.phrases import (
    Counted,
    Event,
    Words,
    both,
    counted,
    edition,
    happening,
    measured,
    words_of,
)
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import read_unit
from extractor.rules import RuleSet

_MEASURES = frozenset(("measure", "money", "share", "index"))  # classes of units
_TWICE = re.compile(r"\b([\w-]+) (?=\1\b)", re.IGNORECASE)  # Target dapur mbg MBG
_GAP = re.compile(r"\{(\w+)\}")
_DASH = " – "  # between a name and the headline that tells more
_FEW = 2  # reports whose headline says what they are about better than a title put together
_BRIEF = 2, 4  # blanks in the name of a meeting that may not say of what it is; where few report it
_SHORT, _MIDDLE = 5, 8  # words of a clause that say too little of who and what, or may do so
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
    year: Mapping[str, str]
    placed: re.Pattern[str]
    units: Mapping[str, str]
    served: frozenset[str]
    people: Mapping[str, Mapping[str, str]]
    measures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What a title is made of: the record's attribute, programme, unit, owners; the facts, and a deadline's figures.

    ``headlines``, ``leads``: of the claims' reports.
    """

    attribute: Attribute
    what: str | None
    unit: str | None
    bodies: Sequence[str]
    facts: Sequence[QuantityFact | DateFact]
    subject: Sequence[QuantityFact]
    running: bool
    headlines: Sequence[str]
    leads: Sequence[str]


def title_of(named: Named, settings: Settings, ruleset: RuleSet, language: Language) -> str:
    """The title; empty where nothing names the record."""
    titles, names, words = _titles(ruleset), Names(settings, ruleset), words_of(ruleset)
    figures = named.subject or [fact for fact in named.facts if isinstance(fact, QuantityFact)]
    gaps = _subject(named, figures, titles, names, words, language) if figures else {}
    frames = titles.frames[named.attribute]
    if not any(one.gaps <= gaps.keys() for one in frames):
        gaps = {} if figures and not named.subject and gaps else _event(named, names, words, language)
        gaps = gaps or _given(named, figures, ruleset)
    frame = next((one for one in frames if one.gaps <= gaps.keys()), None)
    if frame is None:
        return ""
    title = frame.words[language].format(**gaps)
    place = common_place(named.facts) or common_place(named.subject)
    told = (
        "clause" in gaps or _DASH in title or titles.placed.search(title) or names.listed(place) & names.listed(title)
    )
    if place and not told and place.lower() not in title.lower():
        title = titles.place[language].format(title=title, place=place)
    year = _year(named.facts) if named.attribute == "target" and "subject" in gaps else None
    if year and year not in title:
        title = titles.year[language].format(title=title, year=year)
    title = _TWICE.sub("", title)
    return title[0].upper() + title[1:]


def _subject(
    named: Named, figures: Sequence[QuantityFact], titles: _Titles, names: Names, words: Words, language: Language
) -> Gaps:
    """The subject of figures, and the value of a deadline's target; nothing where nobody could tell what is counted."""
    unit = commonest(fact.unit for fact in figures) or ""
    known = read_unit(unit, names.settings)
    few = len(named.headlines) <= _FEW
    if few and not named.subject and (headline := _carried(named, words)):
        return {"clause": headline}
    what = names.programme(named.what, named.bodies)
    anybody = names.noun(unit) in titles.people
    leads = () if anybody else named.leads if names.proper(named.what or "") else named.headlines
    about = telling(named.headlines) if few and not named.subject else ""
    if about and not names.listed(what) and not _told(named.what, figures, leads, names):
        what = None
    kinds, more = set[str](), ""
    if known is not None and known.category in _MEASURES:
        gaps = _measure(unit, what, named, figures, titles, names, words, language)
    elif noun := names.noun(unit):
        same = [fact for fact in figures if names.noun(fact.unit) == noun]
        around = _counted(same, named.headlines, words, names)
        if around.label and few and (about or named.subject or not around.label.islower()):
            return {"clause": around.label if not around.label.islower() else f"{around.label}{_DASH}{about}"}
        modifiers, event, more = names.shortened(around.modifiers), names.programme(around.event), around.more
        bare = not modifiers and not names.listed(what) and names.general(noun, titles.people)
        if bare and around.subject and not names.joined(around.subject):
            modifiers, noun, what = around.subject, "" if anybody else noun, None
        proper = any(word[0].isupper() for word in modifiers.split())
        if what is None or not names.proper(what):
            what = event or (None if proper else what)
        general = not modifiers and names.general(noun, titles.people)
        if what and what[0].islower() and noun in what.lower().split():
            what = None  # *pemindahan ASN* of those who are moved
        given = any(words.receiving.search(fact.passage.lower()) for fact in same)
        receivers = known is not None and names.receives(known.category)
        if about and receivers and not (given or modifiers or around.role) and names.received(what):
            what = None  # those who are trained or asked receive nothing
        owner = what or (None if proper or general or more or about else names.body(named.bodies))
        received = given and names.received(what)
        served = received and noun in titles.served
        if any(fact.participants for fact in figures):
            noun = titles.people.get(noun, {}).get("served" if served else "other", noun)
        shown = f"{names.shown(noun, titles.units, language)} {modifiers}".strip()
        told = proper or around.doer or any(char.isupper() for char in more)
        if about and general and not anybody and owner and owner.islower():
            owner = None  # *negara aksi jalan kaki*
        if not (owner or told or (common_place(figures) and not general)):
            counts = f"{shown} {names.shortened(more)}".strip()
            return {"clause": f"{counts}{_DASH}{about}"} if about and (more or not anybody) else {}
        gaps = {"noun": shown}
        if owner and not names.listed(what) & names.listed(f"{shown} {more}"):
            gaps["what"] = f"{owner} {_edition(figures, words)}".strip()
        if served and named.running and not few and _achieved(figures):
            kinds = {"served"}
        elif around.role and more.partition(" ")[0] != words.relative:
            by = f"by {around.doer}" if language == "en" else around.doer
            gaps["role"] = f"{around.role.name[language]} {by if around.doer else ''}".strip()
        elif received and not served and receivers:
            kinds = {"received"}
    else:
        gaps = {"what": what} if what else {}
    frame = next((one for one in titles.subjects if one.gaps <= gaps.keys() and one.of in (None, *kinds)), None)
    if frame is None:
        return {}
    value = _target(named.subject, unit if unit in titles.measures else None, language)
    subject = f"{frame.words[language].format(**gaps)} {names.shortened(more)}".strip()
    return {"subject": subject, **({"value": value} if value else {})}


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
    if " " in (of or "") and not names.listed(what):
        what = None
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
    given = [text for fact in days if fact.passage in named.headlines and (text := headed(fact, words))]
    if given and (len(named.headlines) == 1 or len(given) * _SHARE >= len(days)):
        return {"clause": given[0]}
    what = names.programme(named.what, named.bodies)
    yearly = any(char.isdigit() for char in what or "")  # an event with its year
    here = _told(named.what, days, named.leads if yearly else (), names)
    clauses = [clause(fact, words, names.settings.saying) for fact in days]
    told = commonest(text for text, by_name in clauses if by_name and not names.joined(text))
    told = told and _explained(told, named)
    if told and named.attribute == "due_date":
        return {"clause": told}
    if usable and event:
        whole = names.shortened(event.name)
        if what and whole.islower() and what.lower() not in whole:
            whole = what if what.lower().startswith(whole) else f"{whole} {what}"
        return _step(named, event, whole, names, language)
    if told and not here:
        return {"clause": told}
    aid = names.received(what)
    bare = next((one for one in found if (one.step.bare if one.step else not aid)), None)
    opened = here or _told(named.what, days, (*named.leads, *named.headlines), names)
    if what and bare and (here or (opened and (bare.step or (named.attribute == "start_date" and names.proper(what))))):
        return _step(named, bare, what, names, language)
    if what and here and not aid and not (event and event.step and event.step.sides):
        headline = (
            telling(named.headlines) if names.listed(what) and len(named.headlines) <= _FEW and not yearly else ""
        )
        return {"event": f"{what}{_DASH}{headline}" if headline else what}
    if told:
        return {"clause": told}
    headline = telling(named.headlines)
    if not headline or not (event or (what and days) or named.attribute == "due_date"):
        return {}
    if named.attribute == "due_date" or not event or names.joined(event.name) or (event.step and event.step.sides):
        return {"clause": headline}
    return _step(named, event, event.name, names, language)


def _given(named: Named, figures: Sequence[QuantityFact], ruleset: RuleSet) -> Gaps:
    """A headline that gives the very sum or measure."""
    amounts = {(fact.min, fact.max, fact.unit) for fact in figures}
    found = ((text, one) for text in named.headlines for one in find_numbers(text, ruleset) if one.measure)
    headline = next((text for text, one in found if (one.min, one.max, one.measure) in amounts), None)
    return {"clause": headline} if headline else {}


def _explained(told: str, named: Named) -> str:
    """A clause of few reports, with their headline where the two share little."""
    said, headline = told.lower().split(), telling(named.headlines) if len(named.headlines) <= _FEW else ""
    shared = sum(word in headline.lower() for word in said)
    brief = len(said) <= _SHORT or (len(said) <= _MIDDLE and 2 * shared < len(said))
    return f"{told}{_DASH}{headline}" if headline and brief else told


def _step(named: Named, event: Event, name: str, names: Names, language: Language) -> Gaps:
    """What takes place, and of what; by the headline where its name is as short as many others'."""
    if event.step is None:
        headline = telling(named.headlines) if name.partition(" ")[2].islower() or " " not in name else ""
        return {"event": f"{name}{_DASH}{headline}" if headline else name}
    begins = event.step.begins if named.attribute == "start_date" else None
    head = (begins or event.step.name)[language] if begins or language == "en" else event.head or event.step.name["id"]
    title = (f"{name}: {head}" if language == "en" else f"{head} {name}") if name else head
    most = _BRIEF[len(named.headlines) <= _FEW]
    vague = not (event.step.bare or event.step.sides or (event.step.named and " " in name))
    brief = vague and name.count(" ") <= most
    if (brief or (" " not in name and not name.isupper() and not names.listed(name))) and (
        headline := telling(named.headlines)
    ):
        title = headline if title.lower() in headline.lower() else f"{title}{_DASH}{headline}"
    return {"begin" if begins else "event": title}


def _told(what: str | None, facts: Sequence[QuantityFact | DateFact], leads: Iterable[str], names: Names) -> bool:
    """Whether enough claims write a name in their sentence, or a report opens with it."""
    if not what:
        return False
    listed, word = names.listed(what), what.lower()
    found = sum(bool(listed & names.listed(fact.passage)) or word in fact.passage.lower() for fact in facts)
    return found * _SHARE >= len(facts) or any(word in text.lower() for text in leads)


def _achieved(figures: Sequence[QuantityFact]) -> bool:
    """Whether all but few claims say that it is so."""
    return sum(fact.status != "realised" for fact in figures) * _SHARE <= len(figures)


def _carried(named: Named, words: Words) -> str:
    """The part of a headline that gives the figure of most claims."""
    facts = [fact for fact in named.facts if isinstance(fact, QuantityFact)]
    exact = [fact for fact in facts if any(char.isdigit() for char in fact.text)]
    most = commonest((fact.min, fact.max) for fact in exact or facts)
    given = (fact for fact in facts if fact.passage in named.headlines and (fact.min, fact.max) == most)
    return next((text for fact in given if (text := headed(fact, words))), "")


def _counted(facts: Sequence[QuantityFact], headlines: Collection[str], words: Words, names: Names) -> Counted:
    """What enough sentences around the figures write; in headlines verbs look like names."""
    texts = {fact.passage: counted(fact, words, names.settings.saying) for fact in facts}
    seen = [one for text, one in texts.items() if text not in headlines] or list(texts.values())
    least = max(1, len(texts) / _SHARE)
    modifiers = commonest((one.modifiers for one in seen), least) or ""
    told = [texts[fact.passage].more for fact in facts if fact.passage not in headlines]
    more = commonest(told, max(1 if len(headlines) <= _FEW else 2, len(told) / _SHARE)) or ""
    doer, event, label, subject = (
        commonest(getattr(one, name) for one in seen) or "" for name in ("doer", "event", "label", "subject")
    )
    return Counted(modifiers, commonest((one.role for one in seen), least), more, event, doer, label, subject)


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


def _year(facts: Sequence[QuantityFact | DateFact]) -> str | None:
    """The year by which a target is due, where those claims agree that give one and are not fewer than the rest."""
    dues = [fact.due.to.year for fact in facts if isinstance(fact, QuantityFact) and fact.due and fact.due.to]
    return str(dues[0]) if len(set(dues)) == 1 and 2 * len(dues) >= len(facts) else None


def _target(subject: Sequence[QuantityFact], measure: str | None, language: Language) -> str | None:
    """The value that most figures of a deadline's target give."""
    value = commonest((fact.min, fact.max) for fact in subject if fact.status == "target")
    return format_amount(Amount(min=value[0], max=value[1]), measure, language=language) if value else None


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
        both(rules["year"]),
        re.compile(rf"{both(rules['place'])['id'][len('{title}') : -len('{place}')]}[A-Z]"),
        rules["units"],
        frozenset(rules["served"]),
        {noun: row for row in rules["people"] for noun in row["nouns"]},
        rules["measures"],
    )


def _frame(row: Mapping[str, str]) -> _Frame:
    return _Frame(both(row), frozenset(_GAP.findall(row["indonesian"])), row.get("of"))
