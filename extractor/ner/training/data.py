"""Reading named-entity data: BIO columns and JSONL, brought to characters and three labels.

BIO files hold one token a line, its tag in the last column, an empty line between sentences. Such data has
lost the original spacing, so a sentence becomes its tokens joined by one space; names are scored on the
characters of that text. JSONL rows are ``{"text": …, "ents": [[start, end, label], …]}``; optional are ``doc``,
and ``unsure`` (``[[start, end], …]``), stretches that the annotator left open.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.errors import RujukError

LABELS = ("PER", "ORG", "LOC")
#: How data sets spell the three labels; every other label is left out.
_SPELLINGS = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "PLACE": "LOC",
    "GPE": "LOC",
}


class DataError(RujukError, ValueError):
    """A data file is malformed; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and its names as (start, end, label), sorted.

    ``doc`` is the document it comes from, if known. Nothing is known about the stretches in ``unsure``: there,
    training takes any answer. ``guideline`` names the guideline it is annotated by (:mod:`extractor.ner.guideline`).
    """

    text: str
    names: tuple[tuple[int, int, str], ...]
    doc: str | None = None
    unsure: tuple[tuple[int, int], ...] = ()
    guideline: str = ""


def read_labelled(path: Path) -> list[Labelled]:
    """The sentences of a BIO or ``.jsonl`` file. Raises :class:`DataError`, or ``OSError`` when unreadable."""
    if path.suffix == ".jsonl":
        return list(_read_jsonl(path))
    return list(_read_bio(path))


def read_rows(path: Path) -> Iterator[tuple[str, str]]:
    """``id`` (else the number of the line) and ``text`` of every row of a ``.jsonl`` or ``.jsonl.gz`` file."""
    with open_text(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                row = _row(path, number, line)
                yield str(row.get("id", number)), str(row["text"])


def open_text(path: Path) -> IO[str]:
    """A text file, gzipped or not."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _row(path: Path, number: int, line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"{path}:{number}: {error.msg}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise DataError(f"{path}:{number}: a row needs a text")
    return row


def _read_jsonl(path: Path) -> Iterator[Labelled]:
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            row = _row(path, number, line)
            text = str(row["text"])
            names = []
            rows = row.get("ents", [])
            if not isinstance(rows, list):
                raise DataError(f"{path}:{number}: ents must be a list")
            for name in rows:
                if not (isinstance(name, list) and len(name) == 3 and 0 <= name[0] < name[1] <= len(text)):
                    raise DataError(f"{path}:{number}: {name!r} is no [start, end, label] within the text")
                label = _SPELLINGS.get(str(name[2]).upper())
                if label:
                    names.append((int(name[0]), int(name[1]), label))
            doc = row.get("doc")
            unsure = row.get("unsure", [])
            if not isinstance(unsure, list):
                raise DataError(f"{path}:{number}: unsure must be a list")
            yield Labelled(
                text,
                tuple(sorted(names)),
                None if doc is None else str(doc),
                tuple(sorted((int(start), int(end)) for start, end in unsure)),
            )


def _read_bio(path: Path) -> Iterator[Labelled]:
    rows: list[tuple[str, str]] = []
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            columns = line.split()
            if columns:
                if len(columns) < 2 or not (columns[-1] == "O" or columns[-1][:2] in ("B-", "I-")):
                    raise DataError(f"{path}:{number}: no token with a BIO tag")
                rows.append((columns[0], columns[-1]))
            elif rows:
                yield _join(rows)
                rows = []
    if rows:
        yield _join(rows)


def _join(rows: list[tuple[str, str]]) -> Labelled:
    """One sentence from its tokens; an I- tag that continues nothing opens a name, as in conlleval."""
    names: list[tuple[int, int, str]] = []
    position = 0
    running: str | None = None
    for token, tag in rows:
        kind = None if tag == "O" else tag[2:]
        end = position + len(token)
        if kind is not None and tag[0] == "I" and kind == running:
            names[-1] = (names[-1][0], end, names[-1][2])
        elif kind is not None:
            names.append((position, end, kind))
        running = kind
        position = end + 1
    kept = tuple((start, end, _SPELLINGS[kind.upper()]) for start, end, kind in names if kind.upper() in _SPELLINGS)
    return Labelled(" ".join(token for token, _ in rows), kept)
