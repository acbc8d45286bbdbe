"""The documentation: every page is in the site, every picture is small and shown, words of the desk are its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor import __version__
from extractor.rules import load_rules
from tests.printed import renewed

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="needs the repository")


def _nav(entry: Any) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    inner = entry.values() if isinstance(entry, dict) else entry
    return [page for one in inner for page in _nav(one)]


def test_the_site_names_every_page() -> None:
    made = {"index.md", "contributing.md", "benchmarks.md", "changelog.md", "security.md", "api.md", "rules.md"}
    assert all(f'"{name}"' in (DOCS / "pages.py").read_text(encoding="utf-8") for name in made)
    pages = _nav(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])
    assert sorted(pages) == sorted(made | {path.name for path in DOCS.glob("*.md")})


@pytest.mark.parametrize("page", sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")]), ids=lambda path: path.name)
def test_links_of_a_page_lead_to_files(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_pictures_are_small_and_shown() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    pictures = sorted((DOCS / "pictures").iterdir())
    assert [path.name for path in pictures if f"(pictures/{path.name})" not in pages] == []
    assert all(path.stat().st_size < 100_000 for path in pictures)


def test_the_guide_calls_things_what_the_desk_calls_them() -> None:
    """Every bold word of the guide is one of the desk's; what it merely stresses is listed."""
    guide = (DOCS / "panduan.md").read_text(encoding="utf-8")
    bold = set(re.findall(r"\*\*([^*]+)\*\*", guide))
    words = {entry["id"].lower() for entry in load_rules().yaml("interface.yaml").values()}
    stressed = {"rujukan", "hubungan", "Keputusan redaksi.", "Anotasi."}
    assert {word for word in bold - stressed if word.lower() not in words} == set()


def test_a_release_cites_itself() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    assert re.search(rf"^## {re.escape(__version__)} \(", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)


def test_guides_in_eight_steps_have_eight() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    sections = [part for part in guide.split("\n## ")[1:] if part.partition("\n")[0].endswith("in eight steps")]
    assert len(sections) == 6
    assert [re.findall(r"^(\d)\. ", part, re.M) for part in sections] == [list("12345678")] * 6


def test_the_workflow_tests_every_python_that_is_supported() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    pythons = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert f'requires-python = ">={pythons[0]}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert pythons == ["3.11", "3.12", "3.13"]


def test_the_readme_shows_what_three_commands_print() -> None:
    def told(command: str) -> str:
        return f"printed: {command}"

    page = renewed((ROOT / "README.md").read_text(encoding="utf-8"), told)
    assert [line.split()[:2] for line in re.findall(r"^printed: (.*)", page, re.M)] == [
        ["show", "output/"], ["show", "output/"], ["check", '"Kemnaker'],
    ]  # fmt: skip


def test_modules_that_pages_name_are_there() -> None:
    named = {
        (page.name, path)
        for page in [*DOCS.glob("*.md"), *ROOT.glob("*.md")]
        for path in re.findall(r"`((?:extractor|rules|tests|docs|corpus)/[\w/.*-]*)`", page.read_text(encoding="utf-8"))
    }
    assert len(named) > 40
    assert {(page, path) for page, path in named if not [*ROOT.glob(path.rstrip("/"))]} == set()
