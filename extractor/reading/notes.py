"""What a reader tells besides articles and refusals: which column was taken for what, which days it could not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.messages.language import say

_LONGEST = 60
# Files that are named one by one; of further ones the days are counted together.
_MOST_FILES = 20


class Notes:
    """Collects notes while files are read; one line for each kind of thing, not for each row."""

    def __init__(self) -> None:
        self._columns: dict[tuple[tuple[str, str], ...], tuple[str, int]] = {}
        self._days: dict[str, tuple[str, int]] = {}
        self._days_elsewhere = 0
        self._last: tuple[str, int] = ("", 0)

    def took(self, file: str, columns: Mapping[str, str]) -> None:
        """A row of ``file`` was read with ``columns``: the field, and the name that it has there."""
        if (file, key := hash(tuple(columns.items()))) == self._last:
            return
        self._last = (file, key)
        if any(field != name for field, name in columns.items()):
            first, count = self._columns.get(tuple(columns.items()), (file, 0))
            self._columns[tuple(columns.items())] = (first, count + 1)

    def dropped_day(self, file: str, raw: str) -> None:
        """A publication day that stands in ``file`` could not be read."""
        if file not in self._days and len(self._days) >= _MOST_FILES:
            self._days_elsewhere += 1
            return
        example, count = self._days.get(file, (raw, 0))
        self._days[file] = (example, count + 1)

    def lines(self) -> Iterator[str]:
        """The notes, as a person reads them."""
        for columns, (file, _) in self._columns.items():
            taken = ", ".join(f"{field} ← {_short(name)}" for field, name in columns if field != name)
            yield f"{file}: {taken}"
        for file, (example, count) in self._days.items():
            yield say(
                f"{file}: {count} tanggal terbit tidak terbaca, misalnya {_short(example)!r}",
                f"{file}: {count} publication dates could not be read, such as {_short(example)!r}",
            )
        if self._days_elsewhere:
            yield say(
                f"berkas lain: {self._days_elsewhere} tanggal terbit tidak terbaca",
                f"other files: {self._days_elsewhere} publication dates could not be read",
            )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
