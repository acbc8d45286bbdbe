"""What waits for an engine: an article, with the input that it came from."""

from __future__ import annotations

from typing import NamedTuple

from extractor.models import Article


# Tuples, because they cross pipes by the million: a dataclass takes five times as long to pickle.
class Pending(NamedTuple):
    """An article on its way through an engine: the input it came from, and its place there."""

    article: Article
    given: str
    order: int
    file: str
    line: int | None
