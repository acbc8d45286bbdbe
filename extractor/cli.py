"""The command line. Every command is a module in :mod:`extractor.commands` that registers itself.

A command module imports only typer and its own light helpers at the top; what is heavy is imported when
the command runs, so that ``rujuk --help`` stays quick.
"""

from __future__ import annotations

from importlib import import_module

import typer

from extractor import __version__
from extractor.messages.language import say

COMMANDS = (
    "run",
    "show",
    "resolve",
    "check",
    "desk",
    "export",
    "evaluate",
    "learn",
    "rules",
    "schema",
    "bench",
)


def build() -> typer.Typer:
    """The Typer application with every command."""
    app = typer.Typer(
        name="rujuk",
        help=say(
            "Membaca berita Indonesia, menemukan kementerian, tanggal, target, dan jumlah peserta, "
            "lalu merujukkan laporan yang berbeda.",
            "Reads Indonesian news, finds ministries, dates, targets and participant counts, "
            "and reconciles reports that differ.",
        ),
        epilog="rujuk run corpus/ --out output/",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,  # plain help: rich would take a third of the start-up
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def root(
        version: bool = typer.Option(
            False, "--version", is_eager=True, callback=_show_version, help=say("Versi rujuk.", "Version of rujuk.")
        ),
    ) -> None:
        pass

    for name in COMMANDS:
        import_module(f"extractor.commands.{name}").register(app)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rujuk {__version__}")
        raise typer.Exit


def example(*lines: str) -> str:
    """The epilog of a command: how it is typed."""
    return say("Contoh: ", "Example: ") + "  ·  ".join(lines)
