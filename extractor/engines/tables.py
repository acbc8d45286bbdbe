"""Sorting and joining more than fits in memory: DuckDB over the shards of a folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

# Beyond this DuckDB spills to DIR/.rujuk/spill; a sort of a million articles stays within it.
MEMORY = "512MB"
_ROWS = 2000


@contextmanager
def tables(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection that spills below ``folder``."""
    import duckdb

    spill = folder / "spill"
    shutil.rmtree(spill, ignore_errors=True)
    connection = duckdb.connect(
        config={"memory_limit": MEMORY, "temp_directory": str(spill), "preserve_insertion_order": False, "threads": 2}
    )
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some at a time."""
    cursor = connection.execute(query)
    while found := cursor.fetchmany(_ROWS):
        yield from found


class Appender:
    """Collects rows and inserts them by the thousand; row by row DuckDB is slow."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        """One row, in the order of the table's columns."""
        self._rows.append(values)
        if len(self._rows) >= _ROWS:
            self.flush()

    def flush(self) -> None:
        """Inserts what is left; call it after the last row."""
        if not self._rows:
            return
        import pyarrow as pa

        columns = zip(*self._rows, strict=True)
        chunk = pa.table({f"c{index}": pa.array(column) for index, column in enumerate(columns)})
        self._connection.register("chunk", chunk)
        self._connection.execute(f"INSERT INTO {self._table} SELECT * FROM chunk")
        self._connection.unregister("chunk")
        self._rows.clear()


def sorted_articles(connection: duckdb.DuckDBPyConnection, shards: Path) -> Iterator[tuple[bytes, str | None]]:
    """Line and text of every article, by id."""
    if any(shards.glob("articles-*.parquet")):
        yield from rows(
            connection, f"SELECT line, text FROM read_parquet('{_quoted(shards)}/articles-*.parquet') ORDER BY id"
        )


def sorted_facts(connection: duckdb.DuckDBPyConnection, shards: Path) -> Iterator[tuple[str, bytes]]:
    """Type and line of every fact, by article and place."""
    if any(shards.glob("facts-*.parquet")):
        yield from rows(
            connection,
            f"SELECT type, line FROM read_parquet('{_quoted(shards)}/facts-*.parquet') "
            'ORDER BY doc_id, start, "end", type, line',
        )


def _quoted(path: Path) -> str:
    return path.as_posix().replace("'", "''")
