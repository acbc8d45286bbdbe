"""The records as they are written: ``records.jsonl``; ``records.csv``, ``evidence.csv``, ``sources.csv`` for
spreadsheets.

They begin with the mark by which Excel knows UTF-8; pandas and DuckDB pass over it, Python reads it as ``utf-8-sig``.
No cell can start a formula: text that begins with a character to which spreadsheet programs react is
written with an apostrophe before it (OWASP, CSV injection). Numbers stay numbers.
"""

from __future__ import annotations

import codecs
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

Cell = str | int | float | Decimal | date | bool | list[Any] | dict[str, Any] | None

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
    if isinstance(cell, list | dict):
        return safe_cell(flat(cell))
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def flat(cell: list[Any] | dict[str, Any]) -> str:
    """A list or structure as text: ids with a blank between them, what holds more as JSON."""
    if isinstance(cell, list) and all(isinstance(one, str) for one in cell):
        return " ".join(cell)
    return as_json(cell)


def as_json(cell: list[Any] | dict[str, Any]) -> str:
    """A list or structure as JSON, its days in ISO 8601."""
    return orjson.dumps(cell).decode()


def cell_meant(shown: str) -> str:
    """The text for which :func:`safe_cell` gave this one."""
    return shown[1:] if safe_cell(shown[1:]) == shown else shown


def record_row(record: Mapping[str, Any]) -> list[Cell]:
    """One row of ``records.csv`` from a line of ``records.jsonl``."""
    return [column.of(record) for column in _RECORDS]


def claim_row(record_id: str, claim: Mapping[str, Any]) -> list[Cell]:
    """One row of ``evidence.csv`` from a claim in a line of ``records.jsonl``."""
    line = {"record_id": record_id, **claim}
    return [column.of(line) for column in _EVIDENCE]


def quoted_row(table: str, line: Mapping[str, Any], text: str | None, title: str | None) -> list[Cell]:
    """One row of the table of facts or claims from a line, with its sentence out of the ``text`` of the article."""
    span = line["sentence"]
    sentence = text[span["start"] : span["end"]] if text is not None else None
    line = {**line, "@sentence": sentence, "@title": title}
    return [column.of(line) for column in TABLES[table]]


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
        summary.write(csv_head(RECORD_COLUMNS))
        evidence.write(csv_head(EVIDENCE_COLUMNS))
        for record in records:
            for stream, written in zip((lines, summary, evidence), written_forms(record), strict=True):
                stream.write(written)
            table.add(record)
        sources.write(source_lines(table.rows()))


def written_forms(record: Record) -> tuple[bytes, bytes, bytes]:
    """A record as it stands in ``records.jsonl``, in ``records.csv``, and with its claims in ``evidence.csv``."""
    line = encode(record)
    row = orjson.loads(line)
    evidence = b"".join(csv_line(claim_row(record.record_id, claim)) for claim in row["claims"])
    return line + b"\n", csv_line(record_row(row)), evidence


def source_lines(rows: Iterable[Mapping[str, str | int]]) -> bytes:
    """The whole of ``sources.csv``."""
    return b"".join([csv_head(COLUMNS), *(csv_line(row.values()) for row in rows)])


def csv_head(names: Iterable[str]) -> bytes:
    """The first line of a CSV file: the mark of UTF-8, without which Excel takes it for another encoding, and names."""
    return codecs.BOM_UTF8 + csv_line(names)


def csv_line(cells: Iterable[Cell]) -> bytes:
    """One line of a CSV file, its cells safe for spreadsheet programs."""
    texts = [safe_cell(cell) for cell in cells]
    buffer = io.StringIO()
    if any("\r" in text for text in texts):  # which Python before 3.13 leaves without quotes
        csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(texts)
    else:
        csv.writer(buffer, lineterminator="\n").writerow(texts)
    return buffer.getvalue().encode()
