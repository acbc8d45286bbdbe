"""Rows of gold files, JSON lines that people write by hand, so a broken one is named; and which of ours answer them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import jsonlines

from extractor.errors import RujukError

_Span = TypeVar("_Span")


class GoldError(RujukError, ValueError):
    """A gold file cannot be used; the message names file, line and reason."""


def gold_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file in order, blank lines left out. Raises :class:`GoldError`."""
    with path.open(encoding="utf-8-sig") as stream, jsonlines.Reader(stream) as reader:
        try:
            yield from reader.iter(type=dict, skip_empty=True)
        except jsonlines.InvalidLineError as error:
            reason = str(error.__cause__ or error).partition(" (line")[0]
            raise GoldError(f"{path}:{error.lineno}: {reason}") from error
        except UnicodeDecodeError as error:
            raise GoldError(f"{path}: {error}") from error


def pair_spans(
    gold: Sequence[_Span],
    found: Sequence[_Span],
    overlap: Callable[[_Span, _Span], int],
    same: Callable[[_Span, _Span], bool],
) -> dict[int, int]:
    """Place in ``gold`` → place in ``found``, one to one: of what overlaps equal values first, then most overlap."""
    ranked = sorted(
        (not same(one, other), -overlap(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if overlap(one, other) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in ranked:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
