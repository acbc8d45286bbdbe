"""Which statements are worth comparing: keys that two reports of one figure almost surely share.

A key joins family of status, kind of unit, and either the programme, or a distinctive value, or the body that owns the
figure. Inside a block nothing is compared all against all: see :mod:`extractor.reconcile.group`.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.models import ArticleSummary, DateFact, Fact, QuantityFact
from extractor.reconcile.settings import Unit
from extractor.reconcile.statements import GENERIC_UNITS, Statement, read_statements
from extractor.ruleset import RuleSet

_PEOPLE = frozenset({"person", "participant", "staff", "seat", "victim"})


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
    """Block keys, most telling first: programme and kind of unit, programme alone, value, owner."""
    family = "count" if statement.family in ("result", "potential") else statement.family
    kind = unit_kind(statement.unit)
    programmes = ({statement.programme} if statement.programme else set()) | statement.mentioned
    for programme in sorted(programmes):
        yield f"{family}|{kind}|p:{programme}"
        if kind == "?" or kind in GENERIC_UNITS:
            yield f"{family}|p:{programme}"
    point = statement.value.point
    if statement.value.digits >= 2 or not programmes:
        yield f"{family}|{kind}|v:{point:.3g}"
    if not statement.programme:
        for body in sorted(statement.bodies)[:3]:
            yield f"{family}|{kind}|b:{body}"


def index_keys(statement: Statement) -> Iterator[str]:
    """The keys under which others find the statement: its own, and that of its programme for figures without a unit."""
    yield from statement_keys(statement)
    family = "count" if statement.family in ("result", "potential") else statement.family
    for programme in sorted(({statement.programme} if statement.programme else set()) | statement.mentioned):
        yield f"{family}|p:{programme}"


def block_keys(fact: Fact, summary: ArticleSummary | None, ruleset: RuleSet) -> tuple[str, ...]:
    """Keys of one fact, from the fact and its article alone; facts of one record share a key, directly or by a chain.

    Dates go with their programme; names of ministries and agencies are evidence only and have no key.
    """
    if isinstance(fact, QuantityFact):
        return tuple(dict.fromkeys(index_keys(read_statements([fact], summary, ruleset)[0])))
    if isinstance(fact, DateFact) and fact.role in ("due", "start", "event"):
        return (f"date|{fact.role}|{(fact.what or '').lower()}",)
    return ()
