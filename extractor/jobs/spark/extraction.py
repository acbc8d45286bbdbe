"""Extraction on Spark: every file is read and extracted where an executor finds it, and written to Parquet there."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batches import gather
from extractor.disk.lines import encode
from extractor.disk.shards import article_count, article_path, fact_path
from extractor.disk.stored import Extracted
from extractor.engines.inline import guarded
from extractor.engines.work import Failure, Work
from extractor.jobs.extract import JobOptions, check_counts, draw
from extractor.jobs.ledger import InputCount, Ledger
from extractor.jobs.spark.arrow import arrow_schema, to_batch
from extractor.jobs.stages import Pending
from extractor.reading import Located, Meter, ReadingError, find_sources, read_source
from extractor.reading.errors import Refused, duplicate
from extractor.reading.remote import RemoteFile
from extractor.reading.sources import Source

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

_EXTRACTED = (
    "input int, source int, place long, file string, line long, id string, stage string, error binary, article binary, "
    "text string, facts array<struct<start:long,end:long,type:string,line:binary>>"
)
_DUPLICATES = "id string, input int, source int, place long, file string, line long"
_DRAWN = "input int, source int, place long, draw string, articles long"


def extract_on_spark(
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
    drawn = _draw_sample(files, options, [counts[given] for given in inputs])
    read = partial(_extract_files, extraction=extraction, options=options, drawn=drawn, schema=arrow_schema(_EXTRACTED))
    files.mapInArrow(read, _EXTRACTED).write.parquet(str(work / "extracted"))
    extracted = spark.read.schema(_EXTRACTED).parquet(str(work / "extracted"))
    duplicates = _duplicates(extracted, work / "duplicates")
    kept = extracted.join(duplicates, ["input", "source", "place"], "left_anti").filter("article IS NOT NULL")
    kept.selectExpr("id", "article AS line", "text").write.parquet(str(work / "articles"))
    facts = kept.selectExpr("id AS doc_id", "explode(facts) AS fact")
    facts.selectExpr("doc_id", "fact.start", "fact.`end`", "fact.type", "fact.line").write.parquet(str(work / "facts"))
    shards = [_move(work / "articles", ledger.shards, article_path), _move(work / "facts", ledger.shards, fact_path)]
    for number in range(1, max(shards) + 1):
        ledger.adopt(number)
    for row in extracted.groupBy("input").count().toLocalIterator():
        counts[inputs[row["input"]]].read += row["count"]
    # A row's error stands unless the row is a duplicate, as in a run that meets the first article first.
    errors = extracted.join(duplicates, ["input", "source", "place"], "left_anti").filter("error IS NOT NULL")
    articles = sum(article_count(ledger.shards, number) for number in range(1, shards[0] + 1))
    for row in errors.select("input", "source", "place", "id", "error").toLocalIterator():
        error = ReadingError.model_validate_json(bytes(row["error"]))
        counts[inputs[row["input"]]].refused += error.stage == "read"
        articles += error.stage == "extract"
        ledger.refuse(inputs[row["input"]], _place(row["source"], row["place"]), error)
    for row in duplicates.toLocalIterator():
        counts[inputs[row["input"]]].duplicates += 1
        error = duplicate(row["file"], row["line"], row["id"])
        ledger.refuse(inputs[row["input"]], _place(row["source"], row["place"]), error)
    check_counts(counts.values(), articles)
    for given, count in counts.items():
        ledger.finish(given, count)


def _move(folder: Path, shards: Path, path_of: Callable[[Path, int], Path]) -> int:
    """Makes shards of the files that Spark wrote; says how many."""
    number = 0
    for number, written in enumerate(sorted(folder.glob("*.parquet")), 1):
        written.rename(path_of(shards, number))
    return number


def _location(source: Source) -> tuple[str, str | None]:
    """Where an executor finds a file: its path, and the URI of its file system if it is not a shared path."""
    if isinstance(source.path, RemoteFile):
        return source.path.path, source.path.base
    return str(source.path), None


def _place(source: int, place: int) -> int:
    """One number by which errors of an input are in order: its files, then their rows."""
    return (source << 40) + place


def _duplicates(extracted: DataFrame, path: Path) -> DataFrame:
    """Places of all articles whose id an earlier one has. Only ids and places are sent around.

    Written to ``path``, not cached: what is cached keeps all partitions of its shuffle, mostly empty, each a task.
    """
    from pyspark.sql import Window
    from pyspark.sql.functions import col, row_number

    named = extracted.filter("stage = 'extract'")
    order = Window.partitionBy("id").orderBy("input", "source", "place")
    numbered = named.select("id", "input", "source", "place", "file", "line", row_number().over(order).alias("nth"))
    numbered.filter(col("nth") > 1).drop("nth").write.parquet(str(path))
    return named.sparkSession.read.schema(_DUPLICATES).parquet(str(path))


def _draw_sample(
    files: DataFrame, options: JobOptions, counts: Sequence[InputCount]
) -> frozenset[tuple[int, int, int]] | None:
    """Input, source and place of the articles of the sample, if one is asked for; counts those that are not in it.

    The files are read for it once before: executors send the smallest draws of their partitions, and no text.
    """
    if options.sample is None:
        return None
    from pyspark.sql import Window
    from pyspark.sql.functions import col, row_number

    drawn = files.mapInArrow(partial(_draw_in_files, options=options, schema=arrow_schema(_DRAWN)), _DRAWN).cache()
    for row in drawn.groupBy("input").sum("articles").toLocalIterator():
        counts[row["input"]].read += row[1]
        counts[row["input"]].unsampled += row[1]
    order = Window.partitionBy("input").orderBy("draw", "source", "place")
    numbered = drawn.filter("draw IS NOT NULL").select("*", row_number().over(order).alias("nth"))
    chosen = {
        (row["input"], row["source"], row["place"])
        for row in numbered.filter(col("nth") <= options.sample).toLocalIterator()
    }
    for number, _, _ in chosen:
        counts[number].read -= 1  # it is counted where it is extracted
        counts[number].unsampled -= 1
    drawn.unpersist()
    return frozenset(chosen)


def _draw_in_files(
    batches: Iterator[pa.RecordBatch], options: JobOptions, schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """On an executor: how many articles its files hold for every input, and the smallest draws among them."""
    articles: Counter[int] = Counter()
    smallest: dict[int, list[tuple[int, int, int]]] = {}
    for where, item in _read_files(batches, options):
        if isinstance(item, ReadingError):
            continue
        number = where["input"]
        articles[number] += 1
        entry = (-draw(options.seed, item.article.id), -where["source"], -where["place"])
        kept = smallest.setdefault(number, [])
        if len(kept) < (options.sample or 0):
            heapq.heappush(kept, entry)
        else:
            heapq.heappushpop(kept, entry)
    rows: list[dict[str, Any]] = [{"input": number, "articles": count} for number, count in articles.items()]
    for number, kept in smallest.items():
        # as text of one length, which sorts like the number; Spark has no unsigned integers
        rows += [
            {"input": number, "source": -source, "place": -place, "draw": f"{-lot:016x}"} for lot, source, place in kept
        ]
    yield to_batch(rows, schema)


def _extract_files(
    batches: Iterator[pa.RecordBatch],
    extraction: Work[Pending, Extracted],
    options: JobOptions,
    drawn: frozenset[tuple[int, int, int]] | None,
    schema: pa.Schema,
) -> Iterator[pa.RecordBatch]:
    """On an executor: reads the files of its partition and extracts their articles, or those of them in ``drawn``."""
    steps = extraction.prepare()
    items = (
        (where, item)
        for where, item in _read_files(batches, options)
        if drawn is None or isinstance(item, ReadingError) or tuple(where.values()) in drawn
    )
    for together in gather(items, _length):
        articles = [
            Pending(item.article, "", 0, item.file, item.line)
            for _, item in together
            if not isinstance(item, ReadingError)
        ]
        results = iter(guarded(steps, articles, options.seconds))
        yield to_batch(
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


def _length(placed: tuple[dict[str, Any], Located | ReadingError]) -> int:
    _, item = placed
    return 0 if isinstance(item, ReadingError) else len(item.article.text)


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
