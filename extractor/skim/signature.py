"""A fingerprint of an article's text, by which copies of a report are found.

``signature`` is a MinHash (Broder 1997) over five-word shingles with one permutation (Li, Owen and Zhang 2012): one
hash a shingle, the smallest kept in each of 64 bins, 16 bits each. Empty bins stay empty.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

BINS = 64
_SHINGLE = 5
_PRIMES = np.array([1, 31, 961, 29791, 923521], dtype=np.uint64)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def signature(text: str) -> str:
    """64 bins of 16 bits as hexadecimal; an empty string for a text of fewer than five words."""
    words = text.lower().split()
    if len(words) < _SHINGLE:
        return ""
    # Length, first and last letters of a word spread well enough and need no hash of Python objects, which differs by
    # run.
    mixed = np.correlate(_hash_words(words), _PRIMES, "valid")
    mixed *= _GOLDEN
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    bins = (mixed >> np.uint64(58)).astype(np.int64)
    ranks = ((mixed >> np.uint64(20)) & np.uint64(0xFFFFFFFF)).astype(np.int64)
    smallest = np.full(BINS, np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(smallest, bins, ranks)
    empty = smallest == np.iinfo(np.int64).max
    # The low bits of the smallest hash are as good as random; 0 is kept for an empty bin.
    low = np.where(empty, 0, (smallest & 0xFFFF) | 1).astype(">u2")
    return low.tobytes().hex()


def _hash_words(words: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.fromiter(map(_HASHES.__getitem__, words), dtype=np.uint64, count=len(words))


class _WordHashes(dict[str, int]):
    """FNV-1a of words, 64 bits: the same on every machine and in every run. Each word is hashed once.

    A plain table, because the bookkeeping of ``lru_cache`` costs more than all the arithmetic; full, it starts anew.
    """

    def __missing__(self, word: str) -> int:
        value = 0xCBF29CE484222325
        for byte in word.strip(".,;:!?\"'()“”‘’").encode():
            value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = value
        return value


_MOST_WORDS = 65_536
_HASHES = _WordHashes()
