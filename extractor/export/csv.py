"""The records as they are written: ``records.jsonl``; ``records.csv``, ``evidence.csv``, ``sources.csv`` for
spreadsheets.

No cell can start a formula: text that begins with a character to which spreadsheet programs react is
written with an apostrophe before it (OWASP, CSV injection). Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path

from extractor.disk.atomic import replacing
from extractor.disk.lines import encode
from extractor.models import Amount, Claim, Interval, Place, Record, Speaker
from extractor.reconcile.sources import COLUMNS, SourceTable

Cell = str | int | float | Decimal | date | bool | None

# Full-width forms are normalised to the plain ones by some programs.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")

RECORD_COLUMNS = (
    "record_id", "what", "attribute", "unit", "ministries", "agencies", "place", "due_from", "due_to", "relation",
    "min", "max", "from", "to", "low", "high", "resolved", "why", "why_en", "sources", "claims",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "record_id", "fact_id", "doc_id", "source", "url", "published", "start", "end", "text", "min", "max", "from",
    "to", "approx", "unit", "status", "said_by", "role", "counted_by", "as_of_from", "as_of_to", "due_from", "due_to",
    "place", "what", "copy_of", "slip",
)  # fmt: skip


def safe_cell(cell: Cell) -> str:
    """The cell as text that no spreadsheet program takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell
    return str(cell)


def record_row(record: Record) -> list[Cell]:
    """One row of ``records.csv``."""
    return [
        record.record_id, record.what, record.attribute, record.unit, " ".join(record.ministries),
        " ".join(record.agencies), _name(record.place), *_days(record.due), record.relation,
        *_value(record.value), record.low, record.high, record.resolved, record.why, record.why_en, record.sources,
        len(record.claims),
    ]  # fmt: skip


def claim_row(record_id: str, claim: Claim) -> list[Cell]:
    """One row of ``evidence.csv``."""
    return [
        record_id, claim.fact_id, claim.doc_id, claim.source, claim.url, claim.published, claim.start, claim.end,
        claim.text, *_value(claim.value), claim.approx, claim.unit, claim.status, _name(claim.said_by),
        claim.said_by.role if claim.said_by else None, claim.counted_by, *_days(claim.as_of), *_days(claim.due),
        _name(claim.place), claim.what, claim.copy_of, claim.slip,
    ]  # fmt: skip


def write_records(directory: Path, records: Iterable[Record]) -> None:
    """Writes ``records.jsonl`` and the spreadsheets in the order of ``records``, which pass once."""
    with ExitStack() as stack:
        lines, summary, evidence, sources = (
            stack.enter_context(replacing(directory / name))
            for name in ("records.jsonl", "records.csv", "evidence.csv", "sources.csv")
        )
        table = SourceTable()
        summary.write(csv_line(RECORD_COLUMNS))
        evidence.write(csv_line(EVIDENCE_COLUMNS))
        for record in records:
            lines.write(encode(record) + b"\n")
            summary.write(csv_line(record_row(record)))
            for claim in record.claims:
                evidence.write(csv_line(claim_row(record.record_id, claim)))
            table.add(record)
        sources.write(csv_line(COLUMNS))
        for row in table.rows():
            sources.write(csv_line(row.values()))


def csv_line(cells: Iterable[Cell]) -> bytes:
    """One line of a CSV file, its cells safe for spreadsheet programs."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow([safe_cell(cell) for cell in cells])
    return buffer.getvalue().encode()


def _value(value: Amount | Interval | None) -> Iterator[Cell]:
    if isinstance(value, Amount):
        yield from (value.min, value.max, None, None)
    elif isinstance(value, Interval):
        yield from (None, None, value.from_, value.to)
    else:
        yield from (None, None, None, None)


def _days(interval: Interval | None) -> Iterator[Cell]:
    yield interval.from_ if interval else None
    yield interval.to if interval else None


def _name(named: Place | Speaker | None) -> str | None:
    return named.name if named else None
