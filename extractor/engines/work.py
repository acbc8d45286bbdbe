"""What every engine runs: work on an item, prepared once a process, step by step; and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from extractor.batches import Steps
from extractor.errors import RujukError

Item = TypeVar("Item", contravariant=True)
Result = TypeVar("Result", covariant=True)


#: How many batches a worker holds, with the one that it is at.
AHEAD = 2


class Work(Protocol[Item, Result]):
    """Picklable description of a stage; :meth:`prepare` loads rules and models, and gives the steps."""

    def prepare(self) -> Steps[Item, Result]: ...


class EngineError(RujukError, RuntimeError):
    """The engine itself cannot go on (workers do not start, Java is missing); nothing is wrong with an article."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item gave nothing: ``crashed``, ``hung`` or ``died``, with what the wording needs."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
