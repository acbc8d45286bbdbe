"""Reading articles in: files, folders and standard input, in every format that is usual for news archives."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.models import Article
from extractor.reading.article import article_from_row
from extractor.reading.errors import ReadingError, Refused, duplicate
from extractor.reading.options import ReadOptions
from extractor.reading.pages import read_page
from extractor.reading.rows import read_rows
from extractor.reading.sources import Meter, Source, find_missing, find_sources

__all__ = [
    "Located",
    "Meter",
    "ReadOptions",
    "ReadingError",
    "find_missing",
    "find_sources",
    "read_articles",
    "read_located",
    "read_source",
]

_DEFAULT = ReadOptions()


@dataclass(frozen=True, slots=True)
class Located:
    """An article with the place it was read from."""

    article: Article
    file: str
    line: int | None


def read_located(
    given: str, options: ReadOptions = _DEFAULT, meter: Meter | None = None
) -> Iterator[Located | ReadingError]:
    """The articles of one input (a file, a folder, or ``-``) in a fixed order, and what was refused.

    ``meter`` follows the bytes that were read. Memory does not grow with the input. Nothing is raised for bad
    content; ids are not compared here.
    """
    for source in find_sources(given, meter):
        if isinstance(source, ReadingError):
            yield source
            continue
        yield from read_source(source, options)


def read_source(source: Source, options: ReadOptions = _DEFAULT) -> Iterator[Located | ReadingError]:
    """The articles of one file, and what was refused in it."""
    try:
        yield from _read(source, options)
    except Refused as refused:
        yield refused.at(source.name)
    except (OSError, EOFError, zlib.error) as error:
        yield Refused("unreadable", detail=getattr(error, "strerror", None) or str(error)).at(source.name)


def _read(source: Source, options: ReadOptions) -> Iterator[Located | ReadingError]:
    if source.format in ("text", "html"):
        yield Located(read_page(source, options), source.name, None)
        return
    for row in read_rows(source, options):
        if isinstance(row, ReadingError):
            yield row
            continue
        number, fields = row
        try:
            yield Located(article_from_row(fields, f"{source.stem}:{number}", options), source.name, number)
        except Refused as refused:
            yield refused.at(source.name, number, _name(fields, options))


def _name(fields: dict[str, object], options: ReadOptions) -> str | None:
    value = next((fields[name] for name in options.names("id") if fields.get(name) is not None), None)
    return str(value)[:200] if isinstance(value, str | int) else None


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
