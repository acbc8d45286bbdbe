"""The tables of a run: narrow ones in DuckDB, which sorts and spills; articles and facts in order from the shards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.disk.sorting import Sorter

if TYPE_CHECKING:
    import duckdb

# Beyond this DuckDB spills to DIR/.rujuk/spill.
MEMORY = "64MB"
_ROWS = 2000


@contextmanager
def tables(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection that spills below ``folder``."""
    import duckdb

    spill = folder / "spill" / "tables"
    connection = duckdb.connect(
        config={"memory_limit": MEMORY, "temp_directory": str(spill), "preserve_insertion_order": False, "threads": 1}
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


def sorted_articles(shards: Path) -> Iterator[tuple[bytes, str | None]]:
    """Line and text of every article in a folder of shards, by id."""
    with Sorter(shards.parent / "spill") as sorter:
        for id, line, text in shard_rows(shards, "articles-*.parquet", ["id", "line", "text"]):
            sorter.add(id, len(line) + len(text or ""), (line, text))
        yield from sorter.sorted()


def sorted_facts(shards: Path) -> Iterator[tuple[str, bytes]]:
    """Type and line of every fact in a folder of shards, by article and place."""
    with Sorter(shards.parent / "spill") as sorter:
        columns = ["doc_id", "start", "end", "type", "line"]
        for doc_id, start, end, type, line in shard_rows(shards, "facts-*.parquet", columns):
            sorter.add((doc_id, start, end, type, line), 2 * len(line), (type, line))
        yield from sorter.sorted()


def shard_rows(shards: Path, pattern: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of the Parquet files of a folder, file by file."""
    import pyarrow.parquet as pq

    for path in sorted(shards.glob(pattern)):
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
                yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)
