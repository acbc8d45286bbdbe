"""Why a row or file is refused, in one language and once."""

from __future__ import annotations

import csv
import errno
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import orjson
import pytest

from extractor.commands.tables import print_summary
from extractor.models import Article
from extractor.reading import ReadingError, read_articles
from extractor.reading.details import in_indonesian
from extractor.reading.errors import Refused

BROKEN = ['{"a", rusak', '{"a" 1}', '{"a":1 "b"}', "[1 2]", '{"a":nul}', r'{"a":"\q"}', '{"a":"\x01"}', '{"a":"x',
          '{"a":1}x', '{"a":1,}', r'{"a":"\ud800"}', '{"a":', "{]"]  # fmt: skip


@pytest.mark.parametrize("load", [orjson.loads, json.loads])
@pytest.mark.parametrize("text", BROKEN)
def test_what_the_parsers_of_json_say_is_told_in_indonesian(load: Callable[[str], object], text: str) -> None:
    with suppress(json.JSONDecodeError):  # one of them takes it
        load(text)
        return
    with pytest.raises(json.JSONDecodeError) as found:
        load(text)
    assert in_indonesian(found.value.msg) != found.value.msg


def test_so_is_what_csv_and_the_system_say() -> None:
    with pytest.raises(csv.Error) as found:
        list(csv.reader(['"a"b'], strict=True))
    assert in_indonesian(str(found.value)) == 'seharusnya ada , sesudah "'
    assert in_indonesian(os.strerror(errno.EACCES)) == "tidak ada izin"
    assert in_indonesian("record 7 breaks off") == "rekaman 7 terputus"
    assert in_indonesian("3 ≠ 4") == "3 ≠ 4"
    error = Refused("malformed", detail="unexpected character, expected a string key").at("x.jsonl", 2)
    assert error.reason == "baris rusak: seharusnya ada nama kolom di antara tanda petik"
    assert error.reason_en == "malformed row: unexpected character, expected a string key"
    assert error.sentence() == f"x.jsonl:2: {error.reason}"


def test_a_missing_column_is_told_once_for_a_table(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("nomor,penulis\n1,Ani\n2,Budi\n3,Cici\n", encoding="utf-8")
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"nomor": [1, 2, 3], "penulis": ["Ani", "Budi", "Cici"]}), tmp_path / "x.parquet")
    found = list(read_articles([str(tmp_path)]))
    assert [isinstance(one, ReadingError) and (one.code, one.line) for one in found] == [("no_text", 2), ("no_text", 1)]
    (tmp_path / "y.csv").write_text("nomor,isi\n1,Ada 5 peserta.\n2,\n3,Ada 6 peserta.\n", encoding="utf-8")
    assert [isinstance(one, Article) for one in read_articles([str(tmp_path / "y.csv")])] == [True, False, True]


def test_a_run_ends_with_the_first_error_of_each_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    errors = [Refused("empty_text").at("a.csv", 3), Refused("not_an_object").at("b.jsonl", 1)]
    errors += [Refused("empty_text").at("a.csv", line) for line in (5, 9)]
    (tmp_path / "errors.jsonl").write_text("".join(one.model_dump_json() + "\n" for one in errors), encoding="utf-8")
    print_summary({}, 4, tmp_path)
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "a.csv:3: teks kosong (dan 2 lagi)",
        "b.jsonl:1: baris bukan objek JSON",
        f"Alasan setiap galat: {tmp_path / 'errors.jsonl'}",
    ]
