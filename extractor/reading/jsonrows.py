"""JSON Lines, and JSON documents in a row or in an array, read piece by piece."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import IO, Any

import orjson

from extractor.reading.encoding import decode, recoded
from extractor.reading.errors import ReadingError, Refused
from extractor.reading.options import ReadOptions
from extractor.reading.shapes import rows_in

Row = tuple[int, dict[str, Any]]

_CHUNK = 1 << 20
# Between documents: white space, commas, and the record separator of RFC 7464.
_BETWEEN = re.compile(r"[\s,\x1e\ufeff]*")
# Where the next document begins after a broken one: an object on a line of its own, or behind another.
_NEXT = re.compile(r"(?:\n|\}\s*,)\s*(?=\{)")
_SPREAD = re.compile(rb"\s*[\[{]\s*\n")
# A literal or an escape that the end of the buffer cuts is an error this near to it.
_CUT = 16


def json_lines(stream: IO[bytes], name: str, options: ReadOptions) -> Iterator[Row | ReadingError]:
    """The rows of a file that holds a document a line; of one that spreads a document over lines, those too."""
    lines = recoded(stream)
    if _SPREAD.match(lines.peek(4096)):
        yield from json_documents(lines, name, options)
        return
    number = 0
    while line := lines.readline(options.max_bytes):
        number += 1
        if len(line) >= options.max_bytes and not line.endswith(b"\n"):
            while (rest := lines.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield _too_long(options).at(name, number)
            continue
        if line.strip():
            for row in _line_rows(line, options):
                yield row.at(name, number) if isinstance(row, Refused) else (number, row)


def json_documents(stream: IO[bytes], name: str, options: ReadOptions) -> Iterator[Row | ReadingError]:
    """The rows of documents that follow each other or stand in an array, numbered; memory holds one of them.

    After a broken one it goes on where the next seems to begin.
    """
    number = 0
    for item in _documents(_Text(stream), options):
        rows = [item] if isinstance(item, Refused) else _checked(item, options)
        for row in rows:
            number += 1
            yield row.at(name, number) if isinstance(row, Refused) else (number, row)


def _line_rows(line: bytes, options: ReadOptions) -> Iterator[dict[str, Any] | Refused]:
    try:
        item = orjson.loads(line)
    except (orjson.JSONDecodeError, RecursionError) as error:
        yield from _odd_line(line, error, options)
        return
    if isinstance(item, dict) and any(line.count(b'"%s"' % name.encode()) > 1 for name in item):
        try:
            item = _load(line.decode())
        except Refused as refused:
            yield refused
            return
    yield from _checked(item, options)


def _odd_line(line: bytes, error: Exception, options: ReadOptions) -> Iterator[dict[str, Any] | Refused]:
    """Several documents in a line, a comma behind it, NaN, another encoding; or the error that it is."""
    try:
        text = decode(line)
    except Refused as refused:
        yield refused
        return
    try:
        # The end of a cut line is told as the end of its line inside a text.
        orjson.loads(line.rstrip())
    except (orjson.JSONDecodeError, RecursionError) as of_content:
        error = of_content
    found = list(_documents(_Text(io.BytesIO(text.encode("utf-8", "surrogatepass"))), options))
    if len(found) == 1 and isinstance(found[0], Refused):
        yield found[0] if found[0].code == "doubled_name" else _malformed(error)
        return
    for item in found:
        if isinstance(item, Refused):
            yield item
        else:
            yield from _checked(item, options)


def _checked(item: Any, options: ReadOptions) -> Iterator[dict[str, Any] | Refused]:
    try:
        for row in rows_in(item, options):
            yield row if isinstance(row, dict) else Refused("not_an_object")
    except Refused as refused:
        yield refused


class _Text:
    """The text of a stream, a buffer at a time; bytes that are no UTF-8 stay behind as lone surrogates."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._text = io.TextIOWrapper(recoded(stream), encoding="utf-8-sig", errors="surrogateescape")
        self.buffer = ""
        self.at = 0
        self.ended = False

    def fill(self) -> None:
        """Reads on. Doubling keeps the work linear when one document is larger than the buffer."""
        rest = self.buffer[self.at :]
        piece = self._text.read(max(_CHUNK, len(rest)))
        self.ended = not piece
        self.buffer, self.at = rest + piece, 0

    def pass_over(self) -> str:
        """Passes over what stands between documents; gives the character there, or nothing at the end."""
        while True:
            self.at = _BETWEEN.match(self.buffer, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.buffer) or self.ended:
                return self.buffer[self.at : self.at + 1]
            self.fill()

    def resume(self) -> None:
        """Goes to where the next document seems to begin, or to the end."""
        self.at += 1
        while not (found := _NEXT.search(self.buffer, max(0, self.at - 1))):
            if self.ended:
                self.at = len(self.buffer)
                return
            self.at = max(self.at, len(self.buffer) - 64)
            self.fill()
        self.at = found.end()


