"""Scoring a named-entity model on a file: exact character spans and labels.

A name counts as found when start, end and label agree. Sentences of a BIO file are their tokens joined by one
space (see :mod:`extractor.ner.training.data`), and the model tokenises that text by itself, as it would in use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.language import Language

from extractor.ner.load import load_model
from extractor.ner.training.data import LABELS, Labelled, read_labelled

Name = tuple[int, int, str]


def score_ner_file(path: str | Path, model: str | Path | None = None) -> dict[str, object]:
    """Precision, recall and F1 of ``model`` (a folder; the shipped one by default) on a BIO or JSONL file.

    Returns ``{"file", "model", "sentences", "names", "micro": {"p", "r", "f1"}, "labels": {"PER": {"p", "r",
    "f1", "names"}, …}}``; a ratio without a denominator is null. Raises
    :class:`~extractor.ner.training.data.DataError` for a malformed file, ``OSError`` for a missing one.
    """
    sentences = read_labelled(Path(path))
    nlp = load_model(model)
    result: dict[str, object] = {"file": str(path), "model": "shipped" if model is None else str(model)}
    result.update(score_names(predict(nlp, [sentence.text for sentence in sentences]), sentences))
    return result


def predict(nlp: Language, texts: Sequence[str]) -> list[set[Name]]:
    """The names that ``nlp`` finds in every text."""
    return [{(name.start_char, name.end_char, name.label_) for name in doc.ents} for doc in nlp.pipe(texts)]


def score_names(found: Iterable[set[Name]], gold: Sequence[Labelled]) -> dict[str, object]:
    """Compare the names found in each sentence with the gold ones; the numbers of :func:`score_ner_file`."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for names, sentence in zip(found, gold, strict=True):
        wanted = set(sentence.names)
        right.update(label for _, _, label in names & wanted)
        wrong.update(label for _, _, label in names - wanted)
        missed.update(label for _, _, label in wanted - names)
    return {
        "sentences": len(gold),
        "names": right.total() + missed.total(),
        "micro": _ratios(right.total(), wrong.total(), missed.total()),
        "labels": {
            label: {**_ratios(right[label], wrong[label], missed[label]), "names": right[label] + missed[label]}
            for label in LABELS
        },
    }


def _ratios(right: int, wrong: int, missed: int) -> dict[str, float | None]:
    def ratio(part: int, whole: int) -> float | None:
        return round(part / whole, 4) if whole else None

    return {
        "p": ratio(right, right + wrong),
        "r": ratio(right, right + missed),
        "f1": ratio(2 * right, 2 * right + wrong + missed),
    }
