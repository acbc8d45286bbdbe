"""The check page: dropped files, what cannot be read, and the sheet to hand on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.desk import checking
from extractor.models import Article, Extraction
from extractor.rules import load_rules
from extractor.web.app import create_app
from extractor.web.dropped import FILE_LIMIT
from tests.web.documents import word_file
from tests.web.sample import write_output

CLAIM = "Kemnaker menargetkan 10.000 peserta Pelatihan Vokasi pada 2026."


def no_facts(article: Article) -> Extraction:
    raise AssertionError(f"{article.id}: a check reads no facts of its text")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = write_output(tmp_path_factory.mktemp("desk") / "out")
    with TestClient(create_app(folder, load_rules(), no_facts), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture(scope="module")
def token(desk: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', desk.get("/check").text)
    assert found
    return found[1]


def test_a_dropped_word_file_is_checked(desk: TestClient, token: str) -> None:
    answer = desk.post("/check", data={"token": token}, files={"file": ("rilis.docx", word_file("Rilis", CLAIM))})
    assert answer.status_code == 200
    assert re.search(r"verdict-supported.*?<strong>10\.000 peserta", answer.text, re.DOTALL)
    assert f"Rilis\n{CLAIM}</textarea>" in answer.text  # so that the exports have it too


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("rusak.docx", b"PK\x03\x04 tidak utuh", "tidak dapat dibaca"),
        ("gambar.png", b"\x89PNG", "OCR"),
        ("../../kosong.txt", b"", "kosong"),
        ("tanpa-akhiran", b"Ada 5.000 orang.", "tidak dikenal"),
    ],
)
def test_what_cannot_be_read_is_said(desk: TestClient, token: str, name: str, data: bytes, reason: str) -> None:
    answer = desk.post("/check", data={"token": token}, files={"file": (name, data)})
    assert answer.status_code == 422
    assert reason in re.findall(r'role="alert">([^<]*)<', answer.text)[0]


def test_files_are_bounded_and_need_the_token(desk: TestClient, token: str) -> None:
    large = {"file": ("besar.txt", b"a" * (FILE_LIMIT + 1))}
    assert desk.post("/check", data={"token": token}, files=large).status_code == 413
    assert desk.post("/check", data={"token": "x"}, files={"file": ("a.txt", b"5 orang")}).status_code == 403


def test_the_sheet_pastes_cleanly(desk: TestClient, token: str) -> None:
    text = "Pelatihan itu diikuti 8.000 orang."
    answer = desk.post("/export/check.html", data={"text": text, "token": token})
    assert answer.headers["content-disposition"] == 'attachment; filename="rujuk-cek.html"'
    assert "<h2>8.000 orang: " in answer.text
    assert "&lt;b&gt;Kabar&lt;/b&gt;" in answer.text
    assert "<script" not in answer.text
    assert "javascript:" not in answer.text


def test_after_its_time_a_check_leaves_the_rest_out(desk: TestClient, token: str) -> None:
    text = "Ada 10 orang. Ada 20 orang. Ada 30 orang."
    state = desk.app.state.desk  # type: ignore[attr-defined]
    found = checking.check_text(text, None, state.store, state.ruleset, seconds=0.0)
    assert (len(found.verdicts), found.left_out) == (0, 3)
