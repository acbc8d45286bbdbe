"""The output as tables: articles, facts, records, claims, one column a value.

Parquet, DuckDB, SQLite and CSV share them. DuckDB reads the JSON lines, so that an export
needs no more memory than its buffers.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from extractor.disk.atomic import replacing
from extractor.export.columns import FACETS, KEYS, TABLES, Column
from extractor.export.csv import as_json, csv_head, csv_line, flat

_LINE_LIMIT = 512 * 1024 * 1024
_CHUNK = 5000
# Rows of a sheet and characters of a cell (Excel specifications and limits).
_EXCEL_ROWS = 1_048_576
_EXCEL_CELL = 32_767
# https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")


def open_tables(directory: Path) -> duckdb.DuckDBPyConnection:
    """A connection in which the four tables are views over the output in ``directory``."""
    connection = duckdb.connect()
    articles = _lines(directory / "articles.jsonl")
    about = f"SELECT json->>'$.id' AS id, json->>'$.title' AS title, json->>'$.text' AS text FROM {articles}"
    for table, columns in TABLES.items():
        source = _lines(directory / f"{'records' if table == 'claims' else table}.jsonl")
        if table == "claims":
            claims = "SELECT json->'$.record_id' AS id, unnest(json->'$.claims[*]') AS claim"
            source = (
                f"(SELECT json_merge_patch(claim, json_object('record_id', id)) AS json FROM ({claims} FROM {source}))"
            )
        if any(column.path.startswith("@") for column in columns):
            source += f" LEFT JOIN ({about}) AS article ON article.id = json->>'$.doc_id'"
        fields = ", ".join(f'{_field(column)} AS "{column.name}"' for column in columns)
        connection.execute(f"CREATE VIEW {table} AS SELECT {fields} FROM {source}")
    return connection


def export_parquet(directory: Path, out: Path) -> list[Path]:
    """One Parquet file a table."""
    paths = []
    with closing(open_tables(directory)) as connection:
        for table in TABLES:
            path = out / f"{table}.parquet"
            part = out / f".{table}.parquet.part"
            connection.execute(f"COPY (FROM {table}) TO {_quoted(part)} (FORMAT parquet, COMPRESSION zstd)")
            part.replace(path)
            paths.append(path)
    return paths


def export_duckdb(directory: Path, out: Path) -> list[Path]:
    """One DuckDB database with the four tables, their columns described by comments."""
    path, part = out / "rujuk.duckdb", out / ".rujuk.duckdb.part"
    part.unlink(missing_ok=True)
    with closing(open_tables(directory)) as connection:
        connection.execute(f"ATTACH {_quoted(part)} AS out")
        for table, columns in TABLES.items():
            connection.execute(f"CREATE TABLE out.{table} AS FROM {table}")
            for column in columns:
                meaning = column.meaning.replace("'", "''")
                connection.execute(f"COMMENT ON COLUMN out.{table}.\"{column.name}\" IS '{meaning}'")
        connection.execute("DETACH out")
    part.replace(path)
    return [path]


def export_csv(directory: Path, out: Path) -> list[Path]:
    """One CSV file a table; no cell can start a formula."""
    paths = []
    with closing(open_tables(directory)) as connection:
        for table, columns in TABLES.items():
            path = out / f"{table}.csv"
            with replacing(path) as stream:
                stream.write(csv_head(column.name for column in columns))
                for row in _rows(connection, table):
                    stream.write(csv_line(row))
            paths.append(path)
    return paths


def export_xlsx(directory: Path, out: Path) -> list[Path]:
    """One Excel workbook, a sheet a table. Longer cells and tables than Excel holds end where it does."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    path = out / "rujuk.xlsx"
    book = Workbook(write_only=True)
    with closing(open_tables(directory)) as connection, replacing(path) as stream:
        for table, columns in TABLES.items():
            sheet = book.create_sheet(table)
            sheet.freeze_panes = "B2"
            sheet.append([column.name for column in columns])
            for row in islice(_rows(connection, table), _EXCEL_ROWS - 1):
                cells = [WriteOnlyCell(sheet) for _ in row]
                for cell, value in zip(cells, row, strict=True):
                    plain = flat(value) if isinstance(value, list | dict) else value
                    if isinstance(plain, str):
                        plain = _NOT_IN_XML.sub("\ufffd", plain)[:_EXCEL_CELL]
                    cell.value = plain
                    if isinstance(plain, str):
                        cell.data_type = "s"  # else a text that begins with = is a formula
                sheet.append(cells)
        book.save(stream)
    return [path]


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
    with closing(open_tables(directory)) as connection, closing(sqlite3.connect(part)) as database:
        for table, columns in TABLES.items():
            fields = []
            for column in columns:
                key = " PRIMARY KEY" if column.name == KEYS[table] else ""
                link = f" REFERENCES {links[table][column.name]}" if column.name in links.get(table, {}) else ""
                fields.append(f'"{column.name}" {types.get(column.type, "TEXT")}{key}{link}')
            database.execute(f"CREATE TABLE {table} ({', '.join(fields)})")
            marks = ", ".join("?" * len(columns))
            rows = ([_plain(cell) for cell in row] for row in _rows(connection, table))
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


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple[Any, ...]]:
    order = "record_id, fact_id" if table == "claims" else KEYS[table]
    cursor = connection.execute(f"FROM {table} ORDER BY {order}")
    while chunk := cursor.fetchmany(_CHUNK):
        yield from chunk


def _plain(cell: Any) -> Any:
    if isinstance(cell, list | dict):
        return as_json(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _lines(path: Path) -> str:
    return f"read_ndjson_objects({_quoted(path)}, maximum_object_size={_LINE_LIMIT})"


def _field(column: Column, line: str = "json") -> str:
    """The column of the JSON in ``line`` in SQL; as :meth:`Column.of`, null where the value is of another type."""
    if column.path == "@sentence":
        start, end = "(json->>'$.sentence.start')::BIGINT", "(json->>'$.sentence.end')::BIGINT"
        return f"substring(article.text, {start} + 1, {end} - {start})"
    if column.path.startswith("@"):
        return f"article.{column.path[1:]}"
    if column.path.startswith("#"):
        return f"json_array_length(json_extract({line}, '{column.path[1:]}'))::{column.type}"
    if column.path.startswith("^"):
        rows, _, name = column.path[1:].rpartition(".")
        return f"list_max(CAST(json_extract({line}, '{rows}[*].{name}') AS {column.type}[]))"
    if column.parts:
        part = f"{line}_{column.name}"
        fields = ", ".join(f"'{one.name}': {_field(one, part)}" for one in column.parts)
        there = f"json_extract({line}, '{column.path}')"
        return (
            f"[{{{fields}}} FOR {part} IN json_extract({line}, '{column.path}[*]')]"
            if column.is_list
            else f"[{{{fields}}} FOR {part} IN [{there}]][1]"
        )
    if column.type == "JSON":
        return f"json_extract({line}, '{column.path}')"
    if column.is_list:
        return f"json_extract_string({line}, '{column.path}[*]')"
    text = f"json_extract_string({line}, '{column.path}')"
    return text if column.type == "VARCHAR" else f"TRY_CAST({text} AS {column.type})"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
