"""How the time of a call grows with its input, for texts that are made to be slow to read."""

from __future__ import annotations

import time
from collections.abc import Callable

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
    """How many times as long the second call takes as the first.

    Both are measured in turn, in this process's own time, and the least of three counts, as what disturbs only adds.
    """
    short()
    least_short = least_long = float("inf")
    for _ in range(_TRIES):
        least_short = min(least_short, _seconds(short))
        least_long = min(least_long, _seconds(long))
        if least_long < 1.5 * _GROWTH * max(least_short, _LEAST_SECONDS):
            break
    return least_long / max(least_short, _LEAST_SECONDS)


def _repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _seconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began
