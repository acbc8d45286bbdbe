"""Reading articles in: files, folders and standard input, in every format that is usual for news archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from extractor.models import Article
from extractor.reading.article import article_from_row, row_name, short_id
from extractor.reading.csvrows import csv_rows
from extractor.reading.documents import mail_rows
from extractor.reading.encoding import decode
from extractor.reading.errors import ReadingError, Refused, duplicate, from_exception
from extractor.reading.feeds import feed_rows
from extractor.reading.jsonrows import Row, json_documents, json_lines
from extractor.reading.notes import Notes
from extractor.reading.options import ReadOptions
from extractor.reading.pages import article_of_page, page_bytes, read_page
from extractor.reading.sources import Meter, Source, find_missing, find_sources
from extractor.reading.tables import parquet_rows, workbook_rows
from extractor.reading.warc import archived_pages

__all__ = [
    "Located",
    "Meter",
    "Notes",
    "ReadOptions",
    "ReadingError",
    "Unread",
    "find_located",
    "find_missing",
    "find_sources",
    "read_articles",
    "read_located",
    "read_source",
]

_DEFAULT = ReadOptions()
_PAGES = frozenset({"text", "markdown", "docx", "pdf", "rtf"})


@dataclass(frozen=True, slots=True)
class Located:
    """An article with the place it was read from."""

    article: Article
    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that was found: to find its text takes longer than its facts. ``address`` and ``day`` are an archive's."""

    content: bytes
    id: str
    file: str
    line: int | None = None
    address: str | None = None
    day: str | None = None

    def read(self, options: ReadOptions) -> Located | ReadingError:
        """Its article, or why there is none."""
        try:
            text = decode(self.content)
            article = article_of_page(text, self.id, options, file=self.file, address=self.address, last=self.day)
        except Exception as error:
            code = "unreadable" if self.line is None else "malformed"
            return from_exception(error, code).at(self.file, self.line, self.address and self.address[:200])
        return Located(article, self.file, self.line)


Found = Located | Unread | ReadingError


def find_located(given: str, options: ReadOptions = _DEFAULT, meter: Meter | None = None) -> Iterator[Found]:
    """The articles of one input (a file, a folder, or ``-``) in a fixed order, and what was refused.

    ``meter`` follows the bytes that were read. Memory does not grow with the input. Nothing is raised for bad
    content; ids are not compared here.
    """
    for source in find_sources(given, meter):
        if isinstance(source, ReadingError):
            yield source
        else:
            yield from _found(source, options)


def read_located(
    given: str, options: ReadOptions = _DEFAULT, meter: Meter | None = None
) -> Iterator[Located | ReadingError]:
    """As :func:`find_located`, and the pages read."""
    return (one.read(options) if isinstance(one, Unread) else one for one in find_located(given, options, meter))


def read_source(source: Source, options: ReadOptions = _DEFAULT) -> Iterator[Located | ReadingError]:
    """The articles of one file, and what was refused in it."""
    return (one.read(options) if isinstance(one, Unread) else one for one in _found(source, options))


def _found(source: Source, options: ReadOptions) -> Iterator[Found]:
    """Whatever a parser of somebody else's file raises is a refusal of that file, or of the rest of it."""
    articles = _read(source, options)
    while True:
        try:
            item = next(articles, None)
        except Exception as error:
            yield from_exception(error, "unreadable").at(source.name)
            return
        if item is None:
            return
        yield item


def _read(source: Source, options: ReadOptions) -> Iterator[Found]:
    if source.format == "html":
        with source.open() as stream:
            yield Unread(page_bytes(stream, options), source.stem, source.name)
        return
    if source.format in _PAGES:
        yield Located(read_page(source, options), source.name, None)
        return
    if source.format == "warc":
        yield from _archived(source, options)
        return
    for row in _rows(source, options):
        if isinstance(row, ReadingError):
            yield row
            continue
        number, fields = row
        try:
            article = article_from_row(fields, source.name, f"{source.stem}:{number}", options)
        except Exception as error:
            yield from_exception(error, "malformed").at(source.name, number, row_name(fields, options))
        else:
            yield Located(article, source.name, number)


def _rows(source: Source, options: ReadOptions) -> Iterator[Row | ReadingError]:
    if source.format == "parquet":
        yield from parquet_rows(source, options)
        return
    if source.format == "workbook":
        yield from workbook_rows(source, options)
        return
    with source.open() as stream:
        if source.format == "csv":
            yield from csv_rows(stream, source.name, options)
        elif source.format == "json":
            yield from json_documents(stream, source.name, options)
        elif source.format == "jsonl":
            yield from json_lines(stream, source.name, options)
        else:
            data = _whole(stream, options)
            yield from feed_rows(data) if source.format == "feed" else mail_rows(data, source.format)


def _whole(stream: IO[bytes], options: ReadOptions) -> bytes:
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise Refused("too_large", limit=options.max_bytes // 1_000_000)
    return data


def _archived(source: Source, options: ReadOptions) -> Iterator[Unread | ReadingError]:
    with source.open() as stream:
        for page in archived_pages(stream, options.max_bytes):
            if isinstance(page, tuple):
                number, refused = page
                yield refused.at(source.name, number)
                continue
            id = short_id(page.address) if page.address else f"{source.stem}:{page.number}"
            yield Unread(page.content, id, source.name, page.number, page.address or None, page.day)


def read_articles(inputs: Iterable[str], options: ReadOptions = _DEFAULT) -> Iterator[Article | ReadingError]:
    """The articles of all inputs, the first of each id, and one error for every row that was refused."""
    seen: set[str] = set()
    for given in inputs:
        for item in read_located(given, options):
            if isinstance(item, ReadingError):
                yield item
            elif item.article.id in seen:
                yield duplicate(item.file, item.line, item.article.id)
            else:
                seen.add(item.article.id)
                yield item.article
