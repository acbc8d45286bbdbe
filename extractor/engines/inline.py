"""The engine of one core: everything in this process."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from extractor.batches import Steps
from extractor.engines.isolation import NOWHERE, TimeUpError, run_batch
from extractor.engines.work import Failure, Work

Item = TypeVar("Item")
Result = TypeVar("Result")

# How often the time is looked at, in the time that a step may take: a step is stopped at most so much late.
_LOOKS = 4


def run_inline(
    work: Work[Item, Result], batches: Iterable[Sequence[Item]], seconds: float | None = None
) -> Iterator[list[tuple[Item, Result | Failure]]]:
    """The results of each batch in order. An item that raises, or a step of which takes more than ``seconds`` of
    processor time, gives a failure."""
    steps = work.prepare()
    for batch in batches:
        yield list(zip(batch, guarded(steps, batch, seconds), strict=True))


def guarded(steps: Steps[Item, Result], items: Sequence[Item], seconds: float | None) -> list[Result | Failure]:
    """The result for each item, or the reason why there is none: among others a step of more than ``seconds`` of
    processor time.

    Outside the main thread, where no signal arrives, steps take as long as they take.
    """
    with _alarm(seconds) as at:
        return run_batch(steps, items, at)


@contextmanager
def _alarm(seconds: float | None) -> Iterator[Callable[[int], object]]:
    """Raises :class:`TimeUpError` into a step after ``seconds`` of processor time, where signals reach us (the main
    thread).

    Not of the clock on the wall, which goes on while the process is stopped, the machine sleeps, or others have its
    cores. Gives the function that is told where a step begins.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield lambda index: None
        return
    failure = Failure("hung", {"seconds": f"{seconds:g}"})
    place, since = NOWHERE, 0.0

    def at(index: int) -> None:
        nonlocal place, since
        if index == NOWHERE:
            place = NOWHERE
        else:
            since = time.process_time()
            place = index

    def look(_signal: int, _frame: FrameType | None) -> None:
        if place != NOWHERE and time.process_time() - since >= seconds:
            raise TimeUpError(failure)

    previous = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds / _LOOKS)
    try:
        yield at
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
