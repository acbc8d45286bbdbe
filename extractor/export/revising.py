"""The files of all records with some of them replaced, written without reading what the others say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from extractor.disk.atomic import replacing
from extractor.disk.lines import record_id_of
from extractor.export.csv import source_lines, written_forms
from extractor.export.wording import Wording
from extractor.models import Record
from extractor.rules import RuleSet

_FILES = ("records.jsonl", "records.csv", "evidence.csv")
#: All files that are written.
WRITTEN = (*_FILES, "sources.csv")


def revise_records(
    directory: Path,
    gone: Collection[str],
    come: Sequence[Record],
    sources: Iterable[Mapping[str, str | int]],
    ruleset: RuleSet,
) -> None:
    """Replaces the records ``gone`` by those that ``come``; both files and these are in the order of their ids."""
    forms = [written_forms(record, Wording(ruleset, keys=True)) for record in come]
    for place, name in enumerate(_FILES):
        new = [(record.record_id, form[place]) for record, form in zip(come, forms, strict=True)]
        _splice(directory / name, _lines if name.endswith(".jsonl") else _rows, set(gone), new)
    with replacing(directory / WRITTEN[-1]) as stream:
        stream.write(source_lines(sources))


def _splice(
    path: Path,
    pieces: Callable[[Iterable[bytes]], Iterator[tuple[str, bytes]]],
    gone: set[str],
    new: list[tuple[str, bytes]],
) -> None:
    waiting = iter([*new, ("", b"")])
    with path.open("rb") as old, replacing(path) as stream:
        if not path.name.endswith(".jsonl"):
            stream.write(next(old, b""))
        coming, form = next(waiting)
        for record_id, piece in pieces(old):
            while coming and coming < record_id:
                stream.write(form)
                coming, form = next(waiting)
            if record_id not in gone:
                stream.write(piece)
        while coming:
            stream.write(form)
            coming, form = next(waiting)


def _lines(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    for line in lines:
        yield record_id_of(line), line


def _rows(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Rows of a CSV file with what stands in their first cells; a cell in quotes may hold the ends of lines."""
    pieces: list[bytes] = []
    inside = False
    for line in lines:
        pieces.append(line)
        inside ^= line.count(b'"') % 2 == 1
        if not inside:
            yield pieces[0][: pieces[0].index(b",")].decode(), b"".join(pieces)
            pieces.clear()
