"""The main job: read, extract, reconcile, write, in an output folder that remembers what was done."""

from __future__ import annotations

import hashlib
import heapq
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

from extractor import __version__
from extractor.batches import gather
from extractor.disk.stored import Extracted
from extractor.engines.work import EngineError, Failure, Work
from extractor.jobs.ledger import InputCount, Ledger, locked
from extractor.jobs.manifest import FILE_NAME as MANIFEST
from extractor.jobs.manifest import read_manifest
from extractor.jobs.pages import read_pages
from extractor.jobs.progress import Watch
from extractor.jobs.publish import publish
from extractor.jobs.running import available_workers, run_engine
from extractor.jobs.stages import Pending
from extractor.messages.language import say
from extractor.models import Article
from extractor.reading import Located, Meter, ReadingError, ReadOptions, find_located
from extractor.reading.errors import Refused, duplicate

# The first shards of a run are small, and they grow with it: after 256 articles a kill costs a fifth of the work.
_FIRST_ARTICLES = 64
_SHARD_ARTICLES = 2_000
_SHARD_CHARACTERS = 16_000_000


@dataclass(frozen=True)
class JobOptions:
    """How a job runs. Of these ``workers``, ``seconds``, ``fresh`` and ``quiet`` do not change the result."""

    reading: ReadOptions = field(default_factory=ReadOptions)
    keep_text: bool = True
    ner: bool = False
    min_confidence: float = 0.0
    sample: int | None = None
    seed: int = 0
    workers: int | None = None
    seconds: float = 60.0
    fresh: bool = False
    quiet: bool = False

    def described(self) -> dict[str, Any]:
        """What the result depends on, as the manifest shows it."""
        names = [one.name for one in fields(self.reading) if one.name not in ("ruleset", "notes")]
        reading = {name: getattr(self.reading, name) for name in names}
        named = {name: value for name, value in reading.items() if value is not None}
        return {
            **named,
            "text": self.keep_text,
            "ner": self.ner,
            "min_confidence": self.min_confidence,
            "sample": self.sample,
            "seed": self.seed if self.sample else None,
        }


