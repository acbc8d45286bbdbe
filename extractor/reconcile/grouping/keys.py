"""Block keys of a statement: what two reports of one figure almost surely share.

A key joins family of status, kind of unit, and either the programme, or a distinctive value, or the body that owns the
figure. Inside a block nothing is compared all against all: see :mod:`extractor.reconcile.grouping`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.reconcile.garbling import significant
from extractor.reconcile.settings import Settings, Unit
from extractor.reconcile.statements import Statement
from extractor.reconcile.statements.vocabulary import GENERIC_UNITS

_PEOPLE = frozenset({"person", "participant", "staff", "seat", "victim"})


def unit_kind(unit: Unit | None, settings: Settings) -> str:
    """People in one kind, households apart, measures by their own name, things by the top of their hierarchy."""
    if unit is None:
        return "?"
    if unit.id.startswith("keluarga") or "keluarga" in unit.broader:
        return "people"
    if unit.category in _PEOPLE or unit.category == "organisation":
        return "people"
    return unit.broader[-1] if unit.broader else unit.id


def statement_keys(statement: Statement, settings: Settings) -> Iterator[str]:
    """Block keys, most telling first: programme and kind of unit, programme alone, value, owner."""
    family = "count" if statement.family in ("result", "potential") else statement.family
    kind = unit_kind(statement.unit, settings)
    programmes = _roots(statement, settings)
    for programme in programmes:
        yield f"{family}|{kind}|p:{programme}"
        if statement.family == "potential":  # one report's possibility is another's plan
            yield f"target|{kind}|p:{programme}"
        if kind == "?" or kind in GENERIC_UNITS:
            yield f"{family}|p:{programme}"
    point = statement.value.point
    # Of shares the object tells more than the programme, and a round share is no rarer than a precise one.
    share = statement.unit is not None and statement.unit.category == "share"
    if statement.value.digits >= 2 or share or not programmes:
        yield f"{family}|{kind}|v:{point:.3g}"
    if statement.value.digits >= settings.thresholds["chance_digits"]:
        # A precise number is looked for among plans and results alike: reports take one for the other.
        yield f"{kind}|v:{point:.6g}"
    if not statement.programme:
        for body in sorted(statement.bodies)[:3]:
            yield f"{family}|{kind}|b:{body}"


def index_keys(statement: Statement, settings: Settings) -> Iterator[str]:
    """The keys under which others find the statement: its own, and that of its programme for figures without a unit."""
    yield from statement_keys(statement, settings)
    family = "count" if statement.family in ("result", "potential") else statement.family
    for programme in _roots(statement, settings):
        yield f"{family}|p:{programme}"


def rival_keys(statement: Statement, settings: Settings) -> Iterator[str]:
    """What two reports share that contradict each other: the digits, or the day and the owner of an attendance."""
    if statement.family == "denied":  # it goes with those who state it, and with what is said instead
        yield from statement_keys(replace(statement, family="result"), settings)
    kind = unit_kind(statement.unit, settings)
    digits = "".join(sorted(significant(statement.value.point).replace("0", "")))
    if statement.programme not in settings.programme_words:
        # One digit recurs by chance, so a name or a place goes with it.
        names = (*sorted(statement.names)[:3], *([statement.place] if statement.place else ()))
        for name in names if len(digits) < 2 else ("",):
            yield f"{statement.family}|{kind}|s:{digits}|{name}"
    if statement.as_of and statement.as_of.is_day and statement.facts[0].participants:
        for body in sorted(statement.bodies)[:3]:
            yield f"{statement.family}|{kind}|e:{statement.as_of.from_}|{body}"


def _roots(statement: Statement, settings: Settings) -> list[str]:
    """The broadest programmes of the statement: reports say BLT Kesra, BLT or bansos for one thing."""
    programmes = ({statement.programme} if statement.programme else set()) | statement.mentioned
    return sorted({settings.root(programme) for programme in programmes})
