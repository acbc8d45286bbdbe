"""The words beside an expression in its stretch of a sentence."""

from __future__ import annotations

import re
from typing import Final

#: The word behind an expression.
WORD_AFTER: Final = re.compile(r"[ \u00a0]+([^\s()\[\]\"“”.,:;!?]+)")
#: Far enough to see the words before an expression, near enough to stay cheap.
REACH: Final = 48
#: A clause before a day or month without a year.
CLAUSE: Final = 100
_WORD_BEFORE: Final = re.compile(r"([^\s()\[\]\"“”'‘’«»:;!?]+)[ \u00a0]+$")
_NO_WORD: Final = frozenset("()[]\"“”'‘’«»:;!?") | {chr(code) for code in range(0x3001) if chr(code).isspace()}


def capital_word_before(text: str, start: int) -> bool:
    """Whether the word that ends before ``start`` is written as a name is."""
    word = _WORD_BEFORE.search(text, max(0, start - REACH), start)
    if word is None:
        return False
    if not any(character.isupper() for character in word[1]) or _behind_glued_stop(word[1]) != word[1]:
        return False
    # the first word of a sentence is capital without being a name
    head = text[max(0, word.start() - 2) : word.start()].rstrip(" ")
    return (bool(head) and head[-1] not in '.\n"“!?') or not word[1][1:].islower()


def word_before(low: str, start: int) -> str:
    """The word that ends before ``start`` in the same stretch of a sentence, or an empty string."""
    # Asked at every number: to step back costs a fifth of a search for what ends here, to take a plain word less still.
    first = max(0, start - REACH)
    end = last = start - 1 if low[start - 1 : start] == "\n" else start
    while end > first and low[end - 1] in " \u00a0":
        end -= 1
    if end == last:
        return ""
    word = low[max(first, low.rfind(" ", first, end) + 1) : end]
    if word.isalnum():
        return word
    begin = end
    while begin > first and low[begin - 1] not in _NO_WORD:
        begin -= 1
    return _behind_glued_stop(low[begin:end])


def _behind_glued_stop(word: str) -> str:
    """The first word of a sentence that scraping glued to the one before: *membayar.Selama*. No host: *detik.com*."""
    head, _, tail = word.rpartition(".")
    return tail if len(tail) > 3 and tail.isalpha() and head[-1:].isalpha() else word
