"""Indonesian numbers in words: *seribu dua ratus lima puluh*, *satu setengah juta*, *puluhan ribu*.

The words are data (``rules/numbers.yaml``); this is their grammar. A phrase is read greedily from the left; what
does not fit any more is left for the next number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal

from extractor.numbers.found import Exact, Found
from extractor.rules.words import any_of

# A phrase longer than this names no quantity of the news (the longest number below 10**66 has 110 words).
_LONGEST_PHRASE: Final = 150
_GAP: Final = r"[ \u00a0]{0,2}"


@dataclass(slots=True, eq=False)
class _Token:
    kind: str
    value: Any
    start: int
    end: int


class NumberWords:
    """The grammar of number words, compiled from the ``words``, ``scales`` and ``vague`` parts of the rules."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        words = rules["words"]
        self.scales: dict[str, int] = dict(rules["scales"]) | {
            name: 10**power for name, power in rules["rare_scales"].items()
        }
        lexicon: dict[str, tuple[str, Any]] = {}
        for kind, part in (("digit", "digits"), ("whole", "whole")):
            lexicon |= {word: (kind, value) for word, value in words[part].items()}
        lexicon |= dict.fromkeys(words["zero_among_words"], ("zero", 0))
        lexicon |= {
            word: (kind, None) for kind in ("teen", "tens", "hundreds", "point", "some") for word in words[kind]
        }
        lexicon |= {word: ("alone", Fraction(1, den)) for word, den in words["fraction_alone"].items()}
        lexicon |= {word: ("half", Fraction(Decimal(str(part)))) for word, part in words["fraction"].items()}
        lexicon |= {word: ("per", den) for word, den in words["fraction_of"].items()}
        lexicon |= {word: ("one", self.scales[scale]) for word, scale in words["one_scale"].items()}
        lexicon |= {word: ("scale", value) for word, value in self.scales.items() if len(word) > 2}
        lexicon |= {word: ("vague", tuple(bounds)) for word, bounds in rules["vague"]["words"].items()}
        lexicon |= {word: ("about", value) for word, value in rules["vague"]["about_one"].items()}
        self._lexicon = lexicon
        every = any_of(lexicon)
        self.openings = tuple(word for word, (kind, _) in lexicon.items() if kind in _OPENING)
        self._token = re.compile(every)
        self.phrase = rf"(?:{any_of(self.openings)})(?:{_GAP}(?:{every})){{0,{_LONGEST_PHRASE}}}(?![a-z])"

    def read(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Numbers in the phrase ``text[start:end]`` (lower case, matched by ``phrase``), left to right."""
        tokens = [
            _Token(*self._lexicon[match.group()], match.start(), match.end())
            for match in self._token.finditer(text, start, end)
        ]
        alone = start == 0 and not text[end:].strip()
        index = 0
        while index < len(tokens):
            reading, following = _read_one(tokens, index, alone)
            if reading is not None:
                yield reading
            index = max(following, index + 1)


_OPENING: Final = {"digit", "zero", "whole", "one", "alone", "half", "vague", "about"}


def _kind(tokens: list[_Token], index: int) -> str:
    return tokens[index].kind if index < len(tokens) else ""


def _read_one(tokens: list[_Token], index: int, alone: bool) -> tuple[Found | None, int]:
    """The number that begins at ``index`` (None when there is none) and the index after it."""
    first = tokens[index]
    if first.kind in ("vague", "about"):
        low, high = first.value if first.kind == "vague" else (first.value, first.value)
        scale, following = _scales(tokens, index + 1)
        spread = first.kind == "vague"
        high = (high + 1) * scale - 1 if spread else high * scale
        return _reading(tokens, index, following, low * scale, high, True, low, scale, "vague"), following
    if first.kind in ("alone", "half"):
        scale, following = _scales(tokens, index + 1)
        if following == index + 1 and first.kind == "half":
            return None, following
        value = first.value * scale
        return _reading(tokens, index, following, value, value, False, first.value, scale, "fraction"), following
    if first.kind == "zero" and not alone and _kind(tokens, index + 1) != "point":
        return None, index + 1
    return _cardinal(tokens, index)


def _reading(
    tokens: list[_Token], index: int, following: int, low: Exact, high: Exact, approx: bool, raw: Exact, scale: int,
    rule: Literal["words", "vague", "fraction"],
) -> Found:  # fmt: skip
    start, end = tokens[index].start, tokens[following - 1].end
    return Found(start, end, low, high, raw, scale, rule, approx, in_words=True)


def _scales(tokens: list[_Token], index: int) -> tuple[int, int]:
    """The product of scale words that stand at ``index`` in rising order (*ribu triliun*), 1 when there is none."""
    product, last = 1, 0
    while _kind(tokens, index) == "scale" and tokens[index].value > last:
        last = tokens[index].value
        product *= last
        index += 1
    return product, index


def _cardinal(tokens: list[_Token], index: int) -> tuple[Found | None, int]:
    total: Exact = 0
    last = 0
    position = index
    raw: Exact = 0
    scale = 1
    parts = 0
    while True:
        group: Exact | None
        group, after = _group(tokens, position)
        if group is None:
            if _kind(tokens, position) == "one" and not (last and tokens[position].value >= last):
                group, factor, after = 1, tokens[position].value, position + 1
                more, after = _scales(tokens, after)
                factor *= more
            else:
                break
        else:
            if _kind(tokens, after) == "per" and not parts:
                value = Fraction(group, 1) / tokens[after].value
                return _reading(tokens, index, after + 1, value, value, False, value, 1, "fraction"), after + 1
            if _kind(tokens, after) == "point" and _kind(tokens, after + 1) == "some":
                factor, after = _scales(tokens, after + 2)
                low, high = group * factor, (group + 1) * factor - (1 if factor > 1 else 0)
                return _reading(tokens, index, after, total + low, total + high, True, group, factor, "vague"), after
            part: Exact = group
            if _kind(tokens, after) == "point":
                decimals, following = _decimals(tokens, after + 1)
                if decimals is not None:
                    part, after = group + decimals, following
            elif _kind(tokens, after) == "half" and group < 100:
                part, after = group + tokens[after].value, after + 1
            if _kind(tokens, after) == "vague":
                return _about(tokens, index, after, total, part)
            factor, after = _scales(tokens, after)
            group = part
        if factor == 1 and parts and last < 1000:
            break
        if last and factor >= last:
            # "tiga ribu seratus triliun": the scale word governs all that was read, if that is thousands only.
            if last != 1000 or factor == 1000:
                break
            total = (total + group) * factor
        else:
            total += group * factor
        raw, scale = group, factor
        parts += 1
        last = factor
        position = after
        if factor == 1:
            break
    if not parts:
        return None, position
    if parts > 1:
        raw, scale = total, 1
    return _reading(tokens, index, position, total, total, False, raw, scale, "words"), position


def _about(tokens: list[_Token], index: int, at: int, total: Exact, part: Exact) -> tuple[Found, int]:
    """*lima puluhan*, *dua ratusan*, *tiga belasan ribu*: one figure, approximately."""
    low = tokens[at].value[0]
    scale, following = _scales(tokens, at + 1)
    value = total + (part + 10 if low == 11 else part * low) * scale
    return _reading(tokens, index, following, value, value, True, value, 1, "vague"), following


def _group(tokens: list[_Token], index: int) -> tuple[int | None, int]:
    """A number below 1,000 at ``index``, and the index after it."""
    value: int | None = None
    if _kind(tokens, index) in ("digit", "zero"):
        if _kind(tokens, index + 1) == "hundreds":
            value = tokens[index].value * 100
            index += 2
    elif _kind(tokens, index) == "whole" and tokens[index].value == 100:
        value = 100
        index += 1
    kind = _kind(tokens, index)
    if kind == "whole" and tokens[index].value < 100:
        return (value or 0) + tokens[index].value, index + 1
    if kind not in ("digit", "zero") or (value is not None and _kind(tokens, index + 1) == "hundreds"):
        return value, index
    digit = tokens[index].value
    following = _kind(tokens, index + 1)
    if following == "teen":
        return (value or 0) + 10 + digit, index + 2
    if following == "tens":
        value = (value or 0) + digit * 10
        index += 2
        if _kind(tokens, index) == "digit" and _kind(tokens, index + 1) not in ("tens", "teen", "hundreds"):
            return value + tokens[index].value, index + 1
        return value, index
    return (value or 0) + digit, index + 1


def _decimals(tokens: list[_Token], index: int) -> tuple[Fraction | None, int]:
    """What follows *koma*: digits one by one (*nol nol tujuh*) or a number (*empat puluh dua*)."""
    digits = ""
    while _kind(tokens, index) in ("digit", "zero") and _kind(tokens, index + 1) not in ("tens", "teen", "hundreds"):
        digits += str(tokens[index].value)
        index += 1
    if not digits or _kind(tokens, index) in ("digit", "zero", "whole"):
        group, following = _group(tokens, index)
        if group is not None:
            digits += str(group)
            index = following
    return (Fraction(int(digits), 10 ** len(digits)), index) if digits else (None, index)
