"""``rujuk learn``: the weights of the judge, from articles with gold facts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli import example
from extractor.commands.options import Rules
from extractor.messages.language import say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "learn",
        help=say(
            "Pelajari bobot penilaian dari artikel beranotasi (rujuk[train]).",
            "Learn the weights of the judge from annotated articles (rujuk[train]).",
        ),
        epilog=example("rujuk learn corpus/gold/facts.jsonl label.jsonl --out rules/weights/"),
    )(learn)


def learn(
    gold: Annotated[
        list[Path],
        typer.Argument(exists=True, dir_okay=False, help=say("Berkas JSONL beranotasi.", "Annotated JSONL files.")),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help=say("Folder tabel bobot.", "Folder of the weights' tables."))
    ],
    rules: Rules = None,
    pairs: Annotated[
        list[Path] | None,
        typer.Option(
            "--pairs",
            metavar="DIR",
            help=say(
                "GOLD berisi pasangan klaim; DIR keluaran run atas beritanya.",
                "GOLD holds judged pairs of claims; DIR is a run's output over their articles.",
            ),
        ),
    ] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option(
            "--texts",
            metavar="FILE",
            exists=True,
            help=say(
                "Artikel tanpa anotasi untuk mengenal bahasanya; bila tidak ada, dipakai yang sudah dipelajari.",
                "Articles without annotations to learn the language from; else what was learned of it before is used.",
            ),
        ),
    ] = None,
) -> None:
    if pairs:
        _learn_pairs(gold, pairs, out, rules)
        return
    from importlib.util import find_spec

    if find_spec("sklearn") is None:
        typer.echo(
            say("scikit-learn belum terpasang: ", "scikit-learn is missing: ") + "pip install scikit-learn", err=True
        )
        raise typer.Exit(2)
    from extractor.close.context import NAME
    from extractor.evaluation.gold import gold_rows
    from extractor.learning.context import read_language, shipped, write_context
    from extractor.learning.tables import learn_all, write_tables
    from extractor.models import Article
    from extractor.reading import read_articles
    from extractor.rules import load_rules

    rows = [row for path in gold for row in gold_rows(path)]
    ruleset = load_rules(rules)
    language = shipped(ruleset.directory)
    if texts:
        read = list(read_articles([str(path) for path in texts]))
        articles = [article for article in read if isinstance(article, Article)]
        if len(articles) < len(read):
            typer.echo(say("artikel dilewati: ", "articles left out: ") + str(len(read) - len(articles)), err=True)
        language = read_language(articles, ruleset)
    learned = learn_all(rows, ruleset, language)
    scores = learned.scores
    write_tables(learned.tables, out)
    if language is not None and learned.network is not None:
        write_context(out / NAME, *language, learned.network)
    typer.echo(f"{'':14}{'P':>7}{'R':>7}{'F1':>7}{'ECE':>7}{say('ambang', 'from'):>8}")
    for question, score in scores.items():
        typer.echo(
            f"{question:14}{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}{score.calibration:7.3f}"
            f"{score.threshold:8.2f}"
        )


def _learn_pairs(gold: list[Path], outputs: list[Path], out: Path, rules: Path | None) -> None:
    """The weights by which claims are taken for one thing, and for worth a record."""
    from extractor.evaluation.gold import gold_rows
    from extractor.learning.pairs import TABLE, learn_pairs
    from extractor.learning.tables import write_tables
    from extractor.rules import load_rules

    rows, scores = learn_pairs((row for path in gold for row in gold_rows(path)), outputs, load_rules(rules))
    write_tables({TABLE: rows}, out)
    for question, score in scores.items():
        typer.echo(f"{question:14}{score.precision:7.3f}{score.recall:7.3f}{score.answers:8}")
