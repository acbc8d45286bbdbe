"""``rujuk rules check``: the rules test themselves."""

from __future__ import annotations

import typer

from extractor.cli import App, example
from extractor.commands.options import AnyRules
from extractor.messages.language import say


def register(app: typer.Typer) -> None:
    """Adds the group with its command."""
    group = App(help=say("Aturan bahasa di rules/.", "The rules of the language in rules/."))
    group.callback()(lambda: None)
    group.command(
        "check",
        help=say(
            "Muat, periksa, dan uji semua aturan dengan contohnya sendiri.",
            "Load, validate and test all rules by their own examples.",
        ),
        epilog=example("rujuk rules check"),
    )(check)
    group.command(
        "schema",
        help=say(
            "Tulis JSON Schema semua berkas aturan untuk pelengkapan otomatis di penyunting teks.",
            "Write the JSON Schema of all rule files, for the completion of a text editor.",
        ),
        epilog=example("rujuk rules schema"),
    )(schema)
    app.add_typer(group, name="rules")


def schema(rules: AnyRules = None) -> None:
    from extractor.disk.atomic import write_lines
    from extractor.rules import load_rules
    from extractor.rules.schema import json_schemas

    folder = load_rules(rules).directory / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in json_schemas().items():
        write_lines(folder / name, [text.encode()])
    typer.echo(str(folder))


def check(rules: AnyRules = None) -> None:
    from extractor.rules import load_rules
    from extractor.rules.check import check_rules

    ruleset = load_rules(rules)
    problems = check_rules(ruleset)
    for problem in problems:
        typer.echo(str(problem))
    typer.echo(
        say(f"{len(problems)} masalah di {ruleset.directory}", f"{len(problems)} problems in {ruleset.directory}")
        + f" ({ruleset.digest[:12]})"
    )
    if problems:
        raise typer.Exit(1)
