"""From the inputs of a command to the files behind them, in a fixed order."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, Literal, cast

from extractor.reading.errors import ReadingError, Refused
from extractor.reading.remote import RemoteFile, find_files, is_remote, without_secrets
from extractor.reading.steady import SteadyFile
from extractor.reading.unpacking import packing_of, unpacked

Format = Literal[
    "text",
    "markdown",
    "html",
    "jsonl",
    "json",
    "csv",
    "parquet",
    "workbook",
    "feed",
    "warc",
    "docx",
    "pdf",
    "rtf",
    "eml",
    "mbox",
]

STANDARD_INPUT = "-"
_FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".docx": "docx",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".eml": "eml",
    ".mbox": "mbox",
}
# Of these only few are news: they are read when they are named themselves, and passed over in a folder.
_NAMED_ONLY: dict[str, Format] = {".md": "markdown", ".markdown": "markdown", ".xml": "feed"}
# What writes them adds at the end, perhaps while they are read.
_GROWING = frozenset({"csv", "jsonl", "warc"})
# Their unpackers jump about in the file.
_NEVER_PACKED = frozenset({"parquet", "workbook", "docx", "pdf"})
_UNPACK = ("buka dan berikan foldernya", "unpack it and give the folder")
_AS_TEXT = ("simpan sebagai .docx, .html atau .txt", "save it as .docx, .html or .txt")
_AS_PAGE = ("simpan halamannya sebagai .html", "save the page as .html")
_AS_TABLE = ("simpan sebagai .xlsx atau .csv", "save it as .xlsx or .csv")
_AS_LINES = ("ubah menjadi .jsonl", "turn it into .jsonl")
_PICTURE = ("jalankan OCR dan berikan teksnya", "run OCR and give the text")
# What holds text that is not read, with a way out.
_OTHERWISE: dict[str, tuple[str, str]] = {
    **dict.fromkeys((".zip", ".tar", ".tgz", ".7z", ".rar"), _UNPACK),
    **dict.fromkeys((".doc", ".odt", ".epub", ".pages"), _AS_TEXT),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive"), _AS_PAGE),
    **dict.fromkeys((".xls", ".ods", ".xlsb"), _AS_TABLE),
    **dict.fromkeys(
        (".yaml", ".yml", ".arrow", ".feather", ".pkl", ".pickle", ".sqlite", ".db", ".avro", ".orc"), _AS_LINES
    ),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp"), _PICTURE),
}
# Annotations beside a corpus are no articles.
_SKIPPED_FOLDERS = {"gold"}


class Meter:
    """Counts the bytes that were read of the inputs, against their total size, for the time left."""

    def __init__(self) -> None:
        self.consumed = 0
        self.total = 0

    def measure(self, inputs: Iterable[str]) -> None:
        """Adds up the sizes of the files behind the inputs."""
        for given in inputs:
            if given != STANDARD_INPUT:
                self.total += sum(source.size for source in find_sources(given) if isinstance(source, Source))

    def count(self, size: int) -> None:
        """Notes that ``size`` more bytes were read."""
        self.consumed += size

    @property
    def share(self) -> float | None:
        """The part that was read, null while the total is unknown."""
        return min(1.0, self.consumed / self.total) if self.total else None


@dataclass(frozen=True)
class Source:
    """One file: ``name`` as errors show it, ``stem`` as ids use it (relative to the input, without suffix)."""

    name: str
    stem: str
    format: Format
    path: Path | RemoteFile | None = None
    meter: Meter | None = None

    @property
    def size(self) -> int:
        """Bytes of the file, 0 for standard input."""
        if isinstance(self.path, RemoteFile):
            return self.path.size
        try:
            return 0 if self.path is None else self.path.stat().st_size
        except OSError:  # a link that leads nowhere; reading it says so
            return 0

    def open(self) -> IO[bytes]:
        """The bytes, unpacked when its name says that it is packed. Raises ``OSError``."""
        if self.path is None:
            return sys.stdin.buffer
        raw = self.raw()
        packing = packing_of(PurePath(self.name))
        return unpacked(raw, packing) if packing else raw

    def raw(self) -> io.BufferedReader:
        """The bytes as they lie in the file. Raises ``OSError``; standard input has none."""
        assert self.path is not None
        meter = self.meter or Meter()
        if isinstance(self.path, RemoteFile):
            return self.path.open(meter.count)
        return io.BufferedReader(SteadyFile(self.path, meter.count, self.format in _GROWING), 1 << 18)


def find_sources(given: str, meter: Meter | None = None) -> Iterator[Source | ReadingError]:
    """The files of one input: itself, or all that are readable below a folder, sorted by name.

    Hidden files and folders, folders named ``gold``, and files of other kinds are passed over; a file
    that is named itself must be of a known kind.
    """
    if given == STANDARD_INPUT:
        yield Source("-", "stdin", _sniff(sys.stdin.buffer))
        return
    given = os.fspath(given)  # callers from Python may have a Path
    if is_remote(given):
        yield from _remote(given, meter)
        return
    path = Path(given)
    if os.path.isdir(path):
        yield from _below(path, path, meter)
    elif not os.path.lexists(path):
        yield Refused("not_found").at(printable(given))
    else:
        format = _format_of(path) or _NAMED_ONLY.get(path.suffix.lower())
        if format is None:
            yield _unknown(path).at(printable(given))
        else:
            yield Source(printable(path.as_posix()), _stem(Path(path.name)), format, path, meter)


def find_missing(inputs: Iterable[str]) -> Iterator[str]:
    """The inputs on this machine that do not exist."""
    for given in inputs:
        if given != STANDARD_INPUT and not is_remote(given) and not os.path.lexists(given):
            yield printable(given)


def _remote(given: str, meter: Meter | None) -> Iterator[Source | ReadingError]:
    name = printable(without_secrets(given))
    try:
        root, files = find_files(given)
    except FileNotFoundError:
        yield Refused("not_found").at(name)
        return
    except OSError as error:
        yield Refused("unreadable", detail=error.strerror or str(error)).at(name)
        return
    for file in files:
        path = PurePosixPath(file.path)
        inner = PurePosixPath(path.name) if file.path == root else path.relative_to(root)
        format = _format_of(path) or (_NAMED_ONLY.get(path.suffix.lower()) if file.path == root else None)
        hidden = any(part.startswith(".") for part in inner.parts)
        if format is not None and not hidden and _SKIPPED_FOLDERS.isdisjoint(inner.parts[:-1]):
            yield Source(printable(file.name), _stem(inner), format, file, meter)
        elif format is None and file.path == root:
            yield _unknown(path).at(name)


def _unknown(path: PurePath) -> Refused:
    """Why a file is not read, with a way out where there is one."""
    suffix = printable(path.suffix or path.name)
    if (ways := _OTHERWISE.get(path.suffix.lower())) is not None:
        return Refused("save_otherwise", suffix=suffix, way=ways[0], way_en=ways[1])
    return Refused("unknown_format", suffix=suffix)


def printable(name: str) -> str:
    """A path as outputs can hold it: bytes of a file name that are no UTF-8 become the replacement character."""
    return os.fsencode(name).decode("utf-8", "replace")


def _below(folder: Path, root: Path, meter: Meter | None) -> Iterator[Source | ReadingError]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Refused("unreadable", detail=error.strerror).at(printable(folder.as_posix()))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        try:
            is_folder, is_file = entry.is_dir(follow_symlinks=False), entry.is_file()
        except OSError as error:  # a link to itself, through a file, or to a name too long
            yield Refused("unreadable", detail=error.strerror).at(printable(path.as_posix()))
            continue
        format = _format_of(path)
        if is_folder:
            if entry.name not in _SKIPPED_FOLDERS:
                yield from _below(path, root, meter)
        elif format is not None and not is_file and not path.is_dir():
            detail = "a link that leads nowhere" if entry.is_symlink() else "no regular file"
            yield Refused("unreadable", detail=detail).at(printable(path.as_posix()))
        elif format is not None and is_file:
            yield Source(printable(path.as_posix()), _stem(path.relative_to(root)), format, path, meter)


def _format_of(path: PurePath) -> Format | None:
    if packing_of(path):
        inner = _FORMATS.get(PurePath(path.stem).suffix.lower())
        return None if inner in _NEVER_PACKED else inner
    return _FORMATS.get(path.suffix.lower())


def _stem(path: PurePath) -> str:
    if packing_of(path):
        path = path.with_suffix("")
    return printable(path.with_suffix("").as_posix())


def _sniff(stream: IO[bytes]) -> Format:
    """The format of standard input, from its first bytes."""
    head = cast("io.BufferedReader", stream).peek(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return "jsonl"
    if head.startswith(b"["):
        return "json"
    return "html" if head[:15].lower().startswith((b"<!doctype html", b"<html")) else "text"
