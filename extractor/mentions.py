"""What the skim stage finds: plain values with offsets into the original text.

They are light because the skim makes many that close reading throws away again; only what is kept
becomes a :mod:`extractor.models` fact. Two of them are equal only when they are the same. A sentence is asked for its
ends everywhere, hence a plain class: compiled code reads it without Python's help.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NamedTuple

from extractor.models import Article, Flag
from extractor.text.folding import Folded
from extractor.values import ANY_DAY, Interval
from extractor.values import Number as Number


class Sentence:
    """A sentence: offsets, the number of its paragraph, and whether it is the title."""

    __slots__ = ("end", "paragraph", "start", "title")

    def __init__(self, start: int, end: int, paragraph: int, title: bool = False) -> None:
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.title = title


#: The kinds of boilerplate that are headlines of other reports (``rules/boilerplate.yaml``).
HEADLINES: Final = frozenset({"read_also", "watch_also"})


@dataclass(slots=True, eq=False)
class Masked:
    """A stretch of boilerplate."""

    start: int
    end: int
    kind: str


@dataclass(slots=True, eq=False)
class BodyMention:
    """A ministry or agency, resolved at the publication day. ``deputy``: by the office of its deputy minister."""

    start: int
    end: int
    kind: Literal["ministry", "agency"]
    body: str | None
    via: Literal["name", "title"]
    rule: str
    deputy: bool = False
    stale: bool = False
    candidates: tuple[str, ...] = ()
    person: str | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(slots=True, eq=False)
class DateMention:
    """A date expression, resolved. from_/to are None when impossible or unanchored. ``third``: *akhir 2025*."""

    start: int
    end: int
    from_: date | None
    to: date | None
    edtf: str | None
    rule: str
    grain: Literal["day", "week", "month", "quarter", "half", "year", "decade", "window", "range"]
    relative: bool = False
    third: bool = False
    direction: Literal["past", "future"] | None = None
    feast: str | None = None
    weekday_conflict: bool = False
    likely: date | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(slots=True, eq=False)
class NumberMention:
    """A number with its bounds. ``start``..``end`` run over number, scale words, currency and percent sign.

    ``role`` keeps apart what is no cardinal: *ke-80*, *Pasal 12*, a score, a phone number. ``grain`` is the worth of
    the last digit, where decimals or a scale word show it: 10,000 for *35,04 juta*.
    """

    start: int
    end: int
    min: Number | None
    max: Number | None
    approx: bool
    rule: str
    measure: str | None = None
    role: Literal["cardinal", "ordinal", "identifier"] = "cardinal"
    in_words: bool = False
    grain: Number | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(slots=True, eq=False)
class Skimmed:
    """What the skim finds in an article step by step, each list sorted by start, no two dates or bodies overlapping."""

    article: Article
    #: The day of publication, else the days between which it was written as far as the report tells.
    told: Interval = field(default=ANY_DAY, init=False)
    folded: Folded | None = field(default=None, init=False)
    boilerplate: tuple[Masked, ...] = field(default=(), init=False)
    sentences: tuple[Sentence, ...] = field(default=(), init=False)
    bodies: tuple[BodyMention, ...] = field(default=(), init=False)
    dates: tuple[DateMention, ...] = field(default=(), init=False)
    numbers: tuple[NumberMention, ...] = field(default=(), init=False)


class Entity(NamedTuple):
    """A name that the trained model found: a person, an organisation or a place."""

    start: int
    end: int
    label: Literal["PER", "ORG", "LOC"]
