"""The formats that are neither text nor rows of text, and the table of all in ``docs/reading.md``."""

from __future__ import annotations

import gzip
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from extractor.models import Article
from extractor.reading import ReadingError, read_articles
from extractor.reading.errors import Refused
from extractor.reading.sources import _FORMATS, _NAMED_ONLY, _OTHERWISE
from extractor.reading.unpacking import PACKED
from tests.reading.pdfs import pdf_of

DOCUMENT = Path("docs/reading.md")
REPORT = "Kementerian Ketenagakerjaan membuka pelatihan bagi pencari kerja di Bandung, Rabu. " * 4


def read(path: Path) -> list[Article]:
    items = list(read_articles([str(path)]))
    assert [item for item in items if isinstance(item, ReadingError)] == []
    return [item for item in items if isinstance(item, Article)]


def refusal(path: Path) -> ReadingError:
    (item,) = read_articles([str(path)])
    assert isinstance(item, ReadingError)
    return item


def test_every_sheet_of_a_workbook_that_has_a_text(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [
        ["No", "Judul", "Isi", "Tanggal"],
        [1, "T", "Isi satu.", datetime(2025, 7, 9, 10)],
        [2, "T", "Isi dua.", "9 Juli 2025"],
    ]
    for row in [[None], *rows]:
        sheet.append(row)
    book.create_sheet("Kode").append(["kode", "arti"])
    other = book.create_sheet("Lain")
    other.append(["isi"])
    other.append(["Isi tiga."])
    book.save(tmp_path / "x.xlsx")
    found = [(item.text, str(item.published)) for item in read(tmp_path / "x.xlsx")]
    assert found == [("T\nIsi satu.", "2025-07-09"), ("T\nIsi dua.", "2025-07-09"), ("Isi tiga.", "None")]


def test_a_workbook_without_a_text_names_its_columns(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["kode", "arti"])
    book.save(tmp_path / "x.xlsx")
    error = refusal(tmp_path / "x.xlsx")
    assert (error.code, "kode, arti" in error.reason) == ("no_text", True)


RSS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY besar "AAAA">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kabar</title>
<item><title>Satu &amp; dua</title><link>https://kabar.example/1</link><pubDate>Tue, 08 Jul 2025 18:30:00 GMT</pubDate>
<description>Ringkas.</description>
<content:encoded><![CDATA[<p>Isi &eacute; satu.</p><p>Isi dua.</p>]]></content:encoded></item>
<item><title>Tiga</title><description>&besar;Isi tiga.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title><entry><title>Satu</title>
<link rel="alternate" href="https://kabar.example/1"/><link rel="self" href="https://kabar.example/x"/>
<updated>2025-08-01T00:00:00Z</updated><published>2025-07-08T18:30:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Isi satu.</p></div></content></entry></feed>"""


def test_feeds_give_their_fullest_texts(tmp_path: Path) -> None:
    (tmp_path / "x.rss").write_text(RSS)
    first, second = read(tmp_path / "x.rss")
    assert (first.text, first.source, first.url) == (
        "Satu & dua\nIsi é satu.\nIsi dua.",
        "Kabar",
        "https://kabar.example/1",
    )
    assert str(first.published) == "2025-07-09"
    assert second.text.endswith("Isi tiga.")
    assert "AAAA" not in second.text
    (tmp_path / "x.atom").write_text(ATOM)
    (entry,) = read(tmp_path / "x.atom")
    assert (entry.text, entry.url, str(entry.published)) == ("Satu\nIsi satu.", "https://kabar.example/1", "2025-07-09")
    (tmp_path / "peta.xml").write_text("<urlset/>")
    assert refusal(tmp_path / "peta.xml").code == "no_feed"


def record(address: str, http: bytes, kind: str = "response") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-07-08T20:00:00Z\r\n"
    return f"{head}Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


def answer(
    page: str, *, status: str = "200 OK", kind: str = "text/html", more: str = "", body: bytes | None = None
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + (
        page.encode() if body is None else body
    )


def test_pages_of_a_web_archive(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Pelatihan</h1><p>{REPORT}</p><p>{REPORT}</p></article></body></html>"
    dated = page.replace("<body>", '<head><meta property="article:published_time" content="2025-07-01"></head><body>')
    raw = dated.encode()
    chunked = f"{len(raw):x}\r\n".encode() + raw + b"\r\n0\r\n\r\n"
    records = [
        record("", b"software: x", "warcinfo"),
        record("https://kabar.example/1", answer(page)),
        record("https://kabar.example/2", answer("", more="Transfer-Encoding: chunked\r\n", body=chunked)),
        record("https://kabar.example/3", answer("", more="Content-Encoding: gzip\r\n", body=gzip.compress(raw))),
        record("https://kabar.example/4", answer(page, status="404 Not Found")),
        record("https://kabar.example/5", answer("{}", kind="application/json")),
    ]
    # One member a record, as Common Crawl packs them.
    (tmp_path / "x.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    (tmp_path / "y.warc").write_bytes(b"".join(records))
    for name in ("x.warc.gz", "y.warc"):
        found = [(item.url, item.source, str(item.published)) for item in read(tmp_path / name)]
        assert found == [
            ("https://kabar.example/1", "kabar.example", "2025-07-09"),
            ("https://kabar.example/2", "kabar.example", "2025-07-01"),
            ("https://kabar.example/3", "kabar.example", "2025-07-01"),
        ]
    (tmp_path / "y.warc").write_bytes(b"".join(records)[:-800])
    *_, last = read_articles([str(tmp_path / "y.warc")])
    assert isinstance(last, ReadingError)
    assert last.code == "unreadable"


def test_word_rich_text_markdown_and_mail(tmp_path: Path) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        runs = "<w:p><w:t>Siaran</w:t><w:tab/><w:t>pers</w:t></w:p><w:p><w:t>Isi.</w:t></w:p>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{runs}</w:body></w:document>')
    (tmp_path / "b.rtf").write_text(
        r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\pard Siaran \'93pers\'94\par {\b Isi} \u233?.{\*\generator Riched20;}\par}"
    )
    (tmp_path / "c.md").write_text("## Siaran pers\n\nIsi.\n")
    mail = "From: Redaksi <redaksi@kabar.example>\nSubject: Siaran pers\nDate: Tue, 08 Jul 2025 20:00:00 +0000\n"
    (tmp_path / "d.eml").write_text(f"{mail}Content-Type: text/html; charset=utf-8\n\n<p>Isi.</p>")
    (tmp_path / "e.mbox").write_text(f"From a Tue Jul  8\n{mail}\nIsi satu.\n\nFrom b Tue Jul  8\n{mail}\nIsi dua.\n")
    assert [item.text for item in read(tmp_path / "a.docx")] == ["Siaran pers\nIsi."]
    assert [item.text for item in read(tmp_path / "b.rtf")] == ["Siaran “pers”\nIsi é."]
    assert [item.title for item in read(tmp_path / "c.md")] == ["Siaran pers"]
    (message,) = read(tmp_path / "d.eml")
    assert (message.text, str(message.published), message.source) == (
        "Siaran pers\nIsi.",
        "2025-07-09",
        "kabar.example",
    )
    assert [item.text.split("\n")[1] for item in read(tmp_path / "e.mbox")] == ["Isi satu.", "Isi dua."]


def test_pdf_with_text_and_without(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(pdf_of(b"BT /F 12 Tf 20 200 Td (Siaran pers) Tj 0 -20 Td (Isi berita.) Tj ET"))
    assert [item.text for item in read(tmp_path / "a.pdf")] == ["Siaran pers\nIsi berita."]
    (tmp_path / "b.pdf").write_bytes(pdf_of(b""))
    assert refusal(tmp_path / "b.pdf").code == "no_text_layer"


def test_pdf_without_its_package_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    assert "pip install 'rujuk[formats]'" in refusal(tmp_path / "a.pdf").reason


def test_html_under_another_name_is_html_and_a_table_is_no_prose(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"<!doctype html><html><body><h1>Judul</h1><p>{REPORT}</p></body></html>")
    assert [item.title for item in read(tmp_path / "a.txt")] == ["Judul"]
    (tmp_path / "b.txt").write_text("id\ttitle\ttext\n1\tT\tIsi.\n")
    assert refusal(tmp_path / "b.txt").code == "table_as_text"


def test_the_page_lists_every_suffix_with_its_words(tmp_path: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    listed = set(re.findall(r"`(\.[a-z0-9]+)`", text))
    assert listed == {*_FORMATS, *_NAMED_ONLY, *_OTHERWISE, *PACKED}
    for suffix in _OTHERWISE:
        (tmp_path / f"x{suffix}").write_bytes(b"isi")
        error = refusal(tmp_path / f"x{suffix}")
        row = next(line for line in text.splitlines() if f"`{suffix}`" in line)
        assert error.reason.partition("; ")[2] in row, suffix


def test_the_page_has_the_words_of_every_refusal() -> None:
    from extractor.reading.errors import _REASONS

    text = DOCUMENT.read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|$", text, re.MULTILINE))
    assert shown == {code: words for code, (words, _) in _REASONS.items() if code != "save_otherwise"}
    assert Refused("empty_text").at("x").reason == shown["empty_text"]
