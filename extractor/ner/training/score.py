"""Scoring a named-entity model on a file: exact character spans and labels.

A name counts as found when start, end and label agree. Sentences of a BIO file are their tokens joined by one
space (see :mod:`extractor.ner.training.data`), and the model tokenises that text by itself, as it would in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.scorer import PRFScore

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
    total, of = PRFScore(), {label: PRFScore() for label in LABELS}
    for names, sentence in zip(found, gold, strict=True):
        total.score_set(names, set(sentence.names))
        for label, score in of.items():
            score.score_set(*({name for name in some if name[2] == label} for some in (names, sentence.names)))
    return {
        "sentences": len(gold),
        "names": total.tp + total.fn,
        "micro": _ratios(total),
        "labels": {label: {**_ratios(score), "names": score.tp + score.fn} for label, score in of.items()},
    }


def _ratios(score: PRFScore) -> dict[str, float | None]:
    found, wanted = score.tp + score.fp, score.tp + score.fn
    return {
        "p": round(score.precision, 4) if found else None,
        "r": round(score.recall, 4) if wanted else None,
        "f1": round(score.fscore, 4) if found or wanted else None,
    }
