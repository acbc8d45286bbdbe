"""Editors' notes: append-only, durable, undone by further ones, and lost by nobody."""

import multiprocessing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.desk.notes import FACT_ID, Named, Note, NotesError, add_note, read_notes, standing
from extractor.models import Amount, Claim, Decision, Span

AT = datetime(2025, 10, 21, 9, 30, tzinfo=UTC)


def note(decision: Decision, comment: str = "", id: str = "n1", undoes: str = "") -> Note:
    return Note(
        id=id, record_id="r1", decision=decision, comment=comment, undoes=undoes, value=Amount(min=5, max=5), at=AT
    )


def claim(fact_id: str, text: str) -> Claim:
    place = FACT_ID.fullmatch(fact_id)
    assert place
    return Claim(
        fact_id=fact_id, doc_id=place["doc_id"], source=None, url=None, published=date(2025, 10, 20),
        start=int(place["start"]), end=int(place["end"]), text=text, sentence=Span(start=0, end=99),
        value=Amount(min=5, max=5), status="realised", said_by=None, counted_by=None, as_of=None,
    )  # fmt: skip


def test_notes_come_back_in_order(tmp_path: Path) -> None:
    assert read_notes(tmp_path) == []
    written = [note("comment", "cek ke humas"), note("reject", "angka <salah>\nbaris dua", id="n2")]
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


def test_a_note_of_an_older_version_has_an_id_to_undo_it_by(tmp_path: Path) -> None:
    line = '{"record_id":"r1","decision":"reject","comment":"","by":"","value":null,"at":"2025-10-21T09:30:00Z"}\n'
    (tmp_path / "notes.jsonl").write_text(line, encoding="utf-8")
    (old,) = read_notes(tmp_path)
    assert (old.record_id, len(old.id)) == ("r1", 16)
    add_note(tmp_path, note("undo", id="n2", undoes=old.id))
    assert standing(read_notes(tmp_path)) == []


def test_an_undoing_can_be_undone() -> None:
    notes = [note("accept", id="1"), note("undo", id="2", undoes="1"), note("undo", id="3", undoes="2")]
    assert standing(notes[:2]) == []
    assert standing(notes) == notes[:1]
    assert standing([*notes, note("undo", id="4", undoes="none")]) == notes[:1]


def write_many(folder: Path, writer: int) -> None:
    for number in range(25):
        add_note(folder, note("comment", "x" * 3000, id=f"{writer}-{number}"))


def test_editors_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    start = multiprocessing.get_context("fork")
    writers = [start.Process(target=write_many, args=(tmp_path, writer)) for writer in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
        assert one.exitcode == 0
    found = [one.id for one in read_notes(tmp_path)]
    assert sorted(found) == sorted(f"{writer}-{number}" for writer in range(4) for number in range(25))
    for writer in range(4):
        assert [one for one in found if one.startswith(f"{writer}-")] == [f"{writer}-{n}" for n in range(25)]


def test_a_claim_is_known_again_when_its_borders_move() -> None:
    named = Named(fact_id="a#x#quantity:10-21", text="5.000 orang")
    assert named.doc_id == "a#x"
    assert named.means(claim("a#x#quantity:10-21", "5.000 orang"))
    assert named.means(claim("a#x#quantity:10-29", "5.000 orang guru"))
    assert not named.means(claim("a#x#quantity:10-21", "6.000 orang"))  # the article was rewritten
    assert not named.means(claim("a#x#quantity:40-51", "5.000 orang"))
    assert not named.means(claim("b#quantity:10-21", "5.000 orang"))
    assert not Named(fact_id="a#date:10-14", text="2025").means(claim("a#quantity:10-14", "2025"))


@given(st.text(min_size=1), st.sampled_from(["date", "quantity"]), st.integers(0, 10**9 - 1), st.integers(0, 99))
def test_any_article_id_can_be_named(doc_id: str, kind: str, start: int, length: int) -> None:
    match = FACT_ID.fullmatch(f"{doc_id}#{kind}:{start}-{start}")
    assert match
    assert (match["doc_id"], match["kind"], int(match["start"])) == (doc_id, kind, start)
