"""The main job in one folder: what it writes, how it goes on, and that engines give the same bytes."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from extractor.engines.work import EngineError
from extractor.jobs import extract as job
from extractor.jobs.extract import JobOptions, Reader, _shard_articles, check_counts, extract_into
from extractor.jobs.ledger import InputCount, Ledger, LedgerError, locked
from extractor.jobs.reconcile import reconcile_into
from extractor.jobs.running import run_engine
from tests.engines.tiny import TinyExtraction, TinyReconciliation

FILES = (
    "articles.jsonl",
    "facts.jsonl",
    "records.jsonl",
    "records.csv",
    "evidence.csv",
    "sources.csv",
    "errors.jsonl",
    "manifest.json",
)


def _corpus(folder: Path, count: int = 30, first: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    with (folder / f"berita-{first}.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(first, first + count):
            text = f"Sebanyak {number} peserta dan {number % 7} peserta di tempat {number}"
            row = {"id": f"a{number:04d}", "published": "2025-01-02", "source": "koran", "title": "Judul", "text": text}
            stream.write(json.dumps(row) + "\n")
    return folder


def _run(inputs: list[Path], out: Path, **options: Any) -> dict[str, Any]:
    workers = options.pop("workers", 1)
    work = options.pop("work", TinyExtraction())
    job = JobOptions(workers=workers, quiet=True, **options)
    extract_into(out, [str(path) for path in inputs], work, "rules", job)
    return reconcile_into(out, TinyReconciliation(), workers=workers, quiet=True)


def _content(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_writes_sorted_files_that_agree(tmp_path: Path) -> None:
    out = tmp_path / "out"
    manifest = _run([_corpus(tmp_path / "in")], out)
    articles, facts, records = (_lines(out / f"{name}.jsonl") for name in ("articles", "facts", "records"))
    assert [row["id"] for row in articles] == [f"a{number:04d}" for number in range(30)]
    assert articles[3]["text"] == "Judul\nSebanyak 3 peserta dan 3 peserta di tempat 3"
    assert len(facts) == 90
    assert facts == sorted(facts, key=lambda fact: (fact["doc_id"], fact["start"]))
    texts = {row["id"]: row["text"] for row in articles}
    assert all(texts[fact["doc_id"]][fact["start"] : fact["end"]] == fact["text"] for fact in facts)
    assert manifest["articles"] == {
        "read": 30, "refused": 0, "duplicates": 0, "not_sampled": 0, "failed": 0, "processed": 30,
    }  # fmt: skip
    assert manifest["facts"]["participants"] == 90
    assert manifest["facts"]["target"] == sum(int(fact["text"]) % 2 == 0 for fact in facts)
    assert manifest["reconciliation"]["claims"] == 90
    # every number shares its ten with others: 0-9, 10-19, 20-29
    assert [len(record["claims"]) for record in records] == [50, 20, 20]
    evidence = (out / "evidence.csv").read_text(encoding="utf-8").splitlines()
    assert len(evidence) == 91
    for name in ("evidence.csv", "records.csv", "sources.csv"):
        assert (out / name).read_bytes().startswith(b"\xef\xbb\xbf")  # which spreadsheet programs look for
    assert ",'=uji,test," in (out / "records.csv").read_text(encoding="utf-8")


def test_second_run_gives_the_same_bytes_and_reads_nothing_again(tmp_path: Path) -> None:
    corpus, out, log = _corpus(tmp_path / "in"), tmp_path / "out", tmp_path / "log"
    _run([corpus], out, work=TinyExtraction(log=str(log)))
    before = _content(out)
    assert len(log.read_text().splitlines()) == 30
    _run([corpus], out, work=TinyExtraction(log=str(log)))
    assert _content(out) == before
    assert len(log.read_text().splitlines()) == 30


def test_engines_give_the_same_bytes(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path / "in", 200)
    _run([corpus], tmp_path / "one", workers=1)
    _run([corpus], tmp_path / "two", workers=2)
    assert _content(tmp_path / "one") == _content(tmp_path / "two")


def test_new_input_adds_to_the_folder_without_reading_the_old(tmp_path: Path) -> None:
    old, new, log = _corpus(tmp_path / "old"), _corpus(tmp_path / "new", 10, first=30), tmp_path / "log"
    work = TinyExtraction(log=str(log))
    _run([old], tmp_path / "out", work=work)
    log.unlink()
    _run([new], tmp_path / "out", work=work)
    assert log.read_text().splitlines() == [f"a{number:04d}" for number in range(30, 40)]
    _run([old, new], tmp_path / "whole")
    assert _content(tmp_path / "out") == _content(tmp_path / "whole")


def test_changed_and_removed_articles_are_followed(tmp_path: Path) -> None:
    corpus, out = _corpus(tmp_path / "in"), tmp_path / "out"
    _run([corpus], out)
    lines = (corpus / "berita-0.jsonl").read_text().splitlines()
    lines[4] = lines[4].replace("Sebanyak 4 ", "Sebanyak 44 ")
    (corpus / "berita-0.jsonl").write_text("\n".join(lines[:20]) + "\n")
    _run([corpus], out)
    _run([corpus], tmp_path / "anew")
    assert _content(out) == _content(tmp_path / "anew")
    assert len(_lines(out / "articles.jsonl")) == 20


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_rows_and_articles_are_named_and_the_rest_goes_on(tmp_path: Path, workers: int) -> None:
    rows = [
        '{"id": "a", "text": "ada 5 peserta"}',
        '{"id": "b", "text": "CRASH"}',
        "{broken",
        '{"id": "a", "text": "lain 6"}',
        '{"id": "c", "text": "  "}',
        '{"id": "d", "text": "HANG"}',
        '{"id": "e", "text": "ada 7 peserta"}',
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(rows))
    manifest = _run([tmp_path / "x.jsonl"], tmp_path / "out", workers=workers, seconds=0.5)
    errors = _lines(tmp_path / "out" / "errors.jsonl")
    assert [(error["line"], error["id"], error["code"]) for error in errors] == [
        (2, "b", "crashed"),
        (3, None, "malformed"),
        (4, "a", "duplicate_id"),
        (5, "c", "empty_text"),
        (6, "d", "hung"),
    ]
    assert errors[0]["reason"] == "pengolahan artikel gagal: ValueError: as asked"
    assert manifest["articles"] == {
        "read": 7, "refused": 2, "duplicates": 1, "not_sampled": 0, "failed": 2, "processed": 2,
    }  # fmt: skip


def test_the_counts_add_up_or_the_run_says_so(tmp_path: Path) -> None:
    folder = _corpus(tmp_path / "in")
    (folder / "x.csv").write_text('id,text\na0001,kembar\nb,"terbuka\nc,isi\n')
    for _ in range(2):
        _run([folder], tmp_path / "out", sample=20)
        counts = json.loads((tmp_path / "out" / "manifest.json").read_text())["articles"]
        assert counts["read"] == sum(counts[name] for name in counts if name != "read") == 33
    with pytest.raises(EngineError, match="of 3 rows 2 "):
        check_counts([InputCount(read=3, refused=1)], articles=1)


def test_a_dying_worker_costs_one_article(tmp_path: Path) -> None:
    rows = [{"id": f"{number}", "text": "DIE" if number == 40 else f"ada {number}"} for number in range(90)]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    _run([tmp_path / "x.jsonl"], tmp_path / "out", workers=2)
    assert [(error["id"], error["code"]) for error in _lines(tmp_path / "out" / "errors.jsonl")] == [("40", "died")]
    assert len(_lines(tmp_path / "out" / "articles.jsonl")) == 89


def test_other_rules_start_anew_only_with_all_inputs(tmp_path: Path) -> None:
    old, new, out = _corpus(tmp_path / "old"), _corpus(tmp_path / "new", 5, first=50), tmp_path / "out"
    _run([old], out)
    options = JobOptions(workers=1, quiet=True)
    with pytest.raises(LedgerError, match="settings_changed"):
        extract_into(out, [str(new)], TinyExtraction(), "other rules", options)
    manifest = extract_into(out, [str(new), str(old)], TinyExtraction(), "other rules", options)
    assert (manifest["rules"], manifest["articles"]["processed"]) == ("other rules", 35)


def test_two_runs_in_one_folder_are_refused(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path / "in")
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"), pytest.raises(LedgerError, match="in_use"):
        _run([corpus], tmp_path / "out")
    _run([corpus], tmp_path / "out")


def test_who_was_killed_holds_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    holding = (
        "import sys, signal, pathlib; from extractor.jobs.ledger import locked\n"
        "with locked(pathlib.Path(sys.argv[1])): print('held', flush=True); signal.pause()"
    )
    command = [sys.executable, "-c", holding, str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LedgerError, match=f"in_use: {holder.pid} @ "):
            _run([_corpus(tmp_path / "in")], tmp_path / "out")
        holder.kill()
    _run([tmp_path / "in"], tmp_path / "out")
    assert len(_lines(tmp_path / "out" / "articles.jsonl")) == 30


def test_a_disk_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: object, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(LedgerError, match="no_locks: No locks available"):
        _run([_corpus(tmp_path / "in")], tmp_path / "out")


def test_sample_is_the_same_for_a_seed_whatever_the_order(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path / "in", 100)
    manifest = _run([corpus], tmp_path / "one", sample=10, seed=1)
    assert manifest["articles"]["not_sampled"] == 90
    _run([corpus], tmp_path / "again", sample=10, seed=1)
    _run([corpus], tmp_path / "other", sample=10, seed=2)
    one, again, other = (
        [row["id"] for row in _lines(tmp_path / name / "articles.jsonl")] for name in ("one", "again", "other")
    )
    assert one == again != other
    assert len(one) == 10


class _Killed(BaseException):
    """What no run catches."""


def test_who_is_killed_loses_a_fifth_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, out, log = _corpus(tmp_path / "in", 1500), tmp_path / "out", tmp_path / "log"
    work = TinyExtraction(log=str(log))

    def killed(*arguments: Any) -> Iterator[Any]:
        yield from islice(run_engine(*arguments), 34)
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(job, "run_engine", killed)
        with pytest.raises(_Killed):
            _run([corpus], out, work=work)
    assert len(log.read_text().splitlines()) == 1088
    log.unlink()
    _run([corpus], out, work=work)
    assert len(log.read_text().splitlines()) == 1500 - 896
    _run([corpus], tmp_path / "whole")
    assert _content(out) == _content(tmp_path / "whole")


def test_pieces_grow_to_their_full_size() -> None:
    assert [_shard_articles(safe) for safe in (0, 256, 1000, 8000, 10**6)] == [64, 64, 250, 2000, 2000]


def test_what_was_read_ahead_is_not_done(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path / "in", 40)
    with locked(tmp_path / "out"):
        ledger = Ledger(tmp_path / "out", {}, [str(corpus)])
        reader = Reader(ledger, [str(corpus)], JobOptions())
        assert reader.share(0) == 0
        assert len(list(islice(reader.new_articles(), 20))) == 20
        assert reader.meter.share == 1  # the small file was read at once
        assert [reader.share(done) for done in (0, 5, 20)] == [0, 0.25, 1]
        ledger.close()


_KILLED = """
import sys
from extractor.jobs.extract import JobOptions, Reader, extract_into
from extractor.jobs.manifest import OUTPUTS
from extractor.jobs.reconcile import reconcile_into
from tests.engines.tiny import TinyExtraction, TinyReconciliation
from pathlib import Path
import extractor.jobs.extract as job
job._FIRST_ARTICLES = 5
job._SHARD_ARTICLES = 20
workers = int(sys.argv[3])
options = JobOptions(workers=workers, quiet=True)
extract_into(Path(sys.argv[2]), [sys.argv[1]], TinyExtraction(delay=0.002), "rules", options)
reconcile_into(Path(sys.argv[2]), TinyReconciliation(), workers=1, quiet=True)
"""


@pytest.mark.slow
def test_killed_at_random_moments_it_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path / "in", 400)
    _run([corpus], tmp_path / "undisturbed")
    moments = random.Random(8)
    command = [sys.executable, "-c", _KILLED, str(corpus), str(tmp_path / "out")]
    root = Path(__file__).parents[2]
    kills = 0
    while kills < 20:
        process = subprocess.Popen([*command, str(1 + kills % 2)], cwd=root)
        try:
            process.wait(moments.uniform(0.3, 1.6))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        else:
            # it was quicker: begin another time, so that early moments are met too
            subprocess.run(["rm", "-r", str(tmp_path / "out")], check=True)
        process.wait()
        kills += 1
    time.sleep(0.2)
    subprocess.run([*command, "1"], check=True, cwd=root)
    assert _content(tmp_path / "out") == _content(tmp_path / "undisturbed")
