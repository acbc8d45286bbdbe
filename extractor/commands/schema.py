"""``rujuk schema``: the JSON Schema of a line of output."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from extractor.cli import example
from extractor.messages.language import say

Output = Literal["facts", "records", "articles", "errors"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "schema",
        help=say("JSON Schema satu baris facts, records, articles, atau errors.", "JSON Schema of a line of output."),
        epilog=example("rujuk schema facts"),
    )(schema)


def schema(
    output: Annotated[Output, typer.Argument(help=say("Berkas keluaran.", "Output file."), show_default=False)],
) -> None:
    import json

    from pydantic import TypeAdapter

    from extractor.models import FACT, RECORD, ArticleSummary
    from extractor.reading import ReadingError

    adapters: dict[Output, TypeAdapter[Any]] = {
        "facts": FACT,
        "records": RECORD,
        "articles": TypeAdapter(ArticleSummary),
        "errors": TypeAdapter(ReadingError),
    }
    found = adapters[output].json_schema(by_alias=True)
    typer.echo(json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **found}, indent=2))
