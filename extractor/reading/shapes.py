"""From a JSON document to rows: articles lie in lists, under keys, in search answers, and in WordPress's own shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.reading.columns import columns_of
from extractor.reading.markup import text_of_fragment
from extractor.reading.options import ReadOptions
from extractor.reading.outlet import is_address

_DEEPEST = 6
# Lines between the documents of an Elasticsearch bulk file.
_BULK_ACTIONS = frozenset({"index", "create", "update", "delete"})


def rows_in(item: Any, options: ReadOptions, depth: int = 0) -> Iterator[Any]:
    """The rows of a document: itself when it has a text, else those within. What is no object is given as it is."""
    if isinstance(item, list) and depth < _DEEPEST:
        for one in item:
            yield from rows_in(one, options, depth + 1)
        return
    if not isinstance(item, dict) or _has_text(item, options):
        yield _plain(item) if isinstance(item, dict) else item
        return
    if isinstance(inner := item.get("_source"), dict):
        yield from rows_in({"_id": item.get("_id"), **inner} if "_id" in item else inner, options, depth + 1)
        return
    if _is_bulk_action(item):
        return
    inside = [] if depth >= _DEEPEST else list(_within(item))
    if not inside:
        yield item
    for one in inside:
        yield from rows_in(one, options, depth + 1)


def _has_text(item: dict[str, Any], options: ReadOptions) -> bool:
    return any(isinstance(item[name], str) or _rendered(item[name]) for name in columns_of(item, options)["text"])


def _within(item: dict[str, Any]) -> Iterator[Any]:
    """The lists of objects under the keys, else the objects when there is nothing but objects, by their keys."""
    lists = [value for value in item.values() if isinstance(value, list) and isinstance(next(iter(value), 0), dict)]
    objects = [value for value in item.values() if isinstance(value, dict)]
    if lists:
        yield from lists
    elif len(objects) == len(item):
        for key, value in item.items():
            yield {"url": key, **value} if is_address(key) else value
    else:  # a head, and the answer beside it
        yield from (value for value in objects if any(isinstance(one, list | dict) for one in value.values()))


def _is_bulk_action(item: dict[str, Any]) -> bool:
    (name, inner), *more = item.items() or [("", None)]
    return not more and name in _BULK_ACTIONS and isinstance(inner, dict) and all(key.startswith("_") for key in inner)


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """The row with the values of WordPress, newsapi and gnews that are objects as what they stand for."""
    return {name: _value(value) if isinstance(value, dict) else value for name, value in item.items()}


def _value(value: dict[str, Any]) -> Any:
    if _rendered(value):
        return text_of_fragment(value["rendered"])
    if set(value) <= {"id", "name", "title", "href", "url"}:
        return value.get("name") or value.get("title") or value
    return value


def _rendered(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("rendered"), str)
