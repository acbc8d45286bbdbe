from __future__ import annotations

from pathlib import Path

import pytest

from extractor.ner.training.data import DataError, Labelled, read_labelled, read_rows


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_bio_columns_become_text_with_one_space_between_tokens(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.txt", "Budi PROPN B-PER\nSantoso PROPN I-PER\ndi ADP O\nKudus PROPN B-LOC\n\n\nHalo X O\n"
    )
    assert read_labelled(path) == [
        Labelled("Budi Santoso di Kudus", ((0, 12, "PER"), (16, 21, "LOC"))),
        Labelled("Halo", ()),
    ]


def test_adjacent_names_and_a_stray_inside_tag_stay_apart(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "PKB\tB-ORG\nDPR\tB-ORG\nJawa\tI-LOC\nBarat\tI-LOC\n")
    assert read_labelled(path)[0].names == ((0, 3, "ORG"), (4, 7, "ORG"), (8, 18, "LOC"))


def test_labels_of_other_data_sets_are_mapped_and_unknown_ones_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Ani B-PERSON\nUGM B-ORGANISATION\nSolo B-PLACE\nSenin B-TIME\n")
    assert read_labelled(path)[0].names == ((0, 3, "PER"), (4, 7, "ORG"), (8, 12, "LOC"))


def test_jsonl_keeps_the_text_as_it_is(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.jsonl", '{"text": "BPS (Jakarta)", "ents": [[5, 12, "GPE"], [0, 3, "ORG"]], "doc": "x"}\n'
    )
    assert read_labelled(path) == [Labelled("BPS (Jakarta)", ((0, 3, "ORG"), (5, 12, "LOC")), "x")]
    assert list(read_rows(path)) == [("1", "BPS (Jakarta)")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "kata\n"),
        ("a.txt", "kata X-PER\n"),
        ("a.jsonl", "{\n"),
        ("a.jsonl", '{"ents": []}\n'),
        ("a.jsonl", '{"text": "Ani", "ents": [[0, 9, "PER"]]}\n'),
        ("a.jsonl", '{"text": "Ani", "ents": [[2, 2, "PER"]]}\n'),
    ],
)
def test_a_malformed_file_is_named_with_its_line(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(DataError, match=f"{name}:1: "):
        read_labelled(write(tmp_path, name, text))
