"""A learned context: a small network that reads the words around a figure and moves what the evidence adds up to.

It is asked of figures in doubt only. Its weights lie in ``rules/weights/context.npz`` and are learned by
``rujuk learn``; where the file is missing the evidence stands alone. Words are known by vectors, a word's neighbours
reach it through two layers of convolution (Collobert et al. 2011), and what is asked of the figure is asked of the
figure's own place, its noun, the cue that governs it, the strongest trait anywhere, and what four learned looks
gather. All is reckoned in double precision and rounded, so that machines agree.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np

from extractor.close.figures.windows import REACH, ROLES, SHAPES, WIDTH, Window
from extractor.rules import RulesError, RuleSet
from extractor.rules.weights import FOLDER

NAME: Final = "context.npz"
FILE: Final = f"{FOLDER}/{NAME}"
#: Length of a word's vector, of a word's inner state, of what is known of a figure; layers; learned looks.
VECTOR: Final = 100
STATE: Final = 64
MIXED: Final = 64
LAYERS: Final = 2
LOOKS: Final = 4
_KIND: Final = 12
#: Word vectors have length 3 and are stored in whole steps of this.
STEP: Final = 3 / 127
# What the evidence adds up to is shown to the network within these bounds, and scaled.
_SUM, _SCALE = 5.0, 3.0
_DIGITS: Final = 3
_NONE: Final = -1e9
# A window takes 165 kB on its way through the network, and an article may hold many.
_AT_ONCE: Final = 64
# Words of a window that are multiplied together: more than half of them would be dealt to threads.
_HALVES: Final = (slice(0, 13), slice(13, WIDTH))

Arrays = dict[str, Any]


def shapes_of(cues: int, kinds: int) -> dict[str, tuple[int, ...]]:
    """The arrays of the network and their shapes, given how many cue categories and classes of nouns there are."""
    shapes: dict[str, tuple[int, ...]] = {
        "vector": (VECTOR, STATE),
        "shape": (SHAPES, STATE),
        "place": (WIDTH, STATE),
        "cue": (cues + 1, STATE),
        "role": (ROLES, STATE),
        "start": (STATE,),
        "look": (STATE, LOOKS),
        "kind": (kinds + 1, _KIND),
        "mix": (STATE * (4 + LOOKS) + _KIND + 2, MIXED),
        "mix_start": (MIXED,),
        "out": (MIXED, 2),
        "out_start": (2,),
        "keep": (2,),
    }
    for layer in range(LAYERS):
        shapes[f"layer{layer}"] = (3 * STATE, STATE)
        shapes[f"layer{layer}_start"] = (STATE,)
    return shapes


class Vocabulary:
    """Words with their vectors, cue categories and classes of nouns: what a window is translated by. 0 is unknown."""

    def __init__(self, words: Sequence[str], vectors: Any, cues: Sequence[str], kinds: Sequence[str]) -> None:
        self.words = list(words)
        self.cues = list(cues)
        self.kinds = list(kinds)
        #: Whole steps (``STEP``) of each word's vector, a row of zeros first.
        self.vectors = vectors
        self._word = {word: place for place, word in enumerate(words, 1)}
        self._cue = {cue: place for place, cue in enumerate(cues, 1)}
        self._kind = {kind: place for place, kind in enumerate(kinds, 1)}

    def encode(self, windows: Sequence[Window]) -> Arrays:
        """Windows as arrays, a row each."""
        word, cue, kind = self._word, self._cue, self._kind
        cues = np.zeros((len(windows), WIDTH, 2), "i2")
        for row, window in enumerate(windows):
            for place, names in window.cues.items():
                for slot, name in enumerate(names):
                    cues[row, place, slot] = cue.get(name, 0)
        shapes = np.array([window.shapes for window in windows], "i2")
        return {
            "word": np.array([[word.get(name, 0) for name in window.words] for window in windows], "i4"),
            "shape": shapes,
            "there": (shapes > 0).astype("i2"),
            "cue": cues,
            "role": np.array([window.roles for window in windows], "i2"),
            "noun": np.array([REACH if window.noun is None else window.noun for window in windows]),
            "has_noun": np.array([window.noun is not None for window in windows], "i2"),
            "governor": np.array([REACH if window.governor is None else window.governor for window in windows]),
            "has_governor": np.array([window.governor is not None for window in windows], "i2"),
            "kind": np.array([kind.get(window.category, 0) for window in windows], "i2"),
        }


class Network:
    """The network: its arrays, and its way from windows to what a figure's evidence adds up to with them."""

    def __init__(self, vectors: Any, arrays: Arrays) -> None:
        self.vectors = vectors
        self.arrays = arrays

    def read(self, seen: Arrays, noise: Any = None) -> tuple[Any, Arrays]:
        """The state of every word of encoded windows, and the steps to it; ``noise`` drops words and traits."""
        of = self.arrays
        kind = of["vector"].dtype
        count = len(seen["word"])
        there = seen["there"][..., None].astype(kind)
        vectors = self.vectors[seen["word"]].astype(kind) * kind.type(STEP)
        if noise is not None:
            vectors = vectors * noise.words(count, kind)
        state = _product(vectors, of["vector"])
        state += of["place"] + of["start"]
        for trait in ("shape", "role"):
            state += of[trait].take(seen[trait], axis=0)
        for slot in (0, 1):
            state += of["cue"].take(seen["cue"][..., slot], axis=0)
        np.maximum(state, 0, out=state)
        state *= there
        steps: Arrays = {"there": there, "vectors": vectors, "first": state}
        if noise is not None:
            steps["kept"] = noise.traits((count, 1, STATE), kind)
            state = state * steps["kept"]
        for layer in range(LAYERS):
            around = np.zeros((count, WIDTH + 2, STATE), kind)
            around[:, 1:-1] = state
            wide = np.concatenate((around[:, :-2], state, around[:, 2:]), axis=2)
            fired = _product(wide, of[f"layer{layer}"])
            fired += of[f"layer{layer}_start"]
            np.maximum(fired, 0, out=fired)
            fired *= there
            steps[f"layer{layer}"] = (wide, fired)
            state = state + fired
        steps["state"] = state
        return state, steps

    def sums(self, seen: Arrays, before: Any, noise: Any = None) -> tuple[Any, Arrays]:
        """For each window what the evidence of two questions adds up to with its context, given ``before`` without."""
        of = self.arrays
        state, steps = self.read(seen, noise)
        kind, rows, there = state.dtype, np.arange(len(state)), steps["there"]
        looks = np.where(there > 0, state @ of["look"], _NONE)
        looks = np.exp(looks - looks.max(1, keepdims=True))
        looks /= looks.sum(1, keepdims=True)
        steps["looks"] = looks
        known = np.concatenate(
            [
                state.max(1),  # of the strongest trait, where a word is: elsewhere is nothing, and none is less
                state[:, REACH],
                state[rows, seen["noun"]] * seen["has_noun"][:, None].astype(kind),
                state[rows, seen["governor"]] * seen["has_governor"][:, None].astype(kind),
                (looks.transpose(0, 2, 1) @ state).reshape(len(state), -1),
                of["kind"][seen["kind"]],
                np.clip(before, -_SUM, _SUM).astype(kind) / kind.type(_SCALE),
            ],
            axis=1,
        )
        if noise is not None:
            steps["kept_known"] = noise.traits(known.shape, kind)
            known = known * steps["kept_known"]
        mixed = np.maximum(_product(known[:, None], of["mix"])[:, 0] + of["mix_start"], 0)
        if noise is not None:
            steps["kept_mixed"] = noise.traits(mixed.shape, kind)
            mixed = mixed * steps["kept_mixed"]
        steps["known"], steps["mixed"] = known, mixed
        return before * of["keep"] + mixed @ of["out"] + of["out_start"], steps


