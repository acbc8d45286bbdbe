"""Forms by which editors put records right, and the page of all their decisions; they work without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from extractor.desk.asking import Asked, DecisionError, note_of
from extractor.desk.notes import Note, read_notes
from extractor.desk.offering import NOTES_URL, in_force, where_now
from extractor.desk.present import record_url
from extractor.desk.store import Store
from extractor.models import Amount, Decision, Interval
from extractor.numbers import find_numbers
from extractor.rules import RuleSet
from extractor.web.desk import Desk
from extractor.web.pages import desk_of, form_day, render

# The page shows so many of the newest decisions; the file and the exports hold all.
_MOST_SHOWN = 500

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


class Filled(BaseModel):
    """The form of a record's page, of a claim's, or of an undoing; what the decision does not need is ignored."""

    model_config = ConfigDict(extra="ignore")
    token: str
    decision: Decision
    claims: list[str] = []
    record_id: str = ""
    anchor: str = ""
    into: str = ""
    address: str = ""
    value_of: str = ""
    written: str = ""
    since: str = ""
    until: str = ""
    unit: str = ""
    status: str = ""
    title: str = ""
    misread: bool = False
    undoes: str = ""
    comment: str = ""
    by: str = ""

    def asked(self, store: Store, ruleset: RuleSet) -> Asked:
        """What the editor asks for. Raises :class:`DecisionError`."""
        if not (self.by.strip() and self.comment.strip()):
            raise DecisionError("error_unsigned")
        fields: dict[str, object] = {"decision": self.decision, "comment": self.comment, "by": self.by}
        if self.decision == "undo":
            fields["undoes"] = self.undoes
        elif self.decision in ("split", "drop", "correct"):
            if not self.claims:
                raise DecisionError("error_no_claim")
            fields["claims"] = self.claims
        else:
            whole = self.decision != "merge" or not self.claims
            fields["claims"] = [self.anchor] if whole else self.claims
        if self.decision == "merge":
            fields |= {"into": self._into(store), "whole": not self.claims}
        if self.decision == "drop":
            fields["misread"] = self.misread
        if self.decision == "rename":
            fields["title"] = self.title
        if self.decision == "choose":
            fields["value"] = self._chosen(store) if self.value_of else self._value(ruleset)
        if self.decision == "correct":
            fields |= {"value": self._value(ruleset), "unit": self.unit or None, "status": self.status or None}
        try:
            return Asked.model_validate(fields)
        except ValidationError:
            raise DecisionError("error_form") from None

    def _into(self, store: Store) -> str:
        """The first claim of the record that was picked, or whose address was given."""
        if self.into:
            return self.into
        try:
            given = parse_qs(urlsplit(self.address).query).get("id", [self.address.strip()])[0]
        except ValueError:
            given = ""
        record = store.record(given)
        if record is None:
            raise DecisionError("error_no_target")
        return record.claims[0].fact_id

    def _chosen(self, store: Store) -> Amount | Interval:
        """The value of the claim that was picked."""
        doc_id = self.value_of.rpartition("#")[0]
        record = store.record(store.record_ids(doc_id).get(self.value_of, ""))
        if record is None:
            raise DecisionError("error_claim_gone", stale=True)
        return next(claim.value for claim in record.claims if claim.fact_id == self.value_of)

    def _value(self, ruleset: RuleSet) -> Amount | Interval | None:
        """The value that was written: a number as newspapers write it, or days."""
        if self.since or self.until:
            first, last = form_day(self.since), form_day(self.until)
            return Interval(from_=first or last, to=last or first)
        if not self.written.strip():
            return None
        found = [one for one in find_numbers(self.written[:200], ruleset) if one.role == "cardinal"]
        if len(found) != 1:
            raise DecisionError("error_number")
        return Amount(min=found[0].min, max=found[0].max, grain=found[0].grain)


def own_form(request: Request, form: Annotated[Filled, Form()]) -> Filled:
    """A form of one of this desk's own pages; 403 for any other."""
    if not desk_of(request).same_token(form.token):
        raise HTTPException(403)
    return form


def decide(desk: Desk, asked: Asked) -> Note:
    """Keeps and applies a decision. Raises :class:`DecisionError`."""
    return desk.keep(lambda store, notes: note_of(asked, store, notes, datetime.now(UTC)))


@router.post("/notes")
def decided(request: Request, form: Annotated[Filled, Depends(own_form)]) -> Response:
    """Keep a decision, then show the record that it made."""
    desk = desk_of(request)
    try:
        note = decide(desk, form.asked(desk.store, desk.ruleset))
    except DecisionError as error:
        url, words = (record_url(form.record_id), "back_record") if form.record_id else (NOTES_URL, "back")
        status = status_of(error)
        return render(request, "error.html", status=status, message_key=error.key, back_url=url, back=words)
    place = where_of(desk.store, note)
    return RedirectResponse(place + ("" if place == NOTES_URL else "#notes"), status_code=303)


def where_of(store: Store, note: Note) -> str:
    """The page of the record that a decision made, or the page of all decisions."""
    target = note
    if note.decision == "undo":
        target = next(one for one in read_notes(store.directory) if one.id == note.undoes)
    return where_now(store, (*target.claims, *target.others))


def status_of(error: DecisionError) -> int:
    """409 when the records have changed since they were looked at, else 422."""
    return 409 if error.stale else 422


@router.get("/notes")
def all_notes(request: Request) -> HTMLResponse:
    """All decisions, the newest first."""
    desk = desk_of(request)
    notes = read_notes(desk.store.directory)
    return render(
        request,
        "notes.html",
        section="notes",
        notes=notes[:-_MOST_SHOWN:-1],
        in_force=in_force(notes),
        places={note.id: where_of(desk.store, note) for note in notes[-_MOST_SHOWN:] if note.decision != "undo"},
        decisions_wait=desk.decisions_wait(),
    )


@router.get("/correct")
def correct(request: Request, claim: Annotated[str, Query(max_length=2400)]) -> HTMLResponse:
    """The form to correct what was read in a claim."""
    store = desk_of(request).store
    record = store.record(store.record_ids(claim.rpartition("#")[0]).get(claim, ""))
    if record is None:
        raise HTTPException(404)
    found = next(one for one in record.claims if one.fact_id == claim)
    return render(
        request,
        "correct.html",
        section="records",
        record=record,
        claim=found,
        of_days=isinstance(found.value, Interval),
    )
