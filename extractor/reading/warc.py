"""Web archives (WARC, as Common Crawl writes them): every HTML page that was answered with success is an article."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from extractor.reading.errors import Refused

_LONGEST_LINE = 65_536
_MOST_HEADERS = 500
_CHUNK = 1 << 20
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an archive; ``day`` is when it was fetched."""

    number: int
    address: str
    day: str | None
    content: bytes


def archived_pages(stream: IO[bytes], longest: int) -> Iterator[Page | tuple[int, Refused]]:
    """The pages of an archive with the numbers of their records; records of other kinds are passed over.

    A page larger than ``longest`` bytes is refused. Raises :class:`Refused` where the archive itself breaks off.
    """
    number = 0
    while (version := _line(stream)) is not None:
        if not version:
            continue
        if not version.startswith(b"WARC/"):
            raise Refused("unreadable", detail=f"no WARC record after {number}")
        number += 1
        headers = _headers(stream)
        try:
            size = int(headers.get("content-length", ""))
        except ValueError as error:
            raise Refused("unreadable", detail=f"record {number} has no length") from error
        if headers.get("warc-type") != "response" or "http" not in headers.get("content-type", "http"):
            _skip(stream, size)
        elif size > longest:
            _skip(stream, size)
            yield number, Refused("too_large", limit=longest // 1_000_000)
        else:
            block = stream.read(size)
            if len(block) < size:
                raise Refused("unreadable", detail=f"record {number} breaks off")
            if (content := _html(block, longest)) is not None:
                yield Page(number, headers.get("warc-target-uri", "").strip("<>"), headers.get("warc-date"), content)


def _line(stream: IO[bytes]) -> bytes | None:
    line = stream.readline(_LONGEST_LINE)
    return line.rstrip(b"\r\n") if line else None


def _headers(stream: IO[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        if not (line := _line(stream)):
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    raise Refused("unreadable", detail="a record with too many headers")


def _skip(stream: IO[bytes], size: int) -> None:
    while size > 0 and (piece := stream.read(min(size, _CHUNK))):
        size -= len(piece)


def _html(block: bytes, longest: int) -> bytes | None:
    """The body of an HTTP answer when it is a page, and a success."""
    head, _, body = block.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")[:_MOST_HEADERS]
    headers = {
        name.strip().lower(): value.strip().lower() for name, _, value in (line.partition(":") for line in lines)
    }
    if status.split(" ")[1:2] != ["200"] or not headers.get("content-type", "").startswith(_HTML):
        return None
    if "chunked" in headers.get("transfer-encoding", ""):
        body = _unchunked(body)
    if headers.get("content-encoding") in ("gzip", "x-gzip", "deflate"):
        body = _inflated(body, longest)
    return body


def _unchunked(body: bytes) -> bytes:
    """The body without the lengths of its chunks; as it is when it has none, as in archives that removed them."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 64)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else body
        if size == 0:
            break
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)


def _inflated(body: bytes, longest: int) -> bytes:
    """The unpacked body, at most ``longest`` bytes of it; as it is when it is not packed."""
    try:
        return zlib.decompressobj(wbits=47).decompress(body, longest)
    except zlib.error:
        return body
