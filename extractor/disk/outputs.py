"""The articles of an output folder with their facts, in order, out of its public files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import orjson

_ARTICLE_ID, _DOC_ID = b"id", b"doc_id"


def stored_articles(directory: Path, *, with_text: bool = False) -> Iterator[tuple[bytes, list[bytes]]]:
    """The line of every article by id, without its text unless that is asked for, and the lines of its facts."""
    with (directory / "articles.jsonl").open("rb") as lines, (directory / "facts.jsonl").open("rb") as facts_file:
        facts = groupby((line.rstrip(b"\n") for line in facts_file), key=_doc_id)
        doc_id, found = next(facts, (None, iter(())))
        for line in lines:
            article_id = _id(line, _ARTICLE_ID)
            told = line.rstrip(b"\n") if with_text else _without_text(line)
            if doc_id == article_id:
                yield told, list(found)
                doc_id, found = next(facts, (None, iter(())))
            else:
                yield told, []


def _doc_id(line: bytes) -> str:
    return _id(line, _DOC_ID)


def _id(line: bytes, key: bytes) -> str:
    # A quote inside a string is escaped, so this is the key; of a thousand bytes only these are wanted.
    _, found, rest = line.partition(b'"' + key + b'":"')
    known = rest[: rest.find(b'"')]
    if found and b"\\" not in known:
        return known.decode()
    whole: str = orjson.loads(line)[key.decode()]
    return whole


def _without_text(line: bytes) -> bytes:
    """The line without the article's text, its last field, which stands behind the lead."""
    lead = line.rfind(b',"lead":"')
    if lead < 0:  # written by another hand
        article = orjson.loads(line)
        article.pop("text", None)
        return orjson.dumps(article)
    place = line.find(b',"text":', lead)
    return line.rstrip(b"\n") if place < 0 else line[:place] + b"}"
