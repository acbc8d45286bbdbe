"""``rujuk resolve``: the likeliest values of anyone's contradicting claims, and how reliable their sources are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli import example
from extractor.language import say


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
    from extractor.reconcile.claims_table import (
        ClaimsError,
        read_claims_table,
        read_gold_table,
        reliability_rows,
        value_rows,
    )
    from extractor.reconcile.truth import Options, accuracy_against, resolve_claims

    names = {"source": source_field, "object": object_field, "attribute": attribute_field, "value": value_field}
    try:
        found = resolve_claims(read_claims_table(claims, names), Options(tolerance=tolerance))
        truth = read_gold_table(gold, names) if gold else {}
    except ClaimsError as error:
        raise typer.BadParameter(str(error)) from error
    if out:
        _write(out, value_rows(found))
    elif not gold:
        for row in value_rows(found):
            typer.echo(",".join(str(cell) for cell in row.values()))
    if sources:
        _write(sources, reliability_rows(found))
    if gold:
        right, count = accuracy_against(found, truth)
        share = f"{right / count:.3f}" if count else "-"
        typer.echo(say(f"{right} dari {count} nilai benar ({share})", f"{right} of {count} values right ({share})"))


def _write(path: Path, rows: list[dict[str, str | float]]) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(rows[0] if rows else [])
        writer.writerows([_cell(cell) for cell in row.values()] for row in rows)


def _cell(cell: str | float) -> str | float:
    """A cell that a spreadsheet would read as a formula is told to be text."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell[1:].isdecimal():
        return f"'{cell}"
    return cell
