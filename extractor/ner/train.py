"""Training the shipped model: ``python -m extractor.ner.train DATA --out MODEL``.

DATA is a folder with the files that recipe.toml names. Two steps: floret vectors from raw text, then the spaCy pipeline
of config.cfg on the annotated sentences, by a fixed schedule (no early stopping, so nothing is chosen on test data);
the weights kept are the running averages. Needs the ``train`` extra. One core takes about a quarter of an hour.

``--fold K`` holds the K-th fifth of the documents of the 2025-26 news out of vectors' labels, training and names, and
prints the score on it: the cross-validation of MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Span
from spacy.training import Example
from spacy.training.initialize import convert_vectors
from spacy.util import set_dot_to_object
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

from extractor.ner.augment import Augmenter, names_of
from extractor.ner.blank import build_blank
from extractor.ner.data import Labelled, read_labelled, read_texts
from extractor.ner.gazetteer import read_gazetteer
from extractor.ner.score import predict, score_names
from extractor.ruleset import load_rules

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
        sentences = [_forget(sentence, entry.get("unsure", ())) for sentence in read_labelled(path)]
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


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_LOST_SPACE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


def learn_vectors(texts: Iterable[str], settings: dict[str, Any], out: Path) -> None:
    """Learn floret vectors of ``texts`` and write them to ``out``. Raises ``ImportError`` without the train extra."""
    import floret  # type: ignore[import-untyped, import-not-found, unused-ignore]

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as corpus:
        for text in texts:
            for line in text.splitlines():
                words = _WORD.findall(_LOST_SPACE.sub(" ", line))
                if len(words) > 2:
                    corpus.write(" ".join(words) + "\n")
        corpus.flush()
        least, most = settings["ngrams"]
        model = floret.train_unsupervised(
            corpus.name,
            model="skipgram",
            mode="floret",
            dim=settings["dimension"],
            bucket=settings["buckets"],
            hashCount=settings["hashes"],
            minn=least,
            maxn=most,
            epoch=settings["epochs"],
            minCount=settings["min_count"],
            thread=1,  # several threads give other vectors at every run
        )
        model.save_floret_vectors(str(out))


def train(nlp: Language, data: Data, recipe: dict[str, Any], pools: dict[str, list[str]], seed: int) -> None:
    """Train the recogniser of ``nlp`` in place; its weights become the running averages."""
    schedule = recipe["schedule"]
    fix_random_seed(seed)
    rng = random.Random(seed)
    recogniser: Any = nlp.get_pipe("ner")
    augment = Augmenter(pools, recipe["names"]["exchanged"])
    first = [_example(nlp, sentence) for source in data.sources for sentence in source.sentences[:50]]
    nlp.initialize(lambda: first)
    optimizer = Adam(
        learn_rate=0.0, beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    stream = _rounds(data.sources, rng)
    steps = schedule["steps"]
    for step in range(1, steps + 1):
        warm = min(1.0, step / schedule["warm_up"])
        optimizer.learn_rate = (
            schedule["learn_rate"] * warm * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * step / steps)))
        )
        batch: list[Example] = []
        while sum(len(example.predicted) for example in batch) < schedule["batch_words"]:
            batch.append(_example(nlp, augment(next(stream), rng)))
        losses: dict[str, float] = {}
        recogniser.update(batch, drop=schedule["dropout"], losses=losses)
        recogniser.finish_update(optimizer)
        if step % 100 == 0 or step == steps:
            print(f"step {step}/{steps}, loss {losses['ner']:.0f}", file=sys.stderr, flush=True)
    averages = dict(optimizer.averages)
    recogniser.model.use_params(averages).__enter__()  # for good: nothing is trained after this


def _rounds(sources: Sequence[Source], rng: random.Random) -> Iterator[Labelled]:
    """Sentences without end: in every round each appears by its source's weight, all shuffled."""
    while True:
        items: list[Labelled] = []
        for source in sources:
            whole = int(source.weight)
            for sentence in source.sentences:
                items += [sentence] * (whole + (rng.random() < source.weight - whole))
        rng.shuffle(items)
        yield from items


