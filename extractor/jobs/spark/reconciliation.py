"""Reconciliation on Spark: keys are joined into groups on the driver, groups are reconciled by the executors."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batches import Steps
from extractor.disk.sorting import Sorter
from extractor.disk.tables import rows, shard_rows, tables
from extractor.jobs.grouping import UNIT, Group, join_units, prepare_article
from extractor.jobs.ledger import FOLDER
from extractor.jobs.reconcile import Reconciled, Reconciliation, write_reconciled
from extractor.jobs.spark.arrow import arrow_schema, to_batch
from extractor.rules import RuleSet

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

_PREPARED = (
    "doc_id string, packed binary, day int, units array<struct<part:int,fact_ids:array<string>,keys:array<long>>>"
)
_RECORDS = "id string, line binary"


def reconcile_on_spark(
    spark: SparkSession,
    work: Path,
    directory: Path,
    reconciliation: Reconciliation,
    bounds: tuple[int, int],
    learn: RuleSet | None,
) -> dict[str, Any]:
    """Records of the shards of ``directory``, by way of Parquet files in ``work``; gives the manifest.

    ``bounds`` and ``learn`` are those of the embedded engines. Raises what Spark raises, and ``OSError``.
    """
    shards = directory / FOLDER / "shards"
    counts: Counter[str] = Counter()
    with tables(directory / FOLDER) as connection, Sorter(directory / FOLDER / "spill") as records:
        if any(shards.glob("facts-*.parquet")):
            articles = spark.read.parquet(str(shards / "articles-*.parquet")).select("id", "line")
            facts = spark.read.parquet(str(shards / "facts-*.parquet"))
            # by groups of one article's facts, each sorted by place
            lines = "array_sort(collect_list(struct(start, `end`, type, line))) AS sorted"
            gathered = facts.groupBy("doc_id").agg(_expression(lines)).selectExpr("doc_id", "sorted.line AS facts")
            together = articles.withColumnRenamed("id", "doc_id").join(gathered, "doc_id")
            prepare = partial(_claims, work=reconciliation, schema=arrow_schema(_PREPARED))
            together.mapInArrow(prepare, _PREPARED).write.parquet(str(work / "prepared"))
            _join_on_driver(connection, work, counts, bounds)
            prepared = spark.read.schema(_PREPARED).parquet(str(work / "prepared"))
            roots = spark.read.parquet(str(work / "roots.parquet"))
            units = prepared.selectExpr("doc_id", "explode(units) AS unit")
            claims = (
                units.selectExpr("doc_id", "unit.part", "unit.fact_ids")
                .join(roots, ["doc_id", "part"])
                .join(prepared.select("doc_id", "packed"), "doc_id")
                .selectExpr("root", "number", "doc_id", "packed", "fact_ids")
            )
            grouped = claims.groupBy("root").applyInArrow(lambda table: _records(table, reconciliation), _RECORDS)
            grouped.write.parquet(str(work / "records"))
            for record_id, line in shard_rows(work / "records", "*.parquet", ["id", "line"]):
                records.add((record_id, line), 2 * len(line), line)
        return write_reconciled(directory, records, counts, reconciliation.ruleset, learn)


def _expression(text: str) -> Any:
    from pyspark.sql.functions import expr

    return expr(text)


def _claims(batches: Iterator[pa.RecordBatch], work: Reconciliation, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """On an executor: the units of every article with their keys, packed with all its claims."""
    read_of = work.reader()
    for batch in batches:
        found = []
        for row in batch.to_pylist():
            prepared = prepare_article((row["line"], row["facts"]), read_of)
            if prepared is not None:
                units = [
                    {"part": part, "fact_ids": list(fact_ids), "keys": keys}
                    for part, (fact_ids, keys) in enumerate(prepared.units)
                ]
                found.append({"doc_id": row["doc_id"], "packed": prepared.packed, "day": prepared.day, "units": units})
        if found:
            yield to_batch(found, schema)


def _join_on_driver(connection: Any, work: Path, counts: Counter[str], bounds: tuple[int, int]) -> None:
    """Numbers the units in the order of their articles, joins them by keys, and writes the root of each."""
    import pyarrow as pa

    pattern = (work / "prepared" / "*.parquet").as_posix().replace("'", "''")
    connection.execute(
        f"CREATE TABLE parts AS SELECT row_number() OVER (ORDER BY doc_id, part) - 1 AS number, * FROM ("
        f"SELECT doc_id, day, unnest(units, recursive := true) FROM read_parquet('{pattern}'))"
    )
    connection.execute(
        "CREATE TABLE keys AS SELECT key, least(nth - 1, 1)::TINYINT AS rank, day, number AS unit FROM ("
        "SELECT number, day, unnest(keys) AS key, generate_subscripts(keys, 1) AS nth FROM parts)"
    )
    claims = array(UNIT, (count for (count,) in rows(connection, "SELECT len(fact_ids) FROM parts ORDER BY number")))
    counts["facts"] = sum(claims)
    forest = join_units(connection, claims, bounds)
    found = forest.roots()
    counts["groups"] = sum(root == unit for unit, root in enumerate(found))
    roots = pa.Array.from_buffers(pa.int32(), len(found), [None, pa.py_buffer(found)])  # not copied
    connection.register("roots", pa.table({"root": roots}))
    target = (work / "roots.parquet").as_posix().replace("'", "''")
    connection.execute(
        "COPY (SELECT doc_id, part, number, root FROM (SELECT * FROM parts ORDER BY number) POSITIONAL JOIN roots) "
        f"TO '{target}' (FORMAT parquet)"
    )


def _records(table: pa.Table, work: Reconciliation) -> pa.Table:
    """On an executor: the records of one group."""
    import pyarrow as pa

    group = Group()
    last = None
    for row in sorted(table.to_pylist(), key=lambda row: row["number"]):
        group.claimed.extend(row["fact_ids"])
        if row["doc_id"] != last:
            group.packed.append(row["packed"])
            last = row["doc_id"]
    [records] = _steps_of(work).together([group])
    return pa.table(
        {
            "id": pa.array([record_id for record_id, _ in records], pa.string()),
            "line": pa.array([line for _, line in records], pa.binary()),
        }
    )


_STEPS: dict[Any, Steps[Group, Reconciled]] = {}


def _steps_of(work: Reconciliation) -> Steps[Group, Reconciled]:
    """The steps of ``work``, made once in every executor process."""
    if work not in _STEPS:
        _STEPS[work] = work.prepare()
    return _STEPS[work]
