"""What the skim stage finds: plain values with offsets into the original text.

They are light because the skim makes many that close reading throws away again; only what is kept
becomes a :mod:`extractor.models` fact. Plain classes, here and in close reading: compiled code makes and reads them
without Python's help, a dataclass or named tuple it cannot. So two of them are equal only when they are the same.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from extractor.models import Article, Flag
from extractor.text.folding import Folded
from extractor.values import Number as Number


class Sentence:
    """A sentence: offsets, the number of its paragraph, and whether it is the title."""

    __slots__ = ("end", "paragraph", "start", "title")

    def __init__(self, start: int, end: int, paragraph: int, title: bool = False) -> None:
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.title = title


class Masked:
    """A stretch of boilerplate."""

    __slots__ = ("end", "kind", "start")

    def __init__(self, start: int, end: int, kind: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind


class BodyMention:
    """A ministry or agency, resolved at the publication day."""

    __slots__ = ("body", "candidates", "end", "flags", "kind", "person", "rule", "stale", "start", "via")

    def __init__(
        self,
        start: int,
        end: int,
        kind: Literal["ministry", "agency"],
        body: str | None,
        via: Literal["name", "title"],
        rule: str,
        stale: bool = False,
        candidates: tuple[str, ...] = (),
        person: str | None = None,
        flags: tuple[Flag, ...] = (),
    ) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.body = body
        self.via = via
        self.rule = rule
        self.stale = stale
        self.candidates = candidates
        self.person = person
        self.flags = flags


class DateMention:
    """A date expression, resolved. from_/to are None when impossible or unanchored."""

    __slots__ = (
        "direction",
        "edtf",
        "end",
        "feast",
        "flags",
        "from_",
        "grain",
        "likely",
        "relative",
        "rule",
        "start",
        "to",
        "weekday_conflict",
    )

    def __init__(
        self,
        start: int,
        end: int,
        from_: date | None,
        to: date | None,
        edtf: str | None,
        rule: str,
        grain: Literal["day", "week", "month", "quarter", "half", "year", "decade", "window", "range"],
        relative: bool = False,
        direction: Literal["past", "future"] | None = None,
        feast: str | None = None,
        weekday_conflict: bool = False,
        likely: date | None = None,
        flags: tuple[Flag, ...] = (),
    ) -> None:
        self.start = start
        self.end = end
        self.from_ = from_
        self.to = to
        self.edtf = edtf
        self.rule = rule
        self.grain = grain
        self.relative = relative
        self.direction = direction
        self.feast = feast
        self.weekday_conflict = weekday_conflict
        self.likely = likely
        self.flags = flags


class NumberMention:
    """A number with its bounds. ``start``..``end`` run over number, scale words, currency and percent sign.

    ``role`` keeps apart what is no cardinal: *ke-80*, *Pasal 12*, a score, a phone number.
    """

    __slots__ = ("approx", "end", "flags", "in_words", "max", "measure", "min", "role", "rule", "start")

    def __init__(
        self,
        start: int,
        end: int,
        min: Number | None,
        max: Number | None,
        approx: bool,
        rule: str,
        measure: str | None = None,
        role: Literal["cardinal", "ordinal", "identifier"] = "cardinal",
        in_words: bool = False,
        flags: tuple[Flag, ...] = (),
    ) -> None:
        self.start = start
        self.end = end
        self.min = min
        self.max = max
        self.approx = approx
        self.rule = rule
        self.measure = measure
        self.role = role
        self.in_words = in_words
        self.flags = flags


class Skimmed:
    """What the skim finds in an article step by step, each list sorted by start, no two dates or bodies overlapping."""

    __slots__ = ("article", "bodies", "boilerplate", "dates", "folded", "numbers", "sentences")

    def __init__(self, article: Article) -> None:
        self.article = article
        self.folded: Folded | None = None
        self.boilerplate: tuple[Masked, ...] = ()
        self.sentences: tuple[Sentence, ...] = ()
        self.bodies: tuple[BodyMention, ...] = ()
        self.dates: tuple[DateMention, ...] = ()
        self.numbers: tuple[NumberMention, ...] = ()


class Entity(NamedTuple):
    """A name that the trained model found: a person, an organisation or a place."""

    start: int
    end: int
    label: Literal["PER", "ORG", "LOC"]
