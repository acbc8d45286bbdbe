"""The registry of ministries and agencies, read from ``rules/ministries.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal

from extractor.rules import RuleSet

FILE: Final = "ministries.yaml"


@dataclass(slots=True, frozen=True)
class Holder:
    """Somebody who led a body, or was deputy there. An open side of the term is ``None``."""

    name: str
    from_: date | None
    to: date | None
    deputy: bool = False
    acting: bool = False
    known_as: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class Body:
    """A ministry or an agency between two reshuffles."""

    id: str
    kind: Literal["ministry", "coordinating_ministry", "agency"]
    name: str
    short: str
    valid_from: date | None
    valid_to: date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    holders: tuple[Holder, ...]
    cues: tuple[str, ...]
    portfolios: tuple[str, ...] = ()
    clipped: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    dated: tuple[tuple[str, date], ...] = ()

    @property
    def is_ministry(self) -> bool:
        """Ministries and coordinating ministries are reported as ``ministry``, the rest as ``agency``."""
        return self.kind != "agency"

    @property
    def fields(self) -> tuple[str, ...]:
        """What it is in charge of, as its names and those of local offices have it: *Kominfo*, *Pekerjaan Umum*."""
        return (*self.portfolios, *self.clipped, *self.halves)

    def valid_on(self, day: date | None) -> bool:
        """Whether the body exists on ``day``; without a day, whether it still exists."""
        return _covers(self.valid_from, self.valid_to, day)


def _covers(first: date | None, last: date | None, day: date | None) -> bool:
    if day is None:
        return last is None
    return (first is None or first <= day) and (last is None or day <= last)


@lru_cache(maxsize=8)
def bodies(ruleset: RuleSet) -> Mapping[str, Body]:
    """All bodies by id, in the order of the file."""
    rows = ruleset.yaml(FILE)["bodies"]
    return MappingProxyType({str(id_): _read_body(str(id_), row) for id_, row in rows.items()})


# News goes on for some years behind the last change of which the registry knows.
_AFTER: Final = 2


@lru_cache(maxsize=8)
def known_years(ruleset: RuleSet) -> tuple[int, int]:
    """The first year of which the registry knows, and the last of which a report read with it may be.

    The first lies behind the last where no row tells a day.
    """
    known = bodies(ruleset).values()
    days = [day for body in known for day in (body.valid_from, body.valid_to)]
    days += [day for body in known for holder in body.holders for day in (holder.from_, holder.to)]
    held = [day.year for day in days if day]
    return (min(held), max(held) + _AFTER) if held else (date.max.year, date.min.year)


def successors_on(body: str, day: date | None, ruleset: RuleSet) -> tuple[str, ...]:
    """The bodies that carry on ``body`` on ``day``, nearest first; ``body`` itself while it exists."""
    registry = bodies(ruleset)
    found: list[str] = []
    seen: set[str] = set()
    queue = [body]
    while queue:
        id_ = queue.pop(0)
        if id_ in seen or id_ not in registry:
            continue
        seen.add(id_)
        if registry[id_].valid_on(day):
            found.append(id_)
        else:
            queue.extend(registry[id_].successors)
    return tuple(found)


def same_line(first: str, second: str, ruleset: RuleSet) -> bool:
    """Whether one body is the other, or became it by renaming, splitting or merging."""
    return first == second or second in line_of(first, ruleset) or first in line_of(second, ruleset)


@lru_cache(maxsize=1024)
def line_of(body: str, ruleset: RuleSet) -> frozenset[str]:
    """``body`` and all that it became."""
    registry = bodies(ruleset)
    seen: set[str] = set()
    queue = [body]
    while queue:
        id_ = queue.pop()
        if id_ not in seen and id_ in registry:
            seen.add(id_)
            queue.extend(registry[id_].successors)
    return frozenset(seen)


def read_day(value: str | None) -> date | None:
    """A day written ``2024-10-21``, or ``None`` for an empty value."""
    return date.fromisoformat(value) if value else None


_LISTS: Final = (
    "predecessors", "successors", "cues", "portfolios", "clipped", "stems", "acronyms", "halves", "heads", "names",
    "titles", "deputies",
)  # fmt: skip


def _read_body(id_: str, row: Mapping[str, Any]) -> Body:
    holders = [_read_holder(item, deputy=False) for item in row.get("holders") or []]
    holders += [_read_holder(item, deputy=True) for item in row.get("deputy_holders") or []]
    return Body(
        id=id_,
        kind=row["kind"],
        name=str(row["name"]),
        short=str(row["short"]),
        valid_from=read_day(row.get("from")),
        valid_to=read_day(row.get("to")),
        holders=tuple(holders),
        dated=tuple((form, date.fromisoformat(last)) for form, last in (row.get("dated") or {}).items()),
        **{key: tuple(row.get(key) or ()) for key in _LISTS},
    )


def _read_holder(row: Mapping[str, Any], *, deputy: bool) -> Holder:
    return Holder(
        name=str(row["name"]),
        from_=read_day(row.get("from")),
        to=read_day(row.get("to")),
        deputy=deputy,
        acting=bool(row.get("acting", False)),
        known_as=tuple(row.get("known_as") or ()),
    )
