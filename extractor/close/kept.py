"""Answers that are kept with whoever gave them, so that what a text holds thousands of times is looked up once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_Of = TypeVar("_Of")


def kept(method: Callable[Concatenate[_Of, _Asked], _Answer]) -> Callable[Concatenate[_Of, _Asked], _Answer]:
    """A method that works out its answer once for each object and question, which must be hashable.

    What is asked by name, not by position, is worked out each time.
    """
    name = f"{method.__name__} kept"

    def answer(self: _Of, /, *asked: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        if named:
            return method(self, *asked, **named)
        of: dict[object, _Answer] = self.__dict__.setdefault(name, {})
        if asked not in of:
            of[asked] = method(self, *asked, **named)
        return of[asked]

    return answer
