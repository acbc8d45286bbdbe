"""The records of a folder as editors decided them: written at the end of a run, and again after every decision.

``undecided.jsonl`` keeps the records that decisions touched as the claims alone gave them. So an undone decision leaves
nothing behind, and a page shows what the next run writes, byte for byte.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from extractor.desk.deciding import concerned, decide
from extractor.desk.notes import Note, read_notes, standing
from extractor.desk.rebuilding import rebuilding
from extractor.desk.store import Store
from extractor.disk import atomic
from extractor.disk.lines import encode, record_id_of
from extractor.disk.links import refuse_links
from extractor.disk.outputs import stored_articles
from extractor.export.csv import write_lines
from extractor.jobs.grouping import stored_fact, summary_of
from extractor.jobs.ledger import locked
from extractor.jobs.manifest import read_manifest, update_manifest
from extractor.models import RECORD, ArticleSummary, Fact, Record
from extractor.rules import RuleSet

FILE_NAME = "undecided.jsonl"
# The last field of a record that no decision touches.
_UNTOUCHED = b'"review":null}'


def write_decided(
    directory: Path,
    lines: Callable[[], Iterable[bytes]],
    ruleset: Callable[[], RuleSet],
    *,
    kept: Iterable[Record] = (),
) -> Counter[str]:
    """Writes the records with the standing decisions on them, and counts what was written.

    ``lines`` gives all undecided ones by id, each time that it is called; ``kept`` are those of an earlier writing,
    needed until this one is whole. Raises :class:`~extractor.desk.notes.NotesError` and ``OSError``.
    """
    counts: Counter[str] = Counter()
    refuse_links(directory / FILE_NAME)
    notes = read_notes(directory)
    valid = standing(notes)
    if not valid:
        write_lines(directory, lines(), ruleset(), partial(count, counts))
        keep(directory, None)
        return counts | Counter(notes=len(notes))
    is_concerned = concerned(valid)
    touched = [record for record in map(RECORD.validate_json, lines()) if is_concerned(record)]
    decided = _decided(directory, touched, valid, ruleset())
    ids = {record.record_id for record in touched}
    others = ((one, line) for line in lines() if (one := record_id_of(line)) not in ids)
    keep(directory, {record.record_id: record for record in (*kept, *touched)}.values())
    whole = heapq.merge(others, ((record.record_id, encode(record)) for record in decided), key=itemgetter(0))
    write_lines(directory, (line for _, line in whole), ruleset(), partial(count, counts))
    keep(directory, touched)
    return counts | Counter(notes=len(notes))


def redecide(directory: Path, ruleset: RuleSet) -> None:
    """Applies the decisions anew to all records that lie in the folder.

    Raises :class:`~extractor.jobs.ledger.LedgerError` when a run holds the folder, else as :func:`write_decided`.
    """
    with locked(directory):
        refuse_links(directory / FILE_NAME)
        kept = read_kept(directory) if (directory / FILE_NAME).is_file() else None
        counts = write_decided(
            directory, lambda: map(encode, _undecided(directory, kept)), lambda: ruleset, kept=kept or ()
        )
        known = read_manifest(directory).get("reconciliation", {})
        found = known | described(counts) | {"notes": counts["notes"]}
        update_manifest(directory, {"reconciliation": found})


def decisions_wait(directory: Path) -> bool:
    """Whether there are notes that the records of the folder do not know of yet."""
    applied = read_manifest(directory).get("reconciliation", {}).get("notes", 0)
    return bool(len(read_notes(directory)) != applied)


def former_record(directory: Path, record_id: str) -> Record | None:
    """A record that decisions have made another one or taken away, as the claims alone gave it."""
    return next((record for record in read_kept(directory) if record.record_id == record_id), None)


def described(counts: Counter[str]) -> dict[str, Any]:
    """The counts of records as the manifest shows them."""
    relations = {name: counts[name] for name in ("single", "agree", "compatible", "update", "conflict")}
    return {
        "records": counts["records"],
        "claims": counts["claims"],
        "relations": relations,
        "unresolved": counts["unresolved"],
    }


def _decided(directory: Path, touched: list[Record], notes: list[Note], ruleset: RuleSet) -> list[Record]:
    wanted = {claim.doc_id for record in touched for claim in record.claims}
    return decide(touched, notes, rebuilding(articles_of(directory, wanted), ruleset), ruleset)


def articles_of(
    directory: Path, wanted: set[str], store: Store | None = None
) -> Iterator[tuple[ArticleSummary, list[Fact]]]:
    """Some articles with their facts: of the store, if there is one, else out of the files."""
    if store:
        yield from store.with_facts(wanted)
        return
    for line, facts in stored_articles(directory) if wanted else ():
        summary = summary_of(line)
        if summary.id in wanted:
            yield summary, [stored_fact(fact) for fact in facts]


def _undecided(directory: Path, kept: list[Record] | None) -> Iterator[Record]:
    """The records of the folder as the claims alone gave them, by id."""
    last = ""
    for record in heapq.merge(kept or (), _untouched(directory, whole=kept is None), key=_id):
        if record.record_id != last:  # both files hold it when a writing was cut short between them
            yield record
        last = record.record_id


def _untouched(directory: Path, *, whole: bool) -> Iterator[Record]:
    """The records that no decision touches. ``whole``: of all, without their reviews, when nothing else is kept."""
    with (directory / "records.jsonl").open("rb") as lines:
        for line in lines:
            if line.rstrip(b"\n").endswith(_UNTOUCHED):
                yield RECORD.validate_json(line)
            elif whole:
                yield RECORD.validate_json(line).model_copy(update={"review": None})


def read_kept(directory: Path) -> list[Record]:
    """The undecided records that are kept, by id."""
    path = directory / FILE_NAME
    refuse_links(path)
    if not path.is_file():
        return []
    with path.open("rb") as lines:
        return [RECORD.validate_json(line) for line in lines]


def keep(directory: Path, records: Iterable[Record] | None) -> None:
    """Keeps these undecided records and no others; null: there are no decisions, and no file."""
    if records is None:
        (directory / FILE_NAME).unlink(missing_ok=True)
        return
    atomic.write_lines(directory / FILE_NAME, map(encode, sorted(records, key=_id)))


def _id(record: Record) -> str:
    return record.record_id


def count(counts: Counter[str], record: Mapping[str, Any]) -> None:
    """Count a record, given as its line tells it."""
    counts["records"] += 1
    counts["claims"] += len(record["claims"])
    counts[record["relation"]] += 1
    counts["unresolved"] += not record["resolved"]
