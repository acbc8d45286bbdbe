"""The person named with an office: found behind the mention, and known from the registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from extractor.bodies.context import FILE as CONTEXT
from extractor.bodies.context import cue_sheet
from extractor.bodies.registry import Holder, bodies, same_line
from extractor.mentions import BodyMention
from extractor.rules import RuleSet
from extractor.text.folding import fold

# News of a reshuffle names the new minister before the oath, and the old one some days after it.
SLACK: Final = timedelta(days=14)

_WORD: Final = re.compile(r"[^\W\d_][\w'’`\-]*")
# Lost spaces: "MulyaniIndrawati", "Fadli Zonyang"
_PIECES: Final = re.compile(r"[A-Z][a-z'’`\-]*|[A-Z]+(?![a-z])|[a-z]+")


@dataclass(slots=True, frozen=True)
class Term:
    """One holder's time in one body."""

    body: str
    holder: Holder


def words_behind(text: str, end: int, ruleset: RuleSet) -> tuple[str, ...]:
    """The capitalised words behind an office, folded and without honorifics; glued words are taken apart."""
    found = cue_sheet(ruleset).behind_office.match(text, end)
    if not found:
        return ()
    words: list[str] = []
    for match in _WORD.finditer(found.group(1)):
        pieces = _PIECES.findall(match.group()) if len(match.group()) > 3 else [match.group()]
        words += [_plain(piece) for piece in pieces]
    honorifics = ruleset.yaml(CONTEXT)["honorifics"]
    while len(words) > 1 and (words[0] in honorifics or len(words[0]) == 1):
        del words[0]
    return tuple(words[:7])


def _plain(word: str) -> str:
    return fold(word).translate({0x2019: "'", 0x60: "'"}).replace("'", "")


@lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in _WORD.findall(name))


def matched(words: tuple[str, ...], name: str) -> int:
    """How many of ``words``, from the first, belong to ``name``, in its order; 0 when the first does not."""
    own = _name_words(name)
    count = 0
    at = 0
    for word in words:
        if len(word) < 2 and count == 0:
            return 0
        places = [i for i in range(at, len(own)) if own[i] == word or (count and len(word) == 1 and own[i][0] == word)]
        if not places and own[at:] and count < len(own) and word.startswith(own[at]) and len(own[at]) > 2:
            return count + 1  # a small word glued behind the name
        if not places:
            break
        at = places[0] + 1
        count += 1
    return count


@lru_cache(maxsize=4096)
def _words_of(name: str, known_as: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """All words of a person's names, and the first words of each."""
    names = [words for alias in (name, *known_as) if (words := _name_words(alias))]
    return frozenset(word for words in names for word in words), tuple(words[0] for words in names)


def _may_be(word: str, holder: Holder) -> bool:
    """A cheap test: whether a name of the holder may begin with ``word``."""
    words, first = _words_of(holder.name, holder.known_as)
    return word in words or word.startswith(first)


def match_holder(words: tuple[str, ...], holders: Iterable[Holder], day: date | None, *, deputy: bool) -> Holder | None:
    """The holder (or deputy) whose name the words begin; of several, the one in office on ``day``, then the longest."""
    if not words:
        return None
    best: Holder | None = None
    best_rank: tuple[bool, int] = (False, 0)
    for holder in holders:
        if holder.deputy != deputy or not _may_be(words[0], holder):
            continue
        count = max(matched(words, alias) for alias in (holder.name, *holder.known_as))
        rank = (serves_about(holder, day), count)
        if count and rank > best_rank:
            best, best_rank = holder, rank
    return best


def serves_about(holder: Holder, day: date | None) -> bool:
    """Whether the holder serves on ``day``, give or take the days of a reshuffle."""
    if day is None:
        return holder.to is None
    first, last = holder.from_, holder.to
    return (first is None or first - SLACK <= day) and (last is None or day <= last + SLACK)


@lru_cache(maxsize=8)
def people(ruleset: RuleSet) -> Mapping[str, tuple[Term, ...]]:
    """All terms of all persons, by name."""
    found: dict[str, list[Term]] = {}
    for body in bodies(ruleset).values():
        for holder in body.holders:
            found.setdefault(holder.name, []).append(Term(body.id, holder))
    return {name: tuple(terms) for name, terms in found.items()}


def terms_of(mention: BodyMention, ruleset: RuleSet) -> list[Term]:
    """The terms of the person named with an office, in that body under any name that it had."""
    body = mention.body
    return [
        term
        for term in people(ruleset).get(mention.person or "", ())
        if body and term.holder.deputy == mention.deputy and same_line(term.body, body, ruleset)
    ]


@lru_cache(maxsize=8)
def _by_first_word(ruleset: RuleSet) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """First word of each name or alias → (alias, name)."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for name, terms in people(ruleset).items():
        for alias in dict.fromkeys([name, *(a for term in terms for a in term.holder.known_as)]):
            words = _name_words(alias)
            if words:
                found.setdefault(words[0], {})[alias, name] = None
    return {word: tuple(pairs) for word, pairs in found.items()}


def known_person(words: tuple[str, ...], ruleset: RuleSet) -> str | None:
    """The one person of the registry whom ``words`` name in full, or by a name that nobody else bears."""
    if not words:
        return None
    best: dict[str, int] = {}
    for alias, name in _by_first_word(ruleset).get(words[0], ()):
        count = matched(words, alias)
        whole = count == len(_name_words(alias))
        if whole or count > 1:
            best[name] = max(best.get(name, 0), count)
    if not best:
        return None
    top = max(best.values())
    names = [name for name, count in best.items() if count == top]
    return names[0] if len(names) == 1 else None
