"""What the disk refuses is said in one line, and the same command goes on once there is room.

A limit on the size of files stands for the full disk: each writer (ledger, shards, sorting, outputs) meets it at
another limit, and no rights to mount a small disk are needed.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor.disk import tables
from extractor.jobs.extract import JobOptions, extract_into
from extractor.jobs.grouping import Read, ReadOf, Unit
from extractor.jobs.reconcile import reconcile_into
from extractor.messages.failures import explain
from extractor.models import ArticleSummary, Fact
from tests.engines.tiny import TinyExtraction, TinyReconciliation, read

duckdb = pytest.importorskip("duckdb")

ROOT = Path(__file__).parents[2]
OUTPUTS = ("articles.jsonl", "facts.jsonl", "records.jsonl", "records.csv", "evidence.csv", "sources.csv")
# In bytes. The ledger begins with 4 kB; the largest output has some 130 kB.
LIMITS = (2_000, 6_000, 20_000, 34_000, 50_000, 70_000, 90_000, 110_000)


def _run(articles: Path, out: Path, *options: str, largest: int | None = None) -> subprocess.CompletedProcess[str]:
    """``rujuk run``, whose files may grow to ``largest`` bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest or 0, resource.RLIM_INFINITY))

    return subprocess.run(
        [sys.executable, "-m", "extractor", "run", str(articles), "--out", str(out), "--quiet", *options],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "RUJUK_LANG": "en"},
        preexec_fn=limit if largest else None,
        check=False,
    )


def _articles(folder: Path) -> Path:
    path = folder / "berita.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(60):
            text = (
                f"Pelatihan Gelombang {number} Dibuka\nKementerian Ketenagakerjaan menargetkan {number + 3}.000 "
                f"peserta pelatihan pada Mei 2025. Sebanyak {number + 200} orang hadir di Semarang, Senin (17/3/2025)."
            )
            row = {"id": f"a{number}", "published": "2025-03-18", "source": f"koran {number % 5}", "text": text}
            stream.write(json.dumps(row) + "\n")
    return path


def _content(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in OUTPUTS}


@pytest.mark.slow
def test_on_a_full_disk_it_says_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    articles = _articles(tmp_path)
    assert _run(articles, tmp_path / "undisturbed").returncode == 0
    largest = max((tmp_path / "undisturbed" / name).stat().st_size for name in OUTPUTS)
    assert largest > max(LIMITS)
    told = set()
    for number, limit in enumerate(LIMITS):
        done = _run(articles, tmp_path / "out", "--workers", str(1 + number % 2), largest=limit)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        told.add(done.stderr.split(":")[1].strip()[:30])
    assert told == {"the output folder cannot be wr", os.strerror(errno.EFBIG)}
    assert _run(articles, tmp_path / "out").returncode == 0
    assert _content(tmp_path / "out") == _content(tmp_path / "undisturbed")


@dataclass(frozen=True)
class ManyKeys(TinyReconciliation):
    """More keys than DuckDB sorts within its memory."""

    def reader(self) -> ReadOf:
        def keys(facts: Sequence[Fact], summary: ArticleSummary) -> Read:
            ids = [f"{summary.id} {number}" for number in range(30_000)]
            return Read([Unit(unit.fact_ids, (*unit.keys, *ids)) for unit in read(facts, summary).units])

        return keys


@contextmanager
def _no_larger_files_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_on_a_disk_that_fills_while_tables_spill_it_says_so_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": f"a{number}", "text": f"ada {number * 20} peserta"} for number in range(11)]
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out"
    extract_into(out, [str(tmp_path / "x.jsonl")], TinyExtraction(), "rules", JobOptions(workers=1, quiet=True))
    reconcile_into(out, TinyReconciliation(), workers=1, quiet=True)
    before = _content(out)
    monkeypatch.setenv("RUJUK_LANG", "en")
    monkeypatch.setattr(tables, "MEMORY", "12MB")
    with _no_larger_files_than(500_000), pytest.raises(duckdb.IOException) as caught:
        reconcile_into(out, ManyKeys(), workers=1, quiet=True)
    assert "the output folder cannot be written or read" in (explain(caught.value) or "")
    assert not list((out / ".rujuk" / "spill").glob("*.tmp"))
    assert _content(out) == before
    reconcile_into(out, ManyKeys(), workers=1, quiet=True)
    assert _content(out) == before  # no article shares the keys that it has besides


def test_a_damaged_ledger_is_named_and_fresh_begins_anew(tmp_path: Path) -> None:
    articles, out = _articles(tmp_path), tmp_path / "out"
    assert _run(articles, out).returncode == 0
    before = _content(out)
    (out / ".rujuk" / "ledger.sqlite").write_bytes(b"no database at all\n" * 500)
    done = _run(articles, out)
    assert (done.returncode, done.stderr) == (
        2,
        "rujuk: the working state in the output folder is damaged (ledger.sqlite has changed since the last run); "
        "start anew with --fresh\n",
    )
    assert _run(articles, out, "--fresh").returncode == 0
    assert _content(out) == before
