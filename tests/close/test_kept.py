"""Answers that are kept."""

from __future__ import annotations

from extractor.close.kept import kept


class _Counting:
    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    @kept
    def of(self, word: str, times: int = 1) -> str:
        self.asked.append((word, times))
        return word * times


def test_an_answer_is_worked_out_once_for_each_object_and_question() -> None:
    one, other = _Counting(), _Counting()
    assert [one.of("a"), one.of("a"), one.of("a", 2), other.of("a")] == ["a", "a", "aa", "a"]
    assert (one.asked, other.asked) == ([("a", 1), ("a", 2)], [("a", 1)])


def test_what_is_asked_by_name_is_another_question() -> None:
    one = _Counting()
    assert [one.of("a"), one.of("a", times=3)] == ["a", "aaa"]
