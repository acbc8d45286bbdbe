"""Work in steps: all items of a batch are at one step before any begins the next."""

from __future__ import annotations

from extractor.stepwise import Steps, finish, finish_together, in_one_step


def _count(name: str, steps: int, log: list[str]) -> Steps[str]:
    for step in range(steps):
        log.append(f"{name}{step}")
        yield
    return name * steps


def test_items_go_through_each_step_together() -> None:
    log: list[str] = []
    assert finish_together(_count(name, steps, log) for name, steps in (("a", 2), ("b", 0), ("c", 3))) == [
        "aa",
        "",
        "ccc",
    ]
    assert log == ["a0", "c0", "a1", "c1", "c2"]


def test_one_item_is_finished_alone() -> None:
    log: list[str] = []
    assert finish(_count("a", 3, log)) == "aaa"
    assert log == ["a0", "a1", "a2"]
    assert finish(in_one_step(len)("empat")) == 5
    assert finish_together([]) == []
