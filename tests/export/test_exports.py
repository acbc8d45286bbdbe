"""Exports for other programs: nothing lost, offsets right, nothing dangerous."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from extractor.desk.factsheet import plain
from extractor.desk.report import report
from extractor.desk.store import Store, StoreError
from extractor.export.columns import TABLES
from extractor.export.csv import write_records
from extractor.export.docbin import export_docbin
from extractor.export.jsonld import export_jsonld
from extractor.export.label_studio import LabelsError, _read_regions, export_label_studio, import_labels
from extractor.export.tables import export_csv, export_duckdb, export_parquet, export_sqlite, export_xlsx
from extractor.export.wording import Wording
from extractor.messages.values import Language
from extractor.rules import load_rules
from tests.web.sample import TEXTS, facts, records, write_output


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return write_output(tmp_path / "out")


def test_a_folder_that_is_no_output_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"articles\.jsonl, facts\.jsonl, records\.jsonl"):
        Store(tmp_path)


def test_parquet_has_the_documented_columns_and_all_rows(output: Path, tmp_path: Path) -> None:
    paths = export_parquet(output, tmp_path)
    assert [path.name for path in paths] == ["articles.parquet", "facts.parquet", "records.parquet", "claims.parquet"]
    for path in paths:
        assert pq.read_schema(path).names == [column.name for column in TABLES[path.stem]]
    rows = {path.stem: pq.read_table(path).to_pylist() for path in paths}
    assert {name: len(found) for name, found in rows.items()} == {"articles": 3, "facts": 5, "records": 2, "claims": 3}
    claims = {row["doc_id"]: row for row in rows["claims"]}
    assert claims["kabar-2"]["min"] == 8000
    assert claims["kabar-2"]["said_by"] == "Yassierli"
    assert str(claims["kabar-2"]["published"]) == "2025-10-21"
    assert claims["kabar-2"]["sentence"].startswith("Pelatihan itu diikuti 8.000 orang, kata Menaker.")
    assert claims["kabar-2"]["title"] == "Pelatihan diikuti 8.000 orang"
    sentences = {row["fact_id"]: row["sentence"] for row in rows["facts"]}
    assert sentences == {fact.fact_id: TEXTS[fact.doc_id][fact.sentence.start : fact.sentence.end] for fact in facts()}
    assert {tuple(row["ministries"]) for row in rows["records"]} == {("kemnaker",)}
    conflict, single = rows["records"]
    assert [(moment["day"], moment["min"], moment["first_day"]) for moment in conflict["history"]] == [
        (date(2025, 10, 20), 5000, None), (date(2025, 10, 21), 8000, None),
    ]  # fmt: skip
    assert [flag["kind"] for flag in conflict["flags"]] == ["sum_mismatch"]
    assert (conflict["confidence"], single["confidence"]) == (0.9, 1.0)
    assert [row["counts"]["quantity"] for row in rows["articles"]] == [None] * 3


def test_no_column_is_a_word_of_sql() -> None:
    words = {"from", "to", "end", "start", "order", "group", "table", "select", "where"}
    assert words.isdisjoint(column.name for columns in TABLES.values() for column in columns)


def test_a_workbook_holds_every_table_and_no_formula(output: Path, tmp_path: Path) -> None:
    (path,) = export_xlsx(output, tmp_path, Wording(load_rules()))
    first = path.read_bytes()
    with ZipFile(path) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")
    assert export_xlsx(output, tmp_path, Wording(load_rules())) == [path]
    assert path.read_bytes() == first
    book = load_workbook(path)
    assert book.sheetnames == ["Rujukan", "Klaim", "Fakta", "Artikel"]
    rows = list(book["Artikel"].iter_rows())
    assert [cell.value for cell in rows[0]][:4] == ["id artikel", "media", "alamat", "tanggal terbit"]
    assert {(cell.value, cell.data_type) for cell in rows[1][:2]} == {("=cmd|' /C calc'!A0", "s"), ("=1+1", "s")}
    assert len(list(book["Klaim"].iter_rows())) == 4
    assert book["Klaim"].cell(2, 6).value == datetime(2025, 10, 20)


@pytest.mark.parametrize("language", ["id", "en"])
def test_heads_of_a_table_differ_and_english_ones_are_its_keys(language: Language) -> None:
    wording = Wording(load_rules(), language)
    for table, columns in TABLES.items():
        heads = wording.heads(table)
        assert len(set(heads)) == len(heads)
        if language == "en":
            assert heads == [column.name for column in columns]


def test_spreadsheets_tell_what_has_parts_in_words(output: Path, tmp_path: Path) -> None:
    export_csv(output, tmp_path, Wording(load_rules()))
    conflict, single = _read(tmp_path / "records.csv")
    told = "20 Oktober 2025: 5.000 (Harian Warta); 21 Oktober 2025: 8.000 (<b>Kabar</b>)"
    assert conflict["riwayat"] == told
    assert conflict["yang perlu dilihat"] == "Jumlah rinciannya tidak sesuai dengan angka keseluruhan."
    assert (conflict["hubungan"], conflict["sudah pasti"], single["jenis"]) == ("bertentangan", "false", "target")
    assert (single["kementerian terkait"], single["paling sedikit"]) == ("Kemnaker", "10000")
    wording = Wording(load_rules(), keys=True)
    line = json.loads((output / "records.jsonl").read_text(encoding="utf-8").splitlines()[0])
    row = dict(zip(wording.heads("records"), wording.row("records", line), strict=True))
    assert (row["relation"], row["ministries"], row["history"]) == ("conflict", "kemnaker", told)


def test_the_claims_of_a_run_have_their_sentences_without_the_texts(tmp_path: Path) -> None:
    write_records(tmp_path, records(), load_rules())
    rows = _read(tmp_path / "evidence.csv")
    assert rows[0]["sentence"] == "Kemnaker melatih 5.000 orang hingga 20 Oktober 2025."
    assert rows[1]["title"] == "Pelatihan diikuti 8.000 orang"
    assert list(rows[0]) == [column.name for column in TABLES["claims"]]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_duckdb_describes_its_columns(output: Path, tmp_path: Path) -> None:
    (path,) = export_duckdb(output, tmp_path)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM claims JOIN records USING (record_id)").fetchone() == (3,)
        comment = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'facts' AND column_name = 'edtf'"
        ).fetchone()
    assert comment == ("Extended Date/Time Format",)


def test_sqlite_links_searches_and_names_its_facets(output: Path, tmp_path: Path) -> None:
    path, metadata = export_sqlite(output, tmp_path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        found = database.execute("SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'peserta'").fetchall()
        assert len(found) == 1
        found = database.execute("SELECT text FROM claims_fts WHERE claims_fts MATCH 'sentence:menargetkan'").fetchall()
        assert found == [("10.000 peserta",)]
        assert database.execute("SELECT relation FROM records ORDER BY 1").fetchall() == [("conflict",), ("single",)]
        columns = {row[1] for row in database.execute("PRAGMA table_info(records)")}
    tables = json.loads(metadata.read_text(encoding="utf-8"))["databases"]["rujuk"]["tables"]
    assert set(tables["records"]["facets"]) <= columns
    assert tables["records"]["facets"][0] == "relation"


def test_csv_cannot_start_a_formula(output: Path, tmp_path: Path) -> None:
    export_csv(output, tmp_path, Wording(load_rules(), "en"))
    rows = _read(tmp_path / "articles.csv")
    assert [row["id"] for row in rows] == ["'=cmd|' /C calc'!A0", "kabar-2", "warta/1"]
    assert rows[0]["source"] == "'=1+1"


def test_jsonld_selectors_find_the_words_again(output: Path, tmp_path: Path) -> None:
    nodes = _graph(output, tmp_path)
    assert len(nodes["Claim"]) == 3
    for node in nodes["Claim"]:
        doc_id = node["@id"].removeprefix("urn:rujuk:claim:").rpartition("#")[0]
        quote, position = node["target"]["selector"]
        text = TEXTS[doc_id]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.index(around) + len(quote["prefix"]) == position["start"]
    first = nodes["Claim"][0]
    assert first["about"] == {"@type": "QuantitativeValue", "minValue": 5000, "maxValue": 5000, "unitText": "orang"}
    assert first["confidence"] == 0.9
    conflict, single = nodes["Dataset"]
    assert first["isPartOf"] == {"@id": conflict["@id"]}
    assert conflict["variableMeasured"] == {
        "@type": "PropertyValue", "name": "participants", "minValue": 5000, "maxValue": 8000, "unitText": "orang",
    }  # fmt: skip
    assert ("about" in conflict, single["about"]["minValue"]) == (False, 10000)
    assert [moment["value"] for moment in conflict["history"]] == [
        {"min": 5000, "max": 5000},
        {"min": 8000, "max": 8000},
    ]
    assert "ClaimReview" not in nodes


def test_a_fact_check_is_a_claim_review_of_what_it_denies(output: Path, tmp_path: Path) -> None:
    articles = output / "articles.jsonl"
    titled = articles.read_text(encoding="utf-8").replace('"title":"Kemnaker latih', '"title":"[SALAH] Kemnaker latih')
    articles.write_text(titled, encoding="utf-8")
    records = output / "records.jsonl"
    denied = records.read_text(encoding="utf-8").replace('"status":"realised"', '"status":"denied"')
    records.write_text(denied, encoding="utf-8")
    (review,) = _graph(output, tmp_path)["ClaimReview"]
    (reviewed,) = review["itemReviewed"].pop("hasPart")
    assert reviewed["@id"].startswith("urn:rujuk:claim:warta/1#quantity:")
    assert review == {
        "@type": "ClaimReview", "@id": "urn:rujuk:review:warta/1", "url": "https://warta.example/1",
        "datePublished": "2025-10-20", "author": {"@type": "Organization", "name": "Harian Warta"},
        "claimReviewed": "Kemnaker latih 5.000 orang",
        "reviewRating": {"@type": "Rating", "alternateName": "SALAH"},
        "itemReviewed": {"@type": "Claim", "name": "Kemnaker latih 5.000 orang"},
    }  # fmt: skip


def _graph(output: Path, out: Path) -> dict[str, list[dict[str, Any]]]:
    """The nodes of the JSON-LD by their types."""
    with closing(Store(output)) as store:
        (path,) = export_jsonld(store, out, load_rules())
    nodes: dict[str, list[dict[str, Any]]] = {}
    for node in json.loads(path.read_text(encoding="utf-8"))["@graph"]:
        nodes.setdefault(node["@type"], []).append(node)
    return nodes


def test_labels_go_out_and_come_back(output: Path, tmp_path: Path) -> None:
    with closing(Store(output)) as store:
        tasks_path, config = export_label_studio(store, tmp_path)
    assert '<Label value="quantity"' in config.read_text(encoding="utf-8")
    tasks = json.loads(tasks_path.read_text(encoding="utf-8"))
    for task in tasks:  # an annotator accepts every prediction
        task["annotations"] = [{"result": task.pop("predictions")[0]["result"]}]
    exported = tmp_path / "export.json"
    exported.write_text(json.dumps(tasks), encoding="utf-8")
    rows = {row["id"]: row for row in import_labels(exported)}
    assert set(rows) == set(TEXTS)
    back = {(row["id"], fact["start"], fact["end"], fact["type"]) for row in rows.values() for fact in row["facts"]}
    assert back == {(fact.doc_id, fact.start, fact.end, fact.type) for fact in facts()}
    (target,) = rows["=cmd|' /C calc'!A0"]["facts"]
    assert (target["min"], target["max"], target["unit"], target["target"], target["participants"]) == (
        10000, 10000, "peserta", True, True,
    )  # fmt: skip
    assert target["due"] == {"from": "2026-01-01", "to": "2026-12-31"}
    assert target["ministries"] == ["kemnaker"]
    kinds = {fact["type"]: fact for fact in rows["warta/1"]["facts"]}
    assert (kinds["date"]["from"], kinds["ministry"]["ministry"]) == ("2025-10-20", "kemnaker")


@pytest.mark.parametrize(
    ("region", "reason"),
    [
        ({"value": {"start": 0, "end": 99, "labels": ["date"]}}, "outside the text"),
        ({"value": {"start": 0, "end": 3, "labels": ["tanggal"]}}, "unknown label 'tanggal'"),
        ({"value": {"start": 0, "end": 3, "labels": ["date"]}, "words": "from=kemarin"}, "'kemarin' is no day"),
        ({"value": {"start": 0, "end": 3, "labels": ["quantity"]}, "words": "min=lima"}, "'lima' is no number"),
        ({"value": {"start": 0, "end": 3, "labels": ["quantity"]}, "words": "min=1e999"}, "'1e999' is no number"),
        ({"value": {"start": 0, "end": 3, "labels": ["quantity"]}, "words": "satuan=orang"}, "unknown key 'satuan'"),
    ],
)
def test_a_bad_label_is_named(tmp_path: Path, region: dict[str, object], reason: str) -> None:
    words = region.pop("words", "")
    result = [
        {"id": "r", "from_name": "label", **region},
        {"id": "r", "from_name": "value", "value": {"text": [words]}},
    ]
    path = tmp_path / "export.json"
    path.write_text(json.dumps([{"data": {"id": "a", "text": "tiga"}, "annotations": [{"result": result}]}]))
    with pytest.raises(LabelsError, match=rf"task 1, region r: .*{reason}"):
        list(import_labels(path))


@pytest.mark.parametrize(
    "annotation",
    [
        {"result": [{"from_name": "label"}]},
        {"result": [{"from_name": "label", "value": {"start": 0, "end": 1, "labels": []}}]},
        {"result": [{"from_name": "value", "value": {}}]},
        {"result": ["label"]},
        {"result": 5},
        {"result": [{"id": [], "from_name": "value", "value": {"text": ""}}]},
    ],
)
def test_an_annotation_of_another_shape_is_named(tmp_path: Path, annotation: dict[str, object]) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps([{"data": {"id": "a", "text": "tiga"}, "annotations": [annotation]}]))
    with pytest.raises(LabelsError, match="task 1: not an annotation of this export"):
        list(import_labels(path))


@pytest.mark.parametrize("text", ['[{"data": {"text": "\\ud800"}}]', "[" * 90_000, "[NaN]", '["\xff"]'])
def test_a_file_that_is_no_clean_json_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "export.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(LabelsError, match=r"export\.json"):
        list(import_labels(tmp_path / "export.json"))


@given(st.text(st.sampled_from("ab 😀\U0001f1ee"), min_size=1), st.data())
def test_offsets_of_browsers_are_taken_by_their_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    units = [len(text[:place].encode("utf-16-le")) // 2 for place in (start, end)]
    (found,) = _read_regions([_region(*units, text[start:end])], text, "x")
    assert found["text"] == text[start:end]


def test_offsets_that_fit_no_words_are_named() -> None:
    with pytest.raises(LabelsError, match=r"'dua' does not stand at 0\.\.4"):
        list(_read_regions([_region(0, 4, "dua")], "tiga", "x"))


def _region(start: int, end: int, words: str) -> dict[str, object]:
    value = {"start": start, "end": end, "text": words, "labels": ["date"]}
    return {"id": "r", "from_name": "label", "value": value}


@pytest.mark.slow
def test_docbin_reads_back_with_span_groups(output: Path, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    with closing(Store(output)) as store:
        (path,) = export_docbin(store, tmp_path)
    docs = {doc.user_data["id"]: doc for doc in DocBin().from_disk(path).get_docs(spacy.blank("id").vocab)}
    assert [(span.text, span.label_) for span in docs["warta/1"].spans["ministries"]] == [("Kemnaker", "kemnaker")]
    assert docs["warta/1"]._.rujuk_published == date(2025, 10, 20)
    for name, doc in docs.items():
        whole = {fact.fact_id: fact for fact in facts() if fact.doc_id == name}
        assert {fact.fact_id: fact for fact in doc._.rujuk_facts} == whole
    assert docs["kabar-2"].spans["participants"][0]._.rujuk.min == 8000
    assert [span.text for span in docs["=cmd|' /C calc'!A0"].spans["targets"]] == ["10.000 peserta"]


def test_the_report_is_one_harmless_file(output: Path) -> None:
    with closing(Store(output)) as store:
        page = "".join(report(store, load_rules(), "id"))
    assert page.count("<article") == 2
    assert page.index("bertentangan</span>") < page.index("tunggal</span>")
    assert "Harian Warta menyebut 5.000" in page
    assert "<script" not in page
    assert " href=" not in page.replace('href="https://warta.example/1"', "")
    assert " src=" not in page.replace("&lt;img src=", "")
    assert "\u202e" not in page


def test_markdown_of_others_is_escaped() -> None:
    assert plain("[klik](x) *tebal*\n# judul <b>") == r"\[klik\]\(x\) \*tebal\* \# judul \<b\>"


def test_the_documented_tables_are_the_exported_ones() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    for table, columns in TABLES.items():
        section = page.partition(f"### {table}\n")[2].partition("\n### ")[0]
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert rows == [
            f"| `{column.name}` | {head} | {column.full_type} | {column.meaning} |"
            for column, head in zip(columns, Wording(load_rules()).heads(table), strict=True)
        ]
