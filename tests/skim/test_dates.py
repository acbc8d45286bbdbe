"""Finding and resolving date expressions: language cases in gold markup."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.ruleset import load_rules
from extractor.skim.dates import find_dates
from tests.markup import read_markup

PUBLISHED = date(2025, 10, 22)  # a Wednesday


def check(marked: str, published: date | None = PUBLISHED) -> None:
    """Compare the dates found with the marked ones: spans, intervals and the keys that a mark names."""
    text, marks = read_markup(marked, empty=True, tags={"date"})
    found = find_dates(text, published, load_rules())
    spans = [(mention.start, mention.end, text[mention.start : mention.end]) for mention in found]
    assert spans == [(mark.start, mark.end, mark.text) for mark in marks]
    for mark, mention in zip(marks, found, strict=True):
        keys = dict(mark.keys)
        first = keys.pop("from", None)
        assert mention.from_ == (date.fromisoformat(str(first)) if first else None), mark
        assert mention.to == (date.fromisoformat(str(keys.pop("to", first))) if first else None), mark
        if "flag" in keys:
            assert [flag.kind for flag in mention.flags] == str(keys.pop("flag")).split(), mark
        for key, value in keys.items():
            actual = getattr(mention, key)
            assert (actual.isoformat() if isinstance(actual, date) else actual) == value, (mark, key)


DAYS = [
    "Rapat digelar <date from=2025-03-26>Rabu (26/3/2025)</date> di Jakarta.",
    "Rapat digelar <date from=2025-03-26>26 Maret 2025</date>.",
    "Acara pada <date from=2025-10-21>Selasa malam (21/10)</date> itu ramai.",
    "Ia datang <date from=2025-10-17>Jum'at, 17 Oktober 2025</date> pukul 06.14 WIB.",
    "Data per <date from=2025-09-17>17 September</date> menunjukkan kenaikan.",
    "Diteken <date from=2025-09-16>Selasa (1692025)</date> lalu dikirim.",
    "Berlaku sejak <date from=2025-11-01>1 Nopember 2025</date>.",
    "Terbit <date from=2025-11-12>2025-11-12</date> di laman itu.",
]


@pytest.mark.parametrize("marked", DAYS)
def test_days(marked: str) -> None:
    check(marked)
