"""The command line. Every command is a module in :mod:`extractor.commands` that registers itself.

A command module imports only typer and its own light helpers at the top; what is heavy is imported when
the command runs, so that ``rujuk --help`` stays quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from extractor import __version__
from extractor.messages.language import say
from extractor.messages.usage import spoken_help, spoken_mistake

Function = TypeVar("Function", bound=Callable[..., Any])

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
)


class _Command(TyperCommand):
    """A command whose help is in the chosen language."""

    def get_help(self, ctx: Any) -> str:
        return spoken_help(super().get_help(ctx))


class _Group(TyperGroup):
    """A group of commands that tells in the chosen language what is wrong with a command line."""

    def get_help(self, ctx: Any) -> str:
        return spoken_help(super().get_help(ctx))

    def main(self, *args: Any, **options: Any) -> Any:
        mistake: type[Any] = typer.BadParameter.__mro__[1]  # "usage error": Typer has no public name for it
        try:
            ended = super().main(*args, **options | {"standalone_mode": False})
        except mistake as error:
            _tell(error)
            sys.exit(error.exit_code)
        except typer.Abort:
            typer.echo(say("Dihentikan.", "Stopped."), err=True)
            sys.exit(1)
        sys.exit(ended if isinstance(ended, int) else 0)


def _tell(mistake: Any) -> None:
    """A mistake in the command line, or the help where nothing was asked for."""
    told, context = mistake.format_message(), mistake.ctx
    if context is not None and told == context.get_help():
        typer.echo(told, err=True)
        return
    if context is not None:
        wanted = f"{context.command_path} --help"
        typer.echo(spoken_help(context.get_usage()) + say(f"\nLihat {wanted}", f"\nSee {wanted}"), err=True)
    typer.echo(f"rujuk: {spoken_mistake(told)}", err=True)


class App(typer.Typer):
    """A Typer application that speaks the chosen language."""

    def __init__(self, **options: Any) -> None:
        # Plain help: rich would take a third of the start-up.
        super().__init__(cls=_Group, no_args_is_help=True, rich_markup_mode=None, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[Function], Function]:
        return super().command(name, cls=_Command, **options)


def build() -> App:
    """The Typer application with every command."""
    app = App(
        name="rujuk",
        help=say(
            "Membaca berita Indonesia, menemukan kementerian, tanggal, target, dan jumlah peserta, "
            "lalu merujukkan laporan yang berbeda.",
            "Reads Indonesian news, finds ministries, dates, targets and participant counts, "
            "and reconciles reports that differ.",
        ),
        epilog="rujuk run corpus/ --out output/",
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
