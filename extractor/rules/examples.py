"""The examples that rules carry: one notation for all files, and one runner.

``Dibuka [Selasa depan] => 2025-10-28``: a text, in which brackets mark the stretch that is asked about where a file
needs one, and behind the arrow what is read there; ``-`` stands for nothing. Without an arrow, an example has to be
read as something by its rule, a counter-example as nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.rules import Problem

ARROW: Final = " => "
NOTHING: Final = "-"
Row = Mapping[str, Any]


@dataclass(slots=True, frozen=True)
class Example:
    """A text, the stretch marked in it (all of it where nothing is), and what it must be read as, if it says so."""

    text: str
    start: int
    end: int
    expected: str | None


# What a rule reads in an example, in the notation of its file; null for nothing.
Read = Callable[[Row, Example], str | None]


def read_example(notation: str, marked: bool) -> Example:
    """An example as it stands in a file; ``marked``: whether brackets mark a stretch there. Raises ValueError."""
    text, arrow, expected = notation.rpartition(ARROW)
    if not arrow:
        text, expected = notation, ""
    if not marked:
        return Example(text, 0, len(text), expected or None)
    before, opened, rest = text.partition("[")
    inside, closed, after = rest.partition("]")
    if bool(opened) != bool(closed) or any(sign in before + inside + after for sign in "[]"):
        raise ValueError("one stretch is marked, in brackets")
    text = before + inside + after
    start, end = (len(before), len(before) + len(inside)) if opened else (0, len(text))
    return Example(text, start, end, expected or None)


def find_doubled(file: str, words: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """The words that stand in two places; ``words``: place and word. Only one of the two is ever reached."""
    seen: dict[str, str] = {}
    for place, word in words:
        if seen.setdefault(word, place) != place:
            yield Problem(file, place, f"{word!r} is also in {seen[word]}")


def run_examples(file: str, rows: Iterable[Row], read: Read, *, marked: bool = False) -> Iterator[Problem]:
    """Reads the examples and counter-examples of ``rows``, each with an ``id``, and tells which are read otherwise."""
    for row in rows:
        for kind in ("examples", "counter_examples"):
            for notation in row.get(kind) or ():
                try:
                    example = read_example(notation, marked)
                except ValueError as error:
                    yield Problem(file, row["id"], f"{error}: {notation!r}")
                    continue
                found = read(row, example)
                if example.expected is not None:
                    right = (found or NOTHING) == example.expected
                else:
                    right = (found is not None) == (kind == "examples")
                if not right:
                    name = kind.replace("_", "-").removesuffix("s")
                    yield Problem(file, row["id"], f"{name} is read as {found or 'nothing'}: {notation!r}")
