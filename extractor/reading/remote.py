"""Inputs on other machines: ``s3://``, ``hdfs://``, ``gs://`` and the other file systems that Arrow opens by URI.

Options of a file system go into the URI, as Arrow documents them (``s3://bucket/berita?region=ap-southeast-3``);
credentials come from where the vendor's tools look for them. Neither appears in any output.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

# Two letters at least: a single one is a drive.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_remote(given: str) -> bool:
    """Whether an input is a URI, not a path."""
    return _SCHEME.match(given) is not None


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of the file system behind ``base``, the URI that was given; ``path`` is its path there."""

    base: str
    path: str
    size: int = 0

    @property
    def name(self) -> str:
        """The file as outputs name it: without credentials and options."""
        return f"{self.base.partition('://')[0]}://{self.path.lstrip('/')}"

    def open(self, count: Callable[[int], None]) -> io.BufferedReader:
        """The bytes; ``count`` is told how many were read. Raises ``OSError``."""
        system, _ = _connect(self.base)
        return io.BufferedReader(_Counted(system.open_input_file(self.path), count), 1 << 20)


def find_files(given: str) -> tuple[str, list[RemoteFile]]:
    """The path that a URI names, and the files there: itself, or all below it, in the order of their names.

    Raises ``FileNotFoundError`` when there is nothing, ``OSError`` when it cannot be reached or is no file system.
    """
    from pyarrow.fs import FileSelector, FileType

    system, path = _connect(given)
    info = system.get_file_info(path)
    if info.type == FileType.NotFound:
        raise FileNotFoundError(given)
    if info.type == FileType.File:
        return path, [RemoteFile(given, path, info.size or 0)]
    found = system.get_file_info(FileSelector(path, recursive=True))
    files = [RemoteFile(given, one.path, one.size or 0) for one in found if one.type == FileType.File]
    return path, sorted(files, key=lambda file: PurePosixPath(file.path).parts)


def without_secrets(given: str) -> str:
    """A URI without credentials and options."""
    scheme, _, rest = given.partition("://")
    place = rest.partition("?")[0]
    host, slash, path = place.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


@lru_cache(maxsize=16)
def _connect(uri: str) -> tuple[FileSystem, str]:
    import pyarrow as pa
    from pyarrow.fs import FileSystem

    try:
        system, path = FileSystem.from_uri(uri)
    except pa.ArrowException as error:
        # Arrow's message repeats the URI
        raise OSError(0, " ".join(str(error).replace(uri, without_secrets(uri)).split())) from None
    return system, path


class _Counted(io.RawIOBase):
    """An Arrow file as Python reads files."""

    def __init__(self, file: Any, count: Callable[[int], None]) -> None:
        self._file = file
        self._count = count

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = int(self._file.readinto(buffer))
        self._count(size)
        return size

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
