"""What a learned context sees of a figure: the words around it, their shapes, and which of them matter to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from extractor.close.figures.evidence import Evidence

#: Words on each side of a figure: twice as many cost twice the time.
REACH: Final = 12
#: Words of a window, the figure in its middle.
WIDTH: Final = 2 * REACH + 1
#: What all numbers are read as.
NUMBER: Final = "0"
# No farther than so many characters: a word has six on average, and a text without blanks is hostile.
_FAR: Final = 240
_WORD: Final = re.compile(r"\w+(?:[-.,]\w+)*|[^\w\s]|\n")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FIGURE, _BREAK, _IS_YEAR, _DIGITS, _CAPITALS, _CAPITAL, _SMALL, _SIGN = range(1, 9)
#: How many shapes and roles there are; 0 stands for nothing.
SHAPES: Final = 9
ROLES: Final = 8
_SENTENCE, _NOUN, _GOVERNOR = 1, 2, 4


@dataclass(slots=True, eq=False)
class Window:
    """The words around a figure, ``WIDTH`` of them, the empty one where the text ends or the figure stands.

    ``shapes``: of each word, 0 where there is none; ``roles``: bits for *in the sentence of the figure*, *the counted
    noun*, *the cue that governs*; ``cues``: by place the categories of the cues that begin there, at most two, at the
    last word also of those farther on; ``noun`` and ``governor``: where those two stand, or None; ``category``: the
    class of the counted noun.
    """

    category: str
    words: list[str] = field(default_factory=lambda: [""] * WIDTH)
    shapes: list[int] = field(default_factory=lambda: [0] * WIDTH)
    roles: list[int] = field(default_factory=lambda: [0] * WIDTH)
    cues: dict[int, list[str]] = field(default_factory=dict)
    noun: int | None = None
    governor: int | None = None


def words_of(text: str) -> list[str]:
    """The words of a text as windows hold them."""
    return [_spelt(word, _shape(word)) for word in _WORD.findall(text)]


def window_of(evidence: Evidence) -> Window:
    """The window of a figure."""
    candidate, text = evidence.candidate, evidence.around.text
    start, end = candidate.mention.start, candidate.mention.end
    window = Window(candidate.category)
    words, shapes, roles = window.words, window.shapes, window.roles
    shapes[REACH] = _FIGURE
    roles[REACH] = _SENTENCE
    last = min(len(text), end + _FAR)
    before, behind = _words_before(text, start), list(islice(_WORD.finditer(text, end, last), REACH))
    first = REACH - len(before)
    starts = [*(match.start() for match in before), start, *(match.start() for match in behind)]
    sentence = candidate.sentence
    for place, match in [*enumerate(before, first), *enumerate(behind, REACH + 1)]:
        word = match[0]
        shapes[place] = shape = _shape(word)
        words[place] = _spelt(word, shape)
        if sentence.start <= match.start() < sentence.end:
            roles[place] = _SENTENCE
    for hit in evidence.around.report.hits.between(starts[0], last):
        of = window.cues.setdefault(first + bisect_right(starts, hit.start) - 1, [])
        if len(of) < 2:
            of.append(hit.cue.category)

    def marked(position: int, role: int) -> int | None:
        """The place of the word that holds a character, marked with its role; None when it is outside."""
        index = bisect_right(starts, position) - 1
        if index < 0 or position > starts[-1]:
            return None
        roles[first + index] |= role
        return first + index

    if candidate.noun is not None and candidate.noun.source != "measure":
        window.noun = marked(candidate.noun.start, _NOUN)
    if evidence.governor is not None:
        window.governor = marked(evidence.governor.hit.start, _GOVERNOR)
    return window


def _words_before(text: str, start: int) -> list[re.Match[str]]:
    """The last words before a figure, as many as a window has."""
    first = max(0, start - _FAR)
    found = list(_WORD.finditer(text, first, start))
    if first and found and found[0].start() == first:
        del found[0]  # it may be the rest of a word
    return found[-REACH:]


def _spelt(word: str, shape: int) -> str:
    return NUMBER if shape in (_IS_YEAR, _DIGITS) else word.lower()


def _shape(word: str) -> int:
    if word == "\n":
        return _BREAK
    if word[0].isdigit():
        return _IS_YEAR if _YEAR.fullmatch(word) else _DIGITS
    if not word[0].isalpha():
        return _SIGN
    if word[0].isupper():
        return _CAPITALS if len(word) > 1 and word.isupper() else _CAPITAL
    return _SMALL
