"""A folder of very many small files costs for each what it costs for one, in time and in memory."""

from __future__ import annotations

import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from extractor.jobs.extract import JobOptions, extract_into
from extractor.reading import Notes, find_sources
from tests.engines.tiny import TinyExtraction
from tests.growth import growth

_FEW, _MANY = 150, 1200


def _folder(path: Path, count: int) -> Path:
    path.mkdir()
    for number in range(count):
        (path / f"{number}.txt").write_text(f"Berita {number}\nSebanyak {number} peserta hadir.")
    return path


def test_time_and_memory_for_a_file_do_not_grow_with_their_number(tmp_path: Path) -> None:
    few, many = _folder(tmp_path / "few", _FEW), _folder(tmp_path / "many", _MANY)

    def run(folder: Path) -> Callable[[], object]:
        def call() -> None:
            out = tmp_path / "out"
            shutil.rmtree(out, ignore_errors=True)
            manifest = extract_into(out, [str(folder)], TinyExtraction(), "rules", JobOptions(workers=1, quiet=True))
            assert manifest["articles"]["processed"] == len(list(folder.iterdir()))

        return call

    assert growth(run(few), run(many)) < 16  # eight times the files
    tracemalloc.start()
    held = []
    for folder in (few, many):
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        for _ in find_sources(str(folder)):
            pass
        held.append(tracemalloc.get_traced_memory()[1] - before)
    tracemalloc.stop()
    assert held[1] - held[0] < 1000 * (_MANY - _FEW)  # the names of the folder, which are sorted


def test_notes_name_some_files_and_count_the_others() -> None:
    notes = Notes()
    for number in range(1000):
        notes.dropped_day(f"{number}.html", "kapan-kapan")
        notes.dropped_day(f"{number}.html", "entah")
    lines = list(notes.lines())
    assert len(lines) == 21
    assert lines[0].startswith("0.html: 2 ")
    assert "1960" in lines[-1]
