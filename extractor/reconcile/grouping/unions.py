"""Things put together step by step (union-find)."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Any)


class Unions(Generic[K]):
    """Which keys belong together; the smallest of those stands for them."""

    def __init__(self) -> None:
        self._above: dict[K, K] = {}

    def root(self, key: K) -> K:
        """The key that stands for all that were joined with it."""
        above = self._above
        while (up := above.setdefault(key, key)) != key:
            above[key] = above[up]
            key = up
        return key

    def join(self, one: K, other: K) -> None:
        """Put both together, and all that were joined with them."""
        first, last = sorted((self.root(one), self.root(other)))
        self._above[last] = first
