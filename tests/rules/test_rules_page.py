"""The site's page of rule files (``docs/pages.py``): no key is left unexplained."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from extractor.rules.schema import FILES

PAGES = Path(__file__).parents[2] / "docs" / "pages.py"

pytestmark = pytest.mark.skipif(not PAGES.is_file(), reason="needs the repository")


def test_every_key_of_every_rule_file_is_explained() -> None:
    """By the comment above or behind it, the head of the file, or its schema."""
    spec = spec_from_file_location("pages", PAGES)
    assert spec is not None
    assert spec.loader is not None
    pages = module_from_spec(spec)
    spec.loader.exec_module(pages)
    text = "\n".join(pages.rules_page())
    files = re.findall(r"^## (\S+)\n", text, re.M)
    assert files == sorted(FILES)
    silent = {}
    for file, section in zip(files, re.split(r"^## \S+\n", text, flags=re.M)[1:], strict=True):
        table = re.split(r"^Keys of a", section, flags=re.M)[0]
        silent[file] = re.findall(r"^\| `(\w+)` \| .* \|  \|$", table, re.M)
    assert {file: keys for file, keys in silent.items() if keys} == {}
    assert "| `direction` | `forward`, `backward`, `both` | forward: it stands before the figure; backward" in text
