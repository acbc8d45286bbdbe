"""Building facts: what the steps of the close reading found, as the models that the product gives out.

Validation belongs to the borders, where articles and stored facts come in. In here the values have been checked by the
type checker, and validating each fact again took a tenth of the close reading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeVar

from pydantic import BaseModel

from extractor.close.figures import Quantity
from extractor.close.judge import table
from extractor.close.links import Attribution
from extractor.close.links.date_roles import DateRole
from extractor.close.links.owners import Owners
from extractor.mentions import BodyMention, DateMention, Sentence
from extractor.models import AgencyFact, Article, DateFact, MinistryFact, QuantityFact, Span
from extractor.rules import RuleSet

#: The table of how often a mention of a kind is right.
MENTIONS: Final = "mentions"
# Of a kind that no gold has: about what the rarer kinds score.
_UNKNOWN: Final = 0.9


class FactBuilder:
    """Makes the facts of one article; knows its sentences and writes its identifiers."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], ruleset: RuleSet) -> None:
        self._article = article
        self._precision = _precision(ruleset)
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._spans: dict[int, Span] = {}

    def fact_id(self, type_: str, start: int, end: int) -> str:
        """``doc_id#type:start-end``, the same in every run."""
        return f"{self._article.id}#{type_}:{start}-{end}"

    def sentence(self, start: int, end: int) -> Span:
        """The sentence that holds ``start``..``end``; the stretch itself outside all sentences (boilerplate)."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and end <= self._sentences[index].end:
            span = self._spans.get(index)
            if span is None:
                sentence = self._sentences[index]
                span = self._spans[index] = made(Span, {"start": sentence.start, "end": sentence.end})
            return span
        return made(Span, {"start": start, "end": end})

    def body(self, mention: BodyMention) -> MinistryFact | AgencyFact:
        """A ministry or agency."""
        ministry = mention.kind == "ministry"
        values = self._common(mention.kind, mention.start, mention.end)
        values["said_by"] = None
        values["rule"] = mention.rule
        values["confidence"] = self._precision.get(body_kind(mention), _UNKNOWN)
        values["flags"] = mention.flags
        values["type"] = mention.kind
        values["ministry" if ministry else "agency"] = mention.body
        values["via"] = mention.via
        values["stale"] = mention.stale
        values["candidates"] = mention.candidates
        values["person"] = mention.person
        return made(MinistryFact, values) if ministry else made(AgencyFact, values)

    def date(
        self, mention: DateMention, role: DateRole, attribution: Attribution | None, owners: Owners | None
    ) -> DateFact:
        """A day or period, what it is for, and its links when it belongs to a programme or event."""
        values = self._common("date", mention.start, mention.end)
        values["said_by"] = attribution.said_by if attribution is not None else None
        values["rule"] = mention.rule
        right = self._precision.get(date_kind(mention), _UNKNOWN)
        values["confidence"] = round(right * role.confidence, 3) if role.target else right
        values["flags"] = mention.flags
        values["type"] = "date"
        values["from_"] = mention.from_
        values["to"] = mention.to
        values["edtf"] = mention.edtf
        values["target"] = role.target
        values["role"] = role.role
        values["what"] = attribution.what if attribution is not None else None
        values["ministries"] = owners.ministries if owners is not None else ()
        values["place"] = attribution.place if attribution is not None else None
        values["direction"] = mention.direction
        values["feast"] = mention.feast
        values["weekday_conflict"] = mention.weekday_conflict
        values["likely"] = mention.likely
        return made(DateFact, values)

    def quantity(self, quantity: Quantity, attribution: Attribution, owners: Owners) -> QuantityFact:
        """A target or participant count with its links."""
        candidate, due = quantity.candidate, quantity.due
        mention = candidate.mention
        day = due.date if due is not None else None
        values = self._common("quantity", candidate.start, candidate.end)
        values["said_by"] = attribution.said_by
        values["rule"] = quantity.rule
        values["confidence"] = quantity.confidence
        values["flags"] = mention.flags
        values["type"] = "quantity"
        values["min"] = mention.min
        values["max"] = mention.max
        values["approx"] = mention.approx
        values["unit"] = candidate.noun.text if candidate.noun is not None else None
        values["target"] = quantity.target
        values["participants"] = quantity.participants
        values["status"] = quantity.status
        values["what"] = attribution.what
        values["due"] = due.interval if due is not None else None
        values["due_fact"] = self.fact_id("date", day.start, day.end) if day is not None else None
        values["as_of"] = attribution.as_of
        values["place"] = attribution.place
        values["counted_by"] = attribution.counted_by
        values["ministries"] = owners.ministries
        values["agencies"] = owners.agencies
        return made(QuantityFact, values)

    def _common(self, type_: str, start: int, end: int) -> dict[str, object]:
        """What the facts of all types begin with, in the order of their fields."""
        article = self._article
        return {
            "fact_id": self.fact_id(type_, start, end),
            "doc_id": article.id,
            "source": article.source,
            "url": article.url,
            "published": article.published,
            "start": start,
            "end": end,
            "text": article.text[start:end],
            "sentence": self.sentence(start, end),
        }


@lru_cache(maxsize=8)
def _precision(ruleset: RuleSet) -> dict[str, float]:
    """How often a mention of a kind is right."""
    return table(ruleset, MENTIONS)


def body_kind(mention: BodyMention) -> str:
    """The kind of a mention of a body, as its precision is counted."""
    return f"body by {mention.via}, {'stale' if mention.stale else 'current'}"


def date_kind(mention: DateMention) -> str:
    """The kind of a date, as its precision is counted."""
    return f"date of a {mention.grain}, {'relative' if mention.relative else 'stated'}"


_Model = TypeVar("_Model", bound=BaseModel)
# The fields of each model: one set for all of its instances, which are frozen; a copy takes a copy of it.
_FIELDS: Final[dict[type[BaseModel], set[str]]] = {}


def made(model: type[_Model], values: dict[str, object]) -> _Model:
    """A model of ``values``: every field by its name, in the order of the model, of the right type.

    What :meth:`pydantic.BaseModel.model_construct` does once it has looked for aliases and defaults.
    """
    fields = _FIELDS.get(model)
    if fields is None:
        fields = _FIELDS[model] = set(model.model_fields)
    instance = model.__new__(model)
    object.__setattr__(instance, "__dict__", values)
    object.__setattr__(instance, "__pydantic_fields_set__", fields)
    object.__setattr__(instance, "__pydantic_extra__", None)
    object.__setattr__(instance, "__pydantic_private__", None)
    return instance
