"""HTTP interface for other programs: extract, check, records, claims. JSON in the shape of the output files."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import ConfigDict, Field
from starlette.exceptions import HTTPException

from extractor.desk.answers import CheckAnswer, check_answer
from extractor.desk.asking import Asked
from extractor.desk.checking import Checked
from extractor.desk.notes import Note, read_notes
from extractor.models import Article, Extraction, Frozen, Record
from extractor.web.apidocs import operations
from extractor.web.corrections import decide
from extractor.web.desk import TEXT_LIMIT
from extractor.web.front import Narrowing, find
from extractor.web.pages import desk_of, render

# What DuckDB and other readers of the interface count with.
_MOST = 2**63 - 1


class Problem(Frozen):
    """Why a request was refused."""

    error: str
    detail: tuple[dict[str, Any], ...] = Field(
        default=(), description="of a 422: which value, and what is wrong with it"
    )


_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "nothing has this id"}}
_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "the body cannot be read, is cut short, or the host is not this machine"},
    413: {"model": Problem, "description": "the body is too large"},
    422: {"model": Problem, "description": "a value is unknown or malformed, or the body is not in UTF-8"},
}
_READ: dict[int | str, dict[str, Any]] = {503: {"model": Problem, "description": "busy; ask again later"}}

_DECIDED: dict[int | str, dict[str, Any]] = {
    403: {"model": Problem, "description": "another site's page asks"},
    409: {"model": Problem, "description": "the records have changed since they were looked at"},
}

router = APIRouter(prefix="/api", tags=["rujuk"], responses=_REFUSED)


def own_origin(request: Request) -> None:
    """403 for a request that a page of another site makes; browsers say which site that is."""
    origin = request.headers.get("origin")
    if origin is not None and origin != f"http://{request.headers.get('host')}":
        raise HTTPException(403)


class TextToRead(Frozen):
    """A text to extract from or to check; its first line counts as the title when more follow."""

    text: str = Field(min_length=1, max_length=TEXT_LIMIT, description="Indonesian text")
    published: date | None = Field(default=None, description="publication day; relative dates count from it")


class RecordQuery(Narrowing):
    """Query of the records; a filter or value that is unknown is refused."""

    model_config = ConfigDict(extra="forbid")
    limit: int = Field(default=50, ge=1, le=1000)
    offset: int = Field(default=0, ge=0, le=_MOST)


class RecordList(Frozen):
    """A page of records."""

    count: int = Field(description="records that fit in all")
    more: bool = Field(default=False, description="more fit: the counting stopped there")
    spelled: str | None = Field(default=None, description="the search as it was understood, where a word was misspelt")
    nearest: bool = Field(default=False, description="nothing has all that was asked: these are the nearest")
    records: tuple[Record, ...]


def answers(request: Request, checked: Checked) -> list[CheckAnswer]:
    """Verdicts as JSON carries them."""
    ruleset = desk_of(request).ruleset
    return [check_answer(ruleset, verdict) for verdict in checked.verdicts]


@router.post("/extract", response_model=Extraction, responses=_READ)
def extract(request: Request, body: TextToRead) -> Response:
    """Facts of a text, with offsets into it."""
    article = Article(id="text", published=body.published, published_by="metadata" if body.published else None,
                      title=body.text.split("\n", 1)[0] if "\n" in body.text else None, text=body.text)  # fmt: skip
    return json_of(desk_of(request).read(article))


@router.post("/check", responses=_READ)
def check(request: Request, body: TextToRead) -> list[CheckAnswer]:
    """A verdict for every figure and date of a text, the first forty of them."""
    return answers(request, desk_of(request).check(body.text, body.published))


@router.get("/records", response_model=RecordList)
def records(request: Request, query: Annotated[RecordQuery, Query()]) -> Response:
    """Records, conflicts first, searched and filtered like the page."""
    found = find(desk_of(request), query, limit=query.limit, offset=query.offset)
    hits = found.hits
    return json_of(
        RecordList(
            count=found.count,
            more=hits is not None and hits.more,
            spelled=hits.spelled if hits else None,
            nearest=hits is not None and hits.nearest,
            records=tuple(found.records),
        )
    )


@router.get("/record", response_model=Record, responses=_NOT_FOUND)
def record(request: Request, id: Annotated[str, Query(max_length=400)]) -> Response:
    """One record with all its claims."""
    found = desk_of(request).store.record(id)
    if found is None:
        raise HTTPException(404)
    return json_of(found)


@router.get("/notes")
def notes(request: Request) -> list[Note]:
    """All decisions of editors, in the order in which they were made."""
    return read_notes(desk_of(request).store.directory)


@router.post("/notes", status_code=201, responses=_DECIDED, dependencies=[Depends(own_origin)])
def add_note(request: Request, body: Asked) -> Note:
    """Keeps a decision with name and reason, and applies it at once and in every later run."""
    return decide(desk_of(request), body)


@router.get("/claims", responses=_NOT_FOUND)
def claims(request: Request, article: Annotated[str, Query(max_length=2000)]) -> dict[str, Any]:
    """Facts of one article, and the record of each fact that is a claim."""
    store = desk_of(request).store
    if store.article(article) is None:
        raise HTTPException(404)
    return {
        "facts": [fact.model_dump(mode="json") for fact in store.facts(article)],
        "records": store.record_ids(article),
    }


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """What other programs may ask, as a page."""
    return render(request, "api.html", section="api", operations=operations(request.app.openapi()))


def json_of(model: Frozen) -> Response:
    """A model as it stands in the output files: aliases kept, nothing left out."""
    return Response(model.model_dump_json(), media_type="application/json")
