"""``rujuk learn``: the weights of the judge, from articles with gold facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import example
from extractor.commands.options import Rules
from extractor.messages.language import say

if TYPE_CHECKING:
    from extractor.learning.firmness import Moved
    from extractor.rules import RuleSet


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "learn",
        help=say(
            "Geser bobot penilaian sejauh diminta artikel beranotasi (rujuk[train]).",
            "Move the weights of the judge as far as annotated articles ask (rujuk[train]).",
        ),
        epilog=example("rujuk learn label.jsonl --out mine/weights/"),
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
    claims: Annotated[
        Path | None,
        typer.Option(
            "--claims",
            metavar="DIR",
            help=say(
                "GOLD berisi klaim yang sudah dinilai; DIR keluaran run atas beritanya.",
                "GOLD holds judged claims; DIR is a run's output over their articles.",
            ),
        ),
    ] = None,
    anew: Annotated[
        bool,
        typer.Option(
            "--anew",
            help=say(
                "Pelajari dari nol: bobot yang ada diganti, bukan digeser. Perlu ribuan artikel.",
                "Learn from nothing: weights are replaced, not moved. Needs thousands of articles.",
            ),
        ),
    ] = False,
    texts: Annotated[
        list[Path] | None,
        typer.Option(
            "--texts",
            metavar="FILE",
            exists=True,
            help=say(
                "Dengan --anew: artikel tanpa anotasi untuk mengenal bahasanya, ganti yang sudah dipelajari.",
                "With --anew: articles without annotations to learn the language from, in place of what was learned.",
            ),
        ),
    ] = None,
) -> None:
    if texts and not anew:
        raise typer.BadParameter(say("--texts memerlukan --anew", "--texts needs --anew"))
    if pairs:
        _learn_pairs(gold, pairs, out, rules, anew)
        return
    from importlib.util import find_spec

    if find_spec("sklearn") is None:
        typer.echo(
            say("scikit-learn belum terpasang: ", "scikit-learn is missing: ") + "pip install scikit-learn", err=True
        )
        raise typer.Exit(2)
    if claims:
        _learn_claims(gold, claims, out, rules)
        return
    from extractor.evaluation.gold import gold_rows
    from extractor.rules import load_rules

    rows = [row for path in gold for row in gold_rows(path)]
    ruleset = load_rules(rules)
    if anew:
        _learn_anew(rows, ruleset, texts or [], out)
        return
    from extractor.learning.tables import move_all, moved_before, write_moved

    if moved_before(ruleset):
        typer.echo(
            say(
                "Bobot ini sudah pernah digeser; mulailah dari bobot bawaan dengan semua artikel sekaligus.",
                "These weights were moved before; start from the shipped ones, with all articles at once.",
            ),
            err=True,
        )
    moved, mentions = move_all(rows, ruleset)
    write_moved(moved, mentions, ruleset, out, _told_by("articles", len(rows), gold))
    _show(moved)


def _told_by(what: str, rows: int, gold: Sequence[Path]) -> str:
    return f"moved by {rows} {what} of {', '.join(path.name for path in gold)}"


def _show(moved: Mapping[str, Moved]) -> None:
    """What the weights are worth that stand, and those that moved, both on articles that they have not seen."""
    typer.echo(f"{'':19}{say('sekarang', 'as they stand'):>21}{say('digeser', 'moved'):>21}")
    typer.echo(f"{'':19}" + 2 * f"{'P':>7}{'R':>7}{'F1':>7}")
    for table, one in moved.items():
        scores = "".join(f"{of.precision:7.3f}{of.recall:7.3f}{of.f1:7.3f}" for of in (one.before, one.after))
        kept = say("digeser", "moved") + f" ({one.penalty:.3g})" if one.weights else say("tetap", "kept")
        typer.echo(f"{table:19}{scores}  {kept}")


def _learn_anew(rows: Sequence[Mapping[str, Any]], ruleset: RuleSet, texts: Sequence[Path], out: Path) -> None:
    """All weights from nothing; the language from ``texts``, if there are any."""
    from extractor.close.context import NAME
    from extractor.learning.context import read_language, shipped, write_context
    from extractor.learning.tables import learn_all, write_tables
    from extractor.models import Article
    from extractor.reading import read_articles

    language = shipped(ruleset.directory)
    if texts:
        read = list(read_articles([str(path) for path in texts]))
        articles = [article for article in read if isinstance(article, Article)]
        if len(articles) < len(read):
            typer.echo(say("artikel dilewati: ", "articles left out: ") + str(len(read) - len(articles)), err=True)
        language = read_language(articles, ruleset)
    learned = learn_all(rows, ruleset, language)
    write_tables(learned.tables, out)
    if language is not None and learned.network is not None:
        write_context(out / NAME, *language, learned.network)
    typer.echo(f"{'':14}{'P':>7}{'R':>7}{'F1':>7}{'ECE':>7}{say('ambang', 'from'):>8}")
    for question, score in learned.scores.items():
        typer.echo(
            f"{question:14}{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}{score.calibration:7.3f}"
            f"{score.threshold:8.2f}"
        )


def _learn_pairs(gold: list[Path], outputs: list[Path], out: Path, rules: Path | None, anew: bool) -> None:
    """The weights by which claims are taken for one thing, and for worth a record."""
    from extractor.evaluation.gold import gold_rows
    from extractor.learning.pairs import TABLE, learn_pairs
    from extractor.learning.tables import write_tables
    from extractor.rules import load_rules

    pairs = [row for path in gold for row in gold_rows(path)]
    rows, moved = learn_pairs(pairs, outputs, load_rules(rules), anew)
    head = _told_by("pairs", len(pairs), gold) if any(one.weights for one in moved.values()) else ""
    write_tables({TABLE: rows}, out, head)
    _show(moved)


def _learn_claims(gold: list[Path], output: Path, out: Path, rules: Path | None) -> None:
    """The weights by which a figure of an article is taken for the one that a claim means."""
    from extractor.evaluation.gold import gold_rows
    from extractor.learning.claims import TABLE, learn_claims
    from extractor.learning.tables import write_tables
    from extractor.rules import load_rules

    rows, score = learn_claims((row for path in gold for row in gold_rows(path)), output, load_rules(rules))
    write_tables({TABLE: rows}, out)
    typer.echo(f"{TABLE:14}{score.first:7} / {score.figures}")
