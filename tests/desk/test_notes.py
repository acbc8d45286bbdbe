"""Editors' notes: append-only, durable, and respected by the next run."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractor.desk.notes import Decision, Note, NotesError, add_note, apply_reviews, read_notes
from extractor.models import Amount, Claim, Moment, Record, Span

AT = datetime(2025, 10, 21, 9, 30, tzinfo=UTC)


def record(record_id: str = "r1", value: int = 5000) -> Record:
    claim = Claim(
        fact_id="a#quantity:0-5", doc_id="a", source="Harian Uji", url=None, published=date(2025, 10, 20), start=0,
        end=5, text="5.000", sentence=Span(start=0, end=9), value=Amount(min=value, max=value), status="realised",
        said_by=None, counted_by=None, as_of=None,
    )  # fmt: skip
    moment = Moment(
        day=date(2025, 10, 20), by="published", value=claim.value, source=claim.source, fact_id=claim.fact_id
    )
    return Record(
        record_id=record_id, what="pelatihan", attribute="participants", unit="peserta", ministries=(),
        relation="single", value=Amount(min=value, max=value), resolved=True, why="Satu klaim.",
        why_en="One claim.", sources=1,
        claims=(claim,), history=(moment,),
    )  # fmt: skip


def note(decision: Decision, comment: str = "", value: int = 5000) -> Note:
    return Note(record_id="r1", decision=decision, comment=comment, value=Amount(min=value, max=value), at=AT)


def test_notes_come_back_in_order(tmp_path: Path) -> None:
    assert read_notes(tmp_path) == []
    written = [note("comment", "cek ke humas"), note("reject", "angka <salah>\nbaris dua")]
    for one in written:
        add_note(tmp_path, one)
    assert read_notes(tmp_path) == written
    assert (tmp_path / "notes.jsonl").read_text(encoding="utf-8").count("\n") == 2


def test_a_write_cut_short_loses_only_itself(tmp_path: Path) -> None:
    add_note(tmp_path, note("accept"))
    with (tmp_path / "notes.jsonl").open("ab") as stream:
        stream.write(b'{"record_id": "r1", "deci')
    assert read_notes(tmp_path) == [note("accept")]
    add_note(tmp_path, note("reject"))
    assert read_notes(tmp_path) == [note("accept"), note("reject")]


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_text('{"record_id": "r1", "decision": "maybe"}\n', encoding="utf-8")
    with pytest.raises(NotesError, match=r"notes\.jsonl:1: decision"):
        read_notes(tmp_path)


def test_rejection_takes_the_value_back_until_it_changes() -> None:
    (same,) = apply_reviews([record()], [note("reject", "bantahan resmi")])
    assert (same.value, same.resolved) == (None, False)
    assert same.review is not None
    assert (same.review.decision, same.review.comment, same.review.outdated) == ("reject", "bantahan resmi", False)
    (changed,) = apply_reviews([record(value=7000)], [note("reject")])
    assert changed.value == Amount(min=7000, max=7000)
    assert changed.review is not None
    assert changed.review.outdated


def test_the_newest_decision_counts_and_comments_add_up() -> None:
    notes = [note("reject", "satu"), note("comment", "dua"), note("accept", "tiga"), note("comment", "empat")]
    (reviewed, other) = apply_reviews([record(), record("r2")], notes)
    assert reviewed.review is not None
    assert (reviewed.review.decision, reviewed.review.comment) == ("accept", "satu · dua · tiga · empat")
    assert reviewed.value == Amount(min=5000, max=5000)
    assert other.review is None
