"""Work on batches of items by the engine that fits, and its results in order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

from extractor.engines.inline import run_inline
from extractor.engines.work import AHEAD, Failure, Work

Item = TypeVar("Item")
Result = TypeVar("Result")
Outcome = TypeVar("Outcome")

# Up to about 400 articles starting workers costs more than they save.
_INLINE_BATCHES = 12


def available_workers() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_engine(
    work: Work[Item, Result],
    batches: Iterable[Sequence[Item]],
    workers: int | None,
    seconds: float | None = None,
    short: int = _INLINE_BATCHES,
    lead: int | None = None,
    ahead: int = AHEAD,
) -> Iterator[list[tuple[Item, Result | Failure]]]:
    """The results of each batch: in this process for one worker or a short job, else in a pool of processes.

    A job is short when it has at most ``short`` batches, which are held in memory until that is known. ``lead`` and
    ``ahead`` are those of :func:`~extractor.engines.pool.run_pool`.
    """
    count = available_workers() if workers is None else workers
    iterator = iter(batches)
    if count > 1:
        from extractor.engines.pool import run_pool

        head = list(islice(iterator, short))
        rest = next(iterator, None)
        if rest is not None or workers is not None:
            yield from run_pool(
                work, chain(head, [rest] if rest is not None else [], iterator), count, seconds, lead, ahead
            )
            return
        iterator = iter(head)
    yield from run_inline(work, iterator, seconds)


def in_order(
    results: Iterable[list[tuple[tuple[int, Item], Outcome]]],
) -> Iterator[tuple[Item, Outcome]]:
    """The results of numbered items by their numbers, from 0; those that come early wait, so an engine needs a lead."""
    waiting: dict[int, tuple[Item, Outcome]] = {}
    expected = 0
    for batch in results:
        waiting |= {number: (item, result) for (number, item), result in batch}
        while expected in waiting:
            yield waiting.pop(expected)
            expected += 1
