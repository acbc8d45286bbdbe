"""The records as they are written: ``records.jsonl``; ``records.csv``, ``evidence.csv``, ``sources.csv`` for
spreadsheets.

No cell can start a formula: text that begins with a character to which spreadsheet programs react is
written with an apostrophe before it (OWASP, CSV injection). Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

from extractor.disk.atomic import replacing
from extractor.disk.lines import encode
from extractor.export.columns import TABLES
from extractor.models import Record
from extractor.reconcile.sources import COLUMNS, SourceTable

Cell = str | int | float | Decimal | date | bool | list[Any] | None

# Full-width forms are normalised to the plain ones by some programs.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")

# What stands in a line itself; the sentence and the headline are in the article.
_RECORDS, _EVIDENCE = (
    [column for column in TABLES[table] if not column.path.startswith("@")] for table in ("records", "claims")
)
RECORD_COLUMNS, EVIDENCE_COLUMNS = (tuple(column.name for column in columns) for columns in (_RECORDS, _EVIDENCE))


def safe_cell(cell: Cell) -> str:
    """The cell as text that no spreadsheet program takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell
    if isinstance(cell, list):
        return safe_cell(" ".join(map(str, cell)) if all(isinstance(one, str) for one in cell) else _as_json(cell))
    return str(cell)


def record_row(record: Mapping[str, Any]) -> list[Cell]:
    """One row of ``records.csv`` from a line of ``records.jsonl``."""
    return [column.of(record) for column in _RECORDS]


def claim_row(record_id: str, claim: Mapping[str, Any]) -> list[Cell]:
    """One row of ``evidence.csv`` from a claim in a line of ``records.jsonl``."""
    return [column.of({"record_id": record_id, **claim}) for column in _EVIDENCE]


def write_records(directory: Path, records: Iterable[Record], outlet: Callable[[str], str]) -> None:
    """Writes ``records.jsonl`` and the spreadsheets in the order of ``records``, which pass once.

    ``outlet`` gives the one name of an outlet for any of its names and hosts.
    """
    with ExitStack() as stack:
        lines, summary, evidence, sources = (
            stack.enter_context(replacing(directory / name))
            for name in ("records.jsonl", "records.csv", "evidence.csv", "sources.csv")
        )
        table = SourceTable(outlet)
        summary.write(csv_line(RECORD_COLUMNS))
        evidence.write(csv_line(EVIDENCE_COLUMNS))
        for record in records:
            line = encode(record)
            lines.write(line + b"\n")
            row = orjson.loads(line)
            summary.write(csv_line(record_row(row)))
            for claim in row["claims"]:
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


def _as_json(cell: list[Any]) -> str:
    return orjson.dumps(cell).decode()
