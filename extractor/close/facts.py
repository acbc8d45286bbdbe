"""Building facts: what the steps of the close reading found, as the models that the product gives out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

from extractor.close.draft import Draft
from extractor.close.figures import Figure
from extractor.close.links.choice import Linked, weights_of
from extractor.close.links.date_roles import Day
from extractor.mentions import BodyMention, DateMention
from extractor.models import AgencyFact, DateFact, Fact, Interval, MinistryFact, QuantityFact, Span
from extractor.rules import RuleSet

#: The table of how often a mention of a kind is right.
MENTIONS: Final = "mentions"
# Characters of the sentence that are kept on either side of a fact: more than all but one sentence in thousands has.
_AROUND: Final = 600
# Of a kind that no gold has: about what the rarer kinds score.
_UNKNOWN: Final = 0.9


def make_facts(draft: Draft, ruleset: RuleSet) -> None:
    """The facts that are likely enough, sorted by their place."""
    precision = weights_of(ruleset, MENTIONS)
    facts: list[Fact] = [_body(draft, mention, precision) for mention in draft.bodies]
    # what no day is known of is no fact, unless it is one that cannot be
    dated = [day for day in draft.days if day.mention.from_ is not None or day.mention.flags]
    facts += [_date(draft, day, precision) for day in dated]
    facts = [fact for fact in facts if fact.confidence >= draft.least]
    kept = {fact.fact_id for fact in facts}
    draft.quantities = [_quantity(draft, one, kept) for one in draft.figures if one.confidence >= draft.least]
    facts += draft.quantities
    facts.sort(key=lambda fact: (fact.start, fact.end, fact.type))
    draft.facts = facts


def _fact_id(draft: Draft, type_: str, start: int, end: int) -> str:
    """``doc_id#type:start-end``, the same in every run."""
    return f"{draft.article.id}#{type_}:{start}-{end}"


def _body(draft: Draft, mention: BodyMention, precision: Mapping[str, float]) -> MinistryFact | AgencyFact:
    """A ministry or agency."""
    values = {
        **_common(draft, mention.kind, mention.start, mention.end),
        **_OF_BODY.of(mention),
        "confidence": precision.get(body_kind(mention), _UNKNOWN),
        mention.kind: mention.body,
    }
    return MinistryFact(**values) if mention.kind == "ministry" else AgencyFact(**values)


def _date(draft: Draft, day: Day, precision: Mapping[str, float]) -> DateFact:
    """A day or period, what it is for, and its links."""
    mention = day.mention
    right = precision.get(date_kind(mention), _UNKNOWN)
    common = _common(draft, "date", day.start, day.end)
    return DateFact(
        **common,
        **_around(draft, day, common["sentence"]),
        **_OF_DATE.of(mention),
        **_OF_DAY.of(day),
        confidence=round(right * day.confidence, 3) if day.target else right,
        ministries=day.owner.ministries,
    )


def _quantity(draft: Draft, figure: Figure, kept: set[str]) -> QuantityFact:
    """A target or participant count with its links, of which ``kept`` are the facts that may be named."""
    due = figure.due
    due_fact = _fact_id(draft, "date", due.start, due.end) if due is not None else None
    common = _common(draft, "quantity", figure.start, figure.end)
    return QuantityFact(
        **common,
        **_around(draft, figure, common["sentence"]),
        **_OF_NUMBER.of(figure.candidate.mention),
        **_OF_FIGURE.of(figure),
        due=_interval(due),
        as_of=_interval(figure.as_of),
        due_fact=due_fact if due_fact in kept else None,
        ministries=figure.owner.ministries,
        agencies=figure.owner.agencies,
    )


def _interval(day: DateMention | None) -> Interval | None:
    return Interval(from_=day.from_, to=day.to) if day is not None else None


class _Same:
    """What a fact takes over as it was found."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._get: Callable[[object], tuple[Any, ...]] = attrgetter(*names)

    def of(self, found: object) -> dict[str, Any]:
        return dict(zip(self._names, self._get(found), strict=True))


_OF_BODY: Final = _Same("rule", "flags", "via", "stale", "candidates", "person")
_OF_DATE: Final = _Same("rule", "flags", "from_", "to", "edtf", "direction", "feast", "weekday_conflict", "likely")
_OF_DAY: Final = _Same("role", "said_by", "target", "what", "place")
_OF_NUMBER: Final = _Same("flags", "min", "max", "approx", "grain")
_OF_FIGURE: Final = _Same(
    "rule", "confidence", "unit", "target", "participants", "status", "said_by", "what", "place", "counted_by"
)


def _common(draft: Draft, type_: str, start: int, end: int) -> dict[str, Any]:
    """What the facts of all types have."""
    article = draft.article
    return {
        "fact_id": _fact_id(draft, type_, start, end),
        "doc_id": article.id,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "sentence": draft.sentence(start, end),
    }


def _around(draft: Draft, item: Linked, sentence: Span) -> dict[str, str]:
    """The words around a fact, of its sentence."""
    text = draft.article.text
    return {
        "before": text[max(sentence.start, item.start - _AROUND) : item.start],
        "after": text[item.end : min(sentence.end, item.end + _AROUND)],
    }


def body_kind(mention: BodyMention) -> str:
    """The kind of a mention of a body, as its precision is counted."""
    return f"body by {mention.via}, {'stale' if mention.stale else 'current'}"


def date_kind(mention: DateMention) -> str:
    """The kind of a date, as its precision is counted."""
    return f"date of a {mention.grain}, {'relative' if mention.relative else 'stated'}"
