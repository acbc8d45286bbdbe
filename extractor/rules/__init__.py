"""Finding, reading and fingerprinting ``rules/``, the linguistic knowledge of rujuk.

A rule file is YAML or TSV. Stages own the meaning of their files and compile them once:
``@functools.lru_cache`` on a function of the (hashable) :class:`RuleSet` is the idiom.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.errors import RujukError
from extractor.rules.strict_yaml import read_yaml
from extractor.rules.words import REFERENCE, resolve

ENVIRONMENT_VARIABLE = "RUJUK_RULES"
_PACKAGE = Path(__file__).resolve().parent.parent
_REFERENCE = f'"{REFERENCE}'.encode()
_SUFFIXES = {".yaml", ".tsv", ".npz"}


class RulesError(RujukError, ValueError):
    """A rule file is missing or malformed; the message names file, line where known, and reason."""


@dataclass(frozen=True)
class Problem:
    """Something ``rujuk rules check`` reports. ``rule`` is the id within the file, or empty; ``line`` where known."""

    file: str
    rule: str
    reason: str
    line: int = 0

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(filter(None, (where, self.rule, self.reason)))


@dataclass(frozen=True, eq=False)
class RuleSet:
    """One state of the rules: a folder and the SHA-256 over its files' names and bytes.

    One object stands for it in a process (:func:`load_rules`, also when it comes from another one): every compiled
    stage is looked up by it, many times an article.
    """

    directory: Path
    digest: str
    _parsed: dict[str, Any] = field(default_factory=dict, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return _of_state, (self.directory, self.digest)

    def path(self, name: str) -> Path:
        """Path of a rule file, e.g. ``dates.yaml``. Raises :class:`RulesError` when it is not there."""
        path = self.directory / name
        if not path.is_file():
            raise RulesError(f"{path}: no such rule file")
        return path

    def yaml(self, name: str) -> Any:
        """Content of ``name`` (a ``.yaml`` file), parsed once, its references followed. Treat it as read-only."""
        if name not in self._parsed:
            path = self.path(name)
            text = path.read_bytes()
            try:
                self._parsed[name] = read_yaml(text)
                if _REFERENCE in text:
                    resolve(self._parsed[name], self.yaml)
            except (ValueError, LookupError) as error:
                raise RulesError(f"{path}: {error}") from error
        return self._parsed[name]

    def tsv(self, name: str) -> list[Mapping[str, str]]:
        """Rows of ``name`` (tab-separated with a header; lines that start with ``#`` are comments)."""
        if name not in self._parsed:
            self._parsed[name] = list(self.tsv_rows(name))
        rows: list[Mapping[str, str]] = self._parsed[name]
        return rows

    def tsv_rows(self, name: str) -> Iterator[Mapping[str, str]]:
        """The rows of :meth:`tsv` one by one, not kept: for tables of thousands that are read once.

        ``csv`` takes eight times as long. Raises RulesError for a row that has not as many cells as the header.
        """
        path = self.path(name)
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        # not by ``splitlines``: evidence may hold a sign at which that ends a line too
        lines = [line for line in text.split("\n") if line and line[0] != "#"]
        columns = lines[0].split("\t") if lines else []
        for line in lines[1:]:
            cells = line.split("\t")
            if len(cells) != len(columns):
                raise RulesError(f"{path}: {len(cells)} cells where the header has {len(columns)}: {line[:80]}")
            yield dict(zip(columns, cells, strict=True))


def find_rules(directory: str | os.PathLike[str] | None = None) -> Path:
    """The rules folder: the argument, else ``$RUJUK_RULES``, else the repository's, else the packaged copy.

    Raises :class:`RulesError` when an explicitly named folder does not exist, or none is found.
    """
    named = directory or os.environ.get(ENVIRONMENT_VARIABLE)
    if named:
        path = Path(named)
        if not path.is_dir():
            raise RulesError(f"{path}: no such rules folder")
        return path
    for path in (_PACKAGE.parent / "rules", _PACKAGE / "_rules"):
        if path.is_dir():
            return path
    raise RulesError("no rules folder found; name one with --rules or RUJUK_RULES")


def load_rules(directory: str | os.PathLike[str] | None = None) -> RuleSet:
    """The rules of ``directory`` (see :func:`find_rules`), one object per state of the folder."""
    return _load(find_rules(directory).resolve())


@lru_cache(maxsize=8)
def _load(directory: Path) -> RuleSet:
    digest = hashlib.sha256()
    for path in sorted(directory.rglob("*")):
        if path.is_file() and path.suffix in _SUFFIXES:
            digest.update(path.relative_to(directory).as_posix().encode())
            digest.update(b"\0")
            digest.update(path.read_bytes())
            digest.update(b"\0")
    return _of_state(directory, digest.hexdigest())


@lru_cache(maxsize=8)
def _of_state(directory: Path, digest: str) -> RuleSet:
    return RuleSet(directory, digest)
