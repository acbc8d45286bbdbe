"""Models as the lines that are written: compact JSON in field order, UTF-8, the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from extractor.models import ArticleSummary, Frozen

_RECORD = b'{"record_id":"'


def encode(model: Frozen) -> bytes:
    """The line of a fact, a record or an error."""
    return model.model_dump_json().encode()


def encode_summary(summary: ArticleSummary) -> bytes:
    """The line of an article without its text, which :func:`with_text` adds."""
    return summary.model_dump_json(exclude={"text"}).encode()


def with_text(line: bytes, text: str | None) -> bytes:
    """The line of an article with its text as the last field; unchanged without one."""
    return line if text is None else orjson.dumps({**orjson.loads(line), "text": text})


def record_id_of(line: bytes) -> str:
    """The id of a record's line, which it begins with; no character of it is escaped."""
    return line[len(_RECORD) : line.index(b'"', len(_RECORD))].decode()


def encode_document(document: Mapping[str, Any]) -> bytes:
    """A small file for people and programs: indented, keys as given."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"
