"""PDF with text, read in a process of its own, which bounds the time and the memory that a file may take.

A few kilobytes of PDF can ask for gigabytes and hours. The process serves file after file; one that takes too much ends
it, and the next file gets a new one.
"""

from __future__ import annotations

import atexit
import io
import json
import logging
import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import IO, Final, cast

from extractor.reading.errors import Refused, from_exception

_MOST_PAGES: Final = 200
# Of processor time. Two hundred pages of a report take ten.
_SECONDS: Final = 60
_MEMORY: Final = 2_000_000_000
_HEAD: Final = 8


def text_of_pdf(data: bytes) -> str:
    """The text of a PDF file. Raises :class:`Refused`."""
    if find_spec("pypdf") is None:
        raise Refused("needs_extra", name="formats")
    return _reader(os.getpid()).text_of(data)


class _Reader:
    """The other process, as seen from this one."""

    def __init__(self, seconds: float, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def text_of(self, data: bytes) -> str:
        with self._lock:
            process, self._process = self._process or self._start(), None
            requests, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            with suppress(BrokenPipeError):  # its death is noticed by the missing answer
                requests.write(len(data).to_bytes(_HEAD) + data)
                requests.flush()
            answer = answers.readline()
            if not answer.endswith(b"\n"):
                if _ended_by(process) == -signal.SIGPROF:
                    raise Refused("hung", seconds=f"{self._seconds:g}")
                raise Refused("died")
            self._process = process  # only one that has answered is asked again
        code, content = json.loads(answer)
        if code is not None:
            raise Refused(code, **content)
        return cast(str, content)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", f"from {__name__} import serve; serve({self._seconds}, {self._memory})"]
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
        pipe = subprocess.PIPE
        environment = {**os.environ, "PYTHONPATH": paths}
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            _ended_by(self._process)


def _ended_by(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a process that has ended or ends when nothing more is asked."""
    for pipe in (process.stdin, process.stdout):
        with suppress(BrokenPipeError):
            cast("IO[bytes]", pipe).close()
    return process.wait()


@lru_cache(maxsize=1)
def _reader(process: int) -> _Reader:
    """The one of this process; a fork of it needs another."""
    reader = _Reader(_SECONDS, _MEMORY)
    atexit.register(reader.close)
    return reader


def serve(seconds: float, memory: int) -> None:
    """The life of the other process: a length and a file come in, a line of JSON goes out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while len(head := requests.read(_HEAD)) == _HEAD:
        data = requests.read(int.from_bytes(head))
        signal.setitimer(signal.ITIMER_PROF, seconds)
        answer: list[object]
        try:
            answer = [None, _text(data)]
        except Exception as error:
            refused = from_exception(error, "unreadable")
            answer = [refused.code, refused.params]
        signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _text(data: bytes) -> str:
    from pypdf import PdfReader

    # It tells every oddity of a file, a broken one thousands; what cannot be read is refused by us.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if len(reader.pages) > _MOST_PAGES:
        raise Refused("too_many_pages", limit=_MOST_PAGES)
    text = "\n".join(page.extract_text() for page in reader.pages)
    if not text.strip():
        raise Refused("no_text_layer")
    return text.strip()
