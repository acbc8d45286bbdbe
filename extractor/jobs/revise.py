"""New decisions applied to the records that they concern, so that an editor waits for these and not for all others.

The files are the same, byte for byte, as when all records are written anew (:mod:`extractor.jobs.decide`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.desk.deciding import concerned, decide
from extractor.desk.notes import Note, Revision, read_notes, standing
from extractor.desk.rebuilding import rebuilding
from extractor.desk.store import Store
from extractor.desk.tables import state_of
from extractor.export.csv import cell_meant
from extractor.export.revising import WRITTEN, revise_records
from extractor.jobs.decide import FILE_NAME, articles_of, count, described, keep, read_kept
from extractor.jobs.manifest import read_manifest, update_manifest
from extractor.models import Record
from extractor.reconcile.settings import load_settings
from extractor.reconcile.sources import SourceTable, revised
from extractor.rules import RuleSet


def revise(directory: Path, ruleset: RuleSet, store: Store) -> Revision | None:
    """Applies the notes that the manifest does not know of yet, by what ``store`` tells of the folder.

    The folder must be held. None, with nothing done, where the whole is to be written: the store tells of other files,
    a writing was cut short, decisions of an earlier version lie there, or the undecided records are gone.
    """
    whole = read_manifest(directory)
    manifest = whole.get("reconciliation", {})
    sizes = {name: one["bytes"] for name, one in whole.get("files", {}).items()}
    paths = [directory / name for name in WRITTEN]
    if any(not path.is_file() or path.stat().st_size != sizes.get(path.name) for path in paths):
        return None
    notes = read_notes(directory)
    new = notes[manifest.get("notes", 0) :]
    kept = {record.record_id: record for record in read_kept(directory)}
    before = standing(notes[: len(notes) - len(new)])
    nameless = any(not note.claims and note.decision != "undo" for note in notes)
    if store.changed() or not new or nameless or "relations" not in manifest or (before and not kept):
        return None
    valid = standing(notes)
    found = _near(new, notes, valid, kept, store)
    articles = {claim.doc_id for record in found.undecided for claim in record.claims}
    decided = decide(
        found.undecided, found.notes, rebuilding(articles_of(directory, articles, store), ruleset), ruleset
    )
    gone = [record for record in found.now if record not in decided]
    come = [record for record in decided if record not in found.now]
    left = kept | {record.record_id: record for record in found.undecided}
    keep(directory, left.values())
    revise_records(directory, [one.record_id for one in gone], come, _sources(store, gone, come, ruleset), ruleset)
    is_concerned = concerned(valid)
    keep(directory, [record for record in left.values() if is_concerned(record)] if valid else None)
    counts = _counts(manifest, gone, come)
    parts = {"reconciliation": manifest | described(counts) | {"notes": len(notes)}}
    update_manifest(directory, parts, written=(*WRITTEN, FILE_NAME))
    return Revision(tuple(gone), tuple(come), state_of(directory))


@dataclass(frozen=True, slots=True)
class _Near:
    """The records that new notes may touch, as the claims alone gave them and as they are, and the notes on them."""

    undecided: list[Record]
    now: list[Record]
    notes: list[Note]


def _near(
    new: Iterable[Note], notes: Sequence[Note], valid: Sequence[Note], kept: Mapping[str, Record], store: Store
) -> _Near:
    """What hangs together with the new notes: records share claims with notes, and these with other records."""
    named = _named(notes)
    articles = set().union(*map(named, new))
    while True:
        undecided = {record.record_id: record for record in store.holding(articles) if record.review is None}
        undecided |= {
            record_id: record
            for record_id, record in kept.items()
            if any(claim.doc_id in articles for claim in record.claims)
        }
        around = {claim.doc_id for record in undecided.values() for claim in record.claims}
        mine = [note for note in valid if not named(note).isdisjoint(around)]
        wider = articles.union(*map(named, mine))
        if wider == articles:
            break
        articles = wider
    facts = {claim.fact_id for record in undecided.values() for claim in record.claims}
    now = [record for record in store.holding(around) if any(claim.fact_id in facts for claim in record.claims)]
    return _Near([undecided[record_id] for record_id in sorted(undecided)], now, mine)


def _named(notes: Iterable[Note]) -> Callable[[Note], set[str]]:
    """The articles whose claims a note names, or the one that it undoes."""
    by_id = {note.id: note for note in notes}

    def named(note: Note) -> set[str]:
        while note.decision == "undo" and note.undoes in by_id:
            note = by_id[note.undoes]
        return {one.doc_id for one in (*note.claims, *note.others)}

    return named


def _sources(
    store: Store, gone: Sequence[Record], come: Sequence[Record], ruleset: RuleSet
) -> list[dict[str, str | int]]:
    outlet = load_settings(ruleset).outlet
    names: dict[str, list[str]] = {}
    for name in store.outlets():
        names.setdefault(outlet(name), []).append(name)
    besides = [record.record_id for record in gone]

    def others(kind: str, name: str) -> Mapping[str, bool]:
        if kind == "outlet":
            return store.reports("outlet", names.get(name, ()), besides)
        return store.reports("counter", [name], besides)

    tables = SourceTable(outlet), SourceTable(outlet)
    for table, records in zip(tables, (gone, come), strict=True):
        for record in records:
            table.add(record)
    _, rows = store.sources()
    return revised(({**row, "name": cell_meant(str(row["name"]))} for row in rows), *tables, others)


def _counts(known: Mapping[str, Any], gone: Sequence[Record], come: Sequence[Record]) -> Counter[str]:
    counts = Counter({name: known[name] for name in ("records", "claims", "unresolved")}) + Counter(known["relations"])
    for sign, records in ((-1, gone), (1, come)):
        change: Counter[str] = Counter()
        for record in records:
            count(change, record.model_dump(mode="json"))
        counts.update({name: sign * count for name, count in change.items()})
    return counts
