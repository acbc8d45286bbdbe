"""The articles of an output folder with their facts, in order, out of its public files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import orjson


def stored_articles(directory: Path, *, with_text: bool = False) -> Iterator[tuple[bytes, list[bytes]]]:
    """The line of every article by id, without its text unless that is asked for, and the lines of its facts."""
    with (directory / "articles.jsonl").open("rb") as lines, (directory / "facts.jsonl").open("rb") as facts_file:
        facts = groupby((line.rstrip(b"\n") for line in facts_file), key=_doc_id)
        doc_id, found = next(facts, (None, iter(())))
        for line in lines:
            article = orjson.loads(line)
            if not with_text:
                article.pop("text", None)
            if doc_id == article["id"]:
                yield orjson.dumps(article), list(found)
                doc_id, found = next(facts, (None, iter(())))
            else:
                yield orjson.dumps(article), []


def _doc_id(line: bytes) -> str:
    # A quote inside a string is escaped, so this is the key; of a thousand bytes only these are wanted.
    _, found, rest = line.partition(b'"doc_id":"')
    doc_id = rest[: rest.find(b'"')]
    if found and b"\\" not in doc_id:
        return doc_id.decode()
    whole: str = orjson.loads(line)["doc_id"]
    return whole
