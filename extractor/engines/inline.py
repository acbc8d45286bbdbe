"""The engine of one core: everything in this process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from extractor.engines.work import Failure, Work

Item = TypeVar("Item")
Result = TypeVar("Result")


class _TimeUpError(BaseException):
    """Not an ``Exception``, so that no stage takes it for one of its own."""


def run_inline(
    work: Work[Item, Result], batches: Iterable[Sequence[Item]], seconds: float | None = None
) -> Iterator[list[tuple[Item, Result | Failure]]]:
    """The results of each batch in order. An item that raises or takes longer than ``seconds`` gives a failure."""
    handle = work.prepare()
    for batch in batches:
        yield [(item, guarded(handle, item, seconds)) for item in batch]


def guarded(handle: Callable[[Item], Result], item: Item, seconds: float | None) -> Result | Failure:
    """The result for one item, or the reason why there is none."""
    try:
        with _alarm(seconds):
            return handle(item)
    except _TimeUpError:
        return Failure("hung", {"seconds": f"{seconds:g}"})
    except Exception as error:
        return crash(error)


def crash(error: BaseException) -> Failure:
    """The failure that an exception makes; its message is cut, for it may quote a whole text."""
    return Failure("crashed", {"detail": f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"})


@contextmanager
def _alarm(seconds: float | None) -> Iterator[None]:
    """Raises :class:`_TimeUpError` after ``seconds``, where signals reach us (the main thread)."""
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGALRM, _time_is_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise _TimeUpError
