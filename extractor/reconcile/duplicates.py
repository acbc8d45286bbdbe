"""Copies: a report taken over by other outlets, or updated by its own, counts as one source.

Signatures (:mod:`extractor.skim.signature`) are compared bin by bin; empty bins are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import numpy as np

from extractor.models import ArticleSummary
from extractor.skim.signature import BINS


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
        for band in range(BINS // 4):
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
