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
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.disk.stored import Extracted
from extractor.engines.pool import ONE_THREAD
from extractor.engines.work import EngineError, Work
from extractor.jobs.extract import JobOptions, publish_with, settings_of
from extractor.jobs.grouping import BOUNDS
from extractor.jobs.ledger import FOLDER, Ledger, locked
from extractor.jobs.reconcile import Reconciliation
from extractor.jobs.spark.extraction import extract_on_spark
from extractor.jobs.spark.reconciliation import reconcile_on_spark
from extractor.jobs.stages import Pending
from extractor.rules import RuleSet

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ROWS = 200


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
    directory = directory.resolve()
    directory.mkdir(parents=True, exist_ok=True)
    spark = _session(master)
    try:
        with locked(directory):
            work = directory / FOLDER / "spark"
            shutil.rmtree(work, ignore_errors=True)
            ledger = Ledger(directory, settings_of(rules, options) | {"engine": "spark"}, inputs, fresh=True)
            try:
                extract_on_spark(spark, work, ledger, inputs, extraction, options)
                publish_with(directory, ledger, rules, options)
            finally:
                ledger.close()
            manifest = reconcile_on_spark(spark, work, directory, reconciliation, bounds, learn)
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
    for name in ONE_THREAD:
        builder = builder.config(f"spark.executorEnv.{name}", "1")
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
