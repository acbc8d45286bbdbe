"""Which group of people a figure counts: programmes count toddlers, pupils and expectant mothers one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.models import QuantityFact
from extractor.rules.words import any_of

_REACH = 160  # characters before a number in which its group is named
_BEHIND = 80  # the same behind its noun
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BRACKETS = re.compile(r"\([^()]{1,20}\)")


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of rules/reconcile.yaml.

    ``ids``: spelling → group; ``above``: group → those that it lies in; ``general``: units that count any people.
    """

    ids: Mapping[str, str]
    above: Mapping[str, frozenset[str]]
    general: frozenset[str]
    leads: frozenset[str]
    named: re.Pattern[str]
    marked: re.Pattern[str]
    item: re.Pattern[str]
    own: re.Pattern[str]

    def apart(self, first: frozenset[str], last: frozenset[str]) -> bool:
        """Both name groups, and some group of either has nothing to do with those of the other."""
        return bool(first and last) and not (self._each(first, last) and self._each(last, first))

    def disjoint(self, first: frozenset[str], last: frozenset[str]) -> bool:
        """Both name groups, none of which has anything to do with those of the other."""
        return bool(first and last) and not any(self._kin(one, other) for one in first for other in last)

    def _each(self, first: Iterable[str], last: Iterable[str]) -> bool:
        return all(any(self._kin(one, other) for other in last) for one in first)

    def _kin(self, one: str, other: str) -> bool:
        return one == other or other in self.above[one] or one in self.above[other]


def compile_groups(rules: Mapping[str, Any]) -> Groups:
    """The groups of the parsed rules/reconcile.yaml."""
    rows = rules["groups"]
    ids = {str(phrase): str(row["id"]) for row in rows for phrase in row["phrases"]}
    above = {str(row["id"]): frozenset(map(str, row.get("within", ()))) for row in rows}
    name = any_of(ids)
    return Groups(
        ids=ids,
        above=above,
        general=frozenset(rules["ungrouped"]),
        leads=frozenset(rules["group_leads"]),
        named=re.compile(rf"\b({name})\b"),
        marked=re.compile(rf"\b(?:{any_of(rules['group_marks'])})\s+({name})\b"),
        item=re.compile(rf"\s*(?:(?:,|/|\b(?:{any_of(rules['group_joints'])})\b)\s*){{1,2}}({name})\b"),
        own=re.compile(rf"\s*(?:(?:{any_of(rules['group_behind'])})\s+){{0,2}}({name})\b"),
    )


def read_groups(fact: QuantityFact, unit: str | None, groups: Groups) -> tuple[frozenset[str], str | None]:
    """The groups that a figure counts, none where it counts people of any kind or none are named, and the spelling of
    the one group that its sentence names for a general noun (*868 ribu orang* of the expectant mothers).

    ``unit`` is the id of the noun's unit.
    """
    noun = (fact.unit or "").lower()
    own = groups.named.match(noun)
    behind = fact.after[:_BEHIND].lower()
    if own is not None:
        return frozenset({groups.ids[own.group(1)], *_items(behind, 0, groups)}), None
    if unit is not None and unit not in groups.general:
        return frozenset(), None
    found = groups.own.match(behind)
    names = [found.group(1), *_listed(behind, found.end(), groups)] if found else _before(fact, groups)
    kinds = frozenset(groups.ids[name] for name in names)
    return kinds, names[0] if len(kinds) == 1 else None


def _before(fact: QuantityFact, groups: Groups) -> Sequence[str]:
    """The groups named between the figure before and this one: by a word for groups, or as its subject."""
    text = fact.before[-_REACH:].lower()
    start = max((place for place, char in enumerate(text) if char.isdigit() or char in ";:"), default=-1) + 1
    marked = list(groups.marked.finditer(text, start))
    if marked:
        return [marked[-1].group(1), *_listed(text, marked[-1].end(), groups)]
    named = list(groups.named.finditer(text, start))
    if not named:
        return []
    rest = _BRACKETS.sub(" ", text[named[-1].end() :])
    lead = _WORD.findall(rest)
    return [one.group(1) for one in named] if lead and groups.leads.issuperset(lead) and "," not in rest else []


def _listed(text: str, start: int, groups: Groups) -> list[str]:
    """The further groups of an enumeration that goes on at ``start``."""
    found = []
    while (match := groups.item.match(text, start)) is not None:
        found.append(match.group(1))
        start = match.end()
    return found


def _items(text: str, start: int, groups: Groups) -> Iterable[str]:
    return (groups.ids[name] for name in _listed(text, start, groups))
