"""What a learned context sees of a figure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.close.draft import Draft
from extractor.close.figures import find_cues, gather_evidence
from extractor.close.figures.windows import REACH, WIDTH, Window, window_of, words_of
from extractor.close.links.steps import judge_days
from extractor.models import Article
from extractor.rules import load_rules
from extractor.skim import SKIM

RULES = load_rules()


def windows(text: str) -> list[Window]:
    draft = Draft(Article(id="a", text=text))
    for step in (*SKIM, judge_days, find_cues, gather_evidence):
        step(draft, RULES)
    return [window_of(evidence) for evidence, _ in draft.gathered]


def test_the_figure_stands_in_the_middle_of_its_words() -> None:
    (found,) = windows("Pelatihan itu diikuti 45 guru dari Kupang pada 2024.")
    assert found.words[REACH - 3 : REACH + 6] == [
        "pelatihan",
        "itu",
        "diikuti",
        "",
        "guru",
        "dari",
        "kupang",
        "pada",
        "0",
    ]
    assert found.shapes[REACH - 3 : REACH + 6] == [6, 7, 7, 1, 7, 7, 6, 7, 3]
    assert found.noun == REACH + 1
    assert found.governor == REACH - 1
    assert found.cues[REACH - 1] == ["attended", "join"]
    assert found.roles[REACH - 1 : REACH + 2] == [5, 1, 3]
    assert found.words[: REACH - 3] == [""] * (REACH - 3)


def test_words_of_other_sentences_are_marked_as_such() -> None:
    first, _ = windows("Hadir 12 camat. Rapat selesai pukul sembilan dengan 7 keputusan.")
    place = first.words.index("rapat")
    assert first.roles[place] == 0
    assert first.roles[REACH] == 1


def test_words_are_spelt_alike_in_texts_and_windows() -> None:
    text = "Dinas PUPR mencatat 3 e-warung, 2,5 persen."
    assert words_of(text) == ["dinas", "pupr", "mencatat", "0", "e-warung", ",", "0", "persen", "."]
    (found, *_) = windows(text)
    assert found.words[REACH - 3 : REACH] == ["dinas", "pupr", "mencatat"]


@pytest.mark.parametrize("filler", ["x" * 50_000, "1." * 20_000, "-" * 50_000, "\n" * 50_000])
def test_a_window_is_bounded_in_hostile_text(filler: str) -> None:
    for found in windows(f"Hadir 12 camat {filler} lalu 13 lurah."):
        assert len(found.words) == WIDTH
        assert sum(map(len, found.words)) <= 480


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab 1,.\n-Kehadiran dan 12 orang", max_size=160))
def test_every_window_is_whole(text: str) -> None:
    for found in windows(text):
        assert len(found.words) == len(found.shapes) == len(found.roles) == WIDTH
        assert found.shapes[REACH] == 1
        assert all(len(names) <= 2 for names in found.cues.values())
        for place in (found.noun, found.governor):
            assert place is None or 0 <= place < WIDTH
