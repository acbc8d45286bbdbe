"""Reading an output folder fast: DuckDB over articles, facts and records, built once per state of the files.

The index is a file beside the output (``.rujuk/desk.duckdb``), or in a temporary folder when that is read-only. A
changed output (name, size, modification time, first bytes of the manifest) makes it anew.
"""

from __future__ import annotations

import csv
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from extractor.disk.links import refuse_links
from extractor.errors import RujukError
from extractor.messages.language import say
from extractor.models import FACT, RECORD, ArticleSummary, Fact, Record

SOURCES = "sources.csv"
FOLDER = ".rujuk"
FILES = ("articles.jsonl", "facts.jsonl", "records.jsonl")
# A record of a long-running story may hold thousands of claims; DuckDB's default line limit is 16 MB.
_LINE_LIMIT = 512 * 1024 * 1024
_SCHEMA_VERSION = "2"
_RELATION_RANK = {"conflict": 0, "update": 2, "compatible": 3, "agree": 4, "single": 5}
_UNRESOLVED_RANK = 1


class StoreError(RujukError, ValueError):
    """The folder is no output of ``rujuk run``; the message names the folder and what is missing."""


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What the list of records is narrowed to. Every part is optional; parts are joined by *and*."""

    search: str = ""
    ministry: str = ""
    programme: str = ""
    relation: str = ""
    attribute: str = ""
    status: str = ""
    outlet: str = ""
    since: date | None = None
    until: date | None = None

    def clauses(self) -> tuple[str, list[Any]]:
        """SQL condition and its parameters."""
        parts: list[str] = []
        values: list[Any] = []
        for word in self.search.lower().split()[:12]:
            parts.append("contains(search, ?)")
            values.append(word)
        for column, value in (("programme", self.programme.lower()), ("attribute", self.attribute)):
            if value:
                parts.append(f"{column} = ?")
                values.append(value)
        if self.relation == "unresolved":
            parts.append("NOT resolved")
        elif self.relation:
            parts.append("relation = ?")
            values.append(self.relation)
        for column, value in (("ministries", self.ministry), ("statuses", self.status), ("outlets", self.outlet)):
            if value:
                parts.append(f"list_contains({column}, ?)")
                values.append(value)
        if self.since:
            parts.append("last_day >= ?")
            values.append(self.since)
        if self.until:
            parts.append("first_day <= ?")
            values.append(self.until)
        return (" AND ".join(parts) or "true"), values


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, with the number of records that have it."""

    value: str
    count: int


