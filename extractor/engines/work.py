"""What every engine runs: one function over one item, prepared once a process, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from extractor.models import Article, Extraction

Item = TypeVar("Item", contravariant=True)
Result = TypeVar("Result", covariant=True)


class Work(Protocol[Item, Result]):
    """Picklable description of a stage; :meth:`prepare` loads rules and models, and gives the function."""

    def prepare(self) -> Callable[[Item], Result]: ...


class EngineError(RuntimeError):
    """The engine itself cannot go on (workers do not start, Java is missing); nothing is wrong with an article."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item gave nothing: ``crashed``, ``hung`` or ``died``, with what the wording needs."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pending:
    """An article on its way through an engine: the input it came from, and its place there."""

    article: Article
    given: str
    order: int
    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as it is stored and sorted."""

    start: int
    end: int
    type: str
    line: bytes


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one article gave, as it is stored: the article's line without its text, the text, and its facts."""

    id: str
    line: bytes
    text: str | None
    facts: tuple[FactLine, ...]


def encode_extraction(extraction: Extraction, text: str | None) -> Extracted:
    """The stored form of an extraction."""
    from extractor.writing.encoded import encode, encode_summary

    return Extracted(
        extraction.article.id,
        encode_summary(extraction.article),
        text,
        tuple(FactLine(fact.start, fact.end, fact.type, encode(fact)) for fact in extraction.facts),
    )
