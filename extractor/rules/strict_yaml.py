"""YAML as rules are written in it: mappings, lists, text, numbers, true, false and null; nothing else.

None of YAML 1.1's traps: 2024-10-21 is no date, "no" and "on" are words, a key stands once. Tags, anchors and several
documents in a file are refused. Values are made from the parser's events, in half the time that PyYAML's own
constructor takes, for the rules are read at every start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER_BEGINS: Final = frozenset("0123456789+-.")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")
_WORDS: Final = {"true": True, "false": False, "null": None, "": None}


def read_yaml(text: bytes) -> Any:
    """The value of a YAML text, null for an empty one. Raises ValueError, with the line."""
    try:
        return _value(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error


def _value(events: Iterable[Any]) -> Any:
    root: list[Any] = []
    outer: list[tuple[Any, Any]] = []
    into: Any = root
    key: Any = _NO_KEY
    for event in events:
        kind = type(event)
        if kind is ScalarEvent:
            value = _scalar(event)
        elif kind is MappingStartEvent:
            value = {}
        elif kind is SequenceStartEvent:
            value = []
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            into, key = outer.pop()
            continue
        elif kind is AliasEvent or (kind is DocumentStartEvent and root):
            raise _refused(event, "no aliases, no second document")
        else:
            continue
        if event.anchor or (event.tag and event.tag != "!"):
            raise _refused(event, "no anchors or tags")
        if type(into) is list:
            into.append(value)
        elif key is not _NO_KEY:
            into[key] = value
            key = _NO_KEY
        elif kind is not ScalarEvent:
            raise _refused(event, "a key is a word or a number")
        elif value in into:
            raise _refused(event, f"duplicate key {value!r}")
        else:
            key = value
            continue
        if kind is not ScalarEvent:
            outer.append((into, key))
            into = value
    return root[0] if root else None


_NO_KEY: Final = object()


def _refused(event: Any, reason: str) -> ValueError:
    return ValueError(f"{reason}: line {event.start_mark.line + 1}")


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0]:
        return text  # in quotes, or a block of text
    if text[:1] in _NUMBER_BEGINS:
        if _INTEGER.fullmatch(text):
            return int(text)
        return float(text) if _FLOAT.fullmatch(text) else text
    return _WORDS.get(text, text)
