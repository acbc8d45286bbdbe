"""How far a run is: a bar on a terminal, a line every ten seconds in a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from extractor.messages.language import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LOG_SECONDS = 10.0


class Watch:
    """Shows a stage's progress on standard error. ``share`` is the part that is done, from 0 to 1, where known."""

    def __init__(self, title: str, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._title = title
        self._quiet = quiet
        self._stream = stream or sys.stderr
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._began = self._logged = time.monotonic()
        self._done = self._errors = 0
        self._share: float | None = None

    def __enter__(self) -> Watch:
        if not self._quiet and self._stream.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[figures]}"),
                TimeRemainingColumn(),
                console=Console(file=self._stream),
            )
            self._bar.start()
            self._task = self._bar.add_task(self._title, total=1.0, figures="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            if kind is None and self._task is not None:
                self._bar.update(self._task, completed=1.0, figures=self._figures())
            self._bar.stop()
        elif not self._quiet and kind is None:
            self._log()

    def update(self, done: int, errors: int, share: float | None = None) -> None:
        """Notes the state; shows it at most as often as it is worth reading."""
        self._done, self._errors, self._share = done, errors, share
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=share or 0.0, figures=self._figures())
        elif not self._quiet and time.monotonic() - self._logged >= _LOG_SECONDS:
            self._logged = time.monotonic()
            self._log()

    def _figures(self) -> str:
        rate = self._done / max(time.monotonic() - self._began, 1e-9)
        return say(
            f"{self._done} selesai, {rate:.0f}/detik, {self._errors} galat",
            f"{self._done} done, {rate:.0f}/s, {self._errors} errors",
        )

    def _log(self) -> None:
        left = ""
        if self._share and self._share < 1:
            seconds = (time.monotonic() - self._began) * (1 - self._share) / self._share
            left = say(f", {self._share:.0%}, sisa {seconds:.0f} detik", f", {self._share:.0%}, {seconds:.0f} s left")
        print(f"{self._title}: {self._figures()}{left}", file=self._stream, flush=True)
