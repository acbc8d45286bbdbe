"""The text of a dropped file, read in a process of its own within a limit of processor time."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from extractor.batches import Steps
from extractor.engines.pool import run_pool
from extractor.engines.work import Failure
from extractor.reading import ReadingError, ReadOptions, read_located

#: Bytes of a file; a press release with pictures has a few million.
FILE_LIMIT = 10_000_000
# Processor time to read a file; a PDF of 200 pages takes four.
_SECONDS = 10.0
_SUFFIX = re.compile(r"\.[a-z0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Dropped:
    """The text, the day on which it was published as far as the file tells, and what was refused, in words."""

    text: str
    published: date | None
    refused: tuple[ReadingError, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the process does: the articles of a file as one text."""

    longest: int

    def prepare(self) -> Steps[str, Dropped]:
        return Steps(self._read)

    def _read(self, path: str) -> Dropped:
        texts: list[str] = []
        days: list[date | None] = []
        refused: list[ReadingError] = []
        for one in read_located(path, ReadOptions(max_characters=self.longest)):
            if isinstance(one, ReadingError):
                refused.append(one)
                continue
            texts.append(one.article.text)
            days.append(one.article.published)
            if sum(map(len, texts)) > self.longest:
                break
        day = days[0] if len(days) == 1 else None
        return Dropped("\n\n".join(texts)[: self.longest], day, tuple(refused[:1]))


def read_dropped(name: str, data: bytes, longest: int) -> Dropped | Failure:
    """The first ``longest`` characters of a file; ``name`` tells its kind. A reader that hangs or dies is a failure."""
    suffix = PurePath(name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="rujuk-") as folder:
        path = Path(folder) / ("berkas" + (suffix if _SUFFIX.fullmatch(suffix) else ""))
        path.write_bytes(data)
        for results in run_pool(_Reading(longest), [[str(path)]], 1, _SECONDS):
            for _, result in results:
                return result
    raise AssertionError("the pool answers for every item")
