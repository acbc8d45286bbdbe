"""The sorter gives back what it took, in order, whether it spilled or not, and leaves no files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.disk.sorting import Sorter


@pytest.mark.parametrize("held", [100_000_000, 2_000, 1])
def test_sorted_by_key_and_stable(tmp_path: Path, held: int) -> None:
    with Sorter(tmp_path, held) as sorter:
        for number in range(3000):
            sorter.add((number * 7919) % 500, 10, number)
        expected = sorted(range(3000), key=lambda number: (number * 7919) % 500)
        assert list(sorter.sorted()) == expected
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.tuples(st.text(max_size=3), st.integers())))
def test_any_keys(tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, int]]) -> None:
    with Sorter(tmp_path_factory.getbasetemp(), 600) as sorter:
        for key, number in entries:
            sorter.add((key, number), 1, (key, number))
        assert list(sorter.sorted()) == sorted(entries)
