"""What commands print in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from extractor.messages.language import say

# Of errors that are shown at the end of a run.
_MOST_KINDS = 5


def plain_table(*columns: str, right: Collection[int] = ()) -> Table:
    """A table with a light rule below its head; the columns numbered in ``right`` hold figures."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index in right else "left", overflow="fold")
    return table


def print_summary(manifest: dict[str, Any], errors: int, out: Path) -> None:
    """The end of a run: articles in, facts by kind, records, conflicts, errors."""
    articles, facts, records = (manifest.get(name, {}) for name in ("articles", "facts", "reconciliation"))
    rows = [
        (say("artikel terbaca", "articles read"), articles.get("read")),
        (say("artikel terolah", "articles processed"), articles.get("processed")),
        (say("kementerian", "ministries"), facts.get("ministry")),
        (say("lembaga", "agencies"), facts.get("agency")),
        (say("tanggal", "dates"), facts.get("date")),
        (say("target", "targets"), facts.get("target")),
        (say("peserta", "participant counts"), facts.get("participants")),
        (say("rujukan", "records"), records.get("records")),
        (say("bertentangan", "conflicts"), records.get("relations", {}).get("conflict")),
        (say("galat", "errors"), errors),
    ]
    table = plain_table(str(out), "", right=[1])
    for name, figure in rows:
        if figure is not None:
            table.add_row(name, f"{figure:,}".replace(",", say(".", ",")))
    Console().print(table)
    refused = out / "errors.jsonl"
    if errors and refused.exists():
        for line in _kinds(refused):
            print(line)
        print(say("Alasan setiap galat: ", "The reason of each error: ") + str(refused))


def _kinds(path: Path) -> Iterator[str]:
    """The first error of each kind, and how many others are like it; of the first kinds only."""
    from extractor.reading import ReadingError

    first: dict[str, ReadingError] = {}
    counts: Counter[str] = Counter()
    with path.open("rb") as lines:
        for line in lines:
            error = ReadingError.model_validate_json(line)
            first.setdefault(error.code, error)
            counts[error.code] += 1
    for code, error in list(first.items())[:_MOST_KINDS]:
        others = counts[code] - 1
        yield error.sentence() + (say(f" (dan {others} lagi)", f" (and {others} more)") if others else "")
