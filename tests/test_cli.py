"""The command line: light to start, explains itself, tells what went wrong."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from dataclasses import fields
from pathlib import Path
from unittest import mock

import pytest
from typer.testing import CliRunner

from extractor.cli import COMMANDS, build
from extractor.commands.options import Extracting
from extractor.commands.schema import Output
from extractor.commands.show import _list
from extractor.models import Amount, Claim, Record, Span
from extractor.rules import load_rules
from tests.command import ROOT, TEXT, rujuk

pytestmark = pytest.mark.slow  # most start the command as a process


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from extractor.cli import build; build(); print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    heavy = {"pydantic", "pyarrow", "duckdb", "spacy", "numpy", "yaml", "trafilatura", "fastapi", "rich.console"}
    assert heavy.isdisjoint(done.stdout.split())


def test_package_exports_are_lazy() -> None:
    code = "import sys, extractor; assert 'pydantic' not in sys.modules; print(extractor.Article, extractor.reconcile)"
    subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    with pytest.raises(ImportError):
        exec("from extractor import Nothing")


def _commands() -> list[list[str]]:
    app = build()
    names = [[command.name or ""] for command in app.registered_commands]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        names += [[group.name or "", command.name or ""] for command in group.typer_instance.registered_commands]
    return names


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_command_has_help_with_an_example(
    command: list[str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUJUK_LANG", language)
    shown = CliRunner().invoke(build(), [*command, "--help"], prog_name="rujuk")
    assert shown.exit_code == 0
    assert ("Example: " if language == "en" else "Contoh: ") + "rujuk " + " ".join(command) in shown.output


@pytest.mark.parametrize(
    ("typed", "indonesian", "english"),
    [
        ("run x", "opsi '--out' belum diberikan", "Missing option '--out'."),
        ("run --out", "opsi '--out' memerlukan nilai", "Option '--out' requires an argument."),
        ("run", "argumen 'INPUT...' belum diberikan", "Missing argument 'INPUT...'."),
        ("rum", "tidak ada perintah 'rum' (mungkin 'run')", "No such command 'rum'. Did you mean 'run'?"),
        ("run x --ou y", "tidak ada opsi --ou", "No such option: --ou"),
        ("show a b c", "argumen berlebih: c", "Got unexpected extra argument(s) (c)"),
        (
            "run x --out y --workers satu",
            "nilai untuk '--workers' tidak sah: harus bilangan bulat",
            "Invalid value for",
        ),
        ("run x --out y --workers 0", "nilai untuk '--workers' tidak sah: paling sedikit 1", "Invalid value for"),
        ("run x --out y --engine z", "tidak sah: 'z' bukan salah satu dari 'auto', 'inline',", "Invalid value for"),
        ("export x", "opsi '--to' belum diberikan; pilihan: csv, xlsx,", "Missing option '--to'."),
    ],
)
def test_mistakes_in_a_command_line_are_told_in_one_language(
    typed: str, indonesian: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, words in (("id", indonesian), ("en", english)):
        monkeypatch.setenv("RUJUK_LANG", language)
        told = CliRunner().invoke(build(), typed.split(), prog_name="rujuk")
        assert told.exit_code == 2
        (line,) = [line for line in told.output.splitlines() if line.startswith("rujuk: ")]
        assert words in line
        assert ("Pemakaian: rujuk" in told.output) == (language == "id" and not typed.endswith("--out"))


def test_help_is_in_one_language() -> None:
    told = "".join(
        CliRunner().invoke(build(), [*command, "--help"], prog_name="rujuk").output for command in [[], *_commands()]
    )
    for english in ("Usage", "Options:", "Show this", "default:", "required]", "Commands:", "completion"):
        assert english not in told.replace("-completion", "")


def test_the_shell_completes_commands_and_options() -> None:
    code = "import sys; sys.argv = ['rujuk']; from extractor.__main__ import main; sys.exit(main())"
    found = {**os.environ, "PYTHONPATH": str(ROOT), "_RUJUK_COMPLETE": "complete_bash"}
    for typed, at, completed in (("rujuk ex", 1, ["extract", "export"]), ("rujuk export --t", 2, ["--to"])):
        found |= {"COMP_WORDS": typed, "COMP_CWORD": str(at)}
        done = subprocess.run([sys.executable, "-c", code], env=found, capture_output=True, text=True, check=True)
        assert done.stdout.split() == completed


def test_commands_are_listed_once() -> None:
    assert len(set(COMMANDS)) == len(COMMANDS)


def test_run_and_show(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "satu.txt").write_text(TEXT, encoding="utf-8")
    done = rujuk("run", str(tmp_path / "in"), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert "artikel terolah" in done.stdout
    facts = [json.loads(line) for line in (tmp_path / "out" / "facts.jsonl").read_text().splitlines()]
    assert {"ministry", "date", "quantity"} <= {fact["type"] for fact in facts}
    assert all(fact["text"] == TEXT[fact["start"] : fact["end"]] for fact in facts)
    (record, *_) = [json.loads(line) for line in (tmp_path / "out" / "records.jsonl").read_text().splitlines()]
    shown = rujuk("show", str(tmp_path / "out"), record["record_id"])
    assert shown.returncode == 0, shown.stderr
    assert "“Kemnaker menargetkan 10.000 peserta pelatihan pada Mei 2025.”" in shown.stdout
    assert "[target, tunggal]" in shown.stdout
    assert record["record_id"] in rujuk("show", str(tmp_path / "out"), COLUMNS="200").stdout


def test_pipes_give_facts_and_records_as_json_lines(tmp_path: Path) -> None:
    rows = json.dumps({"id": "a", "text": TEXT}) + "\n{rusak\n"
    done = rujuk("extract", "-", stdin=rows, TMPDIR=str(tmp_path))
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [fact["text"] for fact in facts][:3] == ["Kemnaker", "10.000 peserta", "Mei 2025"]
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("-:2: baris rusak")
    done = rujuk("run", "-", "--out", "-", "--allow-errors", stdin=rows, TMPDIR=str(tmp_path))
    assert done.returncode == 0
    assert {json.loads(line)["attribute"] for line in done.stdout.splitlines()} == {"target", "due_date"}
    assert list(tmp_path.iterdir()) == []


def test_facts_come_out_while_articles_still_come_in() -> None:
    command = [sys.executable, "-m", "extractor", "extract", "-"]
    found = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=found, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for id in ("a", "b"):
            process.stdin.write(json.dumps({"id": id, "text": "Kemnaker membuka pendaftaran."}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["fact_id"] == f"{id}#ministry:0-8"
        process.stdin.close()
        assert (process.stdout.read(), process.wait()) == ("", 0)


def test_printed_facts_are_those_of_the_folder_in_the_order_of_the_input(tmp_path: Path) -> None:
    rows = [{"id": id, "text": TEXT} for id in ("c", "a", "b", "a")]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    arguments = ("extract", str(tmp_path / "x.jsonl"), "--engine", "pool", "--workers", "2")
    done = rujuk(*arguments, RUJUK_LANG="en")
    assert (done.returncode, done.stderr) == (
        1,
        f"{tmp_path / 'x.jsonl'}:4: the id belongs to another article (the first is used)\n",
    )
    rujuk(*arguments, "--out", str(tmp_path / "out"))
    printed = done.stdout.splitlines()
    assert list(dict.fromkeys(json.loads(line)["doc_id"] for line in printed)) == ["c", "a", "b"]
    assert sorted(printed) == sorted((tmp_path / "out" / "facts.jsonl").read_text(encoding="utf-8").splitlines())


def test_a_missing_input_is_said_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT)
    done = rujuk("run", str(tmp_path / "x.txt"), str(tmp_path / "tiada"), "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (2, f"rujuk: berkas atau folder tidak ada: {tmp_path / 'tiada'}\n")
    assert not (tmp_path / "out").exists()


def test_run_and_extract_share_their_options() -> None:
    shared = {f"--{one.name.replace('_', '-')}" for one in fields(Extracting)}
    for command in ("run", "extract"):
        shown = CliRunner().invoke(build(), [command, "--help"], prog_name="rujuk").output
        assert shared <= set(re.findall(r"--[a-z-]+", shown))


def test_refused_rows_give_exit_code_one_unless_allowed(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n{rusak\n")
    arguments = ("extract", str(tmp_path / "x.jsonl"), "--out", str(tmp_path / "out"), "--quiet")
    assert rujuk(*arguments).returncode == 1
    assert rujuk(*arguments, "--allow-errors").returncode == 0
    assert json.loads((tmp_path / "out" / "errors.jsonl").read_text())["line"] == 2


def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path) -> None:
    done = rujuk("show", str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"{tmp_path}: bukan keluaran rujuk run" in done.stderr
    (tmp_path / "cut" / ".rujuk").mkdir(parents=True)
    (tmp_path / "cut" / "articles.jsonl").touch()
    told = "tidak ada facts.jsonl, records.jsonl, atau rujuk run belum selesai; jalankan lagi dengan perintah yang sama"
    assert told in rujuk("show", str(tmp_path / "cut")).stderr
    assert rujuk("show", str(tmp_path / "none")).stderr == f"rujuk: folder tidak ada: {tmp_path / 'none'}\n"
    for name, line in (("articles", ""), ("facts", ""), ("records", '{"record_id": "r-1"}\n')):
        (tmp_path / f"{name}.jsonl").write_text(line)
    done = rujuk("show", str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "records.jsonl: bukan rujukan versi ini" in done.stderr
    done = rujuk("rules", "check", "--rules", str(tmp_path / "none"), RUJUK_LANG="en")
    assert (done.returncode, done.stderr) == (2, f"rujuk: {tmp_path / 'none'}: no such rules folder\n")
    (tmp_path / "gold.jsonl").write_text("{rusak\n")
    done = rujuk("evaluate", str(tmp_path / "gold.jsonl"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f"rujuk: {tmp_path / 'gold.jsonl'}:1: baris rusak")
    (tmp_path / "sound.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n")
    done = rujuk("evaluate", str(tmp_path / "sound.jsonl"), "--attributes", str(tmp_path / "gold.jsonl"))
    assert done.returncode == 2
    assert f"{tmp_path / 'gold.jsonl'}:1: " in done.stderr
    assert "Traceback" not in done.stderr


def test_malformed_rules_are_told_before_any_work(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    text = (rules / "date_roles.yaml").read_text(encoding="utf-8")
    (rules / "date_roles.yaml").write_text(text.replace("    reach: 45", "    reech: 45"), encoding="utf-8")
    (tmp_path / "one.txt").write_text("Target 500 peserta.", encoding="utf-8")
    done = rujuk("extract", str(tmp_path / "one.txt"), "--rules", str(rules))
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"rujuk: date_roles\.yaml:\d+: deadline: unknown key 'reech', meant 'reach'\?\n", done.stderr)


@pytest.mark.parametrize(
    ("language", "words"), [("id", "nama itu sudah dipakai sebuah berkas"), ("en", os.strerror(errno.EEXIST))]
)
def test_what_the_system_refuses_is_said_in_the_language(tmp_path: Path, language: str, words: str) -> None:
    (tmp_path / "x.txt").write_text(TEXT)
    done = rujuk("run", str(tmp_path / "x.txt"), "--out", str(tmp_path / "x.txt"), RUJUK_LANG=language)
    assert (done.returncode, done.stderr) == (2, f"rujuk: {words}: {tmp_path / 'x.txt'}\n")


def test_a_list_with_reasons_is_readable_in_a_narrow_terminal(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT)
    rujuk("run", str(tmp_path / "x.txt"), "--out", str(tmp_path / "out"), "--quiet")
    record = json.loads((tmp_path / "out" / "records.jsonl").read_text().splitlines()[0])
    shown = rujuk("show", str(tmp_path / "out"), "--why", COLUMNS="60").stdout.splitlines()
    assert f"{record['record_id']}: {record['why']}" in shown
    assert sum(line.lstrip().startswith(record["record_id"]) for line in shown) == 2


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shown")
    texts = ("Kemnaker menargetkan 10.000 peserta pelatihan las.", "Kemnaker menargetkan 400 magang.",
             "Kementerian Pertanian menargetkan panen 5.000 hektare.")  # fmt: skip
    rows = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    (folder / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert rujuk("run", str(folder / "x.jsonl"), "--out", str(folder / "out"), "--quiet").returncode == 0
    return folder / "out"


def test_records_are_sought_and_printed_for_programs(shown: Path) -> None:
    lines = (shown / "records.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) > 1
    found = rujuk("show", str(shown), "-q", "10.000 PESERTA", "--json").stdout.splitlines()
    assert [json.loads(line)["unit"] for line in found] == ["peserta"]
    assert json.loads(found[0]) in records
    assert rujuk("show", str(shown), "-q", "10 rb perserta", "--json").stdout.splitlines() == found
    assert rujuk("show", str(shown), "--relation", "conflict", "--json").stdout == ""
    table = rujuk("show", str(shown), "--csv").stdout.splitlines()
    assert {line.partition(",")[0] for line in table} == {"record_id", *(record["record_id"] for record in records)}
    assert rujuk("show", str(shown), records[0]["record_id"], "--svg").stdout.startswith("<svg ")
    done = rujuk("show", str(shown), "r-")
    assert (done.returncode, done.stdout) == (2, "")
    assert all(record["record_id"] in done.stderr for record in records)


def test_a_port_that_is_taken_is_told_before_any_address(shown: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = rujuk("desk", str(shown), "--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rujuk: port {port} sedang dipakai program lain")


@pytest.mark.skipif(not (ROOT / "output").is_dir(), reason="needs the sample output")
def test_the_desk_without_a_folder_opens_the_last_output_or_the_sample(tmp_path: Path, shown: Path) -> None:
    def first_lines(folder: Path) -> list[str]:
        command = [sys.executable, "-u", "-m", "extractor", "desk", "--port", "0"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        desk = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        assert desk.stdout is not None
        try:
            lines = [desk.stdout.readline() for _ in range(2)]
            with urllib.request.urlopen(lines[1].split()[0] + "api/records") as answer:
                return [lines[0].strip(), str(json.load(answer)["count"])]
        finally:
            desk.terminate()
            desk.wait(30)
            desk.stdout.close()

    def count(folder: Path) -> str:
        return str(len((folder / "records.jsonl").read_text(encoding="utf-8").splitlines()))

    (tmp_path / "lama").mkdir()
    told, records = first_lines(tmp_path)
    assert told.startswith("Belum ada keluaran rujuk run di sini: ini contoh")
    assert records == count(ROOT / "output")
    for name in ("articles", "facts", "records"):
        (tmp_path / "lama" / f"{name}.jsonl").write_text("", encoding="utf-8")
    os.utime(tmp_path / "lama" / "records.jsonl", ns=(1, 1))
    shutil.copytree(shown, tmp_path / "baru")
    assert first_lines(tmp_path) == ["Keluaran terakhir di sini: baru", count(shown)]


@pytest.mark.parametrize("columns", ["60", "80"])
def test_a_narrow_terminal_keeps_name_and_value(shown: Path, columns: str) -> None:
    lines = rujuk("show", str(shown), COLUMNS=columns).stdout.splitlines()
    assert lines[1].split() == ["rujukan", "hubungan", "apa", "nilai"]
    assert any("10.000" in line for line in lines)


def test_no_word_is_broken_in_a_terminal_of_usual_width(capsys: pytest.CaptureFixture[str]) -> None:
    title = "Pembangunan permukiman berkelanjutan yang terintegrasi seluruhnya"
    claim = Claim(
        fact_id="a#1", doc_id="a", source=None, url=None, published=None, start=0, end=1, text="x",
        sentence=Span(start=0, end=1), value=Amount(min=48_350_393, max=48_350_393), status="realised", said_by=None,
        counted_by=None, as_of=None,
    )  # fmt: skip
    record = Record(
        record_id="r-0123456789ab", title=title, what=None, attribute="event_date", unit="penyandang disabilitas",
        ministries=(), relation="conflict", value=claim.value, resolved=True, why="", why_en="", sources=1,
        claims=(claim,), history=(),
    )  # fmt: skip
    for columns in (80, 109, 110, 130):
        with mock.patch.dict(os.environ, COLUMNS=str(columns)):
            _list([record], False, load_rules())
        words = capsys.readouterr().out.split()
        assert {*title.split(), "48.350.393", "penyandang", "disabilitas"} <= set(words)


def test_excel_is_another_name_of_xlsx(shown: Path, tmp_path: Path) -> None:
    done = rujuk("export", str(shown), "--to", "excel", "--out", str(tmp_path))
    assert done.stdout == f"{tmp_path / 'rujuk.xlsx'}\n"


def test_the_day_of_a_text_is_written_as_people_write_it(shown: Path) -> None:
    def checked(day: str) -> subprocess.CompletedProcess[str]:
        text = "Pelatihan las dimulai besok."
        return rujuk("check", text, "--against", str(shown), "--published", day, "--json")

    answers = {checked(day).stdout for day in ("26 Maret 2025", "26/3/2025", "Rabu, 26 Maret 2025", "2025-03-26")}
    assert len(answers) == 1
    done = checked("kapan-kapan")
    assert (done.returncode, done.stderr) == (2, "rujuk: bukan tanggal: kapan-kapan (misalnya 26 Maret 2025)\n")


def test_the_rules_of_the_repository_are_sound() -> None:
    done = rujuk("rules", "check")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("output", Output.__args__)  # type: ignore[attr-defined]
def test_schema_of_every_output(output: str) -> None:
    done = CliRunner().invoke(build(), ["schema", output])
    assert done.exit_code == 0
    schema = json.loads(done.output)
    assert schema["$schema"].endswith("2020-12/schema")


def test_evaluate_counts_as_defined(tmp_path: Path) -> None:
    gold = {
        "id": "a",
        "published": "2025-03-01",
        "text": TEXT,
        "facts": [
            {"type": "ministry", "start": 0, "end": 8, "text": "Kemnaker", "ministry": "kemnaker", "via": "name"},
            {"type": "ministry", "start": 61, "end": 88, "text": "", "ministry": "kemenkes", "via": "name"},
            {"type": "date", "start": 51, "end": 59, "from": "2025-05-01", "to": "2025-05-31", "target": True},
            {"type": "quantity", "start": 21, "end": 35, "min": 10000, "max": 10000, "target": True, "optional": True},
        ],
    }  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    done = rujuk("evaluate", str(tmp_path / "gold.jsonl"), "--json", "--errors", "3")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["ministry"] == {"gold": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5, "attributes": {}}
    assert (figures["date"]["f1"], figures["target"]["gold"], figures["target"]["precision"]) == (1.0, 0, 0.0)
    assert "ministry: wrong value [a]" in done.stderr

    floors = {"corpus": "other", "floors": {"ministry": 0.9, "date": 0.5}}
    (tmp_path / "floors.json").write_text(json.dumps(floors))
    failed = rujuk("evaluate", str(tmp_path / "gold.jsonl"), "--floors", str(tmp_path / "floors.json"))
    assert failed.returncode == 1
    assert "ministry: 0.5000 < 0.9" in failed.stderr
    assert "≠ other" in failed.stderr
