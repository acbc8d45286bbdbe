"""The sample articles: built from their marked texts, read back by the product, and sound as gold."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extractor.models import Article
from extractor.reading import Located, read_located

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def load_builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_gold_build", CORPUS / "gold" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


BUILD = load_builder()


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / "gold" / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    read = list(read_located(str(CORPUS)))
    assert all(isinstance(item, Located) for item in read)
    return {item.article.id: item.article for item in read if isinstance(item, Located)}


def test_committed_files_are_what_the_marked_texts_give() -> None:
    for path, content in BUILD.build().items():
        assert (CORPUS / path).read_text(encoding="utf-8") == content, path


def test_every_article_is_read_as_the_gold_has_it(articles: dict[str, Article]) -> None:
    gold = {row["id"]: row for row in rows("facts.jsonl")}
    assert set(articles) == set(gold)
    for id, row in gold.items():
        article = articles[id]
        assert article.text.rstrip("\n") == row["text"], id
        assert (str(article.published) if article.published else None) == row["published"], id
        assert (article.source, article.url) == (row["source"], row["url"]), id


def test_size_and_variety(articles: dict[str, Article]) -> None:
    files = [path for path in (CORPUS / "articles").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".txt", ".jsonl", ".csv", ".html"}
    assert len(articles) >= 40
    assert len({path.parent.name for path in files}) >= 8
    assert all(120 <= len(article.text.split()) <= 350 for article in articles.values())
    # a programme is met in its records: cooperatives, free meals, apprentices, check-ups, …
    assert len({record["record_id"].split("-")[0] for record in rows("records.jsonl")}) >= 10


def test_facts_slice_and_do_not_overlap() -> None:
    for row in rows("facts.jsonl"):
        position = 0
        for fact in row["facts"]:
            assert row["text"][fact["start"] : fact["end"]] == fact["text"]
            assert fact["start"] >= position
            position = fact["end"]
            if fact["type"] == "quantity":
                assert fact["target"] or fact["participants"]
                assert not (fact["status"] == "target" and fact["as_of"])


def test_claims_are_facts_and_relations_fit_their_values() -> None:
    facts = {(row["id"], fact["start"], fact["end"]) for row in rows("facts.jsonl") for fact in row["facts"]}
    for record in rows("records.jsonl"):
        assert {(claim["doc_id"], claim["start"], claim["end"]) for claim in record["claims"]} <= facts
        values = {json.dumps([claim.get(key) for key in ("min", "max", "from", "to")]) for claim in record["claims"]}
        if record["relation"] == "single":
            assert len(record["claims"]) == 1, record["record_id"]
        else:
            assert len(record["claims"]) > 1, record["record_id"]
            assert (record["relation"] == "agree") == (len(values) == 1), record["record_id"]


def test_the_difficulties_are_there() -> None:
    facts = [fact for row in rows("facts.jsonl") for fact in row["facts"]]
    flags = {flag for fact in facts for flag in fact.get("flags", [])}
    assert flags >= {"sum_ok", "sum_mismatch", "title_body", "anachronism", "slip"}
    assert sum(bool(fact.get("weekday_conflict")) for fact in facts) >= 3
    assert any(fact.get("stale") for fact in facts)
    assert {fact["status"] for fact in facts if fact["type"] == "quantity"} == {"target", "realised", "denied"}
    assert {record["relation"] for record in rows("records.jsonl")} == {
        "single", "agree", "compatible", "update", "conflict",
    }  # fmt: skip


@pytest.mark.parametrize(
    "body",
    ["[[Senin (21/10/2025)|d 2025-10-21]]", "[[5 orang|q 5 orang]]", "[[5 orang|q 5 orang P wrong=1]]", "[[X|m]]",
     "[[X|z y]]", "[[5 orang|q 5 orang P"],
)  # fmt: skip
def test_a_wrong_mark_is_an_error(tmp_path: Path, body: str) -> None:
    path = tmp_path / "01-x.txt"
    path.write_text(f"file: a.txt\npublished: null\nwhat: x\n---\nJudul\n{body}\n", encoding="utf-8")
    with pytest.raises(BUILD.GoldError):
        BUILD.read_marked(path)
