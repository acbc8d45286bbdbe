"""Sorting more than fits in memory: sorted runs on disk, merged. Memory does not grow with what is sorted.

DuckDB sorts narrow rows well, but holds wide ones (articles, groups) in memory and gives up; hence our own.
"""

from __future__ import annotations

import heapq
import pickle
import shutil
import tempfile
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

# What is held before a run is written, by the size that the caller states; and how many runs are read at once.
_HELD = 12_000_000
_FAN_IN = 256
_CHUNK = 32_000

Entry = tuple[Any, int, Any]


class Sorter:
    """Takes entries in any order, gives them back by key. Use it as a context: its files go at the end."""

    def __init__(self, folder: Path, held: int = _HELD) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix="sort-", dir=folder))
        self._held = held
        self._entries: list[Entry] = []
        self._size = 0
        self._runs: list[Path] = []
        self._written = 0

    def __enter__(self) -> Sorter:
        return self

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, key: Any, size: int, payload: Any) -> None:
        """One entry; ``size`` is about how many bytes it holds."""
        self._entries.append((key, size, payload))
        self._size += size + 200
        if self._size >= self._held:
            self._entries.sort(key=itemgetter(0))
            self._runs.append(self._write(iter(self._entries)))
            self._entries, self._size = [], 0

    def sorted(self) -> Iterator[Any]:
        """The payloads by key; equal keys in the order in which they were added."""
        self._entries.sort(key=itemgetter(0))
        while len(self._runs) > _FAN_IN:
            # neighbours are merged, so that equal keys keep their order
            parts = [self._runs[start : start + _FAN_IN] for start in range(0, len(self._runs), _FAN_IN)]
            self._runs = [self._merge_to_disk(part) for part in parts]
        merged = heapq.merge(*map(_read, self._runs), self._entries, key=itemgetter(0))
        for _, _, payload in merged:
            yield payload

    def _merge_to_disk(self, runs: list[Path]) -> Path:
        merged = self._write(heapq.merge(*map(_read, runs), key=itemgetter(0)))
        for run in runs:
            run.unlink()
        return merged

    def _write(self, entries: Iterator[Entry]) -> Path:
        self._written += 1
        path = self._folder / f"{self._written}"
        with path.open("wb") as stream:
            chunk: list[Entry] = []
            size = 0
            for entry in entries:
                chunk.append(entry)
                size += entry[1] + 200
                if size >= _CHUNK:
                    pickle.dump(chunk, stream, pickle.HIGHEST_PROTOCOL)
                    chunk, size = [], 0
            pickle.dump(chunk, stream, pickle.HIGHEST_PROTOCOL)
        return path


def _read(path: Path) -> Iterator[Entry]:
    with path.open("rb") as stream:
        while True:
            try:
                yield from pickle.load(stream)
            except EOFError:
                return
