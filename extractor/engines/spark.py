"""The engine of a cluster: the same functions on Spark, by Arrow.

Files are spread over the executors and each is read and extracted where it lies (``mapInArrow``); what is extracted
is written to Parquet at once, so no text passes a shuffle. Only ids (to find duplicates), hashes of block keys (which
the driver joins into groups), and the claims with the head and the sentences that they stand in are sent on. Groups
are reconciled by ``applyInArrow``. The output is sorted and written by the code of the other engines.

The output folder must be reachable by driver and executors under one path.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from extractor.engines.grouping import (
    BOUNDS,
    Group,
    UnitsOf,
    excerpt,
    hash_key,
    join_units,
    pack,
    publication_day,
    summary_of,
)
from extractor.engines.inline import guarded
from extractor.engines.job import JobOptions, publish_with, settings_of
from extractor.engines.ledger import FOLDER, InputCount, Ledger, locked
from extractor.engines.reconciliation import Reconciled, write_reconciled
from extractor.engines.sorting import Sorter
from extractor.engines.tables import shard_rows, tables
from extractor.engines.work import EngineError, Extracted, Failure, Pending, Work
from extractor.models import FACT
from extractor.reading import Located, Meter, ReadingError, find_sources, read_source
from extractor.reading.errors import Refused
from extractor.reading.remote import RemoteFile
from extractor.reading.sources import Source
from extractor.ruleset import RuleSet
from extractor.stepwise import TOGETHER, Steps, finish
from extractor.writing.encoded import encode

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

_ROWS = 200
_EXTRACTED = (
    "input int, source int, place long, file string, line long, id string, stage string, error binary, article binary, "
    "text string, facts array<struct<start:long,end:long,type:string,line:binary>>"
)
_PREPARED = (
    "doc_id string, line binary, content string, facts array<binary>, day int, "
    "units array<struct<part:int,fact_ids:array<string>,keys:array<long>>>"
)
_RECORDS = "id string, line binary"


class Reconciliation(Work[Group, Reconciled], Protocol):
    """Reconciliation of a group, and the units that groups are made of."""

    def units(self) -> UnitsOf: ...


def run_on_spark(
    directory: Path,
    inputs: Sequence[str],
    extraction: Work[Pending, Extracted],
    reconciliation: Reconciliation,
    rules: str,
    options: JobOptions,
    *,
    master: str | None = None,
    bounds: tuple[int, int] = BOUNDS,
    learn: RuleSet | None = None,
) -> dict[str, Any]:
    """The main job on Spark; gives the manifest. Starts anew each time: Spark itself repeats what fails.

    ``master`` as in ``spark-submit`` (``local[2]``); without it the session's own. Raises :class:`EngineError` when
    Spark or Java is missing, else what the other engines raise.
    """
    if options.sample is not None:
        raise EngineError("--sample needs the embedded engines")
    directory = directory.resolve()
    directory.mkdir(parents=True, exist_ok=True)
    spark = _session(master)
    try:
        with locked(directory):
            work = directory / FOLDER / "spark"
            shutil.rmtree(work, ignore_errors=True)
            ledger = Ledger(directory, settings_of(rules, options) | {"engine": "spark"}, inputs, fresh=True)
            try:
                _extract(spark, work, ledger, inputs, extraction, options)
                publish_with(directory, ledger, rules, options)
            finally:
                ledger.close()
            manifest = _reconcile(spark, work, directory, reconciliation, bounds, learn)
            shutil.rmtree(work, ignore_errors=True)
            return manifest
    finally:
        spark.stop()


def _session(master: str | None) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError("Spark is missing: pip install 'rujuk[spark]'") from error
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise EngineError("Java is missing: apt-get install default-jre-headless")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("rujuk")
    if master is not None:
        builder = builder.master(master)
        if master.startswith("local"):  # executors share this machine's modules
            os.environ["PYTHONPATH"] = os.pathsep.join(path or os.getcwd() for path in sys.path)
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
        "spark.sql.parquet.compression.codec": "zstd",
    }.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _extract(
    spark: SparkSession,
    work: Path,
    ledger: Ledger,
    inputs: Sequence[str],
    extraction: Work[Pending, Extracted],
    options: JobOptions,
) -> None:
    """Shards and ledger as the embedded engines leave them."""
    counts = {given: InputCount() for given in inputs}
    sources: list[tuple[int, int, str, str, str, str, str | None]] = []
    for number, given in enumerate(inputs):
        for order, source in enumerate(find_sources(given)):
            if isinstance(source, ReadingError):
                counts[given].read += 1
                counts[given].refused += 1
                ledger.refuse(given, _place(order, 0), source)
            else:
                path, base = _location(source)
                sources.append((number, order, source.name, source.stem, source.format, path, base))
    schema = "input int, source int, name string, stem string, format string, path string, base string"
    files = spark.createDataFrame(sources, schema).repartition(max(1, len(sources)), "input", "source")
    read = partial(_extract_files, extraction=extraction, options=options, schema=_arrow(_EXTRACTED))
    files.mapInArrow(read, _EXTRACTED).write.parquet(str(work / "extracted"))
    extracted = spark.read.schema(_EXTRACTED).parquet(str(work / "extracted"))
    duplicates = _duplicates(extracted)
    kept = extracted.join(duplicates, ["input", "source", "place"], "left_anti").filter("article IS NOT NULL")
    kept.selectExpr("id", "article AS line", "text").write.parquet(str(work / "articles"))
    facts = kept.selectExpr("id AS doc_id", "explode(facts) AS fact")
    facts.selectExpr("doc_id", "fact.start", "fact.`end`", "fact.type", "fact.line").write.parquet(str(work / "facts"))
    for kind in ("articles", "facts"):
        for number, shard in enumerate(sorted((work / kind).glob("*.parquet")), 1):
            shard.rename(ledger.shards / f"{kind}-{number:06d}.parquet")
    for row in extracted.groupBy("input").count().toLocalIterator():
        counts[inputs[row["input"]]].read += row["count"]
    # A row's error stands unless the row is a duplicate, as in a run that meets the first article first.
    errors = extracted.join(duplicates, ["input", "source", "place"], "left_anti").filter("error IS NOT NULL")
    for row in errors.select("input", "source", "place", "id", "error").toLocalIterator():
        error = ReadingError.model_validate_json(bytes(row["error"]))
        counts[inputs[row["input"]]].refused += error.stage == "read"
        ledger.refuse(inputs[row["input"]], _place(row["source"], row["place"]), error)
    for row in duplicates.toLocalIterator():
        counts[inputs[row["input"]]].duplicates += 1
        error = Refused("duplicate_id").at(row["file"], row["line"], row["id"])
        ledger.refuse(inputs[row["input"]], _place(row["source"], row["place"]), error)
    for given, count in counts.items():
        ledger.finish(given, count)


def _location(source: Source) -> tuple[str, str | None]:
    """Where an executor finds a file: its path, and the URI of its file system if it is not a shared path."""
    if isinstance(source.path, RemoteFile):
        return source.path.path, source.path.base
    return str(source.path), None


def _place(source: int, place: int) -> int:
    """One number by which errors of an input are in order: its files, then their rows."""
    return (source << 40) + place


def _duplicates(extracted: DataFrame) -> DataFrame:
    """Places of all articles whose id an earlier one has. Only ids and places are sent around."""
    from pyspark.sql import Window
    from pyspark.sql.functions import col, row_number

    named = extracted.filter("stage = 'extract'")
    order = Window.partitionBy("id").orderBy("input", "source", "place")
    numbered = named.select("id", "input", "source", "place", "file", "line", row_number().over(order).alias("nth"))
    return numbered.filter(col("nth") > 1).drop("nth").cache()


def _extract_files(
    batches: Iterator[pa.RecordBatch], extraction: Work[Pending, Extracted], options: JobOptions, schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """On an executor: reads the files of its partition and extracts their articles."""
    handle = extraction.prepare()
    items = _read_files(batches, options)
    while together := list(islice(items, TOGETHER)):
        articles = [
            Pending(item.article, "", 0, item.file, item.line)
            for _, item in together
            if not isinstance(item, ReadingError)
        ]
        results = iter(guarded(handle, articles, options.seconds))
        yield _batch(
            [
                where
                | (
                    {"id": item.id, "stage": "read", "error": encode(item)}
                    if isinstance(item, ReadingError)
                    else _extracted_row(item, next(results))
                )
                for where, item in together
            ],
            schema,
        )


def _read_files(
    batches: Iterator[pa.RecordBatch], options: JobOptions
) -> Iterator[tuple[dict[str, Any], Located | ReadingError]]:
    """All rows of the files of a partition, each with its place."""
    for batch in batches:
        for row in batch.to_pylist():
            path = Path(row["path"]) if row["base"] is None else RemoteFile(row["base"], row["path"])
            source = Source(row["name"], row["stem"], row["format"], path, Meter())
            for place, item in enumerate(read_source(source, options.reading), 1):
                yield {"input": row["input"], "source": row["source"], "place": place}, item


def _extracted_row(item: Located, result: Extracted | Failure) -> dict[str, Any]:
    where = {"file": item.file, "line": item.line, "id": item.article.id, "stage": "extract"}
    if isinstance(result, Failure):
        error = Refused(result.code, **result.params).at(item.file, item.line, item.article.id, "extract")
        return {**where, "error": encode(error)}
    facts = [{"start": fact.start, "end": fact.end, "type": fact.type, "line": fact.line} for fact in result.facts]
    return {**where, "article": result.line, "text": item.article.text, "facts": facts}


def _batch(found: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(found, schema=schema)


def _arrow(schema: str) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    return to_arrow_schema(StructType.fromDDL(schema))  # type: ignore[arg-type]


def _reconcile(
    spark: SparkSession,
    work: Path,
    directory: Path,
    reconciliation: Reconciliation,
    bounds: tuple[int, int],
    learn: RuleSet | None,
) -> dict[str, Any]:
    shards = directory / FOLDER / "shards"
    counts: Counter[str] = Counter()
    with tables(directory / FOLDER) as connection, Sorter(directory / FOLDER / "spill") as records:
        if any(shards.glob("facts-*.parquet")):
            articles = spark.read.parquet(str(shards / "articles-*.parquet"))
            facts = spark.read.parquet(str(shards / "facts-*.parquet"))
            # by groups of one article's facts, each sorted by place
            lines = "array_sort(collect_list(struct(start, `end`, type, line))) AS sorted"
            gathered = facts.groupBy("doc_id").agg(_expression(lines)).selectExpr("doc_id", "sorted.line AS facts")
            together = articles.withColumnRenamed("id", "doc_id").join(gathered, "doc_id")
            prepare = partial(_claims, work=reconciliation, schema=_arrow(_PREPARED))
            together.mapInArrow(prepare, _PREPARED).write.parquet(str(work / "prepared"))
            _join_on_driver(connection, work, counts, bounds)
            prepared = spark.read.schema(_PREPARED).parquet(str(work / "prepared"))
            roots = spark.read.parquet(str(work / "roots.parquet"))
            units = prepared.selectExpr("doc_id", "explode(units) AS unit")
            claims = (
                units.selectExpr("doc_id", "unit.part", "unit.fact_ids")
                .join(roots, ["doc_id", "part"])
                .join(prepared.select("doc_id", "line", "content", "facts"), "doc_id")
                .selectExpr("root", "number", "doc_id", "line", "content", "facts", "fact_ids")
            )
            grouped = claims.groupBy("root").applyInArrow(lambda table: _records(table, reconciliation), _RECORDS)
            grouped.write.parquet(str(work / "records"))
            for record_id, line in shard_rows(work / "records", "*.parquet", ["id", "line"]):
                records.add((record_id, line), 2 * len(line), line)
        return write_reconciled(directory, records, counts, learn)


def _expression(text: str) -> Any:
    from pyspark.sql.functions import expr

    return expr(text)


def _claims(batches: Iterator[pa.RecordBatch], work: Reconciliation, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """On an executor: the units of every article with their keys, and what reconciliation needs of its text."""
    units_of = work.units()
    for batch in batches:
        found = []
        for row in batch.to_pylist():
            facts = [FACT.validate_json(line) for line in row["facts"]]
            summary = summary_of(row["line"], row["text"])
            units = [
                {"part": part, "fact_ids": list(unit.fact_ids), "keys": [hash_key(key) for key in unit.keys]}
                for part, unit in enumerate(units_of(facts, summary))
            ]
            if units:
                found.append(
                    {
                        "doc_id": row["doc_id"],
                        "line": row["line"],
                        "content": excerpt(row["text"], facts),
                        "facts": row["facts"],
                        "day": publication_day(summary),
                        "units": units,
                    }
                )
        if found:
            yield _batch(found, schema)


def _join_on_driver(connection: Any, work: Path, counts: Counter[str], bounds: tuple[int, int]) -> None:
    """Numbers the units in the order of their articles, joins them by keys, and writes the root of each."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pattern = (work / "prepared" / "*.parquet").as_posix().replace("'", "''")
    connection.execute(
        f"CREATE TABLE parts AS SELECT row_number() OVER (ORDER BY doc_id, part) - 1 AS number, * FROM ("
        f"SELECT doc_id, day, unnest(units, recursive := true) FROM read_parquet('{pattern}'))"
    )
    connection.execute(
        "CREATE TABLE keys AS SELECT key, least(nth - 1, 1)::TINYINT AS rank, day, number AS unit FROM ("
        "SELECT number, day, unnest(keys) AS key, generate_subscripts(keys, 1) AS nth FROM parts)"
    )
    total, claimed = connection.execute("SELECT count(*), coalesce(sum(len(fact_ids)), 0) FROM parts").fetchone()
    forest = join_units(connection, total, bounds)
    found = [forest.root(unit) for unit in range(total)]
    counts["facts"] = int(claimed)
    counts["groups"] = len(set(found))
    places = connection.sql("SELECT doc_id, part, number FROM parts ORDER BY number").to_arrow_table()
    pq.write_table(places.append_column("root", pa.array(found, pa.int64())), work / "roots.parquet")


def _records(table: pa.Table, work: Reconciliation) -> pa.Table:
    """On an executor: the records of one group."""
    import pyarrow as pa

    group = Group()
    last = None
    for row in sorted(table.to_pylist(), key=lambda row: row["number"]):
        group.claimed.extend(row["fact_ids"])
        if row["doc_id"] != last:
            group.packed.append(pack((row["line"], row["content"], row["facts"])))
            last = row["doc_id"]
    records = finish(_prepared(work)(group))
    return pa.table(
        {
            "id": pa.array([record_id for record_id, _ in records], pa.string()),
            "line": pa.array([line for _, line in records], pa.binary()),
        }
    )


_HANDLES: dict[Any, Callable[[Group], Steps[Reconciled]]] = {}


def _prepared(work: Reconciliation) -> Callable[[Group], Steps[Reconciled]]:
    """The function of ``work``, made once in every executor process."""
    if work not in _HANDLES:
        _HANDLES[work] = work.prepare()
    return _HANDLES[work]
