"""Finding, reading and fingerprinting ``rules/``, the linguistic knowledge of rujuk.

A rule file is YAML, JSONL or TSV. Stages own the meaning of their files and compile them once:
``@functools.lru_cache`` on a function of the (hashable) :class:`RuleSet` is the idiom.
The format was chosen for editors; PyYAML's C loader reads it fast enough for a short start-up.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from extractor.errors import RujukError

ENVIRONMENT_VARIABLE = "RUJUK_RULES"
_PACKAGE = Path(__file__).resolve().parent.parent
_SUFFIXES = {".yaml", ".jsonl", ".tsv"}


class RulesError(RujukError, ValueError):
    """A rule file is missing or malformed; the message names file, line where known, and reason."""


@dataclass(frozen=True)
class Problem:
    """Something ``rujuk rules check`` reports. ``rule`` is the id within the file, or empty."""

    file: str
    rule: str
    reason: str


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
        """Content of ``name`` (a ``.yaml`` file), parsed once. Treat it as read-only."""
        if name not in self._parsed:
            path = self.path(name)
            try:
                with path.open("rb") as stream:
                    self._parsed[name] = yaml.load(stream, Loader=_LOADER)
            except yaml.YAMLError as error:
                raise RulesError(f"{path}: {' '.join(str(error).split())}") from error
        return self._parsed[name]

    def jsonl(self, name: str) -> list[dict[str, Any]]:
        """Rows of ``name`` (a ``.jsonl`` file), parsed once."""
        if name not in self._parsed:
            self._parsed[name] = list(_json_lines(self.path(name)))
        rows: list[dict[str, Any]] = self._parsed[name]
        return rows

    def tsv(self, name: str) -> list[Mapping[str, str]]:
        """Rows of ``name`` (tab-separated with a header; lines that start with ``#`` are comments)."""
        if name not in self._parsed:
            with self.path(name).open(encoding="utf-8", newline="") as stream:
                lines = (line for line in stream if not line.startswith("#"))
                self._parsed[name] = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        rows: list[Mapping[str, str]] = self._parsed[name]
        return rows


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.1 without its traps: no dates, no ``yes``/``no`` booleans, no duplicate keys."""


def _mapping_without_duplicates(loader: Any, node: Any, deep: bool = False) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key!r}", key_node.start_mark)
        seen.add(key)
    result: dict[Any, Any] = yaml.SafeLoader.construct_mapping(loader, node, deep=True)
    return result


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping_without_duplicates)
# YAML 1.1 reads 2024-10-21 as a date and "ya/no/on" as booleans; rules want plain text there.
_StrictLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp" and not (tag == "tag:yaml.org,2002:bool" and first not in "tTfF")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_LOADER = _StrictLoader


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise RulesError(f"{path}:{number}: {error.msg}") from error
            yield row


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
