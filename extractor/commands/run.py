"""``rujuk run``, and its halves ``rujuk extract`` and ``rujuk reconcile``."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from extractor.cli import example
from extractor.commands.options import Directory, Extracting, Learn, Quiet, Rules, Workers, with_extracting
from extractor.messages.language import say

if TYPE_CHECKING:
    from extractor.jobs.extract import JobOptions
    from extractor.jobs.stages import ExtractWork
    from extractor.reading import ReadingError
    from extractor.rules import RuleSet

Engine = Literal["auto", "inline", "pool"]
EngineOrSpark = Literal["auto", "inline", "pool", "spark"]

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help=say(
            "Berkas atau folder (.txt .html .jsonl .json .csv .xlsx .parquet .rss .warc .docx .pdf …, juga .gz), "
            "atau - untuk masukan baku.",
            "Files or folders (.txt .html .jsonl .json .csv .xlsx .parquet .rss .warc .docx .pdf …, also .gz), "
            "or - for standard input.",
        ),
        show_default=False,
    ),
]
Out = Annotated[
    Path,
    typer.Option(
        "--out", metavar="DIR", show_default=False,
        help=say("Folder keluaran; - mencetak rujukan.", "Output folder; - prints the records."),
    ),
]  # fmt: skip
OutOrPrinted = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", show_default=False,
        help=say("Folder keluaran; tanpa ini fakta dicetak (JSONL).", "Output folder; else facts are printed (JSONL)."),
    ),
]  # fmt: skip
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
_PRINTED = Path("-")

_RUN = say("Ekstraksi, rekonsiliasi, tulis: pekerjaan utama.", "Extract, reconcile, write: the main job.")
_EXTRACT = say("Hanya ekstraksi: artikel menjadi fakta.", "Extraction only: articles to facts.")
_RECONCILE = say(
    "Hanya rekonsiliasi: fakta di DIR menjadi rujukan.", "Reconciliation only: the facts in DIR to records."
)


def register(app: typer.Typer) -> None:
    """Adds the three commands."""
    app.command("run", help=_RUN, epilog=example("rujuk run corpus/ --out output/"))(with_extracting(run))
    lines = ("rujuk extract berita.jsonl --out hasil/", "cat berita.txt | rujuk extract -")
    app.command("extract", help=_EXTRACT, epilog=example(*lines))(with_extracting(extract))
    app.command("reconcile", help=_RECONCILE, epilog=example("rujuk reconcile hasil/"))(reconcile)


def run(
    inputs: Inputs,
    out: Out,
    options: Extracting,
    engine: EngineOrSparkName = "auto",
    master: Master = None,
    learn_reliability: Learn = False,
) -> None:
    def into(folder: Path, quiet: bool) -> dict[str, Any]:
        ruleset = load_rules(options.rules)
        job = _job(options, ruleset, engine, quiet)
        learn = ruleset if learn_reliability else None
        if engine == "spark":
            from extractor.jobs.spark import run_on_spark

            stages = _extraction(job, ruleset), ReconcileWork(str(ruleset.directory))
            return run_on_spark(folder, inputs, *stages, ruleset.digest, job, master=master, learn=learn)
        _extract(inputs, folder, job, ruleset)
        return _reconcile(folder, ruleset, job.workers, quiet, learn)

    from extractor.jobs.stages import ReconcileWork
    from extractor.rules import load_rules

    _check_inputs(inputs)
    if out != _PRINTED:
        _finish(into(out, options.quiet), out, options.allow_errors, options.quiet)
        return
    from extractor.reading import ReadingError

    with TemporaryDirectory(prefix="rujuk-") as name:
        folder = Path(name)
        manifest = into(folder, True)
        with (folder / "records.jsonl").open("rb") as lines:
            shutil.copyfileobj(lines, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        with (folder / "errors.jsonl").open("rb") as lines:
            for line in lines:
                _tell(ReadingError.model_validate_json(line))
        _finish(manifest, folder, options.allow_errors, True)


def extract(inputs: Inputs, options: Extracting, out: OutOrPrinted = None, engine: EngineName = "auto") -> None:
    from extractor.jobs.stream import extract_stream
    from extractor.rules import load_rules

    _check_inputs(inputs)
    ruleset = load_rules(options.rules)
    if out in (None, _PRINTED):
        job = _job(options, ruleset, engine, True)
        manifest = extract_stream(inputs, _extraction(job, ruleset), job, sys.stdout.buffer, _tell)
        _finish(manifest, _PRINTED, options.allow_errors, True)
    else:
        manifest = _extract(inputs, out, _job(options, ruleset, engine, options.quiet), ruleset)
        _finish(manifest, out, options.allow_errors, options.quiet)


def reconcile(
    directory: Directory,
    rules: Rules = None,
    workers: Workers = None,
    learn_reliability: Learn = False,
    quiet: Quiet = False,
) -> None:
    from extractor.rules import load_rules

    if not (directory / "facts.jsonl").is_file():
        raise FileNotFoundError(2, say("bukan folder keluaran rujuk", "not an output folder of rujuk"), str(directory))
    ruleset = load_rules(rules)
    learn = ruleset if learn_reliability else None
    _finish(_reconcile(directory, ruleset, workers, quiet, learn), directory, True, quiet)


def _check_inputs(inputs: list[str]) -> None:
    """Raises ``FileNotFoundError`` before anything is written."""
    from extractor.reading import find_missing

    for missing in find_missing(inputs):
        raise FileNotFoundError(2, os.strerror(2), missing)


def _tell(error: ReadingError) -> None:
    typer.echo(error.sentence(), err=True)


def _job(given: Extracting, ruleset: RuleSet, engine: EngineOrSpark, quiet: bool) -> JobOptions:
    from extractor.jobs.extract import JobOptions
    from extractor.jobs.running import available_workers
    from extractor.reading import Notes, ReadOptions

    workers = given.workers
    if engine == "inline":
        workers = 1
    elif engine == "pool" and workers is None:
        workers = available_workers()
    names = {name: value for name, value in vars(given).items() if name.endswith("_field")}
    return JobOptions(
        reading=ReadOptions(**names, max_characters=given.max_text, notes=Notes(), ruleset=ruleset),
        keep_text=not given.no_text,
        ner=given.ner,
        min_confidence=given.min_confidence,
        sample=given.sample,
        seed=given.seed,
        workers=workers,
        seconds=given.seconds,
        fresh=given.fresh,
        quiet=quiet,
    )


def _extraction(job: JobOptions, ruleset: RuleSet) -> ExtractWork:
    from extractor.jobs.stages import ExtractWork

    return ExtractWork(str(ruleset.directory), job.ner, job.min_confidence)


def _extract(inputs: list[str], out: Path, job: JobOptions, ruleset: RuleSet) -> dict[str, Any]:
    from extractor.jobs.extract import extract_into

    manifest = extract_into(out, inputs, _extraction(job, ruleset), ruleset.digest, job)
    if job.reading.notes is not None and not job.quiet:
        for line in job.reading.notes.lines():
            typer.echo(line, err=True)
    return manifest


def _reconcile(
    directory: Path, ruleset: RuleSet, workers: int | None, quiet: bool, learn: RuleSet | None
) -> dict[str, Any]:
    from extractor.jobs.reconcile import reconcile_into
    from extractor.jobs.stages import ReconcileWork

    work = ReconcileWork(str(ruleset.directory))
    return reconcile_into(directory, work, workers=workers, quiet=quiet, learn=learn)


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
