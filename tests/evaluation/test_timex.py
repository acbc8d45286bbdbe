"""TIMEX3 values of dates, and scoring against annotations."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from extractor.dates import find_dates
from extractor.evaluation.timex import find_timexes, read_timex_file, score_timex_file, to_timex
from extractor.rules import load_rules

DCT = date(2012, 2, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("expression", "value", "mod"),
    [
        ("Kamis (9/2)", "2012-02-09", None),
        ("kemarin", "2012-02-14", None),
        ("pekan lalu", "2012-W06", None),
        ("akhir pekan ini", "2012-W07-WE", None),
        ("Januari 2012", "2012-01", None),
        ("bulan depan", "2012-03", None),
        ("awal Januari 2012", "2012-01", "START"),
        ("pertengahan Januari", "2012-01", "MID"),
        ("akhir tahun lalu", "2011", "END"),
        ("awal 2010", "2010", "START"),
        ("triwulan III 2011", "2011-Q3", None),
        ("semester II 2011", "2011-H2", None),
        ("tahun 2009", "2009", None),
        ("1990-an", "199", None),
        ("12-14 Februari 2012", "2012-02-12/2012-02-14", None),
    ],
)
def test_values(expression: str, value: str, mod: str | None) -> None:
    text = f"Rapat digelar {expression}."
    (mention,) = find_dates(text, DCT, load_rules())
    timex = to_timex(mention)
    assert timex is not None
    assert (text[timex.start : timex.end], timex.type, timex.value, timex.mod) == (expression, "DATE", value, mod)


def test_what_has_no_calendar_value_is_no_timex_date() -> None:
    (window,) = find_dates("Dibuka tiga bulan ke depan.", DCT, load_rules())
    (unknown,) = find_dates("Dibuka kemarin.", None, load_rules())
    assert to_timex(window) is to_timex(unknown) is None


def test_references_without_a_value() -> None:
    text = "Saat ini dan baru-baru ini, bukan masa depan atau kemarin."
    found = [(text[timex.start : timex.end], timex.value) for timex in find_timexes(text, DCT, load_rules())]
    assert found == [
        ("Saat ini", "PRESENT_REF"),
        ("baru-baru ini", "PAST_REF"),
        ("masa depan", "FUTURE_REF"),
        ("kemarin", "2012-02-14"),
    ]


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_scoring(tmp_path: Path) -> None:
    text = "Rapat digelar kemarin dan berlangsung dua jam, lalu dibuka Kamis (9/2) di Solo pada tahun 2012."
    kemarin, jam, kamis = text.index("kemarin"), text.index("dua jam"), text.index("Kamis")
    path = write(
        tmp_path / "gold.jsonl",
        {"doc": "a", "dct": "2012-02-15", "text": text},
        {"doc": "a", "start": kemarin, "end": kemarin + 7, "type": "DATE", "value": "2012-02-14"},
        {"doc": "a", "start": jam, "end": jam + 7, "type": "DURATION", "value": "PT2H"},
        {"doc": "a", "start": kamis, "end": kamis + 5, "type": "DATE", "value": "2012-02-16"},
    )
    scores = score_timex_file(path, load_rules())
    assert scores["recognition"] == {"wanted": 2, "found": 3, "precision": 2 / 3, "recall": 1.0, "f1": 0.8}
    assert scores["exact"]["recall"] == 0.5
    assert scores["normalisation"]["recall"] == 0.5
    assert scores["all_types"]["recall"] == pytest.approx(2 / 3)


def test_texts_may_come_with_the_annotations(tmp_path: Path) -> None:
    row = {"doc": 1, "dct": "2012-02-15T10:00", "text": "Datang kemarin.", "start": 7, "end": 14, "type": "DATE"}
    (document,) = read_timex_file(write(tmp_path / "gold.jsonl", {**row, "value": "2012-02-14"}))
    assert (document.text, document.dct, len(document.annotations)) == ("Datang kemarin.", DCT, 1)


@pytest.mark.parametrize(
    "row",
    [
        {"text": "tanpa nama"},
        {"doc": "a", "dct": "kemarin", "text": "x"},
        {"doc": "a", "start": 0, "end": 9, "type": "DATE", "value": "2012"},
        {"doc": "a", "text": "Ada.", "start": 0, "end": 1},
    ],
)
def test_broken_rows_are_named(tmp_path: Path, row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"gold\.jsonl"):
        read_timex_file(write(tmp_path / "gold.jsonl", row))


def test_command_scores_a_file_and_names_a_broken_row(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from extractor.cli import build

    text = "Rapat digelar kemarin di Solo."
    row = {"doc": "a", "dct": "2012-02-15", "text": text, "start": 14, "end": 21, "type": "DATE", "value": "2012-02-14"}
    path = write(tmp_path / "gold.jsonl", row)
    done = CliRunner().invoke(build(), ["evaluate", "--timex", str(path), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["normalisation"]["f1"] == 1.0
    broken = CliRunner().invoke(build(), ["evaluate", "--timex", str(write(tmp_path / "broken.jsonl", {"text": "x"}))])
    assert broken.exit_code == 2
    assert "broken.jsonl:1" in broken.output.replace("\n", "")
