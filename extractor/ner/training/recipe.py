"""What is trained on: the sources that recipe.toml names, and the folds of cross-validation."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor.ner.training.data import Labelled, read_labelled

RECIPE = Path(__file__).with_name("recipe.toml")
FOLDS = 5


@dataclass(frozen=True)
class Source:
    """Annotated sentences with the share of their appearances in training (2.0: twice a round)."""

    sentences: Sequence[Labelled]
    weight: float


@dataclass
class Data:
    """All that training reads. ``held_out`` is empty unless a fold is asked for."""

    sources: list[Source] = field(default_factory=list)
    held_out: list[Labelled] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read_data(recipe: dict[str, Any], folder: Path, fold: int | None) -> Data:
    """The sources of ``recipe`` in ``folder``. Raises ``OSError`` when a file that is not optional is missing."""
    data = Data()
    held_documents: set[str | None] = set()
    for entry in recipe["sources"]:
        path = folder / entry["file"]
        if entry.get("optional") and not path.exists():
            data.missing.append(entry["file"])
            continue
        sentences = [
            replace(_forget(sentence, entry.get("unsure", ())), guideline=entry["guideline"])
            for sentence in read_labelled(path)
        ]
        if fold is not None and entry.get("folds"):
            if not held_documents:
                held_documents = _documents_of_fold(sentences, fold)
                data.held_out = [sentence for sentence in sentences if sentence.doc in held_documents]
            sentences = [sentence for sentence in sentences if sentence.doc not in held_documents]
        data.sources.append(Source(sentences, float(entry["weight"])))
    return data


def _forget(sentence: Labelled, labels: Sequence[str]) -> Labelled:
    """Make the names of some labels unsure."""
    unsure = tuple((start, end) for start, end, label in sentence.names if label in labels)
    names = tuple(name for name in sentence.names if name[2] not in labels)
    return replace(sentence, names=names, unsure=(*sentence.unsure, *unsure))


def _documents_of_fold(sentences: Sequence[Labelled], fold: int) -> set[str | None]:
    documents = sorted({sentence.doc for sentence in sentences if sentence.doc})
    random.Random(FOLDS).shuffle(documents)
    return set(documents[fold::FOLDS])
