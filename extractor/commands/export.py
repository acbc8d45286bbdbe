"""``rujuk export`` and ``rujuk import-labels``: the output for other programs, and corrected labels back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from extractor.cli import example
from extractor.commands.options import Directory
from extractor.messages.language import chosen_language, say

# Excel is what people call its files.
Format = Literal["csv", "xlsx", "excel", "parquet", "duckdb", "sqlite", "label-studio", "docbin", "jsonld", "gold"]


def register(app: typer.Typer) -> None:
    """Adds both commands."""
    app.command(
        "export",
        help=say(
            "Tulis keluaran dalam bentuk untuk program lain.",
            "Write the output in a form that other programs read.",
        ),
        epilog=example("rujuk export output/ --to sqlite --out ekspor/"),
    )(export)
    app.command(
        "import-labels",
        help=say(
            "Jadikan ekspor JSON Label Studio berkas gold.", "Turn a JSON export of Label Studio into a gold file."
        ),
        epilog=example("rujuk import-labels label-studio-export.json --out gold.jsonl"),
    )(import_labels)


def export(
    directory: Directory,
    to: Annotated[Format, typer.Option("--to", help=say("Bentuk.", "Form."))],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help=say("Folder tujuan (semula DIR/export).", "Folder (DIR/export).")),
    ] = None,
) -> None:
    from contextlib import closing

    from extractor.desk.store import Store
    from extractor.export import tables
    from extractor.export.docbin import export_docbin
    from extractor.export.gold import export_gold
    from extractor.export.jsonld import export_jsonld
    from extractor.export.label_studio import export_label_studio
    from extractor.export.wording import Wording
    from extractor.rules import load_rules

    folder = out or directory / "export"
    with closing(Store(directory)) as store:  # says what is missing before anything is written
        folder.mkdir(parents=True, exist_ok=True)
        if to in ("csv", "xlsx", "excel"):
            wording = Wording(load_rules(), chosen_language())
            paths = (tables.export_csv if to == "csv" else tables.export_xlsx)(directory, folder, wording)
        elif to in ("parquet", "duckdb", "sqlite"):
            by_form = {
                "parquet": tables.export_parquet,
                "duckdb": tables.export_duckdb,
                "sqlite": tables.export_sqlite,
            }
            paths = by_form[to](directory, folder)
        elif to == "jsonld":
            paths = export_jsonld(store, folder, load_rules())
        else:
            write = {"label-studio": export_label_studio, "docbin": export_docbin, "gold": export_gold}[to]
            paths = write(store, folder)
    for path in paths:
        typer.echo(str(path))


def import_labels(
    exported: Annotated[Path, typer.Argument(metavar="FILE", help=say("Ekspor Label Studio.", "Label Studio export."))],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=say("Berkas gold.", "Gold file."))],
) -> None:
    import json

    from extractor.disk.atomic import write_lines
    from extractor.export.label_studio import import_labels as read

    count = write_lines(out, (json.dumps(row, ensure_ascii=False).encode() for row in read(exported)))
    typer.echo(say(f"{count} artikel di {out}", f"{count} articles in {out}"))
