"""Figures whose thousands are parted by blanks, apostrophes and slips read as the number that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.numbers import find_numbers
from extractor.rules import load_rules

RULES = load_rules()


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=3), st.sampled_from("\u00a0\u2009'’. "))
def test_grouped_thousands(first: int, groups: list[int], mark: str) -> None:
    figure = mark.join([str(first), *(f"{group:03d}" for group in groups)])
    found = find_numbers(f"Ada {figure} orang", RULES)
    assert [(mention.start, mention.end, mention.min) for mention in found] == [
        (4, 4 + len(figure), int("".join(figure.split(mark))))
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("pasal 12 500 orang", [12, 500]),
        ("Mei 20 500 orang", [20, 500]),
        ("Kelas berisi 12 500 kata", [12, 500]),
        ("1. 250 orang", [250]),
        ("sampai 2025 500 orang", [2025, 500]),
        ("3,5 000 orang", [3.5, 0]),
        ("10 000,5 ton", [10, 0.5]),
        ("Juara 2. 150 orang hadir", [2, 150]),
    ],
)
def test_numbers_side_by_side_stay_two(text: str, values: list[float]) -> None:
    assert [mention.max for mention in find_numbers(text, RULES)] == values


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("hanya 2 .750 unit", "2 .750", 2750),
        ("sebanyak 6. 120 unit", "6. 120", 6120),
        ("ada 41 ,5 juta unit", "41 ,5 juta", 41_500_000),
        ("ada 7.OOO unit", "7.OOO", 7000),
    ],
)
def test_slips_are_mended_and_flagged(text: str, span: str, value: int) -> None:
    [found] = find_numbers(text, RULES)
    assert (text[found.start : found.end], found.min, [flag.kind for flag in found.flags]) == (span, value, ["slip"])
