"""What all requests of the desk share: the output folder, the rules, and bounded turns at the pipeline."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from extractor.desk.search import Search
from extractor.desk.store import Store
from extractor.models import Article, Extraction
from extractor.rules import RuleSet

Reader = Callable[[Article], Extraction]
# One article's worth of pasted text; the pipeline reads that in well under a second.
TEXT_LIMIT = 100_000
# Extraction is CPU work: more than two at once would only slow each other down.
_READERS = 2
_READING_TIMEOUT = 20.0


class Busy(Exception):
    """No reader came free in time."""


@dataclass(slots=True)
class Desk:
    """What all requests share."""

    store: Store
    search: Search
    ruleset: RuleSet
    reader: Reader
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _turns: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_READERS))

    def read(self, article: Article) -> Extraction:
        """Extract one pasted article. Raises :class:`Busy` when others keep all readers for too long."""
        with self.turn():
            return self.reader(article)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn at the work. Raises :class:`Busy` when others keep all turns for too long."""
        if not self._turns.acquire(timeout=_READING_TIMEOUT):
            raise Busy
        try:
            yield
        finally:
            self._turns.release()

    def same_token(self, token: str) -> bool:
        """Whether a form came from one of this desk's own pages."""
        return secrets.compare_digest(token.encode(), self.token.encode())
