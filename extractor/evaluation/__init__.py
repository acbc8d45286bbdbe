"""Running the pipeline over gold texts and scoring what it gives; floors that no change may fall below in silence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.evaluation.facts import Score, score_facts
from extractor.evaluation.gold import GoldError, gold_rows
from extractor.evaluation.records import score_records
from extractor.models import Article, Extraction
from extractor.reading import ReadOptions, read_located
from extractor.reading.errors import ReadingError
from extractor.rules import RuleSet


@dataclass(frozen=True)
class Evaluation:
    """What the pipeline gave for gold documents: their texts, gold facts by document, and extractions."""

    texts: Mapping[str, str]
    gold: Mapping[str, Sequence[Mapping[str, Any]]]
    extractions: Sequence[Extraction]

    def facts(self) -> dict[str, Score]:
        """The scores by kind."""
        predicted = {one.article.id: [fact.model_dump(mode="json") for fact in one.facts] for one in self.extractions}
        return score_facts(self.gold, predicted)

    def records(self, gold: Path, ruleset: RuleSet) -> tuple[dict[str, Any], list[str]]:
        """The figures of the records made of these documents, and the mistakes."""
        from extractor.reconcile import reconcile

        facts = [fact for one in self.extractions for fact in one.facts]
        summaries = [one.article.model_copy(update={"text": self.texts[one.article.id]}) for one in self.extractions]
        records = [record.model_dump(mode="json") for record in reconcile(facts, summaries, ruleset)]
        return score_records(list(gold_rows(gold)), records)


def evaluate(paths: Iterable[Path], ruleset: RuleSet) -> Evaluation:
    """Extracts the texts of gold files. Raises :class:`GoldError` for a row that cannot be read."""
    from extractor.pipeline import Pipeline

    pipeline = Pipeline(ruleset)
    articles: dict[str, Article] = {}
    gold: dict[str, list[Mapping[str, Any]]] = {}
    for path in paths:
        for item in read_located(str(path), ReadOptions(ruleset=ruleset)):
            if isinstance(item, ReadingError):
                raise GoldError(f"{item.file}:{item.line or 0}: {item.reason}")
            articles[item.article.id] = item.article
        for row in gold_rows(path):
            if "facts" in row:
                gold.setdefault(str(row["id"]), []).extend(row["facts"])
    return Evaluation(
        {article.id: article.text for article in articles.values()},
        gold,
        [pipeline.read(article) for article in articles.values()],
    )


def digest(paths: Iterable[Path]) -> str:
    """One digest over gold files, in their order."""
    state = hashlib.sha256()
    for path in paths:
        state.update(path.read_bytes())
    return state.hexdigest()


def below_floors(floors: Path, measured: Mapping[str, float], paths: Sequence[Path]) -> list[str]:
    """Why the measured figures do not pass: a figure below its floor, one that was not measured, or another corpus.

    The file is JSON: ``{"corpus": digest of the gold files, "floors": {"ministry": 0.98, "records.value": 0.8}}``.
    """
    try:
        wanted = json.loads(floors.read_text(encoding="utf-8"))
        least, corpus = wanted["floors"], wanted["corpus"]
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{floors}: {error}") from error
    found = digest(paths)
    reasons = [f"corpus {found} ≠ {corpus}"] if found != corpus else []
    for name, floor in least.items():
        if name not in measured:
            reasons.append(f"{name}: ? < {floor}")
        elif measured[name] < floor:
            reasons.append(f"{name}: {measured[name]:.4f} < {floor}")
    return reasons
