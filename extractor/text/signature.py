"""A fingerprint of an article's text, by which copies of a report are found.

``signature`` is a MinHash (Broder 1997) over five-word shingles with one permutation (Li, Owen and Zhang 2012): one
hash a shingle, the smallest kept in each of 64 bins, 16 bits each. Empty bins stay empty.
"""

from __future__ import annotations

from struct import Struct
from typing import Final

import numpy as np

BINS: Final = 64
_SHINGLE: Final = 5
# Punctuation, and what is left of curly quotation marks and hard blanks in UTF-8; those bytes tell no two words apart.
_DROPPED: Final = b".,;:!?\"'()\xe2\x80\x98\x99\x9c\x9d\xc2"
_BLANKS: Final = bytes(0x20 if byte == 0xA0 else byte for byte in range(256))
_PRIMES: Final = np.array([1, 31, 961, 29791, 923521], dtype=np.uint64)
# Odd 64-bit multipliers: the golden ratio, and those of splitmix64 and xxHash64.
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_MIXER: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_FOLD: Final = np.uint64(29)
_BIN: Final = np.uint64(58)
_KEPT_FROM: Final = np.uint64(20)
_ONE: Final = np.uint64(1)


def signature(text: str) -> str:
    """64 bins of 16 bits as hexadecimal; an empty string for a text of fewer than five words."""
    words = text.lower().encode("utf-8", "replace").translate(_BLANKS, _DROPPED).split()
    if len(words) < _SHINGLE:
        return ""
    # The first sixteen bytes of a word, as two numbers of one byte order, tell it from others in half the time of a
    # hash in Python; ``hash`` itself differs from run to run.
    halves = np.frombuffer(Struct("16s" * len(words)).pack(*words), "<u8")
    hashes = (halves[::2] * _GOLDEN) ^ (halves[1::2] * _SECOND)
    hashes ^= hashes >> _FOLD
    mixed = np.correlate(hashes, _PRIMES, "valid")
    mixed *= _GOLDEN
    mixed ^= mixed >> _FOLD
    mixed *= _MIXER
    mixed.sort()
    # The highest bits name the bin; in order, the smallest of a bin is the first that differs from the one before.
    bins = (mixed >> _BIN).view(np.int64)
    first = np.empty(len(bins), dtype=np.bool_)
    first[0] = True
    np.not_equal(bins[1:], bins[:-1], out=first[1:])
    kept = np.zeros(BINS, dtype=">u2")
    # 0 is left for an empty bin; what is over 16 bits is cut off.
    kept[bins[first]] = mixed[first] >> _KEPT_FROM | _ONE
    return kept.tobytes().hex()
