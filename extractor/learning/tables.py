"""Learning all questions from gold files, and the tables as they lie in ``rules/weights/``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.close.context import FILE, Network, context
from extractor.close.facts import MENTIONS
from extractor.close.links.choice import LINKS
from extractor.disk.atomic import replacing
from extractor.learning.context import Language, learn_contexts
from extractor.learning.examples import DATES, FIGURES, Example, date_example, figure_example
from extractor.learning.firmness import Moved, moved_rows, read_rows
from extractor.learning.fit import Row, Score, learn, score, with_threshold
from extractor.learning.links import learn_links
from extractor.learning.mentions import precision_of_mentions
from extractor.learning.moving import move_verdicts
from extractor.learning.moving_links import move_links
from extractor.rules import RuleSet
from extractor.rules.weights import AGAIN, FOLDER

_ROUNDS: tuple[tuple[str, Sequence[str], Callable[[Mapping[str, Any], RuleSet], Example]], ...] = (
    ("date", DATES, date_example),
    ("quantity", FIGURES, figure_example),
)
_HEADER = "evidence\tweight\tseen\n"
_MOVED = "# moved "


@dataclass(slots=True)
class Learned:
    """The tables by name, the cross-validated score of each question, and the network that reads contexts, if any."""

    tables: dict[str, list[Row]]
    scores: dict[str, Score]
    network: Network | None


def learn_all(rows: Iterable[Mapping[str, Any]], ruleset: RuleSet, language: Language | None = None) -> Learned:
    """All that is learned; without a ``language`` figures are judged by their evidence alone.

    ``rows`` are gold rows (``id, text, published, facts``); one may say by ``weight`` how much it counts, 1 when it
    does not; rows that count less than 1 are learned from and not scored on. A network takes all rows alike.
    ``annotated`` says which types of fact a row holds all of, when it is not all types; ``judged`` lists the spans
    (start, end) that somebody judged, when it is not all of the article.
    """
    known, weights = _weighed(rows)
    tables: dict[str, list[Row]] = {}
    scores: dict[str, Score] = {}
    network: Network | None = None
    for kind, questions, example_of in _ROUNDS:
        places = _annotated(known, kind)
        examples = [example_of(known[place], ruleset) for place in places]
        worth = [weights[place] for place in places]
        sums: dict[str, list[list[float]]] = {}
        for question in questions:
            learned, sums[question] = learn(question, examples, worth)
            tables |= learned
        if kind == "quantity" and language is not None:
            network, sums = learn_contexts(*language, examples, sums)
        for question in questions:
            scores[question] = score(question, examples, worth, sums[question])
            with_threshold(tables, question, scores[question])
    linked, scores_of_links = learn_links(known, weights, ruleset)
    tables |= linked
    scores |= scores_of_links
    tables[MENTIONS] = precision_of_mentions(known, ruleset)
    return Learned(tables, scores, network)


def move_all(rows: Iterable[Mapping[str, Any]], ruleset: RuleSet) -> tuple[dict[str, Moved], list[Row]]:
    """What gold rows (as in :func:`learn_all`) move of the tables of a rule set, by question.

    The rows of a table besides: how often mentions of a kind were right, those of the rule set counted in.
    """
    known, weights = _weighed(rows)
    moved: dict[str, Moved] = {}
    for kind, questions, example_of in _ROUNDS:
        places = _annotated(known, kind)
        examples = [example_of(known[place], ruleset) for place in places]
        told = context(ruleset) if kind == "quantity" else None
        moved |= move_verdicts(questions, examples, [weights[place] for place in places], ruleset, told)
    moved |= move_links(known, weights, ruleset)
    return moved, precision_of_mentions(known, ruleset, list(read_rows(ruleset, MENTIONS)))


def _weighed(rows: Iterable[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], list[float]]:
    known = list(rows)
    return known, [float(row.get("weight", 1.0)) for row in known]


def _annotated(rows: Sequence[Mapping[str, Any]], kind: str) -> list[int]:
    return [place for place, row in enumerate(rows) if kind in row.get("annotated", (kind,))]


def moved_before(ruleset: RuleSet) -> bool:
    """Whether tables of a rule set were moved already, by what their heads say."""
    return any(
        path.read_bytes().startswith(_MOVED.encode()) for path in sorted((ruleset.directory / FOLDER).glob("*.tsv"))
    )


def write_moved(moved: Mapping[str, Moved], mentions: Sequence[Row], ruleset: RuleSet, folder: Path, by: str) -> None:
    """The tables that learning from articles makes, complete: what did not move as it stands in the rule set.

    ``by`` tells of the gold, in the head of each table that moved.
    """
    folder.mkdir(parents=True, exist_ok=True)
    questions = [question for _, some, _ in _ROUNDS for question in some]
    kept = [*questions, *(question + AGAIN for question in questions), *LINKS]
    for file in (*(f"{FOLDER}/{name}.tsv" for name in kept), FILE):
        source = ruleset.directory / file
        if source.is_file():
            content = source.read_bytes()
            with replacing(folder / source.name) as stream:
                stream.write(content)
    for name, one in moved.items():
        if one.weights:
            table = name + AGAIN if name in questions else name
            rows = moved_rows(ruleset, table, one.weights, one.seen)
            write_tables({table: rows}, folder, f"{by}, penalty {one.penalty:.3g}")
    write_tables({MENTIONS: mentions}, folder, by)


def write_tables(tables: Mapping[str, Sequence[Row]], folder: Path, head: str = "") -> None:
    """One tab-separated file a table: evidence, weight, and in how many documents it was seen, under a ``head``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with replacing(folder / f"{name}.tsv") as stream:
            if head:
                stream.write(f"# {head}\n".encode())
            stream.write(_HEADER.encode())
            for row in rows:
                stream.write(f"{row.evidence}\t{row.weight:g}\t{row.seen}\n".encode())
