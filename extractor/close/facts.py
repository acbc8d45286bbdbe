"""Building facts: what the steps of the close reading found, as the models that the product gives out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, Final

from extractor.close.draft import Draft
from extractor.close.figures import Figure
from extractor.close.links.choice import Linked, weights_of
from extractor.close.links.date_roles import Day
from extractor.mentions import BodyMention, DateMention
from extractor.models import AgencyFact, DateFact, Fact, Interval, MinistryFact, QuantityFact
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
    draft.facts = sorted([*facts, *draft.quantities], key=attrgetter("start", "end", "type"))


def _fact_id(draft: Draft, type_: str, start: int, end: int) -> str:
    """``doc_id#type:start-end``, the same in every run."""
    return f"{draft.article.id}#{type_}:{start}-{end}"


def _body(draft: Draft, mention: BodyMention, precision: Mapping[str, float]) -> MinistryFact | AgencyFact:
    """A ministry or agency."""
    values = _common(draft, mention.kind, mention) | _same(mention, _OF_BODY)
    values |= {"confidence": precision.get(body_kind(mention), _UNKNOWN), mention.kind: mention.body}
    return MinistryFact(**values) if mention.kind == "ministry" else AgencyFact(**values)


def _date(draft: Draft, day: Day, precision: Mapping[str, float]) -> DateFact:
    """A day or period, what it is for, and its links."""
    right = precision.get(date_kind(day.mention), _UNKNOWN)
    return DateFact(
        **_common(draft, "date", day),
        **_same(day.mention, _OF_DATE),
        **_same(day, _OF_DAY),
        confidence=round(right * day.confidence, 3) if day.target else right,
        ministries=day.owner.ministries,
    )


def _quantity(draft: Draft, figure: Figure, kept: set[str]) -> QuantityFact:
    """A target or participant count with its links, of which ``kept`` are the facts that may be named."""
    due = figure.due
    due_fact = _fact_id(draft, "date", due.start, due.end) if due is not None else None
    return QuantityFact(
        **_common(draft, "quantity", figure),
        **_same(figure.candidate.mention, _OF_NUMBER),
        **_same(figure, _OF_FIGURE),
        due=_interval(due),
        as_of=_interval(figure.as_of),
        due_fact=due_fact if due_fact in kept else None,
        ministries=figure.owner.ministries,
        agencies=figure.owner.agencies,
    )


def _interval(day: DateMention | None) -> Interval | None:
    return Interval(from_=day.from_, to=day.to) if day is not None else None


# What facts take over as it was found.
_OF_BODY: Final = ("rule", "flags", "via", "stale", "candidates", "person")
_OF_DATE: Final = ("rule", "flags", "from_", "to", "edtf", "direction", "feast", "weekday_conflict", "likely")
_OF_DAY: Final = ("role", "said_by", "target", "what", "place")
_OF_NUMBER: Final = ("flags", "min", "max", "approx", "grain")
_OF_FIGURE: Final = (
    "rule", "confidence", "unit", "target", "participants", "status", "said_by", "what", "place", "counted_by",
)  # fmt: skip


def _same(found: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(found, name) for name in names}


def _common(draft: Draft, type_: str, found: BodyMention | Linked) -> dict[str, Any]:
    """What the facts of all types have, and of a figure or day the words around it in its sentence."""
    article, start, end = draft.article, found.start, found.end
    sentence = draft.sentence(start, end)
    common = _same(article, ("source", "url", "published")) | {
        "fact_id": _fact_id(draft, type_, start, end),
        "doc_id": article.id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "sentence": sentence,
    }
    if isinstance(found, Linked):
        common["before"] = article.text[max(sentence.start, start - _AROUND) : start]
        common["after"] = article.text[end : min(sentence.end, end + _AROUND)]
    return common


def body_kind(mention: BodyMention) -> str:
    """The kind of a mention of a body, as its precision is counted."""
    return f"body by {mention.via}, {'stale' if mention.stale else 'current'}"


def date_kind(mention: DateMention) -> str:
    """The kind of a date, as its precision is counted."""
    return f"date of a {mention.grain}, {'relative' if mention.relative else 'stated'}"
