"""Every format in, every defect named, nothing guessed."""

from __future__ import annotations

import gzip
import io
import json
import os
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.models import Article
from extractor.reading import Meter, ReadingError, ReadOptions, read_articles, read_located


def _read(*inputs: Path, options: ReadOptions | None = None) -> tuple[list[Article], list[ReadingError]]:
    items = list(read_articles(map(str, inputs), options or ReadOptions()))
    articles = [item for item in items if isinstance(item, Article)]
    return articles, [item for item in items if isinstance(item, ReadingError)]


def _one(path: Path, options: ReadOptions | None = None) -> Article:
    articles, errors = _read(path, options=options)
    assert errors == []
    (article,) = articles
    return article


def test_text_is_kept_exactly_and_named_by_its_path(tmp_path: Path) -> None:
    text = "Judul berita\r\n\r\nIsi  berita,\tdengan spasi.\n"
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "satu.txt").write_bytes(text.encode())
    assert _one(tmp_path) == Article(id="sub/satu", title="Judul berita", text=text)
    assert _one(tmp_path / "sub" / "satu.txt").id == "satu"


def test_folders_are_read_in_order_without_hidden_files_gold_or_strange_kinds(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "notes.md", "gold/x.txt", ".git/y.txt", "c/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"isi {name}")
    articles, errors = _read(tmp_path)
    assert [article.id for article in articles] == ["a", "b", "c/d"]
    assert errors == []


def test_a_title_of_its_own_is_the_first_line_of_the_text(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "title": "Judul", "text": "Isi."},
        {"id": "2", "title": "Judul", "text": "Judul\nIsi."},
        {"id": "3", "title": None, "text": "Baris satu\nBaris dua"},
    ]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    articles, _ = _read(path)
    assert [article.text for article in articles] == ["Judul\nIsi.", "Judul\nIsi.", "Baris satu\nBaris dua"]
    assert [article.title for article in articles] == ["Judul", "Judul", "Baris satu"]


NEWS_WATCH = {
    "title": "Kemnaker Buka Pelatihan",
    "publish_date": "2025-07-09 04:52:00",
    "author": "Redaksi",
    "content": "Kementerian Ketenagakerjaan membuka pelatihan.",
    "keyword": "kemnaker",
    "category": "ekonomi",
    "source": "koran.example",
    "link": "https://koran.example/berita/1",
}


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "jsonl", "jsonl.gz", "json", "parquet"])
def test_news_watch_columns_in_every_format(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"x.{kind}"
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist([NEWS_WATCH]), path)
    else:
        if kind.startswith("csv"):
            head, row = ",".join(NEWS_WATCH), ",".join(NEWS_WATCH.values())
            data = f"{head}\n{row}\n".encode()
        else:
            data = json.dumps([NEWS_WATCH] if kind == "json" else NEWS_WATCH).encode()
        path.write_bytes(gzip.compress(data) if kind.endswith("gz") else data)
    article = _one(path)
    assert article.text == "Kemnaker Buka Pelatihan\nKementerian Ketenagakerjaan membuka pelatihan."
    assert (article.published, article.published_by) == (date(2025, 7, 9), "metadata")
    assert (article.source, article.url) == ("koran.example", "https://koran.example/berita/1")
    assert len(article.id) == 16


def test_field_names_by_option(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"kode": 7, "isi": "Teks berita", "media": "Koran"}')
    article = _one(tmp_path / "x.jsonl", ReadOptions(id_field="kode", text_field="isi", source_field="media"))
    assert (article.id, article.text, article.source) == ("7", "Teks berita", "Koran")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("kind", ["txt", "jsonl", "csv"])
def test_encodings_are_detected(tmp_path: Path, encoding: str, kind: str) -> None:
    text = "Menteri mengatakan “pelatihan ini diikuti 500 peserta” – dan seterusnya, di kafé Menteng."
    content = {
        "txt": text,
        "jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\n",
        "csv": f'id,text\nx,"{text}"\n',
    }[kind]
    (tmp_path / f"x.{kind}").write_bytes(content.encode(encoding))
    assert _one(tmp_path / f"x.{kind}").text == text


def test_html_gives_main_text_title_and_date(tmp_path: Path) -> None:
    paragraph = "Kementerian Ketenagakerjaan menargetkan 500 peserta pelatihan di Bandung pada November 2025. " * 3
    page = f"""<html><head><title>Target Baru</title>
      <meta property="article:published_time" content="2025-10-20T08:00:00+07:00"></head>
      <body><nav><a href="/">Beranda</a></nav><article><h1>Target Baru</h1><p>{paragraph}</p></article></body></html>"""
    (tmp_path / "x.html").write_text(page)
    article = _one(tmp_path / "x.html")
    assert article.text == f"Target Baru\n{paragraph.strip()}"
    assert (article.published, article.published_by) == (date(2025, 10, 20), "metadata")


def test_bad_rows_are_named_with_file_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(
        b'{"id": "a", "text": "baik"}\n{"id": \n[1]\n{"id": "b"}\n{"id": "c", "text": " \\n"}\n'
        b'{"id": "d", "text": 5}\n\n{"id": "a", "text": "lagi"}\n{"id": "e", "text": "baik"}'
    )
    articles, errors = _read(path, tmp_path / "none.txt", Path(__file__))
    assert [article.id for article in articles] == ["a", "e"]
    assert [(Path(error.file or "").name, error.line, error.id, error.code) for error in errors] == [
        ("x.jsonl", 2, None, "malformed"),
        ("x.jsonl", 3, None, "not_an_object"),
        ("x.jsonl", 4, "b", "no_text"),
        ("x.jsonl", 5, "c", "empty_text"),
        ("x.jsonl", 6, "d", "wrong_type"),
        ("x.jsonl", 8, "a", "duplicate_id"),
        ("none.txt", None, None, "not_found"),
        ("test_reading.py", None, None, "unknown_format"),
    ]
    assert errors[3].reason == "teks kosong"
    assert errors[3].reason_en == "the text is empty"


