"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A binary stream whose content becomes ``path`` when the block ends well, and vanishes otherwise.

    The content is on the disk before the name is, so that a power cut leaves the old file or the new one.
    Raises ``OSError`` (disk full, no permission).
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)  # what a killed run left, or a link that would lead the content elsewhere
    try:
        with part.open("xb", buffering=1 << 18) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in ``folder`` durable, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_lines(path: Path, lines: Iterable[bytes]) -> int:
    """Writes one line each (without its newline) and says how many."""
    count = 0
    with replacing(path) as stream:
        for line in lines:
            stream.write(line)
            stream.write(b"\n")
            count += 1
    return count
