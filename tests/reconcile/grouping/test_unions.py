"""Things put together step by step stay together, in whatever order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.reconcile.grouping.unions import Unions

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30)


def test_a_long_chain_keeps_one_root() -> None:
    unions: Unions[int] = Unions()
    for number in (4, 3, 2, 1):
        unions.join(number, number - 1)
    assert [unions.root(number) for number in (4, 3, 2, 1, 0, 4)] == [0] * 6


@given(PAIRS)
def test_roots_are_the_smallest_of_what_hangs_together(pairs: list[tuple[int, int]]) -> None:
    unions: Unions[int] = Unions()
    sets = {key: {key} for key in range(13)}
    for one, other in pairs:
        unions.join(one, other)
        both = sets[one] | sets[other]
        for key in both:
            sets[key] = both
        assert all(unions.root(key) == min(sets[key]) for key in range(13))
