"""A batch of items taken through their steps together, so that one that crashes or hangs is known, and alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from extractor.batches import Steps
from extractor.engines.work import Failure

Item = TypeVar("Item")
Result = TypeVar("Result")

NOWHERE = -1


class TimeUpError(BaseException):
    """Raised into a step that takes too long; not an ``Exception``, so that no stage takes it for one of its own."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


def run_batch(steps: Steps[Item, Result], items: Sequence[Item], at: Callable[[int], object]) -> list[Result | Failure]:
    """The result of each item, or why there is none.

    ``at`` is told the place of the item whose step begins, and ``NOWHERE`` when it has ended.
    """
    # By the places of the items: what the last step gave.
    held: dict[int, Any] = dict(enumerate(items))
    failures: dict[int, Failure] = {}
    starved: list[int] = []

    def take(function: Callable[[Any], Any], index: int) -> None:
        try:
            at(index)
            try:
                held[index] = function(held[index])
            finally:
                at(NOWHERE)
        except TimeUpError as error:
            failures[index] = error.failure
        except Exception as error:
            failures[index] = crash(error)
            if isinstance(error, MemoryError):
                starved.append(index)

    for function in steps:
        for index in list(held):
            take(function, index)
            if index in failures:
                del held[index]
    # What the others held, waiting, may have been what was too much.
    for index in starved[:] if len(items) > 1 else ():
        del failures[index]
        held[index] = items[index]
        for function in steps:
            if index not in failures:
                take(function, index)
    return [failures[index] if index in failures else held[index] for index in range(len(items))]


def crash(error: BaseException) -> Failure:
    """The failure that an exception makes; its message is cut, for it may quote a whole text."""
    return Failure("crashed", {"detail": f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"})
