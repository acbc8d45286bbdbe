"""The desk: pages, downloads, HTTP interface, and what hostile input may not do."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.desk.labels import apart
from extractor.models import Article, ArticleSummary, Extraction
from extractor.reconcile.sources import COLUMNS
from extractor.rules import load_rules
from extractor.web import front
from extractor.web.app import create_app
from extractor.web.desk import TEXT_LIMIT
from tests.web.sample import facts, records, write_output

BASE = "http://127.0.0.1"


def no_facts(article: Article) -> Extraction:
    summary = ArticleSummary(
        id=article.id, source=None, url=None, published=article.published, published_by=None, title=None,
        length=len(article.text), boilerplate=(), flags=(), counts={},
    )  # fmt: skip
    return Extraction(article=summary, facts=())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return write_output(tmp_path / "out")


@pytest.fixture
def desk(output: Path) -> Iterator[TestClient]:
    with TestClient(create_app(output, load_rules(), no_facts), base_url=BASE, follow_redirects=False) as client:
        yield client


def token(desk: TestClient) -> str:
    match = re.search(r'name="token" value="([^"]+)"', desk.get("/check").text)
    assert match
    return match[1]


def test_conflicts_come_first_and_filters_narrow(desk: TestClient) -> None:
    page = desk.get("/").text
    assert page.index("r-konflik") < page.index("r-target")
    narrowed = desk.get("/", params={"attribute": "target"}).text
    assert "r-target" in narrowed
    assert "r-konflik" not in narrowed
    assert "Tidak ada rujukan" in desk.get("/", params={"q": "tidak ada begini"}).text
    assert "r-konflik" not in desk.get("/", params={"since": "2025-10-22"}).text
    assert "r-konflik" in desk.get("/", params={"relation": "unresolved", "outlet": "Harian Warta"}).text


def test_records_of_one_title_are_told_apart_by_outlet_and_day() -> None:
    one, other = (record.model_copy(update={"title": "Peserta", "title_en": "Participants"}) for record in records())
    assert apart(one, [one, other], "id") == "Harian Warta, 20 Oktober 2025"
    assert apart(other, [one, other], "en") == "=1+1, 22 October 2025"
    assert apart(one, [one, records()[1]], "id") == ""


def test_live_filtering_gets_the_list_alone(desk: TestClient) -> None:
    part = desk.get("/", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="list"')
    assert "<html" not in part
    searched = desk.get("/", params={"q": "vokasi"}, headers={"HX-Request": "true"}).text
    assert searched.lstrip().startswith('<section id="list"')


def test_the_front_page_tells_what_conflicts_and_what_is_late(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "_today", lambda: date(2027, 1, 1))
    page = desk.get("/").text
    headings = re.findall(r'<h2 id="s-(\w+)">', page)
    assert headings == ["conflict", "overdue"]  # nothing came in since another run, nothing is left for the rest
    assert '<a href="/?view=overdue">Lewat tenggat <b>1</b></a>' in page
    late = desk.get("/", params={"view": "overdue"}).text
    assert ("r-target" in late, "r-konflik" in late) == (True, False)
    monkeypatch.setattr(front, "_today", lambda: date(2026, 12, 31))
    assert re.findall(r'<h2 id="s-(\w+)">', desk.get("/").text) == ["conflict", "newest"]


def test_what_changed_since_the_run_before_comes_first(desk: TestClient, output: Path) -> None:
    lines = (output / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    (output / "articles.jsonl").write_text(lines[0].replace("Target", "Sasaran") + "\n" + "\n".join(lines[1:]) + "\n")
    records = [json.loads(line) for line in (output / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    records[1]["value"] = {"min": 12000, "max": 12000}
    (output / "records.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    with TestClient(create_app(output, load_rules(), no_facts), base_url=BASE) as later:
        page = later.get("/").text
    assert re.findall(r'<h2 id="s-(\w+)">', page)[0] == "changed"
    assert "nilai berubah (semula 10.000 peserta)" in page


@pytest.mark.parametrize(
    "wrong", ["relation=foo", "view=besok", "status=x", "attribute=x", "since=kemarin", "relatoin=update"]
)
def test_wrong_filters_of_the_interface_are_refused(desk: TestClient, wrong: str) -> None:
    assert desk.get(f"/api/records?{wrong}").status_code == 422


def test_the_interface_searches_like_the_page(desk: TestClient) -> None:
    answer = desk.get("/api/records", params={"q": "10 rb pesrta"}).json()
    assert (answer["count"], answer["spelled"], answer["records"][0]["record_id"]) == (1, "peserta 10 rb", "r-target")
    nearest = desk.get("/api/records", params={"q": "vokasi antariksa"}).json()
    assert (nearest["nearest"], nearest["count"]) == (True, 2)


def test_a_record_shows_reason_claims_plot_and_quotes(desk: TestClient) -> None:
    page = desk.get("/record", params={"id": "r-konflik"}).text
    assert "Harian Warta menyebut 5.000" in page
    assert "Terendah 5.000, tertinggi 8.000" in page
    assert page.count("<circle") == 2
    assert '<line class="target"' not in page  # the target counts another unit
    assert "melatih <mark>5.000 orang</mark> hingga 20 Oktober 2025." in page
    assert "Yassierli" in page
    assert "Jumlah rinciannya tidak sesuai" in page
    assert page.count("terbaca benar 9") == 2
    target = desk.get("/record", params={"id": "r-target"}).text
    assert "terbaca benar" not in target  # of what was not learned nothing is said
    english = desk.get("/record", params={"id": "r-konflik", "lang": "en"}).text
    assert "Harian Warta says 5,000" in english
    assert "Lowest 5,000, highest 8,000" in english


READ = ("/", "/?q=magang", "/record?id=r-konflik", "/article?id=warta%2F1", "/check", "/sources", "/notes", "/api/docs",
        "/api/openapi.json", "/api/records", "/api/record?id=r-konflik", "/api/claims?article=warta%2F1", "/api/notes",
        "/export/records.csv", "/export/record.md?id=r-konflik", "/static/desk.css", "/nowhere")  # fmt: skip


@pytest.mark.parametrize("path", READ)
def test_what_can_be_read_can_be_asked_for_without_its_body(desk: TestClient, path: str) -> None:
    whole, head = desk.get(path), desk.head(path)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers == whole.headers
    assert head.status_code == (404 if path == "/nowhere" else 200)


def test_the_page_of_the_interface_names_every_call_and_loads_nothing(desk: TestClient) -> None:
    page = desk.get("/api/docs", params={"lang": "en"}).text
    paths = desk.get("/api/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in page
    assert "<td>accept | reject | comment | split | merge | drop | choose | rename | correct | undo</td>" in page
    assert re.findall(r'(?:src|href)="(?!/)[^"#]*"', page) == []


def test_the_interface_gives_quotes_and_titles(desk: TestClient, tmp_path: Path) -> None:
    (conflict,) = desk.get("/api/records", params={"relation": "conflict"}).json()["records"]
    first, second = conflict["claims"]
    assert first["before"] + first["text"] + first["after"] == "Kemnaker melatih 5.000 orang hingga 20 Oktober 2025."
    assert (first["title"], second["title"]) == ("Kemnaker latih 5.000 orang", "Pelatihan diikuti 8.000 orang")
    assert desk.get("/api/record", params={"id": "r-konflik"}).json() == conflict
    bare = create_app(write_output(tmp_path / "bare", with_text=False), load_rules(), no_facts)
    found = TestClient(bare, base_url=BASE).get("/api/record", params={"id": "r-konflik"}).json()
    assert found == conflict


def test_an_article_links_its_facts_to_records_and_dims_boilerplate(desk: TestClient) -> None:
    page = desk.get("/article", params={"id": "warta/1"}).text
    assert '<a href="/record?id=r-konflik">5.000 orang</a>' in page
    assert '<span class="boilerplate">BACA JUGA: Harga emas</span>' in page
    fact = facts()[-1]
    assert f'id="f{fact.fact_id.partition("#")[2].replace(":", "_")}"' in page
    flagged = desk.get("/article", params={"id": "kabar-2"}).text
    assert "Pelatihan Vokasi · kemungkinan terbaca benar 9" in flagged
    assert "Nama hari tidak cocok dengan tanggalnya. Yang cocok: 21 Oktober 2025." in flagged


def test_without_kept_text_the_words_of_the_claim_remain(tmp_path: Path) -> None:
    folder = write_output(tmp_path / "out", with_text=False)
    with TestClient(create_app(folder, load_rules(), no_facts), base_url=BASE) as client:
        assert "<mark>5.000 orang</mark>" in client.get("/record", params={"id": "r-konflik"}).text
        assert "--no-text" in client.get("/article", params={"id": "warta/1"}).text


@pytest.mark.parametrize("path", ["/", "/record?id=r-konflik", "/article?id=kabar-2", "/check"])
def test_text_from_outside_stays_text(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 200
    for forbidden in (
        "<script>alert",
        "<img src=x",
        "<b>Kabar",
        "javascript:",
        "\u202e",
        "\x07",
        " onerror=",
        " style=",
    ):
        assert forbidden not in answer.text.replace("&lt;img src=x onerror=", "")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<script(?![^>]* src=)", answer.text)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::2]", ""])
def test_a_foreign_host_is_refused(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:1", "[::1]:8765"])
def test_the_local_host_is_served(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"Host": host}).status_code == 200


def test_oversized_bodies_are_refused(desk: TestClient) -> None:
    assert desk.post("/api/check", content=b"x" * 1_000_001).status_code == 413
    chunks = (b"x" * 100_000 for _ in range(11))
    assert desk.post("/api/check", content=chunks, headers={"Content-Type": "application/json"}).status_code == 413
    long = desk.post("/check", data={"text": "a" * (TEXT_LIMIT + 1), "token": token(desk)})
    assert long.status_code == 413
    assert "Teks terlalu panjang; batasnya 100000" in long.text


@pytest.mark.parametrize(
    "path", ["/record?id=../../etc/passwd", "/article?id=..%2F..%2Fetc%2Fpasswd", "/static/../app.py", "/nowhere"]
)
def test_paths_in_ids_find_nothing(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_a_decision_is_kept_and_shown(desk: TestClient, output: Path) -> None:
    form = {
        "record_id": "r-target",
        "anchor": records()[1].claims[0].fact_id,
        "decision": "reject",
        "comment": HOSTILE_COMMENT,
        "by": "ana",
        "token": token(desk),
    }
    answer = desk.post("/notes", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/record?id=r-target#notes")
    (line,) = (output / "notes.jsonl").read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["record_id"], kept["decision"], kept["comment"]) == ("r-target", "reject", HOSTILE_COMMENT)
    assert kept["value"] == {"min": 10000, "max": 10000}
    page = desk.get("/record", params={"id": "r-target"}).text
    assert "<strong>ditolak redaksi</strong>: 10.000 peserta" in page
    assert "ana): &lt;i&gt;salah&lt;/i&gt;" in page
    assert desk.get("/api/record", params={"id": "r-target"}).json()["value"] is None  # at once, before any run


HOSTILE_COMMENT = "<i>salah</i>"


def test_a_form_from_elsewhere_is_refused(desk: TestClient, output: Path) -> None:
    form = {"record_id": "r-target", "decision": "accept", "token": "tebakan", "by": "ana", "comment": "ya"}
    assert desk.post("/notes", data=form).status_code == 403
    assert not (output / "notes.jsonl").exists()


def test_exports_of_the_list(desk: TestClient) -> None:
    answer = desk.get("/export/records.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="rujuk-klaim.csv"'
    assert answer.text.startswith("\ufeffid rujukan,id fakta,")  # behind the mark that spreadsheet programs look for
    found = desk.get("/export/records.csv", params={"lang": "en"}).text
    rows = list(csv.DictReader(io.StringIO(found[1:])))
    assert rows[0]["sentence"].startswith("Kemnaker melatih 5.000 orang")
    assert [row["record_id"] for row in rows] == ["r-konflik", "r-konflik", "r-target"]
    assert rows[2]["source"] == "'=1+1"
    assert rows[2]["doc_id"] == "'=cmd|' /C calc'!A0"
    assert [r["record_id"] for r in desk.get("/export/records.json").json()] == ["r-konflik", "r-target"]
    sheet = desk.get("/export/records.md", params={"attribute": "participants"})
    assert sheet.headers["content-disposition"] == 'attachment; filename="rujuk-rujukan.md"'
    assert "## Pelatihan Vokasi: peserta" in sheet.text
    assert "<https://warta.example/1>" in sheet.text
    assert "<script>" not in sheet.text
    assert "javascript:" not in sheet.text


def test_a_card_is_a_file_of_its_own(desk: TestClient) -> None:
    answer = desk.get("/export/card.svg", params={"id": "r-konflik", "lang": "en"})
    assert answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="rujuk-kartu.svg"'
    assert "Pelatihan Vokasi: participants" in answer.text
    assert desk.get("/export/card.svg", params={"id": "r-none"}).status_code == 404


def test_exports_of_an_article(desk: TestClient) -> None:
    found = desk.get("/export/article.json", params={"id": "warta/1"}).json()
    assert [fact["text"] for fact in found] == ["Kemnaker", "5.000 orang", "20 Oktober 2025"]
    sheet = desk.get("/export/article.md", params={"id": "warta/1"}).text
    assert sheet.count("\n## ") == 1


def test_the_interface_for_programs(desk: TestClient) -> None:
    answer = desk.get("/api/records", params={"attribute": "target"}).json()
    assert (answer["count"], [r["record_id"] for r in answer["records"]]) == (1, ["r-target"])
    assert desk.get("/api/record", params={"id": "r-target"}).json()["value"] == {"min": 10000, "max": 10000}
    assert desk.get("/api/record", params={"id": "x"}).status_code == 404
    claims = desk.get("/api/claims", params={"article": "warta/1"}).json()
    assert list(claims["records"].values()) == ["r-konflik"]
    assert desk.post("/api/extract", json={"text": "Satu kalimat."}).json()["facts"] == []
    assert desk.post("/api/extract", json={"text": ""}).status_code == 422
    paths = desk.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {
        "/api/extract", "/api/check", "/api/records", "/api/record", "/api/claims", "/api/notes"
    }  # fmt: skip


def test_the_language_switch_is_remembered(desk: TestClient) -> None:
    assert '<html lang="id">' in desk.get("/").text
    assert '<html lang="en">' in desk.get("/", params={"lang": "en"}).text
    assert '<html lang="en">' in desk.get("/").text


@pytest.mark.parametrize(("language", "head", "kind"), [("id", "Hanya di sini", "media"), ("en", "Early", "outlet")])
def test_the_source_table_names_every_column(
    output: Path, desk: TestClient, language: str, head: str, kind: str
) -> None:
    values = ("outlet", "Harian Warta", *range(1, len(COLUMNS) - 1))
    (output / "sources.csv").write_text(f"{','.join(COLUMNS)}\n{','.join(map(str, values))}\n")
    shown = desk.get("/sources", params={"lang": language})
    assert shown.status_code == 200
    assert f'<th scope="col">{head}</th>' in shown.text
    assert f"<td>{kind}</td><td>Harian Warta</td>" in shown.text
