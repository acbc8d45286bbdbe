"""Parquet shards: what a run has extracted so far, as it lies in ``DIR/.rujuk/shards``."""

from __future__ import annotations

import hashlib
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


def write_shard(folder: Path, number: int, extracted: Collection[tuple[Extracted, str]]) -> bytes:
    """Writes the two files of a shard, of extractions with their texts, each whole or not at all; gives its digest."""
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
    return _write(folder, number, articles, facts)


def copy_articles(folder: Path, number: int, kept: Iterable[str], to: int) -> bytes:
    """Writes a new shard of number ``to`` with the articles ``kept`` of a shard, which stays; gives the new digest."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    ids = pa.array(list(kept), pa.string())
    articles, facts = pq.read_table(article_path(folder, number)), pq.read_table(fact_path(folder, number))
    articles = articles.filter(pc.is_in(articles["id"], ids))
    return _write(folder, to, articles, facts.filter(pc.is_in(facts["doc_id"], ids)))


def article_count(folder: Path, number: int) -> int:
    """How many articles a shard holds."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(article_path(folder, number)).num_rows)


def shard_digest(folder: Path, number: int) -> bytes | None:
    """The digest of a shard as it lies on the disk, or null when it cannot be read. Spark writes shards of one file."""
    digest = hashlib.sha256()
    for path in (article_path(folder, number), fact_path(folder, number)):
        try:
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
        except FileNotFoundError:
            digest.update(b"none")
        except OSError:
            return None
    return digest.digest()


def _write(folder: Path, number: int, articles: pa.Table, facts: pa.Table) -> bytes:
    """Writes both files. What is digested is what should lie on the disk, not what is read back from it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    digest = hashlib.sha256()
    for table, path in ((articles, article_path(folder, number)), (facts, fact_path(folder, number))):
        sink = pa.BufferOutputStream()
        dictionary = ["type"] if "type" in table.column_names else False
        pq.write_table(table, sink, compression="zstd", use_dictionary=dictionary)
        content = sink.getvalue()
        digest.update(hashlib.sha256(content).digest())
        with replacing(path) as stream:
            stream.write(content)
    return digest.digest()
