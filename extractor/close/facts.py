"""Building facts: what the steps of the close reading found, as the models that the product gives out."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extractor.close.draft import Day, Draft
from extractor.close.figures import Figure
from extractor.close.judge import table
from extractor.close.links.choice import Linked
from extractor.close.made import made
from extractor.mentions import BodyMention, DateMention
from extractor.models import AgencyFact, DateFact, Fact, MinistryFact, QuantityFact
from extractor.rules import RuleSet

#: The table of how often a mention of a kind is right.
MENTIONS: Final = "mentions"
# Characters of the sentence that are kept on either side of a fact: more than all but one sentence in thousands has.
_AROUND: Final = 600
# Of a kind that no gold has: about what the rarer kinds score.
_UNKNOWN: Final = 0.9


def make_facts(draft: Draft, ruleset: RuleSet) -> None:
    """The facts that are likely enough, sorted by their place."""
    precision = _precision(ruleset)
    facts: list[Fact] = [_body(draft, mention, precision) for mention in draft.bodies]
    facts += [_date(draft, day, precision) for day in draft.days]
    facts = [fact for fact in facts if fact.confidence >= draft.least]
    kept = {fact.fact_id for fact in facts}
    draft.quantities = [_quantity(draft, one, kept) for one in draft.figures if one.confidence >= draft.least]
    facts += draft.quantities
    facts.sort(key=lambda fact: (fact.start, fact.end, fact.type))
    draft.facts = facts


def _fact_id(draft: Draft, type_: str, start: int, end: int) -> str:
    """``doc_id#type:start-end``, the same in every run."""
    return f"{draft.article.id}#{type_}:{start}-{end}"


def _body(draft: Draft, mention: BodyMention, precision: dict[str, float]) -> MinistryFact | AgencyFact:
    """A ministry or agency."""
    ministry = mention.kind == "ministry"
    values = _common(draft, mention.kind, mention.start, mention.end)
    values["said_by"] = None
    values["rule"] = mention.rule
    values["confidence"] = precision.get(body_kind(mention), _UNKNOWN)
    values["flags"] = mention.flags
    values["type"] = mention.kind
    values["ministry" if ministry else "agency"] = mention.body
    values["via"] = mention.via
    values["stale"] = mention.stale
    values["candidates"] = mention.candidates
    values["person"] = mention.person
    return made(MinistryFact, values) if ministry else made(AgencyFact, values)


def _date(draft: Draft, day: Day, precision: dict[str, float]) -> DateFact:
    """A day or period, what it is for, and its links."""
    mention = day.mention
    values = _common(draft, "date", day.start, day.end)
    values["said_by"] = day.said_by
    values["rule"] = mention.rule
    right = precision.get(date_kind(mention), _UNKNOWN)
    values["confidence"] = round(right * day.role.confidence, 3) if day.target else right
    values["flags"] = mention.flags
    _situate(values, draft, day)
    values["type"] = "date"
    values["from_"] = mention.from_
    values["to"] = mention.to
    values["edtf"] = mention.edtf
    values["target"] = day.target
    values["role"] = day.role.role
    values["what"] = day.what
    values["ministries"] = day.owners.ministries
    values["place"] = day.place
    values["direction"] = mention.direction
    values["feast"] = mention.feast
    values["weekday_conflict"] = mention.weekday_conflict
    values["likely"] = mention.likely
    return made(DateFact, values)


def _quantity(draft: Draft, figure: Figure, kept: set[str]) -> QuantityFact:
    """A target or participant count with its links, of which ``kept`` are the facts that may be named."""
    mention, due = figure.candidate.mention, figure.due
    day = due.date if due is not None else None
    due_fact = _fact_id(draft, "date", day.start, day.end) if day is not None else None
    values = _common(draft, "quantity", figure.start, figure.end)
    values["said_by"] = figure.said_by
    values["rule"] = figure.rule
    values["confidence"] = figure.confidence
    values["flags"] = mention.flags
    _situate(values, draft, figure)
    values["type"] = "quantity"
    values["min"] = mention.min
    values["max"] = mention.max
    values["approx"] = mention.approx
    values["unit"] = figure.unit
    values["target"] = figure.target
    values["participants"] = figure.participants
    values["status"] = figure.status
    values["what"] = figure.what
    values["due"] = due.interval if due is not None else None
    values["due_fact"] = due_fact if due_fact in kept else None
    values["as_of"] = figure.as_of
    values["place"] = figure.place
    values["counted_by"] = figure.counted_by
    values["ministries"] = figure.owners.ministries
    values["agencies"] = figure.owners.agencies
    return made(QuantityFact, values)


def _common(draft: Draft, type_: str, start: int, end: int) -> dict[str, object]:
    """What the facts of all types begin with, in the order of their fields."""
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


def _situate(values: dict[str, object], draft: Draft, item: Linked) -> None:
    """The words around a fact, of its sentence."""
    text, sentence = draft.article.text, draft.sentence(item.start, item.end)
    values["before"] = text[max(sentence.start, item.start - _AROUND) : item.start]
    values["after"] = text[item.end : min(sentence.end, item.end + _AROUND)]


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
