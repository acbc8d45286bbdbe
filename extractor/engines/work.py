"""What every engine runs: work on an item, prepared once a process, in steps if it likes; and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from extractor.errors import RujukError
from extractor.stepwise import Steps

Item = TypeVar("Item", contravariant=True)
Result = TypeVar("Result", covariant=True)


#: How many batches a worker holds, with the one that it is at.
AHEAD = 2


class Work(Protocol[Item, Result]):
    """Picklable description of a stage; :meth:`prepare` loads rules and models, and gives the function.

    A function that has no steps to pause between is made one by :func:`in_one_step`.
    """

    def prepare(self) -> Callable[[Item], Steps[Result]]: ...


class EngineError(RujukError, RuntimeError):
    """The engine itself cannot go on (workers do not start, Java is missing); nothing is wrong with an article."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item gave nothing: ``crashed``, ``hung`` or ``died``, with what the wording needs."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
