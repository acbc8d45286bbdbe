"""What could not be read or extracted: one line of ``errors.jsonl`` each, with a reason in both languages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.errors import RujukError
from extractor.messages.language import say
from extractor.models import Frozen
from extractor.reading.details import in_indonesian

_REASONS: dict[str, tuple[str, str]] = {
    "not_found": ("berkas atau folder tidak ada", "no such file or folder"),
    "unknown_format": ("jenis berkas tidak dikenal: {suffix}", "unknown kind of file: {suffix}"),
    "save_otherwise": (
        "berkas {suffix} tidak dibaca; {way}",
        "{suffix} files are not read; {way_en}",
    ),
    "needs_extra": (
        "perlu paket tambahan: pip install 'rujuk[{name}]'",
        "an extra package is needed: pip install 'rujuk[{name}]'",
    ),
    "unreadable": ("berkas tidak dapat dibaca: {detail}", "the file cannot be read: {detail}"),
    "changed": ("berkas berubah selagi dibaca", "the file changed while it was read"),
    "unknown_encoding": ("pengodean teks tidak dikenal", "unknown text encoding"),
    "malformed": ("baris rusak: {detail}", "malformed row: {detail}"),
    "not_an_object": ("baris bukan objek JSON", "the row is not a JSON object"),
    "doubled_name": ("kolom {name} tertulis dua kali dalam satu baris", "field {name} stands twice in one row"),
    "no_text": (
        "tidak ada kolom teks ({names} …) di antara {there}; sebutkan dengan --text-field",
        "no text field ({names} …) among {there}; name it with --text-field",
    ),
    "empty_text": ("teks kosong", "the text is empty"),
    "wrong_type": ("kolom {name} bukan teks", "field {name} is not text"),
    "too_long": (
        "teks sepanjang {length} melebihi batas {limit} karakter",
        "a text of {length} exceeds the limit of {limit} characters",
    ),
    "too_large": ("isinya melebihi batas {limit} MB", "its content exceeds the limit of {limit} MB"),
    "too_many_pages": ("lebih dari {limit} halaman", "more than {limit} pages"),
    "too_many_elements": (
        "halaman dengan lebih dari {limit} unsur HTML bukan halaman berita",
        "a page with more than {limit} HTML elements is no news page",
    ),
    "table_as_text": (
        "teks ini sebuah tabel; simpan dengan akhiran .tsv atau .csv",
        "this text is a table; save it with the suffix .tsv or .csv",
    ),
    "no_feed": ("berkas XML ini bukan RSS atau Atom", "this XML file is neither RSS nor Atom"),
    "no_text_layer": (
        "PDF ini tidak memuat teks (hasil pindaian?); jalankan OCR lebih dulu",
        "this PDF holds no text (a scan?); run OCR first",
    ),
    "duplicate_id": (
        "id sudah dipakai artikel lain (yang pertama dipakai)",
        "the id belongs to another article (the first is used)",
    ),
    "duplicate_name": (
        "berkas senama sudah dibaca; bila dari folder lain, berikan folder induk keduanya agar id memuat nama folder",
        "a file of this name was read; if in another folder, give the folder above both, so that ids name the folder",
    ),
    "no_main_text": ("halaman tanpa isi berita yang dapat ditemukan", "no main text found in the page"),
    "crashed": ("pengolahan artikel gagal: {detail}", "processing the article failed: {detail}"),
    "hung": ("satu langkah pengolahan melebihi {seconds} detik", "a step took more than {seconds} seconds"),
    "died": ("proses pengolah mati pada artikel ini", "the worker process died on this article"),
}

_LONGEST_DETAIL = 300

Stage = Literal["read", "extract"]


class ReadingError(Frozen):
    """One row, file or article that was refused; everything else goes on."""

    file: str | None = Field(description="path as it was given, and below a folder")
    line: int | None = Field(default=None, description="line or row number, from 1")
    id: str | None = Field(default=None, description="the article, when it has a name already")
    stage: Stage = "read"
    code: str = Field(description="kind of the error, stable across versions")
    reason: str = Field(description="the reason, in Indonesian")
    reason_en: str

    def sentence(self) -> str:
        """Place and reason, as a person is told them in the chosen language, without control characters."""
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        told = f"{place}: {say(self.reason, self.reason_en)}"
        return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in told)


class Refused(ValueError):
    """Raised inside the reader; :meth:`at` makes the error line of it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def at(
        self, file: str | None, line: int | None = None, id: str | None = None, stage: Stage = "read"
    ) -> ReadingError:
        """The error as it is written, with its place."""
        indonesian, english = _REASONS[self.code]
        detail = self.params.get("detail")
        told = {**self.params, "detail": in_indonesian(detail)} if isinstance(detail, str) else self.params
        return ReadingError(
            file=file,
            line=line,
            id=id,
            stage=stage,
            code=self.code,
            reason=indonesian.format(**told),
            reason_en=english.format(**self.params),
        )


class ArticleError(RujukError, ValueError):
    """A text that somebody handed over cannot be an article."""

    def __init__(self, refused: Refused) -> None:
        error = refused.at(None)
        super().__init__(say(error.reason, error.reason_en))


def from_exception(error: Exception, code: str) -> Refused:
    """The refusal that whatever a reader raised amounts to; ``code`` is its kind unless it says so itself."""
    if isinstance(error, Refused):
        return error
    detail = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
    return Refused(code, detail=str(detail).encode("utf-8", "replace").decode()[:_LONGEST_DETAIL])


def duplicate(file: str, line: int | None, id: str) -> ReadingError:
    """The error of an article whose id another has. Without a line the file is the article, and the id its name."""
    return Refused("duplicate_id" if line is not None else "duplicate_name").at(file, line, id)
