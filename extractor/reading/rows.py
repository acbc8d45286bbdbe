"""Files of rows: JSONL, JSON arrays, CSV and Parquet, each read as a stream of numbered rows."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from typing import IO, Any

import orjson

from extractor.reading.encoding import decode, marked_encoding
from extractor.reading.errors import ReadingError, Refused
from extractor.reading.options import FIELDS, ReadOptions
from extractor.reading.sources import Source

Row = tuple[int, dict[str, Any]]

_CHUNK = 1 << 20
_PARQUET_BATCH = 256


def read_rows(source: Source, options: ReadOptions) -> Iterator[Row | ReadingError]:
    """The rows of a JSONL, JSON, CSV or Parquet file with their numbers, and an error for each that is broken.

    Raises ``OSError`` when the file itself fails, :class:`Refused` when nothing after this point can be read.
    """
    if source.format == "parquet":
        yield from _parquet(source, options)
        return
    with source.open() as stream:
        if source.format == "csv":
            yield from _csv(stream, source, options)
        elif source.format == "json":
            yield from _json(stream, source)
        else:
            yield from _jsonl(stream, source, options)


def _jsonl(stream: IO[bytes], source: Source, options: ReadOptions) -> Iterator[Row | ReadingError]:
    number = 0
    lines = _recoded_lines(stream)
    while line := lines.readline(options.max_bytes):
        number += 1
        if len(line) >= options.max_bytes and not line.endswith(b"\n"):
            while (rest := lines.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield Refused("too_long", length=f"> {options.max_characters}", limit=options.max_characters).at(
                source.name, number
            )
            continue
        if not line.strip():
            continue
        try:
            row = _loads(line)
        except orjson.JSONDecodeError as error:
            yield Refused("malformed", detail=error.msg).at(source.name, number)
        except Refused as refused:
            yield refused.at(source.name, number)
        else:
            if isinstance(row, dict):
                yield number, row
            else:
                yield Refused("not_an_object").at(source.name, number)


def _loads(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            return orjson.loads(decode(line))
        raise


class _Recoded(io.RawIOBase):
    """UTF-8 bytes of a stream in another marked encoding."""

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


def _recoded_lines(stream: IO[bytes]) -> io.BufferedReader:
    reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    encoding = marked_encoding(reader.peek(4)[:4])
    if encoding is None:
        return reader  # type: ignore[return-value]
    return io.BufferedReader(_Recoded(reader, encoding))


def _json(stream: IO[bytes], source: Source) -> Iterator[Row | ReadingError]:
    """Items of an array, or one object, read piece by piece: an archive in one array need not fit in memory."""
    decoder = json.JSONDecoder()
    text = io.TextIOWrapper(_recoded_lines(stream), encoding="utf-8-sig", errors="strict")
    buffer, number, ended = "", 0, False
    in_array: bool | None = None
    while True:
        buffer = buffer.lstrip(" \t\r\n,") if in_array else buffer.lstrip()
        if in_array is None and buffer:
            in_array = buffer[0] == "["
            buffer = buffer[in_array:].lstrip()
        if buffer.startswith("]") and in_array:
            return
        if buffer and in_array is not None:
            try:
                item, end = decoder.raw_decode(buffer)
            except json.JSONDecodeError as error:
                if ended:
                    yield Refused("malformed", detail=error.msg).at(source.name, number + 1)
                    return
            except (ValueError, RecursionError) as error:  # a number of thousands of digits; nesting without end
                yield Refused("malformed", detail=" ".join(str(error).split())).at(source.name, number + 1)
                return
            else:
                number += 1
                whole = _is_encodable(item, buffer[:end])
                buffer = buffer[end:]
                if not whole:
                    yield Refused("malformed", detail="no low surrogate in string").at(source.name, number)
                elif isinstance(item, dict):
                    yield number, item
                else:
                    yield Refused("not_an_object").at(source.name, number)
                if not in_array:
                    return
                continue
        elif ended:
            return
        try:
            # Doubling keeps the work linear when one item is larger than the buffer.
            piece = text.read(max(_CHUNK, len(buffer)))
        except UnicodeDecodeError as error:
            raise Refused("unknown_encoding") from error
        ended = not piece
        buffer += piece


def _is_encodable(item: object, written: str) -> bool:
    """Whether UTF-8 can hold the item: ``json`` lets half of a surrogate pair through, which no output file takes."""
    if "\\ud" not in written and "\\uD" not in written:
        return True
    try:
        json.dumps(item, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _csv(stream: IO[bytes], source: Source, options: ReadOptions) -> Iterator[Row | ReadingError]:
    csv.field_size_limit(options.max_bytes)
    lines = _decoded_lines(_recoded_lines(stream))
    first = next(lines, "")
    if not first.strip():
        return
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader(_chain(first, lines), delimiter=delimiter)
    header = [name.strip() for name in next(reader)]
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused("malformed", detail=str(error)).at(source.name, reader.line_num)
            continue
        if not values:
            continue
        if len(values) != len(header):
            detail = f"{len(values)} ≠ {len(header)}"
            yield Refused("malformed", detail=detail).at(source.name, reader.line_num)
            continue
        yield reader.line_num, {name: value or None for name, value in zip(header, values, strict=True)}


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _decoded_lines(stream: io.BufferedReader) -> Iterator[str]:
    """Lines in UTF-8, or each in the encoding that is detected for it. NUL would end the CSV reader."""
    for index, line in enumerate(stream):
        text = decode(line)
        yield text.removeprefix("\ufeff") if index == 0 else text


def _parquet(source: Source, options: ReadOptions) -> Iterator[Row | ReadingError]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with source.raw() as stream, pq.ParquetFile(stream) as file:
            wanted = {name for field in FIELDS for name in options.names(field)}
            columns = [name for name in file.schema_arrow.names if name in wanted]
            number = 0
            for batch in file.iter_batches(batch_size=_PARQUET_BATCH, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except pa.ArrowException as error:
        raise Refused("unreadable", detail=" ".join(str(error).split())) from error
