"""Compressed files: gzip, bzip2, xz and Zstandard, unpacked as a stream that ends when it grows without bound."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from pathlib import PurePath
from typing import IO, Any, Final

PACKED: Final = (".gz", ".bz2", ".xz", ".zst")

# News packs 3 to 10 times, the same row a million times 100 to 300; bombs a thousand times and more.
_MOST_TIMES: Final = 400
_FREE_BYTES: Final = 200_000_000


def packing_of(path: PurePath) -> str | None:
    """The suffix by which a file is packed, if it is."""
    suffix = path.suffix.lower()
    return suffix if suffix in PACKED else None


def unpacked(raw: io.BufferedReader, packing: str) -> io.BufferedReader:
    """The content of ``raw``. Reading raises ``OSError``, ``EOFError`` and what the unpackers raise."""
    return io.BufferedReader(_Bounded(_unpacker(raw, packing), raw), 1 << 18)


def _unpacker(raw: io.BufferedReader, packing: str) -> IO[bytes]:
    if packing == ".gz":
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    if packing == ".bz2":
        return bz2.BZ2File(raw)
    if packing == ".xz":
        return lzma.LZMAFile(raw)
    import pyarrow as pa

    return _Arrow(pa.CompressedInputStream(pa.PythonFile(raw, "r"), "zstd"))  # type: ignore[return-value]


class _Arrow(io.RawIOBase):
    """An Arrow stream as Python reads files; its errors are those of a broken file."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        return bytes(self._stream.read(size))

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class _Bounded(io.RawIOBase):
    """An unpacked stream that ends with an error when it is far larger than what it was packed in."""

    def __init__(self, stream: IO[bytes], raw: io.BufferedReader) -> None:
        self._stream = stream
        self._raw = raw
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        if self._read > _FREE_BYTES and self._read > _MOST_TIMES * max(1, self._raw.tell()):
            raise OSError(f"unpacks to more than {_MOST_TIMES} times its size")
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            self._raw.close()
        super().close()
