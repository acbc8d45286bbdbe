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
from pathlib import Path

import pytest

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
