"""A relative day in a quotation counts from the day on which the report says that it was spoken."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.dates import find_dates
from extractor.dates.filters import told_words
from extractor.rules import load_rules

RULES = load_rules()
PASSIVE = sorted(word for word in told_words(RULES) if word.startswith("di"))


def _tomorrow(text: str) -> list[str]:
    return [str(m.from_) for m in find_dates(text, date(2025, 10, 15), RULES) if text[m.start : m.end] == "Besok"]


def test_passive_verbs_are_many() -> None:
    assert {"dikatakan", "dijelaskan", "ditegaskan", "diutarakan"} <= set(PASSIVE)
    assert len(PASSIVE) >= 15


@pytest.mark.parametrize("verb", PASSIVE)
def test_every_passive_verb_anchors(verb: str) -> None:
    assert _tomorrow(f'Hal itu {verb} Ani, Senin (13/10/2025). Api padam. "Besok gudang dibuka," katanya.') == [
        "2025-10-14"
    ]
    assert _tomorrow(f"Hal itu {verb} Ani, Senin (13/10/2025). Besok gudang dibuka.") == ["2025-10-16"]


def test_a_day_of_no_statement_anchors_nothing() -> None:
    assert _tomorrow('Gudang itu terbakar Senin (13/10/2025). Api padam. "Besok gudang dibuka," katanya.') == [
        "2025-10-16"
    ]


def test_a_weekday_alone_anchors_as_a_date_does() -> None:
    assert _tomorrow('"Besok gudang dibuka," kata Ani di Solo, Senin.') == ["2025-10-14"]


@pytest.mark.parametrize(
    ("words", "days"),
    [("dua pekan ke depan", "2025-10-13/2025-10-27"), ("dua tahun terakhir", "2023-10-15/2025-10-15")],
)
def test_of_windows_only_those_of_days_and_weeks_move_with_the_speaker(words: str, days: str) -> None:
    found = find_dates(f'"Gudang sepi {words}," kata Ani, Senin (13/10/2025).', date(2025, 10, 15), RULES)
    assert f"{found[0].from_}/{found[0].to}" == days


@pytest.mark.parametrize(
    ("yesterday", "today"), [("Selasa (14/10)", "2025-10-14"), ("kemarin, Selasa (14/10)", "2025-10-15")]
)
def test_today_is_the_day_before_publication_unless_the_text_calls_that_one_yesterday(
    yesterday: str, today: str
) -> None:
    found = find_dates(f"Pameran dibuka {yesterday}. Hari ini pameran itu usai.", date(2025, 10, 15), RULES)
    assert str(found[-1].from_) == today
