"""Workers may crash, hang or die: the item is named, everything else comes back."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from extractor.batches import Steps
from extractor.engines.inline import run_inline
from extractor.engines.pool import run_pool
from extractor.engines.work import EngineError, Failure


@dataclass(frozen=True)
class Squares:
    def prepare(self) -> Steps[int, int]:
        return Steps(_square, _live)


def _square(number: int) -> int:
    if number == 13:
        raise ValueError("nope")
    return number * number


def _live(square: int) -> int:
    if square == 7 * 7:
        os._exit(3)
    while square == 22 * 22:
        pass
    return square


@dataclass(frozen=True)
class Unpreparable:
    def prepare(self) -> Steps[int, int]:
        raise RuntimeError("no rules")


def _batches(numbers: range, size: int) -> Iterator[list[int]]:
    for start in range(numbers.start, numbers.stop, size):
        yield list(range(start, min(start + size, numbers.stop)))


def test_pool_isolates_what_crashes_hangs_or_dies() -> None:
    results = [pair for batch in run_pool(Squares(), _batches(range(40), 5), 2, seconds=3.0) for pair in batch]
    expected: dict[int, object] = {number: number * number for number in range(40)}
    expected[7] = Failure("died")
    expected[13] = Failure("crashed", {"detail": "ValueError: nope"})
    expected[22] = Failure("hung", {"seconds": "3"})
    assert dict(results) == expected
    assert len(results) == 40


def test_pool_says_why_workers_do_not_start() -> None:
    with pytest.raises(EngineError, match="RuntimeError: no rules"):
        list(run_pool(Unpreparable(), _batches(range(4), 2), 2))


def test_pool_stops_its_workers_when_the_caller_stops() -> None:
    pulled: list[list[int]] = []

    def batches() -> Iterator[list[int]]:
        for batch in _batches(range(30, 1000), 5):
            pulled.append(batch)
            yield batch

    results = run_pool(Squares(), batches(), 2)
    next(results)
    assert len(multiprocessing.active_children()) == 2
    begun = len(pulled)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
    assert len(pulled) == begun < 20


def test_inline_names_what_crashes_or_hangs() -> None:
    results = [pair for batch in run_inline(Squares(), [[12, 13], [22, 23]], seconds=1.0) for pair in batch]
    assert results == [
        (12, 144),
        (13, Failure("crashed", {"detail": "ValueError: nope"})),
        (22, Failure("hung", {"seconds": "1"})),
        (23, 529),
    ]


@dataclass(frozen=True)
class Slow:
    """Items of so many steps of so many seconds of waiting each, and a wait before item 0 begins."""

    steps: int
    seconds: float
    wait: float = 0.0

    def prepare(self) -> Steps[int, int]:
        def sleep(number: int) -> int:
            time.sleep(self.seconds + (self.wait if number == 0 else 0))
            return number

        return Steps(*[sleep] * self.steps)


@dataclass(frozen=True)
class Busy:
    """Items of so many steps of so many seconds of processor time each."""

    steps: int
    seconds: float

    def prepare(self) -> Steps[int, int]:
        def work(number: int) -> int:
            end = time.process_time() + self.seconds
            while time.process_time() < end:
                pass
            return number

        return Steps(*[work] * self.steps)


@dataclass(frozen=True)
class Stopped:
    """Items in the middle of which the process is stopped, as by Ctrl-Z, and goes on after a second."""

    def prepare(self) -> Steps[int, int]:
        def stop(number: int) -> int:
            process = os.getpid()
            with subprocess.Popen(["sh", "-c", f"sleep 1; kill -CONT {process}"]):
                os.kill(process, signal.SIGSTOP)
            return number

        return Steps(stop)


def test_time_is_counted_for_each_step_of_each_item_alone() -> None:
    before = signal.getsignal(signal.SIGPROF)
    # all steps of an item, and one step of all items, take longer than the limit
    work, limit = Busy(steps=6, seconds=0.2), 0.9
    wanted = [(number, number) for number in range(1, 7)]
    assert [pair for batch in run_inline(work, [[1, 2, 3, 4, 5, 6]], seconds=limit) for pair in batch] == wanted
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) is before
    assert [pair for batch in run_pool(work, [[1, 2, 3, 4, 5, 6]], 1, seconds=limit) for pair in batch] == wanted


@pytest.mark.parametrize("work", [Slow(steps=2, seconds=1.2), Stopped()])
def test_no_item_is_refused_for_time_in_which_nothing_was_computed(work: Slow | Stopped) -> None:
    wanted = [(1, 1), (2, 2)]
    assert [pair for batch in run_pool(work, [[1, 2]], 1, seconds=0.3) for pair in batch] == wanted
    if isinstance(work, Slow):  # the test's own process is not to be stopped
        assert [pair for batch in run_inline(work, [[1, 2]], seconds=0.3) for pair in batch] == wanted


def test_a_caller_that_needs_the_order_is_told_how_far_the_others_may_run_ahead() -> None:
    pulled: list[int] = []

    def batches() -> Iterator[list[int]]:
        for number in range(30):
            pulled.append(number)
            yield [number]

    ahead = {}
    for lead in (3, None):
        pulled.clear()
        for results in run_pool(Slow(steps=1, seconds=0.01, wait=5.0), batches(), 2, lead=lead):
            if results[0][0] == 0:
                ahead[lead] = len(pulled) - 1
    assert ahead[3] <= 3
    assert ahead[None] > 3


@dataclass(frozen=True)
class TooMuchTogether:
    """Item 5 fails while other items of its batch are held, as when memory runs out."""

    kill: bool

    def prepare(self) -> Steps[int, int]:
        held: set[int] = set()

        def hold(number: int) -> int:
            held.add(number)
            return number

        def want(number: int) -> int:
            if number == 5 and len(held) > 1:
                if self.kill:
                    os._exit(9)
                raise MemoryError
            return number

        def leave(number: int) -> int:
            held.discard(number)
            return number

        return Steps(hold, want, leave)


@pytest.mark.parametrize("kill", [True, False])
def test_what_fails_beside_others_is_tried_again_alone(kill: bool) -> None:
    results = [pair for batch in run_pool(TooMuchTogether(kill), _batches(range(12), 4), 2) for pair in batch]
    assert sorted(results) == [(number, number) for number in range(12)]
    if not kill:
        assert [*run_inline(TooMuchTogether(kill), [[4, 5, 6]])] == [[(4, 4), (5, 5), (6, 6)]]
