"""What a disk may do to an output folder between two runs: it is said, and the second run heals what it can."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from extractor.disk.shards import article_path, fact_path, shard_digest
from extractor.jobs import extract as extract_module
from extractor.jobs.ledger import LedgerError
from extractor.jobs.manifest import ManifestError
from tests.engines.tiny import TinyExtraction
from tests.jobs.test_extract import _content, _corpus, _run


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_module, "_SHARD_ARTICLES", 10)


def _inputs(tmp_path: Path) -> list[Path]:
    """Two inputs of 40 articles each, whose texts are long enough for batches of less than a shard."""
    for name, first in (("one", 0), ("two", 40)):
        folder = _corpus(tmp_path / name, 40, first)
        (path,) = folder.iterdir()
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            row["text"] += " dan seterusnya" * 400
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return [tmp_path / "one", tmp_path / "two"]


def _flip(path: Path, bit: int) -> None:
    content = bytearray(path.read_bytes())
    place = bit % (8 * len(content))
    content[place // 8] ^= 1 << place % 8
    path.write_bytes(content)


@pytest.mark.parametrize("harm", ["flipped", "cut", "deleted", "facts deleted"])
def test_the_articles_of_a_damaged_shard_are_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    inputs, out, log = _inputs(tmp_path), tmp_path / "out", tmp_path / "log"
    work = TinyExtraction(log=str(log))
    _run(inputs, out, work=work)
    before = _content(out)
    shards = sorted((out / ".rujuk" / "shards").glob("articles-*"))
    assert len(shards) > 2
    dice = random.Random(harm)
    for number in range(1, 3):
        if harm == "flipped":
            _flip(dice.choice((article_path, fact_path))(shards[0].parent, number), dice.randrange(1 << 30))
        elif harm == "cut":
            article_path(shards[0].parent, number).write_bytes(b"PAR1")
        else:
            (article_path if harm == "deleted" else fact_path)(shards[0].parent, number).unlink()
    log.unlink()
    capsys.readouterr()
    _run(inputs, out, work=work)
    assert _content(out) == before
    again = len(log.read_text().splitlines())
    assert 0 < again < 80
    assert str(again) in capsys.readouterr().err
    log.unlink()
    _run(inputs, out, work=work)
    assert not log.exists()


def test_damage_in_an_input_that_is_not_given_asks_for_it(tmp_path: Path) -> None:
    one, two = _inputs(tmp_path)
    out = tmp_path / "out"
    _run([one], out)
    _run([two], out)
    before = _content(out)
    _flip(article_path(out / ".rujuk" / "shards", 1), 4711)
    for _ in range(2):  # to have been told does not make it right
        with pytest.raises(LedgerError, match=f"shard_damaged: {one}"):
            _run([two], out)
    _run([two, one], out)
    assert _content(out) == before


@pytest.mark.parametrize("harm", ["flipped", "deleted"])
def test_a_damaged_ledger_is_not_believed(tmp_path: Path, harm: str) -> None:
    inputs, out = _inputs(tmp_path), tmp_path / "out"
    _run(inputs, out)
    before = _content(out)
    ledger = out / ".rujuk" / "ledger.sqlite"
    if harm == "deleted":
        ledger.unlink()
    else:
        _flip(ledger, random.Random(5).randrange(1 << 30))
    for _ in range(2):
        with pytest.raises(LedgerError, match=r"damaged: ledger\.sqlite"):
            _run(inputs, out)
    _run(inputs, out, fresh=True)
    assert _content(out) == before


def test_a_refused_run_leaves_the_ledger_believed(tmp_path: Path) -> None:
    one, two = _inputs(tmp_path)
    out = tmp_path / "out"
    _run([one], out)
    with pytest.raises(LedgerError, match="settings_changed"):
        _run([two], out, keep_text=False)
    _run([one, two], out)


@pytest.mark.parametrize("content", [b'{"version": "0.', b"", b"[]", b"\x00" * 100])
def test_fresh_heals_a_damaged_manifest(tmp_path: Path, content: bytes) -> None:
    inputs, out = _inputs(tmp_path), tmp_path / "out"
    _run(inputs, out)
    before = _content(out)
    (out / "manifest.json").write_bytes(content)
    with pytest.raises(ManifestError, match="--fresh"):
        _run(inputs, out)
    _run(inputs, out, fresh=True)
    assert _content(out) == before


def test_what_is_digested_is_both_files(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(_inputs(tmp_path), out)
    shards = out / ".rujuk" / "shards"
    digests = {shard_digest(shards, 1), shard_digest(shards, 2)}
    for path_of in (article_path, fact_path):
        _flip(path_of(shards, 1), 8)
        digests.add(shard_digest(shards, 1))
    assert len(digests) == 4
    fact_path(shards, 1).unlink()
    digests.add(shard_digest(shards, 1))
    assert len(digests) == 5
