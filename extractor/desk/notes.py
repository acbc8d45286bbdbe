"""What editors decide about records and claims: an append-only ``notes.jsonl`` beside the output.

A note is never changed or removed; another one undoes it. Notes name claims (article and place), not records: the ids
of records change when articles come in, the words of an article do not.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from extractor.disk.links import refuse_links
from extractor.errors import RujukError
from extractor.models import Amount, Claim, Decision, Frozen, Interval, Record, Status

FILE_NAME = "notes.jsonl"
#: As many claims of a record are named as tell it from any other.
MOST_NAMED = 50
#: Article, kind and place of a claim, as its fact's id gives them.
FACT_ID = re.compile(r"(?s)(?P<doc_id>.+)#(?P<kind>date|quantity):(?P<start>\d{1,9})-(?P<end>\d{1,9})")


class Named(Frozen):
    """A claim by the id of its fact, with its words, by which it is known again."""

    fact_id: str = Field(max_length=2400)
    text: str

    @classmethod
    def of(cls, claim: Claim) -> Named:
        return cls(fact_id=claim.fact_id, text=claim.text)

    @property
    def doc_id(self) -> str:
        """The article."""
        return self.fact_id.rpartition("#")[0]

    def means(self, claim: Claim) -> bool:
        """Whether the claim is this one, though a later version may draw its borders otherwise."""
        if claim.fact_id == self.fact_id:
            return claim.text == self.text
        mine, other = FACT_ID.fullmatch(self.fact_id), FACT_ID.fullmatch(claim.fact_id)
        if mine is None or other is None or (mine["doc_id"], mine["kind"]) != (other["doc_id"], other["kind"]):
            return False
        overlap = int(mine["start"]) < claim.end and claim.start < int(mine["end"])
        return overlap and (self.text in claim.text or claim.text in self.text)


class Note(Frozen):
    """One line of ``notes.jsonl``. Which fields a decision has: see :class:`~extractor.desk.asking.Asked`."""

    id: str = Field(default="", max_length=40, description="by which another note undoes it")
    record_id: str = Field(default="", max_length=200, description="the record as it was named when the note was made")
    decision: Decision
    claims: tuple[Named, ...] = Field(default=(), description="the claims decided on; of a record its first ones")
    others: tuple[Named, ...] = Field(
        default=(), description="split: those that stay; merge: those of the other record"
    )
    whole: bool = Field(default=False, description="merge: the claims were a whole record")
    value: Amount | Interval | None = Field(default=None, description="judged (accept, reject), chosen or corrected")
    was: Amount | Interval | None = Field(default=None, description="choose: what the claims supported at the time")
    unit: str | None = Field(default=None, max_length=100)
    status: Status | None = None
    title: str = Field(default="", max_length=300)
    misread: bool = Field(default=False, description="drop: the words are no such fact at all")
    undoes: str = Field(default="", max_length=40)
    comment: str = Field(default="", max_length=4000, description="the reason")
    by: str = Field(default="", max_length=200, description="initials or name, as the editor gave it")
    at: datetime = Field(description="when the editor decided, with its time zone")


@dataclass(frozen=True, slots=True)
class Revision:
    """What new notes made of the records of a folder: which went, which came, and the state of its files since."""

    gone: tuple[Record, ...]
    come: tuple[Record, ...]
    state: str


class NotesError(RujukError, ValueError):
    """A line of the notes file is malformed; the message names file, line and reason."""


def read_notes(directory: Path) -> list[Note]:
    """All notes in the order in which they were made; none when there is no file.

    A last line without its newline is a write cut short, and is left out. Raises :class:`NotesError` and
    :class:`~extractor.disk.links.LinkError`.
    """
    path = directory / FILE_NAME
    refuse_links(path)
    return list(_parsed(path, state_of_notes(directory))) if path.is_file() else []


@lru_cache(maxsize=2)  # every page of a record asks for them, and editors make thousands
def _parsed(path: Path, state: tuple[int, int]) -> tuple[Note, ...]:
    """The notes of a file in this ``state``, or in a later one."""
    notes = []
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        if not line.endswith(b"\n") or not line.strip():
            continue
        try:
            note = Note.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            raise NotesError(f"{path}:{number}: {'.'.join(map(str, first['loc']))} {first['msg']}") from error
        if not note.id:  # of a version that gave none
            note = note.model_copy(update={"id": hashlib.blake2b(line, digest_size=8).hexdigest()})
        notes.append(note)
    return tuple(notes)


def state_of_notes(directory: Path) -> tuple[int, int]:
    """Size and time of the notes, by which it is seen that there are more of them."""
    try:
        found = (directory / FILE_NAME).lstat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def add_note(directory: Path, note: Note) -> None:
    """Append a note durably; several writers take turns."""
    refuse_links(directory / FILE_NAME)
    with (directory / FILE_NAME).open("ab+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(0, os.SEEK_END)
        if stream.tell() > 0:
            stream.seek(-1, os.SEEK_END)
            if stream.read(1) != b"\n":  # an earlier write was cut short, and told to nobody as kept
                stream.truncate(_end_of_last_line(stream.tell(), directory / FILE_NAME))
        stream.write(note.model_dump_json(exclude_defaults=True).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def _end_of_last_line(size: int, path: Path) -> int:
    content = path.read_bytes()[:size]
    return content.rfind(b"\n") + 1


def standing(notes: Sequence[Note]) -> list[Note]:
    """The notes that no later one undoes, in their order; an undoing can be undone too."""
    undone: set[str] = set()
    kept = []
    for note in reversed(notes):
        if note.id in undone:
            continue
        if note.decision == "undo":
            undone.add(note.undoes)
        else:
            kept.append(note)
    kept.reverse()
    return kept


def undoable(notes: Sequence[Note]) -> list[Note]:
    """Notes in force, and undoings in force."""
    undone = {note.undoes for note in notes if note.decision == "undo"}
    return [*standing(notes), *(note for note in notes if note.decision == "undo" and note.id not in undone)]


def named(claims: Iterable[Claim]) -> tuple[Named, ...]:
    """The first claims of a record, by which it is known again."""
    return tuple(Named.of(claim) for claim, _ in zip(claims, range(MOST_NAMED), strict=False))
