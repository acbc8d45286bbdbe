"""The page *Cek klaim*: a pasted text or a dropped file, and a verdict for each of its figures and days."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from extractor.engines.work import Failure
from extractor.messages.phrases import phrases
from extractor.web.desk import TEXT_LIMIT
from extractor.web.dropped import FILE_LIMIT, Dropped, read_dropped
from extractor.web.pages import desk_of, form_day, language_of, render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/check")
def check_form(request: Request, text: Annotated[str, Query(max_length=4000)] = "") -> HTMLResponse:
    """The empty form."""
    return _page(request, text=text)


@router.post("/check")
def check_posted(
    request: Request,
    token: Annotated[str, Form(max_length=100)],
    text: Annotated[str, Form()] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse:
    """Verdicts for a pasted text, or for a file, which goes before it."""
    desk, day = desk_of(request), form_day(published)
    if not desk.same_token(token):
        raise HTTPException(403)
    if len(text) > TEXT_LIMIT:
        raise HTTPException(413)
    if file is not None and file.filename:
        data = file.file.read(FILE_LIMIT + 1)
        if len(data) > FILE_LIMIT:
            raise HTTPException(413)
        with desk.turn():
            found = read_dropped(file.filename, data, TEXT_LIMIT)
        if isinstance(found, Failure) or not found.text.strip():
            return _page(request, published=day, error=_why(request, found), status=422)
        text, day = found.text, day or found.published
    checked = desk.check(text, day)
    return _page(request, text=text, published=day, results=checked.verdicts, left_out=checked.left_out)


def _why(request: Request, found: Dropped | Failure) -> str:
    """Why a file gave no text."""
    language = language_of(request)
    if isinstance(found, Dropped) and found.refused:
        return found.refused[0].reason_en if language == "en" else found.refused[0].reason
    return phrases(desk_of(request).ruleset, language)("error_file")


def _page(request: Request, status: int = 200, **fields: object) -> HTMLResponse:
    shown: dict[str, Any] = {
        "text": "",
        "published": None,
        "results": None,
        "left_out": 0,
        "error": None,
        "limit": TEXT_LIMIT,
    } | fields
    return render(request, "check.html", status=status, section="check", **shown)
