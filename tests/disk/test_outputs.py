"""The articles of an output folder with their facts."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from extractor.disk.outputs import stored_articles


@pytest.mark.parametrize("doc_id", ["a1", 'kata "dua"', "x\\y", "é", ""])
def test_facts_go_with_their_article_whatever_its_id(tmp_path: Path, doc_id: str) -> None:
    ids = sorted([doc_id, "zz"])
    facts = [{"doc_id": one, "text": '"doc_id":"zz"', "n": n} for one in ids for n in range(2)]
    (tmp_path / "articles.jsonl").write_bytes(b"".join(orjson.dumps({"id": one, "text": "t"}) + b"\n" for one in ids))
    (tmp_path / "facts.jsonl").write_bytes(b"".join(orjson.dumps(fact) + b"\n" for fact in facts))
    found = [
        (orjson.loads(line), [orjson.loads(one)["n"] for one in lines]) for line, lines in stored_articles(tmp_path)
    ]
    assert found == [({"id": one}, [0, 1]) for one in ids]


WHOLE = {"id": "a", "flags": [{"params": {"text": "4.1O0", "lead": "x"}}], "lead": 'Kata ,"text":"dua"'}


@pytest.mark.parametrize(
    "line",
    [
        orjson.dumps({**WHOLE, "text": 'Judul ,"lead":"satu" ,"text":"dua"'}),
        orjson.dumps({**WHOLE, "text": None}),
        orjson.dumps(WHOLE),
        b'{"id": "a", "text": "Judul", "length": 5}',
        b'{"text":"Judul","id":"a"}',
    ],
)
def test_of_an_article_all_but_its_text_is_given(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "articles.jsonl").write_bytes(line + b"\n")
    (tmp_path / "facts.jsonl").write_bytes(b"")
    told = {name: value for name, value in orjson.loads(line).items() if name != "text"}
    assert [orjson.loads(one) for one, _ in stored_articles(tmp_path)] == [told]
    assert [orjson.loads(one) for one, _ in stored_articles(tmp_path, with_text=True)] == [orjson.loads(line)]
