"""What a user is told when a command cannot do its work."""

from __future__ import annotations

import errno
import os

from extractor.language import say


def explain(error: Exception) -> str | None:
    """One sentence for an error that is not ours, with what to do; null for a defect of the program."""
    from extractor.ruleset import RulesError

    if isinstance(error, RulesError):
        return str(error)
    if isinstance(error, OSError):
        place = f": {error.filename}" if error.filename else ""
        return f"{_of_system(error)}{place}"
    # By name, so that a short command does not import the engines for a message.
    if type(error).__name__ == "LedgerError":
        return _of_ledger(getattr(error, "code", ""), getattr(error, "detail", ""))
    if type(error).__name__ in ("EngineError", "GoldError", "NotesError", "StoreError"):
        return str(error)
    return None


def _of_system(error: OSError) -> str:
    """What the system reports, for the usual cases in the reader's language."""
    indonesian = {
        errno.ENOENT: "berkas atau folder tidak ada",
        errno.EEXIST: "nama itu sudah dipakai sebuah berkas",
        errno.ENOTDIR: "bagian dari jalur itu bukan folder",
        errno.EISDIR: "itu folder, bukan berkas",
        errno.EACCES: "tidak ada izin",
        errno.EPERM: "tidak ada izin",
        errno.EROFS: "tempat itu hanya dapat dibaca",
        errno.ENOSPC: "ruang penyimpanan habis",
    }.get(error.errno or 0)
    told = error.strerror or str(error)
    # An error of our own has its number and its own words.
    ours = error.errno is None or told != os.strerror(error.errno)
    return told if ours or indonesian is None else say(indonesian, told)


def _of_ledger(code: str, detail: str) -> str:
    if code == "in_use":
        return say(
            f"folder keluaran sedang dipakai proses lain (nomor {detail}); tunggu atau pilih folder lain",
            f"the output folder is in use by another process (number {detail}); wait, or choose another folder",
        )
    if code == "settings_changed":
        return say(
            f"versi, aturan, atau pilihan berubah sejak folder ini dibuat; sertakan semua masukan lama ({detail}), "
            "atau mulai dari awal dengan --fresh",
            f"version, rules or options changed since this folder was made; give all earlier inputs again ({detail}), "
            "or start anew with --fresh",
        )
    return say(
        f"pengolahan {detail} terputus; jalankan lagi perintah yang sama, atau mulai dari awal dengan --fresh",
        f"the run over {detail} was interrupted; give the same command again, or start anew with --fresh",
    )