def test_files_of_one_name_are_told_apart_by_the_folder_above(tmp_path: Path) -> None:
    for outlet in ("antara", "tempo"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "1.txt").write_text(f"Berita {outlet}")
    articles, errors = _read(tmp_path / "antara", tmp_path / "tempo")
    assert [article.text for article in articles] == ["Berita antara"]
    assert [(error.file, error.id, error.code) for error in errors] == [
        (f"{tmp_path}/tempo/1.txt", "1", "duplicate_name")
    ]
    articles, errors = _read(tmp_path)
    assert [(article.id, article.text) for article in articles] == [
        ("antara/1", "Berita antara"),
        ("tempo/1", "Berita tempo"),
    ]
    assert errors == []


def test_csv_rows_of_another_width_are_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text('id;text\na;"dua\nbaris"\nb;c;d\ne;isi\n')
    articles, errors = _read(tmp_path / "x.csv")
    assert [(article.id, article.text) for article in articles] == [("a", "dua\nbaris"), ("e", "isi")]
    assert [(error.line, error.code) for error in errors] == [(4, "malformed")]


def test_json_array_is_read_piece_by_piece_and_ends_at_the_defect(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": "x" * 50_000} for number in range(60)]
    (tmp_path / "x.json").write_text(json.dumps(rows, indent=1))
    assert [article.id for article in _read(tmp_path / "x.json")[0]] == [str(number) for number in range(60)]
    (tmp_path / "y.json").write_text(json.dumps(rows[:3])[:-1] + ", {broken]")
    articles, errors = _read(tmp_path / "y.json")
    assert len(articles) == 3
    assert [(error.line, error.code) for error in errors] == [(4, "malformed")]


def test_long_texts_are_refused_with_a_reason(tmp_path: Path) -> None:
    options = ReadOptions(max_characters=1000)
    (tmp_path / "a.txt").write_text("x" * 1001)
    (tmp_path / "b.txt").write_text("x" * 5_000_000)
    (tmp_path / "c.jsonl").write_text(
        json.dumps({"id": "l", "text": "x" * 5_000_000}) + "\n" + json.dumps({"id": "s", "text": "x" * 1000})
    )
    articles, errors = _read(tmp_path, options=options)
    assert [article.id for article in articles] == ["s"]
    assert [error.code for error in errors] == ["too_long"] * 3
    assert "1001 melebihi batas 1000" in errors[0].reason


def test_binary_and_broken_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "b.jsonl.gz").write_bytes(b"not gzip")
    (tmp_path / "c.parquet").write_bytes(b"not parquet")
    (tmp_path / "d.html").write_text("<html></html>")
    articles, errors = _read(tmp_path)
    assert articles == []
    assert [(Path(error.file or "").name, error.code) for error in errors] == [
        ("a.txt", "unknown_encoding"),
        ("b.jsonl.gz", "unreadable"),
        ("c.parquet", "unreadable"),
        ("d.html", "no_main_text"),
    ]


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', ["a", "b"]),
        (b'[{"id": "a", "text": "x"}]', ["a"]),
        (b"Judul\nIsi berita.\n", ["stdin"]),
    ],
)
def test_standard_input_in_any_format(monkeypatch: pytest.MonkeyPatch, data: bytes, ids: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[type-var]
    assert [item.id for item in read_articles(["-"]) if isinstance(item, Article)] == ids


def test_the_meter_follows_what_was_read(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.jsonl").write_text('{"text": "isi"}\n' * 100)
    meter = Meter()
    meter.measure([str(tmp_path)])
    shares = []
    for index, _ in enumerate(read_located(str(tmp_path), meter=meter)):
        if index % 100 == 0:
            shares.append(meter.share)
    assert shares == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (
            "torn.jsonl.gz",
            gzip.compress(b'{"id": "1", "text": "isi"}\n' * 5000, mtime=0)[:40] + b"\xff" * 60,
            "unreadable",
        ),
        ("digits.json", b'[{"id": ' + b"9" * 5000 + b', "text": "isi"}]', "malformed"),
        ("nested.json", b"[" * 200_000, "malformed"),
        ("half.json", b'[{"id": "1", "text": "isi \\ud83d"}]', "malformed"),
    ],
)
def test_a_hostile_file_is_named_and_the_others_are_read(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("isi berita")
    articles, errors = _read(tmp_path)
    assert [article.id for article in articles][-1] == "z"
    assert [(Path(error.file or "").name, error.code) for error in errors] == [(name, code)]


def test_a_whole_surrogate_pair_in_json_is_a_character(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"id": "1", "text": "isi \\ud83d\\ude00"}]')
    assert _one(path).text == "isi \N{GRINNING FACE}"


def test_a_file_name_that_is_no_utf8_can_be_written_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xffb.txt")).write_text("isi berita")
    assert _one(tmp_path).id == "a\N{REPLACEMENT CHARACTER}b"


def test_an_instant_at_the_end_of_the_calendar_is_no_publication_day(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": "1", "published": "9999-12-31T23:00:00-11:00", "text": "isi"}\n')
    assert _one(path).published is None