def _documents(text: _Text, options: ReadOptions) -> Iterator[Any]:
    """Values, or :class:`Refused` for what is none; arrays are opened, and their items given."""
    opened, sound = 0, True
    while head := text.pass_over():
        if head == "]" and opened:
            opened -= 1
            text.at += 1
            continue
        if head == "[":
            if opened < 2:
                opened += 1
                text.at += 1
                continue
        elif head != "{" and not opened:
            sound = False
            yield Refused("malformed", detail=f"{text.buffer[text.at : text.at + 20]!r}")
            text.resume()
            continue
        item = _next_value(text, options)
        sound = not isinstance(item, Refused)
        if sound or not isinstance(item, Refused):
            yield item
            continue
        yield item
        text.resume()
    if opened and sound:
        yield Refused("malformed", detail="the array is not closed")


def _next_value(text: _Text, options: ReadOptions) -> Any:
    """The value at hand, read whole, or why it is none."""
    while True:
        try:
            item, end = _DECODER.raw_decode(text.buffer, text.at)
        except json.JSONDecodeError as error:
            cut = error.pos >= len(text.buffer) - _CUT or error.msg.startswith("Unterminated string")
            if not cut or text.ended:
                return Refused("malformed", detail=error.msg)
            if len(text.buffer) - text.at > options.max_bytes:
                return _too_long(options)
            text.fill()
        except Refused as refused:
            return refused
        except (ValueError, RecursionError) as error:  # a number of thousands of digits; nesting without end
            return _malformed(error)
        else:
            if end == len(text.buffer) and not text.ended and not isinstance(item, dict | list | str):
                text.fill()  # a number may go on
                continue
            written = text.buffer[text.at : end]
            text.at = end
            return item if _is_encodable(item, written) else _in_its_encoding(written)


def _in_its_encoding(written: str) -> Any:
    """The value of a document in bytes that are no UTF-8, or why it is none."""
    try:
        return _load(decode(written.encode("utf-8", "surrogateescape")))
    except Refused as refused:
        return refused
    except (ValueError, RecursionError):
        return Refused("malformed", detail="no low surrogate in string")


def _load(text: str) -> Any:
    item = _DECODER.decode(text)
    if not _is_encodable(item, text):
        raise ValueError("no low surrogate in string")
    return item


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    item = dict(pairs)
    if len(item) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused("doubled_name", name=twice[:40])
    return item


# NaN and Infinity, as Python and pandas write them, are no value.
_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=lambda _: None)


def _is_encodable(item: object, written: str) -> bool:
    """Whether UTF-8 can hold the item: ``json`` lets half of a surrogate pair through, which no output file takes."""
    if written.isascii() and "\\ud" not in written and "\\uD" not in written:
        return True
    try:
        json.dumps(item, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _malformed(error: Exception) -> Refused:
    return Refused("malformed", detail=" ".join(getattr(error, "msg", str(error)).split())[:200])


def _too_long(options: ReadOptions) -> Refused:
    return Refused("too_long", length=f"> {options.max_characters}", limit=options.max_characters)
