"""Whose figures a title is of: a name that a headline shares with the speakers' offices, or with the programme.

Words are those of ``rules/titles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.reconcile.naming.asked import Asked, once
from extractor.reconcile.naming.headlines import written_large
from extractor.reconcile.naming.named import common_place
from extractor.reconcile.naming.wording import LONGEST
from extractor.reconcile.naming.words import TOKEN, Words

_MOST = 64  # headlines and speakers that are looked at
_LONGEST_NAME = 4  # words
_BRACKET = re.compile(r"[()]")
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
    """The company whose figures those are: the name that a headline shares with the offices of those who give them, or
    the ticker that gives them itself; none where a body of the list is known.
    """
    words, named = asked.words, asked.named
    said = [fact.said_by for fact in asked.figures[:_MOST] if fact.said_by] if not named.bodies else []
    roles = dict.fromkeys(_BRACKET.sub(" ", one.role[:LONGEST]) for one in said if one.role)
    offices = [TOKEN.findall(role) for role in roles if _of_company(role.lower().split(), words)]
    initials = {short for office in offices for short in _initials(office)}
    names = {one.name for one in said if by_ticker and not one.role and _TICKER.fullmatch(one.name)}
    if not (offices or names):
        return ""
    for text in list(named.headlines)[:_MOST]:
        tokens: list[str] = TOKEN.findall(_BRACKET.sub(" ", text)) if len(text) < LONGEST else []
        for start, token in enumerate(tokens):
            if token in names:
                return token
            run = max((_shared(tokens[start:], office) for office in offices), key=len, default=())
            if run and not all(word.lower() in words.offices for word in run):
                return " ".join(run)
            if token in initials:
                return token
    return ""


def _of_company(role: Sequence[str], words: Words) -> bool:
    return not words.offices.isdisjoint(role) and words.state_offices.isdisjoint(role)


def _shared(tokens: Sequence[str], office: Sequence[str]) -> Sequence[str]:
    """The name that the tokens open, as far as it stands in an office."""
    best: Sequence[str] = ()
    for start in range(len(office)):
        length = 0
        while (
            start + length < len(office)
            and length < min(_LONGEST_NAME, len(tokens))
            and tokens[length] == office[start + length]
            and written_large(tokens[length])
        ):
            length += 1
        best = tokens[:length] if length > len(best) else best
    return best


def _initials(office: Sequence[str]) -> set[str]:
    """The initials of names of three or four words in an office: *Bank Central Asia*."""
    large = [word if written_large(word) else " " for word in office]
    return {
        "".join(word[0] for word in large[start : start + length])
        for length in (_LONGEST_NAME - 1, _LONGEST_NAME)
        for start in range(len(large))
    }
