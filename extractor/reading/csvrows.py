"""Rows of CSV files as they are found: any usual delimiter and line end, ``sep=``, quotes that nobody closed."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import IO, Any

from extractor.reading.columns import columns_of
from extractor.reading.encoding import decode, recoded
from extractor.reading.errors import ReadingError, Refused
from extractor.reading.options import ReadOptions

Row = tuple[int, dict[str, Any]]
_Line = tuple[int, str | Refused]

_CHUNK = 1 << 20
_DELIMITERS = ",;\t|"
_SEP = re.compile(r"\"?sep=(.)\"?\s*$", re.IGNORECASE)
_WIDEST = 10_000
# A field may hold paragraphs; a quote that nobody closed would hold the rest of the file.
_MOST_LINES = 5_000
# Lines that are read again after such quotes, in all: beyond it the file is a puzzle, not a table.
_MOST_REREAD = 1_000_000


def csv_rows(stream: IO[bytes], name: str, options: ReadOptions) -> Iterator[Row | ReadingError]:
    """The rows with the numbers of their last lines, and an error for each line that is in no row."""
    csv.field_size_limit(options.max_bytes)
    lines = _Lines(stream, options)
    delimiter = lines.delimiter()
    header: list[str] | None = None
    textless = False
    for number, values in _records(lines, delimiter):
        if isinstance(values, Refused):
            yield values.at(name, number)
            if header is None:
                raise Refused("malformed", detail="the head of the table cannot be read")
        elif header is None:
            header = [value.strip().removeprefix("\ufeff") for value in values]
            if len(header) > _WIDEST:
                raise Refused("malformed", detail=f"{len(header)} > {_WIDEST}")
            textless = not columns_of(dict.fromkeys(header), options)["text"]
        elif len(values) != len(header):
            yield Refused("malformed", detail=f"{len(values)} ≠ {len(header)}").at(name, number)
        else:
            yield number, {name: value or None for name, value in zip(header, values, strict=True)}
            if textless:
                return  # each further row would be refused for the same columns


def _records(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | Refused]]:
    """Records with the number of the last line. A line that opens a quote in vain is refused alone."""
    while True:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            lines.begin()
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                found = lines.pulled
                if len(found) == 1 and (lenient := _leniently(found[0][1], delimiter)) is not None:
                    yield found[0][0], lenient
                else:
                    yield found[0][0], Refused("malformed", detail=str(error))
                    lines.push_back(found[1:])
                break  # a reader that raised is of no use
            except _Bad as bad:
                if lines.pulled:
                    yield lines.pulled[0][0], Refused("malformed", detail="unexpected end of data")
                    lines.push_back([*lines.pulled[1:], (bad.number, bad.content)])
                elif isinstance(bad.content, Refused):
                    yield bad.number, bad.content
                break
            if values:
                yield lines.pulled[-1][0], values


def _leniently(line: str | Refused, delimiter: str) -> list[str] | None:
    """The fields of a line with stray quotes inside, unless one of them stays open."""
    assert isinstance(line, str)
    reader = csv.reader([line, ""], delimiter=delimiter)
    try:
        values = next(reader)
    except csv.Error:
        return None
    return values if reader.line_num == 1 else None


class _Bad(Exception):
    """A line at which the record at hand cannot go on: it is no text, or one too many."""

    def __init__(self, number: int, content: str | Refused) -> None:
        super().__init__(number)
        self.number = number
        self.content = content


class _Lines:
    """The lines of a table, as :func:`csv.reader` draws them; remembers those of the record at hand."""

    def __init__(self, stream: IO[bytes], options: ReadOptions) -> None:
        self._options = options
        self._new = _text_lines(stream, options)
        self._back: deque[_Line] = deque()
        self._reread = 0
        self._size = 0
        self.pulled: list[tuple[int, str]] = []

    def begin(self) -> None:
        """A new record begins."""
        self.pulled, self._size = [], 0

    def push_back(self, lines: list[Any]) -> None:
        """These lines are drawn again. Raises :class:`Refused` when that happens too often."""
        self._reread += len(lines)
        if self._reread > _MOST_REREAD:
            raise Refused("malformed", detail="quotes without end; rows cannot be told apart")
        self._back.extendleft(reversed(lines))

    def delimiter(self) -> str:
        """The delimiter by the first line, which stays unless it is ``sep=`` and says so itself."""
        first = next(self._new, None)
        if first is not None and isinstance(first[1], str) and (said := _SEP.match(first[1])):
            return said[1]
        if first is None:
            return ","
        self._back.append(first)
        return max(_DELIMITERS, key=first[1].count) if isinstance(first[1], str) else ","

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        number, line = self._back.popleft() if self._back else next(self._new)
        if isinstance(line, Refused):
            raise _Bad(number, line)
        self._size += len(line)
        if self.pulled and (len(self.pulled) >= _MOST_LINES or self._size > self._options.max_bytes):
            raise _Bad(number, line)
        self.pulled.append((number, line))
        return line


def _text_lines(stream: IO[bytes], options: ReadOptions) -> Iterator[_Line]:
    """Numbered lines in UTF-8, or each in the encoding that is detected for it."""
    number = 0
    for line in _byte_lines(recoded(stream), options.max_bytes):
        number += 1
        if line is None:
            yield number, Refused("too_long", length=f"> {options.max_characters}", limit=options.max_characters)
            continue
        try:
            text = decode(line)
        except Refused as refused:
            yield number, refused
        else:
            yield number, text.removeprefix("\ufeff") if number == 1 else text


def _byte_lines(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """Lines with their ends: LF, or CR in a file whose beginning has no LF. Null for a line that is too long."""
    held: list[bytes] = []
    size = 0
    end: bytes | None = None
    while chunk := stream.read(_CHUNK):
        end = end or (b"\n" if b"\n" in chunk or b"\r" not in chunk else b"\r")
        *whole, last = chunk.split(end)
        for line in whole:
            size += len(line)
            yield b"".join([*held, line, b"\n"]) if size <= longest else None
            held, size = [], 0
        size += len(last)
        if last and size <= longest:
            held.append(last)
    if size:
        yield b"".join(held) if size <= longest else None
