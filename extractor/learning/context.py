"""Learning the context of figures: words by their company, then windows by their words, then verdicts by windows."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.decomposition import TruncatedSVD

from extractor.close.context import FILE, VECTOR, Context, Network, Vocabulary, load
from extractor.close.figures.windows import Window, words_of
from extractor.close.judge import in_doubt
from extractor.disk.atomic import replacing
from extractor.errors import RujukError
from extractor.learning.examples import Example, windows_of
from extractor.learning.fit import FOLDS, fold_of
from extractor.learning.network import READING, guess_words, judge_figures, new_arrays
from extractor.models import Article
from extractor.rules import RulesError, RuleSet

# Words are known when they stand often enough, the most frequent first; a word is told by the frequent ones within
# three words on either side of it, by shifted positive pointwise mutual information (Levy and Goldberg 2014).
_WORDS: Final = 20_000
_OFTEN: Final = 6
_COMPANY: Final = 4_000
_LEAST: Final = 20
_NEAR: Final = 3
_SMOOTHED: Final = 0.75
# Examples whose evidence adds up to more (a probability of 0.02 or 0.98) teach nothing. More teach than are asked.
_TELLING: Final = 3.9
# Beyond these bounds a sum of evidence would teach nothing but its own size.
_BOUND: Final = 7.0


#: What unlabelled articles teach: a vocabulary with vectors, and the arrays that read windows.
Language = tuple[Vocabulary, dict[str, Any]]


def read_language(articles: Iterable[Article], ruleset: RuleSet) -> Language:
    """What unlabelled articles teach."""
    texts: list[str] = []
    windows: list[Window] = []
    for article in articles:
        texts.append(article.text)
        windows += windows_of(article, ruleset)
    words, vectors = word_vectors(texts)
    cues = sorted({name for window in windows for names in window.cues.values() for name in names})
    kinds = sorted({window.category for window in windows})
    vocabulary = Vocabulary(words, vectors, cues, kinds)
    arrays = new_arrays(np.random.default_rng(0), len(cues), len(kinds))
    return vocabulary, guess_words(vectors, vocabulary.encode(windows), arrays)


def word_vectors(texts: Sequence[str]) -> tuple[list[str], Any]:
    """The words of the texts that stand often enough, and their vectors in whole steps, a row of zeros first."""
    known = [words_of(text) for text in texts]
    counted = Counter(word for words in known for word in words)
    words = sorted(
        (word for word, count in counted.items() if count >= _OFTEN), key=lambda word: (-counted[word], word)
    )
    words = words[:_WORDS]
    if len(words) < _LEAST:
        raise RujukError(f"{len(words)} words stand {_OFTEN} times or more: too few texts to learn a language from")
    place = {word: number for number, word in enumerate(words)}
    # Articles in one row, parted by more strangers than a word looks at.
    row = np.array([place.get(word, -1) for some in known for word in (*some, *[""] * _NEAR)])
    company = min(_COMPANY, len(words))
    counts = csr_matrix((len(words), 2 * company))
    for far in range(1, _NEAR + 1):
        left, right = row[:-far], row[far:]
        for of, beside, first in ((left, right, 0), (right, left, company)):
            chosen = (of >= 0) & (beside >= 0) & (beside < company)
            worth = np.full(int(chosen.sum()), 2.0 if far == 1 else 1.0)
            counts += coo_matrix((worth, (of[chosen], beside[chosen] + first)), counts.shape).tocsr()
    cells = counts.tocoo()
    total = cells.data.sum()
    beside = np.asarray(counts.sum(0)).ravel() ** _SMOOTHED
    beside *= total / beside.sum()
    alone = np.asarray(counts.sum(1)).ravel()
    told = np.log(cells.data * total / (alone[cells.row] * beside[cells.col]))
    kept = told > 0
    told_by = csr_matrix((told[kept], (cells.row[kept], cells.col[kept])), counts.shape)
    reduced = TruncatedSVD(min(VECTOR, min(told_by.shape) - 1), random_state=0, n_iter=4)
    vectors = np.zeros((len(words), VECTOR))
    vectors[:, : reduced.n_components] = reduced.fit_transform(told_by) / np.sqrt(reduced.singular_values_)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    steps = np.round(vectors * 127).astype("i1")
    return words, np.concatenate([np.zeros((1, VECTOR), "i1"), steps])


def learn_contexts(
    vocabulary: Vocabulary,
    reading: dict[str, Any],
    examples: Sequence[Example],
    sums: dict[str, list[list[float]]],
) -> tuple[Network, dict[str, list[list[float]]]]:
    """A network that judges figures, and what their evidence adds up to by networks that have not seen the article.

    ``sums``: by question, for each example what the evidence of its items adds up to, learned without it.
    """
    questions = list(sums)
    windows = [window for example in examples for window in example.windows]
    before = np.array([[total for of in sums[question] for total in of] for question in questions]).T
    answers = np.array(
        [
            [-1 if answer is None else int(answer) for example in examples for answer in example.answers[question]]
            for question in questions
        ]
    ).T
    folds = np.array([fold_of(example.document) for example in examples for _ in example.windows])
    after = before.copy()
    for fold in range(FOLDS):
        network = learn_context(vocabulary, reading, windows, before, answers, folds != fold)
        rows = np.where(folds == fold)[0]
        after[rows] = ask(network, vocabulary, [windows[row] for row in rows], before[rows])
    ends = np.cumsum([len(example.windows) for example in examples], dtype=int)[:-1]
    unseen = {
        question: [part.tolist() for part in np.split(after[:, column], ends)]
        for column, question in enumerate(questions)
    }
    return learn_context(vocabulary, reading, windows, before, answers, folds >= 0), unseen


def learn_context(
    vocabulary: Vocabulary, reading: dict[str, Any], windows: Sequence[Window], before: Any, answers: Any, chosen: Any
) -> Network:
    """A network that judges figures.

    ``before`` (rows by two questions) is what the evidence adds up to, learned without the article itself; ``answers``
    are 1, 0, or -1 where none is known; ``chosen`` says which rows to learn from.
    """
    arrays = new_arrays(np.random.default_rng(1), len(vocabulary.cues), len(vocabulary.kinds))
    arrays |= {name: reading[name].astype("f4") for name in READING}
    network = Network(vocabulary.vectors, arrays)
    telling = (np.abs(before) < _TELLING).any(1)
    rows = np.where(telling & chosen & (answers >= 0).any(1))[0]
    judge_figures(network, vocabulary.encode(windows), np.clip(before, -_BOUND, _BOUND), answers, rows)
    return network


def ask(network: Network, vocabulary: Vocabulary, windows: Sequence[Window], before: Any) -> Any:
    """What the evidence adds up to with its context, where it is in doubt; elsewhere as before."""
    after = before.copy()
    rows = [row for row, sums in enumerate(before.tolist()) if any(map(in_doubt, sums))]
    if rows:
        after[rows] = network.sums(vocabulary.encode([windows[row] for row in rows]), before[rows])[0]
    return after


def shipped(folder: Path) -> Language | None:
    """What an earlier learning read of the language, from its file in a rules folder; None where there is none.

    Raises RulesError when the file is malformed.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    context: Context = load(path)
    with np.load(path, allow_pickle=False) as stored:
        reading = {name: stored[f"read_{name}"] for name in READING if f"read_{name}" in stored}
    wrong = [
        name for name in READING if getattr(reading.get(name), "shape", None) != context.network.arrays[name].shape
    ]
    if wrong:
        raise RulesError(f"{path}: nothing to learn on from: read_{wrong[0]} is missing or of another shape")
    return context.vocabulary, reading


def write_context(path: Path, vocabulary: Vocabulary, reading: dict[str, Any], network: Network) -> None:
    """The file of a learned context: words, vectors, the arrays that judge, and those that read before they judged."""
    names = {"words": vocabulary.words, "cues": vocabulary.cues, "kinds": vocabulary.kinds}
    arrays: dict[str, Any] = {
        name: np.frombuffer(json.dumps(some, ensure_ascii=False).encode(), dtype="u1") for name, some in names.items()
    }
    arrays["vectors"] = vocabulary.vectors
    arrays |= {name: array.astype("f4") for name, array in network.arrays.items()}
    arrays |= {f"read_{name}": reading[name].astype("f4") for name in READING}
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    with replacing(path) as out:
        out.write(stream.getvalue())
