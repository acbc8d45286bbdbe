"""Self-check of the registry of bodies, of the patterns of its forms, and of the context rules' examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Final

from extractor.bodies import context, registry, surfaces
from extractor.bodies.registry import Body, Holder, bodies
from extractor.bodies.surfaces import Meaning
from extractor.mentions import BodyMention
from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, run_examples
from extractor.text.folding import squeeze_key

# A cabinet resigns some days before the next is sworn in, and a ministry is built up after the decree.
SLACK: Final = timedelta(days=31)
# The day on which the examples of the context rules are read.
EXAMPLE_DAY: Final = date(2025, 7, 1)

Finder = Callable[[str, date | None, RuleSet], tuple[BodyMention, ...]]


def check_bodies(ruleset: RuleSet, find: Finder) -> Iterator[Problem]:
    """Everything that does not fit, file by file. ``find`` reads the examples (``find_bodies``)."""
    entries = bodies(ruleset)
    for body in entries.values():
        for reason in (*_links(body, entries), *_days(body), *_holders(body), *_clipped(body)):
            yield Problem(registry.FILE, body.id, reason)
    yield from _shared_forms(entries, ruleset)
    yield from _patterns(entries, ruleset)
    yield from _examples(ruleset, find)


def _links(body: Body, entries: Mapping[str, Body]) -> Iterator[str]:
    for id_ in body.predecessors:
        if id_ not in entries:
            yield f"predecessor {id_} is not in the registry"
        elif body.id not in entries[id_].successors:
            yield f"predecessor {id_} does not name it as successor"
    for id_ in body.successors:
        if id_ not in entries:
            yield f"successor {id_} is not in the registry"
            continue
        heir = entries[id_]
        if body.id not in heir.predecessors:
            yield f"successor {id_} does not name it as predecessor"
        if body.valid_to and heir.valid_from and heir.valid_from > body.valid_to + SLACK:
            yield f"gap: ends {body.valid_to}, successor {id_} begins {heir.valid_from}"
        if body.valid_to and heir.valid_to and heir.valid_to < body.valid_to:
            yield f"successor {id_} ends {heir.valid_to}, before it does"
    if body.valid_to and body.is_ministry and not body.successors:
        yield f"ended {body.valid_to} without a successor"


def _days(body: Body) -> Iterator[str]:
    if body.valid_from and body.valid_to and body.valid_from > body.valid_to:
        yield f"begins {body.valid_from}, after it ends {body.valid_to}"


def _holders(body: Body) -> Iterator[str]:
    for holder in body.holders:
        if holder.from_ and holder.to and holder.from_ > holder.to:
            yield f"{holder.name}: from {holder.from_} is after to {holder.to}"
        if body.valid_from and holder.from_ and holder.from_ < body.valid_from - SLACK:
            yield f"{holder.name}: from {holder.from_} is before the body ({body.valid_from})"
        if body.valid_to and (holder.to is None or holder.to > body.valid_to + SLACK):
            yield f"{holder.name}: to {holder.to or 'open'} is after the body ({body.valid_to})"
    led = [holder for holder in body.holders if not holder.deputy and not holder.acting]
    for one, other in combinations(led, 2):
        if one.name != other.name and _common(_term(one), _term(other)) > SLACK:
            yield f"{one.name} and {other.name} hold the office at the same time"


def _term(holder: Holder) -> tuple[date, date]:
    return holder.from_ or date.min, holder.to or date.max


def _common(one: tuple[date, date], other: tuple[date, date]) -> timedelta:
    return min(one[1], other[1]) - max(one[0], other[0])


def _clipped(body: Body) -> Iterator[str]:
    for value in sorted(set(body.portfolios) & set(body.clipped)):
        yield f"clipped: {value!r} is a portfolio already"


def _shared_forms(entries: Mapping[str, Body], ruleset: RuleSet) -> Iterator[Problem]:
    """Forms that mean two bodies on the same day, with no cues to decide between them; one form a pair."""
    reported: set[frozenset[str]] = set()
    table = surfaces.surfaces(ruleset)
    for surface in map(table.__getitem__, table):
        named = [m for m in surface.meanings if m.of != "holder"]
        for one, other in combinations(named, 2):
            pair = frozenset((one.body, other.body))
            if pair in reported or (entries[one.body].cues and entries[other.body].cues):
                continue
            if one.clipped == other.clipped and _common(_use(one, entries), _use(other, entries)) >= timedelta(0):
                reported.add(pair)
                reason = f"{min(surface.spellings)!r} means {other.body} on the same days: give both bodies cues"
                yield Problem(registry.FILE, one.body, reason)


def _use(meaning: Meaning, entries: Mapping[str, Body]) -> tuple[date, date]:
    body = entries[meaning.body]
    return body.valid_from or date.min, min(body.valid_to or date.max, meaning.until or date.max)


def _patterns(entries: Mapping[str, Body], ruleset: RuleSet) -> Iterator[Problem]:
    made = {
        pattern.id: {squeeze_key(form) for body in entries.values() for form, _ in surfaces.forms_of(body, pattern)}
        for pattern in surfaces.patterns(ruleset)
    }
    for id_, forms in made.items():
        if not forms:
            yield Problem(surfaces.FILE, id_, "makes no form")

    def read(row: Row, example: Example) -> str | None:
        return example.text if squeeze_key(example.text) in made[row["id"]] else None

    yield from run_examples(surfaces.FILE, ruleset.yaml(surfaces.FILE)["patterns"], read)


def _examples(ruleset: RuleSet, find: Finder) -> Iterator[Problem]:
    rows: Mapping[str, Any] = ruleset.yaml(context.FILE)

    def read(_: Row, example: Example) -> str | None:
        found = [str(mention.body) for mention in find(example.text, EXAMPLE_DAY, ruleset)]
        return example.expected if example.expected in found else ", ".join(found) or None

    rules = [*rows["refusals"], *rows["collisions"], {"id": "of_old", **rows["of_old"]}]
    yield from run_examples(context.FILE, rules, read)
