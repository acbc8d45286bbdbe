"""Options that several commands share, each defined once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from extractor.messages.language import say


def _well_formed(folder: Path | None) -> Path | None:
    """Refuses a folder of one's own whose files are malformed, before any work is done. Raises RulesError."""
    if folder is not None:
        from extractor.rules import load_rules
        from extractor.rules.schema.check import refuse_malformed

        refuse_malformed(load_rules(folder))
    return folder


_RULES_HELP = say("Folder aturan.", "Folder of rules.")
Rules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help=_RULES_HELP, callback=_well_formed)]
# For the commands that tell all that is wrong with them.
AnyRules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help=_RULES_HELP)]
Directory = Annotated[Path, typer.Argument(metavar="DIR", help=say("Keluaran rujuk run.", "Output of rujuk run."))]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", help=say("Jumlah proses (bawaan: semua inti).", "Processes (all cores)."), min=1
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help=say("Tanpa kemajuan dan tabel.", "No progress, no table."))]
Learn = Annotated[
    bool,
    typer.Option(
        "--learn-reliability",
        help=say(
            "Putuskan yang masih terbuka menurut keandalan outlet yang dipelajari dari semua rujukan (korpus besar).",
            "Decide what stays open by the reliability of outlets learned from all records (a large corpus).",
        ),
    ),
]
_Field = Annotated[str | None, typer.Option(metavar="NAME", help=say("Nama kolom.", "Name of the field."))]


@dataclass(frozen=True)
class Extracting:
    """How articles are read and facts extracted: the options of ``rujuk run`` and ``rujuk extract``."""

    rules: Rules = None
    workers: Workers = None
    sample: Annotated[
        int | None,
        typer.Option(
            "--sample", metavar="N", help=say("Hanya N artikel acak per masukan.", "Only N articles an input."), min=1
        ),
    ] = None
    seed: Annotated[int, typer.Option("--seed", help=say("Benih acak untuk --sample.", "Seed of --sample."))] = 0
    ner: Annotated[
        bool,
        typer.Option(
            "--ner", help=say("Baca nama dengan model (lebih lambat).", "Read names with the model (takes longer).")
        ),
    ] = False
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence", metavar="P",
            help=say("Buang fakta yang peluang benarnya di bawah P.", "Leave out facts less likely right than P."),
            min=0.0, max=1.0,
        ),
    ] = 0.0  # fmt: skip
    no_text: Annotated[
        bool,
        typer.Option(
            "--no-text",
            help=say(
                "articles.jsonl tanpa teks; fakta tetap membawa kalimatnya.",
                "Leave the texts out of articles.jsonl; facts keep their sentences.",
            ),
        ),
    ] = False
    allow_errors: Annotated[
        bool,
        typer.Option(
            "--allow-errors",
            help=say("Kode keluar 0 meski ada baris ditolak.", "Exit with 0 though rows were refused."),
        ),
    ] = False
    fresh: Annotated[
        bool, typer.Option("--fresh", help=say("Lupakan hasil sebelumnya di DIR.", "Forget what DIR holds already."))
    ] = False
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds",
            help=say(
                "Batas waktu prosesor satu langkah sebuah artikel.",
                "Processor time that a step of an article may take.",
            ),
            min=0.1,
        ),
    ] = 60.0
    max_text: Annotated[
        int,
        typer.Option("--max-text", help=say("Batas panjang teks (karakter).", "Longest text taken (characters).")),
    ] = 5_000_000
    quiet: Quiet = False
    id_field: _Field = None
    source_field: _Field = None
    url_field: _Field = None
    published_field: _Field = None
    title_field: _Field = None
    text_field: _Field = None


def with_extracting(command: Callable[..., None]) -> Callable[..., None]:
    """``command`` with the fields of :class:`Extracting` as options, given to it as its parameter ``options``."""
    shared = get_type_hints(Extracting, include_extras=True)
    own = get_type_hints(command, include_extras=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        one.replace(annotation=own[one.name], kind=keyword)
        for one in inspect.signature(command).parameters.values()
        if one.name != "options"
    ]
    parameters += [
        inspect.Parameter(one.name, keyword, default=one.default, annotation=shared[one.name])
        for one in fields(Extracting)
    ]

    def called(**given: Any) -> None:
        options = Extracting(**{name: given.pop(name) for name in shared})
        command(**given, options=options)

    called.__doc__ = command.__doc__
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called
