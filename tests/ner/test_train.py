"""The training command end to end on a handful of sentences: data, vectors, training, score."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from extractor.ner.training.__main__ import main
from extractor.ner.training.recipe import read_data

RECIPE = """
seed = 0
texts = ["articles.jsonl"]
[vectors]
dimension = 8
buckets = 50
hashes = 2
ngrams = [3, 4]
epochs = 1
min_count = 1
[training]
steps = 2
batch_words = 20
learn_rate = 0.001
warm_up = 1
dropout = 0.2
[finish]
seeds = [2, 3]
steps = 1
batch_words = 20
learn_rate = 0.001
warm_up = 1
dropout = 0.2
[names]
exchanged = 0.2
[[sources]]
file = "columns.txt"
guideline = "idner"
weight = 1.5
unsure = ["LOC"]
[[sources]]
file = "news.jsonl"
guideline = "news2025"
weight = 1.0
folds = true
[[sources]]
file = "absent.jsonl"
guideline = "news2025"
weight = 1.0
optional = true
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "recipe.toml").write_text(RECIPE)
    (tmp_path / "columns.txt").write_text("Budi B-PER\nSantoso I-PER\ndi O\nKudus B-LOC\n\nBPS B-ORG\nhadir O\n")
    rows = [
        {"text": f"Kata Ratna Dewi di Solo kepada BPS ke-{number}.", "doc": str(number),
         "ents": [[5, 15, "PER"], [19, 23, "LOC"], [31, 34, "ORG"]]}
        for number in range(10)
    ]  # fmt: skip
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    articles = [
        {"id": str(number), "text": f"Judul ke-{number} tentang Kudus\nRapat ke-{number} digelar di Kudus."}
        for number in range(20)
    ]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in articles))
    return tmp_path


def test_sources_are_read_with_weights_folds_and_unsure_labels(data: Path) -> None:
    recipe = {
        "sources": [
            {"file": "columns.txt", "guideline": "idner", "weight": 1.5, "unsure": ["LOC"]},
            {"file": "news.jsonl", "guideline": "news2025", "weight": 1.0, "folds": True},
            {"file": "absent.jsonl", "guideline": "news2025", "weight": 1.0, "optional": True},
        ]
    }
    read = read_data(recipe, data, fold=0)
    assert read.missing == ["absent.jsonl"]
    assert read.sources[0].weight == 1.5
    assert [(s.names, s.unsure) for s in read.sources[0].sentences] == [
        (((0, 12, "PER"),), ((16, 21),)),
        (((0, 3, "ORG"),), ()),
    ]
    assert [source.sentences[0].guideline for source in read.sources] == ["idner", "news2025"]
    assert len(read.held_out) == 2
    assert not {s.doc for s in read.held_out} & {s.doc for s in read.sources[1].sentences}
    folds = [{s.doc for s in read_data(recipe, data, fold=fold).held_out} for fold in range(5)]
    assert set.union(*folds) == {str(number) for number in range(10)}


def test_the_command_makes_a_model_and_scores_the_fold(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("floret")
    arguments = [str(data), "--recipe", str(data / "recipe.toml"), "--work", str(data / "work")]
    assert main([*arguments, "--out", str(data / "model"), "--fold", "1", "--test", str(data / "columns.txt")]) == 0
    scores = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(score["file"], score["sentences"]) for score in scores] == [
        (str(data / "columns.txt"), 2),
        ("fold 1", 2),
    ]
    nlp = spacy.load(data / "model")
    assert nlp.meta["name"] == "rujuk_ner"
    assert "digelar" not in nlp.vocab.strings
    nlp("Kata Ratna Dewi di Solo.")
    vectors = (data / "work" / "vectors.floret").stat().st_mtime_ns
    assert main([*arguments, "--out", str(data / "again")]) == 0
    assert (data / "work" / "vectors.floret").stat().st_mtime_ns == vectors
