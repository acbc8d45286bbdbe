"""Work that pauses between its steps, so that many articles go through one step after another.

Each step has code and tables of its own, which push those of the others out of the processor's caches. Measured:
32 articles taken through each step together take a quarter less time than one article after another.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TypeAlias, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Work on one item: resumed until it returns its result.
Steps: TypeAlias = Generator[None, None, Result]

#: As many articles, of so many characters, are taken through the steps together: more no longer helps, and what
#: they hold adds up.
TOGETHER = 32
CHARACTERS = 500_000


def gather(
    items: Iterable[Item],
    size_of: Callable[[Item], int],
    count: int = TOGETHER,
    size: int = CHARACTERS,
    more: Callable[[], bool] | None = None,
) -> Iterator[list[Item]]:
    """``items`` in lists of at most ``count``, closed when their sizes add up to ``size`` or no ``more`` wait."""
    batch: list[Item] = []
    held = 0
    for item in items:
        batch.append(item)
        held += size_of(item)
        if len(batch) >= count or held >= size or not (more is None or more()):
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def finish(steps: Steps[Result]) -> Result:
    """The result of work that nothing else is waiting beside."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def finish_together(works: Iterable[Steps[Result]]) -> list[Result]:
    """The results of all ``works``, each step of which is done for all before the next begins.

    What one of them raises ends all.
    """
    results: dict[int, Result] = {}
    paused = list(enumerate(works))
    while paused:
        going = []
        for index, steps in paused:
            try:
                next(steps)
            except StopIteration as end:
                results[index] = end.value
            else:
                going.append((index, steps))
        paused = going
    return [results[index] for index in sorted(results)]


def in_one_step(function: Callable[[Item], Result]) -> Callable[[Item], Steps[Result]]:
    """``function`` as work that never pauses."""

    def steps(item: Item) -> Steps[Result]:
        yield from ()
        return function(item)

    return steps
