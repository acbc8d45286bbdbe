"""Pages are read by other processes as they are read here: in their order, what is refused among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.jobs.pages import read_pages
from extractor.reading import Located, ReadingError, ReadOptions, Unread, find_located, read_located
from tests.benchmarks.web_archive import page, record

OPTIONS = ReadOptions()
TEXT = "Pelatihan las di balai itu diikuti 40 peserta dari dua kabupaten.\n" * 5


def _archive(folder: Path, pages: int) -> Path:
    path = folder / "berita.warc"
    records = [record(f"https://kabar.example/{n}", page(f"Berita {n}", TEXT, "2025-03-26", [])) for n in range(pages)]
    records[3] = record("https://kabar.example/3", "<html><body></body></html>")
    path.write_bytes(b"".join(records))
    (folder / "halaman.html").write_text(page("Halaman sendiri", TEXT, None, []), encoding="utf-8")
    (folder / "tulisan.txt").write_text(TEXT, encoding="utf-8")
    return path


def test_pages_come_back_in_their_order_from_other_processes(tmp_path: Path) -> None:
    _archive(tmp_path, 60)
    expected = list(read_located(str(tmp_path), OPTIONS))
    assert [one.code for one in expected if isinstance(one, ReadingError)] == ["no_main_text"]
    assert [one.article.title for one in expected if isinstance(one, Located)][:2] == ["Berita 0", "Berita 1"]
    assert len(expected) == 62
    for workers in (1, 2):
        assert list(read_pages(find_located(str(tmp_path), OPTIONS), OPTIONS, workers, 60.0)) == expected


def test_a_page_that_takes_too_long_is_refused_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _archive(tmp_path, 6)
    read = Unread.read

    def stuck(self: Unread, options: ReadOptions) -> Located | ReadingError:
        while self.line == 2:
            pass
        return read(self, options)

    monkeypatch.setattr(Unread, "read", stuck)
    found = list(read_pages(find_located(str(path), OPTIONS), OPTIONS, 1, 0.3))
    refused = [(one.code, one.file, one.line) for one in found if isinstance(one, ReadingError)]
    assert refused == [("hung", str(path), 2), ("no_main_text", str(path), 4)]
    assert [one.line for one in found if isinstance(one, Located)] == [1, 3, 5, 6]
