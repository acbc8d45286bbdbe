"""What a user is told when a command cannot do its work."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys

from extractor.errors import RujukError
from extractor.messages.language import say


def explain(error: Exception) -> str | None:
    """One sentence for an error that the user can mend, with what to do; null for a defect of the program."""
    if isinstance(error, RujukError):
        return error.sentence()
    if isinstance(error, OSError):
        place = f": {error.filename}" if error.filename else ""
        return f"{_of_system(error)}{place}"
    if isinstance(error, sqlite3.Error) or _of_duckdb(error, "Error"):
        return _of_database(error)
    return None


def _of_duckdb(error: Exception, *names: str) -> bool:
    """Whether it is one of these errors of DuckDB: unless that is imported already, it raised none."""
    module = sys.modules.get("duckdb")
    return module is not None and isinstance(error, tuple(getattr(module, name) for name in names))


def _of_system(error: OSError) -> str:
    """What the system reports, for the usual cases in the reader's language."""
    told = error.strerror or str(error)
    # An error of our own has its number and its own words.
    if error.errno is None or told != os.strerror(error.errno):
        return told
    return _said(error.errno)


#: The error numbers of the system that users meet, in Indonesian.
OF_SYSTEM = {
    errno.ENOENT: "berkas atau folder tidak ada",
    errno.EEXIST: "nama itu sudah dipakai sebuah berkas",
    errno.ENOTDIR: "bagian dari jalur itu bukan folder",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "tempat itu hanya dapat dibaca",
    errno.ENOSPC: "ruang penyimpanan habis",
    errno.EDQUOT: "jatah ruang penyimpanan habis",
    errno.EFBIG: "berkas melebihi batas ukuran",
    errno.ELOOP: "tautan itu menuju dirinya sendiri",
    errno.ENAMETOOLONG: "nama itu terlalu panjang",
}


def _said(number: int) -> str:
    """An error number of the system in words."""
    told = os.strerror(number)
    return say(OF_SYSTEM.get(number, told), told)


# Primary result codes of SQLite (sqlite.org/rescode.html): what the disk refuses, and what is no database.
_SQLITE_FULL = 13
_SQLITE_REFUSED = {3, 8, 10, 14}
_SQLITE_DAMAGED = {11, 26}


def _of_database(error: Exception) -> str | None:
    """Why SQLite or DuckDB cannot work in the output folder; null where our own query is at fault."""
    told = str(error).splitlines()[0] if str(error) else type(error).__name__
    if "No space left" in told:
        return _said(errno.ENOSPC)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _SQLITE_FULL:
        return _said(errno.ENOSPC)
    if code in _SQLITE_DAMAGED:
        return say(
            f"catatan kerja di folder keluaran rusak ({told}); mulai dari awal dengan --fresh",
            f"the working state in the output folder is damaged ({told}); start anew with --fresh",
        )
    if code in _SQLITE_REFUSED or _of_duckdb(error, "IOException", "OutOfMemoryException"):
        return say(
            f"folder keluaran tidak dapat ditulis atau dibaca ({told}); periksa ruang penyimpanan dan izin",
            f"the output folder cannot be written or read ({told}); check disk space and permissions",
        )
    return None
