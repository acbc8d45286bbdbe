"""Building facts: what the steps of the close reading found, as the models that the product gives out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.close.attribution import Attribution
from extractor.close.dates import DateRole
from extractor.close.owners import Owners
from extractor.close.quantities import Quantity
from extractor.models import AgencyFact, Article, DateFact, MinistryFact, QuantityFact, Span
from extractor.skim.mentions import BodyMention, DateMention, Sentence


class FactBuilder:
    """Makes the facts of one article; knows its sentences and writes its identifiers."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self._article = article
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
                span = self._spans[index] = Span(start=sentence.start, end=sentence.end)
            return span
        return Span(start=start, end=end)

    def _common(self, type_: str, start: int, end: int) -> dict[str, object]:
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

    def body(self, mention: BodyMention) -> MinistryFact | AgencyFact:
        """A ministry or agency."""
        values = self._common(mention.kind, mention.start, mention.end) | {
            "via": mention.via,
            "stale": mention.stale,
            "candidates": mention.candidates,
            "person": mention.person,
            "rule": mention.rule,
            "flags": mention.flags,
        }
        if mention.kind == "ministry":
            return MinistryFact.model_validate(values | {"ministry": mention.body})
        return AgencyFact.model_validate(values | {"agency": mention.body})

    def date(
        self, mention: DateMention, role: DateRole, attribution: Attribution | None, owners: Owners | None
    ) -> DateFact:
        """A day or period, what it is for, and its links when it belongs to a programme or event."""
        return DateFact.model_validate(
            self._common("date", mention.start, mention.end)
            | {
                "from": mention.from_,
                "to": mention.to,
                "edtf": mention.edtf,
                "direction": mention.direction,
                "feast": mention.feast,
                "weekday_conflict": mention.weekday_conflict,
                "likely": mention.likely,
                "target": role.target,
                "role": role.role,
                "what": attribution.what if attribution else None,
                "place": attribution.place if attribution else None,
                "said_by": attribution.said_by if attribution else None,
                "ministries": owners.ministries if owners else (),
                "rule": mention.rule,
                "flags": mention.flags,
            }
        )

    def quantity(self, quantity: Quantity, attribution: Attribution, owners: Owners) -> QuantityFact:
        """A target or participant count with its links."""
        candidate = quantity.candidate
        due = quantity.due
        day = due.date if due else None
        return QuantityFact.model_validate(
            self._common("quantity", candidate.start, candidate.end)
            | {
                "min": candidate.mention.min,
                "max": candidate.mention.max,
                "approx": candidate.mention.approx,
                "unit": candidate.noun.text if candidate.noun else None,
                "target": quantity.target,
                "participants": quantity.participants,
                "status": quantity.status,
                "due": due.interval if due else None,
                "due_fact": self.fact_id("date", day.start, day.end) if day else None,
                "ministries": owners.ministries,
                "agencies": owners.agencies,
                "said_by": attribution.said_by,
                "what": attribution.what,
                "as_of": attribution.as_of,
                "place": attribution.place,
                "counted_by": attribution.counted_by,
                "rule": quantity.rule,
                "flags": candidate.mention.flags,
            }
        )
