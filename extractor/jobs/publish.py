"""The public files of an extraction, written out of its shards: articles and facts side by side, errors, manifest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extractor import __version__
from extractor.batches import Steps
from extractor.disk.atomic import write_lines
from extractor.disk.lines import with_text
from extractor.disk.tables import sorted_articles, sorted_facts
from extractor.engines.inline import run_inline
from extractor.engines.pool import run_pool
from extractor.engines.work import EngineError, Failure
from extractor.jobs.manifest import update_manifest

if TYPE_CHECKING:  # a process that only writes a file starts without the reader and its rules
    from extractor.jobs.ledger import Ledger

FACT_COUNTS = ("ministry", "agency", "date", "date_target", "quantity", "target", "participants")

# Below this many articles a second process takes longer to start than it saves.
_ARTICLES_FOR_TWO = 16_000

Part = Literal["articles", "facts"]


@dataclass(frozen=True)
class PublishWork:
    """Writes one public file of ``directory`` from ``shards``; gives counts, or the error of the disk."""

    directory: Path
    shards: Path
    keep_text: bool

    def prepare(self) -> Steps[Part, Counter[str] | OSError]:
        def write(part: Part) -> Counter[str] | OSError:
            try:
                return self._articles() if part == "articles" else self._facts()
            except OSError as error:
                return error

        return Steps(write)

    def _articles(self) -> Counter[str]:
        articles = sorted_articles(self.shards)
        lines = (with_text(line, text if self.keep_text else None) for line, text in articles)
        return Counter(processed=write_lines(self.directory / "articles.jsonl", lines))

    def _facts(self) -> Counter[str]:
        facts: Counter[str] = Counter(dict.fromkeys(FACT_COUNTS, 0))
        found = sorted_facts(self.shards)
        write_lines(self.directory / "facts.jsonl", (_counted(type, line, facts) for type, line in found))
        return facts


def publish(
    directory: Path, ledger: Ledger, rules: str, settings: dict[str, Any], *, keep_text: bool, workers: int
) -> dict[str, Any]:
    """Writes the public files of the extraction in ``directory``; gives the manifest.

    Raises :class:`EngineError` and ``OSError``.
    """
    work = PublishWork(directory, ledger.shards, keep_text)
    batches: list[list[Part]] = [["articles"], ["facts"]]
    total = ledger.counts()
    large = total.read - total.unsampled >= _ARTICLES_FOR_TWO
    written: dict[Part, Counter[str]] = {}
    for results in run_pool(work, batches, 2) if workers > 1 and large else run_inline(work, batches):
        for part, result in results:
            if isinstance(result, Failure):
                raise EngineError(f"{part}.jsonl: {result.code} {result.params}")
            if isinstance(result, OSError):
                raise result
            written[part] = result
    errors = write_lines(directory / "errors.jsonl", ledger.errors())
    return update_manifest(
        directory,
        {
            "version": __version__,
            "rules": rules,
            "settings": settings,
            "articles": {
                "read": total.read,
                "refused": total.refused,
                "duplicates": total.duplicates,
                "not_sampled": total.unsampled,
                "failed": errors - total.refused - total.duplicates,
                "processed": written["articles"]["processed"],
            },
            "facts": dict(written["facts"]),
        },
    )


def _counted(type: str, line: bytes, facts: Counter[str]) -> bytes:
    """Passes a line on and counts it. Inside a JSON string the quotes would be escaped, so the search is exact."""
    facts[type] += 1
    if type in ("date", "quantity") and b'"target":true' in line:
        facts["date_target" if type == "date" else "target"] += 1
    if type == "quantity" and b'"participants":true' in line:
        facts["participants"] += 1
    return line
