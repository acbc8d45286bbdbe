"""Indonesian lives in rules/: what words of it still stand in Python is listed in words_in_python.yaml, with a reason.

Known as Indonesian is what the rules hold: frequent words of news, the calendar, number words, verbs of speech, cues.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import extractor
from extractor.rules import load_rules
from extractor.rules.strict_yaml import read_yaml

ROOT = Path(extractor.__file__).parent
LISTED = read_yaml(Path(__file__).with_name("words_in_python.yaml").read_bytes())
_WORD = re.compile(r"[a-z]{3,}")
_ESCAPE = re.compile(r"\\[a-zA-Z]")
_FILES = ("counters", "date_roles", "days", "numbers", "owners", "participants", "places", "speakers", "status")
_PARTS_OF_DATES = ("months", "weekdays", "units", "context", "numbers", "ordinals", "day_words")
_KEYS_ARE_WORDS = ("numbers", "number_scales", "ordinals", "day_words", "digits", "whole", "scales", "fraction")
_SPOKEN_TO_PEOPLE = ("say", "example")


def known_words() -> set[str]:
    """Words of three letters and more that are Indonesian and not also English or a key of our own data."""
    rules = load_rules()
    words = {row["word"] for row in rules.tsv("frequent_words.tsv")}
    for file in _FILES:
        words |= set(_vocabulary(rules.yaml(f"{file}.yaml")))
    words |= set(
        _vocabulary({part: rules.yaml("dates.yaml")[part] for part in ("months", "weekdays", "units", "context")})
    )
    words |= set(_vocabulary({part: rules.yaml("dates.yaml")[part] for part in ("numbers", "ordinals", "day_words")}))
    return {word for word in words if _WORD.fullmatch(word)} - set(LISTED["not_only_indonesian"])


def _vocabulary(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for inner, part in value.items():
            if inner not in ("examples", "counter_examples", "note", "id", "category", "english"):
                yield from _vocabulary(part, str(inner))
            if key in _KEYS_ARE_WORDS:
                yield from _WORD.findall(str(inner).lower())
    elif isinstance(value, list):
        for part in value:
            yield from _vocabulary(part, key) if not isinstance(part, str) else _WORD.findall(part.lower())


def words_of(source: str) -> set[str]:
    """The words in the literals of a module, without docstrings and what is said to people in both languages."""
    tree = ast.parse(source)
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SPOKEN_TO_PEOPLE:
            left_out |= {id(inner) for inner in ast.walk(node)}
    return {
        word
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out
        for word in _WORD.findall(_ESCAPE.sub(" ", node.value).lower())
    }


def test_words_of_a_module() -> None:
    source = (
        '"""Senin."""\nX = r"(?:pada\\b|hari) [a-z]"\ndef f():\n    """tahun"""\n    return say("bulan", "month")\n'
    )
    assert words_of(source) == {"pada", "hari"}


def test_indonesian_in_python_is_listed_with_a_reason() -> None:
    known = known_words()
    assert {"yang", "januari", "senin", "menargetkan", "lima"} <= known
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        words = sorted(words_of(path.read_text(encoding="utf-8")) & known)
        if words and name not in LISTED["for_people"]:
            found[name] = words
    listed = {name: sorted(entry["words"]) for name, entry in LISTED["modules"].items()}
    assert found == listed, "move the words to rules/, or list them with a reason (and unlist what is gone)"
    assert all(len(entry["reason"]) > 10 for entry in LISTED["modules"].values())
