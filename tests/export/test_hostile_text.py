"""Hostile text goes out in every form and comes back the same, and no program takes it for an instruction."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from extractor.desk.store import Store
from extractor.disk.lines import encode
from extractor.export.columns import KEYS, TABLES
from extractor.export.csv import write_records
from extractor.export.jsonld import export_jsonld
from extractor.export.label_studio import export_label_studio, import_labels
from extractor.export.tables import export_csv, export_duckdb, export_parquet, export_sqlite, export_xlsx
from extractor.export.wording import Wording
from extractor.models import Article
from extractor.pipeline import Pipeline
from extractor.rules import load_rules

_PIECES = (
    "=1+1", "=cmd|' /C calc'!A0", "+62", "-2", "@SUM(A1)", "＝1", "|", "%00", "\t", "\r", "\r\n", "\n", "\x0b", "\x1c",
    "\x85", "\u2028", "\u2029", "\ufeff", "\u202e", "\u2066", "\u200b", "\x00", "\x01", "\x7f", "\ud7ff", "\ufffe",
    "\uffff", "😀", "👨‍👩‍👧", "e\u0301", "İ", "ß", '"', '""', "'", "''", "`", "\\", "\\n", "\\u0000", ";", ",", "--",
    "/*", "'); DROP TABLE facts;--",
    "<script>alert(1)</script>", "]]>", "&amp;", "&#0;", "_x0000_", "_x000D_", "{{7*7}}", "${x}", "NULL", "nan",
    "1e999", "0x10", "[1]", "{}", "null", "a" * 300, " ", "berita",
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_KEYS = Wording(load_rules(), keys=True)
_LONG = "panjang " * 5_000


def _texts() -> list[str]:
    dice = Random(20)
    texts = ["".join(dice.choices(_PIECES, k=dice.randint(1, 6))) for _ in range(150)]
    return [*_PIECES, *texts, _LONG]


@cache
def _extracted() -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Extractions and records of articles that hold hostile text wherever others may write."""
    pipeline = Pipeline()
    articles = [
        Article(
            id=f"{number} {text[:2_000]}",
            source=text[:500],
            url=f"https://a.example/{number}?{text[:500]}",
            published=date(2025, 6, 17),
            published_by="metadata",
            title=f"{text} {number}"[:300],
            text=f"{text} {number}\n"
            f"Sebanyak {number + 2} peserta pelatihan {text[:60]} hadir di Solo, kata Menaker {text}.\n{text}",
        )
        for number, text in enumerate(_texts())
    ]
    return tuple(pipeline.read_many(articles)), tuple(pipeline.records(articles))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    extractions, records = _extracted()
    write_records(out, records, load_rules())
    (out / "articles.jsonl").write_bytes(b"".join(encode(one.article) + b"\n" for one in extractions))
    facts = (fact for one in extractions for fact in one.facts)
    (out / "facts.jsonl").write_bytes(b"".join(encode(fact) + b"\n" for fact in facts))
    return out


def _wanted(out: Path) -> dict[str, list[dict[str, Any]]]:
    """The tables as the JSON lines hold them."""

    def lines(name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (out / f"{name}.jsonl").read_bytes().split(b"\n")[:-1]]

    articles = {line["id"]: line for line in lines("articles")}

    def quoted(fact: Mapping[str, Any]) -> Mapping[str, Any]:
        article, span = articles[fact["doc_id"]], fact["sentence"]
        return {**fact, "quote": article["text"][span["start"] : span["end"]], "title": article["title"]}

    def of_record(record: Mapping[str, Any], claim: Mapping[str, Any]) -> Mapping[str, Any]:
        quote, sentence = claim["before"] + claim["text"] + claim["after"], quoted(claim)
        assert quote in sentence["quote"]
        return {**sentence, "quote": quote, "record_id": record["record_id"]}

    records = lines("records")
    tables = {
        "articles": articles.values(),
        "facts": map(quoted, lines("facts")),
        "records": records,
        "claims": [of_record(record, claim) for record in records for claim in record["claims"]],
    }
    return {
        name: sorted(({column.name: column.of(line) for column in TABLES[name]} for line in found), key=_key(name))
        for name, found in tables.items()
    }


def _key(table: str) -> Callable[[Mapping[str, Any]], tuple[str, ...]]:
    names = ("record_id", "fact_id") if table == "claims" else (KEYS[table],)
    return lambda row: tuple(row[name] for name in names)


