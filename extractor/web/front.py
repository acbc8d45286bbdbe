"""The front page and the list of records: what is new, what conflicts, what is late; search, filters, pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
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
_SHOWN = 5

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
    view: Literal["", "all", "newest", "changed", "overdue", "moved"] = Field(
        default="", description="changed: since the run before; overdue: without a result; moved: the farthest first"
    )

    @field_validator("since", "until", mode="before")
    @classmethod
    def _empty_is_absent(cls, value: object) -> object:
        return value or None

    def where(self) -> RecordFilter:
        """The filters as the store understands them, today."""
        return RecordFilter(**self.model_dump(include=set(RecordFilter.__slots__)), today=_today())


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
    narrowed = where != RecordFilter(today=where.today)
    hits = search.find(query.q, most=None) if narrowed else search.find(query.q)
    among = hits.ranks if hits else None
    records = search.store.records(where, limit=limit, offset=offset, among=among)
    return Found(records, search.store.count(where, among), hits)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the front page: its heading's phrase, the query of the whole of it, how many there are, the first."""

    key: str
    query: str
    count: int
    records: list[Record]


def front(desk: Desk) -> list[Section]:
    """What an editor asks first: what changed, what conflicts, what is late, what moved; and the newest of all.

    No record stands twice.
    """
    store = desk.store
    shown: set[str] = set()
    sections = []
    for key, query in _SECTIONS:
        where = query.where()
        count = store.count(where)
        records = store.records(where, limit=_SHOWN + len(shown))
        fresh = [one for one in records if one.record_id not in shown][:_SHOWN]
        if key == "conflict":
            fresh = [one for one in fresh if one.review is None]
        shown |= {one.record_id for one in fresh}
        if fresh:
            sections.append(Section(key, query.encoded(), count, fresh))
    return sections


@router.get("/")
def records(request: Request, query: Annotated[ListQuery, Query()]) -> HTMLResponse:
    """The front page, or the list that was asked for; htmx asks for its part alone."""
    desk = desk_of(request)
    part = request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
    at_front = query == ListQuery()
    fields = _front_fields(desk) if at_front else _list_fields(desk, query)
    shown = [one for section in fields["sections"] for one in section.records] if at_front else fields["records"]
    name = ("front.html" if at_front else "list.html") if part else "records.html"
    mark = "," if language_of(request) == "en" else "."
    return render(
        request,
        name,
        section="records",
        **fields,
        at_front=at_front,
        changes=desk.store.changes([one.record_id for one in shown]),
        where=query,
        narrowed=any(getattr(query, name) for name in _FOLDED),
        chips={} if part else {key: desk.store.count(chip.where()) for key, chip in _SECTIONS},
        facets={} if part else desk.store.facets(),
        totals={} if part else {name: f"{n:,}".replace(",", mark) for name, n in desk.store.totals().items()},
    )


def _front_fields(desk: Desk) -> dict[str, Any]:
    return {"sections": front(desk)}


def _list_fields(desk: Desk, query: ListQuery) -> dict[str, Any]:
    found = find(desk, query, limit=PAGE_SIZE, offset=(query.page - 1) * PAGE_SIZE)
    pages = max(1, -(-found.count // PAGE_SIZE))
    page = min(query.page, pages)
    if page != query.page:
        found = find(desk, query, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return {
        "records": found.records,
        "count": found.count,
        "hits": found.hits,
        "page": page,
        "pages": pages,
        "offset": (page - 1) * PAGE_SIZE,
        "query": query.encoded(),
        "with_page": lambda number: query.encoded(page=number),
    }


_today: Callable[[], date] = date.today
_SECTIONS: tuple[tuple[str, ListQuery], ...] = (
    ("changed", ListQuery(view="changed")),
    ("conflict", ListQuery(relation="conflict")),
    ("overdue", ListQuery(view="overdue")),
    ("moved", ListQuery(view="moved")),
    ("newest", ListQuery(view="newest")),
)
# The filters that are folded away until one of them is used.
_FOLDED = ("relation", "attribute", "status", "ministry", "outlet", "programme", "since", "until")
