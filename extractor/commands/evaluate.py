"""``rujuk evaluate``: how good the extraction is on texts whose facts are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import example
from extractor.commands.options import Rules
from extractor.messages.language import say

if TYPE_CHECKING:
    from extractor.evaluation import Evaluation
    from extractor.evaluation.facts import Score

_HELP = say(
    "Jalankan pipeline pada teks gold dan cetak P, R, F1 per jenis.",
    "Run the pipeline over gold texts and print P, R, F1 by kind.",
)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    lines = ("rujuk evaluate gold.jsonl --errors 5", "rujuk evaluate docs.jsonl --records records.jsonl")
    app.command("evaluate", help=_HELP, epilog=example(*lines))(evaluate)


def _file(help: str) -> Any:
    return typer.Option(metavar="FILE", help=help, exists=True, dir_okay=False)


def evaluate(
    gold: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="GOLD.jsonl", exists=True, dir_okay=False, show_default=False,
            help=say("Dokumen: id, published, text, facts.", "Documents: id, published, text, facts."),
        ),
    ] = None,
    records: Annotated[Path | None, _file(say("Rujukan gold.", "Gold records."))] = None,
    attributes: Annotated[Path | None, _file(say("Atribut gold angka.", "Gold attributes of figures."))] = None,
    ner: Annotated[Path | None, _file(say("Nama: kolom BIO atau JSONL.", "Names: BIO columns or JSONL."))] = None,
    model: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", exists=True, file_okay=False,
            help=say("Model spaCy lain untuk --ner.", "Another spaCy model for --ner."),
        ),
    ] = None,
    timex: Annotated[Path | None, _file(say("Tanggal TIMEX3: JSONL.", "TIMEX3 dates: JSONL."))] = None,
    floors: Annotated[Path | None, _file(say("Batas bawah F1; gagal di bawahnya.", "F1 floors; fails below."))] = None,
    errors: Annotated[int, typer.Option(metavar="N", help=say("Cetak N kesalahan.", "Print N mistakes."))] = 0,
    as_json: Annotated[bool, typer.Option("--json", help=say("Angka sebagai JSON.", "Figures as JSON."))] = False,
    rules: Rules = None,
) -> None:  # fmt: skip
    from extractor.evaluation import below_floors
    from extractor.evaluation import evaluate as run
    from extractor.rules import load_rules

    if not gold and (records or attributes or floors or not (ner or timex)):
        raise typer.BadParameter(say("berkas gold belum disebut", "name a gold file"), param_hint="GOLD.jsonl")
    if model and not ner:
        raise typer.BadParameter(say("hanya bersama --ner", "only together with --ner"), param_hint="--model")
    ruleset = load_rules(rules)
    sections: dict[str, Any] = {}
    measured: dict[str, float] = {}
    if gold:
        evaluation = run(gold, ruleset)
        if evaluation.gold:
            scores = evaluation.facts()
            sections["facts"] = {kind: score.figures() for kind, score in scores.items()}
            measured |= {kind: score.f1 for kind, score in scores.items()}
            _print_mistakes(scores, evaluation, errors)
        if records:
            sections["records"], mistakes = evaluation.records(records, ruleset)
            measured |= {
                f"records.{name}": figure for name, figure in sections["records"].items() if figure is not None
            }
            for mistake in mistakes[:errors]:
                typer.echo(mistake, err=True)
        if attributes:
            from extractor.evaluation.attributes import score_attributes

            with _named("--attributes"):
                sections["attributes"] = score_attributes(attributes, evaluation.extractions)
    if ner:
        from extractor.ner.training.score import score_ner_file

        with _named("--ner"):
            sections["ner"] = score_ner_file(ner, model)
    if timex:
        from extractor.evaluation.timex import score_timex_file

        with _named("--timex"):
            sections["timex"] = score_timex_file(timex, ruleset)
    _print(sections, as_json)
    if floors:
        reasons = below_floors(floors, measured, [*(gold or []), *([records] if records else [])])
        for reason in reasons:
            typer.echo(reason, err=True)
        if reasons:
            raise typer.Exit(1)


@contextmanager
def _named(option: str) -> Iterator[None]:
    """Turns what is wrong with a gold file (``ValueError`` with file and line) into a message about its option."""
    try:
        yield
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error


def _print_mistakes(scores: Mapping[str, Score], evaluation: Evaluation, count: int) -> None:
    from extractor.evaluation.facts import described

    for kind, score in scores.items():
        for mistake in score.mistakes[:count]:
            typer.echo(described(mistake, kind, evaluation.texts), err=True)


def _print(sections: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        import json

        typer.echo(json.dumps(next(iter(sections.values())) if len(sections) == 1 else sections, ensure_ascii=False))
        return
    for name, figures in sections.items():
        if name == "facts":
            typer.echo(f"{'kind':<14}{'gold':>6}{'P':>8}{'R':>8}{'F1':>8}  attributes of the facts found")
            for kind, row in figures.items():
                found = " ".join(f"{attribute}={share:.2f}" for attribute, share in row["attributes"].items())
                measured = f"{row['precision']:>8.3f}{row['recall']:>8.3f}{row['f1']:>8.3f}"
                typer.echo(f"{kind:<14}{row['gold']:>6}{measured}  {found}")
        else:
            _print_nested(figures)


def _print_nested(figures: Mapping[str, Any], before: str = "") -> None:
    for name, figure in figures.items():
        if isinstance(figure, Mapping):
            _print_nested(figure, f"{before}{name}.")
        else:
            typer.echo(f"{before + name:<28}{figure}")
