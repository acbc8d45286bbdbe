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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("a:\nb: ''\n", {"a": None, "b": ""}),
        (
            "[1, -2, 2.5, .5, 1/2, 3.000.000, '7', 007, 1_0, ~]",
            [1, -2, 2.5, 0.5, "1/2", "3.000.000", "7", 7, "1_0", "~"],
        ),
        ("[true, True, false, yes, null, -, n]", [True, "True", False, "yes", None, "-", "n"]),
        ("a: >-\n  two\n  lines\n1: [{x: {}}, []]\n", {"a": "two lines", 1: [{"x": {}}, []]}),
    ],
)
def test_values_of_yaml(tmp_path: Path, text: str, value: object) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert repr(ruleset(tmp_path).yaml("a.yaml")) == repr(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: &x 1\nb: *x\n", "no anchors or tags: line 1"),
        ("a: 1\nb: !!python/name:os.system x\n", "no anchors or tags: line 2"),
        ("a: 1\n---\nb: 2\n", "second document: line 2"),
        ("a: 1\n? [b]\n: 2\n", "a key is a word or a number: line 2"),
        ("a: [1\n", "line 2"),
    ],
)
def test_what_rules_never_hold_is_an_error(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=reason):
        ruleset(tmp_path).yaml("a.yaml")


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
