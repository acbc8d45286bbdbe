"""Python's cyclic garbage collector, for processes that are ours alone."""

from __future__ import annotations

import gc

# Rules and facts hold next to no cycles. To look for them at every 700 new objects, as Python does by itself, takes a
# tenth of the time.
_THRESHOLDS = (50_000, 20, 20)


def collect_seldom() -> None:
    """For the command and its workers; the library leaves the collector to whoever imports it."""
    gc.set_threshold(*_THRESHOLDS)
