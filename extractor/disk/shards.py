"""Parquet shards: what a run has extracted so far, as it lies in ``DIR/.rujuk/shards``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.disk.atomic import replacing
from extractor.disk.stored import Extracted

if TYPE_CHECKING:
    import pyarrow as pa


def article_path(folder: Path, number: int) -> Path:
    """Where the articles of a shard are."""
    return folder / f"articles-{number:06d}.parquet"


def fact_path(folder: Path, number: int) -> Path:
    """Where the facts of a shard are."""
    return folder / f"facts-{number:06d}.parquet"


def article_schema() -> pa.Schema:
    """Columns of an article shard: the line as it is written, apart from its text."""
    import pyarrow as pa

    return pa.schema([("id", pa.string()), ("line", pa.binary()), ("text", pa.string())])


def fact_schema() -> pa.Schema:
    """Columns of a fact shard: the sort key, and the line as it is written."""
    import pyarrow as pa

    return pa.schema(
        [
            ("doc_id", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("type", pa.string()),
            ("line", pa.binary()),
        ]
    )


def write_shard(folder: Path, number: int, extracted: Collection[tuple[Extracted, str]]) -> None:
    """Writes the two files of a shard, of extractions with their texts, each whole or not at all."""
    import pyarrow as pa

    articles = pa.Table.from_arrays(
        [
            pa.array([one.id for one, _ in extracted], pa.string()),
            pa.array([one.line for one, _ in extracted], pa.binary()),
            pa.array([text for _, text in extracted], pa.string()),
        ],
        schema=article_schema(),
    )
    rows = [(one.id, fact) for one, _ in extracted for fact in one.facts]
    facts = pa.Table.from_arrays(
        [
            pa.array([id for id, _ in rows], pa.string()),
            pa.array([fact.start for _, fact in rows], pa.int64()),
            pa.array([fact.end for _, fact in rows], pa.int64()),
            pa.array([fact.type for _, fact in rows], pa.string()),
            pa.array([fact.line for _, fact in rows], pa.binary()),
        ],
        schema=fact_schema(),
    )
    _write(articles, article_path(folder, number))
    _write(facts, fact_path(folder, number))


def drop_articles(folder: Path, number: int, kept: Iterable[str]) -> None:
    """Rewrites a shard with only the articles of ``kept``, or removes it when none is left."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    ids = pa.array(list(kept), pa.string())
    for path, column in ((article_path(folder, number), "id"), (fact_path(folder, number), "doc_id")):
        if not len(ids):
            path.unlink(missing_ok=True)
            continue
        table = pq.read_table(path)
        _write(table.filter(pc.is_in(table[column], ids)), path)


def _write(table: pa.Table, path: Path) -> None:
    import pyarrow.parquet as pq

    with replacing(path) as stream:
        pq.write_table(
            table, stream, compression="zstd", use_dictionary=["type"] if "type" in table.column_names else False
        )