class Store:
    """An output folder, ready to be asked. Safe to use from several threads."""

    def __init__(self, directory: Path) -> None:
        missing = [name for name in FILES if not (directory / name).is_file()]
        if missing:
            names = ", ".join(missing)
            raise StoreError(
                say(
                    f"{directory}: bukan keluaran rujuk run (tidak ada {names})",
                    f"{directory}: not an output of rujuk run ({names} missing)",
                )
            )
        refuse_links(*(directory / name for name in (*FILES, SOURCES, FOLDER)))
        self.directory = directory
        #: Names the state of the output's files; changes with every run that changes them.
        self.state = _state(directory)
        #: Where indexes of this output may be kept: beside it, or in a temporary folder when that is read-only.
        self.workplace = _workplace(directory)
        self._connection = _open(directory, self.workplace, self.state)

    def close(self) -> None:
        """Give the index file free."""
        self._connection.close()

    def count(self, where: RecordFilter) -> int:
        """Number of records that fit."""
        clause, values = where.clauses()
        return int(self._row(f"SELECT count(*) FROM records WHERE {clause}", values)[0])

    def records(self, where: RecordFilter, *, limit: int, offset: int = 0) -> list[Record]:
        """Records that fit, conflicts first, then by number of claims and last day."""
        clause, values = where.clauses()
        # The ids are found on the narrow columns; only the page's lines are read whole.
        rows = self._all(
            "SELECT line FROM lines WHERE position IN (SELECT position FROM records "
            f"WHERE {clause} ORDER BY position LIMIT ? OFFSET ?) ORDER BY position",
            [*values, limit, offset],
        )
        return [RECORD.validate_json(line) for (line,) in rows]

    def record(self, record_id: str) -> Record | None:
        """One record, or null."""
        rows = self._all(
            "SELECT line FROM lines WHERE position = (SELECT position FROM records WHERE record_id = ?)", [record_id]
        )
        return RECORD.validate_json(rows[0][0]) if rows else None

    def article(self, doc_id: str) -> ArticleSummary | None:
        """The summary (and text, when it was kept) of one article, or null."""
        rows = self._all("SELECT line FROM articles WHERE doc_id = ?", [doc_id])
        return ArticleSummary.model_validate_json(rows[0][0]) if rows else None

    def articles(self) -> Iterator[ArticleSummary]:
        """All articles in order, one at a time."""
        cursor = self._connection.cursor().execute("SELECT line FROM articles ORDER BY doc_id")
        while rows := cursor.fetchmany(64):
            for (line,) in rows:
                yield ArticleSummary.model_validate_json(line)

    def figures(self) -> dict[str, dict[int, tuple[str, str]]]:
        """doc_id → first character → status and programme (or nothing) of each figure that is a fact."""
        found: dict[str, dict[int, tuple[str, str]]] = {}
        query = (
            "SELECT doc_id, first, line->>'$.status', coalesce(line->>'$.what', '') FROM facts "
            "WHERE line->>'$.type' = 'quantity' ORDER BY ALL"
        )
        for doc_id, first, status, what in self._all(query, []):
            found.setdefault(doc_id, {})[first] = (status, what)
        return found

    def doc_ids(self) -> list[str]:
        """Ids of all articles, in order."""
        return [doc_id for (doc_id,) in self._all("SELECT doc_id FROM articles ORDER BY doc_id", [])]

    def facts(self, doc_id: str) -> list[Fact]:
        """Facts of one article in the order of the text."""
        rows = self._all("SELECT line FROM facts WHERE doc_id = ? ORDER BY first, fact_id", [doc_id])
        return [FACT.validate_json(line) for (line,) in rows]

    def record_ids(self, doc_id: str) -> dict[str, str]:
        """fact_id → record_id for the claims of one article."""
        return dict(self._all("SELECT fact_id, record_id FROM claims WHERE doc_id = ? ORDER BY ALL", [doc_id]))

    def titles(self, doc_ids: Sequence[str]) -> dict[str, str]:
        """doc_id → title."""
        rows = self._all("SELECT doc_id, title FROM articles WHERE list_contains(?, doc_id)", [list(doc_ids)])
        return {doc_id: title or doc_id for doc_id, title in rows}

    def texts(self, doc_ids: Sequence[str]) -> dict[str, str]:
        """doc_id → text, for articles whose text was kept."""
        rows = self._all("SELECT doc_id, line->>'$.text' FROM articles WHERE list_contains(?, doc_id)", [list(doc_ids)])
        return {doc_id: text for doc_id, text in rows if text is not None}

    def facets(self) -> Mapping[str, list[Facet]]:
        """Values worth filtering by, most frequent first: ministry, programme, outlet, relation, attribute, status."""
        found: dict[str, list[Facet]] = {}
        for kind, value, count in self._all("SELECT kind, value, n FROM facets ORDER BY kind, n DESC, value", []):
            found.setdefault(kind, []).append(Facet(value, count))
        return found

    def siblings(self, record: Record, attribute: str, *, limit: int = 5) -> list[Record]:
        """Records of the same programme and unit under another attribute, for drawing a target beside its results."""
        rows = self._all(
            "SELECT line FROM lines WHERE position IN (SELECT position FROM records WHERE programme = ? AND unit = ? "
            "AND attribute = ? AND record_id != ? AND programme != '' ORDER BY position LIMIT ?) ORDER BY position",
            [(record.what or "").lower(), record.unit or "", attribute, record.record_id, limit],
        )
        return [RECORD.validate_json(line) for (line,) in rows]

    def sources(self) -> tuple[list[str], list[dict[str, str | int]]]:
        """Columns and rows of the source table that the run wrote (``sources.csv``); empty when there is none."""
        path = self.directory / SOURCES
        if not path.is_file():
            return [], []
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows: list[dict[str, str | int]] = [
                {column: int(cell) if cell.isdecimal() else cell for column, cell in row.items()} for row in reader
            ]
        return list(reader.fieldnames or ()), rows

    def totals(self) -> dict[str, int]:
        """How many articles, facts, records and conflicts the folder holds."""
        names = ("articles", "facts", "records", "conflicts")
        row = self._row(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM facts), (SELECT count(*) FROM records), "
            "(SELECT count(*) FROM records WHERE relation = 'conflict')",
            [],
        )
        return dict(zip(names, row, strict=True))

    def _all(self, query: str, values: Sequence[Any]) -> list[Any]:
        return self._connection.cursor().execute(query, values).fetchall()

    def _row(self, query: str, values: Sequence[Any]) -> Any:
        return self._connection.cursor().execute(query, values).fetchone()


