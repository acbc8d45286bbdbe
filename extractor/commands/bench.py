"""``rujuk bench``: speed of every stage on one's own articles, as ratios to known tools."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli import example
from extractor.commands.options import Rules
from extractor.messages.language import say

_HELP = say(
    "Kecepatan tiap tahap pada satu inti, dibanding spacy.blank('id') dan dateparser pada artikel yang sama.",
    "Speed of every stage on one core, beside spacy.blank('id') and dateparser on the same articles.",
)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("bench", help=_HELP, epilog=example("rujuk bench berita.jsonl.gz --limit 500"))(bench)


def bench(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLES...", help=say("Berkas atau folder.", "Files or folders."), show_default=False),
    ],
    limit: Annotated[int, typer.Option(metavar="N", help=say("Jumlah artikel.", "How many articles."), min=1)] = 500,
    dates: Annotated[
        int | None,
        typer.Option(
            "--dates",
            metavar="N",
            help=say("Artikel untuk dateparser (bawaan: semua).", "Articles for dateparser (all)."),
            min=1,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Angka sebagai JSON.", "Figures as JSON."))] = False,
    rules: Rules = None,
) -> None:
    from itertools import islice

    from extractor.evaluation.bench import is_compiled, measure, ratios
    from extractor.models import Article
    from extractor.reading import ReadOptions, read_articles
    from extractor.rules import load_rules

    ruleset = load_rules(rules)
    found = (item for item in read_articles(inputs, ReadOptions(ruleset=ruleset)) if isinstance(item, Article))
    articles = list(islice(found, limit))
    if not articles:
        raise typer.BadParameter(say("tidak ada artikel", "no articles"), param_hint=inputs[0])
    rows = ratios(measure(articles, ruleset, date_articles=dates))
    if as_json:
        import json

        typer.echo(json.dumps(rows))
        return
    from rich.console import Console

    from extractor.commands.tables import plain_table

    table = plain_table(*rows[0], right=range(1, len(rows[0])))
    for row in rows:
        table.add_row(*("—" if cell is None else str(cell) for cell in row.values()))
    Console().print(table)
    if is_compiled():
        typer.echo(say("Kedua tahap dikompilasi (make fast).", "Both stages are compiled (make fast)."))
