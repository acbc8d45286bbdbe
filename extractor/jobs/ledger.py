"""The memory of an output folder, in ``DIR/.rujuk``: what was read, what became of it, and where it lies.

Shards hold what was extracted; the ledger (SQLite) says which articles they hold, from which input and
with which content. A shard counts only once the ledger names it, in one transaction, so a run that is
killed at any moment leaves a state from which the same command goes on. The ledger holds a digest of each shard, and
beside it lies one of the ledger itself, so that what the disk has damaged since is noticed: the articles of a damaged
shard are read again. ``DIR`` is the union of all inputs
ever given; giving an input again refreshes what came from it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from extractor.disk.atomic import replacing
from extractor.disk.lines import encode
from extractor.disk.links import refuse_links
from extractor.disk.shards import article_path, copy_articles, fact_path, shard_digest, write_shard
from extractor.disk.stored import Extracted
from extractor.errors import RujukError
from extractor.messages.language import say
from extractor.models import Article
from extractor.reading import ReadingError
from extractor.reading.remote import is_remote, without_secrets
from extractor.reading.sources import STANDARD_INPUT, printable

FOLDER = ".rujuk"
_DATABASE = ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm")
# The digest of the database, from the end of one run to the start of the next.
_SEAL = "ledger.sha256"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS settings(name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS inputs(
    number INTEGER PRIMARY KEY, path TEXT UNIQUE, complete INTEGER, read INTEGER, refused INTEGER, duplicates INTEGER,
    unsampled INTEGER
);
CREATE TABLE IF NOT EXISTS articles(id TEXT PRIMARY KEY, digest BLOB, input INTEGER, shard INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shards(number INTEGER PRIMARY KEY, articles INTEGER, digest BLOB);
CREATE TABLE IF NOT EXISTS errors(input INTEGER, place INTEGER, line BLOB);
CREATE TEMP TABLE seen(id TEXT PRIMARY KEY, digest BLOB, input INTEGER) WITHOUT ROWID;
"""


class LedgerError(RujukError, RuntimeError):
    """The folder cannot be used as asked; the code says which message to show."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail

    def sentence(self) -> str:
        """What happened to the folder, and the way out."""
        if self.code == "in_use":
            return say(
                f"folder keluaran sedang dipakai proses lain ({self.detail}); tunggu atau pilih folder lain",
                f"the output folder is in use by another process ({self.detail}); wait, or choose another one",
            )
        if self.code == "no_locks":
            return say(
                f"folder keluaran tidak dapat dikunci ({self.detail}); pilih folder di cakram yang punya kunci",
                f"the output folder cannot be locked ({self.detail}); choose one on a disk that knows file locks",
            )
        if self.code == "settings_changed":
            return say(
                f"versi, aturan, atau pilihan berubah sejak folder ini dibuat; sertakan semua masukan lama "
                f"({self.detail}), atau mulai dari awal dengan --fresh",
                f"version, rules or options changed since this folder was made; give all earlier inputs again "
                f"({self.detail}), or start anew with --fresh",
            )
        if self.code == "damaged":
            return say(
                f"catatan kerja di folder keluaran rusak ({self.detail} berubah sejak jalan terakhir); "
                f"mulai dari awal dengan --fresh",
                f"the working state in the output folder is damaged ({self.detail} has changed since the last run); "
                f"start anew with --fresh",
            )
        if self.code == "shard_damaged":
            return say(
                f"sebagian hasil di folder keluaran rusak; jalankan lagi rujuk run dengan masukan asalnya "
                f"({self.detail}), atau mulai dari awal dengan --fresh",
                f"some results in the output folder are damaged; give rujuk run the inputs that they came from "
                f"({self.detail}) again, or start anew with --fresh",
            )
        return say(
            f"pengolahan {self.detail} terputus; jalankan lagi perintah yang sama, atau mulai dari awal dengan --fresh",
            f"the run over {self.detail} was interrupted; give the same command again, or start anew with --fresh",
        )


@dataclass
class InputCount:
    """How many rows of an input were read, refused, passed over as duplicates, and not drawn for the sample."""

    read: int = 0
    refused: int = 0
    duplicates: int = 0
    unsampled: int = 0


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Holds the folder for one process.

    The system gives the lock back when the process ends, however it does. Raises :class:`LedgerError` (``in_use`` when
    another one has it, ``no_locks`` when the disk knows none), and :class:`~extractor.disk.links.LinkError`.
    """
    folder = directory / FOLDER
    refuse_links(folder, *(folder / name for name in ("lock", "shards", "spill", "spark", _SEAL, *_DATABASE)))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            raise LedgerError("in_use", stream.read(100).decode("ascii", "replace")) from error
        except OSError as error:
            raise LedgerError("no_locks", error.strerror or "") from error
        stream.truncate(0)
        stream.write(f"{os.getpid()} @ {os.uname().nodename}".encode())
        stream.flush()
        shutil.rmtree(folder / "spill", ignore_errors=True)  # what a killed run left of its sorting
        yield


