"""Claims of anyone's in a CSV file: read, resolved, written (``rujuk resolve``)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from extractor.errors import RujukError
from extractor.truth import Item, Resolution, SourceClaim

NAMES = ("source", "object", "attribute", "value")


class ClaimsError(RujukError, ValueError):
    """The file cannot be read as claims; the message names the file, the line where known, and the reason."""


def read_claims_table(path: Path, names: Mapping[str, str] | None = None) -> Iterator[SourceClaim]:
    """The claims of a CSV file with a header. ``names`` maps source, object, attribute, value to other column names.

    Without a column ``attribute`` all claims are about one. Raises :class:`ClaimsError`.
    """
    columns = {name: (names or {}).get(name, name) for name in NAMES}
    for line, row in _rows(path, columns, optional="attribute"):
        values = {name: (row.get(column) or "").strip() for name, column in columns.items()}
        if not values["source"] or not values["object"]:
            raise ClaimsError(f"{path}:{line}: a claim needs a source and an object")
        yield SourceClaim(**values)


def read_gold_table(path: Path, names: Mapping[str, str] | None = None) -> dict[Item, str]:
    """True values by (object, attribute), from a CSV file with the same columns but the source."""
    columns = {name: (names or {}).get(name, name) for name in NAMES[1:]}
    return {
        ((row.get(columns["object"]) or "").strip(), (row.get(columns["attribute"]) or "").strip()): (
            row.get(columns["value"]) or ""
        ).strip()
        for _, row in _rows(path, columns, optional="attribute")
    }


def _rows(path: Path, columns: Mapping[str, str], optional: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = [c for name, c in columns.items() if c not in (reader.fieldnames or ()) and name != optional]
            if missing:
                raise ClaimsError(f"{path}: no column {', '.join(missing)}; there are {reader.fieldnames}")
            for row in reader:
                yield reader.line_num, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise ClaimsError(f"{path}: {error}") from error


def value_rows(resolution: Resolution) -> list[dict[str, str | float]]:
    """One row an item: object, attribute, value and its probability, sorted."""
    return [
        {"object": item[0], "attribute": item[1], "value": value, "confidence": round(resolution.confidence[item], 4)}
        for item, value in sorted(resolution.values.items())
    ]


def reliability_rows(resolution: Resolution) -> list[dict[str, str | float]]:
    """One row a source: the accuracy learned for it, and on which other sources it probably depends."""
    partners: dict[str, list[str]] = {}
    for (a, b), chance in sorted(resolution.dependence.items()):
        if chance >= 0.5:
            partners.setdefault(a, []).append(b)
            partners.setdefault(b, []).append(a)
    return [
        {"source": source, "accuracy": round(accuracy, 4), "depends_on": " ".join(sorted(partners.get(source, ())))}
        for source, accuracy in sorted(resolution.reliability.items())
    ]
