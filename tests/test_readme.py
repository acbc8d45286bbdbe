"""What the README and the docs show runs as it is typed, and the wheel works without the repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.command import ROOT, TEXT, rujuk

pytestmark = pytest.mark.slow  # each starts a process


def _readme_commands() -> list[str]:
    return re.findall(r"^\$ (rujuk .+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)


@pytest.mark.skipif(not (ROOT / "corpus").is_dir(), reason="needs the sample corpus")
def test_readme_commands_run(tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    commands = _readme_commands()
    assert len(commands) >= 4
    for command in commands:
        arguments = [part.strip('"') for part in re.findall(r'"[^"]*"|\S+', command)][1:]
        if arguments[0] == "desk":
            arguments = ["desk", "--help"]  # it serves until it is stopped
        done = rujuk(*arguments, cwd=tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stderr}"


def _snippets() -> list[tuple[str, str]]:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [
        (page.name, code)
        for page in pages
        for code in re.findall(r"```python\n(.+?)```", page.read_text(encoding="utf-8"), re.S)
    ]


@pytest.mark.parametrize("code", [pytest.param(code, id=f"{name}-{i}") for i, (name, code) in enumerate(_snippets())])
def test_every_snippet_of_python_runs_as_it_is_typed(code: str, tmp_path: Path) -> None:
    """A line that ends in ``# → words`` prints these words; packages of no extra may be missing."""
    (tmp_path / "output").symlink_to(ROOT / "output")
    path = f"{ROOT}{os.pathsep}{ROOT / 'extractor' / '_alias'}"
    found = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=found)
    missing = re.search(r"No module named '(pandas|polars)'", done.stderr)
    if missing:
        pytest.skip(f"needs {missing[1]}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == " ".join(re.findall(r"# → (.+)", code)).split()


def test_public_names_are_not_their_submodules() -> None:
    code = (
        "import extractor.reconcile.grouping, extractor.pipeline, rujuk\n"
        "from extractor import reconcile\n"
        "assert rujuk.reconcile is reconcile and list(reconcile([])) == []\n"
        "assert all(getattr(rujuk, name) is getattr(extractor, name) for name in rujuk.__all__)"
    )
    path = f"{ROOT}{os.pathsep}{ROOT / 'extractor' / '_alias'}"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, check=True)


def test_the_wheel_works_outside_the_repository(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "satu.txt").write_text(TEXT, encoding="utf-8")
    done = rujuk("run", "satu.txt", "--out", "out", cwd=tmp_path, PYTHONPATH=str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    inside = json.loads((tmp_path / "out" / "manifest.json").read_text())["rules"]
    outside = rujuk("rules", "check").stdout
    assert inside[:12] in outside
    assert {path.name for path in (tmp_path / "site" / "rujuk").glob("*.*")} == {"__init__.py", "py.typed"}
    sample = tmp_path / "site" / "extractor" / "_sample" / "records.jsonl"
    assert sample.read_bytes() == (ROOT / "output" / "records.jsonl").read_bytes()
    assert not (tmp_path / "site" / "extractor" / "_alias").exists()
