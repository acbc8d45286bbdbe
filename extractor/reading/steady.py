"""Files that others may write while they are read: what is read was there together, or reading ends with an error."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractor.reading.errors import Refused


class SteadyFile(io.FileIO):
    """A file whose reading raises :class:`Refused` (``changed``) once somebody else has changed it.

    One that is ``growing`` may be added to: the last two pieces that were read must still be there. ``count`` is told
    how many bytes were read.
    """

    def __init__(self, path: Path, count: Callable[[int], object], growing: bool) -> None:
        super().__init__(path, "rb")
        self._count = count
        self._growing = growing
        self._stamp = self._seen()
        self._before = (0, b"")

    def readinto(self, buffer: Any) -> int | None:
        start = self.tell()
        size = super().readinto(buffer) or 0
        self._check(start, bytes(memoryview(buffer)[:size]))
        return size

    def readall(self) -> bytes:
        start = self.tell()
        data = super().readall() or b""
        self._check(start, data)
        return data

    def _check(self, start: int, data: bytes) -> None:
        self._count(len(data))
        now = self._seen()
        if now != self._stamp:
            grown = self._growing and now[0] >= self._stamp[0]
            if not grown or not (self._is_there(*self._before) and self._is_there(start, data)):
                raise Refused("changed")
            self._stamp = now
        if self._growing:
            self._before = (start, data)

    def _is_there(self, start: int, data: bytes) -> bool:
        return os.pread(self.fileno(), len(data), start) == data

    def _seen(self) -> tuple[int, int]:
        """Size, and when it was last written."""
        status = os.fstat(self.fileno())
        return status.st_size, status.st_mtime_ns
