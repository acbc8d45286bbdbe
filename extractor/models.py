"""The nouns of rujuk: article, fact, claim, record, as frozen pydantic models.

All offsets are counted in Unicode code points of ``Article.text``, end exclusive. All days are
``datetime.date``; an interval of days is closed. ``None`` means that the text does not say.
Field order is output order; every model dumps by alias (``from``), so that a line of
``facts.jsonl`` reads back with :data:`FACT`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, TypeAdapter, model_serializer, model_validator

from extractor.values import Amount as Amount
from extractor.values import Frozen as Frozen
from extractor.values import Interval as Interval
from extractor.values import Number as Number
from extractor.values import Value, read_interval, read_value

Kind = Literal["ministry", "agency", "date", "quantity"]
Status = Literal["target", "realised", "potential", "denied"]
Relation = Literal["single", "agree", "compatible", "update", "conflict"]
Reason = Literal["both", "wave", "role", "day", "part", "rounding", "unclear"]
Attribute = Literal["target", "participants", "realised", "potential", "due_date", "start_date", "event_date"]
PublishedBy = Literal["metadata", "url", "byline", "dateline"]
Confidence = Annotated[float, Field(ge=0, le=1, description="how likely the fact is right, learned from gold")]
Decision = Literal["accept", "reject", "comment", "split", "merge", "drop", "choose", "rename", "correct", "undo"]


class Span(Frozen):
    """A stretch of an article's text."""

    start: int = Field(ge=0, description="first character")
    end: int = Field(ge=0, description="one past the last character")


class Speaker(Frozen):
    """The person or organisation to whom the text ascribes a statement."""

    name: str = Field(description="fullest name in the article")
    role: str | None = Field(default=None, description="office or function as the article words it")


class Place(Frozen):
    """A named area, resolved to Indonesia's official region code where unambiguous."""

    name: str
    code: str | None = Field(default=None, description="Kemendagri code: 33 (province), 33.74 (regency or city)")


class Flag(Frozen):
    """Something a fact-checker must see (facts that look wrong). Wording is in rules/wording.yaml, by kind.

    ``params`` fills the wording; values are plain strings or numbers.
    """

    kind: str = Field(description="weekday_conflict, stale_name, anachronism, impossible_date, slip, sum_mismatch, …")
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    params: dict[str, str | int | float | None] = Field(default_factory=dict)
    fits: tuple[Interval, ...] = Field(default=(), description="the days that would fit, best first")
    fact_ids: tuple[str, ...] = Field(default=(), description="the facts that the flag is about")


class Article(Frozen):
    """One document as read: ``text`` is title, newline, body when the source had a title of its own."""

    id: str
    source: str | None = None
    url: str | None = None
    published: date | None = None
    published_by: PublishedBy | None = Field(default=None, description="how the publication day is known")
    title: str | None = Field(default=None, description="the first line of text")
    text: str


class Boilerplate(Span):
    """Text that belongs to the page, not to the report. Nothing is extracted from it."""

    kind: str = Field(description="ticker, read_also, byline, caption, share, navigation, …")


class ArticleSummary(Frozen):
    """A line of ``articles.jsonl``: what became of an article."""

    id: str
    source: str | None
    url: str | None
    published: date | None
    published_by: PublishedBy | None
    title: str | None
    length: int = Field(description="characters of text")
    signature: str | None = Field(default=None, description="MinHash of the body, for finding copies")
    attributed_to: str | None = Field(default=None, description="the outlet that the report says it takes over")
    boilerplate: tuple[Boilerplate, ...]
    flags: tuple[Flag, ...]
    counts: dict[str, int] = Field(description="facts by type, and targets and participants")
    lead: str = Field(default="", description="the first 400 characters of text, which tell its topic")
    text: str | None = Field(default=None, description="left out with --no-text")


_NUMBER = re.compile(r"\d+")
_TWO_WEEKS = timedelta(days=14)


