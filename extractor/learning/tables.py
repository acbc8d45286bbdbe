"""Learning all questions from gold files, and the tables as they lie in ``rules/weights/``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.close.context import Network
from extractor.close.facts import MENTIONS
from extractor.disk.atomic import replacing
from extractor.learning.context import Language, learn_contexts
from extractor.learning.examples import DATES, FIGURES, Example, date_example, figure_example
from extractor.learning.fit import Row, Score, learn, score, with_threshold
from extractor.learning.links import learn_links
from extractor.learning.mentions import precision_of_mentions
from extractor.rules import RuleSet

_ROUNDS: tuple[tuple[str, Sequence[str], Callable[[Mapping[str, Any], RuleSet], Example]], ...] = (
    ("date", DATES, date_example),
    ("quantity", FIGURES, figure_example),
)
_HEADER = "evidence\tweight\tseen\n"


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
    known = list(rows)
    weights = [float(row.get("weight", 1.0)) for row in known]
    tables: dict[str, list[Row]] = {}
    scores: dict[str, Score] = {}
    network: Network | None = None
    for kind, questions, example_of in _ROUNDS:
        annotated = [place for place, row in enumerate(known) if kind in row.get("annotated", (kind,))]
        examples = [example_of(known[place], ruleset) for place in annotated]
        worth = [weights[place] for place in annotated]
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


def write_tables(tables: Mapping[str, Sequence[Row]], folder: Path) -> None:
    """One tab-separated file a table: evidence, weight, and in how many documents it was seen."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with replacing(folder / f"{name}.tsv") as stream:
            stream.write(_HEADER.encode())
            for row in rows:
                stream.write(f"{row.evidence}\t{row.weight:g}\t{row.seen}\n".encode())
