"""Offices named once for several bodies: *Kementerian Agama, Sosial, dan Kesehatan*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.bodies.surfaces import FILE, Surface, surfaces
from extractor.rules import RuleSet
from extractor.rules.words import filled
from extractor.text.folding import squeeze_key

_LONGEST: Final = 7


@dataclass(slots=True, frozen=True)
class _Grammar:
    head: re.Pattern[str]
    link: re.Pattern[str]
    word: re.Pattern[str]


@lru_cache(maxsize=8)
def _grammar(ruleset: RuleSet) -> _Grammar:
    words = ruleset.yaml(FILE)
    return _Grammar(
        head=re.compile(filled(r"(«list_heads»)\s", words), re.I),
        link=re.compile(filled(r"\s?,\s(?:(?:«list_joints»)\s)?|\s(?:«list_joints»|&)\s", words)),
        word=re.compile(rf"[A-Z][\w\-]*|{re.escape(words['conjunction'])}(?=\s[A-Z])"),
    )


@dataclass(slots=True, frozen=True)
class Item:
    """A further body of the list."""

    start: int
    end: int
    surface: Surface


def further_items(text: str, start: int, end: int, ruleset: RuleSet) -> tuple[Item, ...]:
    """The items that follow the mention at ``start``..``end`` under its head; none when the list is not clear.

    A clear list ends in *dan* or *serta*, each item is a whole portfolio, and no further capital word follows.
    """
    grammar = _grammar(ruleset)
    head = grammar.head.match(text, start)
    if head is None:
        return ()
    items: list[Item] = []
    closed = False
    at = end
    while not closed and len(items) < 8:
        link = grammar.link.match(text, at)
        if link is None:
            break
        item = _item(text, link.end(), head.group(1), ruleset)
        if item is None:
            return ()
        items.append(item)
        closed = link.group().strip(" ,") != ""
        at = item.end
    if not closed or re.match(r"\s[A-Z]|\w|\s?/", text[at : at + 2]):
        return ()
    return tuple(items)


def _item(text: str, at: int, head: str, ruleset: RuleSet) -> Item | None:
    """The longest portfolio at ``at`` that stands behind ``head`` somewhere in the registry."""
    ends: list[int] = []
    here = at
    for _ in range(_LONGEST):
        found = _grammar(ruleset).word.match(text, here)
        if found is None:
            break
        ends.append(found.end())
        here = found.end()
        if text[here : here + 1] != " ":
            break
        here += 1
    table = surfaces(ruleset)
    for end in reversed(ends):
        surface = table.get(squeeze_key(f"{head} {text[at:end]}"))
        if surface is not None and end - at > 1:
            return Item(at, end, surface)
    return None
