"""From a group of facts to its record: claims, relation, value, reason, history."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from extractor.models import (
    ArticleSummary,
    Attribute,
    Claim,
    DateFact,
    Flag,
    Interval,
    Number,
    Place,
    QuantityFact,
    Record,
    Status,
)
from extractor.reconcile.duplicates import independent
from extractor.reconcile.judging.explain import explain
from extractor.reconcile.judging.history import trace
from extractor.reconcile.judging.parts import Part, Surroundings
from extractor.reconcile.judging.readings import Reading
from extractor.reconcile.judging.resolve import resolve
from extractor.reconcile.naming import Named, titles_of
from extractor.reconcile.naming.named import called_third
from extractor.reconcile.settings import Settings, load_settings
from extractor.values import bounds_of

_ROLES: Mapping[str, Attribute] = {"due": "due_date", "start": "start_date", "event": "event_date"}


def name_part(part: Part, around: Surroundings) -> tuple[str, str]:
    """Gives the part its titles; empty ones where nothing names it."""
    settings = load_settings(around.ruleset)
    facts = _told(part)
    reports = dict.fromkeys(fact.doc_id for fact in facts)
    told = [summary for one in reports if (summary := around.summaries.get(one))]
    described: Sequence[QuantityFact | DateFact] = part.subject or facts
    value = None if part.finding.relation == "conflict" else resolve(part.readings, part.finding, settings).value
    named = Named(
        _attribute(part),
        _what(described, settings),
        _unit(described) if isinstance(facts[0], QuantityFact) else None,
        (*_owners(described), *_agencies(described)),
        facts,
        part.subject,
        part.kind == "running",
        {one.title: one.published for one in told if one.title},
        [one.lead for one in told],
        value,
        part.finding.relation not in ("update", "conflict"),
        called_third(value, facts, around.ruleset),
    )
    part.titles = titles_of(named, settings, around.ruleset)
    return part.titles


def _told(part: Part) -> list[QuantityFact | DateFact]:
    return [reading.fact for reading in part.readings if reading.slip != "denied"]


def _unit(described: Iterable[QuantityFact | DateFact]) -> str | None:
    return _commonest(fact.unit for fact in described if isinstance(fact, QuantityFact))


def _what(described: Iterable[QuantityFact | DateFact], settings: Settings) -> str | None:
    return _commonest(_shown(fact.what, settings) for fact in described)


def _owners(described: Iterable[QuantityFact | DateFact]) -> tuple[str, ...]:
    return _agreed(fact.ministries for fact in described)


def _agencies(described: Iterable[QuantityFact | DateFact]) -> tuple[str, ...]:
    return _agreed(fact.agencies for fact in described if isinstance(fact, QuantityFact))


def build_record(
    part: Part, around: Surroundings, *, sums: Mapping[Number, tuple[Number, ...]] = MappingProxyType({})
) -> Record:
    """The record of one part. ``sums``: total → parts."""
    settings = load_settings(around.ruleset)
    readings, finding = part.readings, part.finding
    ordered = _told(part)
    verdict = resolve(readings, finding, settings, frozenset(sums))
    described: Sequence[QuantityFact | DateFact] = part.subject or ordered
    unit = _unit(described)
    found = list(_article_flags(readings, around.summaries))
    stated = [flag for _, flag in found]
    old_names = {doc_id for doc_id, flag in found if flag.kind == "stale_name"}
    days = {reading.days for reading in readings if reading.days}
    thirds = {value for value in days if called_third(value, [one.fact for one in readings], around.ruleset)}
    unit_shown = unit if isinstance(ordered[0], QuantityFact) else None
    why, why_en = (
        explain(
            part, verdict, unit_shown, stated, sums, thirds, around.ruleset, language
        )
        for language in _LANGUAGES
    )  # fmt: skip
    what, owners, agencies = _what(described, settings), _owners(described), _agencies(described)
    title, title_en = part.titles or name_part(part, around)
    return Record(
        record_id=part_id(part),
        title=title,
        title_en=title_en,
        what=what,
        attribute=_attribute(part),
        unit=unit,
        ministries=owners,
        agencies=agencies,
        place=_place(ordered),
        due=_due(ordered),
        relation=finding.relation,
        value=verdict.value,
        low=verdict.low,
        high=verdict.high,
        resolved=verdict.value is not None,
        contradiction=part.contradiction,
        differs=part.differs,
        why=why,
        why_en=why_en,
        sources=_outlets(readings, around),
        claims=tuple(_claim(reading, around, reading.fact.doc_id in old_names) for reading in readings),
        history=trace(readings),
        flags=_flags(readings, around.summaries),
    )


def _headline(doc_id: str, around: Surroundings) -> str | None:
    summary = around.summaries.get(doc_id)
    return summary.title if summary else None


def _outlets(readings: Sequence[Reading], around: Surroundings) -> int:
    """Independent sources: outlets, each once, those that only copy another's report not counted."""
    settings = load_settings(around.ruleset)
    names: set[str] = set()
    own = {reading.fact.doc_id: reading.fact.source for reading in readings if reading.slip != "denied"}
    for doc_id in sorted(independent(own, around.copies)):
        summary = around.summaries.get(doc_id)
        source = own.get(doc_id) or (summary.source if summary else None)
        names.add(settings.outlet(source) if source else doc_id)
    return len(names)


_LANGUAGES: tuple[Literal["id", "en"], ...] = ("id", "en")


