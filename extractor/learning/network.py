"""Training the learned context: gradients, steps, and the two tasks, guessing hidden words and judging figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix

from extractor.close.context import LAYERS, LOOKS, STATE, STEP, VECTOR, Arrays, Network, shapes_of
from extractor.close.figures.windows import REACH, SHAPES, WIDTH

#: The arrays that read words; the others judge figures.
READING: Final = (
    *("vector", "shape", "place", "cue", "role", "start"),
    *(f"layer{layer}{end}" for layer in range(LAYERS) for end in ("", "_start")),
)
_TABLES: Final = ("shape", "role")
# Adam (Kingma and Ba 2015) with its usual constants; the rate rises over the first steps and falls to nothing.
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
_LEAST_RATE: Final = 1e-5


@dataclass(slots=True, frozen=True)
class Course:
    """How often all examples are seen, how many at a time, how fast is learned, over how many steps the rate rises, and
    how fast weights shrink.
    """

    rounds: int
    batch: int
    rate: float
    rise: int
    decay: float


# Chosen on batches of gold articles, each judged by what was learned from the others.
_JUDGING: Final = Course(rounds=8, batch=128, rate=3e-3, rise=50, decay=0.01)
_GUESSING: Final = Course(rounds=6, batch=96, rate=2e-3, rise=100, decay=0.0)
_DROPPED_WORDS: Final = 0.15
_DROPPED_TRAITS: Final = 0.2
# Of the words of a window so many are hidden, of the counted noun and the governing cue more: they matter most.
_HIDDEN: Final = 0.12
_HIDDEN_OF_NOTE: Final = 0.6
_WORD_SHAPES: Final = range(5, SHAPES)


class Noise:
    """Drops words and traits at random, so that the network leans on none; ``words`` and ``traits`` are shares.

    ``words(…)`` and ``traits(…)`` give what is kept: 0 where dropped, else 1, traits so scaled that their sum stays.
    """

    def __init__(self, rng: Any, words: float = _DROPPED_WORDS, traits: float = _DROPPED_TRAITS) -> None:
        self._rng = rng
        self._words = words
        self._traits = traits

    def words(self, count: int, kind: Any) -> Any:
        return (self._rng.random((count, WIDTH, 1)) >= self._words).astype(kind)

    def traits(self, shape: tuple[int, ...], kind: Any) -> Any:
        kept = 1 - self._traits
        return (self._rng.random(shape) < kept).astype(kind) / kind.type(kept)


def new_arrays(rng: Any, cues: int, kinds: int) -> Arrays:
    """The arrays of a network that has learned nothing."""
    arrays: Arrays = {}
    for name, shape in shapes_of(cues, kinds).items():
        if name.endswith("start"):
            arrays[name] = np.zeros(shape, "f4")
        elif name == "keep":
            arrays[name] = np.ones(shape, "f4")
        else:
            spread = {"out": 0.02, "kind": 0.3}.get(name)
            if spread is None:
                spread = np.sqrt(2 / shape[0]) if name.startswith(("layer", "mix")) else 0.1
            arrays[name] = (rng.standard_normal(shape) * spread).astype("f4")
    arrays["cue"][0] = 0
    return arrays


def guess_words(vectors: Any, seen: Arrays, arrays: Arrays) -> Arrays:
    """Learns to read: words hidden from windows are told by their neighbours. Returns the arrays that read."""
    rng = np.random.default_rng(0)
    network = Network(vectors, arrays)
    arrays["guess"] = (rng.standard_normal((STATE, VECTOR)) * np.sqrt(1 / STATE)).astype("f4")
    arrays["guess_start"] = np.zeros(VECTOR, "f4")
    noise = Noise(rng, 0.0, 0.1)

    def gradients(batch: Arrays) -> Arrays:
        hidden = _hide(batch, rng)
        wanted = vectors[batch["word"][hidden]].astype("f4") * np.float32(STEP)
        wanted /= np.linalg.norm(wanted, axis=1, keepdims=True) + 1e-6
        for name in ("word", "shape", "cue"):
            batch[name][hidden] = 0
        state, steps = network.read(batch, noise)
        guess = state[hidden] @ arrays["guess"] + arrays["guess_start"]
        length = np.linalg.norm(guess, axis=1, keepdims=True) + 1e-6
        guess /= length
        likeness = (guess * wanted).sum(1, keepdims=True)
        error = (guess * likeness - wanted) / length / max(1, len(guess))
        back = np.zeros_like(state)
        back[hidden] = error @ arrays["guess"].T
        return {
            "guess": state[hidden].T @ error,
            "guess_start": error.sum(0),
            **reading_gradients(network, batch, steps, back),
        }

    _train(arrays, seen, np.arange(len(seen["word"])), gradients, rng, _GUESSING)
    return {name: arrays[name] for name in READING}


def judge_figures(network: Network, seen: Arrays, before: Any, answers: Any, chosen: Any) -> None:
    """Learns to judge: ``answers`` of two questions are 1, 0, or -1 where none is known; ``chosen`` rows are used."""
    rng = np.random.default_rng(1)
    noise = Noise(rng)
    seen = {**seen, "_before": before.astype("f4"), "_answers": answers}

    def gradients(batch: Arrays) -> Arrays:
        after, steps = network.sums(batch, batch["_before"], noise)
        known = batch["_answers"] >= 0
        error = (1 / (1 + np.exp(-after)) - batch["_answers"]) * known / len(after)
        return judging_gradients(network, batch, steps, error.astype("f4"))

    _train(network.arrays, seen, chosen, gradients, rng, _JUDGING)


def _hide(batch: Arrays, rng: Any) -> Any:
    rows = np.arange(len(batch["word"]))
    hidden = rng.random(batch["word"].shape) < _HIDDEN
    for name in ("noun", "governor"):
        hidden[rows, batch[name]] |= (rng.random(len(rows)) < _HIDDEN_OF_NOTE) & (batch[f"has_{name}"] > 0)
    return hidden & (batch["word"] > 0) & np.isin(batch["shape"], _WORD_SHAPES)


def _train(
    arrays: Arrays, seen: Arrays, chosen: Any, gradients: Callable[[Arrays], Arrays], rng: Any, course: Course
) -> None:
    first = {name: np.zeros_like(array) for name, array in arrays.items()}
    second = {name: np.zeros_like(array) for name, array in arrays.items()}
    order = np.array(chosen)
    steps, step = course.rounds * (len(order) // course.batch + 1), 0
    for _ in range(course.rounds):
        rng.shuffle(order)
        for start in range(0, len(order), course.batch):
            rows = order[start : start + course.batch]
            step += 1
            now = course.rate * min(1, step / course.rise) * max(0, 1 - step / steps) + _LEAST_RATE
            for name, gradient in gradients({key: values[rows] for key, values in seen.items()}).items():
                first[name] += (1 - _FIRST) * (gradient - first[name])
                second[name] += (1 - _SECOND) * (gradient * gradient - second[name])
                move = first[name] / (1 - _FIRST**step) / (np.sqrt(second[name] / (1 - _SECOND**step)) + _TINY)
                if course.decay and arrays[name].ndim == 2 and name not in (*_TABLES, "cue", "place", "kind"):
                    move += course.decay * arrays[name]
                arrays[name] -= (now * move).astype("f4")


def judging_gradients(network: Network, seen: Arrays, steps: Arrays, error: Any) -> Arrays:
    """The gradients of all arrays, given the error of each sum (rows by two questions)."""
    of = network.arrays
    rows = np.arange(len(error))
    found: Arrays = {
        "keep": (error * seen["_before"]).sum(0),
        "out": steps["mixed"].T @ error,
        "out_start": error.sum(0),
    }
    mixed = error @ of["out"].T * (steps["mixed"] > 0) * steps.get("kept_mixed", 1)
    found["mix"] = steps["known"].T @ mixed
    found["mix_start"] = mixed.sum(0)
    known = mixed @ of["mix"].T * steps.get("kept_known", 1)
    strongest, figure, noun, governor = (known[:, part * STATE : (part + 1) * STATE] for part in range(4))
    state = steps["state"]
    back = np.zeros_like(state)
    places = np.where(steps["there"] > 0, state, -1).argmax(1)
    np.put_along_axis(back, places[:, None, :], strongest[:, None, :], 1)
    back[:, REACH] += figure
    back[rows, seen["noun"]] += noun * seen["has_noun"][:, None].astype("f4")
    back[rows, seen["governor"]] += governor * seen["has_governor"][:, None].astype("f4")
    gathered = known[:, 4 * STATE : (4 + LOOKS) * STATE].reshape(-1, LOOKS, STATE)
    looks = steps["looks"]
    back += looks @ gathered
    moved = state @ gathered.transpose(0, 2, 1)
    looked = looks * (moved - (looks * moved).sum(1, keepdims=True))
    found["look"] = np.einsum("nwt,nwl->tl", state, looked)
    back += looked @ of["look"].T
    kinds = known[:, (4 + LOOKS) * STATE : -2]
    found["kind"] = _gathered(of["kind"], seen["kind"], kinds)
    return found | reading_gradients(network, seen, steps, back)


def reading_gradients(network: Network, seen: Arrays, steps: Arrays, back: Any) -> Arrays:
    """The gradients of the arrays that read, given those of the words' states."""
    of = network.arrays
    found: Arrays = {}
    for layer in reversed(range(LAYERS)):
        wide, fired = steps[f"layer{layer}"]
        error = (back * (fired > 0)).reshape(-1, STATE)
        found[f"layer{layer}"] = wide.reshape(-1, 3 * STATE).T @ error
        found[f"layer{layer}_start"] = error.sum(0)
        spread = (error @ of[f"layer{layer}"].T).reshape(wide.shape)
        back = back + spread[..., STATE : 2 * STATE]
        back[:, :-1] += spread[:, 1:, :STATE]
        back[:, 1:] += spread[:, :-1, 2 * STATE :]
    error = back * steps.get("kept", 1) * (steps["first"] > 0)
    flat = error.reshape(-1, STATE)
    found["vector"] = steps["vectors"].reshape(-1, VECTOR).T @ flat
    found["place"] = error.sum(0)
    found["start"] = flat.sum(0)
    for name in _TABLES:
        found[name] = _gathered(of[name], seen[name], flat)
    found["cue"] = sum(_gathered(of["cue"], seen["cue"][..., slot], flat) for slot in (0, 1))
    found["cue"][0] = 0
    return found


def _gathered(table: Any, places: Any, errors: Any) -> Any:
    """The errors added up by the row of the table that they belong to."""
    flat = places.reshape(-1)
    shape = len(table), len(flat)
    return csr_matrix((np.ones(len(flat), "f4"), (flat, np.arange(len(flat)))), shape=shape) @ errors
