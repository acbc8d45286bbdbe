"""What an editor asks for, checked against the records of the moment, as a note to keep."""

from __future__ import annotations

import math
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from extractor.desk.notes import FACT_ID, Named, Note, named, standing, undoable
from extractor.desk.store import Store
from extractor.errors import RujukError
from extractor.models import Amount, Claim, Decision, Frozen, Interval, Record, Status

#: Claims that one note may name; a whole record is named by fewer.
MOST_CLAIMS = 500
# Beyond this floating-point numbers are no longer exact, and no figure of the news is.
_GREATEST = 2**53


def _known(fact_id: str) -> str:
    if not FACT_ID.fullmatch(fact_id):
        raise ValueError("no fact_id of a figure or a day")
    return fact_id


_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_FactId = Annotated[str, Field(max_length=2400), AfterValidator(_known)]

# What each decision needs besides name and reason, and what else it may hold.
_FIELDS: dict[Decision, tuple[frozenset[str], frozenset[str]]] = {
    "accept": (frozenset({"claims"}), frozenset()),
    "reject": (frozenset({"claims"}), frozenset()),
    "comment": (frozenset({"claims"}), frozenset()),
    "split": (frozenset({"claims"}), frozenset()),
    "merge": (frozenset({"claims", "into"}), frozenset({"whole"})),
    "drop": (frozenset({"claims"}), frozenset({"misread"})),
    "choose": (frozenset({"claims", "value"}), frozenset()),
    "rename": (frozenset({"claims", "title"}), frozenset()),
    "correct": (frozenset({"claims"}), frozenset({"value", "unit", "status"})),
    "undo": (frozenset({"undoes"}), frozenset()),
}


class DecisionError(RujukError, ValueError):
    """The decision cannot be kept. ``key`` is that of a phrase in rules/interface.yaml.

    ``stale``: the records have changed since they were looked at.
    """

    def __init__(self, key: str, *, stale: bool = False) -> None:
        super().__init__(key)
        self.key = key
        self.stale = stale


class Asked(Frozen):
    """A decision with the editor's name and reason. Claims are named by their ``fact_id``."""

    decision: Decision
    claims: tuple[_FactId, ...] = Field(
        default=(), max_length=MOST_CLAIMS, description="what is decided on; for a whole record any claim of it"
    )
    into: _FactId | None = Field(default=None, description="merge: a claim of the record to which they belong")
    whole: bool = Field(default=False, description="merge: the whole record that holds the claims")
    value: Amount | Interval | None = Field(default=None, description="choose, correct: {min, max} or {from, to}")
    unit: Annotated[_Words, Field(max_length=100)] | None = Field(default=None, description="correct: of a figure")
    status: Status | None = Field(default=None, description="correct: of a figure")
    title: Annotated[_Words, Field(max_length=300)] | None = Field(default=None, description="rename")
    misread: bool = Field(default=False, description="drop: the words are no target, count or day of a step at all")
    undoes: Annotated[_Words, Field(max_length=40)] | None = Field(default=None, description="undo: id of the note")
    comment: Annotated[_Words, Field(max_length=4000)] = Field(description="the reason")
    by: Annotated[_Words, Field(max_length=200)] = Field(description="name or initials of the editor")

    @model_validator(mode="after")
    def _complete(self) -> Asked:
        needed, allowed = _FIELDS[self.decision]
        given = {name for name in type(self).model_fields if getattr(self, name)} - {"decision", "comment", "by"}
        if not needed <= given:
            raise ValueError(f"{self.decision} needs {', '.join(sorted(needed - given))}")
        if not given <= needed | allowed:
            raise ValueError(f"{self.decision} takes no {', '.join(sorted(given - needed - allowed))}")
        if self.decision == "correct" and not given & allowed:
            raise ValueError("correct needs value, unit or status")
        if self.value is not None:
            _check_range(self.value)
        return self


