"""Whose figures a title is of: the company of the speakers' offices, or a programme's name, where a headline has it.

Words are those of ``rules/titles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.models import QuantityFact
from extractor.reconcile.naming.asked import Asked, once
from extractor.reconcile.naming.headlines import written_large
from extractor.reconcile.naming.named import SHARE, common_place, commonest
from extractor.reconcile.naming.phrases import REACH, name_before
from extractor.reconcile.naming.wording import LONGEST
from extractor.reconcile.naming.words import TOKEN, Words, remembered

_MOST = 64  # headlines and speakers that are looked at
_LONGEST_NAME = 6  # words
_OF_INITIALS = (3, 4)  # words of a name that is called by its initials: *Bank Central Asia*
_BRACKET = re.compile(r"[()]")
_BRACKETED = re.compile(r"\(([^()]{1,40})\)")
_TICKER = 4  # letters


def owner_of(asked: Asked, what: str | None) -> str | None:
    """What is written as a name and no programme, event or place owns what is measured, where a headline has it."""
    named, names = asked.named, asked.names
    if not what or not what[0].isupper() or names.listed(what) or names.occasion(what):
        return None
    headed = any(what in text for text in named.headlines)
    return what if headed and what != common_place(asked.figures) else None


@once
def company(asked: Asked) -> str:
    """The company whose figures those are: its name in the offices of those who give them, where a headline has it, or
    that which the sentences say aims at them; none where a body of the list is known.
    """
    named = asked.named
    said = [fact.said_by for fact in asked.figures[:_MOST] if fact.said_by] if not named.bodies else []
    roles = dict.fromkeys(one.role[:LONGEST] for one in said if one.role)
    names = {name for role in roles for name in _companies(role, asked) if _tells(name, asked)}
    lengths = sorted({len(name) for name in names}, reverse=True)
    for text in list(named.headlines)[:_MOST] if names else ():
        tokens: list[str] = TOKEN.findall(_BRACKET.sub(" ", text)) if len(text) < LONGEST else []
        for start in range(len(tokens)):
            for many in lengths:
                if tuple(tokens[start : start + many]) in names:
                    return " ".join(tokens[start : start + many])
    return "" if named.bodies else _aiming(asked)


def _aiming(asked: Asked) -> str:
    """The company of which enough sentences say that it aims at the figures: by its legal form, kind or ticker."""
    figures = asked.figures[:_MOST]
    names = [_as_company(tuple(TOKEN.findall(aiming(fact, asked.words))), asked) for fact in figures]
    return commonest(names, len(figures) / SHARE) or ""


@remembered
def aiming(fact: QuantityFact, words: Words) -> str:
    """What stands before the verb of aiming that leads to a figure: its initials in brackets, or its name; nothing
    where the figure is of another clause.
    """
    tokens = TOKEN.findall(fact.before[-REACH:])
    verb = next((place for place in reversed(range(len(tokens))) if tokens[place].lower() in words.aiming), 0)
    if _ends(tokens[verb + 1 :], words):
        return ""
    last = verb
    while last and tokens[last - 1].lower() in words.between:
        last -= 1
    short = tokens[last - 1][1:-1] if last and tokens[last - 1][0] == "(" else ""
    return short if short.isupper() else name_before(tokens[:verb], words)


def _ends(tokens: Sequence[str], words: Words) -> bool:
    """Whether a clause ends in the words behind its verb: by a comma, a word of another time, or another verb."""
    small = [token.lower() for token in tokens]
    start = next((place for place, word in enumerate(small) if word not in words.between), 0)
    verbs = (word for word in small[start + 1 :] if word not in words.leads and word not in words.grown)
    return not words.apart.isdisjoint(small) or "," in small or any(map(words.takes.fullmatch, verbs))


def _as_company(name: tuple[str, ...], asked: Asked) -> str:
    """A company's name without its legal form; empty where nothing shows that it is one: initials alone may be those of
    anybody, a ticker stands in brackets somewhere.
    """
    words = asked.words
    core = tuple(word for word in name if word.lower() not in words.legal_forms)
    formed = len(core) < len(name) or (core[:1] != () and core[0].lower() in words.houses)
    listed = len(core) == 1 and core[0].isupper() and core[0].isalpha() and len(core[0]) == _TICKER
    texts = (*asked.named.headlines, *(fact.passage for fact in asked.figures[:_MOST])) if listed else ()
    ticker = any(f"({core[0]})" in text for text in texts)
    found = " ".join(core) if (formed or ticker) and _tells(core, asked) else ""
    return "" if asked.names.listed_body(found) else found


def _companies(role: str, asked: Asked) -> Iterator[tuple[str, ...]]:
    """What a company is called that an office is of: its name, the initials of that, and what stands in brackets."""
    words = asked.words
    office: list[str] = TOKEN.findall(_BRACKETED.sub(" ", role))
    small = {word.lower() for word in office}
    if words.offices.isdisjoint(small) or not words.state_offices.isdisjoint(small):
        return
    for short in _BRACKETED.findall(role):
        yield tuple(TOKEN.findall(short))
    name = _name_in(office, words)
    yield name
    if len(name) in _OF_INITIALS:
        yield ("".join(word[0] for word in name),)


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
