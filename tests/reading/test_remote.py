"""Inputs by URI. Arrow opens ``file://`` like any other file system, so no server is needed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.jobs.extract import JobOptions, extract_into
from extractor.models import Article
from extractor.reading import Meter, ReadingError, read_located
from extractor.reading.remote import is_remote, without_secrets
from tests.engines.tiny import TinyExtraction


def _read(given: str, meter: Meter | None = None) -> tuple[list[tuple[Article, str, int | None]], list[ReadingError]]:
    found: list[tuple[Article, str, int | None]] = []
    errors: list[ReadingError] = []
    for item in read_located(given, meter=meter):
        if isinstance(item, ReadingError):
            errors.append(item)
        else:
            found.append((item.article, item.file, item.line))
    return found, errors


def _archive(folder: Path) -> Path:
    (folder / "b").mkdir(parents=True)
    (folder / "gold").mkdir()
    (folder / "a.txt").write_text("Isi berita satu.")
    (folder / "b" / "dua.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": "Isi dua."}).encode() + b"\n{rusak"))
    pq.write_table(pa.table({"id": ["p1"], "text": ["Isi tiga."]}), folder / "b" / "tiga.parquet")
    for passed_over in ("gold/x.txt", ".tersembunyi.txt", "catatan.md"):
        (folder / passed_over).write_text("bukan berita")
    return folder


def test_a_folder_by_uri_reads_like_the_folder(tmp_path: Path) -> None:
    folder = _archive(tmp_path / "arsip")
    meter = Meter()
    meter.measure([folder.as_uri()])
    found, errors = _read(folder.as_uri(), meter)
    here, errors_here = _read(str(folder))
    assert [article for article, _, _ in found] == [article for article, _, _ in here]
    assert [article.id for article, _, _ in found] == ["a", "b/dua:1", "p1"]
    assert [(file.removeprefix("file:/"), line) for _, file, line in found] == [(file, line) for _, file, line in here]
    assert [(error.line, error.reason) for error in errors] == [(error.line, error.reason) for error in errors_here]
    assert meter.share == 1.0


def test_a_file_by_uri_is_named_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "satu.txt"
    path.write_text("Isi.")
    ((article, file, _),), errors = _read(path.as_uri())
    assert (article.id, article.text, file, errors) == ("satu", "Isi.", f"file:/{path}", [])


def test_what_cannot_be_read_is_named_without_credentials(tmp_path: Path) -> None:
    for given, code in (
        ((tmp_path / "hilang").as_uri(), "not_found"),
        ("awan://kunci:rahasia@ember/berita?token=rahasia", "unreadable"),
    ):
        found, (error,) = _read(given)
        assert (found, error.code) == ([], code)
        assert "rahasia" not in error.model_dump_json()
    (tmp_path / "catatan.bin").write_text("bukan berita")
    assert [error.code for error in _read((tmp_path / "catatan.bin").as_uri())[1]] == ["unknown_format"]


def test_secrets_of_a_uri_are_cut() -> None:
    assert without_secrets("s3://kunci:rahasia@ember/a/b?region=x") == "s3://ember/a/b"
    assert without_secrets("hdfs://simpul:8020/a@b.jsonl") == "hdfs://simpul:8020/a@b.jsonl"
    assert [is_remote(given) for given in ("s3://a", "hdfs://b/c", "C://x", "a/b://c", "-")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_run_over_a_uri_goes_on_and_gives_the_same_facts(tmp_path: Path) -> None:
    folder = _archive(tmp_path / "arsip")
    options = JobOptions(workers=1, quiet=True)
    first = extract_into(tmp_path / "uri", [folder.as_uri()], TinyExtraction(), "rules", options)
    again = extract_into(tmp_path / "uri", [folder.as_uri()], TinyExtraction(), "rules", options)
    extract_into(tmp_path / "path", [str(folder)], TinyExtraction(), "rules", options)
    assert again == first
    for name in ("facts.jsonl", "articles.jsonl"):
        assert (tmp_path / "uri" / name).read_bytes() == (tmp_path / "path" / name).read_bytes()
