"""Bytes to text: UTF-8 first, then a byte order mark, then detection."""

from __future__ import annotations

import codecs
import io
from typing import IO, Any

from extractor.reading.errors import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Latin-script encodings in which Indonesian text is found; a free search takes short texts for Cyrillic or Greek.
_CANDIDATES = ["cp1252", "latin_1", "mac_roman", "utf_16_le", "utf_16_be"]
_SAMPLE = 100_000
_HEAD = 4096
_CHUNK = 1 << 20


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark at the start announces, or the zeros of UTF-16 without one."""
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked or head.count(0) * 3 < len(head) or len(head) < 4:
        return marked
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even * 20 <= odd:
        return "utf-16-le"
    return "utf-16-be" if odd * 20 <= even else None


def decode(data: bytes) -> str:
    """The text of ``data``. Raises :class:`Refused` (``unknown_encoding``) for what is no text."""
    encoding = marked_encoding(data[:_HEAD]) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = _detected(data)
    if "\0" in text:
        raise Refused("unknown_encoding")
    return text


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    if best is None:
        raise Refused("unknown_encoding")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise Refused("unknown_encoding") from error


def recoded(stream: IO[bytes]) -> io.BufferedReader:
    """The stream in UTF-8 without a mark, when it is in an encoding that is marked; else as it is."""
    reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    encoding = marked_encoding(reader.peek(_HEAD)[:_HEAD])
    if encoding == "utf-8-sig":
        reader.read(len(codecs.BOM_UTF8))
    elif encoding is not None:
        return io.BufferedReader(_Recoded(reader, encoding))
    return reader  # type: ignore[return-value]


class _Recoded(io.RawIOBase):
    """UTF-8 bytes of a stream in another encoding."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            data = self._stream.read(_CHUNK)
            self._rest = self._decoder.decode(data, final=not data).encode()
            if not data:
                break
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
