"""Requests that no browser sends: cut short, mislabelled, or with numbers and characters that no answer can carry."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message, Scope

from extractor.rules import load_rules
from extractor.web.app import create_app
from tests.web.sample import write_output
from tests.web.test_desk import desk, no_facts, output, token

__all__ = ["desk", "output"]  # fixtures


def sent(app: ASGIApp, scope: Scope, received: list[Message]) -> list[Message]:
    """What an application sends for these messages of a client."""
    answers: list[Message] = []
    waiting = iter(received)

    async def receive() -> Message:
        return next(waiting)

    async def send(message: Message) -> None:
        answers.append(message)

    asyncio.run(app(scope, receive, send))
    return answers


def note_scope(length: int) -> Scope:
    return {
        "type": "http", "method": "POST", "path": "/notes", "raw_path": b"/notes", "query_string": b"",
        "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
        "headers": [
            (b"host", b"127.0.0.1"), (b"content-type", b"application/x-www-form-urlencoded"),
            (b"content-length", str(length).encode()),
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("last", "status"),
    [({"type": "http.disconnect"}, None), ({"type": "http.request", "body": b"", "more_body": False}, 400)],
)
def test_half_a_form_saves_no_decision(tmp_path: Path, last: Message, status: int | None) -> None:
    folder = write_output(tmp_path / "out")
    app = create_app(folder, load_rules(), no_facts)
    fields = {"record_id": "r-target", "decision": "reject", "token": app.state.desk.token, "comment": "salah satu"}
    half = urlencode(fields).encode()
    messages: list[Message] = [{"type": "http.request", "body": half, "more_body": True}, last]
    answers = sent(app, note_scope(len(half) + 20), messages)
    assert not (folder / "notes.jsonl").exists()
    assert [answer["status"] for answer in answers if "status" in answer] == ([status] if status else [])


@pytest.mark.parametrize(
    "body",
    [b'{"text": NaN}', b'{"text": -Infinity}', rb'{"text": "a\ud800b"}', rb'{"text": "a", "published": "\udc00"}',
     b'{"text": "a", "published": NaN}', rb'{"text": "\ud800", "b": NaN}'],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/api/extract", "/api/check"])
def test_what_json_should_not_hold_is_refused_aloud(desk: TestClient, path: str, body: bytes) -> None:
    answer = desk.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert all(set(one) == {"type", "loc", "msg"} for one in answer.json()["detail"])


@pytest.mark.parametrize("offset", [2**63, 10**400, "NaN", -1])
def test_an_offset_that_no_store_counts_to_is_refused(desk: TestClient, offset: object) -> None:
    assert desk.get("/api/records", params={"offset": str(offset)}).status_code == 422
    assert desk.get("/api/records", params={"offset": 2**63 - 1}).json()["records"] == []


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "punycode", "rot13", "none-such", ""])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_form_in_another_encoding_is_refused(desk: TestClient, kind: str, charset: str) -> None:
    def form(name: str) -> int:
        parts = {"text": "Satu kalimat.", "token": token(desk)}
        body = urlencode(parts)
        if "multipart" in kind:
            head = 'Content-Disposition: form-data; name="'
            body = "".join(f'--x\r\n{head}{key}"\r\n\r\n{value}\r\n' for key, value in parts.items()) + "--x--\r\n"
        return desk.post(
            "/check", content=body.encode(), headers={"Content-Type": f"{kind}; charset={name}"}
        ).status_code

    assert form(charset) == 422
    assert form("UTF-8") == 200


@pytest.mark.parametrize("host", ["[::1", "[::1]evil.example", "127.0.0.1:80@evil.example", "localhost:", "[::1]:x"])
def test_half_a_host_is_refused(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("path", ["//evil.example", "///evil.example"])
def test_the_language_link_stays_here(output: Path, path: str) -> None:
    scope = {**note_scope(0), "method": "GET", "path": path, "raw_path": path.encode()}
    app = create_app(output, load_rules(), no_facts)
    answers = sent(app, scope, [{"type": "http.request", "body": b"", "more_body": False}])
    page = b"".join(answer.get("body", b"") for answer in answers).decode()
    assert 'href="/evil.example?lang=en"' in page


@pytest.mark.parametrize(
    "path", ["/", "/api/records", "/api/record?id=none", "/api/openapi.json", "/export/records.csv", "/export/none"]
)
def test_news_stays_in_no_cache(desk: TestClient, path: str) -> None:
    assert desk.get(path).headers.get_list("cache-control") == ["no-store"]


def test_a_length_of_more_digits_than_python_reads_is_refused(desk: TestClient) -> None:
    headers = {"Content-Length": "1" * 5000, "Content-Type": "application/json"}
    assert desk.post("/api/check", content=b"{}", headers=headers).status_code == 413


def test_every_refusal_is_documented(desk: TestClient) -> None:
    paths = desk.get("/api/openapi.json").json()["paths"]
    documented = {path: set(list(methods.values())[-1]["responses"]) for path, methods in paths.items()}
    assert documented == {
        "/api/extract": {"200", "400", "413", "422", "503"},
        "/api/check": {"200", "400", "413", "422", "503"},
        "/api/records": {"200", "400", "413", "422"},
        "/api/record": {"200", "400", "404", "413", "422"},
        "/api/notes": {"201", "400", "403", "409", "413", "422"},
        "/api/claims": {"200", "400", "404", "413", "422"},
    }
