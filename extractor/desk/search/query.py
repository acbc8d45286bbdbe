"""What somebody typed into the search box: words, and numbers in any writing with the room that rounding leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.mentions import NumberMention
from extractor.numbers import find_numbers
from extractor.rules import RuleSet
from extractor.values import read_value

_WORD = re.compile(r"[^\W_]+")
# Words beyond these narrow nothing more; a search stays one look.
_MOST_WORDS = 12
# A round number says little about its last figures (5.000 may be 5.213), but no reader takes 5.000 for 6.000.
_WIDEST = 0.05


@dataclass(frozen=True, slots=True)
class Near:
    """A number as it was typed: its value, the values that it may stand for, its words, and *persen* or money."""

    value: float
    low: float
    high: float
    words: str
    measure: str | None


@dataclass(frozen=True, slots=True)
class Query:
    """A search: all words and all numbers must be found."""

    words: tuple[str, ...]
    numbers: tuple[Near, ...]


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, as the index cuts it."""
    return [word.lower() for word in _WORD.findall(text)]


def read_query(text: str, ruleset: RuleSet) -> Query:
    """*mbg 36,7 jt orang* → the words *mbg*, *orang* and the number 36.7 million."""
    mentions = [one for one in find_numbers(text, ruleset) if one.role != "identifier"]
    numbers: list[Near] = []
    rest: list[str] = []
    position = 0
    for one in mentions:
        rest += words_of(text[position : one.start])
        numbers += _near(one, text)
        position = one.end
    rest += words_of(text[position:])
    return Query(tuple(dict.fromkeys(rest))[:_MOST_WORDS], tuple(numbers)[:_MOST_WORDS])


def _near(mention: NumberMention, text: str) -> Iterator[Near]:
    words = " ".join(words_of(text[mention.start : mention.end]))
    for bound in dict.fromkeys((mention.min, mention.max)):
        if bound is not None:
            yield Near(float(bound), *room(float(bound)), words, mention.measure)


def room(value: float) -> tuple[float, float]:
    """The values that a number may stand for: rounded to its last figure that is no zero, or cut off there.

    37 million stands for 36.5 to 38 million, 36.7 million for 36.65 to 36.8 million.
    """
    step = min(read_value(value, value).coarse, abs(value) * _WIDEST)
    return value - step / 2, value + step
