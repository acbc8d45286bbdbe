"""Export from every view: CSV, JSON, and the fact-check sheet as Markdown."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from extractor.desk.factsheet import check_sheet, factsheet
from extractor.desk.labels import title_of, verdict_reason
from extractor.desk.notes import read_notes
from extractor.desk.pictures.card import card
from extractor.desk.rendering import template
from extractor.export.columns import claim_lines, fact_lines
from extractor.export.csv import Cell, csv_head, csv_line
from extractor.export.wording import Wording
from extractor.messages.phrases import phrases
from extractor.messages.values import format_value
from extractor.models import Record
from extractor.web.api import answers
from extractor.web.desk import TEXT_LIMIT
from extractor.web.front import ListQuery, find
from extractor.web.pages import desk_of, form_day, language_of

Ending = Literal["csv", "json", "md"]
# A list is exported whole up to this; the output files themselves hold everything.
_MOST_RECORDS = 10_000
_LONGEST_NAME = 80

router = APIRouter(prefix="/export", include_in_schema=False)


@router.get("/records.{ending}")
def records(request: Request, ending: Ending, query: Annotated[ListQuery, Query()]) -> Response:
    """The filtered list with all claims."""
    found = find(desk_of(request), query, limit=_MOST_RECORDS)
    return _records_file(request, found.records, ending, "klaim" if ending == "csv" else "rujukan")


@router.get("/record.{ending}")
def record(request: Request, ending: Ending, id: Annotated[str, Query(max_length=400)]) -> Response:
    """One record with its claims."""
    found = desk_of(request).store.record(id)
    if found is None:
        raise HTTPException(404)
    return _records_file(request, [found], ending, _name_of(title_of(found, language_of(request))))


@router.get("/card.svg")
def story_card(request: Request, id: Annotated[str, Query(max_length=400)]) -> Response:
    """One record as a card for a story."""
    desk = desk_of(request)
    found = desk.store.record(id)
    if found is None:
        raise HTTPException(404)
    return _file(card(found, desk.ruleset, language_of(request)), "svg", "kartu")


@router.get("/article.{ending}")
def article(request: Request, ending: Ending, id: Annotated[str, Query(max_length=2000)]) -> Response:
    """Facts of one article; as a sheet, the records that its claims belong to."""
    store = desk_of(request).store
    found = store.article(id)
    if found is None:
        raise HTTPException(404)
    facts = [fact.model_dump(mode="json") for fact in store.facts(id)]
    if ending == "json":
        return _file(json.dumps(facts, ensure_ascii=False, indent=1), ending, "fakta")
    if ending == "csv":
        return _table_file(request, "facts", fact_lines(facts, found.text, found.title), "fakta")
    ids = sorted(set(store.record_ids(id).values()))
    return _records_file(request, [one for i in ids if (one := store.record(i))], ending, "artikel")


@router.post("/check.{ending}")
def check(
    request: Request,
    ending: Literal["csv", "json", "md", "html"],
    text: Annotated[str, Form()],
    token: Annotated[str, Form(max_length=100)],
    published: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Verdicts for a pasted text; as a sheet, with the records that decided."""
    desk, day = desk_of(request), form_day(published)
    if not desk.same_token(token):
        raise HTTPException(403)
    if len(text) > TEXT_LIMIT:
        raise HTTPException(413)
    checked = desk.check(text, day)
    if ending == "md":
        sheet = check_sheet(checked, desk.ruleset, language_of(request), date.today())
        return _file(sheet, ending, "cek")
    if ending == "html":
        language = language_of(request)
        page = template("check_sheet.html", desk.ruleset, language, checked=checked, today=date.today())
        return _file(page, ending, "cek")
    found = answers(request, checked)
    if ending == "json":
        rows_of = [one.model_dump(mode="json") for one in found]
        return _file(json.dumps(rows_of, ensure_ascii=False, indent=1), ending, "cek")
    phrase = phrases(desk.ruleset, language_of(request))
    columns = ("text", "verdict", "why", "source", "published", "quote", "url", "record_id")
    rows: list[Sequence[Cell]] = []
    for one in found:
        first = one.quotes[0] if one.quotes else None
        source = (first.source, first.published, first.quote, first.url) if first else (None,) * 4
        verdict, why = phrase(f"verdict_{one.verdict}"), verdict_reason(desk.ruleset, language_of(request), one)
        rows.append([one.text, verdict, why, *source, ", ".join(one.record_ids)])
    return _file(_csv([phrase(f"head_{name}") for name in columns], rows), ending, "cek")


@router.get("/sources.{ending}")
def sources(request: Request, ending: Literal["csv", "json"]) -> Response:
    """The source table."""
    columns, rows = desk_of(request).store.sources()
    if ending == "json":
        return _file(json.dumps(rows, ensure_ascii=False, indent=1), ending, "sumber")
    phrase = phrases(desk_of(request).ruleset, language_of(request))
    cells = [[phrase(f"source_kind_{row['kind']}"), *(row[column] for column in columns[1:])] for row in rows]
    return _file(_csv([phrase(f"source_{column}") for column in columns], cells), ending, "sumber")


@router.get("/notes.{ending}")
def notes(request: Request, ending: Literal["csv", "json"]) -> Response:
    """All decisions of editors."""
    made, language = read_notes(desk_of(request).store.directory), language_of(request)
    if ending == "json":
        rows_of = [note.model_dump(mode="json") for note in made]
        return _file(json.dumps(rows_of, ensure_ascii=False, indent=1), ending, "keputusan")
    phrase = phrases(desk_of(request).ruleset, language)
    columns = ("at", "by", "decision", "comment", "title", "value", "claims", "others", "record_id", "id", "undoes")
    rows: list[Sequence[Cell]] = [
        [
            note.at.isoformat(), note.by, phrase(f"decision_{note.decision}"), note.comment, note.title,
            format_value(note.value, note.unit, language=language) if note.value else note.unit,
            *("; ".join(one.text for one in claims) for claims in (note.claims, note.others)),
            note.record_id, note.id, note.undoes,
        ]
        for note in made
    ]  # fmt: skip
    return _file(_csv([phrase(f"head_note_{name}") for name in columns], rows), ending, "keputusan")


def _name_of(title: str) -> str:
    """A title as the name of a file."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-") or "rujukan"


def _records_file(request: Request, found: Sequence[Record], ending: Ending, name: str) -> Response:
    if ending == "json":
        return _file("[" + ",\n".join(record.model_dump_json() for record in found) + "]", ending, name)
    if ending == "csv":
        parsed = (one.model_dump(mode="json") for one in found)
        return _table_file(request, "claims", chain.from_iterable(map(claim_lines, parsed)), name)
    sheet = factsheet(found, desk_of(request).ruleset, language_of(request), date.today())
    return _file(sheet, ending, name)


def _table_file(request: Request, table: str, lines: Iterable[Mapping[str, Any]], name: str) -> Response:
    """Facts or claims with the columns of every export (:data:`~extractor.export.columns.TABLES`)."""
    wording = Wording(desk_of(request).ruleset, language_of(request))
    return _file(_csv(wording.heads(table), (wording.row(table, line) for line in lines)), "csv", name)


def _csv(columns: Iterable[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    return csv_head(columns) + b"".join(map(csv_line, rows))


def _file(content: str | bytes, ending: str, name: str) -> Response:
    types = {
        "csv": "text/csv",
        "json": "application/json",
        "md": "text/markdown",
        "html": "text/html",
        "svg": "image/svg+xml",
    }
    return Response(
        content,
        media_type=f"{types[ending]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="rujuk-{name}.{ending}"'},
    )
