"""Spark gives the same bytes as the embedded engines."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor.batches import Steps
from extractor.disk.shards import article_path, fact_path, shard_digest
from extractor.disk.stored import Extracted
from extractor.jobs.extract import JobOptions, extract_into
from extractor.jobs.ledger import LedgerError
from extractor.jobs.manifest import OUTPUTS
from extractor.jobs.reconcile import reconcile_into
from extractor.jobs.stages import Pending
from tests.engines.tiny import TinyExtraction, TinyReconciliation

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java"),
]
pytest.importorskip("pyspark")

# Java for a minute: its second compiler and its parallel collector take as long as what they are to save.
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")

ROWS = [
    *({"id": f"a{number:03d}", "text": f"ada {number} peserta, lalu {number % 9}"} for number in range(120)),
    {"id": "a007", "text": "id yang sudah ada"},
    {"id": "crash", "text": "CRASH"},
    {"id": "kosong", "text": " "},
    {"id": "tanpa", "text": "tanpa angka"},
]


def _written(directory: Path) -> dict[str, bytes]:
    """What a run wrote; of the files one is only there once an editor has decided something."""
    files = {name: (directory / name).read_bytes() for name in OUTPUTS if (directory / name).is_file()}
    assert len(files) >= len(OUTPUTS) - 1
    return files


@pytest.fixture
def corpus(tmp_path: Path) -> list[str]:
    for part in range(3):
        rows = [json.dumps(row) for row in ROWS[part::3]]
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{part}.jsonl").write_text("\n".join([*rows, "{rusak"]))
    (tmp_path / "lain.txt").write_text("ada 5 dan 6")
    return [str(tmp_path / "in"), str(tmp_path / "lain.txt"), str(tmp_path / "tidak-ada.txt")]


@pytest.mark.parametrize(("workers", "bounds"), [(1, (20_000, 4_000)), (2, (30, 7))], ids=["inline", "pool"])
def test_all_engines_give_the_same_bytes(
    tmp_path: Path, corpus: list[str], workers: int, bounds: tuple[int, int]
) -> None:
    from extractor.jobs.spark import run_on_spark

    options = JobOptions(workers=workers, quiet=True)
    extract_into(tmp_path / "local", corpus, TinyExtraction(), "rules", options)
    local = reconcile_into(tmp_path / "local", TinyReconciliation(), workers=workers, quiet=True, bounds=bounds)
    stages = (TinyExtraction(), TinyReconciliation())
    spark = run_on_spark(tmp_path / "spark", corpus, *stages, "rules", options, master="local[2]", bounds=bounds)
    assert _written(tmp_path / "spark") == _written(tmp_path / "local")
    assert spark == local
    assert spark["articles"] == {
        "read": 129, "refused": 5, "duplicates": 1, "not_sampled": 0, "failed": 1, "processed": 122,
    }  # fmt: skip
    # a later run in this process must not take over what another engine stored
    with pytest.raises(LedgerError, match="settings_changed"):
        extract_into(tmp_path / "spark", corpus[:1], TinyExtraction(), "rules", options)


@dataclass(frozen=True)
class DeadlyExtraction(TinyExtraction):
    """Kills the executor that it runs in, once: what it has done until then is lost."""

    mark: str = ""

    def prepare(self) -> Steps[Pending, Extracted]:
        return Steps(self._kill, *super().prepare())

    def _kill(self, pending: Pending) -> Pending:
        if pending.article.id == "a061":
            with suppress(FileExistsError):
                Path(self.mark).touch(exist_ok=False)
                os.kill(_java_above(), signal.SIGKILL)
                signal.pause()
        return pending


def _java_above() -> int:
    """The executor above this worker."""
    process = os.getppid()
    while (status := Path(f"/proc/{process}/stat").read_text()) and "(java)" not in status:
        process = int(status.rpartition(")")[2].split()[1])
    return process


def test_a_killed_executor_and_a_flipped_bit_change_nothing_unsaid(tmp_path: Path, corpus: list[str]) -> None:
    from extractor.jobs.spark import run_on_spark

    options = JobOptions(workers=1, quiet=True, keep_text=False)
    extract_into(tmp_path / "local", corpus, TinyExtraction(), "rules", options)
    reconcile_into(tmp_path / "local", TinyReconciliation(), workers=1, quiet=True)
    stages = (DeadlyExtraction(mark=str(tmp_path / "killed")), TinyReconciliation())
    run_on_spark(tmp_path / "spark", corpus, *stages, "rules", options, master="local-cluster[2,1,1024]")
    assert (tmp_path / "killed").exists()
    assert _written(tmp_path / "spark") == _written(tmp_path / "local")
    shards = tmp_path / "spark" / ".rujuk" / "shards"
    with closing(sqlite3.connect(shards.parent / "ledger.sqlite")) as ledger:
        known = dict(ledger.execute("SELECT number, digest FROM shards").fetchall())
    assert {path for number in known for path in (article_path(shards, number), fact_path(shards, number))} >= {
        *shards.iterdir()
    }
    for number, digest in known.items():
        assert shard_digest(shards, number) == digest
        for path in filter(Path.exists, (article_path(shards, number), fact_path(shards, number))):
            whole = path.read_bytes()
            path.write_bytes(whole[:-20] + bytes([whole[-20] ^ 4]) + whole[-19:])
            assert shard_digest(shards, number) != digest
            path.write_bytes(whole)


def test_a_sample_is_the_same_on_every_engine(tmp_path: Path, corpus: list[str]) -> None:
    from extractor.jobs.spark import run_on_spark

    options = JobOptions(workers=1, quiet=True, sample=7, seed=3)
    extract_into(tmp_path / "local", corpus, TinyExtraction(), "rules", options)
    local = reconcile_into(tmp_path / "local", TinyReconciliation(), workers=1, quiet=True)
    stages = (TinyExtraction(), TinyReconciliation())
    spark = run_on_spark(tmp_path / "spark", corpus, *stages, "rules", options, master="local[2]")
    assert _written(tmp_path / "spark") == _written(tmp_path / "local")
    assert spark == local
    assert spark["articles"]["not_sampled"] == 116
    assert spark["articles"]["processed"] + spark["articles"]["failed"] + spark["articles"]["duplicates"] == 8