def _workplace(directory: Path) -> Path:
    place = directory / FOLDER
    try:
        place.mkdir(exist_ok=True)
        writable = os.access(place, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        name = hashlib.sha256(str(directory.resolve()).encode()).hexdigest()[:16]
        place = _own_folder(Path(tempfile.gettempdir()) / f"rujuk-desk-{os.getuid()}-{name}")
    return place


def _open(directory: Path, place: Path, state: str) -> duckdb.DuckDBPyConnection:
    path = place / f"desk-{state[:16]}.duckdb"
    if path.is_symlink() or not path.is_file():
        for old in place.glob("desk-*.duckdb*"):
            old.unlink(missing_ok=True)
        unfinished = place / f"desk-{os.getpid()}.building"
        unfinished.unlink(missing_ok=True)
        try:
            with duckdb.connect(str(unfinished)) as connection:
                _build(connection, directory)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return duckdb.connect(str(path), read_only=True)


def _own_folder(wanted: Path) -> Path:
    """The folder, made when it is not there, or a new one beside it when somebody else could write there.

    Its name can be guessed and the temporary directory is everybody's, so another user may have made it first.
    """
    with suppress(FileExistsError):
        wanted.mkdir(mode=0o700)
    found = wanted.lstat()
    if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022:
        return wanted
    return Path(tempfile.mkdtemp(prefix="rujuk-desk-"))


def _state(directory: Path) -> str:
    digest = hashlib.sha256(_SCHEMA_VERSION.encode())
    for name in FILES:
        status = (directory / name).stat()
        digest.update(f"{name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return digest.hexdigest()


def _build(connection: duckdb.DuckDBPyConnection, directory: Path) -> None:
    """Narrow columns to filter by, and the lines themselves to show."""
    for name in FILES:
        table = name.removesuffix(".jsonl")
        connection.execute(
            f"CREATE TEMP TABLE raw_{table} AS SELECT json AS line FROM read_ndjson_objects(?, maximum_object_size=?)",
            [str(directory / name), _LINE_LIMIT],
        )
    rank = " ".join(f"WHEN '{relation}' THEN {place}" for relation, place in _RELATION_RANK.items())
    connection.execute(f"""
        CREATE TEMP TABLE ranked AS
        SELECT line, line->>'$.record_id' AS record_id, line->>'$.relation' AS relation,
            (line->>'$.resolved')::BOOLEAN AS resolved,
            lower(coalesce(line->>'$.what', '')) AS programme, line->>'$.attribute' AS attribute,
            coalesce(line->>'$.unit', '') AS unit,
            coalesce(from_json(line->'$.ministries', '["VARCHAR"]'), []) AS ministries,
            list_distinct(list_filter(line->>'$.claims[*].status', lambda x: x IS NOT NULL)) AS statuses,
            list_distinct(list_filter(line->>'$.claims[*].source', lambda x: x IS NOT NULL)) AS outlets,
            list_min(line->>'$.claims[*].published')::DATE AS first_day,
            list_max(line->>'$.claims[*].published')::DATE AS last_day,
            len(line->>'$.claims[*].fact_id') AS size,
            TRY_CAST(line->>'$.low' AS DOUBLE) AS low, TRY_CAST(line->>'$.high' AS DOUBLE) AS high,
            lower(concat_ws(' ', line->>'$.what', line->>'$.unit', line->>'$.attribute', line->>'$.place.name',
                array_to_string(line->>'$.ministries[*]', ' '), array_to_string(line->>'$.agencies[*]', ' '),
                array_to_string(list_distinct(line->>'$.claims[*].text'), ' '),
                array_to_string(list_distinct(line->>'$.claims[*].said_by.name'), ' '),
                array_to_string(list_distinct(line->>'$.claims[*].counted_by'), ' '),
                array_to_string(list_distinct(line->>'$.claims[*].source'), ' '))) AS search,
            CASE WHEN line->>'$.relation' != 'conflict' AND NOT (line->>'$.resolved')::BOOLEAN THEN {_UNRESOLVED_RANK}
                ELSE CASE line->>'$.relation' {rank} END END AS rank
        FROM raw_records
    """)
    connection.execute("""
        CREATE TEMP TABLE placed AS SELECT *,
            row_number() OVER (ORDER BY rank, size DESC, last_day DESC NULLS LAST, record_id) AS position FROM ranked
    """)
    connection.execute("CREATE TABLE records AS SELECT * EXCLUDE (line, rank) FROM placed ORDER BY position")
    connection.execute("CREATE TABLE lines AS SELECT position, line::VARCHAR AS line FROM placed ORDER BY position")
    connection.execute("""
        CREATE TABLE claims AS SELECT claim->>'$.doc_id' AS doc_id, claim->>'$.fact_id' AS fact_id, record_id
        FROM (SELECT record_id, unnest(line->'$.claims[*]') AS claim FROM placed) ORDER BY ALL
    """)
    connection.execute("""
        CREATE TABLE facts AS SELECT line->>'$.doc_id' AS doc_id, line->>'$.fact_id' AS fact_id,
            (line->>'$.start')::BIGINT AS first, line::VARCHAR AS line FROM raw_facts ORDER BY doc_id, first
    """)
    connection.execute("""
        CREATE TABLE articles AS SELECT line->>'$.id' AS doc_id, line->>'$.title' AS title, line::VARCHAR AS line
        FROM raw_articles ORDER BY doc_id
    """)
    connection.execute("""
        CREATE TABLE facets AS
        SELECT 'ministry' AS kind, value, count(*) AS n
            FROM (SELECT unnest(ministries) AS value FROM records) GROUP BY 2
        UNION ALL SELECT 'outlet', value, count(*) FROM (SELECT unnest(outlets) AS value FROM records) GROUP BY 2
        UNION ALL SELECT 'status', value, count(*) FROM (SELECT unnest(statuses) AS value FROM records) GROUP BY 2
        UNION ALL SELECT 'relation', relation, count(*) FROM records GROUP BY 2
        UNION ALL SELECT 'relation', 'unresolved', count(*) FROM records WHERE NOT resolved HAVING count(*) > 0
        UNION ALL SELECT 'attribute', attribute, count(*) FROM records GROUP BY 2
        UNION ALL (SELECT 'programme', programme, count(*) FROM records WHERE programme != '' GROUP BY 2
            ORDER BY 3 DESC, 2 LIMIT 200)
    """)
    for table, column in (("records", "record_id"), ("lines", "position"), ("articles", "doc_id")):
        connection.execute(f"CREATE UNIQUE INDEX {table}_{column} ON {table} ({column})")
    for table in ("facts", "claims"):
        connection.execute(f"CREATE INDEX {table}_doc_id ON {table} (doc_id)")