def _check_range(value: Amount | Interval) -> None:
    if isinstance(value, Interval):
        if not (value.from_ or value.to) or (value.from_ and value.to and value.from_ > value.to):
            raise ValueError("from and to are no stretch of days")
        return
    bounds = [bound for bound in (value.min, value.max) if bound is not None]
    if not bounds or not all(math.isfinite(bound) and abs(bound) <= _GREATEST for bound in bounds):
        raise ValueError("min and max are no amount")
    if bounds != sorted(bounds):
        raise ValueError("min is above max")


def note_of(asked: Asked, store: Store, notes: Sequence[Note], at: datetime) -> Note:
    """The note to keep of what an editor asks for, by the records of the moment and the notes so far.

    Raises :class:`DecisionError`.
    """
    shared = {
        "id": secrets.token_hex(8),
        "decision": asked.decision,
        "comment": asked.comment,
        "by": asked.by,
        "at": at,
    }
    if asked.decision == "undo":
        if not any(note.id == asked.undoes for note in undoable(notes)):
            raise DecisionError("error_note_gone", stale=True)
        return Note(**shared, undoes=asked.undoes)
    record = _record_of(asked.claims, store)
    chosen = [claim for claim in record.claims if claim.fact_id in asked.claims]
    shared["record_id"] = record.record_id
    if asked.decision == "split":
        rest = [claim for claim in record.claims if claim.fact_id not in asked.claims]
        if not rest:
            raise DecisionError("error_split_all")
        return Note(**shared, claims=_names(chosen), others=named(rest))
    if asked.decision == "merge":
        other = _record_of([asked.into or ""], store)
        if other.record_id == record.record_id:
            raise DecisionError("error_same_record")
        if _of_days(other) != _of_days(record):
            raise DecisionError("error_kind")
        whole = asked.whole or len(chosen) == len(record.claims)
        moving = named(record.claims) if whole else _names(chosen)
        return Note(**shared, claims=moving, others=named(other.claims), whole=whole)
    if asked.decision == "drop":
        return Note(**shared, claims=_names(chosen), misread=asked.misread)
    if asked.value is not None and isinstance(asked.value, Interval) != _of_days(record):
        raise DecisionError("error_kind")
    if asked.decision == "correct":
        if len(chosen) != 1:
            raise DecisionError("error_one_claim")
        if _of_days(record) and (asked.unit or asked.status):
            raise DecisionError("error_kind")
        unit = asked.unit.lower() if asked.unit else None
        return Note(**shared, claims=_names(chosen), value=asked.value, unit=unit, status=asked.status)
    shared["claims"] = named(record.claims)
    if asked.decision == "rename":
        return Note(**shared, title=asked.title)
    if asked.decision == "choose":
        return Note(**shared, value=asked.value, was=_supported(record, notes))
    judged = record.value if record.value is not None or record.review is None else record.review.value
    return Note(**shared, value=judged)


def _record_of(fact_ids: Sequence[str], store: Store) -> Record:
    """The one record that holds all these claims."""
    holders: dict[str, str] = {}
    for doc_id in {Named(fact_id=fact_id, text="").doc_id for fact_id in fact_ids}:
        holders |= store.record_ids(doc_id)
    found = {holders.get(fact_id) for fact_id in fact_ids}
    if None in found:
        raise DecisionError("error_claim_gone", stale=True)
    if len(found) > 1:
        raise DecisionError("error_two_records", stale=True)
    record = store.record(found.pop() or "")
    if record is None:
        raise DecisionError("error_claim_gone", stale=True)
    return record


def _supported(record: Record, notes: Sequence[Note]) -> Amount | Interval | None:
    """What the claims of a record support, whatever editors ruled on it."""
    own = set(record.review.notes) if record.review else set()
    for note in reversed(standing(notes)):
        if note.id in own and note.decision == "choose":
            return note.was
        if note.id in own and note.decision == "reject" and record.value is None:
            return note.value
    return record.value


def _names(claims: Sequence[Claim]) -> tuple[Named, ...]:
    return tuple(map(Named.of, claims))


def _of_days(record: Record) -> bool:
    return isinstance(record.claims[0].value, Interval)
