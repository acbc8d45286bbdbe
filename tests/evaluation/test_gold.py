"""Broken gold files are named with their line."""

from pathlib import Path

import pytest

from extractor.evaluation.gold import GoldError, gold_rows


def test_rows_in_order_without_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('\ufeff{"id": "a"}\n\n{"id": "b"}\n', encoding="utf-8")
    assert [row["id"] for row in gold_rows(path)] == ["a", "b"]


@pytest.mark.parametrize("broken", ['{"id": ', "[1, 2]", "null"])
def test_the_line_of_a_broken_row_is_named(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a"}\n\n' + broken + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl:3: "):
        list(gold_rows(path))


def test_text_that_is_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "\xff"}\n')
    with pytest.raises(GoldError, match=r"gold\.jsonl: .*utf-8"):
        list(gold_rows(path))