def _product(rows: Any, matrix: Any) -> Any:
    """The matrix product, half a window at a time: so small that no library deals it to threads, which spin for longer
    than they reckon (they doubled the processor's time of an article), and the same on any number of cores.
    """
    found = np.empty((*rows.shape[:2], matrix.shape[1]), rows.dtype)
    for half in _HALVES:
        np.matmul(rows[:, half], matrix, out=found[:, half])
    return found


class Context:
    """The network with its vocabulary, as the judge asks it."""

    def __init__(self, vocabulary: Vocabulary, network: Network) -> None:
        self.vocabulary = vocabulary
        self.network = network

    def sums(self, windows: Iterable[Window], before: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """What the evidence adds up to with its context, for two questions, given what it adds up to without."""
        found: list[tuple[float, float]] = []
        windows = iter(windows)
        while some := list(islice(windows, _AT_ONCE)):
            sums = np.array(before[len(found) : len(found) + len(some)])
            after, _ = self.network.sums(self.vocabulary.encode(some), sums)
            found += [(float(one), float(other)) for one, other in np.round(after, _DIGITS)]
        return found


@lru_cache(maxsize=4)
def context(ruleset: RuleSet) -> Context | None:
    """The learned context of a rule set; None where it has none. Raises RulesError when the file is malformed."""
    path = ruleset.directory / FILE
    if not path.is_file():
        return None
    return load(path)


def load(path: Path) -> Context:
    """A learned context from its file. Raises RulesError when it is malformed."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            of = dict(stored)
        names = [json.loads(bytes(of[name])) for name in ("words", "cues", "kinds")]
        vocabulary = Vocabulary(names[0], of["vectors"], names[1], names[2])
        arrays = {name: of[name].astype("f8") for name in shapes_of(len(names[1]), len(names[2]))}
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error) as error:
        raise RulesError(f"{path}: no learned context: {error}") from error
    _check(path, vocabulary, arrays)
    return Context(vocabulary, Network(vocabulary.vectors, arrays))


def _check(path: Path, vocabulary: Vocabulary, arrays: Mapping[str, Any]) -> None:
    if vocabulary.vectors.dtype != np.int8:
        raise RulesError(f"{path}: no learned context: vectors are {vocabulary.vectors.dtype}, not int8")
    wanted = {"vectors": (len(vocabulary.words) + 1, VECTOR)} | shapes_of(len(vocabulary.cues), len(vocabulary.kinds))
    for name, shape in wanted.items():
        found = vocabulary.vectors.shape if name == "vectors" else arrays[name].shape
        if found != shape:
            raise RulesError(f"{path}: no learned context: {name} is {found}, not {shape}")
