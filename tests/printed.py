"""What commands print in the README, put in anew from output/ by ``python -m tests.printed`` (``make pictures``)."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from extractor.cli import build

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
# A command in a comment or in a block of its own, and the block with what it prints.
_PRINTED = re.compile(r"((?:<!-- |```console\n\$ )rujuk ([^\n]+?)(?: -->|\n```)\n```text\n)(.*?)(\n```)", re.DOTALL)
_WIDTH = {"COLUMNS": "130", "RUJUK_LANG": "id"}


def print_of(command: str) -> str:
    """What a command prints today over the committed output, without blanks at the ends of lines."""
    arguments = shlex.split(command.replace("output/", f"{ROOT / 'output'}/"))
    shown = CliRunner().invoke(build(), arguments, prog_name="rujuk", env=_WIDTH).stdout
    return "\n".join(line.rstrip() for line in shown.splitlines()).strip("\n")


def renewed(page: str, told: Callable[[str], str] = print_of) -> str:
    """The page with what its commands print put in anew."""
    return _PRINTED.sub(lambda match: f"{match[1]}{told(match[2])}{match[4]}", page)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
