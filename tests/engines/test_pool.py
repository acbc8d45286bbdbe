"""Workers may crash, hang or die: the item is named, everything else comes back."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from extractor.engines.inline import run_inline
from extractor.engines.pool import run_pool
from extractor.engines.work import EngineError, Failure
from extractor.stepwise import Steps


@dataclass(frozen=True)
class Squares:
    def prepare(self) -> Callable[[int], Steps[int]]:
        def handle(number: int) -> Steps[int]:
            if number == 13:
                raise ValueError("nope")
            square = number * number
            yield
            if number == 7:
                os._exit(3)
            if number == 22:
                time.sleep(60)
            yield
            return square

        return handle


@dataclass(frozen=True)
class Unpreparable:
    def prepare(self) -> Callable[[int], Steps[int]]:
        raise RuntimeError("no rules")


def _batches(numbers: range, size: int) -> Iterator[list[int]]:
    for start in range(numbers.start, numbers.stop, size):
        yield list(range(start, min(start + size, numbers.stop)))


def test_pool_isolates_what_crashes_hangs_or_dies() -> None:
    results = [pair for batch in run_pool(Squares(), _batches(range(40), 5), 2, seconds=1.0) for pair in batch]
    expected: dict[int, object] = {number: number * number for number in range(40)}
    expected[7] = Failure("died")
    expected[13] = Failure("crashed", {"detail": "ValueError: nope"})
    expected[22] = Failure("hung", {"seconds": "1"})
    assert dict(results) == expected
    assert len(results) == 40


def test_pool_says_why_workers_do_not_start() -> None:
    with pytest.raises(EngineError, match="RuntimeError: no rules"):
        list(run_pool(Unpreparable(), _batches(range(4), 2), 2))


def test_pool_stops_its_workers_when_the_caller_stops() -> None:
    results = run_pool(Squares(), _batches(range(30, 1000), 5), 2)
    next(results)
    began = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 5


def test_inline_names_what_crashes_or_hangs() -> None:
    results = [pair for batch in run_inline(Squares(), [[12, 13], [22, 23]], seconds=0.2) for pair in batch]
    assert results == [
        (12, 144),
        (13, Failure("crashed", {"detail": "ValueError: nope"})),
        (22, Failure("hung", {"seconds": "0.2"})),
        (23, 529),
    ]
