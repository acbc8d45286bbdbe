"""Whether two claims are of one area: the place of a figure, and the areas that headlines name."""

from __future__ import annotations

from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement


def elsewhere(first: frozenset[str], last: frozenset[str]) -> bool:
    """Two headlines name areas (by code), of which none lies in another."""
    return bool(first and last) and not any(
        one.startswith(other) or other.startswith(one) for one in first for other in last
    )


def scene_of(statement: Statement) -> frozenset[str]:
    """Codes of the areas that it is about: its own place, else those of its headline."""
    coded = statement.place and statement.place[0].isdigit()
    return frozenset({statement.place}) if statement.place and coded else statement.scene


def same_area(a: Statement, b: Statement, settings: Settings) -> bool:
    """One name without what kind of area it is (Kota Tasikmalaya and Tasikmalaya), unless two codes tell them apart."""
    first, last = ((one.area or "").split() or [""] for one in (a, b))
    coded = all(one.place and one.place[0].isdigit() for one in (a, b))
    return not coded and first[first[0] in settings.area_kinds :] == last[last[0] in settings.area_kinds :]
