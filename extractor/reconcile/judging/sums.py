"""Stated sums: a total that figures of the same article, of the same unit, add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from extractor.models import Fact, Number, QuantityFact

_MOST_PARTS = 4
_MOST_FIGURES = 12


class Part(NamedTuple):
    """An exact figure of an article, as a part of sums."""

    value: Number
    unit: str | None
    start: int


def parts_of(facts: Iterable[Fact]) -> list[Part]:
    """The figures among the facts of an article that may be parts of sums."""
    return [
        Part(fact.min, fact.unit, fact.start)
        for fact in facts
        if isinstance(fact, QuantityFact) and fact.min is not None and fact.min == fact.max and fact.min > 0
    ]


def find_sums(
    group: Sequence[QuantityFact], by_article: Mapping[str, Sequence[Part]]
) -> dict[Number, tuple[Number, ...]]:
    """Total → parts, for exact values of ``group`` that two to four other figures near them in the article add up to.

    A sum of figures with at least two significant digits in one stretch of text is hardly chance; parts are looked for
    only within 600 characters around the total.
    """
    found: dict[Number, tuple[Number, ...]] = {}
    for fact in group:
        total = fact.min
        if total is None or fact.max != total or fact.unit in ("persen", None) or total in found:
            continue
        near: dict[Number, None] = {}
        for other in by_article.get(fact.doc_id, ()):
            if other.value < total and abs(other.start - fact.start) <= 600 and other.unit == fact.unit:
                near[other.value] = None
        parts = sorted(near)[:_MOST_FIGURES]
        for size in range(2, min(_MOST_PARTS, len(parts)) + 1):
            match = next((choice for choice in combinations(parts, size) if sum(choice) == total), None)
            if match:
                found[total] = match
                break
    return found
