"""What all requests of the desk share: the output folder, the rules, and bounded turns at the pipeline."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from threading import BoundedSemaphore, Lock

from extractor.desk import checking
from extractor.desk.checking import Checked
from extractor.desk.notes import Note, add_note, read_notes, state_of_notes
from extractor.desk.revising import revise as revise_indexes
from extractor.desk.search import Search
from extractor.desk.store import Store
from extractor.errors import RujukError
from extractor.jobs.decide import decisions_wait, redecide
from extractor.jobs.ledger import LedgerError, locked
from extractor.jobs.revise import revise
from extractor.models import Article, Extraction
from extractor.rules import RuleSet

Reader = Callable[[Article], Extraction]
# One article's worth of pasted text; the pipeline reads that in well under a second.
TEXT_LIMIT = 100_000
# Extraction is CPU work: more than two at once would only slow each other down.
_READERS = 2
_READING_TIMEOUT = 20.0
# Processor time of one check: forty figures against a hundred thousand articles. Pages are answered meanwhile.
_CHECKING_SECONDS = 8.0
# So many more may wait for a turn. Each holds a thread, and pages want threads too (there are forty).
_WAITING = 8
# Another desk over the folder is done with a decision within seconds; a run is not, and applies decisions itself.
_TRIES = 20
_PAUSE = 0.25


class Busy(Exception):
    """No reader came free in time."""


@dataclass(slots=True)
class Desk:
    """What all requests share."""

    search: Search
    ruleset: RuleSet
    reader: Reader
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _turns: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_READERS))
    _places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_READERS + _WAITING))
    _deciding: Lock = field(default_factory=Lock)
    _seen: tuple[int, int] | None = None

    @property
    def store(self) -> Store:
        """The output folder as it was read last."""
        return self.search.store

    def read(self, article: Article) -> Extraction:
        """Extract one pasted article. Raises :class:`Busy` when others keep all readers for too long."""
        with self.turn():
            return self.reader(article)

    def check(self, text: str, published: date | None) -> Checked:
        """Compare each figure of a text with what the articles say. Raises :class:`Busy`."""
        with self.turn():
            return checking.check_text(text, published, self.store, self.ruleset, _CHECKING_SECONDS)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn at the work. Raises :class:`Busy` when too many wait, or others keep all turns for too long."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            if not self._turns.acquire(timeout=_READING_TIMEOUT):
                raise Busy
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()

    def keep(self, make: Callable[[Store, Sequence[Note]], Note]) -> Note:
        """Keeps the note that ``make`` gives of the records and notes of the moment, and applies it.

        While a run holds the folder the note waits for the end of it. Raises what ``make`` raises,
        :class:`~extractor.desk.notes.NotesError` and ``OSError``.
        """
        with self._deciding:
            note = make(self.store, read_notes(self.store.directory))
            add_note(self.store.directory, note)
            self._apply(_TRIES)
        return note

    def catch_up(self) -> None:
        """Applies decisions that wait, and reads what a run has written since; not while others do.

        Whatever hinders it, the pages go on with what they have.
        """
        if self._deciding.acquire(blocking=False):
            try:
                with suppress(RujukError, OSError):
                    self._apply(1)
            finally:
                self._deciding.release()

    def decisions_wait(self) -> bool:
        """Whether there are decisions that a run in progress keeps waiting."""
        return decisions_wait(self.store.directory)

    def _apply(self, tries: int) -> None:
        directory = self.store.directory
        for trial in range(tries):
            try:
                if self._seen != (seen := state_of_notes(directory)) and decisions_wait(directory):
                    self._decide()
                self._seen = seen
                if self.store.changed():
                    with locked(directory):  # not between two files of a run
                        # Requests in progress keep the other one.
                        self.search = Search(Store(directory), self.ruleset)
                return
            except LedgerError:
                if trial + 1 < tries:
                    time.sleep(_PAUSE)

    def _decide(self) -> None:
        """Applies the new decisions to the records that they concern, or all decisions to all where that cannot be."""
        directory = self.store.directory
        with locked(directory):
            change = revise(directory, self.ruleset, self.store)
            if change is not None:
                self.search = revise_indexes(self.search, change) or self.search  # requests in progress keep the other
                return
        redecide(directory, self.ruleset)

    def same_token(self, token: str) -> bool:
        """Whether a form came from one of this desk's own pages."""
        return secrets.compare_digest(token.encode(), self.token.encode())
