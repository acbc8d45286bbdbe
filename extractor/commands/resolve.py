"""``rujuk resolve``: the likeliest values of anyone's contradicting claims, and how reliable their sources are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import example
from extractor.messages.language import say

if TYPE_CHECKING:
    from extractor.export.csv import Cell


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "resolve",
        help=say(
            "Nilai yang paling mungkin benar dari klaim banyak sumber (CSV: source, object, attribute, value), dengan "
            "keandalan dan saling menyalin antarsumber yang dipelajari dari klaim itu sendiri.",
            "The likeliest values of many sources' claims (CSV: source, object, attribute, value), with the "
            "reliability and the copying of sources learned from the claims themselves.",
        ),
        epilog=example("rujuk resolve claims.csv --out values.csv", "rujuk resolve claims.csv --gold gold.csv"),
    )(resolve)


def resolve(
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS.csv", help=say("Klaim.", "The claims."))],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help=say("Nilai ke berkas CSV ini.", "Write the values here."))
    ] = None,
    sources: Annotated[
        Path | None, typer.Option(help=say("Keandalan sumber ke berkas CSV ini.", "Write the sources' accuracy here."))
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(help=say("Nilai benar (CSV), untuk dihitung.", "True values (CSV), to score against.")),
    ] = None,
    source_field: Annotated[str, typer.Option(help=say("Kolom sumber.", "Column of the source."))] = "source",
    object_field: Annotated[str, typer.Option(help=say("Kolom objek.", "Column of the object."))] = "object",
    attribute_field: Annotated[str, typer.Option(help=say("Kolom atribut.", "Column of the attribute."))] = "attribute",
    value_field: Annotated[str, typer.Option(help=say("Kolom nilai.", "Column of the value."))] = "value",
    tolerance: Annotated[
        float,
        typer.Option(
            help=say("Selisih angka atau menit yang masih nilai sama.", "Numbers or minutes this close are one value."),
            min=0,
        ),
    ] = 0.0,
) -> None:
    from extractor.truth import Options, accuracy_against, resolve_claims
    from extractor.truth.table import read_claims_table, read_gold_table, reliability_rows, value_rows

    names = {"source": source_field, "object": object_field, "attribute": attribute_field, "value": value_field}
    found = resolve_claims(read_claims_table(claims, names), Options(tolerance=tolerance))
    truth = read_gold_table(gold, names) if gold else {}
    if out:
        _write(out, value_rows(found))
    elif not gold:
        for line in _lines(value_rows(found), head=False):
            typer.echo(line.decode())
    if sources:
        _write(sources, reliability_rows(found))
    if gold:
        right, count = accuracy_against(found, truth)
        share = f"{right / count:.3f}" if count else "-"
        typer.echo(say(f"{right} dari {count} nilai benar ({share})", f"{right} of {count} values right ({share})"))


def _write(path: Path, rows: list[dict[str, str | float]]) -> None:
    """The rows as a CSV file that is there whole or not at all."""
    from extractor.disk.atomic import write_lines

    write_lines(path, _lines(rows))


def _lines(rows: list[dict[str, str | float]], head: bool = True) -> Iterator[bytes]:
    from extractor.export.csv import csv_line

    if head and rows:
        yield csv_line(rows[0]).rstrip(b"\n")
    for row in rows:
        yield csv_line(_number(cell) for cell in row.values()).rstrip(b"\n")


def _number(cell: str | float) -> Cell:
    """A negative number is no formula, and stays a number as it was written."""
    from decimal import Decimal, InvalidOperation

    if isinstance(cell, str) and cell.startswith("-"):
        try:
            number = Decimal(cell)
        except InvalidOperation:
            return cell
        return number if number.is_finite() else cell
    return cell
