"""Whose figures a title is of: the company of the speakers' offices, or a programme's name, where a headline has it.

Words are those of ``rules/titles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.reconcile.naming.asked import Asked, once
from extractor.reconcile.naming.headlines import written_large
from extractor.reconcile.naming.named import common_place
from extractor.reconcile.naming.wording import LONGEST
from extractor.reconcile.naming.words import TOKEN, Words
from extractor.reconcile.settings import Settings

_MOST = 64  # headlines and speakers that are looked at
_LONGEST_NAME = 6  # words
_OF_INITIALS = (3, 4)  # words of a name that is called by its initials: *Bank Central Asia*
_BRACKET = re.compile(r"[()]")
_BRACKETED = re.compile(r"\(([^()]{1,40})\)")
_TICKER = re.compile(r"[A-Z]{4}")


def owner_of(asked: Asked, what: str | None) -> str | None:
    """What is written as a name and no programme, event or place owns what is measured, where a headline has it."""
    named, names = asked.named, asked.names
    if not what or not what[0].isupper() or names.listed(what) or names.occasion(what):
        return None
    headed = any(what in text for text in named.headlines)
    return what if headed and what != common_place(asked.figures) else None


@once
def company(asked: Asked, *, by_ticker: bool = False) -> str:
    """The company whose figures those are: its name in the offices of those who give them, or the ticker that gives
    them itself, where a headline has it; none where a body of the list is known.
    """
    named = asked.named
    said = [fact.said_by for fact in asked.figures[:_MOST] if fact.said_by] if not named.bodies else []
    roles = dict.fromkeys(one.role[:LONGEST] for one in said if one.role)
    found = {name for role in roles for name in _companies(role, asked)}
    if by_ticker:
        found |= {(one.name,) for one in said if not one.role and _TICKER.fullmatch(one.name)}
    names = {name for name in found if _tells(name, asked)}
    lengths = sorted({len(name) for name in names}, reverse=True)
    for text in list(named.headlines)[:_MOST] if names else ():
        tokens: list[str] = TOKEN.findall(_BRACKET.sub(" ", text)) if len(text) < LONGEST else []
        for start in range(len(tokens)):
            for many in lengths:
                if tuple(tokens[start : start + many]) in names:
                    return " ".join(tokens[start : start + many])
    return ""


def _companies(role: str, asked: Asked) -> Iterator[tuple[str, ...]]:
    """What a company is called that an office is of: its name, with and without the area at its end, the initials of
    that, and what stands in brackets.
    """
    words, settings = asked.words, asked.names.settings
    office: list[str] = TOKEN.findall(_BRACKETED.sub(" ", role))
    small = {word.lower() for word in office}
    if words.offices.isdisjoint(small) or not words.state_offices.isdisjoint(small):
        return
    for short in _BRACKETED.findall(role):
        name = tuple(TOKEN.findall(short))
        yield from (name, _without_area(name, settings))
    name = _name_in(office, words)
    while name:
        yield name
        if len(name) in _OF_INITIALS:
            yield ("".join(word[0] for word in name),)
        shorter = _without_area(name, settings)
        name = shorter if len(shorter) < len(name) else ()


def _name_in(office: Sequence[str], words: Words) -> tuple[str, ...]:
    """The last words written large of an office, without those of the office itself and of the company's legal form."""
    name: list[str] = []
    ended, formed = True, False
    for word in office:
        small = word.lower()
        if not written_large(word) or small in words.offices or small in words.legal_forms:
            ended, formed = True, small in words.legal_forms
        elif not ended:
            name.append(word)
        elif formed or small not in words.duties:
            name, ended = [word], False
    return tuple(name)


def _without_area(name: tuple[str, ...], settings: Settings) -> tuple[str, ...]:
    """A name without the areas that it ends with: *Danantara Indonesia*."""
    last = len(name)
    while last and (name[last - 1].lower() in settings.scene_words or name[last - 1].lower() in settings.empty_words):
        last -= 1
    return name[:last]


def _tells(name: Sequence[str], asked: Asked) -> bool:
    """Whether a name is one by itself: no area, no word of every report, no office, programme or counted noun."""
    words, settings = asked.words, asked.names.settings
    small = [word.lower() for word in name]
    if not 0 < len(name) <= _LONGEST_NAME or asked.names.listed(" ".join(name)):
        return False
    if len(name) > 1 and small[0] in words.houses:
        return True
    common = (
        settings.word_weights,
        settings.scene_words,
        words.offices,
        words.duties,
        words.legal_forms,
        words.capitals,
    )
    return any(word.isalpha() and not any(word in known for known in common) for word in small)