def extract_into(
    directory: Path, inputs: Sequence[str], work: Work[Pending, Extracted], rules: str, options: JobOptions
) -> dict[str, Any]:
    """Extracts all inputs into ``directory`` and writes its articles, facts, errors and manifest; gives the manifest.

    ``rules`` is the digest of the rules that ``work`` applies. Goes on where a killed run stopped.
    Raises :class:`~extractor.jobs.ledger.LedgerError`, :class:`~extractor.engines.work.EngineError`, ``OSError``.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with locked(directory):
        if options.fresh:
            (directory / MANIFEST).unlink(missing_ok=True)
        read_manifest(directory)  # before the work, for what a damaged one says of it would be lost at the end
        ledger = Ledger(directory, settings_of(rules, options), inputs, fresh=options.fresh)
        try:
            if ledger.damaged:
                _say_damaged(ledger.damaged)
            _extract(ledger, inputs, work, options)
            return publish_with(directory, ledger, rules, options)
        finally:
            ledger.close()


def _say_damaged(articles: int) -> None:
    print(
        say(
            f"hasil {articles} artikel di folder keluaran rusak; artikelnya dibaca lagi",
            f"the results of {articles} articles in the output folder are damaged; the articles are read again",
        ),
        file=sys.stderr,
    )


def publish_with(directory: Path, ledger: Ledger, rules: str, options: JobOptions) -> dict[str, Any]:
    """The public files of an extraction by ``options``; gives the manifest."""
    workers = available_workers() if options.workers is None else options.workers
    described = options.described()
    return publish(directory, ledger, rules, described, keep_text=options.keep_text, workers=workers)


def settings_of(rules: str, options: JobOptions) -> dict[str, str]:
    """What stored results depend on besides the articles; when it changes, they are made anew."""
    return {
        "version": __version__,
        "code": _code_digest(),
        "rules": rules,
        "options": json.dumps(options.described(), sort_keys=True),
    }


def _code_digest() -> str:
    """A digest of the program itself, so that what a changed program extracted earlier is not taken over.

    Compiled modules are passed over: they are made of the sources beside them and give the same results.
    """
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        passed_over = not {"__pycache__", "_rules", "_sample"}.isdisjoint(path.parts) or path.suffix in (".so", ".pyd")
        if path.is_file() and not passed_over:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes() if path.suffix == ".py" else str(path.stat().st_size).encode())
    return digest.hexdigest()


def _extract(ledger: Ledger, inputs: Sequence[str], work: Work[Pending, Extracted], options: JobOptions) -> None:
    reader = Reader(ledger, inputs, options)
    kept: list[tuple[Extracted, str]] = []
    size = done = failed = extracted = 0
    with Watch(say("Ekstraksi", "Extraction"), quiet=options.quiet) as watch:
        for results in run_engine(work, gather(reader.new_articles(), _length), options.workers, options.seconds):
            for pending, result in results:
                if isinstance(result, Failure):
                    failed += 1
                    refused = Refused(result.code, **result.params)
                    error = refused.at(pending.file, pending.line, pending.article.id, "extract")
                    ledger.refuse(pending.given, pending.order, error)
                else:
                    extracted += 1
                    kept.append((result, pending.article.text))
                    size += len(pending.article.text) + len(result.line)
            done += len(results)
            behind = reader.known + extracted - len(kept)
            if len(kept) >= _shard_articles(behind) or size >= _SHARD_CHARACTERS:
                ledger.keep(kept)
                kept, size = [], 0
            watch.update(done, failed + reader.refused, reader.share(done))
        if kept:
            ledger.keep(kept)
    reader.check(extracted + failed)
    for given, count in reader.counts.items():
        ledger.finish(given, count)
    ledger.settle()


def _shard_articles(behind: int) -> int:
    """How many articles the next shard holds, when those of so many are safe."""
    return min(_SHARD_ARTICLES, max(_FIRST_ARTICLES, behind // 4))


def check_counts(counts: Iterable[InputCount], articles: int) -> None:
    """Raises :class:`EngineError` unless every row read was refused, passed over, or one of the ``articles``."""
    read = accounted = 0
    for count in counts:
        read += count.read
        accounted += count.refused + count.duplicates + count.unsampled
    if read != accounted + articles:
        raise EngineError(f"of {read} rows {accounted + articles} are accounted for")


class Book(Protocol):
    """What knows the articles that were read before: a :class:`Ledger`, or where none is kept, those of this run."""

    def begin(self, given: str) -> None: ...

    def place(self, given: str, article: Article) -> str: ...

    def refuse(self, given: str, order: int, error: ReadingError) -> None: ...


class Reader:
    """Reads the inputs in order and passes on the articles that are not in a shard yet."""

    def __init__(self, ledger: Book, inputs: Sequence[str], options: JobOptions) -> None:
        self._ledger = ledger
        self._options = options
        self.counts = {given: InputCount() for given in inputs}
        #: Articles that are in a shard already.
        self.known = 0
        self.meter = Meter()
        if not options.quiet:
            self.meter.measure(inputs)

    @property
    def refused(self) -> int:
        """Rows refused so far, duplicates among them."""
        return sum(count.refused + count.duplicates for count in self.counts.values())

    def new_articles(self) -> Iterator[Pending]:
        """Articles to extract. Errors and duplicates go to the ledger."""
        for given, count in self.counts.items():
            self._ledger.begin(given)
            for order, item in self._sampled(given, count):
                if isinstance(item, ReadingError):
                    count.refused += 1
                    self._ledger.refuse(given, order, item)
                    continue
                place = self._ledger.place(given, item.article)
                if place == "duplicate":
                    count.duplicates += 1
                    self._ledger.refuse(given, order, duplicate(item.file, item.line, item.article.id))
                elif place == "new":
                    yield Pending(item.article, given, order, item.file, item.line)
                else:
                    self.known += 1

    def check(self, came_back: int) -> None:
        """Raises :class:`EngineError` unless every row read was refused, passed over, known, or ``came_back``."""
        check_counts(self.counts.values(), self.known + came_back)

    def share(self, came_back: int) -> float | None:
        """The part of the inputs that is done; null while their size is unknown. What was read ahead is not done."""
        read = sum(count.read for count in self.counts.values())
        passed_over = self.refused + self.known + sum(count.unsampled for count in self.counts.values())
        share = self.meter.share
        return share * min(1.0, (came_back + passed_over) / read) if share is not None and read else share

    def _sampled(self, given: str, count: InputCount) -> Iterator[tuple[int, Located | ReadingError]]:
        """All items of an input, or errors and the ``sample`` articles whose ids draw the smallest numbers."""
        found = find_located(given, self._options.reading, self.meter)
        items = enumerate(read_pages(found, self._options.reading, self._options.workers, self._options.seconds), 1)
        size = self._options.sample
        drawn: list[tuple[int, int, Located]] = []
        for order, item in items:
            count.read += 1
            if size is None or isinstance(item, ReadingError):
                yield order, item
                continue
            entry = (-draw(self._options.seed, item.article.id), -order, item)
            if len(drawn) < size:
                heapq.heappush(drawn, entry)
            else:
                heapq.heappushpop(drawn, entry)
                count.unsampled += 1
        yield from sorted((-order, item) for _, order, item in drawn)


def draw(seed: int, id: str) -> int:
    """The number that an article draws for a sample: those with the smallest are taken, whatever their order."""
    return int.from_bytes(hashlib.blake2b(f"{seed} {id}".encode(), digest_size=8).digest())


def _length(pending: Pending) -> int:
    return len(pending.article.text)
