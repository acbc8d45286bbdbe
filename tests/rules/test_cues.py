"""Cues are found as whole words, at their offsets, and the rule files keep their own promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rules import load_rules
from extractor.rules.cues import check_rules, cue_finder, fold

RULES = load_rules()


def test_cue_files_are_sound() -> None:
    assert list(check_rules(RULES)) == []


@pytest.mark.parametrize(
    ("text", "phrase", "category"),
    [
        ("Balai itu menargetkan 500 peserta.", "menargetkan", "aim"),
        ("TARGETNYA: 500 peserta", "TARGETNYA", "aim"),
        ("Kabar itu tidak benar.", "tidak benar", "denied"),
        ("Sudah dilatih 500 orang", "Sudah", "done"),
    ],
)
def test_cue_at_its_offsets(text: str, phrase: str, category: str) -> None:
    found = {(text[hit.start : hit.end], hit.cue.category) for hit in cue_finder(RULES).find(text).hits}
    assert (phrase, category) in found


def test_no_cue_inside_a_word() -> None:
    hits = cue_finder(RULES).find("makanan itu bermakna").hits
    assert [hit for hit in hits if hit.cue.category == "plan"] == []


def test_longer_phrase_hides_the_shorter_of_its_file() -> None:
    hits = cue_finder(RULES).find("bukan target")
    assert [(hit.start, hit.cue.category) for hit in hits.hits if hit.cue.file == "status.yaml"] == [(0, "denied")]


@given(st.text())
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text) + 2


@given(st.text(alphabet="aİk n.target"))
def test_hits_slice_to_a_folded_phrase(text: str) -> None:
    for hit in cue_finder(RULES).find(text).hits:
        assert 0 <= hit.start < hit.end <= len(text)
