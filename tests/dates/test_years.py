"""The year of a day that is written without one."""

from __future__ import annotations

from datetime import date

from extractor.dates import find_dates
from extractor.rules import load_rules


def test_a_month_far_from_publication_takes_the_year_that_the_text_gives_it() -> None:
    text = "Kuota dibuka 19 Februari 2024. Tahap kelima 19-21 Februari, pelunasan 8 Februari. Lomba digelar 3 Maret."
    found = find_dates(text, date(2024, 9, 10), load_rules())
    assert [str(mention.from_) for mention in found] == ["2024-02-19", "2024-02-19", "2024-02-08", "2025-03-03"]
    # two years of that month, or a month near publication
    text = "Kuota dibuka 19 Februari 2024 dan 19 Februari 2023. Tahap kelima 8 Februari. Lomba 3 Oktober."
    found = find_dates(text, date(2024, 9, 10), load_rules())
    assert [str(mention.from_) for mention in found][2:] == ["2025-02-08", "2024-10-03"]
