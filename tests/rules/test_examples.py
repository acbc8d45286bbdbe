"""One notation for the examples of all rule files, and what its runner reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from extractor.rules import Problem
from extractor.rules.examples import Example, find_doubled, read_example, run_examples


@pytest.mark.parametrize(
    ("notation", "marked", "example"),
    [
        ("Ada 5 orang.", False, Example("Ada 5 orang.", 0, 12, None)),
        ("Ada 5 orang. => 5", False, Example("Ada 5 orang.", 0, 12, "5")),
        ("[SALAH] Ada 5 => -", False, Example("[SALAH] Ada 5", 0, 13, "-")),
        ("Dibuka [Mei 2025] => 2025-05-01", True, Example("Dibuka Mei 2025", 7, 15, "2025-05-01")),
        ("a => b => c", False, Example("a => b", 0, 6, "c")),
    ],
)
def test_notation(notation: str, marked: bool, example: Example) -> None:
    assert read_example(notation, marked) == example


@pytest.mark.parametrize("notation", ["Dibuka [Mei", "Dibuka Mei]", "[a] dan [b]", "[[a]"])
def test_a_mark_is_one_pair_of_brackets(notation: str) -> None:
    with pytest.raises(ValueError, match="one stretch"):
        read_example(notation, marked=True)


def test_runner_tells_what_is_read_otherwise() -> None:
    def first_digit(_: Mapping[str, Any], example: Example) -> str | None:
        return next((letter for letter in example.text if letter.isdigit()), None)

    row = {
        "id": "digit",
        "examples": ["ada 5", "ada 5 => 5", "ada => -", "tidak ada", "ada 5 => 6"],
        "counter_examples": ["ada", "ada 5 => 5", "ada 7", "ada => 7"],
    }
    assert list(run_examples("a.yaml", [row], first_digit)) == [
        Problem("a.yaml", "digit", "example is read as nothing: 'tidak ada'"),
        Problem("a.yaml", "digit", "example is read as 5: 'ada 5 => 6'"),
        Problem("a.yaml", "digit", "counter-example is read as 7: 'ada 7'"),
        Problem("a.yaml", "digit", "counter-example is read as nothing: 'ada => 7'"),
    ]


def test_a_word_of_two_places_is_told_once_at_the_second() -> None:
    words = [("one", "kata"), ("one", "ujar"), ("two", "kata"), ("one", "ujar")]
    assert list(find_doubled("a.yaml", words)) == [Problem("a.yaml", "two", "'kata' is also in one")]
