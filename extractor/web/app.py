"""The desk: pages and HTTP interface over one output folder. Serve it on 127.0.0.1 only."""

from __future__ import annotations

from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from extractor import __version__
from extractor.desk.asking import DecisionError
from extractor.desk.rendering import STATIC
from extractor.desk.search import Search
from extractor.desk.store import RecordFilter, Store
from extractor.messages.phrases import phrases
from extractor.rules import RuleSet
from extractor.web import api, checkpage, corrections, downloads, front, pages
from extractor.web.corrections import status_of
from extractor.web.desk import TEXT_LIMIT, Busy, Desk, Reader
from extractor.web.dropped import FILE_LIMIT
from extractor.web.pages import Moved, desk_of, render
from extractor.web.security import BODY_LIMIT, Guard


def _catch_up(request: Request) -> None:
    desk_of(request).catch_up()


def create_app(directory: Path, ruleset: RuleSet, reader: Reader, *, body_limit: int = BODY_LIMIT) -> FastAPI:
    """The desk over ``directory``, an output of ``rujuk run``.

    ``reader`` extracts one article (``Pipeline.read``). Raises :class:`extractor.desk.store.StoreError` when the
    folder is no output.
    """
    app = FastAPI(
        title="rujuk",
        version=__version__,
        description="Facts and records of Indonesian news: extract, check, records, claims.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # FastAPI's own pages load scripts from elsewhere; /api/docs is a page of the desk
        redoc_url=None,
        dependencies=[Depends(_catch_up)],
    )
    store = Store(directory)
    store.count(RecordFilter(), {})  # DuckDB's first look at a table from outside loads what takes half a second
    app.state.desk = Desk(Search(store, ruleset), ruleset, reader)
    app.add_middleware(Guard, body_limit=body_limit, limits={"/check": FILE_LIMIT + body_limit})
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in (api.router, checkpage.router, corrections.router, downloads.router, front.router, pages.router):
        app.include_router(router)

    def failed(request: Request, status: int, key: str) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": phrases(ruleset, "en")(key, limit=TEXT_LIMIT)}, status_code=status)
        return render(
            request, "error.html", status=status, message_key=key, limit=TEXT_LIMIT, back_url="/", back="back"
        )

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        key = {404: "error_not_found", 413: "error_too_large"}.get(error.status_code, "error_form")
        return failed(request, error.status_code, key)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        """What was given is not repeated: it may be what no answer can carry (NaN, half a surrogate pair)."""
        if not request.url.path.startswith("/api/"):
            return failed(request, 422, "error_form")
        detail = [{name: one[name] for name in ("type", "loc", "msg")} for one in error.errors()]
        return JSONResponse({"error": phrases(ruleset, "en")("error_form"), "detail": detail}, status_code=422)

    @app.exception_handler(Moved)
    async def moved(request: Request, error: Moved) -> Response:
        return RedirectResponse(str(error), status_code=303)

    @app.exception_handler(DecisionError)
    async def undecided(request: Request, error: DecisionError) -> Response:
        return failed(request, status_of(error), error.key)

    @app.exception_handler(Busy)
    async def busy(request: Request, error: Busy) -> Response:
        return failed(request, 503, "error_busy")

    return app
