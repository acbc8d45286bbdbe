"""Copies: a report taken over by other outlets, or updated by its own, counts as one source.

``signature`` is a MinHash (Broder 1997) over five-word shingles with one permutation (Li, Owen and Zhang 2012): one
hash a shingle, the smallest kept in each of 64 bins, 16 bits each. Empty bins stay empty and are left out of the
comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from extractor.models import ArticleSummary

_BINS = 64
_SHINGLE = 5
_WORD = re.compile(r"\w+")
_PRIMES = np.array([1, 31, 961, 29791, 923521], dtype=np.uint64)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def signature(text: str) -> str:
    """64 bins of 16 bits as hexadecimal; an empty string for a text of fewer than five words."""
    words = text.lower().split()
    if len(words) < _SHINGLE:
        return ""
    # Length, first and last letters of a word spread well enough and need no hash of Python objects, which differs by
    # run.
    hashes = _hash_words(words)
    count = len(words) - _SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(_SHINGLE):
        mixed += hashes[offset : offset + count] * _PRIMES[offset]
    mixed *= _GOLDEN
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    bins = (mixed >> np.uint64(58)).astype(np.int64)
    ranks = ((mixed >> np.uint64(20)) & np.uint64(0xFFFFFFFF)).astype(np.int64)
    smallest = np.full(_BINS, np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(smallest, bins, ranks)
    empty = smallest == np.iinfo(np.int64).max
    # The low bits of the smallest hash are as good as random; 0 is kept for an empty bin.
    low = np.where(empty, 0, (smallest & 0xFFFF) | 1).astype(">u2")
    return low.tobytes().hex()


def _hash_words(words: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.fromiter(map(_hash_word, words), dtype=np.uint64, count=len(words))


@lru_cache(maxsize=65536)
def _hash_word(word: str) -> int:
    """FNV-1a, 64 bits: the same on every machine and in every run."""
    value = 0xCBF29CE484222325
    for byte in word.strip(".,;:!?\"'()“”‘’").encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


@lru_cache(maxsize=262144)
def _read(signature_: str) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    return np.frombuffer(bytes.fromhex(signature_), dtype=">u2").astype(np.uint16)


def similarity(a: str, b: str) -> float:
    """Estimated Jaccard similarity of the shingles of two texts, 0 to 1."""
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    x, y = _read(a), _read(b)
    filled = (x != 0) & (y != 0)
    count = int(filled.sum())
    return float(((x == y) & filled).sum() / count) if count >= 8 else 0.0


def find_copies(summaries: Iterable[ArticleSummary], threshold: float) -> dict[str, str]:
    """doc_id → doc_id of the earliest report that it repeats.

    Candidates share one of 16 bands of four bins, so that the search stays linear in the number of articles.
    """
    ordered = sorted(summaries, key=lambda summary: (summary.published or date.max, summary.id))
    bands: dict[tuple[int, str], str] = {}
    signatures: dict[str, str] = {}
    copies: dict[str, str] = {}
    for summary in ordered:
        code = summary.signature
        if not code:
            continue
        signatures[summary.id] = code
        candidates: dict[str, None] = {}
        for band in range(_BINS // 4):
            key = (band, code[band * 16 : band * 16 + 16])
            if key[1] == "0" * 16:
                continue
            first = bands.setdefault(key, summary.id)
            if first != summary.id:
                candidates[copies.get(first, first)] = None
        best = max(
            ((similarity(code, signatures[candidate]), candidate) for candidate in sorted(candidates)),
            default=(0.0, ""),
        )
        if best[0] >= threshold:
            copies[summary.id] = best[1]
    return copies


def independent(doc_ids: Iterable[str], copies: Mapping[str, str]) -> frozenset[str]:
    """The reports that remain when copies are counted as their original."""
    return frozenset(copies.get(doc_id, doc_id) for doc_id in doc_ids)
