"""What a claim's own sentence says takes place on a day. Words are those of ``rules/titles.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.models import DateFact, QuantityFact
from extractor.reconcile.naming.phrases import MOST_WORDS, REACH, name_before, name_in
from extractor.reconcile.naming.words import TOKEN, Step, Words, remembered

_AWAY = 20  # and between a day and the word of what takes place
_STOPS = frozenset('"“”;:')
_NEGATED, _TOLD_AFTER = 3, 2  # words before an event that call it off, or behind it


@dataclass(frozen=True, slots=True)
class Event:
    """What takes place: a step and what it is done to or is of; without a step the name says it all.

    ``again``: not for the first time.
    """

    step: Step | None
    head: str
    name: str
    again: bool = False


def tokens_of(fact: DateFact) -> tuple[list[str], list[str]]:
    """The words before a day and behind it, as far as the quotation or remark goes in which it stands."""
    before, after = TOKEN.findall(fact.before), TOKEN.findall(fact.after)
    start = max((place + 1 for place, token in enumerate(before) if token in _STOPS), default=0)
    end = next((place for place, token in enumerate(after) if token in _STOPS), len(after))
    return before[start:], after[:end]


@remembered
def happening(fact: DateFact, words: Words) -> Event | None:
    """What the sentence says takes place on a day: by the word of it that stands closest."""
    before, after = tokens_of(fact)
    tokens, day = [*before, ",", *after], len(before)
    for place in sorted(range(len(tokens)), key=lambda place: (abs(place - day), place)):
        if abs(place - day) > _AWAY:
            break
        word = tokens[place].lower()
        near = {token.lower() for token in tokens[max(0, place - _NEGATED) : place + 1 + _TOLD_AFTER]}
        off = not (words.negations | words.called_off).isdisjoint(near)
        if off and (word in words.nouns or word in words.doing or word in words.done):
            return None
        again = not words.again.isdisjoint(near)
        if word in words.nouns:
            return Event(words.nouns[word], tokens[place], _of(tokens[place + 1 :], words), again)
        if word in words.doing:
            return Event(words.doing[word], "", _of(tokens[place + 1 :], words), again)
        if word in words.done:
            return Event(words.done[word], "", name_before(tokens[:place], words), again)
        if word in words.happens and (name := name_before(tokens[:place], words)):
            head, _, rest = name.partition(" ")
            step = words.nouns.get(head.lower())
            return Event(step, head, rest) if step else Event(None, "", name)
    return None


def _of(tokens: Sequence[str], words: Words) -> str:
    """The name of what takes place, behind the word for it."""
    if len(tokens) > 1 and tokens[0].lower() in words.opens:
        name = name_in(tokens[1:], words, MOST_WORDS)[0]
        return f"{tokens[0]} {name}" if name else ""
    return name_in(tokens, words, MOST_WORDS)[0]


@remembered
def edition(fact: QuantityFact | DateFact, words: Words, numbers: Mapping[str, int]) -> str:
    """The number of the batch or stage that the sentence names nearest to a claim: *batch II*."""
    before, after = TOKEN.findall(fact.before[-REACH:]), TOKEN.findall(fact.after[:REACH])
    for tokens in (before[::-1], after[::-1]):
        for place, token in enumerate(tokens[1:]):
            number = tokens[place].lower()
            if token.lower() in words.editions and (number.isdigit() or number in numbers):
                return f"{token.lower()} {numbers.get(number, number)}"
    return ""
