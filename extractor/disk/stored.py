"""The stored form of what one article gave. Tuples, because they cross pipes by the million."""

from __future__ import annotations

from typing import NamedTuple

from extractor.disk.lines import encode, encode_summary
from extractor.models import Extraction


class FactLine(NamedTuple):
    """A fact as it is stored and sorted."""

    start: int
    end: int
    type: str
    line: bytes


class Extracted(NamedTuple):
    """What one article gave, as it is stored: the article's line without its text, and its facts."""

    id: str
    line: bytes
    facts: tuple[FactLine, ...]


def encode_extraction(extraction: Extraction) -> Extracted:
    """The stored form of an extraction, whose text stays where it is."""
    return Extracted(
        extraction.article.id,
        encode_summary(extraction.article),
        tuple(FactLine(fact.start, fact.end, fact.type, encode(fact)) for fact in extraction.facts),
    )
