"""The articles of an output folder with their facts, in order: out of its shards, or of its public files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import orjson

from extractor.disk.tables import sorted_articles, sorted_facts
from extractor.jobs.grouping import ArticleRow
from extractor.jobs.ledger import FOLDER, check_shards


def stored_articles(directory: Path) -> Iterator[ArticleRow]:
    """Line without text, text, and fact lines of every article by id.

    ``articles.jsonl`` and ``facts.jsonl`` are in order already. Where they hold no text (``--no-text``) it comes from
    the shards, if they are still there. Raises :class:`~extractor.jobs.ledger.LedgerError` when these are damaged.
    """
    shards = directory / FOLDER / "shards"
    if shards.is_dir() and not _has_text(directory / "articles.jsonl"):
        check_shards(directory)
        facts = (line for _, line in sorted_facts(shards))
        yield from _together(sorted_articles(shards), facts)
        return
    with (directory / "articles.jsonl").open("rb") as lines, (directory / "facts.jsonl").open("rb") as facts_file:
        yield from _together(map(split_text, lines), (line.rstrip(b"\n") for line in facts_file))


def _has_text(articles: Path) -> bool:
    with articles.open("rb") as lines:
        return split_text(next(lines, b""))[1] is not None


def split_text(line: bytes) -> tuple[bytes, str | None]:
    """The line of an article without its last field, the text, and the text where it is there."""
    line = line.rstrip(b"\n")
    # Quotes inside a JSON string are escaped, so this is the key itself.
    start = line.find(b',"text":"')
    if start < 0:
        return line, None
    return line[:start] + b"}", orjson.loads(line[start + len(b',"text":') : -1])


def _together(articles: Iterable[tuple[bytes, str | None]], facts: Iterable[bytes]) -> Iterator[ArticleRow]:
    grouped = groupby(facts, key=_doc_id)
    doc_id, lines = next(grouped, (None, iter(())))
    for line, text in articles:
        if doc_id is not None and doc_id == _article_id(line):
            yield line, text, list(lines)
            doc_id, lines = next(grouped, (None, iter(())))
        else:
            yield line, text, []


def _article_id(line: bytes) -> bytes:
    return line[line.index(b'"id":') + 5 : line.index(b',"source":')]


def _doc_id(line: bytes) -> bytes:
    return line[line.index(b'"doc_id":') + 9 : line.index(b',"source":')]
