"""Records of nearly the same thing that give another value: they differ, and are neither a conflict nor an update.

Claims that were grouped together at first and then parted are such neighbours. What parts them is what their comparison
finds: another wave, part, day or role, or one report that gives both values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from extractor.models import Difference
from extractor.reconcile.evidence import Level
from extractor.reconcile.judging import part_id
from extractor.reconcile.judging.parts import Part, Surroundings
from extractor.reconcile.judging.resolve import resolve
from extractor.reconcile.settings import Settings, load_settings

Found = Callable[[str, str], list[Level] | str]

_MOST = 4  # neighbours that a record names, those of most claims


def tell_differences(parts: Sequence[Part], found: Found, around: Surroundings) -> None:
    """Give every part its neighbours: the largest of its family, and that one the others.

    ``found`` is what the comparison of two facts finds, or the contradiction that ends it.
    """
    families: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        families[part.family].append(part)
    for family in families.values():
        ordered = sorted(family, key=lambda part: -len(part.readings))
        for part in ordered:
            others = ordered[1 : _MOST + 1] if part is ordered[0] else ordered[:1]
            told = (_difference(part, other, found, load_settings(around.ruleset)) for other in others)
            part.differs = tuple(one for one in told if one is not None)


def _difference(part: Part, other: Part, found: Found, settings: Settings) -> Difference | None:
    value = resolve(other.readings, other.finding, settings).value
    if value is None:
        return None
    if {fact.doc_id for fact in part.facts} & {fact.doc_id for fact in other.facts}:
        return Difference(record_id=part_id(other), value=value, reason="both")
    evidence = found(part.readings[0].fact.fact_id, other.readings[0].fact.fact_id)
    names = {evidence} if isinstance(evidence, str) else {name for name, _ in evidence}
    reason = next((reason for reason, levels in settings.differs if names & levels), "unclear")
    return Difference(record_id=part_id(other), value=value, reason=reason)
