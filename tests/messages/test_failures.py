"""What a user is told: found by the class of the error, with its exit code."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from pkgutil import walk_packages

import duckdb
import pytest

import extractor
from extractor.errors import RujukError
from extractor.jobs.ledger import LedgerError
from extractor.messages.failures import explain
from extractor.rules import RulesError

_NOT_TOLD = {
    "Busy",
    "Moved",
    "Refused",
    "TimeUpError",
    "_Bad",
    "_FullError",
    "_GoneError",
}  # caught by the page, the reader, the engine and the index


def test_every_error_of_our_own_is_one_that_is_told() -> None:
    own = set()
    for found in walk_packages(extractor.__path__, "extractor."):
        if found.name.startswith(("extractor.jobs.spark", "extractor.learning", "extractor.ner.training")):
            continue  # their extras may be missing
        for name, value in vars(import_module(found.name)).items():
            if isinstance(value, type) and issubclass(value, Exception) and value.__module__.startswith("extractor."):
                own.add(value)
                assert issubclass(value, RujukError) or name in _NOT_TOLD, f"{found.name}.{name}"
    assert {RulesError, LedgerError} < own


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RulesError("a.yaml: no"), "a.yaml: no"),
        (LedgerError("in_use", "17"), "proses lain (17)"),
        (sqlite3.DatabaseError("No space left on device"), "ruang penyimpanan habis"),
        (duckdb.IOException("cannot open"), "folder keluaran tidak dapat ditulis"),
        (FileNotFoundError(2, "No such file or directory", "x"), "berkas atau folder tidak ada: x"),
    ],
)
def test_an_error_is_one_sentence(error: Exception, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUJUK_LANG", raising=False)
    assert words in (explain(error) or "")


@pytest.mark.parametrize("error", [ValueError("x"), duckdb.BinderException("no column"), sqlite3.OperationalError("x")])
def test_a_defect_is_not_explained_away(error: Exception) -> None:
    assert explain(error) is None
