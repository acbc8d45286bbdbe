"""The named areas that rujuk knows: Indonesia's provinces, regencies and cities with their codes, and countries.

Data: ``rules/regions.tsv`` (official codes) and ``rules/places.yaml`` (other areas, ambiguous names).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, cast

from extractor.rules import RuleSet

AreaKind = Literal["province", "regency", "city", "area", "country"]


@dataclass(slots=True, frozen=True)
class Area:
    """A named area; ``code`` is the official one where there is one."""

    name: str
    kind: AreaKind
    code: str | None


@dataclass(frozen=True)
class Areas:
    """All names of areas. ``names`` leads from any written form to the areas that it may mean."""

    names: dict[str, tuple[Area, ...]]
    ambiguous: frozenset[str]
    offices: frozenset[str]
    by_code: dict[str, Area]
    kinds: dict[str, AreaKind]
    _first_words: dict[str, int] = field(repr=False)

    def is_area(self, text: str) -> bool:
        """Whether ``text`` is the name of an area and nothing else, with or without its kind before it."""
        if text in self.names:
            return True
        head, _, rest = text.partition(" ")
        return head in self.kinds and (rest in self.names or bool(rest))

    def length_at(self, words: Sequence[str], previous: str) -> int:
        """How many of ``words`` (at their start) are a region's name; 0 when none or when it may be a person's name."""
        longest = self._first_words.get(words[0], 0)
        for length in range(min(longest, len(words)), 0, -1):
            name = " ".join(words[:length])
            if name in self.names:
                if length == 1 and name in self.ambiguous and previous not in self.offices:
                    return 0
                return length
        return 0

    def resolve(self, name: str, kind: str | None = None) -> Area | None:
        """The area of a written name. Of a regency and a city of one name neither is chosen without ``kind``."""
        found = self.names.get(name, ())
        wanted = self.kinds.get(kind or "")
        if wanted is not None:
            found = tuple(area for area in found if area.kind == wanted) or found
        if len(found) == 1:
            return found[0]
        provinces = [area for area in found if area.kind == "province"]
        return provinces[0] if len(provinces) == 1 else None


@lru_cache(maxsize=8)
def compile_areas(ruleset: RuleSet) -> Areas:
    """The areas of a ruleset."""
    names: dict[str, list[Area]] = {}
    by_code: dict[str, Area] = {}
    for row in ruleset.tsv("regions.tsv"):
        area = Area(row["name"], cast(AreaKind, row["kind"]), row["code"])
        by_code[area.code or ""] = area
        for form in (row["name"], *filter(None, row["also"].split("|"))):
            names.setdefault(form, []).append(area)
    data = ruleset.yaml("places.yaml")
    for rule in data["other_areas"]:
        kind = rule.get("kind", "area")
        for forms in rule["names"]:
            if forms[0] not in names:
                area = Area(forms[0], kind, None)
                for form in forms:
                    names.setdefault(form, []).append(area)
    ambiguous = frozenset(word for rule in data["ambiguous"] for word in rule["phrases"])
    first_words: dict[str, int] = {}
    for name in names:
        words = name.split()
        first_words[words[0]] = max(first_words.get(words[0], 0), len(words))
    offices = frozenset(word for rule in data["cues"] for form in rule["phrases"] for word in form.split())
    kinds: dict[str, AreaKind] = {word: kind for kind, words in data["kind_words"].items() for word in words}
    by_name = {name: tuple(areas) for name, areas in names.items()}
    return Areas(by_name, ambiguous, offices, by_code, kinds, first_words)
