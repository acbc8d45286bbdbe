"""Data frames in and out: columns by name, what is missing, days with zones, one schema."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime
from pathlib import Path

import numpy
import pyarrow
import pytest

from extractor import Pipeline, from_arrow, from_dicts, from_pandas, from_polars
from extractor.export.columns import TABLES
from tests.notebook import code_cells, run_cells

PIPELINE = Pipeline()
TEXT = "Kemnaker menargetkan 10.000 peserta pelatihan."
ROWS = [
    {"nomor": 7, "tgl": datetime(2025, 3, 25, 20, tzinfo=UTC), "isi": TEXT, "kota": math.nan},
    {"nomor": 8, "tgl": None, "isi": TEXT, "kota": "Kudus"},
]
COLUMNS = {"id": "nomor", "published": "tgl", "text": "isi", "source": "kota"}


def test_rows_become_tables_of_the_documented_columns() -> None:
    read = from_dicts(ROWS, PIPELINE, **COLUMNS)
    tables = {"articles": read.articles(), "facts": read.facts(), "records": read.records(), "claims": read.claims()}
    for name, table in tables.items():
        assert table.to_arrow().column_names == [column.name for column in TABLES[name]]
    facts = tables["facts"].to_dicts()
    assert [(fact["doc_id"], fact["text"], fact["source"], fact["published"]) for fact in facts] == [
        ("7", "Kemnaker", None, date(2025, 3, 26)),
        ("7", "10.000 peserta", None, date(2025, 3, 26)),
        ("8", "Kemnaker", "Kudus", None),
        ("8", "10.000 peserta", "Kudus", None),
    ]
    (record,) = tables["records"].to_dicts()
    assert (record["claims"], record["min"], record["ministries"]) == (2, 10000, ["kemnaker"])
    assert {claim["sentence"] for claim in tables["claims"].to_dicts()} == {TEXT}


def test_every_kind_of_frame_gives_the_same() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    days = [pandas.Timestamp("2025-03-26"), pandas.NaT]
    frame = pandas.DataFrame({"nomor": [7.0, numpy.nan], "tgl": days, "isi": TEXT})
    columns = {"id": "nomor", "published": "tgl", "text": "isi"}
    found = [
        from_pandas(frame, PIPELINE, **columns).facts().to_dicts(),
        from_polars(polars.from_pandas(frame), PIPELINE, **columns).facts().to_dicts(),
        from_arrow(pyarrow.Table.from_pandas(frame), PIPELINE, **columns).facts().to_dicts(),
    ]
    assert found[0] == found[1] == found[2]
    assert [fact["doc_id"] for fact in found[0]] == ["7", "7", "row:2", "row:2"]
    table = from_pandas(frame, PIPELINE, **columns).facts()
    assert str(table.to_pandas()["published"].dtype).startswith("datetime64")
    assert table.to_polars().shape == (4, len(TABLES["facts"]))


def test_rows_that_cannot_be_used_are_told_of() -> None:
    rows = [{"id": number, "text": text} for number, text in [(1, TEXT), (2, " "), (1, TEXT), (3, None)]]
    with pytest.warns(UserWarning, match=r"3 baris tidak dipakai; baris 2: teks kosong"):
        read = from_dicts(rows, PIPELINE)
    assert [error.code for error in read.refused] == ["empty_text", "duplicate_id", "empty_text"]
    assert [article.id for article in read.read] == ["1"]


def test_an_empty_frame_has_its_columns() -> None:
    read = from_dicts([], PIPELINE)
    for table in (read.facts(), read.records(), read.claims(), read.articles()):
        assert table.to_dicts() == []


def test_a_column_that_articles_do_not_have_is_named() -> None:
    with pytest.raises(TypeError, match="judul_field"):
        from_dicts([], PIPELINE, judul="x")


NOTEBOOK = Path(__file__).parents[1] / "docs" / "frames.ipynb"


@pytest.mark.skipif(not NOTEBOOK.is_file(), reason="needs the repository")
def test_the_notebook_runs_and_gives_tables_and_a_drawing() -> None:
    """Of the tables the columns are compared: their rows change with every weight that is learned.

    ``python tests/notebook.py docs/frames.ipynb`` keeps new answers, after a look at them.
    """
    pytest.importorskip("matplotlib")
    shown = code_cells(json.loads(NOTEBOOK.read_text(encoding="utf-8")))
    given = run_cells(NOTEBOOK)
    heads = [one["text"].split("\n")[0].split() for one in given]
    for place in (0, 1, 2):
        assert heads[place] == shown[place]["outputs"][0]["data"]["text/plain"][0].split()
        assert given[place]["text"].count("\n") > 1
    assert [place for place, one in enumerate(given) if "picture" in one] == [3]
    assert given[4]["text"].count("\n- ") >= 2
