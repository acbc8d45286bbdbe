"""Symbolic links in an output folder: never followed, for whoever can write into the folder may have planted them."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import RujukError
from extractor.messages.language import say


class LinkError(RujukError, OSError):
    """A symbolic link lies where rujuk keeps a file or folder of its own; the message names it."""


def refuse_links(*paths: Path) -> None:
    """Raises :class:`LinkError` for the first of the paths that is a symbolic link, broken ones included."""
    for path in paths:
        if path.is_symlink():
            raise LinkError(
                say(
                    f"{path}: tautan simbolik di dalam folder keluaran tidak diikuti; hapus atau ganti dengan isinya",
                    f"{path}: symbolic links in an output folder are not followed; remove it or put the file there",
                )
            )
