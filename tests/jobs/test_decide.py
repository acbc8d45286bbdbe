"""Decisions in a folder: what a page shows at once is what every later run writes, and an undone one leaves nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractor.desk.deciding import Draft
from extractor.desk.notes import Note, add_note, named
from extractor.desk.rebuilding import rebuilding
from extractor.jobs.decide import decisions_wait, redecide
from extractor.jobs.extract import JobOptions, extract_into
from extractor.jobs.ledger import LedgerError, locked
from extractor.jobs.reconcile import reconcile_into
from extractor.models import FACT, RECORD, ArticleSummary, Claim, Fact, Record
from extractor.rules import load_rules
from tests.engines.tiny import TinyExtraction, TinyReconciliation

RULES = load_rules()
SAMPLE = Path(__file__).parents[2] / "output"
AT = datetime(2025, 10, 21, 9, 30, tzinfo=UTC)


def run(tmp_path: Path, out: Path, numbers: Sequence[int], workers: int = 1, *, keep_text: bool = True) -> Path:
    """Articles that each count so many participants; those of one ten are one record."""
    given = tmp_path / "berita.jsonl"
    rows = (
        {"id": f"a{place}", "published": f"2025-01-{place + 1:02}", "source": f"koran{place}", "text": f"Ada {number}."}
        for place, number in enumerate(numbers)
    )
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    options = JobOptions(workers=workers, quiet=True, keep_text=keep_text)
    extract_into(out, [str(given)], TinyExtraction(), "rules", options)
    reconcile_into(out, TinyReconciliation(), workers=workers, quiet=True)
    return out


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return run(tmp_path, tmp_path / "out", (11, 12, 31, 32, 51))


def records(out: Path) -> list[Record]:
    return [RECORD.validate_json(line) for line in (out / "records.jsonl").read_bytes().splitlines()]


def parts(out: Path) -> set[str]:
    return {" ".join(claim.text for claim in record.claims) for record in records(out)}


def claims(out: Path, *texts: str) -> list[Claim]:
    return [claim for text in texts for record in records(out) for claim in record.claims if claim.text == text]


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != "notes.jsonl"}


def keep(out: Path, decision: str, *texts: str, id: str = "n1", others: Sequence[str] = (), **fields: Any) -> Note:
    sides = {"claims": named(claims(out, *texts)), "others": named(claims(out, *others))}
    note = Note.model_validate({"id": id, "decision": decision, "at": AT, "by": "ana", **sides, **fields})
    add_note(out, note)
    return note


def test_what_is_decided_now_is_what_the_next_run_writes(tmp_path: Path, out: Path) -> None:
    assert parts(out) == {"11 12", "31 32", "51"}
    keep(out, "split", "12", others=["11"])
    keep(out, "merge", "51", others=["31"], whole=True, id="n2")
    keep(out, "drop", "32", id="n3")
    assert decisions_wait(out)
    redecide(out, RULES)
    assert not decisions_wait(out)
    assert parts(out) == {"11", "12", "31 51"}
    at_once = content(out)
    reconcile_into(out, TinyReconciliation(), workers=1, quiet=True)
    assert content(out) == at_once
    anew = run(tmp_path, tmp_path / "anew", ())
    (anew / "notes.jsonl").write_bytes((out / "notes.jsonl").read_bytes())
    run(tmp_path, anew, (11, 12, 31, 32, 51), workers=2)
    files = ("records.jsonl", "records.csv", "evidence.csv", "sources.csv", "undecided.jsonl")
    assert {name: content(anew)[name] for name in files} == {name: at_once[name] for name in files}


def test_an_undone_decision_leaves_no_trace_but_its_lines(out: Path) -> None:
    before = content(out)
    split = keep(out, "split", "12", others=["11"])
    redecide(out, RULES)
    assert (out / "undecided.jsonl").is_file()
    keep(out, "undo", id="n2", undoes=split.id)
    redecide(out, RULES)
    after = content(out)
    for known in (before, after):
        del known["manifest.json"]
    assert after == before
    assert (out / "notes.jsonl").read_bytes().count(b"\n") == 2


def test_a_decision_holds_when_articles_come_in(tmp_path: Path, out: Path) -> None:
    keep(out, "split", "12", others=["11"])
    run(tmp_path, out, (11, 12, 31, 32, 51, 12, 13))
    assert parts(out) == {"11 13", "12 12", "31 32", "51"}


def test_each_decision_leaves_what_others_decided(out: Path) -> None:
    keep(out, "split", "12", others=["11"])
    redecide(out, RULES)
    keep(out, "split", "32", others=["31"], id="n2")
    redecide(out, RULES)
    assert parts(out) == {"11", "12", "31", "32", "51"}
    keep(out, "undo", id="n3", undoes="n1")
    redecide(out, RULES)
    assert parts(out) == {"11 12", "31", "32", "51"}


@pytest.mark.parametrize("lost", ["between", "kept"])
def test_a_writing_cut_short_is_made_good(out: Path, lost: str) -> None:
    keep(out, "drop", "12")
    redecide(out, RULES)
    if lost == "between":  # the records of before, and what was kept for those of after
        reconcile_into(out, TinyReconciliation(), workers=1, quiet=True)
        undecided = (out / "undecided.jsonl").read_bytes()
        (out / "notes.jsonl").rename(out / "away")
        reconcile_into(out, TinyReconciliation(), workers=1, quiet=True)
        (out / "away").rename(out / "notes.jsonl")
        (out / "undecided.jsonl").write_bytes(undecided)
    else:  # somebody removed it: what was decided stays decided
        (out / "undecided.jsonl").unlink()
    redecide(out, RULES)
    assert parts(out) == {"11", "31 32", "51"}


def test_without_kept_texts_the_decision_is_the_same(tmp_path: Path) -> None:
    out = run(tmp_path, tmp_path / "bare", (11, 12), keep_text=False)
    keep(out, "split", "12", others=["11"])
    redecide(out, RULES)
    at_once = content(out)
    reconcile_into(out, TinyReconciliation(), workers=1, quiet=True)
    assert content(out) == at_once
    assert parts(out) == {"11", "12"}


def test_a_run_that_holds_the_folder_is_not_disturbed(out: Path) -> None:
    keep(out, "drop", "12")
    before = content(out)
    with locked(out), pytest.raises(LedgerError):
        redecide(out, RULES)
    assert content(out) == before
    assert decisions_wait(out)


def test_a_record_made_anew_of_its_own_claims_is_the_same() -> None:
    """What an editor's decision leaves of a record is judged as reconciliation judges: over the sample's own output."""
    facts: dict[str, list[Fact]] = {}
    for line in (SAMPLE / "facts.jsonl").read_bytes().splitlines():
        fact = FACT.validate_json(line)
        facts.setdefault(fact.doc_id, []).append(fact)
    articles = map(ArticleSummary.model_validate_json, (SAMPLE / "articles.jsonl").read_bytes().splitlines())
    rebuild = rebuilding(((article, facts.get(article.id, [])) for article in articles), RULES)
    for record in records(SAMPLE):
        assert rebuild(Draft(record, {claim.fact_id: (claim, record) for claim in record.claims})) == record
