"""The learned context: right gradients, the same bytes every time, and a verdict that words around teach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("sklearn")

from extractor.close.context import LAYERS, NAME, STATE, Network, Vocabulary, load
from extractor.close.figures.windows import REACH, WIDTH, Window
from extractor.learning.context import (
    Language,
    ask,
    learn_context,
    learn_contexts,
    shipped,
    word_vectors,
    write_context,
)
from extractor.learning.examples import Example
from extractor.learning.network import READING, judging_gradients, new_arrays
from extractor.rules.weights import FOLDER

WORDS = ["hadir", "rusak", "orang", "dan", "0", "\n"]


def window(*behind: str) -> Window:
    """A window with words right behind the figure."""
    found = Window("person")
    found.shapes[REACH], found.roles[REACH] = 1, 1
    for place, word in enumerate(behind, REACH + 1):
        found.words[place], found.shapes[place], found.roles[place] = word, 7, 1
    found.noun = REACH + 1
    return found


def language() -> Language:
    rng = np.random.default_rng(3)
    vectors = np.concatenate([np.zeros((1, 100), "i1"), rng.integers(-40, 40, (len(WORDS), 100)).astype("i1")])
    vocabulary = Vocabulary(WORDS, vectors, ["attended"], ["person"])
    arrays = new_arrays(rng, 1, 1)
    return vocabulary, {name: arrays[name] for name in READING}


def example(number: int) -> Example:
    word = "hadir" if number % 2 else "rusak"
    return Example(
        f"d{number}",
        [],
        [],
        [],
        {"target": [False], "participants": [bool(number % 2)]},
        {"target": 0, "participants": 0},
        [window("orang", word)],
    )


def sums(examples: list[Example]) -> dict[str, list[list[float]]]:
    """Evidence that says nothing of participants and a clear no of targets."""
    return {"target": [[-3.0] for _ in examples], "participants": [[0.0] for _ in examples]}


def test_gradients_are_those_of_differences() -> None:
    vocabulary, reading = language()
    arrays = {name: array.astype("f8") for name, array in new_arrays(np.random.default_rng(5), 1, 1).items()}
    arrays |= {name: array.astype("f8") for name, array in reading.items()}
    network = Network(vocabulary.vectors, arrays)
    windows = [window("orang", "hadir"), window("orang", "dan", "rusak")]
    windows[0].governor = REACH + 2
    windows[1].cues[REACH + 3] = ["attended"]
    before = np.array([[0.4, -1.0], [1.2, 0.3]])
    seen = {**vocabulary.encode(windows), "_before": before}

    def loss() -> float:
        return float(np.log1p(np.exp(network.sums(seen, before)[0])).sum())

    after, steps = network.sums(seen, before)
    found = judging_gradients(network, seen, steps, 1 / (1 + np.exp(-after)))
    assert set(found) == set(arrays)
    for name, gradient in found.items():
        place = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
        kept = arrays[name][place]
        arrays[name][place] = kept + 1e-6
        above = loss()
        arrays[name][place] = kept - 1e-6
        below = loss()
        arrays[name][place] = kept
        assert gradient[place] == pytest.approx((above - below) / 2e-6, rel=1e-4, abs=1e-7), name


def test_words_around_teach_a_verdict_to_articles_not_seen() -> None:
    vocabulary, reading = language()
    windows = [window("orang", "hadir" if number % 2 else "rusak") for number in range(1000)]
    before = np.array([(-3.0, 0.0)] * len(windows))
    answers = np.array([(0, number % 2) for number in range(len(windows))])
    network = learn_context(vocabulary, reading, windows, before, answers, np.arange(len(windows)) < 900)
    after = ask(network, vocabulary, windows[900:], before[900:])
    assert [said > 0 for said in after[:, 1]] == [bool(number % 2) for number in range(100)]
    assert (after[:, 0] < 0).all()


def test_what_is_sure_is_not_asked() -> None:
    vocabulary, reading = language()
    network = Network(vocabulary.vectors, {**new_arrays(np.random.default_rng(5), 1, 1), **reading})
    before = np.array([(-9.0, 8.0), (-9.0, 0.5)])
    after = ask(network, vocabulary, [window("orang")] * 2, before)
    assert after[0].tolist() == [-9.0, 8.0]
    assert after[1].tolist() != [-9.0, 0.5]


def test_each_article_is_told_by_networks_that_have_not_seen_it() -> None:
    examples = [example(number) for number in range(40)]
    _, unseen = learn_contexts(*language(), examples, sums(examples))
    assert {question: [len(of) for of in found] for question, found in unseen.items()} == {
        "target": [1] * 40,
        "participants": [1] * 40,
    }


def test_the_same_examples_give_the_same_bytes_and_read_as_learned(tmp_path: Path) -> None:
    examples = [example(number) for number in range(60)]
    for name in ("a", "b"):
        (tmp_path / name / FOLDER).mkdir(parents=True)
        vocabulary, reading = language()
        network, _ = learn_contexts(vocabulary, reading, examples, sums(examples))
        write_context(tmp_path / name / FOLDER / NAME, vocabulary, reading, network)
    first, second = (tmp_path / name / FOLDER / NAME for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    learned = load(first)
    assert learned.vocabulary.words == WORDS
    one = learned.sums([window("orang", "hadir")], [(-3.0, 0.0)])[0]
    other = learned.sums([window("orang", "rusak")], [(-3.0, 0.0)])[0]
    assert one[1] > other[1]
    again = shipped(tmp_path / "a")
    assert again is not None
    assert np.array_equal(again[1]["layer0"], language()[1]["layer0"])
    assert shipped(tmp_path) is None


def test_words_of_one_company_have_like_vectors() -> None:
    texts = [
        f"Pagi ini {who} datang ke {where} untuk {what} bersama warga desa."
        for who in ("guru", "perawat", "camat", "bupati")
        for where in ("sekolah", "puskesmas", "balai")
        for what in ("mengajar", "rapat", "melayani", "bermusyawarah")
        for _ in range(8)
    ]
    words, vectors = word_vectors(texts + [f"Angka {number} {number}" for number in range(200)])
    assert vectors.shape == (len(words) + 1, 100)
    assert not vectors[0].any()
    of: dict[str, Any] = {word: vectors[place].astype(float) for place, word in enumerate(words, 1)}
    assert of["guru"] @ of["perawat"] > of["guru"] @ of["untuk"]


def test_windows_have_the_width_that_the_network_reads() -> None:
    vocabulary, reading = language()
    seen = vocabulary.encode([window("orang")])
    assert seen["word"].shape == (1, WIDTH)
    assert reading[f"layer{LAYERS - 1}"].shape == (3 * STATE, STATE)
