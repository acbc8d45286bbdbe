"""Gold markup for language tests: text with facts marked inline, read strictly.

``Kemnaker menargetkan <quantity min=80000 max=80000 unit=koperasi target>80 ribu koperasi</quantity>``
gives the plain text and one :class:`Marked` a tag. Values with spaces go in double quotes; a key without
a value is true. Tags may nest, not cross. An unclosed or unknown tag, an unknown or repeated key, or a
text with no mark at all (unless ``empty=True``) is an error, so that a test cannot pass by a typing slip.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_TAG = re.compile(r'<(/?)([a-z_]+)((?:\s+[a-z_]+(?:=(?:"[^"<>]*"|[^\s"<>]+))?)*)\s*>')
_KEY = re.compile(r'([a-z_]+)(?:=(?:"([^"]*)"|(\S+)))?')

KEYS: dict[str, frozenset[str]] = {
    "ministry": frozenset({"id", "via", "stale", "person", "candidates", "flag"}),
    "agency": frozenset({"id", "via", "stale", "person", "candidates", "flag"}),
    "date": frozenset(
        {"from", "to", "edtf", "target", "weekday_conflict", "likely", "direction", "feast", "role", "flag"}
    ),
    "quantity": frozenset(
        {"min", "max", "approx", "unit", "target", "participants", "status", "what", "due_from", "due_to",
         "as_of_from", "as_of_to", "place", "counted_by", "said_by", "ministries", "flag", "measure", "role"}
    ),
    "speaker": frozenset({"name", "role"}),
    "place": frozenset({"name", "code"}),
    "boilerplate": frozenset({"kind"}),
    "person": frozenset(),
    "organisation": frozenset(),
}  # fmt: skip


class MarkupError(ValueError):
    """The markup of a test is wrong."""


@dataclass(frozen=True)
class Marked:
    """One marked stretch: tag, offsets in the plain text, its text, and its keys (true for a bare key)."""

    tag: str
    start: int
    end: int
    text: str
    keys: tuple[tuple[str, str | bool], ...]

    def __getitem__(self, key: str) -> str | bool | None:
        return dict(self.keys).get(key)


def read_markup(
    marked: str, *, empty: bool = False, tags: Collection[str] | None = None
) -> tuple[str, tuple[Marked, ...]]:
    """Plain text and marks, sorted by start then end. Raises :class:`MarkupError`."""
    plain: list[str] = []
    length = 0
    open_: list[tuple[str, int, tuple[tuple[str, str | bool], ...]]] = []
    found: list[tuple[str, int, int, tuple[tuple[str, str | bool], ...]]] = []
    position = 0
    for match in _TAG.finditer(marked):
        piece = marked[position : match.start()]
        _refuse_stray(piece, marked)
        plain.append(piece)
        length += len(piece)
        position = match.end()
        closing, tag, keys = match.groups()
        if tag not in KEYS or (tags is not None and tag not in tags):
            raise MarkupError(f"unknown tag {tag!r} in {marked!r}")
        if closing:
            if keys.strip():
                raise MarkupError(f"closing tag with keys in {marked!r}")
            if not open_ or open_[-1][0] != tag:
                raise MarkupError(f"</{tag}> closes nothing in {marked!r}")
            _, start, values = open_.pop()
            if start == length:
                raise MarkupError(f"empty <{tag}> in {marked!r}")
            found.append((tag, start, length, values))
        else:
            open_.append((tag, length, _read_keys(tag, keys, marked)))
    rest = marked[position:]
    _refuse_stray(rest, marked)
    plain.append(rest)
    if open_:
        raise MarkupError(f"<{open_[-1][0]}> is not closed in {marked!r}")
    if not found and not empty:
        raise MarkupError(f"no mark in {marked!r}")
    text = "".join(plain)
    marks = tuple(
        Marked(tag, start, end, text[start:end], keys)
        for tag, start, end, keys in sorted(found, key=lambda item: (item[1], item[2], item[0]))
    )
    return text, marks


def _refuse_stray(piece: str, marked: str) -> None:
    if re.search(r"</?[a-z_]", piece):
        raise MarkupError(f"broken tag near {piece!r} in {marked!r}")


def _read_keys(tag: str, keys: str, marked: str) -> tuple[tuple[str, str | bool], ...]:
    values: dict[str, str | bool] = {}
    for match in _KEY.finditer(keys):
        key, quoted, bare = match.groups()
        if key not in KEYS[tag]:
            raise MarkupError(f"unknown key {key!r} of <{tag}> in {marked!r}")
        if key in values:
            raise MarkupError(f"repeated key {key!r} of <{tag}> in {marked!r}")
        values[key] = quoted if quoted is not None else bare if bare is not None else True
    return tuple(sorted(values.items()))
