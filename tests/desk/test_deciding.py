"""What editors decide makes other records: claims part, meet, go, and say what editors read in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.desk.deciding import concerned, decide
from extractor.desk.notes import Named, Note, named
from extractor.desk.rebuilding import rebuilding
from extractor.models import RECORD, Amount, ArticleSummary, Decision, Fact, Interval, QuantityFact, Record, Span
from extractor.reconcile.judging import build_record
from extractor.reconcile.judging.parts import Surroundings, read_part
from extractor.rules import load_rules

RULES = load_rules()
AT = datetime(2025, 10, 21, 9, 30, tzinfo=UTC)


def article(doc_id: str, number: int, day: int, place: str = "") -> tuple[ArticleSummary, QuantityFact]:
    """An article of one sentence that counts the participants of a training."""
    text = f"Pelatihan{place} itu diikuti {number} orang."
    start = text.index(str(number))
    shared: dict[str, Any] = {"source": f"{doc_id}.example", "url": None, "published": date(2025, 10, day)}
    fact = QuantityFact(
        fact_id=f"{doc_id}#quantity:{start}-{len(text) - 1}", doc_id=doc_id, start=start, end=len(text) - 1,
        text=text[start:-1], sentence=Span(start=0, end=len(text)), rule="test", min=number, max=number,
        unit="orang", target=False, participants=True, status="realised", what="Pelatihan", **shared,
    )  # fmt: skip
    summary = ArticleSummary(
        id=doc_id, published_by="metadata", title=None, length=len(text), boilerplate=(), flags=(), counts={},
        text=text, **shared,
    )  # fmt: skip
    return summary, fact


FOUND = [article("a", 5000, 1), article("b", 8000, 2), article("c", 5000, 3), article("d", 700, 4, " lain")]
FACTS = {summary.id: fact for summary, fact in FOUND}


def record(*doc_ids: str) -> Record:
    around = Surroundings({summary.id: summary for summary, _ in FOUND}, {}, RULES)
    return build_record(read_part([FACTS[doc_id] for doc_id in doc_ids], around), around)


def claims(*doc_ids: str) -> tuple[Named, ...]:
    return tuple(Named(fact_id=FACTS[doc_id].fact_id, text=FACTS[doc_id].text) for doc_id in doc_ids)


def note(decision: Decision, *doc_ids: str, id: str = "n1", **fields: Any) -> Note:
    return Note(id=id, decision=decision, claims=claims(*doc_ids), at=AT, **fields)


def decided(records: Iterable[Record], *notes: Note) -> list[Record]:
    articles: list[tuple[ArticleSummary, list[Fact]]] = [(summary, [fact]) for summary, fact in FOUND]
    return decide(records, notes, rebuilding(articles, RULES), RULES)


def parts(records: Iterable[Record]) -> set[str]:
    return {"".join(claim.doc_id for claim in one.claims) for one in records}


def test_without_notes_nothing_changes() -> None:
    known = sorted([record("a", "b", "c"), record("d")], key=lambda one: one.record_id)
    assert decided(known) == known
    gone = note("drop", "a").model_copy(update={"claims": (Named(fact_id="z#quantity:0-5", text="1.000"),)})
    assert decided(known, gone) == known


def test_a_split_makes_two_records_that_say_what_their_claims_say() -> None:
    whole = record("a", "b")
    assert whole.relation == "update"
    found = decided([whole], note("split", "b", others=claims("a"), comment="kota lain"))
    assert parts(found) == {"a", "b"}
    assert {one.value for one in found} == {Amount(min=5000, max=5000), Amount(min=8000, max=8000)}
    assert {one.relation for one in found} == {"single"}
    assert all(one.review and (one.review.decision, one.review.comment) == ("split", "kota lain") for one in found)
    assert len({one.record_id for one in found}) == 2


def test_what_comes_in_after_a_split_goes_with_its_value() -> None:
    split = note("split", "a", others=claims("b"))
    assert parts(decided([record("a", "b", "c")], split)) == {"ac", "b"}
    assert parts(decided([record("a", "b", "d")], split)) == {"a", "bd"}
    # what reconciliation tells apart by itself stays as it is
    assert parts(decided([record("a", "c"), record("b")], split)) == {"ac", "b"}


def test_a_merge_takes_the_whole_record_or_one_claim() -> None:
    apart = [record("a", "c"), record("b", "d")]
    assert parts(decided(apart, note("merge", "d", others=claims("a")))) == {"acd", "b"}
    assert parts(decided(apart, note("merge", "d", "b", others=claims("a", "c"), whole=True))) == {"abcd"}
    # of a whole record, also what has come in since
    assert parts(decided(apart, note("merge", "d", others=claims("a"), whole=True))) == {"abcd"}


def test_figures_and_days_are_never_one() -> None:
    day = (
        record("b")
        .claims[0]
        .model_copy(
            update={"value": Interval(from_=date(2025, 10, 2), to=date(2025, 10, 2)), "fact_id": "b#date:0-9", "end": 9}
        )
    )
    days = record("b").model_copy(update={"claims": (day,), "record_id": "r-days"})
    merge = Note(id="n", decision="merge", claims=claims("a"), others=(Named.of(day),), at=AT)
    assert parts(decided([record("a"), days], merge)) == {"a", "b"}


def test_a_dropped_claim_is_gone_and_an_empty_record_with_it() -> None:
    (kept,) = decided([record("a", "b")], note("drop", "b"))
    assert parts([kept]) == {"a"}
    assert (kept.relation, kept.value) == ("single", Amount(min=5000, max=5000))
    assert decided([record("d")], note("drop", "d")) == []


def test_a_correction_is_read_by_the_judge_and_flagged() -> None:
    fixed = note("correct", "b", value=Amount(min=5000, max=5000), unit="peserta", status="target")
    (found,) = decided([record("a", "b")], fixed)
    assert [claim.value for claim in found.claims] == [Amount(min=5000, max=5000)] * 2
    assert (found.claims[1].unit, found.claims[1].status) == ("peserta", "target")
    assert found.relation == "agree"
    assert [flag.kind for flag in found.claims[1].flags] == ["corrected"]
    assert found.claims[1].text == "8000 orang"  # the article's words stay
    again = note("correct", "b", id="n2", value=Amount(min=9000, max=None))
    assert decided([record("a", "b")], fixed, again)[0].claims[1].value == Amount(min=9000, max=None)


def test_a_correction_goes_along_with_its_claim() -> None:
    fixed = note("correct", "b", value=Amount(min=6, max=6))
    split = note("split", "b", id="n2", others=claims("a"))
    found = {one.claims[0].doc_id: one for one in decided([record("a", "b")], fixed, split)}
    assert found["b"].value == Amount(min=6, max=6)
    assert found["b"].review
    assert set(found["b"].review.notes) == {"n1", "n2"}


def test_a_chosen_value_stands_and_says_when_the_claims_move_on() -> None:
    was = record("a", "b").value
    choice = note("choose", "a", "b", value=Amount(min=5000, max=5000), was=was)
    (found,) = decided([record("a", "b")], choice)
    assert (found.value, found.resolved) == (Amount(min=5000, max=5000), True)
    assert found.review
    assert not found.review.outdated
    assert found.why.startswith("5.000 orang dipilih redaksi. Menurut klaim: Angka kumulatif")
    assert found.why_en.startswith("5,000 orang is the editors' choice.")
    (later,) = decided([record("a", "b", "d")], choice.model_copy(update={"was": Amount(min=1, max=1)}))
    assert later.value == Amount(min=5000, max=5000)
    assert later.review
    assert later.review.outdated


def test_a_choice_is_taken_back_by_rejecting_it_and_kept_by_accepting_it() -> None:
    chosen = Amount(min=5000, max=5000)
    choice = note("choose", "a", value=chosen, was=record("a", "b").value)
    accept, reject = (note(decision, "a", id="n2", value=chosen) for decision in ("accept", "reject"))
    (kept,) = decided([record("a", "b")], choice, accept)
    assert (kept.value, kept.review and kept.review.outdated) == (chosen, False)
    (back,) = decided([record("a", "b")], choice, reject)
    assert back.value == Amount(min=8000, max=8000)


def test_rejection_takes_the_value_back_until_it_changes() -> None:
    reject = note("reject", "d", value=Amount(min=700, max=700), comment="bantahan resmi")
    (same,) = decided([record("d")], reject)
    assert (same.value, same.resolved) == (None, False)
    assert same.review
    assert (same.review.decision, same.review.comment) == ("reject", "bantahan resmi")
    (changed,) = decided([record("d")], reject.model_copy(update={"value": Amount(min=900, max=900)}))
    assert changed.value == Amount(min=700, max=700)
    assert changed.review
    assert changed.review.outdated


def test_the_newest_ruling_counts_and_comments_add_up() -> None:
    value = Amount(min=700, max=700)
    decisions: list[tuple[Decision, str]] = [
        ("reject", "satu"), ("comment", "dua"), ("accept", "tiga"), ("comment", "empat")
    ]  # fmt: skip
    notes = [note(decision, "d", id=words, value=value, comment=words) for decision, words in decisions]
    (reviewed, other) = sorted(decided([record("d"), record("a")], *notes), key=lambda one: one.claims[0].doc_id)[::-1]
    assert reviewed.review
    assert (reviewed.review.decision, reviewed.review.comment) == ("accept", "satu · dua · tiga · empat")
    assert reviewed.value == value
    assert other.review is None


def test_an_old_note_names_its_record() -> None:
    known = record("d")
    old = Note(id="n", record_id=known.record_id, decision="reject", value=known.value, at=AT)
    assert concerned([old])(known)
    assert not concerned([old])(record("a"))
    assert decided([known], old)[0].value is None


def test_a_new_name_is_in_both_languages() -> None:
    (found,) = decided([record("a", "b")], note("rename", "a", title="Peserta pelatihan guru"))
    assert (found.title, found.title_en) == ("Peserta pelatihan guru",) * 2
    assert found.value == record("a", "b").value


@st.composite
def some_note(draw: st.DrawFn) -> Note:
    pick = st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=3, unique=True)
    value = draw(st.none() | st.integers(-9, 10**12).map(lambda number: Amount(min=number, max=None)))
    decision: Decision = draw(st.sampled_from(["split", "merge", "drop", "choose", "reject", "correct", "rename"]))
    mine = draw(pick)[: 1 if decision == "correct" else None]
    fields: dict[str, Any] = {"value": value, "title": "x", "status": draw(st.sampled_from([None, "target", "denied"]))}
    return note(decision, *mine, others=claims(*draw(pick)), whole=draw(st.booleans()), **fields)


@settings(max_examples=60, deadline=None)
@given(st.lists(some_note(), max_size=6), st.sampled_from([["abcd"], ["ab", "cd"], ["a", "b", "c", "d"]]))
def test_no_decision_loses_or_doubles_a_claim(notes: list[Note], groups: list[str]) -> None:
    numbered = [one.model_copy(update={"id": str(place)}) for place, one in enumerate(notes)]
    found = decided([record(*group) for group in groups], *numbered)
    dropped = {named.doc_id for one in notes if one.decision == "drop" for named in one.claims}
    assert sorted("".join(sorted(parts(found)))) == sorted(FACTS.keys() - dropped)
    assert len({one.record_id for one in found}) == len(found)
    assert [RECORD.validate_json(one.model_dump_json()) for one in found] == found


def test_a_record_is_named_by_few_claims() -> None:
    assert len(named([record("a").claims[0]] * 200)) == 50
