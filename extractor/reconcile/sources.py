"""The record of sources: by outlet and by counting body, how their figures fared against those of the others.

Nothing here is a verdict on an outlet: a figure that stands alone may be a scoop, and one that was corrected was
right on its day. The columns count; readers judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractor.models import Amount, Interval, Record
from extractor.values import Value, fit

# A claim, its value or a record as its line in records.jsonl tells it.
Told = Mapping[str, Any]
_LAST_DAY = "9999-12-31"


@dataclass(slots=True)
class _Tally:
    reports: set[str] = field(default_factory=set)
    claims: int = 0
    records: int = 0
    alone: int = 0
    early: int = 0
    corrected: int = 0
    against: int = 0
    slips: int = 0
    copies: set[str] = field(default_factory=set)


COLUMNS = ("kind", "name", "reports", "copied_reports", "claims", "records", "alone", "early", "corrected", "against",
           "slips")  # fmt: skip
_ORDER = {"outlet": 0, "counter": 1}


class SourceTable:
    """The table, filled record by record, so that the records of an archive pass once.

    Columns of :meth:`rows`: ``records``: in how many the source has a claim; ``alone``: those in which nobody else
    has one; ``early``: those shared with others whose value it was the first to give; ``corrected``: those whose
    value has changed since its last claim; ``against``: conflicts in which its last claim does not fit the value;
    ``slips``: claims with a probable slip; ``copied_reports``: its reports that take over another's.
    """

    def __init__(self, outlet: Callable[[str], str]) -> None:
        """``outlet`` gives the one name of an outlet for any of its names and hosts."""
        self._outlet = outlet
        self._outlets: dict[str, str] = {}
        self._tallies: dict[tuple[str, str], _Tally] = {}

    def add(self, record: Record) -> None:
        """Count the claims of one record."""
        self.add_line(record.model_dump(mode="json"))

    def add_line(self, record: Told) -> None:
        """The same of a parsed line."""
        outlets: dict[str, list[Told]] = {}
        counters: dict[str, list[Told]] = {}
        for claim in record["claims"]:
            if claim["source"]:
                outlets.setdefault(self._outlet_of(claim["source"]), []).append(claim)
            if claim["counted_by"]:
                counters.setdefault(claim["counted_by"], []).append(claim)
        for kind, by_name in (("outlet", outlets), ("counter", counters)):
            for name, claims in by_name.items():
                _count(self._tallies.setdefault((kind, name), _Tally()), claims, record, alone=len(by_name) == 1)

    def _outlet_of(self, source: str) -> str:
        known = self._outlets.get(source)
        if known is None:
            known = self._outlets[source] = self._outlet(source)
        return known

    def rows(self) -> list[dict[str, str | int]]:
        """One row a source, outlets before counting bodies, each sorted by name."""
        rows: list[dict[str, str | int]] = []
        for (kind, name), tally in self._tallies.items():
            values = (kind, name, len(tally.reports), len(tally.copies), tally.claims, tally.records, tally.alone,
                      tally.early, tally.corrected, tally.against, tally.slips)  # fmt: skip
            rows.append(dict(zip(COLUMNS, values, strict=True)))
        return sorted(rows, key=_place)


def revised(
    rows: Iterable[Mapping[str, str | int]],
    gone: SourceTable,
    come: SourceTable,
    others: Callable[[str, str], Mapping[str, bool]],
) -> list[dict[str, str | int]]:
    """The rows of a table after some records have gone and others come, by the tables of these alone.

    ``others`` gives the reports of a source in the records that stay, with whether they take over another's.
    """
    known = {(str(row["kind"]), str(row["name"])): dict(row) for row in rows}
    before, after = ({(row["kind"], row["name"]): row for row in table.rows()} for table in (gone, come))
    for kind, name in before.keys() | after.keys():
        reports = others(str(kind), str(name))
        tally = come._tallies.get((str(kind), str(name)), _Tally())
        row = known.setdefault((str(kind), str(name)), {"kind": kind, "name": name})
        for column in COLUMNS[4:]:
            row[column] = sum(
                sign * int(one.get((kind, name), {}).get(column, 0)) for sign, one in ((-1, before), (1, after))
            ) + int(row.get(column, 0))
        row["reports"] = len(reports.keys() | tally.reports)
        row["copied_reports"] = len({one for one, copied in reports.items() if copied} | tally.copies)
    left = (row for row in known.values() if row["records"])
    return [{column: row[column] for column in COLUMNS} for row in sorted(left, key=_place)]


def _place(row: Mapping[str, str | int]) -> tuple[int, str]:
    return _ORDER[str(row["kind"])], str(row["name"])


def _count(tally: _Tally, claims: list[Told], record: Told, *, alone: bool) -> None:
    tally.reports.update(claim["doc_id"] for claim in claims)
    tally.copies.update(claim["doc_id"] for claim in claims if claim["copy_of"])
    tally.claims += len(claims)
    tally.records += 1
    tally.slips += sum(claim["slip"] not in (None, "denied") for claim in claims)
    if alone:
        tally.alone += 1
        return
    value = record["value"]
    if record["relation"] in ("update", "conflict"):
        last = max(claims, key=lambda claim: (claim["published"] or "", claim["start"]))
        agrees = value is not None and fit(_written(last["value"], last["approx"]), _written(value))
        tally.corrected += record["relation"] == "update" and not agrees
        tally.against += record["relation"] == "conflict" and record["resolved"] and not agrees
    if value is not None:
        first = min(
            (claim for claim in record["claims"] if _bounds(claim["value"]) == _bounds(value)),
            key=lambda claim: (claim["published"] or _LAST_DAY, claim["fact_id"]),
            default=None,
        )
        tally.early += first is not None and any(claim is first for claim in claims)


def _written(value: Told, approx: bool = False) -> Value | Interval:
    return Amount(**value).written(approx) if "min" in value else Interval.model_validate(value)


def _bounds(value: Told) -> tuple[bool, Any, Any]:
    """What makes two values one, however they are written."""
    return (True, value["min"], value["max"]) if "min" in value else (False, value["from"], value["to"])
