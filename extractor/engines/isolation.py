"""A batch of items taken through their steps together, so that one that crashes or hangs is known, and alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from extractor.engines.work import Failure
from extractor.stepwise import Steps

Item = TypeVar("Item")
Result = TypeVar("Result")

NOWHERE = -1


class TimeUpError(BaseException):
    """Raised into a step that takes too long; not an ``Exception``, so that no stage takes it for one of its own."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


def run_batch(
    handle: Callable[[Item], Steps[Result]], items: Sequence[Item], at: Callable[[int], object]
) -> list[Result | Failure]:
    """The result of each item, or why there is none.

    ``at`` is told the place of the item whose step begins, and ``NOWHERE`` when it has ended.
    """
    results: dict[int, Result | Failure] = {}
    starved: list[int] = []

    def advance(index: int, steps: Steps[Result]) -> bool:
        """One step; whether there are more."""
        try:
            at(index)
            try:
                next(steps)
            finally:
                at(NOWHERE)
        except StopIteration as end:
            results[index] = end.value
        except TimeUpError as error:
            results[index] = error.failure
        except Exception as error:
            results[index] = crash(error)
            if isinstance(error, MemoryError):
                starved.append(index)
        else:
            return True
        return False

    paused = [(index, handle(item)) for index, item in enumerate(items)]
    while paused:
        paused = [(index, steps) for index, steps in paused if advance(index, steps)]
    # What the others held, waiting, may have been what was too much.
    for index in starved[:] if len(items) > 1 else ():
        alone = handle(items[index])
        while advance(index, alone):
            pass
    return [results[index] for index in range(len(items))]


def crash(error: BaseException) -> Failure:
    """The failure that an exception makes; its message is cut, for it may quote a whole text."""
    return Failure("crashed", {"detail": f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"})
