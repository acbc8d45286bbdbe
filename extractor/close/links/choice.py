"""Choosing among candidates for a link by a sum of weights over named evidence; *none of them* is a candidate too.

The weights of a link are learned by ``rujuk learn`` and stand in ``rules/weights/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

from extractor.close.judge import table
from extractor.models import Status
from extractor.rules import RuleSet

#: The links that are chosen so, each with a table of its own.
LINKS: Final = ("what", "as_of", "place", "due")
_Candidate = TypeVar("_Candidate")


@dataclass(slots=True, eq=False)
class Figure:
    """A fact to link. ``status`` is null for a date, a ministry or an agency; ``category`` is the unit's class."""

    start: int
    end: int
    status: Status | None = None
    participants: bool = False
    unit: str | None = None
    target: bool = False
    category: str = ""


@lru_cache(maxsize=32)
def weights_of(ruleset: RuleSet, link: str) -> Mapping[str, float]:
    """The weights of a link. Raises :class:`extractor.rules.RulesError` on a malformed row."""
    return table(ruleset, link)


def choose(candidates: Iterable[tuple[_Candidate, Iterable[str]]], weights: Mapping[str, float]) -> _Candidate | None:
    """The candidate whose evidence weighs most, of equals the first; ``None`` when there is none."""
    best: _Candidate | None = None
    most = float("-inf")
    for candidate, evidence in candidates:
        worth = 0.0
        for name in evidence:
            if name in weights:
                worth += weights[name]
        if worth > most:
            best, most = candidate, worth
    return best
