"""What editors decide about records: an append-only ``notes.jsonl`` beside the output.

A note is never changed or removed; the newest acceptance or rejection of a record counts, and comments add up. The
next run puts it on the record (:func:`apply_reviews`): a rejected value is taken back unless the claims have
led to another one since.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from extractor.disk.links import refuse_links
from extractor.errors import RujukError
from extractor.models import Amount, Frozen, Interval, Record, Review

FILE_NAME = "notes.jsonl"
Decision = Literal["accept", "reject", "comment"]


class Note(Frozen):
    """One line of ``notes.jsonl``."""

    record_id: str = Field(max_length=200)
    decision: Decision
    comment: str = Field(default="", max_length=4000)
    by: str = Field(default="", max_length=200, description="initials or name, as the editor gave it")
    value: Amount | Interval | None = Field(default=None, description="the record's value when it was judged")
    at: datetime = Field(description="when the editor decided, with its time zone")


class NotesError(RujukError, ValueError):
    """A line of the notes file is malformed; the message names file, line and reason."""


def read_notes(directory: Path) -> list[Note]:
    """All notes in the order in which they were made; none when there is no file.

    A last line without its newline is a write cut short, and is left out. Raises :class:`NotesError` and
    :class:`~extractor.disk.links.LinkError`.
    """
    path = directory / FILE_NAME
    refuse_links(path)
    if not path.is_file():
        return []
    notes = []
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        if not line.endswith(b"\n") or not line.strip():
            continue
        try:
            notes.append(Note.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            raise NotesError(f"{path}:{number}: {'.'.join(map(str, first['loc']))} {first['msg']}") from error
    return notes


def add_note(directory: Path, note: Note) -> None:
    """Append a note durably; several writers take turns."""
    refuse_links(directory / FILE_NAME)
    with (directory / FILE_NAME).open("ab+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(0, os.SEEK_END)
        if stream.tell() > 0:
            stream.seek(-1, os.SEEK_END)
            if stream.read(1) != b"\n":  # an earlier write was cut short: its piece stays a line of its own
                stream.truncate(_end_of_last_line(stream.tell(), directory / FILE_NAME))
        stream.write(note.model_dump_json().encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def _end_of_last_line(size: int, path: Path) -> int:
    content = path.read_bytes()[:size]
    return content.rfind(b"\n") + 1


def apply_reviews(records: Iterable[Record], notes: Iterable[Note]) -> Iterator[Record]:
    """Records with the editors' decisions on them.

    A rejected value becomes null (``resolved`` false) as long as the claims still lead to it; once they lead
    to another value, that stands and the review is marked ``outdated``.
    """
    decided: dict[str, Note] = {}
    comments: dict[str, list[str]] = {}
    for note in notes:
        if note.comment:
            comments.setdefault(note.record_id, []).append(note.comment)
        if note.decision != "comment" or note.record_id not in decided:
            decided[note.record_id] = note
    for record in records:
        judged = decided.get(record.record_id)
        if judged is None:
            yield record
            continue
        outdated = judged.decision != "comment" and judged.value != record.value
        review = Review(
            decision=judged.decision,
            comment=" · ".join(comments.get(record.record_id, ())),
            value=judged.value,
            outdated=outdated,
        )
        if judged.decision == "reject" and not outdated:
            yield record.model_copy(update={"review": review, "value": None, "resolved": False})
        else:
            yield record.model_copy(update={"review": review})
