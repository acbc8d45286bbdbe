"""``rujuk check``: a sentence against the records, in the terminal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli import example
from extractor.commands.options import Rules
from extractor.messages.language import chosen_language, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "check",
        help=say(
            "Bandingkan angka dan tanggal teks dengan rujukan.",
            "Compare a text's figures and dates with records.",
        ),
        epilog=example('rujuk check "Kemnaker targetkan 10.000 peserta mulai Mei 2025" --against output/'),
    )(check)


def check(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=say("Teks, atau - untuk masukan baku.", "Text, or -."))],
    against: Annotated[
        Path, typer.Option("--against", metavar="DIR", help=say("Keluaran rujuk run.", "Output of rujuk run."))
    ],
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=say("Tanggal terbit teks.", "Publication day of the text.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Sebagai JSON.", "As JSON."))] = False,
    rules: Rules = None,
) -> None:
    import json
    import sys
    from contextlib import closing

    from extractor.desk.check import check_article, pasted_article
    from extractor.desk.labels import verdict_reason
    from extractor.desk.present import visible
    from extractor.desk.store import Store
    from extractor.messages.phrases import phrases
    from extractor.messages.values import format_value
    from extractor.pipeline import Pipeline
    from extractor.rules import load_rules

    ruleset, language = load_rules(rules), chosen_language()
    phrase = phrases(ruleset, language)
    words = sys.stdin.read() if text == "-" else text
    with closing(Store(against)) as store:
        article = pasted_article(words, published.date() if published else None)
        verdicts = check_article(article, Pipeline(ruleset).read, store, ruleset)
    if as_json:
        rows = [
            {
                "text": one.fact.text,
                "start": one.fact.start,
                "end": one.fact.end,
                "verdict": one.verdict,
                "why": verdict_reason(ruleset, language, one),
                "record_ids": [record.record_id for record in one.evidence],
            }
            for one in verdicts
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not verdicts:
        typer.echo(phrase("check_nothing"))
    for one in verdicts:
        typer.echo(f"{phrase(f'verdict_{one.verdict}').upper()}: {visible(one.fact.text)}")
        typer.echo(f"  {visible(verdict_reason(ruleset, language, one))}")
        for record in one.evidence[:3]:
            value = format_value(record.value, record.unit, language=language)
            sources = phrase("claims_of", n=len(record.claims), sources=record.sources)
            typer.echo(f"  - {visible(record.what or record.unit)}: {visible(value)} ({sources}) [{record.record_id}]")
