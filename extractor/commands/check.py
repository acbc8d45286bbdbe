"""``rujuk check``: a sentence against the records, in the terminal."""

from __future__ import annotations

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
            "Bandingkan angka dan tanggal teks dengan isi artikel.",
            "Compare a text's figures and dates with the articles.",
        ),
        epilog=example('rujuk check "Kemnaker targetkan 10.000 peserta mulai Mei 2025" --against output/'),
    )(check)


def check(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=say("Teks, atau - untuk masukan baku.", "Text, or -."))],
    against: Annotated[
        Path, typer.Option("--against", metavar="DIR", help=say("Keluaran rujuk run.", "Output of rujuk run."))
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            help=say("Tanggal terbit teks: 26 Maret 2025, 26/3/2025, 2025-03-26.", "Publication day of the text."),
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Sebagai JSON.", "As JSON."))] = False,
    rules: Rules = None,
) -> None:
    import json
    import sys
    from contextlib import closing

    from extractor.desk.answers import check_answer
    from extractor.desk.checking import check_text
    from extractor.desk.labels import verdict_reason
    from extractor.desk.present import visible
    from extractor.desk.store import Store
    from extractor.errors import RujukError
    from extractor.messages.phrases import phrases
    from extractor.messages.values import format_day, outlet_name
    from extractor.reading.publication import parse_published
    from extractor.rules import load_rules

    ruleset, language = load_rules(rules), chosen_language()
    phrase = phrases(ruleset, language)
    words = sys.stdin.read() if text == "-" else text
    written = parse_published(published, ruleset) if published else None
    if published and written is None:
        raise RujukError(
            say(f"bukan tanggal: {published} (misalnya 26 Maret 2025)", f"not a date: {published} (such as 2025-03-26)")
        )
    with closing(Store(against)) as store:
        checked = check_text(words, written, store, ruleset)
    if checked.left_out:
        typer.echo(phrase("check_left_out", n=checked.left_out), err=True)
    if as_json:
        rows = [check_answer(ruleset, one).model_dump(mode="json") for one in checked.verdicts]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not checked.verdicts:
        typer.echo(phrase("check_nothing"))
    for one in checked.verdicts:
        typer.echo(f"{phrase(f'verdict_{one.verdict}').upper()}: {visible(one.text)}")
        typer.echo(f"  {visible(verdict_reason(ruleset, language, one))}")
        for evidence in one.quotes[:3]:
            day = format_day(evidence.published, language) if evidence.published else phrase("undated")
            quote = " ".join(evidence.quote.split())
            record = f" [{evidence.record_id}]" if evidence.record_id else ""
            outlet = outlet_name(evidence.source, evidence.doc_id, language)
            typer.echo(f"  - {visible(outlet)}, {day}: “{visible(quote)}”{visible(record)}")
