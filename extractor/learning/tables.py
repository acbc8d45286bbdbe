"""Learning all questions from gold files, and the tables as they lie in ``rules/weights/``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.close.facts import MENTIONS
from extractor.disk.atomic import replacing
from extractor.learning.examples import DATES, FIGURES, Example, date_example, figure_example
from extractor.learning.fit import Row, Score, learn
from extractor.learning.links import learn_links
from extractor.learning.mentions import precision_of_mentions
from extractor.rules import RuleSet

_ROUNDS: tuple[tuple[str, Sequence[str], Callable[[Mapping[str, Any], RuleSet], Example]], ...] = (
    ("date", DATES, date_example),
    ("quantity", FIGURES, figure_example),
)
_HEADER = "evidence\tweight\tseen\n"


def learn_all(rows: Iterable[Mapping[str, Any]], ruleset: RuleSet) -> tuple[dict[str, list[Row]], dict[str, Score]]:
    """The tables by name and the cross-validated score of each question.

    ``rows`` are gold rows (``id, text, published, facts``); one may say by ``weight`` how much it counts, 1 when it
    does not; rows that count less than 1 are learned from and not scored on. ``annotated`` says which types of fact a
    row holds all of, when it is not all types; ``judged`` lists the spans (start, end) that somebody judged, when it
    is not all of the article.
    """
    known = list(rows)
    weights = [float(row.get("weight", 1.0)) for row in known]
    tables: dict[str, list[Row]] = {}
    scores: dict[str, Score] = {}
    for kind, questions, example_of in _ROUNDS:
        annotated = [place for place, row in enumerate(known) if kind in row.get("annotated", (kind,))]
        examples = [example_of(known[place], ruleset) for place in annotated]
        for question in questions:
            learned, scores[question] = learn(question, examples, [weights[place] for place in annotated])
            tables |= learned
    linked, scores_of_links = learn_links(known, weights, ruleset)
    tables |= linked
    scores |= scores_of_links
    tables[MENTIONS] = precision_of_mentions(known, ruleset)
    return tables, scores


def write_tables(tables: Mapping[str, Sequence[Row]], folder: Path) -> None:
    """One tab-separated file a table: evidence, weight, and in how many documents it was seen."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with replacing(folder / f"{name}.tsv") as stream:
            stream.write(_HEADER.encode())
            for row in rows:
                stream.write(f"{row.evidence}\t{row.weight:g}\t{row.seen}\n".encode())
