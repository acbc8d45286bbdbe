"""How the work of a call grows with its input, for texts that are made to be slow to read: its time, or its steps."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType

# Eight times the text: linear work takes 8 times as long, quadratic work 64 times. The bound lies between the two, as
# far from either, so that a busy machine does not decide.
_GROWTH = 8
_BOUND = 24.0
_TRIES = 3
# Shorter times are mostly what a call costs at any length.
_LEAST_SECONDS = 0.005


def assert_linear(prepare: Callable[[str], Callable[[], object]], unit: str, length: int) -> None:
    """Fails when a call takes more than linear time on texts that repeat the unit.

    ``prepare`` is given such a text, of ``length`` characters or an eighth of them, and gives the call to be measured.
    """
    assert growth(prepare(_repeated(unit, length // _GROWTH)), prepare(_repeated(unit, length))) < _BOUND, unit


def growth(short: Callable[[], object], long: Callable[[], object]) -> float:
    """How many times as long the second call takes as the first."""
    least_short, least_long = _least_seconds(short, long)
    return least_long / max(least_short, _LEAST_SECONDS)


def growth_and_cost(prepare: Callable[[str], Callable[[], object]], unit: str, length: int) -> tuple[float, float]:
    """How many times the time a call takes for eight times the text, and the seconds for one character of it."""
    short, long = _least_seconds(prepare(_repeated(unit, length // _GROWTH)), prepare(_repeated(unit, length)))
    return long / max(short, _LEAST_SECONDS), long / length


def _least_seconds(short: Callable[[], object], long: Callable[[], object]) -> tuple[float, float]:
    """What two calls take, in this process's own time: measured in turn, the least of three, as what disturbs only
    adds."""
    short()
    least_short = least_long = float("inf")
    for _ in range(_TRIES):
        least_short = min(least_short, _seconds(short))
        least_long = min(least_long, _seconds(long))
        if least_long < 1.5 * _GROWTH * max(least_short, _LEAST_SECONDS):
            break
    return least_short, least_long


def steps(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs; a loop counts in each of its rounds, written on one line as well."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        if event == "line":
            count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def _repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _seconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began
