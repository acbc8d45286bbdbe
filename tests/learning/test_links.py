"""The weights of links are learned from the links of gold figures, starting from what an editor believes."""

from __future__ import annotations

import pytest

pytest.importorskip("sklearn")

from extractor.learning.links import Choice, fit_choices, learn_links
from extractor.rules import load_rules


def choices(count: int) -> list[Choice]:
    """Figures whose answer is the candidate in the sentence; one in five has none."""
    return [
        Choice(f"d{number}", [("none",), ("here",), ("far",)], [number % 5 == 0, number % 5 != 0, False], 1.0)
        for number in range(count)
    ]


def test_what_is_right_more_often_weighs_more() -> None:
    weight = {row.evidence: row.weight for row in fit_choices(choices(50), {}, 3.0)}
    assert weight["here"] > weight["none"] > weight["far"]


def test_without_articles_the_belief_of_an_editor_stands() -> None:
    rows = fit_choices(choices(1), {"here": 2.0, "in the title": 1.5}, 3.0)
    weight = {row.evidence: (row.weight, row.seen) for row in rows}
    assert weight["in the title"] == (1.5, 0)
    assert weight["here"][0] == pytest.approx(2.0, abs=0.3)


def test_a_figure_without_right_candidate_teaches_nothing() -> None:
    lost = Choice("lost", [("none",), ("far",)], [False, False], 1.0)
    with_it, without = fit_choices([*choices(20), lost], {}, 3.0), fit_choices(choices(20), {}, 3.0)
    assert [(row.evidence, row.weight) for row in with_it] == [(row.evidence, row.weight) for row in without]


def test_gold_rows_tell_only_the_links_that_they_hold() -> None:
    rows = []
    for number in range(6):
        text = f"Sebanyak {number + 20} orang mengikuti pelatihan menjahit di Kabupaten Kudus."
        start = text.index(str(number + 20))
        fact = {"type": "quantity", "start": start, "end": start + 8, "participants": True, "place": "Kabupaten Kudus"}
        rows.append({"id": f"d{number}", "text": text, "published": "2025-09-20", "facts": [fact]})
    tables, scores = learn_links(rows, [1.0] * 6, load_rules())
    assert set(tables) == {"place"}
    assert (scores["place"].f1, scores["place"].yes) == (1.0, 6)
