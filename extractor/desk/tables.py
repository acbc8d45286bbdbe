"""The index of an output folder: DuckDB tables of articles, facts and records, built once per state of the files.

The index is a file beside the output (``.rujuk/desk-*.duckdb``), or in a temporary folder when that is read-only. A
changed output (name, size or modification time of a file) makes it anew.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import duckdb

from extractor.desk.courses import add_changes, add_courses

FOLDER = ".rujuk"
FILES = ("articles.jsonl", "facts.jsonl", "records.jsonl")
# A record of a long-running story may hold thousands of claims; DuckDB's default line limit is 16 MB.
_LINE_LIMIT = 512 * 1024 * 1024
_SCHEMA_VERSION = "7"
_RELATION_RANK = {"conflict": 0, "update": 2, "compatible": 3, "agree": 4, "single": 5}
_UNRESOLVED_RANK = 1

_RANK = " ".join(f"WHEN '{relation}' THEN {place}" for relation, place in _RELATION_RANK.items())
RANKED = f"""
    CREATE TEMP TABLE ranked AS
    SELECT line, line->>'$.record_id' AS record_id, line->>'$.relation' AS relation,
        (line->>'$.resolved')::BOOLEAN AS resolved,
        coalesce(line->>'$.review.decision' IN ('accept', 'reject', 'choose'), false) AS reviewed,
        lower(coalesce(line->>'$.what', '')) AS programme, line->>'$.attribute' AS attribute,
        coalesce(line->>'$.unit', '') AS unit,
        coalesce(from_json(line->'$.ministries', '["VARCHAR"]'), []) AS ministries,
        list_distinct(list_filter(line->>'$.claims[*].status', lambda x: x IS NOT NULL)) AS statuses,
        list_distinct(list_filter(line->>'$.claims[*].source', lambda x: x IS NOT NULL)) AS outlets,
        list_min(line->>'$.claims[*].published')::DATE AS first_day,
        list_max(line->>'$.claims[*].published')::DATE AS last_day,
        len(line->>'$.claims[*].fact_id') AS size,
        TRY_CAST(line->>'$.low' AS DOUBLE) AS low, TRY_CAST(line->>'$.high' AS DOUBLE) AS high,
        CASE WHEN line->>'$.relation' != 'conflict' AND NOT (line->>'$.resolved')::BOOLEAN THEN {_UNRESOLVED_RANK}
            ELSE CASE line->>'$.relation' {_RANK} END END AS urgency
    FROM raw_records
"""
# The order of the list: conflicts first, then what was reported last; what editors have ruled on goes down.
KEY = "row(reviewed, urgency, -coalesce(epoch(last_day), -1e15), -size, record_id)"
# Room between the places of neighbours, so that a record that comes in moves no other.
GAP = 1 << 32
CLAIMS = """
    SELECT claim->>'$.doc_id' AS doc_id, claim->>'$.fact_id' AS fact_id, record_id, position,
        coalesce(claim->>'$.source', '') AS outlet, coalesce(claim->>'$.counted_by', '') AS counter,
        claim->>'$.copy_of' IS NOT NULL AS copied
    FROM (SELECT record_id, position, unnest(line->'$.claims[*]') AS claim FROM placed) ORDER BY ALL
"""
FACETS = """
    CREATE OR REPLACE TABLE facets AS
    SELECT 'ministry' AS kind, value, count(*) AS n
        FROM (SELECT unnest(ministries) AS value FROM records) GROUP BY 2
    UNION ALL SELECT 'outlet', value, count(*) FROM (SELECT unnest(outlets) AS value FROM records) GROUP BY 2
    UNION ALL SELECT 'status', value, count(*) FROM (SELECT unnest(statuses) AS value FROM records) GROUP BY 2
    UNION ALL SELECT 'relation', relation, count(*) FROM records GROUP BY 2
    UNION ALL SELECT 'relation', 'unresolved', count(*) FROM records WHERE NOT resolved HAVING count(*) > 0
    UNION ALL SELECT 'attribute', attribute, count(*) FROM records GROUP BY 2
    UNION ALL (SELECT 'programme', programme, count(*) FROM records WHERE programme != '' GROUP BY 2
        ORDER BY 3 DESC, 2 LIMIT 200)
"""


def workplace(directory: Path) -> Path:
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


def index_of(place: Path, state: str) -> Path:
    """The file of the index of this state."""
    return place / f"desk-{state[:16]}.duckdb"


def open_store(directory: Path, place: Path, state: str) -> duckdb.DuckDBPyConnection:
    path = index_of(place, state)
    if path.is_symlink() or not path.is_file():
        earlier = sorted(place.glob("desk-*.duckdb"), key=lambda one: one.lstat().st_mtime_ns)
        unfinished = place / f"desk-{os.getpid()}.building"
        unfinished.unlink(missing_ok=True)
        try:
            with duckdb.connect(str(unfinished)) as connection:
                _build(connection, directory)
                add_courses(connection)
                add_changes(connection, earlier[-1] if earlier else None)
            for old in place.glob("desk-*.duckdb*"):
                old.unlink(missing_ok=True)
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


def state_of(directory: Path, names: Sequence[str] = FILES) -> str:
    digest = hashlib.sha256(_SCHEMA_VERSION.encode())
    for name in names:
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
    connection.execute(RANKED)
    connection.execute(
        f"CREATE TEMP TABLE placed AS SELECT *, {GAP} * row_number() OVER (ORDER BY {KEY}) AS position FROM ranked"
    )
    connection.execute("CREATE TABLE records AS SELECT * EXCLUDE line FROM placed ORDER BY position")
    connection.execute("CREATE TABLE lines AS SELECT position, line::VARCHAR AS line FROM placed ORDER BY position")
    connection.execute(f"CREATE TABLE claims AS {CLAIMS}")
    connection.execute("""
        CREATE TABLE facts AS SELECT line->>'$.doc_id' AS doc_id, line->>'$.fact_id' AS fact_id,
            (line->>'$.start')::BIGINT AS first, line::VARCHAR AS line FROM raw_facts ORDER BY doc_id, first
    """)
    connection.execute("""
        CREATE TABLE articles AS SELECT line->>'$.id' AS doc_id, line->>'$.title' AS title, line::VARCHAR AS line
        FROM raw_articles ORDER BY doc_id
    """)
    connection.execute(FACETS)
    for table, column in (("records", "record_id"), ("lines", "position"), ("articles", "doc_id")):
        connection.execute(f"CREATE UNIQUE INDEX {table}_{column} ON {table} ({column})")
    for table in ("facts", "claims"):
        connection.execute(f"CREATE INDEX {table}_doc_id ON {table} (doc_id)")
