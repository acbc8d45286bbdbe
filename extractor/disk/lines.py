"""Models as the lines that are written: compact JSON in field order, UTF-8, the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from extractor.models import ArticleSummary, Frozen


def encode(model: Frozen) -> bytes:
    """The line of a fact, a record or an error."""
    return model.__pydantic_serializer__.to_json(model, by_alias=True)


def encode_summary(summary: ArticleSummary) -> bytes:
    """The line of an article without its text, which :func:`with_text` adds."""
    return summary.__pydantic_serializer__.to_json(summary, by_alias=True, exclude={"text"})


def with_text(line: bytes, text: str | None) -> bytes:
    """The line of an article with its text as the last field; unchanged without one."""
    if text is None:
        return line
    return line[:-1] + b',"text":' + orjson.dumps(text) + b"}"


def encode_document(document: Mapping[str, Any]) -> bytes:
    """A small file for people and programs: indented, keys as given."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"
