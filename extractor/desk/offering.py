"""What the page of a record offers to editors: the notes about it, values to choose from, records to merge it into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extractor.desk.notes import Named, Note, read_notes, undoable
from extractor.desk.present import record_url
from extractor.desk.store import RecordFilter, Store
from extractor.models import Claim, Interval, Record

NOTES_URL = "/notes"
_MOST_OTHERS = 50


def offered(store: Store, record: Record) -> dict[str, Any]:
    """Fields of the correction forms of a record, by the names that their template knows."""
    notes = read_notes(store.directory)
    return {
        "notes": about(record, notes),
        "in_force": in_force(notes),
        "choices": _choices(record.claims),
        "others": _others(store, record),
        "of_days": isinstance(record.claims[0].value, Interval),
    }


def in_force(notes: Sequence[Note]) -> frozenset[str]:
    """Ids of the notes that nobody has undone, undoings among them."""
    return frozenset(note.id for note in undoable(notes))


def about(record: Record, notes: Iterable[Note]) -> list[Note]:
    """The notes about a record or one of its claims, undoings among them."""
    own = {claim.fact_id for claim in record.claims}
    found: dict[str, Note] = {}
    for note in notes:
        named = any(one.fact_id in own for one in (*note.claims, *note.others))
        if named or note.undoes in found or note.record_id == record.record_id:
            found[note.id] = note
    return list(found.values())


def where_now(store: Store, claims: Iterable[Claim | Named]) -> str:
    """The page of the record that holds the first of these claims that any holds; else that of all notes."""
    homes: dict[str, dict[str, str]] = {}
    for claim in claims:
        known = homes.setdefault(claim.doc_id, store.record_ids(claim.doc_id))
        if claim.fact_id in known:
            return record_url(known[claim.fact_id])
    return NOTES_URL


def _choices(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each value."""
    values: list[Claim] = []
    for claim in claims:
        if all(claim.value != other.value for other in values):
            values.append(claim)
    return values


def _others(store: Store, record: Record) -> list[Record]:
    """Records of the same programme or owner, of which this one may be a part."""
    if record.what:
        where = RecordFilter(programme=record.what)
    elif record.ministries:
        where = RecordFilter(ministry=record.ministries[0])
    else:
        return []
    of_days = isinstance(record.claims[0].value, Interval)
    return [
        other
        for other in store.records(where, limit=_MOST_OTHERS)
        if other.record_id != record.record_id and isinstance(other.claims[0].value, Interval) == of_days
    ]
