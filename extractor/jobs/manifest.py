"""``manifest.json``: which version and rules made the output, and how many went in and out of every step."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Any

import orjson

from extractor.disk.atomic import replacing
from extractor.disk.lines import encode_document
from extractor.errors import RujukError
from extractor.messages.language import say

FILE_NAME = "manifest.json"
OUTPUTS = (
    "articles.jsonl",
    "facts.jsonl",
    "records.jsonl",
    "undecided.jsonl",
    "records.csv",
    "evidence.csv",
    "sources.csv",
    "errors.jsonl",
)
_ORDER = ("version", "rules", "settings", "articles", "facts", "reconciliation", "files")


class ManifestError(RujukError, ValueError):
    """The manifest of the folder is no JSON object; the message names the file and the way out."""


def read_manifest(directory: Path) -> dict[str, Any]:
    """The manifest of an output folder, empty when there is none. Raises :class:`ManifestError`."""
    path = directory / FILE_NAME
    if not path.is_file():
        return {}
    try:
        found = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise ManifestError(
            say(
                f"{path}: rusak atau terpotong; mulai dari awal dengan --fresh",
                f"{path}: damaged or cut short; start anew with --fresh",
            )
        )
    return found


def update_manifest(directory: Path, parts: dict[str, Any], *, written: Collection[str] = OUTPUTS) -> dict[str, Any]:
    """Replaces parts of the manifest, adds size and digest of every output file, and gives the whole.

    What is not among the files ``written`` is as the manifest describes it already.
    """
    known = read_manifest(directory) | parts
    before = {name: one for name, one in known.get("files", {}).items() if name not in written}
    known["files"] = {
        name: before.get(name) or _described(directory / name) for name in OUTPUTS if (directory / name).is_file()
    }
    manifest = {name: known[name] for name in _ORDER if name in known}
    with replacing(directory / FILE_NAME) as stream:
        stream.write(encode_document(manifest))
    return manifest


def _described(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(stream, "sha256").hexdigest()}
