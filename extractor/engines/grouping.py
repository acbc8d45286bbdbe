"""Which facts must be reconciled together: those that share a block key, directly or by a chain.

The facts pass once as a stream. Their lines go to DuckDB, which sorts and spills; in memory is one number
a fact (the forest of a union-find), so an archive's claims need not fit.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.engines.tables import Appender, rows
from extractor.models import FACT, ArticleSummary, Fact

if TYPE_CHECKING:
    import duckdb

KeysOf = Callable[[Fact, ArticleSummary | None], tuple[str, ...]]

# Only these are claimed of a real-world figure or event; mentions of bodies are evidence of other facts.
_CLAIMED = (b'"type":"quantity"', b'"type":"date"')


@dataclass(frozen=True, slots=True)
class Group:
    """Facts to be reconciled together, as lines, and the articles that they are from."""

    facts: list[bytes] = field(default_factory=list)
    articles: list[bytes] = field(default_factory=list)


def group_facts(connection: duckdb.DuckDBPyConnection, directory: Path, keys_of: KeysOf) -> Iterator[Group]:
    """The groups of ``directory``'s facts, in the order of their first facts. Facts without a key are left out."""
    forest = _load(connection, directory, keys_of)
    _join(connection, forest)
    yield from _groups(connection, forest)


def _load(connection: duckdb.DuckDBPyConnection, directory: Path, keys_of: KeysOf) -> array[int]:
    connection.execute("CREATE TABLE facts(number BIGINT, article BIGINT, line BLOB)")
    connection.execute("CREATE TABLE articles(number BIGINT, line BLOB)")
    connection.execute("CREATE TABLE keys(key BIGINT, number BIGINT)")
    facts, articles, keys = (
        Appender(connection, "facts"),
        Appender(connection, "articles"),
        Appender(connection, "keys"),
    )
    forest = array("q")
    for article_number, (line, claimed) in enumerate(_by_article(directory)):
        if not claimed:
            continue
        summary = ArticleSummary.model_validate_json(line)
        used = False
        for fact_line in claimed:
            found = keys_of(FACT.validate_json(fact_line), summary)
            if found:
                used = True
                number = len(forest)
                forest.append(number)
                facts.add(number, article_number, fact_line)
                for key in found:
                    keys.add(_hash(key), number)
        if used:
            articles.add(article_number, line)
    for appender in (facts, articles, keys):
        appender.flush()
    return forest


def _by_article(directory: Path) -> Iterator[tuple[bytes, list[bytes]]]:
    """Every article's line without its text, and the lines of its claimed facts. Both files are in the same order."""
    with (directory / "articles.jsonl").open("rb") as articles, (directory / "facts.jsonl").open("rb") as facts:
        grouped = groupby(facts, key=_doc_id)
        doc_id, lines = next(grouped, (None, iter(())))
        for line in articles:
            summary = without_text(line)
            if doc_id is not None and _article_id(line) == doc_id:
                claimed = [fact.rstrip(b"\n") for fact in lines if any(mark in fact for mark in _CLAIMED)]
                yield summary, claimed
                doc_id, lines = next(grouped, (None, iter(())))
            else:
                yield summary, []


def without_text(line: bytes) -> bytes:
    """The line of an article without its last field, the text, when that is there."""
    # Quotes inside a JSON string are escaped, so this is the key itself; the text is the last field.
    start = line.find(b',"text":"')
    return line[:start] + b"}" if start >= 0 else line.rstrip(b"\n")


def _article_id(line: bytes) -> bytes:
    return line[line.index(b'"id":') + 5 : line.index(b',"source":')]


def _doc_id(line: bytes) -> bytes:
    return line[line.index(b'"doc_id":') + 9 : line.index(b',"source":')]


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _join(connection: duckdb.DuckDBPyConnection, forest: array[int]) -> None:
    """Makes one tree of all facts that share a key; the root is the first fact."""
    last_key, last_number = None, 0
    for key, number in rows(connection, "SELECT key, number FROM keys ORDER BY key, number"):
        if key == last_key:
            one, other = _root(forest, last_number), _root(forest, number)
            if one != other:
                forest[max(one, other)] = min(one, other)
        last_key, last_number = key, number


def _root(forest: array[int], number: int) -> int:
    while forest[number] != number:
        forest[number] = forest[forest[number]]
        number = forest[number]
    return number


def _groups(connection: duckdb.DuckDBPyConnection, forest: array[int]) -> Iterator[Group]:
    connection.execute("CREATE TABLE roots(number BIGINT, root BIGINT)")
    roots = Appender(connection, "roots")
    for number in range(len(forest)):
        roots.add(number, _root(forest, number))
    roots.flush()
    query = """
        SELECT r.root, f.article, f.line, a.line FROM facts f
        JOIN roots r ON r.number = f.number JOIN articles a ON a.number = f.article
        ORDER BY r.root, f.number
    """
    for _, members in groupby(rows(connection, query), key=lambda row: row[0]):
        group = Group()
        last = None
        for _, article, fact_line, article_line in members:
            group.facts.append(fact_line)
            if article != last:
                group.articles.append(article_line)
                last = article
        yield group
