"""What keeps a local page local: known hosts only, whole and bounded bodies, headers that let nothing foreign run."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
# Longer numbers of bytes are beyond every limit, and Python converts none of more than 4300 digits.
_LENGTH = re.compile(rb"\d{1,18}")
# An article of 5 MB is refused by the desk: it is a page for checking, not for batch work.
BODY_LIMIT = 1_000_000
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
# The web speaks UTF-8; other encodings of a form would let one text be two.
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([^\"';\s]*)", re.IGNORECASE)
_NO_STORE = (b"cache-control", b"no-store")
# The program's own style and script: no news in them, so a browser may keep them.
_KEPT = "/static/"


class Guard:
    """ASGI middleware: 400 for a foreign Host (DNS rebinding) or a body shorter than announced, 413 for a large one.

    A body that is announced in another encoding than UTF-8 gets 422. All else gets the security headers, and what holds
    news is kept in no cache. A client that goes away in the middle of its body has asked for nothing.
    """

    def __init__(self, app: ASGIApp, *, body_limit: int = BODY_LIMIT, limits: Mapping[str, int] | None = None) -> None:
        self.app = app
        self.body_limit = body_limit
        #: Other limits, by path.
        self.limits = dict(limits or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if not _LOCAL_HOST.fullmatch(headers.get(b"host", b"").decode("latin-1")):
            await _refuse(send, 400, b"unknown host")
            return
        limit = self.limits.get(scope["path"], self.body_limit)
        announced = headers.get(b"content-length")
        if announced is not None and not (_LENGTH.fullmatch(announced) and int(announced) <= limit):
            await _refuse(send, 413, b"body too large")
            return
        named = _CHARSET.findall(headers.get(b"content-type", b""))
        if any(charset.lower() not in (b"utf-8", b"utf8") for charset in named):
            await _refuse(send, 422, b"body not in UTF-8")
            return
        try:
            body = await _read(receive, limit)
        except _GoneError:
            return
        if body is None:
            await _refuse(send, 413, b"body too large")
            return
        if announced is not None and len(body) != int(announced):
            await _refuse(send, 400, b"body not as long as announced")
            return
        # What can be read can be asked for without its body.
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        added = HEADERS if scope["path"].startswith(_KEPT) else (*HEADERS, _NO_STORE)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *added]
            elif asked is not scope:
                message["body"] = b""
            await send(message)

        await self.app(asked, _replay(body, receive), send_with_headers)


class _GoneError(Exception):
    """The client went away before its body was whole."""


async def _read(receive: Receive, limit: int) -> bytes | None:
    """The whole body, or null once it is longer than the limit, whatever the header said. Raises _GoneError."""
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _GoneError
        piece = message.get("body", b"")
        size += len(piece)
        if size > limit:
            return None
        pieces.append(piece)
        if not message.get("more_body", False):
            return b"".join(pieces)


def _replay(body: bytes, receive: Receive) -> Receive:
    done = False

    async def replay() -> Message:
        nonlocal done
        if done:
            return await receive()
        done = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _refuse(send: Send, status: int, reason: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS, _NO_STORE]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason})
