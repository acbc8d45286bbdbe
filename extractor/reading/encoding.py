"""Bytes to text: UTF-8 first, then a byte order mark, then detection."""

from __future__ import annotations

import codecs

from extractor.reading.errors import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Latin-script encodings in which Indonesian text is found; a free search takes short texts for Cyrillic or Greek.
_CANDIDATES = ["cp1252", "latin_1", "mac_roman", "utf_16_le", "utf_16_be"]
_SAMPLE = 100_000


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark at the start announces."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def decode(data: bytes) -> str:
    """The text of ``data``. Raises :class:`Refused` (``unknown_encoding``) for what is no text."""
    encoding = marked_encoding(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    if best is None:
        raise Refused("unknown_encoding")
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise Refused("unknown_encoding") from error
    if "\0" in text:
        raise Refused("unknown_encoding")
    return text