class FactBase(Frozen):
    """What all facts share: one source's statement with its exact place."""

    fact_id: str = Field(description="doc_id#type:start-end")
    doc_id: str
    source: str | None
    url: str | None
    published: date | None
    start: int
    end: int
    text: str = Field(description="exactly Article.text[start:end]")
    sentence: Span = Field(description="the sentence that holds the fact")
    said_by: Speaker | None = None
    rule: str = Field(description="id of the rule that fired, or the evidence that spoke loudest")
    confidence: Confidence = 1.0
    flags: tuple[Flag, ...] = ()


class MinistryFact(FactBase):
    """A mention of a national ministry, by name or by its minister's office."""

    type: Literal["ministry"] = "ministry"
    ministry: str | None = Field(description="id of the body on the day; null when undecidable")
    via: Literal["name", "title"]
    stale: bool = Field(default=False, description="the name was out of date on the day")
    candidates: tuple[str, ...] = Field(default=(), description="bodies that it may mean, when undecidable")
    person: str | None = Field(default=None, description="the office holder named with the office")


class AgencyFact(FactBase):
    """A mention of a national agency that is not a ministry."""

    type: Literal["agency"] = "agency"
    agency: str | None
    via: Literal["name", "title"]
    stale: bool = False
    candidates: tuple[str, ...] = ()
    person: str | None = None


class Situated(FactBase):
    """A fact that may stand in a record, with the words of its sentence: reconciliation reads these, and no texts."""

    before: str = Field(default="", description="the sentence up to the fact, at most 600 characters of it")
    after: str = Field(default="", description="the sentence from the fact on, at most 600 characters of it")

    @property
    def passage(self) -> str:
        """The sentence around the fact, as far as it is kept."""
        return self.before + self.text + self.after


class DateFact(Situated):
    """An expression that denotes a day or a period."""

    type: Literal["date"] = "date"
    from_: date | None = Field(alias="from")
    to: date | None
    edtf: str | None = Field(description="Extended Date/Time Format, null when unresolved")
    target: bool = Field(default=False, description="day by which something is aimed to happen or be finished")
    role: Literal["due", "start", "event", "as_of"] | None = None
    what: str | None = Field(default=None, description="programme or event that the date belongs to")
    ministries: tuple[str, ...] = ()
    place: Place | None = None
    direction: Literal["past", "future"] | None = Field(default=None, description="kept when the day is unknown")
    feast: str | None = Field(default=None, description="id of the feast or calendar that was resolved")
    weekday_conflict: bool = False
    likely: date | None = Field(default=None, description="the day that fits the stated weekday")

    @property
    def days(self) -> Interval:
        """The days as a value of their own."""
        return read_interval(self.from_, self.to)

    @property
    def lasts(self) -> bool:
        """Whether it writes a first and a last day up to two weeks apart (*22-24 Mei*)."""
        length = self.days.length
        if self.from_ is None or self.to is None or not length or length > _TWO_WEEKS:
            return False
        return {self.from_.day, self.to.day} <= {int(number) for number in _NUMBER.findall(self.text)}


class QuantityFact(Situated):
    """A number with what it counts, when it is a target, a participant count, or both."""

    type: Literal["quantity"] = "quantity"
    min: Number | None
    max: Number | None
    approx: bool = False
    grain: Number | None = Field(
        default=None, description="worth of the last digit, as decimals or a scale word show it; null: a plain number"
    )
    unit: str | None = Field(description="counted noun in lower case; persen, rupiah, usd")
    target: bool
    participants: bool
    status: Status
    what: str | None = None
    due: Interval | None = None
    due_fact: str | None = Field(default=None, description="fact_id of the date that gives due")
    as_of: Interval | None = None
    place: Place | None = None
    counted_by: str | None = None
    ministries: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    @property
    def amount(self) -> Value:
        """The number as it is written."""
        return read_value(self.min, self.max, self.approx, self.grain)


Fact = Annotated[MinistryFact | AgencyFact | DateFact | QuantityFact, Field(discriminator="type")]
FACT: TypeAdapter[Fact] = TypeAdapter(Fact)


class Extraction(Frozen):
    """What one article gave."""

    article: ArticleSummary
    facts: tuple[Fact, ...]


_BOUNDS = frozenset({"min", "max", "from", "to"})


