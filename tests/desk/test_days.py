"""Days in the words of the claims, wherever a record is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from extractor.commands.show import _claim_line
from extractor.desk.days import called_third, told_days
from extractor.desk.factsheet import factsheet
from extractor.desk.pictures.card import card
from extractor.desk.report import report
from extractor.desk.store import RecordFilter, Store
from extractor.export.wording import Wording
from extractor.models import Interval, Record
from extractor.rules import load_rules
from tests.desk.folder import write_folder

RULES = load_rules()
TOLD = {
    "a": (
        "2025-03-26",
        "Kabar",
        "Revitalisasi Pasar Wonokari\nPemerintah menargetkan revitalisasi 1.250 pasar desa rampung pada akhir 2025.",
    ),
    "b": (
        "2025-03-26",
        "Warta",
        "Sekolah Rakyat\nKementerian Sosial menargetkan Sekolah Rakyat menampung 7.500 siswa, dan program itu berjalan "
        "mulai 1 September hingga 31 Desember 2025.",
    ),
}
LATE = Interval(from_=date(2025, 9, 1), to=date(2025, 12, 31))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(write_folder(tmp_path_factory.mktemp("days"), TOLD, RULES, records=True)) as opened:
        yield opened


@pytest.fixture(scope="module")
def records(store: Store) -> dict[str, Record]:
    found = store.records(RecordFilter(), limit=10)
    return {f"{record.claims[0].doc_id} {record.attribute}": record for record in found}


def test_a_third_of_a_year_is_called_so_where_a_claim_does(records: dict[str, Record]) -> None:
    assert records["a due_date"].value == LATE
    assert records["a target"].due == LATE
    assert records["b start_date"].value == LATE
    called = {name: called_third(LATE, record, RULES) for name, record in records.items()}
    assert called == {"a due_date": True, "a target": True, "b start_date": False, "b target": False}
    assert not called_third(LATE, None, RULES)
    due = records["a due_date"]
    assert told_days(LATE, due, RULES, "id") == told_days(LATE, due.claims[0], RULES, "id") == "akhir 2025"
    assert told_days(LATE, due, RULES, "en") == "late 2025"
    assert told_days(LATE, records["b start_date"], RULES, "id") == "September–Desember 2025"


def test_every_place_that_shows_a_record_calls_it_so(store: Store, records: dict[str, Record]) -> None:
    due = records["a due_date"]
    page = "".join(report(store, RULES, "id"))
    shown = {
        "show": _claim_line(due.claims[0], "", RULES),
        "card": card(due, RULES, "id"),
        "sheet": factsheet([due], RULES, "id", date(2025, 4, 1)),
        "table": str(Wording(RULES).row("records", due.model_dump(mode="json"))),
        "due": page[page.index(records["a target"].title) :][:1000],
    }
    for place, text in shown.items():
        assert "September–Desember" not in text, place
        assert "akhir 2025" in text, place
