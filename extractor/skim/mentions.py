"""What the skim stage finds: plain values with offsets into the original text.

They are light because the skim makes many that close reading throws away again; only what is kept
becomes a :mod:`extractor.models` fact.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from extractor.models import Flag

Number = int | float


class Sentence(NamedTuple):
    """A sentence: offsets, the number of its paragraph, and whether it is the title."""

    start: int
    end: int
    paragraph: int
    title: bool = False


class Masked(NamedTuple):
    """A stretch of boilerplate."""

    start: int
    end: int
    kind: str


class BodyMention(NamedTuple):
    """A ministry or agency, resolved at the publication day."""

    start: int
    end: int
    kind: Literal["ministry", "agency"]
    body: str | None
    via: Literal["name", "title"]
    rule: str
    stale: bool = False
    candidates: tuple[str, ...] = ()
    person: str | None = None
    flags: tuple[Flag, ...] = ()


class DateMention(NamedTuple):
    """A date expression, resolved. from_/to are None when impossible or unanchored."""

    start: int
    end: int
    from_: date | None
    to: date | None
    edtf: str | None
    rule: str
    grain: Literal["day", "week", "month", "quarter", "half", "year", "decade", "window", "range"]
    relative: bool = False
    direction: Literal["past", "future"] | None = None
    feast: str | None = None
    weekday_conflict: bool = False
    likely: date | None = None
    flags: tuple[Flag, ...] = ()


class NumberMention(NamedTuple):
    """A number with its bounds. ``start``..``end`` run over number, scale words, currency and percent sign.

    ``role`` keeps apart what is no cardinal: *ke-80*, *Pasal 12*, a score, a phone number.
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
    flags: tuple[Flag, ...] = ()


class Skimmed(NamedTuple):
    """All that the skim found in one article, each list sorted by start, no two dates or bodies overlapping."""

    boilerplate: tuple[Masked, ...]
    sentences: tuple[Sentence, ...]
    bodies: tuple[BodyMention, ...]
    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]


class Entity(NamedTuple):
    """A name that the trained model found: a person, an organisation or a place."""

    start: int
    end: int
    label: Literal["PER", "ORG", "LOC"]
