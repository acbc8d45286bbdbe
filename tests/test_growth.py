"""The bound of growth tells linear work from quadratic work, whatever the machine does meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest

from tests.growth import assert_linear


def _clock(
    monkeypatch: pytest.MonkeyPatch, power: int, disturbances: Iterator[float]
) -> Callable[[str], Callable[[], None]]:
    """Calls whose time is their length to a power, in microseconds, times what disturbs them."""
    now = 0.0

    def prepare(text: str) -> Callable[[], None]:
        def call() -> None:
            nonlocal now
            now += len(text) ** power / 1e6 * next(disturbances)

        return call

    monkeypatch.setattr(time, "process_time", lambda: now)
    return prepare


@pytest.mark.parametrize("disturbances", [[1.0], [1.0, 1.0, 2.9], [1.0, 1.0, 9.0, 2.0, 9.0, 1.5]])
def test_linear_work_passes_on_a_busy_machine(monkeypatch: pytest.MonkeyPatch, disturbances: list[float]) -> None:
    assert_linear(_clock(monkeypatch, 1, cycle(disturbances)), "ab", 80_000)


@pytest.mark.parametrize("disturbances", [[1.0], [1.0, 2.0, 1.0], [2.0, 1.0, 1.5]])
def test_quadratic_work_fails(monkeypatch: pytest.MonkeyPatch, disturbances: list[float]) -> None:
    with pytest.raises(AssertionError, match="ab"):
        assert_linear(_clock(monkeypatch, 2, cycle(disturbances)), "ab", 80_000)