class Ledger:
    """Open only inside :func:`locked`. ``settings`` are what results depend on besides the articles."""

    def __init__(self, directory: Path, settings: dict[str, str], inputs: Sequence[str], *, fresh: bool = False):
        self.folder = directory / FOLDER
        self.shards = self.folder / "shards"
        #: How many articles lay in damaged shards and are to be read again.
        self.damaged = 0
        if fresh:
            self._wipe()
        self._break_seal()
        self._open()
        known = dict(self._database.execute("SELECT name, value FROM settings").fetchall())
        paths = [_identity(given) for given in inputs]
        before = [path for (path,) in self._database.execute("SELECT path FROM inputs ORDER BY number")]
        missing = [path for path in before if path not in paths]
        if known and known != settings:
            if missing:
                self.close()
                raise LedgerError("settings_changed", ", ".join(missing[:3]))
            self._wipe()
            self._open()
            before = []
        unfinished = [path for (path,) in self._database.execute("SELECT path FROM inputs WHERE NOT complete")]
        if others := [path for path in unfinished if path not in paths]:
            self.close()
            raise LedgerError("unfinished", ", ".join(others[:3]))
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", settings.items())
        self._forget_damaged(paths)
        self._drop_unnamed_shards()
        self._given = {path: self._input_number(path) for path in paths}

    def _open(self) -> None:
        self.shards.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(self.folder / "ledger.sqlite", isolation_level="IMMEDIATE")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA temp_store = FILE")
        self._database.executescript(_SCHEMA)

    def _wipe(self) -> None:
        if hasattr(self, "_database"):
            self._database.close()
        for name in (_SEAL, *_DATABASE):
            (self.folder / name).unlink(missing_ok=True)
        shutil.rmtree(self.shards, ignore_errors=True)

    def _break_seal(self) -> None:
        """Checks the database against its digest, which holds no longer once this run changes it."""
        seal = self.folder / _SEAL
        if seal.is_file():
            if seal.read_text("ascii", "replace").strip() != self._digest():
                raise LedgerError("damaged", _DATABASE[0])
            seal.unlink()

    def _digest(self) -> str:
        path = self.folder / _DATABASE[0]
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def _forget_damaged(self, paths: Collection[str]) -> None:
        """Forgets the articles of damaged shards, so that they are read again from the inputs, which must be given."""
        damaged = list(_damaged_shards(self._database, self.shards))
        sources = {path for number in damaged for path in _inputs_of(self._database, number)}
        if missing := sorted(sources.difference(paths)):
            self.close()
            raise LedgerError("shard_damaged", ", ".join(missing[:3]))
        with self._database:  # until they are read, another run must not take the inputs for complete
            for number in damaged:
                self._database.execute(
                    "UPDATE inputs SET complete = 0 WHERE number IN (SELECT input FROM articles WHERE shard = ?)",
                    (number,),
                )
                found = self._database.execute("DELETE FROM articles WHERE shard = ?", (number,))
                self.damaged += found.rowcount
                self._database.execute("DELETE FROM shards WHERE number = ?", (number,))

    def _drop_unnamed_shards(self) -> None:
        """Removes what a killed run wrote after its last transaction."""
        named = {number for (number,) in self._database.execute("SELECT number FROM shards")}
        known = {
            path for number in named for path in (article_path(self.shards, number), fact_path(self.shards, number))
        }
        for path in list(self.shards.iterdir()):
            if path not in known:
                path.unlink()
        self._next_shard = max(named, default=0) + 1

    def _input_number(self, path: str) -> int:
        with self._database:
            self._database.execute("INSERT OR IGNORE INTO inputs VALUES (NULL, ?, 0, 0, 0, 0, 0)", (path,))
        number: int = self._database.execute("SELECT number FROM inputs WHERE path = ?", (path,)).fetchone()[0]
        return number

    def close(self) -> None:
        """Closes the database and seals it; nothing is lost without it."""
        self._database.close()
        with suppress(OSError), replacing(self.folder / _SEAL) as stream:
            stream.write(self._digest().encode() + b"\n")

    def begin(self, given: str) -> None:
        """Announces that an input is read from its start: what was refused in it is found again."""
        number = self._given[_identity(given)]
        with self._database:
            self._database.execute("UPDATE inputs SET complete = 0 WHERE number = ?", (number,))
            self._database.execute("DELETE FROM errors WHERE input = ?", (number,))

    def place(self, given: str, article: Article) -> str:
        """What to do with an article: ``new`` (extract it), ``known`` (it is in a shard), or ``duplicate``."""
        number = self._given[_identity(given)]
        digest = _digest(article)
        added = self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (article.id, digest, number))
        if not added.rowcount:
            return "duplicate"
        row = self._database.execute("SELECT digest, input FROM articles WHERE id = ?", (article.id,)).fetchone()
        if row is None:
            return "new"
        if row[1] not in self._given.values():
            return "duplicate"
        if row[0] != digest:
            self._database.execute("DELETE FROM articles WHERE id = ?", (article.id,))
            return "new"
        if row[1] != number:
            self._database.execute("UPDATE articles SET input = ? WHERE id = ?", (number, article.id))
        return "known"

    def refuse(self, given: str, order: int, error: ReadingError) -> None:
        """Notes an error with its place in the order of the input."""
        number = self._given[_identity(given)]
        self._database.execute("INSERT INTO errors VALUES (?, ?, ?)", (number, order, encode(error)))

    def keep(self, extracted: Collection[tuple[Extracted, str]]) -> None:
        """Writes a shard of extractions with their texts and names it: its articles need not be read again."""
        number = self._next_shard
        self._next_shard += 1
        digest = write_shard(self.shards, number, extracted)
        self._database.execute("INSERT INTO shards VALUES (?, ?, ?)", (number, len(extracted), digest))
        self._database.executemany(
            "INSERT OR REPLACE INTO articles SELECT id, digest, input, ? FROM seen WHERE id = ?",
            [(number, one.id) for one, _ in extracted],
        )
        self._database.commit()

    def adopt(self, number: int) -> None:
        """Names a shard that another engine wrote."""
        digest = shard_digest(self.shards, number)
        with self._database:
            self._database.execute("INSERT INTO shards VALUES (?, 0, ?)", (number, digest))

    def finish(self, given: str, count: InputCount) -> None:
        """Notes that an input was read to its end."""
        with self._database:
            self._database.execute(
                "UPDATE inputs SET complete = 1, read = ?, refused = ?, duplicates = ?, unsampled = ? WHERE number = ?",
                (count.read, count.refused, count.duplicates, count.unsampled, self._given[_identity(given)]),
            )

    def settle(self) -> None:
        """Forgets articles that are no longer in their input and mends the shards. Standard input only adds."""
        refreshed = [number for path, number in self._given.items() if path != STANDARD_INPUT]
        with self._database:
            self._database.executemany(
                "DELETE FROM articles WHERE input = ? AND id NOT IN (SELECT id FROM seen)",
                [(number,) for number in refreshed],
            )
        alive = dict(self._database.execute("SELECT shard, count(*) FROM articles GROUP BY shard").fetchall())
        for number, articles in self._database.execute("SELECT number, articles FROM shards").fetchall():
            if alive.get(number, 0) == articles:
                continue
            kept = [id for (id,) in self._database.execute("SELECT id FROM articles WHERE shard = ?", (number,))]
            new = self._next_shard
            self._next_shard += 1
            digest = copy_articles(self.shards, number, kept, new) if kept else None
            with self._database:
                if kept:
                    self._database.execute("INSERT INTO shards VALUES (?, ?, ?)", (new, len(kept), digest))
                    self._database.execute("UPDATE articles SET shard = ? WHERE shard = ?", (new, number))
                self._database.execute("DELETE FROM shards WHERE number = ?", (number,))
            for path in (article_path(self.shards, number), fact_path(self.shards, number)):
                path.unlink(missing_ok=True)

    def counts(self) -> InputCount:
        """The sums over all inputs."""
        row = self._database.execute(
            "SELECT total(read), total(refused), total(duplicates), total(unsampled) FROM inputs"
        ).fetchone()
        return InputCount(*map(int, row))

    def errors(self) -> Iterator[bytes]:
        """The lines of ``errors.jsonl``, in the order of the inputs."""
        query = "SELECT e.line FROM errors e JOIN inputs i ON i.number = e.input ORDER BY i.number, e.place, e.line"
        for (line,) in self._database.execute(query):
            yield line


def _damaged_shards(database: sqlite3.Connection, shards: Path) -> Iterator[int]:
    """The numbers of the shards that are not there as they were written."""
    for number, digest in database.execute("SELECT number, digest FROM shards ORDER BY number").fetchall():
        if shard_digest(shards, number) != digest:
            yield number


def _inputs_of(database: sqlite3.Connection, shard: int) -> list[str]:
    """Where the articles of a shard came from; it may be any input when another engine wrote it."""
    query = "SELECT DISTINCT path FROM inputs JOIN articles ON number = input WHERE shard = ? ORDER BY number"
    found = database.execute(query, (shard,)).fetchall() or database.execute("SELECT path FROM inputs ORDER BY number")
    return [path for (path,) in found]


def _identity(given: str) -> str:
    if is_remote(given):
        return printable(without_secrets(given))
    return given if given == STANDARD_INPUT else printable(os.path.abspath(given))


def _digest(article: Article) -> bytes:
    fields = [article.id, article.source, article.url, article.published, article.published_by, article.title]
    state = hashlib.blake2b(orjson.dumps(fields), digest_size=16)
    state.update(article.text.encode())
    return state.digest()
