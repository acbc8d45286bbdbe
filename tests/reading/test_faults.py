"""One bad file, one line of errors: nothing ends a run, nothing is lost in silence, nothing grows without bound."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.models import Article
from extractor.reading import ReadingError, ReadOptions, find_sources, pdf, read_articles
from extractor.reading.errors import Refused
from extractor.reading.sources import Source
from tests.reading.pdfs import pdf_of

GOOD = '{"id": "z", "text": "isi"}\n'


def read(path: Path, options: ReadOptions | None = None) -> tuple[dict[str, str], list[tuple[int | None, str]]]:
    """Texts of the articles by their ids; line and code of each error."""
    items = list(read_articles([str(path)], options or ReadOptions()))
    articles = {item.id: item.text for item in items if isinstance(item, Article)}
    return articles, [(item.line, item.code) for item in items if isinstance(item, ReadingError)]


@pytest.mark.parametrize(
    ("name", "data", "ids", "errors"),
    [
        # what ends a parser
        ("nested.jsonl", f'{{"id": "n", "text": {"[" * 900}{"]" * 900}}}\n{GOOD}', "z", [(1, "wrong_type")]),
        ("deep.jsonl", f'{{"id": "n", "text": {"[" * 90_000}\n{GOOD}', "z", [(1, "malformed")]),
        ("day.jsonl", f'{{"id": "n", "text": "isi", "published": {"[" * 900}{"]" * 900}}}\n{GOOD}', "nz", []),
        ("cr.csv", "id,text\r1,satu\r2,dua\r", "12", []),
        ("crlf.csv", "id,text\r\n1,satu\r\n2,dua", "12", []),
        ("stray-cr.csv", "id,text\n1,a\rb\n2,dua\n", "2", [(2, "malformed")]),
        # what was lost in silence
        ("open-quote.csv", 'id,text\n1,"satu\n2,dua\n3,tiga\n', "23", [(2, "malformed")]),
        ("half-quote.csv", 'id,text\n1,"satu\n2,"dua"\n3,tiga\n', "23", [(2, "malformed")]),
        ("last-quote.csv", 'id,text\n1,satu\n2,"dua', "1", [(3, "malformed")]),
        ("inner-quote.csv", 'id,text\n1,"kata "dua" saja"\n2,dua\n', "12", []),
        ("lines.json", '{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', "ab", []),
        ("arrays.json", '[{"id": "a", "text": "x"}]\n[{"id": "b", "text": "y"}]', "ab", []),
        ("records.json", '\x1e{"id": "a", "text": "x"}\n\x1e{"id": "b", "text": "y"}\n', "ab", []),
        ("broken.json", '{"id": "a", "text": "x"}\n{"id": \n{"id": "c", "text": "y"}\n', "ac", [(2, "malformed")]),
        ("item.json", '[{"id": "a", "text": "x"}, {"id": b}, {"id": "c", "text": "y"}]', "ac", [(2, "malformed")]),
        ("rest.json", '[{"id": "a", "text": "x"}] sisa', "a", [(2, "malformed")]),
        ("bare.json", "[", "", [(1, "malformed")]),
        ("unclosed.json", '[{"id": "a", "text": "x"}', "a", [(2, "malformed")]),
        ("two.jsonl", '{"id": "a", "text": "x"}{"id": "b", "text": "y"}\n', "ab", []),
        ("comma.jsonl", '{"id": "a", "text": "x"},\n{"id": "b", "text": "y"}', "ab", []),
        ("array.jsonl", '[{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]\n', "ab", []),
        ("spread.jsonl", '{\n "id": "a",\n "text": "x"\n}\n{\n "id": "b",\n "text": "y"\n}\n', "ab", []),
        ("nan.jsonl", '{"id": "a", "title": NaN, "text": "x", "published": NaN}\n', "a", []),
        ("twice.jsonl", f'{{"id": "a", "text": "x", "text": "y"}}\n{GOOD}', "z", [(1, "doubled_name")]),
        ("twice.json", '{"id": "a", "text": "x", "text": "y"}', "", [(1, "doubled_name")]),
    ],
)
def test_the_bad_row_is_named_and_the_others_are_read(
    tmp_path: Path, name: str, data: str, ids: str, errors: list[tuple[int, str]]
) -> None:
    (tmp_path / name).write_bytes(data.encode())
    articles, found = read(tmp_path)
    assert (list(articles), found) == (list(ids), errors)


def test_a_row_that_is_no_text_is_lost_alone(tmp_path: Path) -> None:
    rubbish = bytes(range(14, 34)) + bytes(range(35, 256))
    (tmp_path / "x.csv").write_bytes(b"id,text\n1,satu\n2," + rubbish + b"\n3,tiga\n")
    assert read(tmp_path) == ({"1": "satu", "3": "tiga"}, [(3, "unknown_encoding")])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Isi berita.".encode(encoding))
    (tmp_path / "b.csv").write_bytes("id,text\nc,Isi tabel.\n".encode(encoding))
    (tmp_path / "d.json").write_bytes('[{"id": "e", "text": "Isi objek."}]'.encode(encoding))
    assert read(tmp_path) == ({"a": "Isi berita.", "c": "Isi tabel.", "e": "Isi objek."}, [])


def test_a_cut_line_is_called_cut(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a", "text": "Isi yang terpot\n{"id": "b", "text": "Isi\x01"}\n')
    errors = [item for item in read_articles([str(tmp_path)]) if isinstance(item, ReadingError)]
    assert [error.reason for error in errors] == [
        "baris rusak: isinya terputus",
        "baris rusak: ada karakter kendali di dalam teks",
    ]


def test_cells_that_python_cannot_hold_are_refused_alone(tmp_path: Path) -> None:
    texts = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\5\0\0\0"), pa.py_buffer(b"\xff\xfeisi")]
    )
    pq.write_table(pa.table({"id": ["a", "b"], "text": texts}), tmp_path / "text.parquet")
    days = pa.array([1 << 30, 20_000], pa.int32()).cast(pa.date32())
    pq.write_table(pa.table({"id": ["c", "d"], "text": ["x", "isi"], "published": days}), tmp_path / "days.parquet")
    instants = pa.array([1_750_000_000_123_456_789], pa.timestamp("ns", "UTC"))
    pq.write_table(pa.table({"id": ["e"], "text": ["isi"], "published": instants}), tmp_path / "ns.parquet")
    items = list(read_articles([str(tmp_path)]))
    found = {item.id: str(item.published) for item in items if isinstance(item, Article)}
    assert found == {"d": "2024-10-04", "e": "2025-06-15", "b": "None"}
    assert [(item.line, item.code) for item in items if isinstance(item, ReadingError)] == [(1, "malformed")] * 2


def test_odd_links_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("isi")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "through.txt").symlink_to("a.txt/x")
    (tmp_path / "long.txt").symlink_to("x" * 3000)
    (tmp_path / "nowhere.txt").symlink_to("tidak-ada")
    assert read(tmp_path) == ({"a": "isi"}, [(None, "unreadable")] * 4)
    assert read(tmp_path / "self.txt") == ({}, [(None, "unreadable")])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["gz", "bz2", "xz", "zst"])
def test_packed_files_are_read_and_torn_ones_named(tmp_path: Path, kind: str) -> None:
    data = b"".join(json.dumps({"id": str(n), "text": f"isi {n * n}"}).encode() + b"\n" for n in range(3000))
    pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": _zstd}[kind]
    (tmp_path / f"x.jsonl.{kind}").write_bytes(pack(data))
    articles, errors = read(tmp_path)
    assert (len(articles), errors) == (3000, [])
    (tmp_path / f"x.jsonl.{kind}").write_bytes(pack(data)[:-200])
    articles, errors = read(tmp_path)
    assert errors == [(None, "unreadable")]


def _zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


@pytest.mark.parametrize("name", ["x.csv.gz", "x.json.gz", "x.jsonl.gz"])
def test_a_file_that_unpacks_without_bound_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("extractor.reading.unpacking._FREE_BYTES", 5_000_000)
    (tmp_path / name).write_bytes(gzip.compress(b'["' + b"a" * 60_000_000))
    articles, errors = read(tmp_path, ReadOptions(max_characters=1000))
    assert articles == {}
    assert errors[-1] == (None, "unreadable")


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<p>x</p>" * 30_000, "too_many_elements"),
        ("x<br>" * 30_000, "too_many_elements"),
        ("<table>" + "<tr><td>x</td></tr>" * 10_000 + "</table>", "too_many_elements"),
        ("<div>" * 50_000, "no_main_text"),
    ],
)
def test_pages_without_bound_are_refused(tmp_path: Path, page: str, code: str) -> None:
    (tmp_path / "x.html").write_text(f"<html><body>{page}</body></html>")
    assert read(tmp_path) == ({}, [(None, code)])


@pytest.mark.parametrize("attribute", ["a{}=1", "a{}", "a{}='>'", 'a{}="<p>"', "a{} = 1", '"{}', "a{}/"])
def test_attributes_without_bound_are_cut_before_they_are_compared(attribute: str) -> None:
    from extractor.reading.markup import parse_page

    laden = " ".join(attribute.format(number) for number in range(50_000))
    tree = parse_page(f"<html><body><p {laden}>Isi berita.</p></body></html>")
    assert max(len(node.attrib) for node in tree.iter("p")) <= 200
    assert "Isi berita." in "".join(tree.itertext())


def test_a_broken_pdf_is_one_line_of_errors_and_none_on_the_terminal(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "x.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages " + b"2 0 R " * 400 + b">>\nendobj\n"
    )
    assert read(tmp_path) == ({}, [(None, "unreadable")])
    assert caplog.messages == []


def _rows(word: str, count: int, suffix: str = "jsonl") -> str:
    rows = [(f"{word}{number}", f"{word} " * 400) for number in range(count)]
    if suffix == "csv":
        return "id,text\n" + "".join(f"{id},{text}\n" for id, text in rows)
    return "".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in rows)


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv"])
def test_a_file_written_anew_while_it_is_read_gives_no_article_of_two_halves(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_text(_rows("lama", 1000, suffix))
    reading = read_articles([str(path)])
    first = next(reading)
    path.write_text(_rows("baru sekali", 2000, suffix))
    rest = list(reading)
    texts = [item.text for item in (first, *rest) if isinstance(item, Article)]
    assert len(texts) < 1000
    assert {word for text in texts for word in text.split()} == {"lama"}
    assert [item.code for item in rest if isinstance(item, ReadingError)][-1] == "changed"


def test_rows_added_while_a_file_is_read_cost_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(_rows("lama", 1000))
    reading = read_articles([str(path)])
    next(reading)
    with path.open("a") as stream:
        stream.write(_rows("baru", 500))
    assert sum(isinstance(item, Article) for item in reading) == 1499


@pytest.mark.parametrize("text", ["Sebanyak 50 peserta hadir.", "Se", "Sebanyak 6 peserta hadir."])
def test_a_page_that_changes_between_opening_and_reading_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Sebanyak 5 peserta hadir.")
    (source,) = find_sources(str(path))
    assert isinstance(source, Source)
    with source.open() as stream:
        path.write_text(text)
        os.utime(path, ns=(0, 0))  # a clock that is too coarse to tell two writings apart must not decide
        with pytest.raises(Refused, match="changed"):
            stream.read()


def test_a_file_replaced_while_it_is_read_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(_rows("lama", 1000))
    reading = read_articles([str(path)])
    next(reading)
    (tmp_path / "new").write_text(_rows("baru", 10))
    (tmp_path / "new").replace(path)
    assert sum(isinstance(item, Article) and item.text.startswith("lama") for item in reading) == 999


@contextmanager
def _pdf_reader(monkeypatch: pytest.MonkeyPatch, seconds: float, memory: int) -> Iterator[None]:
    reader = pdf._Reader(seconds, memory)
    monkeypatch.setattr(pdf, "_reader", lambda process: reader)
    yield
    reader.close()


@pytest.mark.slow
def test_a_pdf_that_asks_for_hours_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = b"BT /F 12 Tf (Sebanyak 5 peserta hadir.) Tj ET"
    (tmp_path / "a.pdf").write_bytes(pdf_of(b"BT /F 12 Tf " + b"(a) Tj " * 20_000 + b"ET", 200))
    (tmp_path / "b.pdf").write_bytes(pdf_of(word, 1))
    (tmp_path / "c.pdf").write_bytes(pdf_of(word, 201))
    with _pdf_reader(monkeypatch, 0.5, 2_000_000_000):
        assert read(tmp_path) == ({"b": "Sebanyak 5 peserta hadir."}, [(None, "hung"), (None, "too_many_pages")])


@pytest.mark.slow
def test_a_pdf_that_asks_for_gigabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of(b"BT (" + b"a" * 25_000_000 + b") Tj ET", 1))
    with _pdf_reader(monkeypatch, 60, 130_000_000):
        (error,) = read_articles([str(tmp_path)])
    assert isinstance(error, ReadingError)
    assert error.code == "unreadable"
    assert "allocate" in error.reason_en or "Memory" in error.reason_en


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40), max_size=6))
@settings(max_examples=100, deadline=None)
def test_what_csv_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    import csv

    path = tmp_path_factory.mktemp("x") / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "text"])
        writer.writerows((f"n{number}", text) for number, text in enumerate(texts))
    articles, errors = read(path)
    assert articles == {f"n{number}": text for number, text in enumerate(texts) if text.strip()}
    assert len(errors) == len(texts) - len(articles)
