"""Which statements are worth comparing: keys that two reports of one figure almost surely share.

A key joins family of status, kind of unit, and either the programme, or a distinctive value, or the body that owns the
figure. Inside a block nothing is compared all against all: see :mod:`extractor.reconcile.group`.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.models import ArticleSummary, DateFact, Fact, QuantityFact
from extractor.reconcile.settings import Unit
from extractor.reconcile.statements import Statement, read_statements
from extractor.ruleset import RuleSet

_PEOPLE = frozenset({"person", "participant", "staff", "seat", "victim"})
_GENERIC = frozenset({"unit", "wilayah", "fasilitas", "dokumen", "proyek"})


def unit_kind(unit: Unit | None) -> str:
    """People in one kind, households apart, measures by their own name, things by the top of their hierarchy."""
    if unit is None:
        return "?"
    if unit.id.startswith("keluarga") or "keluarga" in unit.broader:
        return "people"
    if unit.category in _PEOPLE:
        return "people"
    return unit.broader[-1] if unit.broader else unit.id


def statement_keys(statement: Statement) -> Iterator[str]:
    """Block keys, most telling first.

    A statement without any evidence but its unit has the key of its unit and value.
    """
    family = "target" if statement.family == "target" else "denied" if statement.family == "denied" else "count"
    kind = unit_kind(statement.unit)
    programmes = ({statement.programme} if statement.programme else set()) | statement.mentioned
    kinds = (kind, "?") if kind in _GENERIC else (kind,)
    for programme in sorted(programmes):
        for key in kinds:
            yield f"{family}|{key}|p:{programme}"
        if kind in _GENERIC or kind == "?":
            yield f"{family}|p:{programme}"
    value = statement.value
    if value.digits >= 2 or not programmes:
        yield f"{family}|{kind}|v:{value.point:.3g}"
    if not statement.programme:
        for body in sorted(statement.bodies)[:3]:
            yield f"{family}|{kind}|b:{body}"


def block_keys(fact: Fact, summary: ArticleSummary | None, ruleset: RuleSet) -> tuple[str, ...]:
    """Keys of one fact, from the fact and its article alone; facts of one record share a key, directly or by a chain.

    Dates go with their programme; names of ministries and agencies are evidence only and have no key.
    """
    if isinstance(fact, QuantityFact):
        return tuple(dict.fromkeys(statement_keys(read_statements([fact], summary, ruleset)[0])))
    if isinstance(fact, DateFact) and fact.role in ("due", "start", "event"):
        return (f"date|{fact.role}|{(fact.what or '').lower()}",)
    return ()
