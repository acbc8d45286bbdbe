"""Ministries and agencies in an article: found in the original string, and resolved at the day of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from extractor.bodies.check import check_bodies
from extractor.bodies.document import Spotted, read_hits
from extractor.bodies.enumeration import further_items
from extractor.bodies.persons import match_holder, terms_of, words_behind
from extractor.bodies.registry import Body, Holder, bodies, known_years, same_line, successors_on
from extractor.bodies.resolve import Choice, Reader
from extractor.bodies.search import find_hits, searcher
from extractor.bodies.surfaces import FILE as FORMS
from extractor.mentions import BodyMention
from extractor.rules import Problem, RuleSet
from extractor.rules.words import any_of

__all__ = [
    "Body",
    "Holder",
    "bodies",
    "check_rules",
    "find_bodies",
    "known_years",
    "same_line",
    "successors_on",
    "terms_named",
]


def find_bodies(text: str, published: date | None, ruleset: RuleSet) -> tuple[BodyMention, ...]:
    """Mentions of national ministries and agencies of Indonesia, sorted, none overlapping another.

    ``published`` is the day on which names are resolved; without it, a name means the body that bore it last.
    ``body`` is ``None``, with ``candidates``, when the text does not decide which body a name means.
    """
    hits = find_hits(text, ruleset)
    if not hits:
        return ()
    spots = read_hits(text, hits, published, ruleset)
    reader = Reader(text, published, ruleset, searcher(ruleset).cues, spots)
    foreign = {id_ for spot in spots if spot.refused == "foreign" for id_ in spot.surface.ids}
    chosen: dict[int, Choice] = {}
    found: list[BodyMention] = []
    for spot in spots:
        if spot.refused:
            continue
        if spot.alias is not None:
            choice = chosen.get(id(spot.alias))
        else:
            choice = reader.resolve(spot, chosen.get(id(spot.outer)))
        if choice is not None and not (choice.body in foreign and _is_future(choice, published, ruleset)):
            chosen[id(spot)] = choice
            found.append(_mention(text, spot, choice, published, ruleset))
            for item in further_items(text, spot.start, spot.end, ruleset):
                further = Spotted(item.start, item.end, item.surface)
                another = reader.resolve(further, None)
                if another is not None and another.body not in (None, choice.body):
                    found.append(_mention(text, further, another, published, ruleset))
    return tuple(found)


def terms_named(text: str, ruleset: RuleSet) -> Iterator[tuple[date, date]]:
    """The first and last day in office of each person whom ``text`` names with one; an open side ends the calendar."""
    for mention in find_bodies(text, None, ruleset):
        if served := [term.holder for term in terms_of(mention, ruleset)]:
            starts, ends = [holder.from_ or date.min for holder in served], [holder.to or date.max for holder in served]
            yield min(starts), max(ends)


@lru_cache(maxsize=8)
def _person_head(ruleset: RuleSet) -> re.Pattern[str]:
    return re.compile(any_of(ruleset.yaml(FORMS)["person_heads"], r"\s{0,3}"), re.I)


def _is_future(choice: Choice, published: date | None, ruleset: RuleSet) -> bool:
    """Whether the body was founded after the report, which then spoke of its foreign namesake all along."""
    first = bodies(ruleset)[choice.body].valid_from if choice.body else None
    return published is not None and first is not None and first > published


def _mention(text: str, spot: Spotted, choice: Choice, published: date | None, ruleset: RuleSet) -> BodyMention:
    registry = bodies(ruleset)
    known = [registry[id_] for id_ in ((choice.body,) if choice.body else choice.candidates)]
    person = None
    if choice.meaning.via == "title":
        words = words_behind(text, spot.end, ruleset)
        if choice.meaning.of == "holder":
            head = _person_head(ruleset).match(text, spot.start)
            words = words_behind(text, head.end(), ruleset) if head else ()
        if words:
            old = registry[choice.meaning.body].holders
            holders = [holder for body in known for holder in body.holders] + [*old]
            holder = match_holder(words, holders, published, deputy=choice.meaning.deputy)
            person = holder.name if holder else None
    return BodyMention(
        start=spot.start,
        end=spot.end,
        kind="ministry" if known[0].is_ministry else "agency",
        body=choice.body,
        via=choice.meaning.via,
        rule=choice.meaning.rule,
        deputy=choice.meaning.deputy,
        stale=choice.stale,
        candidates=choice.candidates,
        person=person,
    )


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Problems of the registry, the patterns and the context rules."""
    yield from check_bodies(ruleset, find_bodies)
