"""What changed since the index before, what passed its deadline without a result, and how far figures moved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from extractor.desk.store import Change, RecordFilter, Store
from extractor.models import Amount, ArticleSummary, Claim, Interval, Moment, Record, Span

TODAY = date(2026, 3, 1)


def claim(doc_id: str, value: int, day: date) -> Claim:
    return Claim(
        fact_id=f"{doc_id}#1", doc_id=doc_id, source="warta", url=None, published=day, start=0, end=1, text="x",
        sentence=Span(start=0, end=1), value=Amount(min=value, max=value), status="realised", said_by=None,
        counted_by=None, as_of=None,
    )  # fmt: skip


def record(record_id: str, *claims: Claim, **fields: object) -> Record:
    last = claims[-1].value
    assert isinstance(last, Amount)
    moments = (
        Moment(day=c.published, by="published", value=c.value, source=c.source, fact_id=c.fact_id) for c in claims
    )
    shared = {
        "title": record_id, "title_en": record_id, "what": "Sekolah Rakyat", "attribute": "realised", "unit": "siswa",
        "ministries": (), "relation": "update" if len(claims) > 1 else "single", "value": last, "low": last.min,
        "high": last.max, "resolved": True, "why": "-", "why_en": "-", "sources": 1, "claims": claims,
        "history": tuple(moments),
    }  # fmt: skip
    return Record.model_validate({"record_id": record_id, **shared, **fields})


def write(folder: Path, *records: Record, facts: Sequence[Mapping[str, object]] = ()) -> Store:
    folder.mkdir(exist_ok=True)
    articles = {c.doc_id: c.published for one in records for c in one.claims}
    lines = [
        ArticleSummary(
            id=doc_id, source="warta", url=None, published=day, published_by="metadata", title=doc_id, length=1,
            boilerplate=(), flags=(), counts={}, text="x",
        ).model_dump_json()
        for doc_id, day in sorted(articles.items())
    ]  # fmt: skip
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "facts.jsonl").write_text("".join(json.dumps(one) + "\n" for one in facts), encoding="utf-8")
    (folder / "records.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in records), encoding="utf-8")
    return Store(folder)


def ids(store: Store, view: str, today: date = TODAY) -> list[str]:
    return [one.record_id for one in store.records(RecordFilter(view=view, today=today), limit=50)]


A, B, C = (claim(doc, value, date(2026, 1, day)) for doc, value, day in (("a", 100, 1), ("b", 150, 5), ("c", 900, 9)))


def test_a_new_run_is_compared_with_the_one_before_and_decisions_leave_that_alone(tmp_path: Path) -> None:
    first = write(tmp_path, record("r-1", A), record("r-2", B))
    assert ids(first, "changed") == []
    second = write(tmp_path, record("r-9", A, C), record("r-2", B), record("r-3", claim("d", 7, TODAY)))
    assert sorted(ids(second, "changed")) == ["r-3", "r-9"]
    changes = {
        "r-3": Change("new", None),
        "r-9": Change("value", Amount(min=100, max=100)),  # known by its claim, under another id
    }
    assert second.changes(["r-2", "r-3", "r-9"]) == changes
    decided = write(tmp_path, record("r-9", A, C), record("r-2", B, value=None), record("r-3", claim("d", 7, TODAY)))
    assert decided.changes(["r-2", "r-3", "r-9"]) == changes
    more = record("r-9", A, C, claim("e", 900, TODAY))
    third = write(tmp_path, more, record("r-2", B, relation="conflict"), record("r-3", claim("d", 7, TODAY)))
    assert third.changes(["r-2", "r-3", "r-9"]) == {"r-2": Change("conflict", None), "r-9": Change("claims", None)}
    for store in (first, second, decided, third):
        store.close()


def test_an_index_that_cannot_be_read_is_no_hindrance(tmp_path: Path) -> None:
    write(tmp_path, record("r-1", A)).close()
    (index,) = (tmp_path / ".rujuk").glob("desk-*.duckdb")
    index.write_bytes(b"no database")
    store = write(tmp_path, record("r-1", A, B))
    assert ids(store, "changed") == []
    store.close()


BY_DECEMBER = Interval(from_=date(2025, 12, 1), to=date(2025, 12, 31))
PROMISE = record(
    "r-promise", claim("p", 500, date(2025, 9, 1)), attribute="target", due=BY_DECEMBER, ministries=("kemensos",)
)  # fmt: skip


def figure(doc_id: str, *, participants: bool = False, due_fact: str | None = None) -> dict[str, object]:
    return {
        "fact_id": f"{doc_id}#1", "doc_id": doc_id, "type": "quantity", "target": True, "participants": participants,
        "due_fact": due_fact, "start": 0,
    }  # fmt: skip


def day(doc_id: str, *, target: bool, role: str) -> dict[str, object]:
    return {"fact_id": f"{doc_id}#1", "doc_id": doc_id, "type": "date", "target": target, "role": role, "start": 9}


@pytest.mark.parametrize(
    ("others", "today", "overdue"),
    [
        ([], TODAY, ["r-promise"]),
        ([], date(2025, 12, 31), []),  # the day itself has not passed
        ([record("r-x", claim("q", 80, date(2026, 1, 5)))], TODAY, []),  # a later result, whatever it is
        ([record("r-x", claim("q", 500, date(2025, 10, 5)))], TODAY, []),  # reached before its day
        ([record("r-x", claim("q", 80, date(2025, 10, 5)))], TODAY, ["r-promise"]),
        ([record("r-x", claim("q", 500, date(2026, 1, 5)), unit="guru")], TODAY, ["r-promise"]),
        ([record("r-x", claim("q", 500, date(2026, 1, 5)), what="Lain")], TODAY, ["r-promise"]),
    ],
)
def test_a_deadline_without_a_result_is_overdue(
    tmp_path: Path, others: list[Record], today: date, overdue: list[str]
) -> None:
    store = write(tmp_path, PROMISE, *others, facts=[figure("p")])
    assert ids(store, "overdue", today) == overdue
    store.close()


@pytest.mark.parametrize(
    ("participants", "target", "role", "overdue"),
    [
        (False, True, "due", True),
        (False, False, "due", True),  # the figure is aimed at, whatever is said of the day
        (False, False, "event", False),
        (True, True, "start", True),  # recipients by a day that is aimed at
        (True, False, "event", False),  # teams of a match, which come as scheduled
        (True, False, "due", False),
    ],
)
def test_the_day_of_an_event_is_no_deadline(
    tmp_path: Path, participants: bool, target: bool, role: str, overdue: bool
) -> None:
    facts = [figure("p", participants=participants, due_fact="d#1"), day("d", target=target, role=role)]
    store = write(tmp_path, PROMISE, facts=facts)
    assert ids(store, "overdue") == (["r-promise"] if overdue else [])
    store.close()


def test_a_deadline_is_somebodys_and_told_once(tmp_path: Path) -> None:
    said = {**claim("s", 900, date(2025, 9, 1)).model_dump(by_alias=True), "said_by": {"name": "Sari"}}
    nobodys = PROMISE.model_copy(update={"record_id": "r-nobody", "ministries": (), "claims": (A,)})
    hers = record("r-hers", Claim.model_validate(said), attribute="target", due=BY_DECEMBER)
    stated = claim("d", 1, date(2025, 9, 1)).model_copy(update={"value": BY_DECEMBER})
    of_target, of_work = (
        PROMISE.model_copy(update={"attribute": "due_date", "value": BY_DECEMBER, "due": None, **own})
        for own in (
            {"record_id": "r-day", "claims": (stated,)},
            {"record_id": "r-work", "claims": (stated.model_copy(update={"fact_id": "w#1", "doc_id": "w"}),)},
        )
    )
    days = [day("d", target=True, role="due"), day("w", target=True, role="due")]
    facts = [figure("p", due_fact="d#1"), figure("a"), figure("s"), *days]
    store = write(tmp_path, PROMISE, nobodys, hers, of_target, of_work, facts=facts)
    assert sorted(ids(store, "overdue")) == ["r-hers", "r-promise", "r-work"]
    store.close()
    # where the target itself is nobody's or unresolved, its day stays
    for unsound in ({"ministries": ()}, {"resolved": False}):
        store = write(tmp_path / next(iter(unsound)), PROMISE.model_copy(update=unsound), of_target, facts=facts)
        assert ids(store, "overdue") == ["r-day"]
        store.close()


def test_what_moved_most_comes_first_and_slips_are_no_movement(tmp_path: Path) -> None:
    steps = {"r-far": (100, 200, 900), "r-near": (100, 110, 120), "r-slip": (100, 5, 100_000), "r-still": (5, 6, 5)}
    records = [
        record(name, *(claim(f"{name}{n}", value, date(2026, 1, n + 1)) for n, value in enumerate(values)))
        for name, values in steps.items()
    ]
    store = write(tmp_path, *records, record("r-two", A, B))
    assert ids(store, "moved") == ["r-far", "r-near"]
    store.close()


def test_what_an_editor_has_ruled_on_goes_down(tmp_path: Path) -> None:
    review = {"decision": "accept", "value": {"min": 900, "max": 900}}
    store = write(tmp_path, record("r-1", C, relation="conflict", review=review), record("r-2", A))
    assert ids(store, "") == ids(store, "newest") == ["r-2", "r-1"]
    store.close()
