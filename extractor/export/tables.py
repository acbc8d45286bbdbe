"""The output as tables: articles, facts, records, claims, one column a value.

Parquet, DuckDB, SQLite and CSV share them. DuckDB reads the JSON lines, so that an export
needs no more memory than its buffers.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from extractor.disk.atomic import replacing
from extractor.export.csv import safe_cell

_LINE_LIMIT = 512 * 1024 * 1024
_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its DuckDB type, where it stands in the JSON line, and what it means."""

    name: str
    type: str
    path: str
    meaning: str


def _columns(*rows: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


_VALUE = (
    ("min", "DOUBLE", "$.value.min", "lower bound of an amount; null where open"),
    ("max", "DOUBLE", "$.value.max", "upper bound of an amount; null where open"),
    ("from", "DATE", "$.value.from", "first day of a date value"),
    ("to", "DATE", "$.value.to", "last day of a date value"),
)
TABLES: dict[str, tuple[Column, ...]] = {
    "articles": _columns(
        ("id", "VARCHAR", "$.id", "article"),
        ("source", "VARCHAR", "$.source", "outlet"),
        ("url", "VARCHAR", "$.url", "address"),
        ("published", "DATE", "$.published", "publication day"),
        ("published_by", "VARCHAR", "$.published_by", "how the publication day is known"),
        ("title", "VARCHAR", "$.title", "first line"),
        ("length", "BIGINT", "$.length", "characters of text"),
        ("attributed_to", "VARCHAR", "$.attributed_to", "outlet that the report takes over"),
        ("flags", "JSON", "$.flags", "what a fact-checker must see"),
        ("counts", "JSON", "$.counts", "facts by kind"),
        ("text", "VARCHAR", "$.text", "the document, unless --no-text"),
    ),
    "facts": _columns(
        ("fact_id", "VARCHAR", "$.fact_id", "doc_id#type:start-end"),
        ("doc_id", "VARCHAR", "$.doc_id", "article"),
        ("source", "VARCHAR", "$.source", "outlet"),
        ("published", "DATE", "$.published", "publication day"),
        ("type", "VARCHAR", "$.type", "ministry, agency, date or quantity"),
        ("start", "BIGINT", "$.start", "first character"),
        ("end", "BIGINT", "$.end", "one past the last character"),
        ("text", "VARCHAR", "$.text", "the words themselves"),
        ("ministry", "VARCHAR", "$.ministry", "body on the day (ministry facts)"),
        ("agency", "VARCHAR", "$.agency", "body on the day (agency facts)"),
        ("stale", "BOOLEAN", "$.stale", "the name was out of date"),
        ("from", "DATE", "$.from", "first day (date facts)"),
        ("to", "DATE", "$.to", "last day (date facts)"),
        ("edtf", "VARCHAR", "$.edtf", "Extended Date/Time Format"),
        ("role", "VARCHAR", "$.role", "due, start, event or as_of (date facts)"),
        ("min", "DOUBLE", "$.min", "lower bound (quantity facts)"),
        ("max", "DOUBLE", "$.max", "upper bound (quantity facts)"),
        ("approx", "BOOLEAN", "$.approx", "the text hedges"),
        ("unit", "VARCHAR", "$.unit", "counted noun"),
        ("target", "BOOLEAN", "$.target", "a goal, or a date aimed at"),
        ("participants", "BOOLEAN", "$.participants", "a participant count"),
        ("status", "VARCHAR", "$.status", "target, realised, potential or denied"),
        ("what", "VARCHAR", "$.what", "programme or event"),
        ("due_from", "DATE", "$.due.from", "deadline, first day"),
        ("due_to", "DATE", "$.due.to", "deadline, last day"),
        ("as_of_from", "DATE", "$.as_of.from", "day or period of the count"),
        ("as_of_to", "DATE", "$.as_of.to", "last day of it"),
        ("place", "VARCHAR", "$.place.name", "area that the figure is limited to"),
        ("place_code", "VARCHAR", "$.place.code", "its official code"),
        ("said_by", "VARCHAR", "$.said_by.name", "speaker"),
        ("said_by_role", "VARCHAR", "$.said_by.role", "the speaker's office"),
        ("counted_by", "VARCHAR", "$.counted_by", "whose count it is"),
        ("ministries", "JSON", "$.ministries", "ids of the owners"),
        ("rule", "VARCHAR", "$.rule", "rule that fired"),
        ("flags", "JSON", "$.flags", "what a fact-checker must see"),
    ),
    "records": _columns(
        ("record_id", "VARCHAR", "$.record_id", "record"),
        ("what", "VARCHAR", "$.what", "programme or event"),
        ("attribute", "VARCHAR", "$.attribute", "target, participants, realised, potential, due_date, …"),
        ("unit", "VARCHAR", "$.unit", "counted noun"),
        ("relation", "VARCHAR", "$.relation", "single, agree, compatible, update or conflict"),
        ("resolved", "BOOLEAN", "$.resolved", "whether the claims support one value"),
        *_VALUE,
        ("why", "VARCHAR", "$.why", "the reason in Indonesian"),
        ("why_en", "VARCHAR", "$.why_en", "the reason in English"),
        ("sources", "BIGINT", "$.sources", "independent sources"),
        ("ministries", "JSON", "$.ministries", "ids of the owners"),
        ("agencies", "JSON", "$.agencies", "ids of owning agencies"),
        ("place", "VARCHAR", "$.place.name", "area"),
        ("due_from", "DATE", "$.due.from", "deadline, first day"),
        ("due_to", "DATE", "$.due.to", "deadline, last day"),
        ("review", "VARCHAR", "$.review.decision", "editors' decision"),
    ),
    "claims": _columns(
        ("record_id", "VARCHAR", "", "record that the claim belongs to"),
        ("fact_id", "VARCHAR", "$.fact_id", "fact behind the claim"),
        ("doc_id", "VARCHAR", "$.doc_id", "article"),
        ("source", "VARCHAR", "$.source", "outlet"),
        ("url", "VARCHAR", "$.url", "address"),
        ("published", "DATE", "$.published", "publication day"),
        ("start", "BIGINT", "$.start", "first character"),
        ("end", "BIGINT", "$.end", "one past the last character"),
        ("text", "VARCHAR", "$.text", "the words themselves"),
        *_VALUE,
        ("approx", "BOOLEAN", "$.approx", "the text hedges"),
        ("unit", "VARCHAR", "$.unit", "counted noun"),
        ("status", "VARCHAR", "$.status", "target, realised, potential or denied"),
        ("said_by", "VARCHAR", "$.said_by.name", "speaker"),
        ("counted_by", "VARCHAR", "$.counted_by", "whose count it is"),
        ("as_of_from", "DATE", "$.as_of.from", "day or period of the count"),
        ("as_of_to", "DATE", "$.as_of.to", "last day of it"),
        ("place", "VARCHAR", "$.place.name", "area"),
        ("copy_of", "VARCHAR", "$.copy_of", "article that this report takes over"),
        ("slip", "VARCHAR", "$.slip", "kind of the probable slip"),
    ),
}
KEYS = {"articles": "id", "facts": "fact_id", "records": "record_id", "claims": "fact_id"}
FACETS = {
    "articles": ("source", "published_by"),
    "facts": ("type", "status", "unit", "source"),
    "records": ("relation", "attribute", "unit", "what", "resolved"),
    "claims": ("source", "status", "counted_by", "said_by"),
}


def open_tables(directory: Path) -> duckdb.DuckDBPyConnection:
    """A connection in which the four tables are views over the output in ``directory``."""
    connection = duckdb.connect()
    for table, columns in TABLES.items():
        name = "records" if table == "claims" else table
        source = f"read_ndjson_objects({_quoted(directory / f'{name}.jsonl')}, maximum_object_size={_LINE_LIMIT})"
        if table == "claims":
            source = f"(SELECT json->>'$.record_id' AS record_id, unnest(json->'$.claims[*]') AS json FROM {source})"
        fields = ", ".join(
            f'{_field(column)} AS "{column.name}"' if column.path else f'"{column.name}"' for column in columns
        )
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
                stream.write(_csv_line([column.name for column in columns]))
                for row in _rows(connection, table):
                    stream.write(_csv_line([safe_cell(cell) for cell in row]))
            paths.append(path)
    return paths


def export_sqlite(directory: Path, out: Path) -> list[Path]:
    """One SQLite database for Datasette, and ``metadata.json`` with its facets and column descriptions.

    Facet columns are indexed, claims link to records and articles, and the claims' words can be searched.
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
        database.execute("CREATE VIRTUAL TABLE claims_fts USING fts5(text, content='claims')")
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
    return cell.isoformat() if hasattr(cell, "isoformat") else cell


def _csv_line(cells: Sequence[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode()


def _field(column: Column) -> str:
    if column.type == "JSON":
        return f"json->'{column.path}'"
    text = f"json->>'{column.path}'"
    return text if column.type == "VARCHAR" else f"({text})::{column.type}"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
