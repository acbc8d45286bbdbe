"""Rows of gold files: JSON lines that people write by hand, so a broken one is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonlines

from extractor.errors import RujukError


class GoldError(RujukError, ValueError):
    """A gold file cannot be used; the message names file, line and reason."""


def gold_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file in order, blank lines left out. Raises :class:`GoldError`."""
    with path.open(encoding="utf-8-sig") as stream, jsonlines.Reader(stream) as reader:
        try:
            yield from reader.iter(type=dict, skip_empty=True)
        except jsonlines.InvalidLineError as error:
            reason = str(error.__cause__ or error).partition(" (line")[0]
            raise GoldError(f"{path}:{error.lineno}: {reason}") from error
        except UnicodeDecodeError as error:
            raise GoldError(f"{path}: {error}") from error
