"""The output as tables: articles, facts, records, claims, one column a value.

Parquet, DuckDB and SQLite name and type them for programs; CSV and Excel word them for readers. All are streamed out of
the JSON lines.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import duckdb
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from extractor.disk.atomic import replacing
from extractor.disk.outputs import stored_articles
from extractor.export.columns import FACETS, KEYS, TABLES, Column, claim_lines, fact_lines
from extractor.export.csv import csv_head, csv_line
from extractor.export.wording import Wording

_CHUNK = 5000
# Rows of a sheet and characters of a cell (Excel specifications and limits).
_EXCEL_ROWS = 1_048_576
_EXCEL_CELL = 32_767
# What a reader wants first.
_SHEETS = ("records", "claims", "facts", "articles")
# https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
_CLOCK = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TYPES = {
    "VARCHAR": pa.string(),
    "DOUBLE": pa.float64(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
}

Line = Mapping[str, Any]


def stored_lines(directory: Path, table: str) -> Iterator[Line]:
    """The lines of a table out of the output in ``directory``, in its order."""
    if table in ("articles", "facts"):
        for line, facts in stored_articles(directory, with_text=True):
            article = orjson.loads(line)
            if table == "articles":
                yield article
            else:
                yield from fact_lines(map(orjson.loads, facts), article.get("text"), article["title"])
        return
    with (directory / "records.jsonl").open("rb") as lines:
        for record in map(orjson.loads, lines):
            yield from (record,) if table == "records" else claim_lines(record)


def arrow_batches(table: str, lines: Iterable[Line]) -> pa.RecordBatchReader:
    """Lines of a table in typed columns, some thousand at a time."""
    columns = TABLES[table]
    schema = pa.schema([(column.name, _arrow_type(column)) for column in columns])

    def batches() -> Iterator[pa.RecordBatch]:
        rest = iter(lines)
        while some := list(islice(rest, _CHUNK)):
            cells = [pa.array(map(column.of, some), type) for column, type in zip(columns, schema.types, strict=True)]
            yield pa.RecordBatch.from_arrays(cells, schema=schema)

    return pa.RecordBatchReader.from_batches(schema, batches())


def _arrow_type(column: Column) -> pa.DataType:
    if column.parts:
        found: pa.DataType = pa.struct([(part.name, _arrow_type(part)) for part in column.parts])
    else:
        found = _TYPES[column.type.removesuffix("[]")]
    return pa.list_(found) if column.is_list else found


def export_parquet(directory: Path, out: Path) -> list[Path]:
    """One Parquet file a table."""
    paths = [out / f"{table}.parquet" for table in TABLES]
    for path in paths:
        batches = arrow_batches(path.stem, stored_lines(directory, path.stem))
        with replacing(path) as stream, pq.ParquetWriter(stream, batches.schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
    return paths


def export_duckdb(directory: Path, out: Path) -> list[Path]:
    """One DuckDB database with the four tables, their columns described by comments."""
    path, part = out / "rujuk.duckdb", out / ".rujuk.duckdb.part"
    part.unlink(missing_ok=True)
    with duckdb.connect(str(part)) as connection:
        for table, columns in TABLES.items():
            connection.register("lines", arrow_batches(table, stored_lines(directory, table)))
            connection.execute(f"CREATE TABLE {table} AS FROM lines")
            for column in columns:
                meaning = column.meaning.replace("'", "''")
                connection.execute(f"COMMENT ON COLUMN {table}.\"{column.name}\" IS '{meaning}'")
    part.replace(path)
    return [path]


def export_csv(directory: Path, out: Path, wording: Wording) -> list[Path]:
    """One CSV file a table; no cell can start a formula."""
    paths = [out / f"{table}.csv" for table in TABLES]
    for path in paths:
        with replacing(path) as stream:
            stream.write(csv_head(wording.heads(path.stem)))
            for line in stored_lines(directory, path.stem):
                stream.write(csv_line(wording.row(path.stem, line)))
    return paths


def export_xlsx(directory: Path, out: Path, wording: Wording) -> list[Path]:
    """One Excel workbook, a sheet a table. Longer cells and tables than Excel holds end where it does."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    path = out / "rujuk.xlsx"
    book = Workbook(write_only=True)
    with replacing(path) as stream:
        for table in _SHEETS:
            sheet = book.create_sheet(wording.sheet(table))
            sheet.freeze_panes = "B2"
            sheet.append(wording.heads(table))
            for line in islice(stored_lines(directory, table), _EXCEL_ROWS - 1):
                cells = []
                for value in wording.row(table, line):
                    text = isinstance(value, str)
                    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("\ufffd", value)[:_EXCEL_CELL] if text else value)
                    if text:
                        cell.data_type = "s"  # else a text that begins with = is a formula
                    cells.append(cell)
                sheet.append(cells)
        with TemporaryFile() as written:
            book.save(written)
            _without_clock(written, stream)
    return [path]


