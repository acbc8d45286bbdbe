"""From ``facts.jsonl`` to records: grouped, reconciled on all cores, sorted, written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from extractor.batches import Steps, gather
from extractor.disk.lines import encode
from extractor.disk.outputs import stored_articles
from extractor.disk.sorting import Sorter
from extractor.engines.work import EngineError, Failure, Work
from extractor.jobs.decide import described, write_decided
from extractor.jobs.grouping import BOUNDS, ArticleRow, Group, Prepared, ReadOf, group_claims, prepare_article
from extractor.jobs.ledger import FOLDER, locked
from extractor.jobs.manifest import read_manifest, update_manifest
from extractor.jobs.progress import Watch
from extractor.jobs.running import in_order, run_engine
from extractor.messages.language import say
from extractor.models import RECORD, Record
from extractor.reconcile.judging.reliability import Reliability, decide, learn_reliability
from extractor.rules import RuleSet

# Articles are prepared in batches of so many; up to so many batches are prepared in this process; and those of so many
# batches are held at most when one of them takes longer than the rest.
_BATCH_ARTICLES = 64
_SHORT = 6
_LEAD = 32
# A batch of groups for a worker: enough facts to hide the pipe.
_BATCH_FACTS = 1_000
# A batch may be one group of the greatest size, so few are held.
_INLINE_BATCHES = 1
_AHEAD = 1

Reconciled = list[tuple[str, bytes]]


class Reconciliation(Work[Group, Reconciled], Protocol):
    """Reconciliation of a group, and the reading of articles by whose units groups are made."""

    def reader(self) -> ReadOf:
        """The function that reads an article."""
        ...

    def ruleset(self) -> RuleSet:
        """The rules by which editors' decisions are worded and their records made."""
        ...


@dataclass(frozen=True)
class PrepareWork:
    """Articles with their numbers, made ready for grouping by the reader of ``reconciliation``."""

    reconciliation: Reconciliation

    def prepare(self) -> Steps[tuple[int, ArticleRow], Prepared | None]:
        read_of = self.reconciliation.reader()
        return Steps(lambda numbered: prepare_article(numbered[1], read_of))


def reconcile_into(
    directory: Path,
    work: Reconciliation,
    *,
    workers: int | None = None,
    quiet: bool = False,
    bounds: tuple[int, int] = BOUNDS,
    learn: RuleSet | None = None,
) -> dict[str, Any]:
    """Reconciles the facts of ``directory`` and writes its records; gives the manifest.

    ``learn``: the rules by which the reliability of outlets is learned from all records, or not at all.
    Raises :class:`~extractor.jobs.ledger.LedgerError`, :class:`EngineError` when a group cannot be
    reconciled, ``OSError``.
    """
    counts: Counter[str] = Counter()
    read_manifest(directory)  # before the work, as it is wanted at the end
    with (
        locked(directory),
        Sorter(directory / FOLDER / "spill") as records,
        Watch(say("Rekonsiliasi", "Reconciliation"), quiet=quiet) as watch,
    ):
        articles = _prepared(stored_articles(directory), work, workers)
        groups = group_claims(directory / FOLDER, articles, bounds)
        batches = _batches(groups, counts)
        done = 0
        for results in run_engine(work, batches, workers, short=_INLINE_BATCHES, ahead=_AHEAD):
            for group, result in results:
                if isinstance(result, Failure):
                    raise EngineError(f"{result.code} {result.params}: {group.claimed[:3]}")
                for record_id, line in result:
                    records.add((record_id, line), 2 * len(line), line)
                done += len(group.claimed)
            watch.update(done, 0)
        return write_reconciled(directory, records, counts, work.ruleset, learn)


def _prepared(articles: Iterable[ArticleRow], work: Reconciliation, workers: int | None) -> Iterator[Prepared]:
    """The articles made ready on all cores, in their order."""
    batches = gather(enumerate(articles), _bytes_of, _BATCH_ARTICLES)
    results = run_engine(PrepareWork(work), batches, workers, short=_SHORT, lead=_LEAD)
    for (line, _), result in in_order(results):
        if isinstance(result, Failure):
            raise EngineError(f"{result.code} {result.params}: {line[:80]!r}")
        if result is not None:
            yield result


def _bytes_of(numbered: tuple[int, ArticleRow]) -> int:
    line, facts = numbered[1]
    return len(line) + sum(map(len, facts))


def _batches(groups: Iterable[Group], counts: Counter[str]) -> Iterator[list[Group]]:
    batch: list[Group] = []
    size = 0
    for group in groups:
        counts["facts"] += len(group.claimed)
        counts["groups"] += 1
        if batch and size + len(group.claimed) > _BATCH_FACTS:  # a large group goes alone
            yield batch
            batch, size = [], 0
        batch.append(group)
        size += len(group.claimed)
    if batch:
        yield batch


def write_reconciled(
    directory: Path, sorter: Sorter, counts: Counter[str], ruleset: Callable[[], RuleSet], learn: RuleSet | None
) -> dict[str, Any]:
    """Writes the sorted records, with learned reliability where asked for and with the editors' decisions.

    Their counts go into the manifest.
    """
    learned: dict[str, Any] = {}
    reliability: Reliability | None = None
    if learn is not None:
        reliability = learn_reliability(map(RECORD.validate_json, sorter.sorted()), learn)
        learned = {"records": reliability.records, "least": reliability.least, "decided": 0}

    def lines() -> Iterator[bytes]:
        if learn is None or reliability is None or reliability.resolution is None:
            return sorter.sorted()
        learned["decided"] = 0
        return map(encode, _decided(map(RECORD.validate_json, sorter.sorted()), reliability, learn, learned))

    written = write_decided(directory, lines, ruleset)
    reconciliation = {"facts": counts["facts"], "groups": counts["groups"], **described(written)}
    reconciliation |= {"learned": learned} if learned else {}
    reconciliation |= {"notes": written["notes"]} if written["notes"] else {}
    return update_manifest(directory, {"reconciliation": reconciliation})


def _decided(
    records: Iterable[Record], reliability: Reliability, ruleset: RuleSet, learned: dict[str, Any]
) -> Iterator[Record]:
    for record in records:
        decided = decide(record, reliability, ruleset)
        learned["decided"] += decided is not record
        yield decided
