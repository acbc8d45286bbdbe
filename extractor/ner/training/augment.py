"""Variants of training sentences: other names in the same place, other letter case, lost spaces.

The annotated news is of 2013-2016 for the most part. Exchanging names teaches the model to look at the context
instead of remembering names, and brings today's names in; changes of case and lost spaces are what scraped
titles and links look like.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extractor.ner.training.data import Labelled

Name = tuple[int, int, str]

#: Share of names exchanged, tried on a fold of the recent news, and of sentences respelled, set by hand.
EXCHANGED = 0.25
UPPER, TITLE, LOWER, GLUED = 0.06, 0.05, 0.06, 0.04


class Augmenter:
    """Makes a random variant of a sentence. Names come from ``pools``: label → surface forms."""

    def __init__(self, pools: Mapping[str, Iterable[str]], exchanged: float = EXCHANGED) -> None:
        self._exchanged = exchanged
        self._pools: dict[tuple[str, str], list[str]] = defaultdict(list)
        for label in sorted(pools):
            for name in sorted(set(pools[label])):
                for kind in _kinds(name):
                    self._pools[label, kind].append(name)

    def __call__(self, sentence: Labelled, rng: random.Random) -> Labelled:
        """A variant of ``sentence``, often the sentence itself."""
        if sentence.names and self._exchanged:
            sentence = _replace_names(sentence, [self._other(sentence, name, rng) for name in sentence.names])
        draw = rng.random()
        if draw < UPPER:
            return _respell(sentence, sentence.text.upper())
        if draw < UPPER + TITLE:
            return _respell(sentence, _title(sentence.text))
        if draw < UPPER + TITLE + LOWER:
            return _respell(sentence, sentence.text.lower())
        if draw < UPPER + TITLE + LOWER + GLUED:
            return _glue(sentence, rng)
        return sentence

    def _other(self, sentence: Labelled, name: Name, rng: random.Random) -> str:
        start, end, label = name
        text = sentence.text[start:end]
        if rng.random() >= self._exchanged:
            return text
        for kind in _kinds(text):
            pool = self._pools.get((label, kind), ())
            if len(pool) >= 5:
                return rng.choice(pool)
        return text


def names_of(sentences: Iterable[Labelled]) -> dict[str, list[str]]:
    """The names of a corpus by label: pools for an :class:`Augmenter`."""
    pools: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        for start, end, label in sentence.names:
            pools[label].append(sentence.text[start:end])
    return pools


def _kinds(name: str) -> tuple[str, ...]:
    """Names that can stand for each other share a kind; the closest kind first."""
    words = name.split()
    if len(words) > 1:
        return (words[0].lower() + " +", "words")
    return ("acronym",) if name.isupper() else ("word",)


def _replace_names(sentence: Labelled, others: Sequence[str]) -> Labelled:
    pieces: list[str] = []
    moved: list[Name] = []
    shifts: list[tuple[int, int]] = []
    position = length = 0
    for (start, end, label), other in zip(sentence.names, others, strict=True):
        pieces += [sentence.text[position:start], other]
        length += start - position
        moved.append((length, length + len(other), label))
        length += len(other)
        shifts.append((end, length - end))
        position = end
    pieces.append(sentence.text[position:])

    def shift(offset: int) -> int:
        return offset + next((by for end, by in reversed(shifts) if end <= offset), 0)

    unsure = tuple((shift(start), shift(end)) for start, end in sentence.unsure)
    return replace(sentence, text="".join(pieces), names=tuple(moved), unsure=unsure)


def _respell(sentence: Labelled, text: str) -> Labelled:
    return replace(sentence, text=text) if len(text) == len(sentence.text) else sentence


def _title(text: str) -> str:
    return "".join(
        char.upper() if not index or text[index - 1] in ' "(“-/' else char for index, char in enumerate(text)
    )


def _glue(sentence: Labelled, rng: random.Random) -> Labelled:
    """Drop one space before a name, where the change of case or the punctuation still shows the border."""
    text = sentence.text
    places = [
        start
        for start, _, _ in sentence.names
        if start > 1
        and text[start - 1] == " "
        and text[start].isupper()
        and (text[start - 2].islower() or text[start - 2] in ",-")
    ]
    if not places:
        return sentence
    place = rng.choice(places)

    def shift(offset: int) -> int:
        return offset - (offset >= place)

    return replace(
        sentence,
        text=text[: place - 1] + text[place:],
        names=tuple((shift(start), shift(end), label) for start, end, label in sentence.names),
        unsure=tuple((shift(start), shift(end)) for start, end in sentence.unsure),
    )