def _without_clock(workbook: IO[bytes], out: IO[bytes]) -> None:
    """The workbook as it would be at any time: one output has one file."""
    with ZipFile(workbook) as timed, ZipFile(out, "w", ZIP_DEFLATED) as timeless:
        for told in timed.infolist():
            entry = ZipInfo(told.filename)  # of 1980, the first day that a ZIP file knows
            entry.compress_type, entry.file_size = ZIP_DEFLATED, told.file_size
            with timed.open(told) as part, timeless.open(entry, "w") as copy:
                if told.filename == "docProps/core.xml":
                    copy.write(_CLOCK.sub(b"1980-01-01T00:00:00Z", part.read()))
                else:
                    shutil.copyfileobj(part, copy)


def export_sqlite(directory: Path, out: Path) -> list[Path]:
    """One SQLite database for Datasette, and ``metadata.json`` with its facets and column descriptions.

    Facet columns are indexed, claims link to records and articles, and the claims' words and sentences can be searched.
    """
    path, part = out / "rujuk.sqlite", out / ".rujuk.sqlite.part"
    part.unlink(missing_ok=True)
    types = {"DOUBLE": "REAL", "BIGINT": "INTEGER", "BOOLEAN": "INTEGER"}
    links = {
        "claims": {"record_id": "records(record_id)", "doc_id": "articles(id)"},
        "facts": {"doc_id": "articles(id)"},
    }
    with closing(sqlite3.connect(part)) as database:
        for table, columns in TABLES.items():
            fields = []
            for column in columns:
                key = " PRIMARY KEY" if column.name == KEYS[table] else ""
                link = f" REFERENCES {links[table][column.name]}" if column.name in links.get(table, {}) else ""
                fields.append(f'"{column.name}" {types.get(column.type, "TEXT")}{key}{link}')
            database.execute(f"CREATE TABLE {table} ({', '.join(fields)})")
            marks = ", ".join("?" * len(columns))
            rows = ([_plain(column.of(line)) for column in columns] for line in stored_lines(directory, table))
            database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            for column_name in FACETS[table]:
                database.execute(f'CREATE INDEX "{table}_{column_name}" ON {table} ("{column_name}")')
        database.execute("CREATE VIRTUAL TABLE claims_fts USING fts5(text, sentence, content='claims')")
        database.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
        database.commit()
    part.replace(path)
    tables = {
        table: {
            "facets": list(FACETS[table]),
            "columns": {column.name: column.meaning for column in columns},
            **({"fts_table": "claims_fts"} if table == "claims" else {}),
        }
        for table, columns in TABLES.items()
    }
    metadata = {"title": "rujuk", "databases": {"rujuk": {"tables": tables}}}
    with replacing(out / "metadata.json") as stream:
        stream.write(json.dumps(metadata, indent=1, ensure_ascii=False).encode())
    return [path, out / "metadata.json"]


def _plain(cell: Any) -> Any:
    if isinstance(cell, list | dict):
        return orjson.dumps(cell).decode()
    return cell.isoformat() if isinstance(cell, date) else cell
