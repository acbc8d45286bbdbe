"""Search: every name and writing finds the record, slips are forgiven, and what is nowhere gets the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.desk.search import Search, index
from extractor.desk.search.query import read_query, room
from extractor.desk.search.spelling import slips
from extractor.desk.store import RecordFilter, Store
from extractor.models import Amount, ArticleSummary, Claim, Record, Span, Speaker
from extractor.rules import load_rules

TEXT = "Penyaluran dimulai di Kudus.\nDapur umum melayani 36,7 juta anak sekolah."


def record(number: int, what: str, unit: str, value: float, written: str, **fields: object) -> Record:
    """A record of one claim, quoted from the article ``d``."""
    claim = Claim(
        fact_id=f"d#{number}", doc_id="d", source="Kabar Pagi", url=None, published=date(2025, 11, number), start=0,
        end=0, text=written, sentence=Span(start=29, end=len(TEXT)), value=Amount(min=value, max=value), unit=unit,
        status="realised", said_by=Speaker(name="Prabowo Subianto", role="Presiden") if number == 1 else None,
        counted_by=None, as_of=None, what=what, title="Dapur umum di Jateng", before="Melayani ",
        after=" anak sekolah.",
    )  # fmt: skip
    shared = {
        "title": f"{unit.capitalize()} {what}", "title_en": what, "attribute": "realised", "ministries": (),
        "relation": "single", "value": claim.value, "resolved": True, "why": "Satu klaim.", "why_en": "One claim.",
        "sources": 1, "claims": (claim,), "history": (),
    }  # fmt: skip
    return Record.model_validate({"record_id": f"r-{number}", "what": what, "unit": unit, **shared, **fields})


RECORDS = (
    record(1, "Makan Bergizi Gratis", "anak", 36_773_520, "36.773.520 anak", agencies=("bgn",)),
    record(2, "Program 3 Juta Rumah", "rumah", 210_000, "210 ribu rumah", ministries=("kemen-pkp",)),
    record(3, "Pemutihan Pajak", "persen", 9.8, "9,8 persen"),
    record(4, "Panen Raya", "ton", 37_000_000, "37 juta ton"),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    article = ArticleSummary(
        id="d", source="Kabar Pagi", url=None, published=date(2025, 11, 1), published_by="metadata",
        title="Dapur umum di Jateng", length=len(TEXT), boilerplate=(), flags=(), counts={}, text=TEXT,
    )  # fmt: skip
    (folder / "articles.jsonl").write_text(article.model_dump_json() + "\n", encoding="utf-8")
    (folder / "facts.jsonl").write_text("", encoding="utf-8")
    lines = "".join(one.model_dump_json() + "\n" for one in RECORDS)
    (folder / "records.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def search(output: Path) -> Iterator[Search]:
    found = Search(Store(output), load_rules())
    yield found
    found.close()
    found.store.close()


def test_an_index_that_another_process_made_meanwhile_stays(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, rules = Store(output), load_rules()
    index.open_index(store, rules).close()
    path, there = index.index_path(store, rules), []
    stale = store.workplace / "search-0-old.sqlite"
    stale.touch()
    monkeypatch.setattr(Path, "is_file", lambda _: False)  # it was not there when this process looked
    build = index._build

    def watched(made: Path, *given: Any) -> None:
        there.append(path.exists())
        build(made, *given)

    monkeypatch.setattr(index, "_build", watched)
    index.open_index(store, rules).close()
    assert there == [True]
    assert path.exists()
    assert not stale.exists()
    store.close()


def found(search: Search, text: str) -> list[str]:
    """Ids of what a search finds, the best first; in brackets where they are only the nearest."""
    hits = search.find(text)
    assert hits is not None
    records = search.store.records(RecordFilter(), limit=10, among=hits.ranks)
    assert search.store.count(RecordFilter(), hits.ranks) == len(records)
    return [f"({one.record_id})" if hits.nearest else one.record_id for one in records]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("MBG", ["r-1"]),  # an abbreviation that no text holds
        ("mbg gratis", ["r-1"]),
        ("makan siang gratis", ["r-1"]),  # another name of it
        ("kepala BGN", ["r-1"]),
        ("Badan Gizi Nasional", ["r-1"]),
        ("prabowo", ["r-1"]),
        ("presiden prab", ["r-1"]),  # not typed to its end
        ("menteri perumahan", ["r-2"]),
        ("3 juta rumah", ["r-2"]),  # a number that is a name
        ("pajak tunggal", ["r-3"]),  # the relation
        ("36,7 jt", ["r-1", "r-4"]),
        ("36.773.520", ["r-1", "r-4"]),
        ("36773520 gratis", ["r-1"]),
        ("37 juta", ["r-4", "r-1"]),  # the very number first, then what rounds to it
        ("37000000", ["r-4", "r-1"]),
        ("210 rb", ["r-2"]),
        ("9,8%", ["r-3"]),
        ("9,8 triliun", ["(r-4)", "(r-1)", "(r-2)", "(r-3)"]),  # no such figure: the next ones
        ("kabar pagi", ["r-4", "r-3", "r-2", "r-1"]),  # an outlet; the latest first
        ("dapur jateng", ["r-4", "r-3", "r-2", "r-1"]),  # a title
        ("anak sekolah", ["r-4", "r-3", "r-2", "r-1"]),  # a quote
        ("gratis anak", ["r-1"]),
    ],
)
def test_any_name_and_writing_finds_it(search: Search, text: str, ids: list[str]) -> None:
    assert found(search, text) == ids


@pytest.mark.parametrize(
    ("text", "spelled", "ids"),
    [
        ("makan bergisi", "makan bergizi", ["r-1"]),
        ("prabwo", "prabowo", ["r-1"]),
        ("pemutihna pajka", "pemutihan pajak", ["r-3"]),
        ("mbg prabwo 37 juta", "mbg prabowo 37 juta", ["r-1"]),
    ],
)
def test_typing_slips_are_forgiven_and_told(search: Search, text: str, spelled: str, ids: list[str]) -> None:
    hits = search.find(text)
    assert hits is not None
    assert hits.spelled == spelled
    assert found(search, text) == ids


def test_what_stands_everywhere_is_counted_to_a_limit_unless_filters_follow(search: Search) -> None:
    first = search.find("kabar pagi", most=2)
    assert first is not None
    assert (first.more, list(first.ranks.values())) == (True, [1, 1])
    everything = search.find("kabar pagi", most=None)
    assert everything is not None
    assert (everything.more, len(everything.ranks)) == (False, 4)
    number = search.find("kabar pagi 37 juta", most=1)
    assert number is not None
    assert len(number.ranks) == 2


def test_without_a_hit_the_nearest_are_offered(search: Search) -> None:
    assert found(search, "panen kelapa sawit") == ["(r-4)"]
    assert found(search, "xqzw") == []
    assert search.find("  ?! ") is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_search(search: Search, text: str) -> None:
    hits = search.find(text)
    assert hits is None or len(hits.ranks) == search.store.count(RecordFilter(), hits.ranks) <= 4


@pytest.mark.parametrize(
    "text", ['"', "NEAR(a b)", "name : x", "a* OR -b", "^mbg", "'; DROP TABLE words; --", "{name}:mbg"]
)
def test_the_language_of_the_index_is_not_spoken(search: Search, text: str) -> None:
    search.find(text)
    assert found(search, "mbg") == ["r-1"]


@given(st.integers(min_value=1, max_value=10**15))
def test_a_number_has_room_for_rounding_but_no_more(value: int) -> None:
    low, high = room(value)
    assert low < value < high
    assert high - low <= value * 0.08


def test_numbers_and_words_are_told_apart() -> None:
    query = read_query("MBG 36,7 jt anak 2025", load_rules())
    assert query.words == ("mbg", "anak", "2025")
    (number,) = query.numbers
    assert number.value == 36_700_000
    assert (number.low, number.high) == (36_650_000, 36_800_000)


@pytest.mark.parametrize(
    ("one", "other", "count"), [("prabwo", "prabowo", 1), ("kemanker", "kemnaker", 1), ("a", "a", 0), ("", "abc", 3)]
)
def test_slips_are_counted(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count
