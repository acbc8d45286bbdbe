"""Facts as they are found, for pipes: nothing is written to disk, and of an article only a number is remembered."""

from __future__ import annotations

import select
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import IO, Any

from extractor.batches import gather
from extractor.disk.stored import Extracted
from extractor.engines.work import Failure, Work
from extractor.jobs.extract import JobOptions, Reader
from extractor.jobs.running import run_engine
from extractor.jobs.stages import Pending
from extractor.models import Article
from extractor.reading import ReadingError
from extractor.reading.errors import Refused
from extractor.reading.sources import STANDARD_INPUT

# How many batches may be done before the oldest, whose facts go out first: what is held is bounded.
_LEAD = 64


class _Unkept:
    """What the reader asks of a ledger, without one: an id is known by 8 bytes of its digest."""

    def __init__(self, refuse: Callable[[ReadingError], object]) -> None:
        self._refuse = refuse
        self._seen: set[int] = set()

    def begin(self, given: str) -> None:
        """There is nothing to forget."""

    def place(self, given: str, article: Article) -> str:
        """``new``, or ``duplicate`` when the id was there before."""
        digest = int.from_bytes(blake2b(article.id.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        if digest in self._seen:
            return "duplicate"
        self._seen.add(digest)
        return "new"

    def refuse(self, given: str, order: int, error: ReadingError) -> None:
        """Passes the error on."""
        self._refuse(error)


def extract_stream(
    inputs: Sequence[str],
    work: Work[Pending, Extracted],
    options: JobOptions,
    out: IO[bytes],
    refuse: Callable[[ReadingError], object],
) -> dict[str, Any]:
    """Writes the facts of all inputs to ``out``, a line each, in the order of the inputs; gives a manifest's counts.

    A fact is written as soon as it and those before it are known. What cannot be used goes to ``refuse``. From standard
    input one process reads, unless ``options`` asks for more. Raises
    :class:`~extractor.engines.work.EngineError` and ``OSError``.
    """
    piped = STANDARD_INPUT in inputs
    book = _Unkept(refuse)
    reader = Reader(book, inputs, options)
    sent: deque[Pending] = deque()
    done: dict[tuple[str, int], Extracted | Failure] = {}

    def batches() -> Iterator[Sequence[Pending]]:
        for batch in gather(reader.new_articles(), _length, more=_more_waits if piped else None):
            sent.extend(batch)
            yield batch

    processed = failed = 0
    workers = 1 if piped and options.workers is None else options.workers
    for results in run_engine(work, batches(), workers, options.seconds, lead=_LEAD):
        done |= {(pending.given, pending.order): result for pending, result in results}
        while sent and (sent[0].given, sent[0].order) in done:
            pending = sent.popleft()
            result = done.pop((pending.given, pending.order))
            if isinstance(result, Failure):
                failed += 1
                refuse(
                    Refused(result.code, **result.params).at(pending.file, pending.line, pending.article.id, "extract")
                )
                continue
            processed += 1
            out.writelines(fact.line + b"\n" for fact in result.facts)
        out.flush()
    reader.check(processed + failed)
    counts = reader.counts.values()
    return {
        "articles": {
            "read": sum(count.read for count in counts),
            "refused": sum(count.refused for count in counts),
            "duplicates": sum(count.duplicates for count in counts),
            "failed": failed,
            "processed": processed,
        }
    }


def _more_waits() -> bool:
    """Whether standard input can be read on at once. What the reader holds of it already is not seen."""
    try:
        return bool(select.select([sys.stdin.buffer], [], [], 0)[0])
    except (OSError, ValueError):  # no file of the system, or one of which it cannot tell
        return False


def _length(pending: Pending) -> int:
    return len(pending.article.text)
