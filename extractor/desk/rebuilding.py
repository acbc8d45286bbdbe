"""A record made anew of claims that editors put together or corrected, from the facts and articles behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from extractor.desk.deciding import Draft, Rebuild
from extractor.desk.notes import Note
from extractor.models import (
    Amount,
    ArticleSummary,
    Attribute,
    DateFact,
    Fact,
    Flag,
    Interval,
    QuantityFact,
    Record,
)
from extractor.reconcile.judging import build_record
from extractor.reconcile.judging.parts import Surroundings, read_part
from extractor.reconcile.judging.sums import find_sums, parts_of
from extractor.rules import RuleSet

_ROLES: Mapping[Attribute, Literal["due", "start", "event"]] = {
    "due_date": "due",
    "start_date": "start",
    "event_date": "event",
}


def rebuilding(articles: Iterable[tuple[ArticleSummary, Sequence[Fact]]], ruleset: RuleSet) -> Rebuild:
    """The function that makes a draft's record, by the ``articles`` of its claims with all their facts."""
    summaries: dict[str, ArticleSummary] = {}
    by_article: dict[str, Sequence[Fact]] = {}
    for summary, facts in articles:
        summaries[summary.id], by_article[summary.id] = summary, facts

    def rebuild(draft: Draft) -> Record:
        copies = {claim.doc_id: claim.copy_of for claim, _ in draft.claims.values() if claim.copy_of}
        around = Surroundings(summaries, copies, ruleset)
        known = {fact.fact_id: fact for claim, _ in draft.claims.values() for fact in by_article.get(claim.doc_id, ())}
        figures: list[QuantityFact] = []
        days: list[DateFact] = []
        for fact_id, (claim, base) in draft.claims.items():
            fact = known.get(fact_id)
            note = draft.corrected.get(fact_id)
            if isinstance(fact, QuantityFact):
                figure = fact.model_copy(update={"status": claim.status})  # what another sentence of its report denies
                figures.append(corrected_figure(figure, note) if note else figure)
            elif isinstance(fact, DateFact):
                # Reconciliation has read which step a day is of, and which end of a stretch of days.
                read = {"role": _ROLES.get(base.attribute), "what": claim.what}
                placed = fact.model_copy(update=read | dict(claim.value))
                days.append(corrected_day(placed, note) if note else placed)
        if figures:
            parts = {doc_id: parts_of(by_article[doc_id]) for doc_id in {fact.doc_id for fact in figures}}
            part = read_part(figures, around)
            part.differs = draft.base.differs
            record = build_record(part, around, sums=find_sums(figures, parts))
            return record.model_copy(update={"contradiction": _contradiction(record, draft)})
        if not days:  # the articles are gone; what was known of the claims stays
            claims = tuple(claim for claim, _ in draft.claims.values())
            return draft.base.model_copy(update={"claims": claims})
        part = read_part(days, around)
        part.differs = draft.base.differs
        record = build_record(part, around)
        kept = ("what", "unit", "ministries", "agencies", "title", "title_en")
        changes = {name: getattr(draft.base, name) for name in kept}
        return record.model_copy(update=changes | {"contradiction": _contradiction(record, draft)})

    return rebuild


def _contradiction(record: Record, draft: Draft) -> float | None:
    """How likely the conflict is real that reconciliation saw; none of what only editors brought together."""
    return draft.base.contradiction if record.relation == "conflict" else None


def as_corrected(facts: Iterable[Fact], notes: Iterable[Note]) -> list[Fact]:
    """The facts of an article as editors corrected them, without those misread, by the notes in force."""
    newest: dict[tuple[str, str], Note] = {}
    for note in notes:
        if note.decision == "correct" or note.misread:
            newest |= {(one.fact_id, one.text): note for one in note.claims}
    found: list[Fact] = []
    for fact in facts:
        taught = newest.get((fact.fact_id, fact.text))
        if taught is None:
            found.append(fact)
        elif taught.decision == "correct" and isinstance(fact, QuantityFact):
            found.append(corrected_figure(fact, taught))
        elif taught.decision == "correct" and isinstance(fact, DateFact):
            found.append(corrected_day(fact, taught))
    return found


def corrected_figure(fact: QuantityFact, note: Note) -> QuantityFact:
    """The figure as an editor corrected it, with a flag that says so."""
    changes: dict[str, object] = {"flags": (*fact.flags, _flag(fact))}
    if isinstance(note.value, Amount):
        changes |= {"min": note.value.min, "max": note.value.max, "approx": False, "grain": note.value.grain}
    if note.unit is not None:
        changes["unit"] = note.unit
    if note.status is not None:
        changes |= {"status": note.status, "target": note.status == "target"}
    return fact.model_copy(update=changes)


def corrected_day(fact: DateFact, note: Note) -> DateFact:
    """The day as an editor corrected it, with a flag that says so."""
    changes: dict[str, object] = {"flags": (*fact.flags, _flag(fact))}
    if isinstance(note.value, Interval):
        changes |= {"from_": note.value.from_, "to": note.value.to, "weekday_conflict": False, "likely": None}
    return fact.model_copy(update=changes)


def _flag(fact: Fact) -> Flag:
    return Flag(kind="corrected", start=fact.start, end=fact.end, fact_ids=(fact.fact_id,))