class Claim(Frozen):
    """A fact inside a record. Exactly one of the two values is there: min/max or from/to.

    As JSON the bounds stand beside ``value`` too (``min`` and ``max``, or ``from`` and ``to``), where a fact has them.
    """

    fact_id: str
    doc_id: str
    source: str | None
    url: str | None
    published: date | None
    start: int
    end: int
    text: str
    sentence: Span
    title: str | None = Field(default=None, description="headline of the article")
    before: str = Field(default="", description="the sentence up to the claim, at most 600 characters of it")
    after: str = Field(default="", description="the sentence from the claim on, at most 600 characters of it")
    value: Amount | Interval
    approx: bool = False
    unit: str | None = None
    status: Status | None
    said_by: Speaker | None
    counted_by: str | None
    as_of: Interval | None
    due: Interval | None = None
    place: Place | None = None
    what: str | None = None
    copy_of: str | None = Field(default=None, description="doc_id of the report that this one takes over")
    slip: str | None = Field(default=None, description="kind of the probable slip")
    confidence: Confidence = 1.0
    flags: tuple[Flag, ...] = ()

    @property
    def quote(self) -> str:
        """The sentence around the claim, as far as it is kept."""
        return self.before + self.text + self.after

    @property
    def written(self) -> Value | Interval:
        """The value as the report writes it."""
        return self.value.written(self.approx)

    @model_validator(mode="before")
    @classmethod
    def _without_bounds(cls, fields: Any) -> Any:
        if isinstance(fields, dict) and "value" in fields and not _BOUNDS.isdisjoint(fields):
            return {name: field for name, field in fields.items() if name not in _BOUNDS}
        return fields

    @model_serializer(mode="wrap")
    def _with_bounds(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields: dict[str, Any] = serialize(self)
        return fields | {name: bound for name, bound in fields["value"].items() if name in _BOUNDS}


class Moment(Frozen):
    """One point of a record's history."""

    day: date | None = Field(description="as-of day, else publication")
    by: Literal["as_of", "published"] | None
    value: Amount | Interval
    source: str | None
    fact_id: str


class Difference(Frozen):
    """A record of nearly the same thing that gives another value, and why that is no contradiction."""

    record_id: str
    value: Amount | Interval
    reason: Reason


class Review(Frozen):
    """What editors decided about a record, from the notes kept beside the output."""

    decision: Decision = Field(description="on the value, where there is one; else the newest")
    comment: str = ""
    value: Amount | Interval | None = Field(description="the value that was judged or chosen")
    outdated: bool = Field(default=False, description="the value that the claims support has changed since")
    notes: tuple[str, ...] = Field(default=(), description="ids of the notes that made the record what it is")


class Record(Frozen):
    """One real-world figure or event date: every claim about it and what they support best."""

    record_id: str = Field(description="stable: made from the first claim in canonical order")
    title: str = Field(default="", description="what a news desk would call it, in Indonesian")
    title_en: str = Field(default="", description="the same in English")
    what: str | None
    attribute: Attribute
    unit: str | None
    ministries: tuple[str, ...]
    agencies: tuple[str, ...] = ()
    place: Place | None = None
    due: Interval | None = None
    relation: Relation
    value: Amount | Interval | None = Field(description="null when unresolved")
    low: Number | date | None = Field(default=None, description="lowest bound that a claim supports")
    high: Number | date | None = None
    resolved: bool
    contradiction: float | None = Field(
        default=None, description="of a conflict: how likely the reports really contradict each other"
    )
    differs: tuple[Difference, ...] = Field(
        default=(), description="records of nearly the same thing that give another value"
    )
    why: str = Field(description="the reason, in Indonesian")
    why_en: str
    sources: int = Field(description="independent sources, copies counted once")
    claims: tuple[Claim, ...]
    history: tuple[Moment, ...]
    flags: tuple[Flag, ...] = ()
    review: Review | None = None


RECORD: TypeAdapter[Record] = TypeAdapter(Record)
EXTRACTION: TypeAdapter[Extraction] = TypeAdapter(Extraction)
