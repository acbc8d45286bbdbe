"""Choosing among candidates for a link by a sum of weights over named evidence; *none of them* is a candidate too.

The weights of a link are learned by ``rujuk learn`` and stand in ``rules/weights/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

from extractor.mentions import DateMention
from extractor.models import Place, Speaker, Status
from extractor.rules.weights import table

#: The links that are chosen so, and the status, each with a table of its own.
LINKS: Final = ("status", "said_by", "what", "as_of", "place", "due", "owner", "counted_by")
#: How far, in characters, what is near still is, nearest first.
Bands = tuple[tuple[int, str], ...]
DATE_BANDS: Final[Bands] = ((12, "beside"), (50, "near"), (120, "apart"))
_Candidate = TypeVar("_Candidate")


@dataclass(slots=True, frozen=True)
class Owners:
    """Ids of the owning ministries and agencies, in the order of the text."""

    ministries: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


NOBODY: Final = Owners()


@dataclass(slots=True, eq=False)
class Linked:
    """A figure or a day with its links, which the steps of linking fill; null is what the article does not say.

    What it is comes first. ``status`` is null for a day; ``category`` is the class of the unit, ``value`` tells the
    same figure said again, ``governed`` is where the cue stands that governs it. Of the links ``what`` is the name of
    the programme or event, which ``programme`` identifies.
    """

    start: int
    end: int
    status: Status | None = None
    participants: bool = False
    unit: str | None = None
    target: bool = False
    category: str = ""
    value: tuple[float | None, float | None] | None = None
    governed: int | None = None
    said_by: Speaker | None = None
    what: str | None = None
    programme: str | None = None
    place: Place | None = None
    as_of: DateMention | None = None
    due: DateMention | None = None
    counted_by: str | None = None
    owner: Owners = NOBODY

    @property
    def kind(self) -> str:
        """What evidence about its day and place tells apart."""
        return "count" if self.participants else "figure"


#: The weights of a link, of a rule set. Raises :class:`extractor.rules.RulesError` on a malformed row.
weights_of: Final = lru_cache(maxsize=32)(table)


def band(distance: int, bands: Bands) -> str:
    """The name of a distance in characters; beyond the last of ``bands`` it is *distant*."""
    for most, name in bands:
        if distance <= most:
            return name
    return "distant"


def joined(name: str, *others: str) -> tuple[str, ...]:
    """Evidence seen together with other evidence: *here, count*, *here, province*."""
    return tuple(f"{name}, {other}" for other in others)


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
