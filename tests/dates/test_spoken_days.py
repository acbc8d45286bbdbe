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
