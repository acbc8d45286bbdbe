"""Patterns made of word lists, and lists that refer to others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rules import RulesError, load_rules
from extractor.rules.words import any_of, filled

SPEECH = """\
cues: [{id: active, phrases: [said, told]}, {id: passive, phrases: [is said]}]
months: {1: {names: [jan]}, 2: {names: [feb]}}
"""


def test_the_longest_word_is_tried_first() -> None:
    assert re.match(any_of(["per", "per hari", "a.b"]), "per hari")[0] == "per hari"  # type: ignore[index]
    assert re.fullmatch(any_of(["a.b"]), "axb") is None


def test_gaps_are_filled() -> None:
    assert filled(r"(?:«by») (?=«who»)", {"by": ["oleh"], "who": ["ia", "dia"]}) == "(?:oleh) (?=dia|ia)"
    with pytest.raises(KeyError):
        filled("«by»", {})


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("@speech.yaml/cues/active", ["said", "told"]),
        ("@speech.yaml/cues/*", ["said", "told", "is said"]),
        ("@speech.yaml/months/*/names", ["jan", "feb"]),
    ],
)
def test_a_list_refers_to_another(tmp_path: Path, reference: str, words: list[str]) -> None:
    (tmp_path / "speech.yaml").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "days.yaml").write_text(f'cues: [{{phrases: [by, "{reference}", at]}}]\n', encoding="utf-8")
    assert load_rules(tmp_path).yaml("days.yaml") == {"cues": [{"phrases": ["by", *words, "at"]}]}


@pytest.mark.parametrize(
    "reference", ["@speech.yaml/cues/actve", "@speech.yaml/months/3/names", "@spech.yaml/cues/active"]
)
def test_a_reference_that_leads_nowhere(tmp_path: Path, reference: str) -> None:
    (tmp_path / "speech.yaml").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "days.yaml").write_text(f'a: ["{reference}"]\n', encoding="utf-8")
    with pytest.raises(RulesError, match=r"days\.yaml.*leads nowhere|spech\.yaml: no such rule file"):
        load_rules(tmp_path).yaml("days.yaml")


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["per", "per hari", "perak", "emas"], "Per hari", "Per hari"),
        (["per", "per hari", "perak", "emas"], "per harian", "per"),
        (["per", "per hari", "perak", "emas"], "perahu", None),
        (["s/d", "s.d.", "sampai", "hingga"], "s.d. Mei", "s.d."),
        (["-an", "^x", "]y", "z"], "]y", "]y"),
        ([], "apa pun", ""),
    ],
)
def test_words_that_begin_alike_are_each_found(words: list[str], text: str, found: str | None) -> None:
    match = re.compile(rf"(?:{any_of(words)})(?!\w)" if words else any_of(words), re.I).match(text)
    assert (match[0] if match else None) == found


@given(st.lists(st.text(alphabet="ab c-", max_size=4), max_size=6), st.text(alphabet="ab c-", max_size=6))
def test_words_together_match_as_one_after_another(words: list[str], text: str) -> None:
    one_by_one = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    for pattern in ("(?:{})", r"(?:{})\b", "(?i:{})$"):
        found, expected = (re.search(pattern.format(of), text) for of in (any_of(words), one_by_one))
        assert (found and found.span()) == (expected and expected.span())
