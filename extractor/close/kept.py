"""Answers that are kept with whoever gave them, so that what a text holds thousands of times is looked up once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_Of = TypeVar("_Of")
_NONE: Final[Any] = object()


def kept(method: Callable[Concatenate[_Of, _Asked], _Answer]) -> Callable[Concatenate[_Of, _Asked], _Answer]:
    """A method that works out its answer once for each object and question, which must be hashable.

    What is asked by name, not by position, is worked out each time.
    """
    name = f"{method.__name__} kept"

    def answer(self: _Of, /, *asked: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        if named:
            return method(self, *asked, **named)
        holder = self.__dict__
        of: dict[object, Any] | None = holder.get(name)
        if of is None:
            of = holder[name] = {}
        found: _Answer = of.get(asked, _NONE)
        if found is _NONE:
            found = of[asked] = method(self, *asked, **named)
        return found

    return answer
