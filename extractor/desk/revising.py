"""The indexes of an output after some of its records have changed: made out of those before, not of all records."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from extractor.desk.courses import work_out_courses
from extractor.desk.notes import Revision
from extractor.desk.search import Search
from extractor.desk.search.index import index_path, revise_index
from extractor.desk.store import Store
from extractor.desk.tables import CLAIMS, FACETS, GAP, KEY, RANKED, index_of
from extractor.disk.lines import encode


class _FullError(Exception):
    """No room is left between two places."""


def revise(search: Search, change: Revision) -> Search | None:
    """The search over the files after a change, with indexes made out of those of ``search``; null where these lack."""
    store, ruleset = search.store, search.ruleset
    with suppress(_FullError, OSError, duckdb.Error, sqlite3.Error):
        with _copied(index_of(store.workplace, store.state), index_of(store.workplace, change.state)) as copy:
            _revise(copy, change)
        after = Store(store.directory)
        with _copied(index_path(store, ruleset), index_path(after, ruleset)) as copy:
            revise_index(copy, store, after, change, ruleset)
        return Search(after, ruleset)
    return None


@contextmanager
def _copied(before: Path, after: Path) -> Iterator[Path]:
    """A copy to work on, which takes the place of the file when the block ends well."""
    unfinished = before.with_name(f"{before.stem}-{os.getpid()}.building")
    try:
        shutil.copyfile(before, unfinished, follow_symlinks=False)
        yield unfinished
        unfinished.replace(after)
        before.unlink(missing_ok=True)
    finally:
        unfinished.unlink(missing_ok=True)


def _revise(path: Path, change: Revision) -> None:
    """Takes out what went, puts what came between its neighbours, and works out again what hangs on them."""
    gone = [record.record_id for record in change.gone]
    programmes = sorted({(record.what or "").lower() for record in (*change.gone, *change.come)} - {""})
    with duckdb.connect(str(path)) as connection:
        connection.execute("BEGIN")
        connection.execute(
            "CREATE TEMP TABLE raw_records AS SELECT unnest(?::VARCHAR[])::JSON AS line",
            [[encode(record).decode() for record in change.come]],
        )
        connection.execute(
            "DELETE FROM lines WHERE position IN (SELECT position FROM records WHERE record_id IN (SELECT unnest(?)))",
            [gone],
        )
        for table in ("claims", "records"):
            connection.execute(f"DELETE FROM {table} WHERE record_id IN (SELECT unnest(?))", [gone])
        connection.execute(RANKED)
        for (record_id,) in connection.execute(f"SELECT record_id FROM ranked ORDER BY {KEY}").fetchall():
            ((above, below),) = connection.execute(
                f"""
                SELECT max(position) FILTER ({KEY} < key), min(position) FILTER ({KEY} > key)
                FROM records, (SELECT {KEY} AS key FROM ranked WHERE record_id = $id)
                """,
                {"id": record_id},
            ).fetchall()
            above = (below or GAP) - 2 * GAP if above is None else above
            position = (above + (above + 2 * GAP if below is None else below)) // 2
            if position == above:
                raise _FullError
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE placed AS "
                "SELECT *, $position AS position FROM ranked WHERE record_id = $id",
                {"id": record_id, "position": position},
            )
            connection.execute("INSERT INTO records BY NAME SELECT * EXCLUDE line FROM placed")
            connection.execute("INSERT INTO lines SELECT position, line::VARCHAR FROM placed")
            connection.execute(f"INSERT INTO claims {CLAIMS}")
        work_out_courses(connection, [record.record_id for record in change.come], programmes)
        connection.execute("DELETE FROM changes WHERE record_id NOT IN (SELECT record_id FROM records)")
        connection.execute(FACETS)
        connection.execute("COMMIT")
