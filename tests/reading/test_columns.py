"""Which column is taken for what, and that it is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.models import Article
from extractor.reading import Notes, ReadingError, ReadOptions, read_articles
from extractor.reading.columns import check_rules
from extractor.rules import load_rules


@pytest.mark.parametrize(
    "header",
    [
        "Judul,Isi,Tanggal,Link",
        "judul,isi_berita,tgl,tautan",
        "JUDUL BERITA,Isi Berita,Tanggal Terbit,URL",
        "title,article,date,link",
        "headline,body,pubDate,link",
        "title,maintext,date_publish,url",
        "title,text,publishedAt,url",
        "judul,konten,waktu,media",
        "Title,Content,Published Date,Source URL",
    ],
)
def test_names_in_both_languages_and_any_case(tmp_path: Path, header: str) -> None:
    (tmp_path / "x.csv").write_text(f'{header}\nJudul,"Isi berita, lengkap.",09/07/2025,https://www.kabar.example/a\n')
    (article,) = read_articles([str(tmp_path)])
    assert isinstance(article, Article)
    assert (article.text, str(article.published)) == ("Judul\nIsi berita, lengkap.", "2025-07-09")
    assert article.url == "https://www.kabar.example/a"


@pytest.mark.parametrize(
    ("shape", "source"),
    [
        (
            {"title": "T", "maintext": "Isi.", "date_publish": "2025-07-09 10:00:00", "source_domain": "a.example"},
            "a.example",
        ),
        ({"title": "T", "text": "Isi.", "date": "2025-07-09", "source": "https://www.a.example/x"}, "a.example"),
        (
            {
                "articles": [
                    {"title": "T", "content": "Isi.", "publishedAt": "2025-07-09T01:00:00Z", "source": {"name": "A"}}
                ]
            },
            "A",
        ),
        ({"status": "ok", "data": [{"title": "T", "text": "Isi.", "meta": {"date": "2025-07-09"}}]}, None),
        ([{"title": {"rendered": "T"}, "content": {"rendered": "<p>Isi.</p>"}, "date": "2025-07-09T10:00:00"}], None),
        ({"hits": {"hits": [{"_id": "1", "_source": {"judul": "T", "isi": "Isi.", "tanggal": "9 Juli 2025"}}]}}, None),
        ({"https://a.example/x": {"title": "T", "text": "Isi.", "time": 1752032000}}, None),
        ([[{"title": "T", "text": "Isi.", "published": {"$date": "2025-07-08T21:00:00Z"}}]], None),
    ],
)
def test_shapes_of_scrapers_and_search_answers(tmp_path: Path, shape: Any, source: str | None) -> None:
    for kind in ("json", "jsonl"):
        (tmp_path / f"x.{kind}").write_text(json.dumps(shape))
        (article,) = read_articles([str(tmp_path / f"x.{kind}")])
        assert isinstance(article, Article)
        assert (article.text, str(article.published), article.source) == ("T\nIsi.", "2025-07-09", source)


def test_the_lines_of_a_bulk_file_between_its_documents_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "x.ndjson").write_text('{"index": {"_id": "1"}}\n{"id": "a", "text": "Isi."}\n')
    (article,) = read_articles([str(tmp_path)])
    assert isinstance(article, Article)
    assert article.id == "a"


def test_what_was_taken_for_what_is_said_once_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Judul,Isi,Tanggal\nT,Satu.,9 Juli 2025\nT,Dua.,kapan-kapan\nT,Tiga.,entah\n")
    (tmp_path / "b.csv").write_text("title,text,published\nT,Empat.,2025-07-09\n")
    notes = Notes()
    assert len(list(read_articles([str(tmp_path)], ReadOptions(notes=notes)))) == 4
    said, dropped = notes.lines()
    assert said == f"{tmp_path}/a.csv: published ← Tanggal, title ← Judul, text ← Isi"
    assert dropped.startswith(f"{tmp_path}/a.csv: 2 ")
    assert "'kapan-kapan'" in dropped


def test_a_table_without_a_text_shows_its_columns_and_the_option(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("nomor,ringkas\n1,Isi.\n")
    (error,) = read_articles([str(tmp_path)])
    assert isinstance(error, ReadingError)
    assert error.code == "no_text"
    assert "nomor, ringkas" in error.reason
    assert "--text-field" in error.reason


def test_the_table_of_names_is_sound() -> None:
    assert list(check_rules(load_rules())) == []
