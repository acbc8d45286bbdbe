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
from typing import Any, Literal

import orjson

from extractor.disk.atomic import replacing
from extractor.disk.lines import encode
from extractor.export.columns import claim_lines
from extractor.export.wording import Wording
from extractor.models import Record
from extractor.reconcile.settings import load_settings
from extractor.reconcile.sources import COLUMNS, SourceTable
from extractor.rules import RuleSet

Cell = str | int | float | Decimal | date | None

# Full-width forms are normalised to the plain ones by some programs.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def safe_cell(cell: Cell) -> str:
    """The cell as text that no spreadsheet program takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        plain = cell[:1].isalnum() or not cell.lstrip(" ").startswith(_DANGEROUS)
        return cell if plain else f"'{cell}"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def cell_meant(shown: str) -> str:
    """The text for which :func:`safe_cell` gave this one."""
    return shown[1:] if safe_cell(shown[1:]) == shown else shown


def write_records(directory: Path, records: Iterable[Record], ruleset: RuleSet) -> None:
    """Writes ``records.jsonl`` and the spreadsheets in the order of ``records``, which pass once."""
    write_lines(directory, map(encode, records), ruleset)


def write_lines(
    directory: Path, lines: Iterable[bytes], ruleset: RuleSet, told: Callable[[Mapping[str, Any]], None] | None = None
) -> None:
    """The same of records as lines; ``told`` gets each as the line tells it."""
    wording = Wording(ruleset, keys=True)
    with ExitStack() as stack:
        whole, summary, evidence, sources = (
            stack.enter_context(replacing(directory / name))
            for name in ("records.jsonl", "records.csv", "evidence.csv", "sources.csv")
        )
        table = SourceTable(load_settings(ruleset).outlet)
        summary.write(csv_head(wording.heads("records")))
        evidence.write(csv_head(wording.heads("claims")))
        for line in lines:
            record = orjson.loads(line)
            for stream, written in zip((whole, summary, evidence), _forms(line, record, wording), strict=True):
                stream.write(written)
            table.add_line(record)
            if told is not None:
                told(record)
        sources.write(source_lines(table.rows()))


def written_forms(record: Record, wording: Wording) -> tuple[bytes, bytes, bytes]:
    """A record as it stands in ``records.jsonl``, in ``records.csv``, and with its claims in ``evidence.csv``."""
    line = encode(record)
    return _forms(line, orjson.loads(line), wording)


def _forms(line: bytes, record: Mapping[str, Any], wording: Wording) -> tuple[bytes, bytes, bytes]:
    evidence = b"".join([csv_line(wording.row("claims", claim)) for claim in claim_lines(record)])
    return line + b"\n", csv_line(wording.row("records", record)), evidence


def source_lines(rows: Iterable[Mapping[str, str | int]]) -> bytes:
    """The whole of ``sources.csv``."""
    return b"".join([csv_head(COLUMNS), *(csv_line(row.values()) for row in rows)])


def csv_head(names: Iterable[str]) -> bytes:
    """The first line of a CSV file: the mark of UTF-8, without which Excel takes it for another encoding, and names."""
    return codecs.BOM_UTF8 + csv_line(names)


def csv_line(cells: Iterable[Cell]) -> bytes:
    """One line of a CSV file, its cells safe for spreadsheet programs."""
    texts = [safe_cell(cell) for cell in cells]
    line = _written(texts, csv.QUOTE_MINIMAL)
    # Python before 3.13 leaves a carriage return without quotes.
    return (_written(texts, csv.QUOTE_ALL) if "\r" in line else line).encode()


def _written(texts: Iterable[str], quoting: Literal[0, 1]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n", quoting=quoting).writerow(texts)
    return buffer.getvalue()
