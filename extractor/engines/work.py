"""What every engine runs: work on an item, prepared once a process, in steps if it likes; and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from extractor.models import Article, Extraction
from extractor.stepwise import Steps

Item = TypeVar("Item", contravariant=True)
Result = TypeVar("Result", covariant=True)


#: How many batches a worker holds, with the one that it is at.
AHEAD = 2


class Work(Protocol[Item, Result]):
    """Picklable description of a stage; :meth:`prepare` loads rules and models, and gives the function.

    A function that has no steps to pause between is made one by :func:`in_one_step`.
    """

    def prepare(self) -> Callable[[Item], Steps[Result]]: ...


class EngineError(RuntimeError):
    """The engine itself cannot go on (workers do not start, Java is missing); nothing is wrong with an article."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item gave nothing: ``crashed``, ``hung`` or ``died``, with what the wording needs."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


# Tuples, because they cross pipes by the million: a dataclass takes five times as long to pickle.
class Pending(NamedTuple):
    """An article on its way through an engine: the input it came from, and its place there."""

    article: Article
    given: str
    order: int
    file: str
    line: int | None


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
    from extractor.writing.encoded import encode, encode_summary

    return Extracted(
        extraction.article.id,
        encode_summary(extraction.article),
        tuple(FactLine(fact.start, fact.end, fact.type, encode(fact)) for fact in extraction.facts),
    )
