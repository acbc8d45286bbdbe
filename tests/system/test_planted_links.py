"""Symbolic links planted in an output folder, and folders made by somebody else, lead nothing astray."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("duckdb")
from extractor.desk.notes import Note, add_note, read_notes
from extractor.desk.store import Store
from extractor.disk.links import LinkError
from extractor.jobs.decide import redecide
from extractor.jobs.extract import JobOptions, extract_into
from extractor.rules import load_rules
from tests.engines.tiny import TinyExtraction
from tests.web.sample import write_output


def _extract(tmp_path: Path) -> Path:
    given = tmp_path / "in.jsonl"
    given.write_text(json.dumps({"id": "a1", "text": "Sebanyak 5 peserta hadir."}) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    extract_into(out, [str(given)], TinyExtraction(), "rules", JobOptions(workers=1, quiet=True))
    return out


@pytest.fixture
def treasure(tmp_path: Path) -> Path:
    """What belongs to somebody, outside of the output folder."""
    folder = tmp_path / "treasure"
    folder.mkdir()
    (folder / "diary").write_text("rahasia\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", [".rujuk", ".rujuk/shards", ".rujuk/spill"])
def test_a_linked_folder_is_refused_and_left_alone(tmp_path: Path, treasure: Path, name: str) -> None:
    out = tmp_path / "out"
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).symlink_to(treasure)
    with pytest.raises(LinkError, match=name):
        _extract(tmp_path)
    assert [path.name for path in treasure.iterdir()] == ["diary"]


@pytest.mark.parametrize("name", [".rujuk/lock", ".rujuk/ledger.sqlite", ".rujuk/ledger.sqlite-wal"])
def test_a_linked_file_is_refused_and_left_alone(tmp_path: Path, treasure: Path, name: str) -> None:
    out = tmp_path / "out"
    (out / name).parent.mkdir(parents=True)
    (out / name).symlink_to(treasure / "diary")
    with pytest.raises(LinkError, match=name):
        _extract(tmp_path)
    assert (treasure / "diary").read_text(encoding="utf-8") == "rahasia\n"


@pytest.mark.parametrize("name", ["articles.jsonl", ".articles.jsonl.part", ".manifest.json.part"])
def test_what_is_written_anew_does_not_pass_through_a_link(tmp_path: Path, treasure: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).symlink_to(treasure / "diary")
    out = _extract(tmp_path)
    assert (treasure / "diary").read_text(encoding="utf-8") == "rahasia\n"
    assert '"id":"a1"' in (out / "articles.jsonl").read_text(encoding="utf-8")
    assert not list(out.glob(".*.part"))


@pytest.mark.parametrize("name", ["sources.csv", "records.jsonl", ".rujuk"])
def test_the_desk_shows_nothing_behind_a_link(tmp_path: Path, treasure: Path, name: str) -> None:
    out = write_output(tmp_path / "out")
    (out / name).unlink(missing_ok=True)
    (out / name).symlink_to(treasure if name == ".rujuk" else treasure / "diary")
    with pytest.raises(LinkError, match=name):
        Store(out)


def test_decisions_are_not_written_through_a_link(tmp_path: Path, treasure: Path) -> None:
    (tmp_path / "notes.jsonl").symlink_to(treasure / "diary")
    with pytest.raises(LinkError):
        add_note(tmp_path, Note(record_id="r", decision="accept", at=datetime(2026, 1, 1, tzinfo=UTC)))
    with pytest.raises(LinkError):
        read_notes(tmp_path)
    out = write_output(tmp_path / "out")
    (out / "undecided.jsonl").symlink_to(treasure / "diary")
    with pytest.raises(LinkError):
        redecide(out, load_rules())
    assert (treasure / "diary").read_text(encoding="utf-8") == "rahasia\n"


@pytest.mark.parametrize("made", ["linked", "open to all", "own"])
def test_an_index_goes_only_into_a_folder_of_ones_own(
    tmp_path: Path, treasure: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    out = write_output(tmp_path / "out")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # the output is on a read-only disk
    Store(out).close()
    (guessed,) = temporary.iterdir()
    index = [path.name for path in guessed.iterdir()]
    if made == "linked":
        (guessed / index[0]).unlink()
        guessed.rmdir()
        guessed.symlink_to(treasure)
    elif made == "open to all":
        guessed.chmod(0o777)
        (guessed / index[0]).write_bytes(b"planted")
    Store(out).close()
    assert [path.name for path in treasure.iterdir()] == ["diary"]
    places = sorted(path.name for path in temporary.iterdir() if path != guessed)
    assert len(places) == (0 if made == "own" else 1)
    for place in places:
        assert [path.name for path in (temporary / place).iterdir()] == index
        assert (temporary / place).stat().st_mode & 0o777 == 0o700


def test_an_index_of_another_owner_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = write_output(tmp_path / "out")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    before = set(tmp_path.iterdir())
    real = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: real + 1)  # what this process makes belongs to somebody else
    Store(out).close()
    guessed, other = sorted(set(tmp_path.iterdir()) - before, key=lambda path: f"-{real + 1}-" not in path.name)
    assert list(guessed.iterdir()) == []
    assert len(list(other.iterdir())) == 1
