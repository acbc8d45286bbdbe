"""The shipped model: names in sentences of our own, on the offsets of the text it was given."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.ner.entities import find_entities
from extractor.ner.load import MODEL, ModelError, load_model
from extractor.ner.training.score import score_ner_file
from tests.markup import read_markup

TAGS = {"PER": "person", "ORG": "organisation", "LOC": "place"}

CASES = [
    "Ketua panitia <person>Budi Santoso</person> menyambut tamu di <place>Jakarta</place>.",
    "Menteri Keuangan <person>Purbaya Yudhi Sadewa</person> berkunjung ke <place>Bandung</place>, kata dia.",
    "Dana itu dikelola <organisation>Badan Gizi Nasional</organisation> (<organisation>BGN</organisation>) tahun ini.",
    "<organisation>Danantara</organisation> akan menanam modal di <place>Jawa Barat</place>.",
    "Pertemuan digelar di <place>Kabupaten Kudus</place>, <place>Jawa Tengah</place>, Senin.",
]


@pytest.mark.parametrize("marked", CASES)
def test_names_of_plain_sentences(marked: str) -> None:
    text, marks = read_markup(marked, tags=set(TAGS.values()) | {"place"})
    found = [(entity.start, entity.end, TAGS[entity.label]) for entity in find_entities(text, [(0, len(text))])]
    assert found == [(mark.start, mark.end, mark.tag) for mark in marks]


def test_offsets_count_in_the_whole_text_and_spans_are_read_apart() -> None:
    text = "Judul.\n\nKata Budi Santoso di Jakarta.\nKata Ratna Dewi di Bandung."
    first, second = (text.index("Kata B"), text.index("\nKata R")), (text.index("Kata R"), len(text))
    both = find_entities(text, [second, first, first])
    assert both == find_entities(text, [first]) + find_entities(text, [second])
    assert {text[entity.start : entity.end] for entity in both} >= {"Jakarta", "Bandung"}


def test_nothing_to_read_needs_no_model() -> None:
    assert find_entities("   ", [(0, 3)]) == ()
    assert find_entities("Jakarta", []) == ()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_sorted_names_within_bounds(text: str) -> None:
    found = find_entities(text, [(0, len(text))])
    assert all(0 <= entity.start < entity.end <= len(text) for entity in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_folder_is_an_ordinary_spacy_package_within_its_size() -> None:
    nlp = spacy.load(MODEL)
    assert set(nlp.get_pipe("ner").labels) == {"PER", "ORG", "LOC"}  # type: ignore[attr-defined]
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 20_000_000


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        load_model(tmp_path / "nowhere")


def test_scores_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Kata Budi Santoso di Jakarta.", "ents": [[5, 17, "PER"], [21, 28, "ORG"]]}\n')
    scores = score_ner_file(path)
    assert scores["names"] == 2
    assert scores["micro"] == {"p": 0.5, "r": 0.5, "f1": 0.5}
    assert scores["labels"]["PER"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "names": 1}  # type: ignore[index]
    assert scores["labels"]["LOC"] == {"p": 0.0, "r": None, "f1": 0.0, "names": 0}  # type: ignore[index]


def test_the_command_scores_any_model_on_any_file(tmp_path: Path) -> None:
    gold = tmp_path / "gold.txt"
    gold.write_text("Kata O\nBudi B-PER\nSantoso I-PER\ndi O\nJakarta B-LOC\n. O\n")
    blank = spacy.blank("xx")
    blank.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Budi"}])  # type: ignore[attr-defined]
    blank.to_disk(tmp_path / "model")
    run = ["evaluate", "--ner", str(gold), "--json"]
    shipped = json.loads(_rujuk(*run).stdout)
    assert (shipped["model"], shipped["micro"]) == ("shipped", {"p": 1.0, "r": 1.0, "f1": 1.0})
    other = json.loads(_rujuk(*run, "--model", str(tmp_path / "model")).stdout)
    assert (other["model"], other["micro"]) == (str(tmp_path / "model"), {"p": 0.0, "r": 0.0, "f1": 0.0})
    (tmp_path / "empty").mkdir()
    refused = _rujuk(*run, "--model", str(tmp_path / "empty"))
    assert (refused.returncode, refused.stderr.count("no model that spaCy can load")) == (2, 1)
    assert _rujuk("evaluate", "--model", str(tmp_path / "model")).returncode == 2


def _rujuk(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)