def _example(nlp: Language, sentence: Labelled) -> Example:
    """A sentence as training example; a name that does not end where a token ends is widened to the token."""
    predicted = nlp.make_doc(sentence.text)
    reference = predicted.copy()
    taken: set[int] = set()

    def free(start: int, end: int, label: str = "") -> Span | None:
        span = reference.char_span(start, end, label=label, alignment_mode="expand")
        if span is None or not taken.isdisjoint(range(span.start, span.end)):
            return None
        taken.update(range(span.start, span.end))
        return span

    names = [span for start, end, label in sentence.names if (span := free(start, end, label)) is not None]
    unsure = [span for start, end in sentence.unsure if (span := free(start, end)) is not None]
    reference.set_ents(names, missing=unsure, default="outside")
    return Example(predicted, reference)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m extractor.ner.train",
        description="Train the named-entity model.",
        epilog="example: python -m extractor.ner.train data/ --out model/",
    )
    parser.add_argument("data", type=Path, help="folder with the files named in the recipe")
    parser.add_argument("--out", type=Path, help="folder for the model (left out: only scores, with --fold)")
    parser.add_argument("--recipe", type=Path, default=RECIPE, help="another recipe")
    parser.add_argument("--vectors", type=Path, help="floret vectors learned before: read if there, else written")
    parser.add_argument(
        "--fold", type=int, choices=range(FOLDS), help="hold this fifth of the documents out and score it"
    )
    parser.add_argument("--test", type=Path, action="append", default=[], help="also score this file; may be repeated")
    parser.add_argument("--seed", type=int, help="another seed than the recipe's")
    options = parser.parse_args(arguments)
    recipe = tomllib.loads(options.recipe.read_text(encoding="utf-8"))
    seed = recipe["seed"] if options.seed is None else options.seed
    # numpy's own matrix product is three times as fast as the one that thinc ships, on the processors tried
    set_current_ops(NumpyOps(use_blis=False))
    data = read_data(recipe, options.data, options.fold)
    for name in data.missing:
        print(f"{options.data / name}: not there, trained without", file=sys.stderr)
    nlp = build_blank()
    with tempfile.TemporaryDirectory() as folder:
        vectors = options.vectors or Path(folder) / "vectors.floret"
        if not vectors.exists():
            raw = (text for name in recipe["vectors"]["texts"] for text in read_texts(options.data / name))
            annotated = (sentence.text for source in data.sources for sentence in source.sentences)
            learn_vectors((text for texts in (raw, annotated) for text in texts), recipe["vectors"], vectors)
        convert_vectors(nlp, vectors, truncate=0, prune=-1, mode="floret")
    pools = read_gazetteer(load_rules())
    for label, names in names_of(sentence for source in data.sources for sentence in source.sentences).items():
        pools[label] += names
    train(nlp, data, recipe, pools, seed)
    _describe(nlp, recipe, data, seed)
    scores = {str(path): read_labelled(path) for path in options.test}
    if options.fold is not None:
        scores[f"fold {options.fold}"] = data.held_out
    for name, gold in scores.items():
        found = predict(nlp, [sentence.text for sentence in gold])
        print(json.dumps({"file": name, **score_names(found, gold)}), flush=True)
    if options.out:
        nlp.to_disk(options.out)
    return 0


def _describe(nlp: Language, recipe: dict[str, Any], data: Data, seed: int) -> None:
    nlp.meta.update(
        name="rujuk_ner",
        version="1.0.0",
        description="People, organisations and places in Indonesian news; see MODEL_CARD.md of rujuk",
        license="Apache-2.0",
        author="the rujuk project",
        sources=[{"name": entry["file"]} for entry in recipe["sources"] if entry["file"] not in data.missing],
        notes=f"seed {seed}",
    )
    set_dot_to_object(nlp.config, "training.seed", seed)


if __name__ == "__main__":
    sys.exit(main())
