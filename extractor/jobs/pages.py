"""Pages of archives and of folders, read on all cores: to find the text of one takes longer than to find its facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from extractor.batches import Steps, gather
from extractor.engines.work import Failure
from extractor.jobs.running import in_order, run_engine
from extractor.reading import Found, Located, ReadingError, ReadOptions, Unread
from extractor.reading.errors import Refused
from extractor.rules import load_rules

# Bytes of pages in a batch, and batches that may be done before the oldest, whose pages come first.
_BATCH_BYTES = 2_000_000
_LEAD = 16


@dataclass(frozen=True)
class PageWork:
    """Reads pages by ``options``, which carry no rules: these are in the folder ``rules``."""

    options: ReadOptions
    rules: str

    def prepare(self) -> Steps[tuple[int, Found], Located | ReadingError]:
        options = replace(self.options, ruleset=load_rules(self.rules))

        def read(numbered: tuple[int, Found]) -> Located | ReadingError:
            _, found = numbered
            return found.read(options) if isinstance(found, Unread) else found

        return Steps(read)


def read_pages(
    found: Iterator[Found], options: ReadOptions, workers: int | None, seconds: float
) -> Iterator[Located | ReadingError]:
    """What was found, in its order, with all pages read; from the first page on by an engine of ``workers``."""
    for one in found:
        if isinstance(one, Unread):
            yield from _by_engine(chain([one], found), options, workers, seconds)
            return
        yield one


def _by_engine(
    found: Iterator[Found], options: ReadOptions, workers: int | None, seconds: float
) -> Iterator[Located | ReadingError]:
    ruleset = options.ruleset or load_rules()
    work = PageWork(replace(options, ruleset=None, notes=None), str(ruleset.directory))
    batches = gather(enumerate(found), _size, size=_BATCH_BYTES)
    for one, result in in_order(run_engine(work, batches, workers, seconds, lead=_LEAD)):
        if isinstance(result, Failure):
            assert isinstance(one, Unread)
            yield Refused(result.code, **result.params).at(one.file, one.line, one.id)
        else:
            yield result


def _size(numbered: tuple[int, Found]) -> int:
    _, found = numbered
    return len(found.content) if isinstance(found, Unread) else 0
