"""``rujuk desk`` and ``rujuk report``: the output as a local page, or as one file."""

from __future__ import annotations

from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket
from typing import Annotated

import typer

from extractor.cli import example
from extractor.commands.options import Directory, Rules
from extractor.messages.language import chosen_language, say


def register(app: typer.Typer) -> None:
    """Adds both commands."""
    app.command(
        "desk",
        help=say(
            "Buka halaman lokal untuk membaca dan memeriksa rujukan.", "Serve a local page to read and check records."
        ),
        epilog=example("rujuk desk output/"),
    )(desk)
    app.command(
        "report",
        help=say("Tulis semua rujukan ke satu berkas HTML.", "Write all records into one HTML file."),
        epilog=example("rujuk report output/ --out report.html"),
    )(report)


def desk(
    directory: Directory,
    port: Annotated[int, typer.Option(min=0, max=65535, help=say("Nomor port.", "Port."))] = 8765,
    rules: Rules = None,
) -> None:
    from extractor.errors import MissingPackageError

    try:
        import uvicorn

        from extractor.web.app import create_app
        from extractor.web.patience import PatientProtocol
    except ImportError as error:
        raise MissingPackageError(error.name or "uvicorn", "web") from None
    from extractor.pipeline import Pipeline
    from extractor.rules import load_rules

    ruleset = load_rules(rules)
    with _listening(port) as listener:
        app = create_app(directory, ruleset, Pipeline(ruleset).read)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        typer.echo(f"{address}  " + say("(Ctrl+C untuk berhenti)", "(Ctrl+C to stop)"))
        config = uvicorn.Config(app, http=PatientProtocol, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket:
    """The port, taken, so that no address is told that another program holds. Raises :class:`RujukError`."""
    from extractor.errors import RujukError

    listener = socket()
    listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))  # never another interface: the desk has no accounts
    except OSError:
        listener.close()
        raise RujukError(
            say(
                f"port {port} sedang dipakai program lain; coba --port {port + 1 if port < 65535 else 0}",
                f"another program uses port {port}; try --port {port + 1 if port < 65535 else 0}",
            )
        ) from None
    return listener


def report(
    directory: Directory,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=say("Berkas HTML.", "HTML file."))],
    rules: Rules = None,
) -> None:
    from contextlib import closing

    from extractor.desk.report import report as write
    from extractor.desk.store import Store
    from extractor.disk.atomic import replacing
    from extractor.rules import load_rules

    with closing(Store(directory)) as store, replacing(out) as stream:
        for piece in write(store, load_rules(rules), chosen_language()):
            stream.write(piece.encode("utf-8", "replace"))
    typer.echo(str(out))