def _parquet(out: Path, to: Path) -> dict[str, list[dict[str, Any]]]:
    return {path.stem: pq.read_table(path).to_pylist() for path in export_parquet(out, to)}


def _duckdb(out: Path, to: Path) -> dict[str, list[dict[str, Any]]]:
    (path,) = export_duckdb(out, to)
    with duckdb.connect(str(path), read_only=True) as connection:
        return {table: connection.sql(f"FROM {table}").to_arrow_table().to_pylist() for table in TABLES}


def _sqlite(out: Path, to: Path) -> dict[str, list[dict[str, Any]]]:
    path, _ = export_sqlite(out, to)
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return {table: [dict(row) for row in database.execute(f"SELECT * FROM {table}")] for table in TABLES}


def _csv(out: Path, to: Path) -> dict[str, list[dict[str, Any]]]:
    tables = {}
    for path in export_csv(out, to, _KEYS):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        cells = [cell.lstrip(" ") for row in rows for cell in row.values()]
        assert not [
            cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝")) and not _NUMBER.fullmatch(cell)
        ]
        tables[path.stem] = rows
    return tables


def _xlsx(out: Path, to: Path) -> dict[str, list[dict[str, Any]]]:
    (path,) = export_xlsx(out, to, _KEYS)
    book = load_workbook(path)
    tables = {}
    for table in TABLES:
        sheet = book[_KEYS.sheet(table)]
        head, *rows = sheet.iter_rows()
        assert all(cell.data_type != "f" for row in rows for cell in row)
        names = [cell.value for cell in head]
        tables[table] = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]
    return tables


def _as_is(text: str) -> str:
    return text


def _without_apostrophe(text: str) -> str:
    """What a cell of CSV must hold for a text."""
    dangerous = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
    return f"'{text}" if text.lstrip(" ").startswith(dangerous) else text


def _as_excel_holds(text: str) -> str:
    bad = {*map(chr, range(32)), "\ufffe", "\uffff"} - {*"\t\n\r"}
    return "".join("\ufffd" if one in bad else one for one in text)[:32_767]


@pytest.mark.parametrize(
    ("export", "held"),
    [
        (_parquet, _as_is),
        (_duckdb, _as_is),
        (_sqlite, _as_is),
        (_csv, _without_apostrophe),
        (_xlsx, _as_excel_holds),
    ],
    ids=["parquet", "duckdb", "sqlite", "csv", "xlsx"],
)
def test_what_a_table_is_given_it_gives_back(
    output: Path,
    tmp_path: Path,
    export: Callable[[Path, Path], dict[str, list[dict[str, Any]]]],
    held: Callable[[str], str],
) -> None:
    wanted = _wanted(output)
    found = export(output, tmp_path)
    assert list(found) == list(TABLES)
    for table, columns in TABLES.items():
        texts = [column.name for column in columns if column.type == "VARCHAR"]
        assert len(wanted[table]) > 10
        expected = [{name: held(row[name] or "") for name in texts} for row in wanted[table]]
        given = [{name: row[name] or "" for name in texts} for row in found[table]]
        assert sorted(given, key=_key(table)) == sorted(expected, key=_key(table)), table


def test_selectors_find_their_words_and_labels_come_back(output: Path, tmp_path: Path) -> None:
    extractions, records = _extracted()
    texts = {one.article.id: one.article.text for one in extractions}
    with closing(Store(output)) as store:
        (graph,) = export_jsonld(store, tmp_path, load_rules())
        tasks_path, _ = export_label_studio(store, tmp_path)
    written = json.loads(graph.read_text(encoding="utf-8"))["@graph"]
    nodes = [node for node in written if node["@id"].startswith("urn:rujuk:claim:")]
    assert len(nodes) == sum(len(record.claims) for record in records)
    for node in nodes:
        doc_id = node["@id"].removeprefix("urn:rujuk:claim:").rpartition("#")[0]
        quote, position = node["target"]["selector"]
        assert texts[doc_id][position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in texts[doc_id]
    tasks = json.loads(tasks_path.read_text(encoding="utf-8"))
    for task in tasks:
        task["annotations"] = [{"result": task["predictions"][0]["result"]}]
    tasks_path.write_text(json.dumps(tasks), encoding="utf-8")
    back = {row["id"]: row for row in import_labels(tasks_path)}
    assert {id: row["text"] for id, row in back.items()} == texts
    facts = {id: [(fact["start"], fact["end"]) for fact in row["facts"]] for id, row in back.items()}
    assert facts == {one.article.id: [(fact.start, fact.end) for fact in one.facts] for one in extractions}
