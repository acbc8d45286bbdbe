"""``manifest.json``: which version and rules made the output, and how many went in and out of every step."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import orjson

from extractor.disk.atomic import replacing
from extractor.disk.lines import encode_document

FILE_NAME = "manifest.json"
OUTPUTS = (
    "articles.jsonl",
    "facts.jsonl",
    "records.jsonl",
    "records.csv",
    "evidence.csv",
    "sources.csv",
    "errors.jsonl",
)
_ORDER = ("version", "rules", "settings", "articles", "facts", "reconciliation", "files")


def read_manifest(directory: Path) -> dict[str, Any]:
    """The manifest of an output folder, empty when there is none."""
    path = directory / FILE_NAME
    found: dict[str, Any] = orjson.loads(path.read_bytes()) if path.is_file() else {}
    return found


def update_manifest(directory: Path, parts: dict[str, Any]) -> dict[str, Any]:
    """Replaces parts of the manifest, adds size and digest of every output file, and gives the whole."""
    known = read_manifest(directory) | parts
    known["files"] = {name: _described(directory / name) for name in OUTPUTS if (directory / name).is_file()}
    manifest = {name: known[name] for name in _ORDER if name in known}
    with replacing(directory / FILE_NAME) as stream:
        stream.write(encode_document(manifest))
    return manifest


def _described(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(stream, "sha256").hexdigest()}
