"""Training the shipped model: ``python -m extractor.ner.training DATA --out MODEL``.

DATA is a folder with the files that recipe.toml names. Steps: floret vectors from raw text; a pipeline of config.cfg
trained on the annotated sentences; the same trained on several times from where it is, and the mean of the weights.
Schedules are fixed: no early stopping, so nothing is chosen on test data. The weights kept are running averages. Needs
the ``train`` extra and a quarter of an hour of a core.

``--fold K`` holds the K-th fifth of the documents of the 2025-26 news out of everything but the vectors, and prints
the score on it: the cross-validation of MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Span
from spacy.training import Example
from spacy.training.initialize import convert_vectors
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

from extractor.ner.guideline import set_guideline
from extractor.ner.mend import NAME, titles_of
from extractor.ner.training.augment import Augmenter, names_of
from extractor.ner.training.blank import build_blank
from extractor.ner.training.data import Labelled, read_labelled, read_rows
from extractor.ner.training.gazetteer import read_gazetteer
from extractor.ner.training.recipe import FOLDS, RECIPE, Data, Source, read_data
from extractor.ner.training.score import predict, score_names
from extractor.ner.training.vectors import learn_vectors
from extractor.rules import load_rules


def train(
    nlp: Language,
    sources: Sequence[Source],
    schedule: dict[str, Any],
    exchanged: float,
    pools: dict[str, list[str]],
    seed: int,
    *,
    begin: bool = True,
) -> None:
    """Train the recogniser of ``nlp`` in place, from the beginning or on; its weights become the running averages."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    recogniser: Any = nlp.get_pipe("ner")
    augment = Augmenter(pools, exchanged)
    if begin:
        first = [_example(nlp, sentence) for source in sources for sentence in source.sentences[:50]]
        nlp.initialize(lambda: first)
    optimizer = Adam(
        learn_rate=0.0, beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    stream = _rounds(sources, rng)
    steps = schedule["steps"]
    for step in range(1, steps + 1):
        warm = min(1.0, step / schedule["warm_up"])
        cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
        optimizer.learn_rate = schedule["learn_rate"] * warm * (0.05 + 0.95 * cosine)
        batch: list[Example] = []
        while sum(len(example.predicted) for example in batch) < schedule["batch_words"]:
            batch.append(_example(nlp, augment(next(stream), rng)))
        losses: dict[str, float] = {}
        recogniser.update(batch, drop=schedule["dropout"], losses=losses)
        recogniser.finish_update(optimizer)
        if step % 100 == 0 or step == steps:
            print(f"step {step}/{steps}, loss {losses['ner']:.0f}", file=sys.stderr, flush=True)
    recogniser.model.use_params(dict(optimizer.averages)).__enter__()  # for good: training on starts from these


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
    set_guideline(predicted, sentence.guideline)
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
    options = _parse(arguments)
    recipe = tomllib.loads(options.recipe.read_text(encoding="utf-8"))
    seed = recipe["seed"] if options.seed is None else options.seed
    # numpy's own matrix product is three times as fast as the one that thinc ships, on the processors tried
    set_current_ops(NumpyOps(use_blis=False))
    data = read_data(recipe, options.data, options.fold)
    for name in data.missing:
        print(f"{options.data / name}: not there, trained without", file=sys.stderr)
    texts = [text for name in recipe["texts"] for _, text in read_rows(options.data / name)]
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        nlp = _shipped(train_model(recipe, data, texts, work, seed), data)
    _describe(nlp, recipe, data, seed)
    if options.out:  # before scoring, which would leave the words of the test files among the model's strings
        nlp.to_disk(options.out)
    scores = {str(path): read_labelled(path) for path in options.test}
    if options.fold is not None:
        scores[f"fold {options.fold}"] = data.held_out
    for name, gold in scores.items():
        found = predict(nlp, [sentence.text for sentence in gold])
        print(json.dumps({"file": name, **score_names(found, gold)}), flush=True)
    return 0


def train_model(recipe: dict[str, Any], data: Data, texts: Sequence[str], work: Path, seed: int) -> Language:
    """Vectors of ``texts`` and the annotated sentences, unless ``work`` holds them already, and the recogniser."""
    vectors = work / "vectors.floret"
    if not vectors.exists():
        annotated = [sentence.text for source in data.sources for sentence in source.sentences]
        learn_vectors([*texts, *annotated], recipe["vectors"], vectors)
    pools = read_gazetteer(load_rules())
    for label, names in names_of(sentence for source in data.sources for sentence in source.sentences).items():
        pools[label] += names
    nlp = build_blank()
    convert_vectors(nlp, vectors, truncate=0, prune=-1, mode="floret", attr="NORM")
    train(nlp, data.sources, recipe["training"], recipe["names"]["exchanged"], pools, seed)
    _finish(nlp, data.sources, recipe, pools)
    return nlp


def _finish(nlp: Language, sources: Sequence[Source], recipe: dict[str, Any], pools: dict[str, list[str]]) -> None:
    """Train ``nlp`` on from where it is, once a seed, and keep the mean of the weights.

    Models that part from a common start stay close enough for the mean to be a model, better than each
    (Wortsman et al. 2022, Model soups), at the cost of one at run time.
    """
    recogniser: Any = nlp.get_pipe("ner")
    weights = [(node, name) for node in recogniser.model.walk() for name in node.param_names if node.has_param(name)]
    begun = [node.get_param(name).copy() for node, name in weights]
    seeds = recipe["finish"]["seeds"]
    sums = [array * 0 for array in begun]
    for seed in seeds:
        for (node, name), array in zip(weights, begun, strict=True):
            node.set_param(name, array.copy())
        train(nlp, sources, recipe["finish"], recipe["names"]["exchanged"], pools, seed, begin=False)
        for (node, name), total in zip(weights, sums, strict=True):
            total += node.get_param(name)
    for (node, name), total in zip(weights, sums, strict=True):
        node.set_param(name, total / len(seeds))


def _shipped(nlp: Language, data: Data) -> Language:
    """A copy that mends its names, without the words of the training text, which spaCy would store with the model."""
    copy = build_blank()
    vectors: Any = nlp.vocab.vectors
    copy.vocab.vectors = type(vectors)(strings=copy.vocab.strings).from_bytes(vectors.to_bytes(exclude=["strings"]))
    recogniser: Any = nlp.get_pipe("ner")
    own: Any = copy.get_pipe("ner")
    own.from_bytes(recogniser.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    people = names_of(sentence for source in data.sources for sentence in source.sentences)["PER"]
    copy.add_pipe(NAME, config={"titles": titles_of(load_rules(), people)})
    return copy


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m extractor.ner.training",
        description="Train the named-entity model.",
        epilog="example: python -m extractor.ner.training data/ --out model/ --test data/idner-news-2k.test.txt",
    )
    parser.add_argument("data", type=Path, help="folder with the files named in the recipe")
    parser.add_argument("--out", type=Path, help="folder for the model (left out: only scores)")
    parser.add_argument("--recipe", type=Path, default=RECIPE, help="another recipe")
    parser.add_argument("--work", type=Path, help="folder for the vectors; those there are used again")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="hold this fifth of the documents out, score it")
    parser.add_argument("--test", type=Path, action="append", default=[], help="also score this file; may be repeated")
    parser.add_argument("--seed", type=int, help="another seed than the recipe's")
    return parser.parse_args(arguments)


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


if __name__ == "__main__":
    sys.exit(main())
