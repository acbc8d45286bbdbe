"""The list of records: search, filters, pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.responses import HTMLResponse

from extractor.desk.search import Hits
from extractor.desk.store import RecordFilter
from extractor.models import Attribute, Record, Relation, Status
from extractor.web.desk import Desk
from extractor.web.pages import desk_of, language_of, render

PAGE_SIZE = 50

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


class Narrowing(BaseModel):
    """What the list of records is narrowed to; empty fields count as absent."""

    q: str = Field(default="", max_length=200, description="words and numbers in any writing: mbg 36,7 jt")
    ministry: str = Field(default="", max_length=100)
    programme: str = Field(default="", max_length=200)
    relation: Relation | Literal["", "unresolved"] = ""
    attribute: Attribute | Literal[""] = ""
    status: Status | Literal[""] = ""
    outlet: str = Field(default="", max_length=200)
    since: date | None = None
    until: date | None = None

    @field_validator("since", "until", mode="before")
    @classmethod
    def _empty_is_absent(cls, value: object) -> object:
        return value or None

    def where(self) -> RecordFilter:
        """The filters as the store understands them."""
        return RecordFilter(**self.model_dump(include=set(RecordFilter.__slots__)))


class ListQuery(Narrowing):
    """Query of the page."""

    model_config = ConfigDict(extra="ignore")
    page: int = Field(default=1, ge=1, le=1_000_000)

    def encoded(self, **changed: object) -> str:
        """The query as a string, without empty fields."""
        fields = {**self.model_dump(exclude={"page"}), **changed}
        return urlencode({key: str(value) for key, value in fields.items() if value})


@dataclass(frozen=True, slots=True)
class Found:
    """Records that fit, how many there are in all, and what the search made of its words."""

    records: list[Record]
    count: int
    hits: Hits | None


def find(desk: Desk, query: Narrowing, *, limit: int, offset: int = 0) -> Found:
    """Some of the records that a query asks for, the best first."""
    where, search = query.where(), desk.search  # one search, for a decision may replace it meanwhile
    hits = search.find(query.q) if where == RecordFilter() else search.find(query.q, most=None)
    among = hits.ranks if hits else None
    records = search.store.records(where, limit=limit, offset=offset, among=among)
    return Found(records, search.store.count(where, among), hits)


@router.get("/")
def records(request: Request, query: Annotated[ListQuery, Query()]) -> HTMLResponse:
    """The list; htmx asks for its part alone."""
    desk = desk_of(request)
    found = find(desk, query, limit=PAGE_SIZE, offset=(query.page - 1) * PAGE_SIZE)
    pages = max(1, -(-found.count // PAGE_SIZE))
    page = min(query.page, pages)
    if page != query.page:
        found = find(desk, query, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    mark = "," if language_of(request) == "en" else "."
    part = request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
    return render(
        request,
        "list.html" if part else "records.html",
        section="records",
        records=found.records,
        count=found.count,
        hits=found.hits,
        page=page,
        pages=pages,
        offset=(page - 1) * PAGE_SIZE,
        where=query,
        query=query.encoded(),
        with_page=lambda number: query.encoded(page=number),
        facets={} if part else desk.store.facets(),
        totals={} if part else {name: f"{n:,}".replace(",", mark) for name, n in desk.store.totals().items()},
    )
