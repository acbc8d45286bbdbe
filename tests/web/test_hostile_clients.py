"""Clients that dribble, crowd or vanish leave the desk to its readers, and a killed desk leaves whole lines."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from extractor.desk.notes import Note, add_note, named, read_notes, standing
from extractor.jobs.decide import redecide
from extractor.models import RECORD, Article, Extraction
from extractor.rules import load_rules
from extractor.web import patience
from extractor.web.app import create_app
from tests.web.sample import records, write_output
from tests.web.test_desk import BASE, no_facts

GET = b"GET /sources HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /api/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
AT = datetime(2025, 10, 21, tzinfo=UTC)


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A desk whose patience is short."""
    monkeypatch.setattr(patience, "SECONDS", 0.6)
    app = create_app(write_output(tmp_path / "out"), load_rules(), no_facts)
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http=patience.PatientProtocol, log_level="critical", timeout_keep_alive=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def opened(port: int, words: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall(words)
    return connection


def is_closed(connection: socket.socket) -> bool:
    """Waits for what the other side does with a connection; the time-out of the socket would raise."""
    try:
        while connection.recv(65_536):
            pass
    except ConnectionResetError:
        pass
    return True


@pytest.mark.parametrize("words", [b"", GET, POST, GET + b"\r\n" + GET], ids=["nothing", "head", "body", "second"])
def test_who_dribbles_is_hung_up_on_while_others_are_served(port: int, words: bytes) -> None:
    slow = [opened(port, words) for _ in range(60)]
    with opened(port, GET + b"Connection: close\r\n\r\n") as reader:
        assert reader.recv(12) == b"HTTP/1.1 200"
    for connection in slow:
        assert is_closed(connection)
        connection.close()


def test_a_whole_request_outlives_the_limit(port: int) -> None:
    """What limits is the time in which a request comes in, not that of its answer or of the next one."""
    with opened(port, GET + b"\r\n") as reader:
        assert reader.recv(12) == b"HTTP/1.1 200"
        while b"</html>" not in reader.recv(65_536):
            pass
        time.sleep(0.9)
        reader.sendall(GET + b"\r\n")
        assert reader.recv(12) == b"HTTP/1.1 200"


def test_pages_answer_while_more_read_than_the_desk_has_turns(tmp_path: Path) -> None:
    go_on, statuses = threading.Event(), []

    def held(article: Article) -> Extraction:
        go_on.wait(60)
        return no_facts(article)

    with TestClient(create_app(write_output(tmp_path / "out"), load_rules(), held), base_url=BASE) as desk:

        def read() -> None:
            statuses.append(desk.post("/api/extract", json={"text": "Satu kalimat."}).status_code)

        readers = [threading.Thread(target=read) for _ in range(50)]
        for reader in readers:
            reader.start()
        while len(statuses) < 40:
            time.sleep(0.01)
        assert statuses == [503] * 40
        assert desk.get("/sources").status_code == 200
        assert desk.get("/record", params={"id": "r-target"}).status_code == 200
        go_on.set()
        for reader in readers:
            reader.join()
    assert sorted(statuses) == [200] * 10 + [503] * 40


def decide_forever(folder: Path, first: int) -> None:
    """A desk's work without its pages: a decision kept and applied, and undone, again and again."""
    rules = load_rules()
    conflict = records()[0]
    one, other = named(conflict.claims[1:]), named(conflict.claims[:1])
    for number in count(first):
        split = Note(id=f"s{number}", decision="split", claims=one, others=other, comment="x" * 3000, at=AT)
        for note in (split, Note(id=f"u{number}", decision="undo", undoes=split.id, at=AT)):
            add_note(folder, note)
            redecide(folder, rules)


@pytest.mark.slow
def test_a_killed_desk_leaves_whole_lines_and_no_half_decision(tmp_path: Path) -> None:
    folder = write_output(tmp_path / "out")
    before = (folder / "records.jsonl").read_bytes()
    for kill, wait in enumerate((0.05, 0.13, 0.21, 0.34, 0.08)):
        known = len(read_notes(folder))
        desk = multiprocessing.get_context("spawn").Process(target=decide_forever, args=(folder, 1000 * kill))
        desk.start()
        while len(read_notes(folder)) < known + 2:
            assert desk.is_alive()
            time.sleep(0.005)
        time.sleep(wait)
        os.kill(desk.pid or 0, signal.SIGKILL)
        desk.join()
        notes = read_notes(folder)  # each line whole
        assert len(notes) >= known + 2
        redecide(folder, load_rules())
        found = [RECORD.validate_json(line) for line in (folder / "records.jsonl").read_bytes().splitlines()]
        assert len(found) == (3 if standing(notes) else 2)
        assert sum(len(record.claims) for record in found) == 3
        for note in standing(notes):
            add_note(folder, Note(id=f"after-{note.id}", decision="undo", undoes=note.id, at=AT))
    redecide(folder, load_rules())
    assert (folder / "records.jsonl").read_bytes() == before
