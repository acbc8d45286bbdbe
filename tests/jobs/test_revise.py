"""New decisions on the records that they concern alone: the same files and the same indexes as from all records."""

from __future__ import annotations

import json
import random
import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractor.desk.asking import Asked, DecisionError, note_of
from extractor.desk.notes import add_note, read_notes, standing
from extractor.desk.revising import revise as revise_indexes
from extractor.desk.search import Search
from extractor.desk.store import RecordFilter, Store
from extractor.jobs.decide import redecide
from extractor.jobs.ledger import locked
from extractor.jobs.revise import revise
from extractor.rules import load_rules

RULES = load_rules()
SAMPLE = Path(__file__).parents[2] / "output"
FILES = (
    "articles.jsonl",
    "facts.jsonl",
    "records.jsonl",
    "manifest.json",
    "records.csv",
    "evidence.csv",
    "sources.csv",
)
BEGUN = datetime(2025, 11, 3, 9, tzinfo=UTC)
ASKED = ("mbg", "dipilih", "judul baru", "36,7 juta", "kemnaker", "peserta magang", "prabwo", "tidakada")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def indexed(search: Search) -> dict[str, Any]:
    """All that the pages ask of the indexes."""
    found: dict[str, Any] = {
        view: [one.record_id for one in search.store.records(RecordFilter(view=view), limit=1000)]
        for view in ("", "newest", "overdue", "moved", "changed")
    }
    found["facets"] = search.store.facets()
    found["claims"] = [search.store.record_ids(doc_id) for doc_id in search.store.doc_ids()]
    for words in ASKED:
        hits = search.find(words)
        assert hits is not None
        among = (
            None
            if hits.nearest
            else [one.record_id for one in search.store.records(RecordFilter(), limit=1000, among=hits.ranks)]
        )
        found[words] = (hits.spelled, hits.nearest, among)
    return found


def anew(folder: Path, place: Path) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The folder with all records decided anew, and its indexes made anew."""
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns(".*"))
    redecide(place, RULES)
    with closing(Search(Store(place), RULES)) as search:
        found = indexed(search)
        search.store.close()
    result = files(place)
    shutil.rmtree(place)
    return result, found


def decision(draw: random.Random, store: Store, ids: list[str]) -> Asked:
    """Something that an editor may ask for."""
    records = draw.sample(store.records(RecordFilter(), limit=1000), 2)
    one, other = records
    chosen = draw.sample(one.claims, max(1, len(one.claims) // 2))
    signed: dict[str, Any] = {"by": "ana", "comment": "dua acara", "claims": [claim.fact_id for claim in chosen]}
    kinds = ("accept", "reject", "comment", "split", "merge", "drop", "choose", "rename", "correct", "undo", "undo")
    kind = draw.choice(kinds if ids else kinds[:-2])
    if kind == "merge":
        signed |= {"into": other.claims[0].fact_id, "whole": draw.random() < 0.5}
    elif kind == "choose":
        signed["value"] = one.claims[-1].value
    elif kind == "rename":
        signed["title"] = 'Judul, "baru"'
    elif kind == "correct":
        signed |= {"claims": [one.claims[0].fact_id], "value": one.claims[-1].value}
    elif kind == "undo":
        signed = {"by": "ana", "comment": "keliru", "undoes": draw.choice(ids)}
    return Asked.model_validate({"decision": kind, **signed})


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="needs the sample output")
@pytest.mark.parametrize("lost", ["undecided.jsonl", "records.csv", "manifest.json", "index"])
def test_what_is_not_whole_is_left_to_the_writing_of_all(tmp_path: Path, lost: str) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "out", ignore=shutil.ignore_patterns(".*")))
    store = Store(folder)
    for place in range(2):
        record = store.records(RecordFilter(), limit=2)[place]
        asked = Asked(decision="comment", claims=(record.claims[0].fact_id,), by="ana", comment="dicek")
        add_note(folder, note_of(asked, store, read_notes(folder), BEGUN))
        if place:
            break
        redecide(folder, RULES)
        store = Store(folder)
    if lost == "index":
        (folder / "records.jsonl").write_bytes((folder / "records.jsonl").read_bytes())
    elif lost == "records.csv":  # as of before, when the writing stopped
        shutil.copyfile(SAMPLE / lost, folder / lost)
    else:
        (folder / lost).unlink()
    before = files(folder)
    with locked(folder):
        assert revise(folder, RULES, store) is None
    assert files(folder) == before
    redecide(folder, RULES)
    reviewed = [json.loads(line) for line in (folder / "records.jsonl").read_bytes().splitlines()]
    assert sum(line["review"] is not None for line in reviewed) == 2


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="needs the sample output")
def test_decisions_one_by_one_give_what_all_records_decided_anew_give(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "out", ignore=shutil.ignore_patterns(".*")))
    draw, kinds = random.Random(1), set()
    ids: list[str] = []
    search = Search(Store(folder), RULES)
    for number in range(24):
        try:
            note = note_of(
                decision(draw, search.store, ids), search.store, read_notes(folder), BEGUN + timedelta(number)
            )
        except DecisionError:
            continue
        add_note(folder, note)
        ids = [one.id for one in standing(read_notes(folder))]
        with locked(folder):
            change = revise(folder, RULES, search.store)
            assert change is not None
            after = revise_indexes(search, change)
        search.close()
        search.store.close()
        assert after is not None
        search = after
        assert not search.store.changed()
        kinds.add(note.decision)
        if number % 6 == 5:
            written, found = anew(folder, tmp_path / "anew")
            assert files(folder) == written
            assert indexed(search) | {"changed": []} == found
    assert len(kinds) > 6
