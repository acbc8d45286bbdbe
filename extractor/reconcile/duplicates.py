"""Copies: a report taken over by other outlets, or updated by its own, counts as one source.

Signatures (:mod:`extractor.text.signature`) are compared bin by bin; empty bins are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from extractor.models import ArticleSummary
from extractor.reconcile.settings import Settings
from extractor.text.signature import BINS

_WEEK = timedelta(days=7)


# What is compared with the next report is mostly an early one, over and over; more would only fill memory.
@lru_cache(maxsize=2048)
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
    count = np.count_nonzero(filled)
    return np.count_nonzero((x == y) & filled) / count if count >= 8 else 0.0


def find_copies(summaries: Iterable[ArticleSummary], settings: Settings) -> dict[str, str]:
    """doc_id → doc_id of the earliest report that it repeats.

    A report that names its source (*mengutip Antara*) is a copy of what that outlet published within the week before,
    or of another report that names the same source, from a lower similarity on. Of one day's reports, those that
    name a source come after the others. Both thresholds are in rules/reconcile.yaml.
    """
    ordered = sorted(
        (summary for summary in summaries if summary.signature),
        key=lambda summary: (summary.published or date.max, _taken_from(summary, settings) is not None, summary.id),
    )
    named = {source for summary in ordered if (source := _taken_from(summary, settings))}
    alike, takings = _Bands(), _Takings(named, settings)
    signatures: dict[str, str] = {}
    copies: dict[str, str] = {}
    for summary in ordered:
        code = signatures[summary.id] = summary.signature or ""
        # Of a copy its original stands for it.
        whole = {copies.get(first, first) for first in alike.meet(summary.id, code)}
        choices = [(similarity(code, signatures[doc_id]), doc_id) for doc_id in sorted(whole)]
        best = max(choices, default=(0.0, ""))
        if best[0] < settings.thresholds["copy_similarity"]:
            choices = [(similarity(code, signatures[doc_id]), doc_id) for doc_id in sorted(takings.meet(summary))]
            best = max(choices, default=(0.0, ""))
            if best[0] < settings.thresholds["copy_named"]:
                continue
        copies[summary.id] = copies.get(best[1], best[1])
    return copies


class _Bands:
    """The earliest report of every band of four bins, so that the search stays linear in the number of articles."""

    def __init__(self) -> None:
        self._first: dict[tuple[int, str], str] = {}

    def meet(self, doc_id: str, code: str) -> dict[str, None]:
        """The earlier reports that share a band with this one, which is entered too."""
        found: dict[str, None] = {}
        for band in _bands(code, 4):
            first = self._first.setdefault(band, doc_id)
            if first != doc_id:
                found[first] = None
        return found


class _Takings:
    """Reports of the outlets that others name as their source, by bands of two bins, for a week."""

    def __init__(self, named: Collection[str], settings: Settings) -> None:
        self._named = named
        self._settings = settings
        self._days: dict[date | None, dict[tuple[str, int, str], str]] = {}

    def meet(self, summary: ArticleSummary) -> dict[str, None]:
        """The reports from which this one may be taken over; it is entered for those that come after it."""
        found: dict[str, None] = {}
        source = _taken_from(summary, self._settings)
        own = _outlet(summary.source or "", self._settings)
        names = [name for name in dict.fromkeys((source or own, own)) if name in self._named]
        if not names:
            return found
        day = summary.published
        for old in [other for other in self._days if other and day and day - other > _WEEK]:
            del self._days[old]
        bands = list(_bands(summary.signature or "", 2))
        for known in self._days.values() if source else ():
            found.update((known[source, *band], None) for band in bands if source and (source, *band) in known)
        today = self._days.setdefault(day, {})
        for name in names:
            for band in bands:
                today.setdefault((name, *band), summary.id)
        found.pop(summary.id, None)
        return found


def _outlet(name: str, settings: Settings) -> str:
    """One key for an outlet's names and hosts: Kabar Nusantara is kabarnusantara.com."""
    return settings.outlet(name).lower().replace(" ", "").partition(".")[0]


def _taken_from(summary: ArticleSummary, settings: Settings) -> str | None:
    """The key of the other outlet that the report names as its source."""
    source = _outlet(summary.attributed_to, settings) if summary.attributed_to else None
    return source if source != _outlet(summary.source or "", settings) else None


def _bands(code: str, bins: int) -> Iterator[tuple[int, str]]:
    """Number and content of every band of so many bins of a signature, empty ones left out."""
    width = bins * 4
    for number, start in enumerate(range(0, BINS * 4, width)):
        band = code[start : start + width]
        if band.strip("0"):
            yield number, band


def independent(doc_ids: Iterable[str], copies: Mapping[str, str]) -> frozenset[str]:
    """The reports that remain when copies are counted as their original."""
    return frozenset(copies.get(doc_id, doc_id) for doc_id in doc_ids)
