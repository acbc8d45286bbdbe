"""The pages of the desk, in Indonesian, English by switch; they work without JavaScript."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from extractor.desk import present
from extractor.desk.labels import tooltips
from extractor.desk.notes import read_notes, standing
from extractor.desk.offering import offered, where_now
from extractor.desk.pictures.plot import plot
from extractor.desk.rebuilding import as_corrected
from extractor.desk.rendering import template
from extractor.jobs.decide import former_record
from extractor.messages.phrases import phrases
from extractor.messages.values import Language
from extractor.web.desk import Desk

LANGUAGE_COOKIE = "rujuk_language"


class Moved(Exception):
    """The page is at another place now, which is given."""


router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def desk_of(request: Request) -> Desk:
    """The desk that serves this request."""
    desk: Desk = request.app.state.desk
    return desk


def language_of(request: Request) -> Language:
    """``?lang=``, else the cookie, else Indonesian."""
    asked = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    return "en" if asked == "en" else "id"


def render(request: Request, name: str, *, status: int = 200, section: str = "", **fields: object) -> HTMLResponse:
    """A page in the reader's language. ``message_key`` among the fields becomes the words of ``message``."""
    ruleset, language = desk_of(request).ruleset, language_of(request)
    if "message_key" in fields:
        fields["message"] = phrases(ruleset, language)(str(fields.pop("message_key")), **fields)
    other: Language = "id" if language == "en" else "en"
    query = request.url.include_query_params(lang=other).query
    # A path that begins with two slashes would be read as another host.
    path = "/" + request.url.path.lstrip("/")
    page = template(
        name,
        ruleset,
        language,
        section=section,
        other_language=other,
        other_language_url=f"{path}?{query}",
        token=desk_of(request).token,
        **fields,
    )
    response = HTMLResponse(page, status_code=status)
    if "lang" in request.query_params:
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=31_536_000, httponly=True, samesite="strict")
    return response


@router.get("/record")
def record(request: Request, id: Annotated[str, Query(max_length=400)]) -> HTMLResponse:
    """One record with its reason, claims, course over time, quotes, and what editors may put right.

    What a decision has made another record leads there.
    """
    desk, language = desk_of(request), language_of(request)
    found = desk.store.record(id)
    if found is None:
        before = former_record(desk.store.directory, id)
        raise HTTPException(404) if before is None else Moved(where_now(desk.store, before.claims))
    originals = sorted({claim.copy_of for claim in found.claims if claim.copy_of})
    targets = desk.store.siblings(found, "target") if found.attribute != "target" else []
    return render(
        request,
        "record.html",
        section="records",
        record=found,
        titles=desk.store.titles(originals),
        plot=plot(found, targets, desk.ruleset, language),
        **offered(desk.store, found),
        decisions_wait=desk.decisions_wait(),
    )


@router.get("/article")
def article(request: Request, id: Annotated[str, Query(max_length=2000)]) -> HTMLResponse:
    """The text with its facts in colour and boilerplate dimmed."""
    desk, language = desk_of(request), language_of(request)
    found = desk.store.article(id)
    if found is None:
        raise HTTPException(404)
    facts = as_corrected(desk.store.facts(id), standing(read_notes(desk.store.directory)))
    pieces = present.article_pieces(found, facts, desk.store.record_ids(id), tooltips(facts, desk.ruleset, language))
    return render(request, "article.html", article=found, pieces=pieces)


@router.get("/sources")
def sources(request: Request) -> HTMLResponse:
    """How often an outlet's or counter's figures stand alone, are early, are later corrected."""
    columns, rows = desk_of(request).store.sources()
    return render(request, "sources.html", section="sources", columns=columns, rows=rows)


def form_day(raw: str) -> date | None:
    """A day from a form field; null when empty. Raises 422 when it is no day."""
    try:
        return date.fromisoformat(raw) if raw else None
    except ValueError:
        raise HTTPException(422) from None
