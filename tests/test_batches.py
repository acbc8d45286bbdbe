"""Work in steps: all items of a batch are at one step before any begins the next."""

from __future__ import annotations

from extractor.batches import Steps, gather


def test_items_go_through_each_step_together() -> None:
    log: list[str] = []

    def note(step: str, item: str) -> str:
        log.append(item)
        return item + step

    steps: Steps[str, str] = Steps(lambda item: note("1", item), lambda item: note("2", item))
    assert steps.together(["a", "b"]) == ["a12", "b12"]
    assert log == ["a", "b", "a1", "b1"]
    assert steps.together([]) == []


def test_a_batch_is_closed_by_its_count_its_size_or_when_no_more_wait() -> None:
    words = ["aa", "b", "cccc", "d", "e", "f"]
    assert [*gather(words, len, count=2)] == [["aa", "b"], ["cccc", "d"], ["e", "f"]]
    assert [*gather(words, len, size=4)] == [["aa", "b", "cccc"], ["d", "e", "f"]]
    waiting = iter([True, False, True, True, True, True])
    assert [*gather(words, len, more=lambda: next(waiting))] == [["aa", "b"], ["cccc", "d", "e", "f"]]
