"""Editors put records right: by forms and by the interface for programs, at once, signed, and several at a time."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from extractor.jobs.ledger import locked
from extractor.rules import load_rules
from extractor.web import desk as desk_module
from extractor.web.app import create_app
from tests.web.sample import records, write_output
from tests.web.test_desk import BASE, no_facts, token

pytestmark = pytest.mark.slow

CONFLICT, TARGET = records()
FIRST, SECOND = (claim.fact_id for claim in CONFLICT.claims)
PLAN = TARGET.claims[0].fact_id
SIGNED = {"by": "ana", "comment": "dua acara"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return write_output(tmp_path / "out")


@pytest.fixture
def desk(output: Path) -> Iterator[TestClient]:
    app = create_app(output, load_rules(), no_facts)
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        yield client


def parts(desk: TestClient) -> set[tuple[str, ...]]:
    found = desk.get("/api/records").json()["records"]
    return {tuple(claim["text"] for claim in record["claims"]) for record in found}


def send(desk: TestClient, **fields: Any) -> Any:
    return desk.post(
        "/notes", data={"token": token(desk), "record_id": "r-konflik", "anchor": FIRST, **SIGNED, **fields}
    )


def ask(desk: TestClient, **fields: Any) -> Any:
    return desk.post("/api/notes", json={**SIGNED, **fields})


def test_a_split_leads_to_the_new_record_and_is_undone_in_the_list(desk: TestClient) -> None:
    answer = send(desk, decision="split", claims=[SECOND])
    assert answer.status_code == 303
    page = desk.get(answer.headers["location"]).text
    assert "<mark>8.000 orang</mark>" in page
    assert "melatih" not in page
    assert "<strong>dipisahkan redaksi</strong>" in page
    assert parts(desk) == {("5.000 orang",), ("8.000 orang",), ("10.000 peserta",)}
    listed = desk.get("/notes").text
    assert "dua acara" in listed
    (note_id,) = re.findall(r'name="undoes" value="(\w+)"', listed)
    undone = send(desk, decision="undo", undoes=note_id, comment="salah klik")
    assert desk.get(undone.headers["location"]).status_code == 200
    assert parts(desk) == {("5.000 orang", "8.000 orang"), ("10.000 peserta",)}
    assert 'class="undone"' in desk.get("/notes").text
    assert send(desk, decision="undo", undoes=note_id).status_code == 409
    assert "r-konflik" in desk.get("/").text


def test_an_undone_decision_is_taken_again_by_a_button(desk: TestClient) -> None:
    send(desk, decision="split", claims=[SECOND])
    for word, found in (("Batalkan", 2), ("Berlakukan lagi", 3), ("Batalkan", 2)):
        listed = desk.get("/notes").text
        (note_id,) = re.findall(rf'<summary>{word}</summary>.*?name="undoes" value="(\w+)"', listed, re.S)[:1]
        assert send(desk, decision="undo", undoes=note_id).status_code == 303
        assert len(parts(desk)) == found


def test_a_merge_by_address_moves_the_whole_record_and_old_addresses_lead_on(desk: TestClient) -> None:
    answer = send(
        desk, decision="merge", record_id="r-target", anchor=PLAN, address=f"{BASE}/record?id=r-konflik&lang=id"
    )
    assert answer.status_code == 303
    assert parts(desk) == {("5.000 orang", "8.000 orang", "10.000 peserta")}
    moved = desk.get("/record", params={"id": "r-target"})
    assert (moved.status_code, moved.headers["location"]) == (303, answer.headers["location"].removesuffix("#notes"))
    assert desk.get("/record", params={"id": "r-none"}).status_code == 404


def test_picked_claims_alone_move(desk: TestClient) -> None:
    assert send(desk, decision="merge", claims=[SECOND], into=PLAN).status_code == 303
    assert parts(desk) == {("5.000 orang",), ("8.000 orang", "10.000 peserta")}


def test_a_dropped_claim_is_gone_and_the_empty_record_leads_to_the_decisions(desk: TestClient) -> None:
    answer = send(desk, decision="drop", record_id="r-target", claims=[PLAN], misread="true")
    assert answer.headers["location"] == "/notes"
    assert parts(desk) == {("5.000 orang", "8.000 orang")}
    assert desk.get("/record", params={"id": "r-target"}).headers["location"] == "/notes"
    assert desk.get("/api/notes").json()[0]["misread"] is True


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"written": "82,9 juta"}, {"min": 82900000, "max": 82900000, "grain": 100000}),
        ({"written": "5.000-10.000"}, {"min": 5000, "max": 10000}),
        ({"value_of": SECOND, "written": "7"}, {"min": 8000, "max": 8000}),
    ],
)
def test_a_value_is_chosen_as_newspapers_write_it(
    desk: TestClient, fields: dict[str, str], value: dict[str, int]
) -> None:
    assert send(desk, decision="choose", **fields).status_code == 303
    found = desk.get("/api/record", params={"id": "r-konflik"}).json()
    assert (found["value"], found["resolved"], found["review"]["decision"]) == (value, True, "choose")
    assert "dipilih redaksi. Menurut klaim: Harian Warta menyebut 5.000" in found["why"]


def test_a_new_title_and_a_corrected_claim_show_at_once(desk: TestClient) -> None:
    send(desk, decision="rename", title="Peserta <i>Vokasi</i>")
    assert desk.get("/api/record", params={"id": "r-konflik"}).json()["title"] == "Peserta <i>Vokasi</i>"
    form = desk.get("/correct", params={"claim": SECOND}).text
    assert "<mark>8.000 orang</mark>" in form
    answer = send(desk, decision="correct", claims=[SECOND], written="5.000", unit="Peserta", status="target")
    page = desk.get(answer.headers["location"]).text
    assert "Nilai, satuan, atau status klaim ini dibetulkan redaksi." in page
    claim = desk.get("/api/record", params={"id": re.findall(r'name="record_id" value="([^"]+)"', page)[0]}).json()
    found = {one["fact_id"]: one for one in claim["claims"]}[SECOND]
    assert (found["value"], found["unit"], found["status"]) == ({"min": 5000, "max": 5000}, "peserta", "target")
    assert (found["text"], claim["title"]) == ("8.000 orang", "Peserta <i>Vokasi</i>")
    read = desk.get("/article", params={"id": "kabar-2"}).text
    assert 'title="target · 5.000 peserta · Pelatihan Vokasi"' in read
    assert ">8.000 orang</a>" in read


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"decision": "split", "claims": [SECOND], "by": " "}, "Isi nama dan alasannya."),
        ({"decision": "accept", "comment": ""}, "Isi nama dan alasannya."),
        ({"decision": "split"}, "Centang dulu klaim yang dimaksud."),
        ({"decision": "split", "claims": [FIRST, SECOND]}, "Semua klaim dicentang"),
        ({"decision": "merge", "address": "r-none"}, "Pilih rujukan tujuannya."),
        ({"decision": "merge", "address": "http://[::1"}, "Pilih rujukan tujuannya."),
        ({"decision": "merge", "into": FIRST}, "Itu rujukan yang sama."),
        ({"decision": "choose", "written": "banyak sekali"}, "tidak terbaca sebagai satu angka"),
        ({"decision": "choose", "since": "2025-01-01"}, "Angka dan tanggal tidak bisa digabungkan."),
        ({"decision": "choose"}, "Isian belum benar."),
        ({"decision": "correct", "claims": [FIRST]}, "Isian belum benar."),
        ({"decision": "correct", "claims": [FIRST], "status": "maybe"}, "Isian belum benar."),
        ({"decision": "rename", "title": "x" * 301}, "Isian belum benar."),
    ],
)
def test_what_cannot_be_decided_is_said_and_not_kept(
    desk: TestClient, output: Path, fields: dict[str, Any], words: str
) -> None:
    answer = send(desk, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert '<a href="/record?id=r-konflik">← Kembali ke rujukan</a>' in answer.text
    assert not (output / "notes.jsonl").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": "guess", "claims": [FIRST]},
        {"decision": "split", "claims": []},
        {"decision": "split", "claims": ["warta/1#ministry:0-8"]},
        {"decision": "split", "claims": [SECOND], "title": "lain"},
        {"decision": "split", "claims": [SECOND], "by": ""},
        {"decision": "choose", "claims": [FIRST], "value": {"min": 9, "max": 5}},
        {"decision": "choose", "claims": [FIRST], "value": {"min": None, "max": None}},
        {"decision": "choose", "claims": [FIRST], "value": {"min": 1e300, "max": None}},
        {"decision": "choose", "claims": [FIRST], "value": {"from": "2025-02-30", "to": None}},
        {"decision": "choose", "claims": [FIRST], "value": {"from": "2025-02-02", "to": "2025-02-01"}},
        {"decision": "correct", "claims": [FIRST]},
        {"decision": "correct", "claims": [FIRST, SECOND], "unit": "orang"},
        {"decision": "merge", "claims": [FIRST], "into": SECOND},
    ],
)
def test_wrong_values_are_refused_with_422(desk: TestClient, output: Path, fields: dict[str, Any]) -> None:
    assert ask(desk, **fields).status_code == 422
    assert not (output / "notes.jsonl").exists()


def test_not_a_number_is_no_value(desk: TestClient) -> None:
    body = json.dumps({**SIGNED, "decision": "choose", "claims": [FIRST], "value": {"min": float("nan"), "max": None}})
    assert desk.post("/api/notes", content=body, headers={"Content-Type": "application/json"}).status_code == 422


def test_what_others_have_changed_meanwhile_is_a_conflict(desk: TestClient) -> None:
    assert ask(desk, decision="drop", claims=[SECOND]).status_code == 201
    late = ask(desk, decision="split", claims=[SECOND])
    assert (late.status_code, late.json()) == (
        409, {"error": "That claim is in no record any more. Please load the page again."}
    )  # fmt: skip
    assert ask(desk, decision="accept", claims=[FIRST, PLAN]).status_code == 409


def test_the_interface_keeps_the_note_that_it_gives(desk: TestClient, output: Path) -> None:
    kept = ask(desk, decision="merge", claims=[PLAN], into=FIRST).json()
    assert (kept["decision"], kept["by"], kept["whole"]) == ("merge", "ana", True)
    assert [one["fact_id"] for one in kept["others"]] == [FIRST, SECOND]
    assert desk.get("/api/notes").json() == [kept]
    assert json.loads((output / "notes.jsonl").read_text(encoding="utf-8"))["id"] == kept["id"]


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1.evil.example"]
)
def test_a_page_from_elsewhere_decides_nothing(desk: TestClient, output: Path, origin: str) -> None:
    body = {**SIGNED, "decision": "drop", "claims": [FIRST]}
    assert desk.post("/api/notes", json=body, headers={"Origin": origin}).status_code == 403
    assert not (output / "notes.jsonl").exists()
    assert desk.post("/api/notes", json=body, headers={"Origin": BASE}).status_code == 201


def test_editors_at_once_lose_nothing(desk: TestClient, output: Path) -> None:
    both = threading.Barrier(3)
    statuses: list[int] = []

    def decide(fields: dict[str, Any]) -> None:
        both.wait()
        statuses.append(ask(desk, **fields).status_code)

    asked: list[dict[str, Any]] = [
        {"decision": "split", "claims": [SECOND]},
        {"decision": "rename", "claims": [PLAN], "title": "Target pelatihan"},
        {"decision": "comment", "claims": [FIRST], "comment": "cek ke humas"},
    ]
    editors = [threading.Thread(target=decide, args=(fields,)) for fields in asked]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert statuses == [201] * 3
    assert (output / "notes.jsonl").read_bytes().count(b"\n") == 3
    assert parts(desk) == {("5.000 orang",), ("8.000 orang",), ("10.000 peserta",)}
    found = desk.get("/api/records", params={"attribute": "target"}).json()["records"]
    assert [record["title"] for record in found] == ["Target pelatihan"]


def test_during_a_run_a_decision_waits_and_is_not_lost(
    desk: TestClient, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "_TRIES", 1)
    with locked(output):
        assert ask(desk, decision="split", claims=[SECOND]).status_code == 201
        assert len(parts(desk)) == 2
        assert "begitu pembaruan data (rujuk run) yang sedang berjalan selesai" in desk.get("/notes").text
    assert parts(desk) == {("5.000 orang",), ("8.000 orang",), ("10.000 peserta",)}
    assert "sedang berjalan" not in desk.get("/notes").text


def test_a_desk_sees_what_another_one_decided(desk: TestClient, output: Path) -> None:
    with TestClient(create_app(output, load_rules(), no_facts), base_url=BASE) as other:
        assert ask(desk, decision="drop", claims=[SECOND]).status_code == 201
        assert parts(other) == {("5.000 orang",), ("10.000 peserta",)}


def test_decisions_are_exported(desk: TestClient) -> None:
    ask(desk, decision="choose", claims=[FIRST], value={"min": 7, "max": 7}, comment="=1+1")
    rows = list(csv.DictReader(io.StringIO(desk.get("/export/notes.csv").text[1:])))
    assert [(row["keputusan"], row["alasan"], row["nilai"]) for row in rows] == [
        ("nilai dipilih redaksi", "'=1+1", "7")
    ]
    assert desk.get("/export/notes.json").json()[0]["claims"][0]["fact_id"] == FIRST
    assert "evidence" not in desk.get("/export/notes.csv").headers["content-disposition"]


def test_all_forms_speak_english_too(desk: TestClient) -> None:
    page = desk.get("/record", params={"id": "r-konflik", "lang": "en"}).text
    for words in ("Put this record right", "Split off", "Drop the claims", "Merge with another record", "Rename"):
        assert words in page
    assert "Fill in only what is wrong" in desk.get("/correct", params={"claim": FIRST, "lang": "en"}).text