def part_id(part: Part) -> str:
    """Made from the first claim in canonical order: a later article does not rename a record."""
    made_from = f"{_attribute(part)}\0{part.readings[0].fact.fact_id}"
    return "r-" + hashlib.blake2b(made_from.encode(), digest_size=6).hexdigest()


def _attribute(part: Part) -> Attribute:
    facts = [reading.fact for reading in part.readings if reading.slip != "denied"]
    first = facts[0]
    if isinstance(first, DateFact):
        roles = Counter(fact.role or "event" for fact in facts if isinstance(fact, DateFact))
        # A day is a deadline also for want of a mark, an event or a start only by one, which so goes before.
        return _ROLES[max(sorted(roles), key=lambda role: (roles[role], role != "due"))]
    quantities = [fact for fact in facts if isinstance(fact, QuantityFact)]
    statuses = Counter(fact.status for fact in quantities)
    if statuses["target"] * 2 >= len(quantities):
        return "target"
    if any(fact.participants for fact in quantities):
        return "participants"
    return "potential" if statuses["potential"] * 2 > len(quantities) else "realised"


def _claim(reading: Reading, around: Surroundings, stale: bool) -> Claim:
    fact = reading.fact
    quantity = fact if isinstance(fact, QuantityFact) else None
    status: Status | None = quantity.status if quantity else None
    return Claim(
        fact_id=fact.fact_id,
        doc_id=fact.doc_id,
        source=fact.source,
        url=fact.url,
        published=fact.published,
        start=fact.start,
        end=fact.end,
        text=fact.text,
        sentence=fact.sentence,
        title=_headline(fact.doc_id, around),
        before=fact.before,
        after=fact.after,
        value=bounds_of(fact.amount) if isinstance(fact, QuantityFact) else fact.days,
        approx=quantity.approx if quantity else False,
        unit=quantity.unit if quantity else None,
        status=status,
        said_by=fact.said_by,
        counted_by=load_settings(around.ruleset).state.sub("", reading.counter) if reading.counter else None,
        as_of=quantity.as_of if quantity else None,
        due=quantity.due if quantity else None,
        place=fact.place,
        what=fact.what,
        copy_of=reading.copy_of,
        slip=reading.slip or ("stale_name" if stale else None),
        confidence=fact.confidence,
        flags=fact.flags,
    )


def _article_flags(readings: Iterable[Reading], summaries: Mapping[str, ArticleSummary]) -> Iterator[tuple[str, Flag]]:
    """Flags of the articles that are about the record's claims (sums, titles), with the article's id."""
    readings = list(readings)
    ids = {reading.fact.fact_id for reading in readings}
    owners: dict[str, set[str]] = {}
    for reading in readings:
        owners.setdefault(reading.fact.doc_id, set()).update(reading.fact.ministries)
    for doc_id in dict.fromkeys(reading.fact.doc_id for reading in readings):
        summary = summaries.get(doc_id)
        for flag in summary.flags if summary else ():
            old_name = flag.kind == "stale_name" and flag.params.get("body") in owners[doc_id]
            if old_name or ids.intersection(flag.fact_ids):
                yield doc_id, flag


def _flags(readings: Sequence[Reading], summaries: Mapping[str, ArticleSummary]) -> tuple[Flag, ...]:
    """The flags of the claims and of their articles, each kind and place once; a probable slip is one too."""
    flags: dict[tuple[str, int, int, str], Flag] = {}
    for doc_id, flag in _article_flags(readings, summaries):
        flags.setdefault((flag.kind, flag.start, flag.end, doc_id), flag)
    for reading in readings:
        for flag in reading.fact.flags:
            flags.setdefault((flag.kind, flag.start, flag.end, reading.fact.doc_id), flag)
        if reading.slip:
            fact = reading.fact
            flags.setdefault(
                ("slip", fact.start, fact.end, fact.doc_id),
                Flag(
                    kind="slip",
                    start=fact.start,
                    end=fact.end,
                    params={"slip": reading.slip, "text": fact.text},
                    fact_ids=(fact.fact_id,),
                ),
            )
    return tuple(flags.values())


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return max(sorted(counts), key=lambda value: (counts[value], len(value))) if counts else None


def _shown(what: str | None, settings: Settings) -> str | None:
    """MBG, *makan bergizi gratis* and Makan Bergizi Gratis are shown as one name."""
    return (settings.shown.get(what) or settings.shown.get(what.lower()) or what) if what else None


def _agreed(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Owners that the claims agree on: those that at least a third as many claims name as the commonest one."""
    counts = Counter(item for group in groups for item in group)
    most = max(counts.values(), default=0)
    return tuple(sorted(item for item, count in counts.items() if 3 * count >= most))


def _place(facts: Sequence[QuantityFact | DateFact]) -> Place | None:
    """The place that most claims give; a stray one does not limit the rest."""
    places = Counter((fact.place.name, fact.place.code) for fact in facts if fact.place)
    if not places:
        return None
    name, code = max(sorted(places, key=str), key=lambda place: places[place])
    return Place(name=name, code=code) if 2 * places[name, code] > len(facts) else None


def _due(facts: Sequence[QuantityFact | DateFact]) -> Interval | None:
    """The deadline that most claims give, the latest published among equals."""
    dues = [fact.due for fact in facts if isinstance(fact, QuantityFact) and fact.due]
    if not dues:
        return None
    counts = Counter(dues)
    last = {due: index for index, due in enumerate(dues)}
    return max(counts, key=lambda due: (counts[due], last[due]))
