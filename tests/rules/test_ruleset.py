"""Finding, reading and fingerprinting the rules."""

import pickle
from pathlib import Path

import pytest

from extractor.rules import RulesError, RuleSet, find_rules, load_rules


def ruleset(folder: Path) -> RuleSet:
    return load_rules(folder)


def test_yaml_keeps_days_and_short_words_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("from: 2024-10-21\nword: no\nother: on\nflag: true\n", encoding="utf-8")
    assert ruleset(tmp_path).yaml("a.yaml") == {"from": "2024-10-21", "word": "no", "other": "on", "flag": True}


def test_duplicate_keys_are_an_error_that_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\nb: 2\na: 3\n", encoding="utf-8")
    with pytest.raises(RulesError, match=r"a\.yaml.*duplicate key 'a'.*line 3"):
        ruleset(tmp_path).yaml("a.yaml")


def test_jsonl_error_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('# head\n{"a": 1}\n{"a": \n', encoding="utf-8")
    with pytest.raises(RulesError, match=r"a\.jsonl:3"):
        ruleset(tmp_path).jsonl("a.jsonl")


def test_tsv_skips_comments(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("# source\ncode\tname\n33\tJawa Tengah\n", encoding="utf-8")
    assert ruleset(tmp_path).tsv("a.tsv") == [{"code": "33", "name": "Jawa Tengah"}]


def test_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    digests = set()
    for name, content in (("a.yaml", "a: 1"), ("a.yaml", "a: 2"), ("b.yaml", "a: 1")):
        folder = tmp_path / f"{name}{len(digests)}"
        folder.mkdir()
        (folder / name).write_text(content, encoding="utf-8")
        digests.add(load_rules(folder).digest)
    assert len(digests) == 3


def test_rules_from_another_process_are_the_same_object(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    rules = ruleset(tmp_path)
    rules.yaml("a.yaml")
    assert pickle.loads(pickle.dumps(rules)) is rules


def test_a_named_folder_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RulesError, match="no such rules folder"):
        find_rules(tmp_path / "nowhere")
    monkeypatch.setenv("RUJUK_RULES", str(tmp_path))
    assert find_rules() == tmp_path
