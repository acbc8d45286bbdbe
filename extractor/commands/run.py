"""``rujuk run``, and its halves ``rujuk extract`` and ``rujuk reconcile``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from extractor.cli import example
from extractor.messages.language import say

if TYPE_CHECKING:
    from extractor.jobs.extract import JobOptions

Engine = Literal["auto", "inline", "pool"]
EngineOrSpark = Literal["auto", "inline", "pool", "spark"]

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help=say(
            "Berkas atau folder (.txt .jsonl .json .csv .parquet .html, juga .gz), atau - untuk masukan baku.",
            "Files or folders (.txt .jsonl .json .csv .parquet .html, also .gz), or - for standard input.",
        ),
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option("--out", metavar="DIR", help=say("Folder keluaran.", "Output folder."), show_default=False)
]
Directory = Annotated[
    Path, typer.Argument(metavar="DIR", help=say("Folder keluaran rujuk.", "Output folder of rujuk."))
]
Rules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help=say("Folder aturan.", "Folder of rules."))]
Field = Annotated[str | None, typer.Option(metavar="NAME", help=say("Nama kolom.", "Name of the field."))]
MaxText = Annotated[
    int, typer.Option("--max-text", help=say("Batas panjang teks (karakter).", "Longest text taken (characters)."))
]
Names = Annotated[
    bool,
    typer.Option(
        "--ner", help=say("Baca nama dengan model (lebih lambat).", "Read names with the model (takes longer).")
    ),
]
NoText = Annotated[
    bool, typer.Option("--no-text", help=say("articles.jsonl tanpa teks.", "Leave the text out of articles.jsonl."))
]
AllowErrors = Annotated[
    bool,
    typer.Option(
        "--allow-errors", help=say("Kode keluar 0 meski ada baris ditolak.", "Exit with 0 though rows were refused.")
    ),
]
Sample = Annotated[
    int | None,
    typer.Option(
        "--sample", metavar="N", help=say("Hanya N artikel acak per masukan.", "Only N articles an input."), min=1
    ),
]
Seed = Annotated[int, typer.Option("--seed", help=say("Benih acak untuk --sample.", "Seed of --sample."))]
EngineName = Annotated[
    Engine, typer.Option("--engine", help=say("auto: pool bila banyak artikel.", "auto: pool for many articles."))
]
EngineOrSparkName = Annotated[
    EngineOrSpark,
    typer.Option("--engine", help=say("auto: pool bila banyak artikel.", "auto: pool for many articles.")),
]
Master = Annotated[
    str | None, typer.Option("--master", help=say("Induk Spark, misalnya local[2].", "Spark master, such as local[2]."))
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", help=say("Jumlah proses (bawaan: semua inti).", "Processes (all cores)."), min=1
    ),
]
Seconds = Annotated[
    float,
    typer.Option(
        "--seconds",
        help=say("Batas waktu satu langkah sebuah artikel.", "Time limit for one step of an article."),
        min=0.1,
    ),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help=say("Lupakan hasil sebelumnya di DIR.", "Forget what DIR holds already."))
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

_RUN = say("Ekstraksi, rekonsiliasi, tulis: pekerjaan utama.", "Extract, reconcile, write: the main job.")
_EXTRACT = say("Hanya ekstraksi: artikel menjadi fakta.", "Extraction only: articles to facts.")
_RECONCILE = say(
    "Hanya rekonsiliasi: fakta di DIR menjadi rujukan.", "Reconciliation only: the facts in DIR to records."
)


def register(app: typer.Typer) -> None:
    """Adds the three commands."""
    app.command("run", help=_RUN, epilog=example("rujuk run corpus/ --out output/"))(run)
    app.command("extract", help=_EXTRACT, epilog=example("rujuk extract berita.jsonl --out hasil/"))(extract)
    app.command("reconcile", help=_RECONCILE, epilog=example("rujuk reconcile hasil/"))(reconcile)


def run(
    inputs: Inputs,
    out: Out,
    rules: Rules = None,
    engine: EngineOrSparkName = "auto",
    master: Master = None,
    workers: Workers = None,
    sample: Sample = None,
    seed: Seed = 0,
    ner: Names = False,
    no_text: NoText = False,
    allow_errors: AllowErrors = False,
    learn_reliability: Learn = False,
    fresh: Fresh = False,
    seconds: Seconds = 60.0,
    max_text: MaxText = 5_000_000,
    quiet: Quiet = False,
    id_field: Field = None,
    source_field: Field = None,
    url_field: Field = None,
    published_field: Field = None,
    title_field: Field = None,
    text_field: Field = None,
) -> None:
    options = _options(locals())
    if engine == "spark":
        _finish(_spark(inputs, out, rules, options, master, learn_reliability), out, allow_errors, quiet)
        return
    _extract(inputs, out, rules, options)
    _finish(_reconcile(out, rules, options.workers, quiet, learn_reliability), out, allow_errors, quiet)


def extract(
    inputs: Inputs,
    out: Out,
    rules: Rules = None,
    engine: EngineName = "auto",
    workers: Workers = None,
    sample: Sample = None,
    seed: Seed = 0,
    ner: Names = False,
    no_text: NoText = False,
    allow_errors: AllowErrors = False,
    fresh: Fresh = False,
    seconds: Seconds = 60.0,
    max_text: MaxText = 5_000_000,
    quiet: Quiet = False,
    id_field: Field = None,
    source_field: Field = None,
    url_field: Field = None,
    published_field: Field = None,
    title_field: Field = None,
    text_field: Field = None,
) -> None:
    _finish(_extract(inputs, out, rules, _options(locals())), out, allow_errors, quiet)


def reconcile(
    directory: Directory,
    rules: Rules = None,
    workers: Workers = None,
    learn_reliability: Learn = False,
    quiet: Quiet = False,
) -> None:
    if not (directory / "facts.jsonl").is_file():
        raise FileNotFoundError(2, say("bukan folder keluaran rujuk", "not an output folder of rujuk"), str(directory))
    _finish(_reconcile(directory, rules, workers, quiet, learn_reliability), directory, True, quiet)


def _options(given: dict[str, Any]) -> JobOptions:
    from extractor.jobs.extract import JobOptions, available_workers
    from extractor.reading import ReadOptions
    from extractor.rules import load_rules

    workers = given["workers"]
    if given["engine"] == "inline":
        workers = 1
    elif given["engine"] == "pool" and workers is None:
        workers = available_workers()
    names = {name: given[name] for name in given if name.endswith("_field")}
    return JobOptions(
        reading=ReadOptions(**names, max_characters=given["max_text"], ruleset=load_rules(given["rules"])),
        keep_text=not given["no_text"],
        ner=given["ner"],
        sample=given["sample"],
        seed=given["seed"],
        workers=workers,
        seconds=given["seconds"],
        fresh=given["fresh"],
        quiet=given["quiet"],
    )


def _extract(inputs: list[str], out: Path, rules: Path | None, options: JobOptions) -> dict[str, Any]:
    from extractor.jobs.extract import extract_into
    from extractor.jobs.stages import ExtractWork
    from extractor.rules import load_rules

    ruleset = load_rules(rules)
    work = ExtractWork(str(ruleset.directory), options.ner)
    return extract_into(out, inputs, work, ruleset.digest, options)


def _reconcile(directory: Path, rules: Path | None, workers: int | None, quiet: bool, learn: bool) -> dict[str, Any]:
    from extractor.jobs.reconcile import reconcile_into
    from extractor.jobs.stages import ReconcileWork
    from extractor.rules import load_rules

    ruleset = load_rules(rules)
    work = ReconcileWork(str(ruleset.directory))
    learning = ruleset if learn else None
    return reconcile_into(directory, work, workers=workers, quiet=quiet, learn=learning)


def _spark(
    inputs: list[str], out: Path, rules: Path | None, options: JobOptions, master: str | None, learn: bool
) -> dict[str, Any]:
    from extractor.jobs.spark import run_on_spark
    from extractor.jobs.stages import ExtractWork, ReconcileWork
    from extractor.rules import load_rules

    ruleset = load_rules(rules)
    folder = str(ruleset.directory)
    stages = (ExtractWork(folder, options.ner), ReconcileWork(folder))
    learning = ruleset if learn else None
    return run_on_spark(out, inputs, *stages, ruleset.digest, options, master=master, learn=learning)


def _finish(manifest: dict[str, Any], out: Path, allow_errors: bool, quiet: bool) -> None:
    """Prints the table of what went in and came out; exit code 1 when rows were refused."""
    articles = manifest.get("articles", {})
    errors = sum(articles.get(name, 0) for name in ("refused", "duplicates", "failed"))
    if not quiet:
        from extractor.commands.tables import print_summary

        print_summary(manifest, errors, out)
    if not any(articles.values()):
        typer.echo(say("Masukan tidak berisi artikel.", "There are no articles in the input."), err=True)
    learned = manifest.get("reconciliation", {}).get("learned", {})
    if learned and learned["records"] < learned["least"]:
        typer.echo(
            say(
                f"Keandalan outlet tidak dipelajari: {learned['records']} rujukan dengan dua outlet atau lebih, "
                f"perlu {learned['least']}.",
                f"The reliability of outlets was not learned: {learned['records']} records with two outlets or more, "
                f"{learned['least']} are needed.",
            ),
            err=True,
        )
    if errors and not allow_errors:
        raise typer.Exit(1)
