"""``rujuk desk`` and ``rujuk report``: the output as a local page, or as one file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from extractor.cli import example
from extractor.commands.options import Directory, Rules
from extractor.messages.language import chosen_language, say

_PACKAGE = Path(__file__).parents[1]
# The sample articles of the repository as the main job read them, there and in the wheel.
_SAMPLES = (_PACKAGE.parent / "output", _PACKAGE / "_sample")


def register(app: typer.Typer) -> None:
    """Adds both commands."""
    app.command(
        "desk",
        help=say(
            "Buka halaman lokal untuk membaca dan memeriksa rujukan.", "Serve a local page to read and check records."
        ),
        epilog=example("rujuk desk", "rujuk desk output/"),
    )(desk)
    app.command(
        "report",
        help=say("Tulis semua rujukan ke satu berkas HTML.", "Write all records into one HTML file."),
        epilog=example("rujuk report output/ --out report.html"),
    )(report)


def desk(
    directory: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            show_default=False,
            help=say("Keluaran rujuk run (bawaan: yang terakhir di sini).", "Output of rujuk run (the last one here)."),
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help=say("Nomor port.", "Port."))] = 8765,
    rules: Rules = None,
) -> None:
    import uvicorn

    from extractor.pipeline import Pipeline
    from extractor.rules import load_rules
    from extractor.web.app import create_app
    from extractor.web.patience import PatientProtocol

    ruleset = load_rules(rules)
    with _listening(port) as listener, _opened(directory) as folder:
        app = create_app(folder, ruleset, Pipeline(ruleset).read)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        typer.echo(f"{address}  " + say("(Ctrl+C untuk berhenti)", "(Ctrl+C to stop)"))
        config = uvicorn.Config(app, http=PatientProtocol, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _opened(directory: Path | None) -> Iterator[Path]:
    """The folder that was named, else the newest output here or one folder below, else a passing copy of the sample."""
    if directory is not None:
        yield directory
        return
    outputs = [*Path().glob("records.jsonl"), *Path().glob("*/records.jsonl")]
    if outputs:
        newest = max(outputs, key=lambda path: (path.stat().st_mtime_ns, path.name)).parent
        typer.echo(say(f"Keluaran terakhir di sini: {newest}", f"The last output here: {newest}"))
        yield newest
        return
    with TemporaryDirectory(prefix="rujuk-") as name:
        sample = next(path for path in _SAMPLES if path.is_dir())
        folder = Path(shutil.copytree(sample, Path(name) / "contoh", ignore=shutil.ignore_patterns(".*")))
        typer.echo(
            say(
                "Belum ada keluaran rujuk run di sini: ini contoh, dan keputusan di dalamnya tidak disimpan.",
                "There is no output of rujuk run here: this is a sample, and decisions on it are not kept.",
            )
        )
        yield folder


def _listening(port: int) -> socket:
    """The port, taken, so that no address is told that another program holds. Raises :class:`RujukError`."""
    from extractor.errors import RujukError

    listener = socket()
    listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))  # never another interface: the desk has no accounts
        listener.listen()  # who opens the address at once is answered, not refused
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
