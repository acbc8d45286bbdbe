"""Press releases as they are sent: Word, PDF with text, Rich Text; and e-mail as rows."""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any, Final

from extractor.reading.errors import Refused
from extractor.reading.markup import text_of_fragment
from extractor.reading.options import ReadOptions
from extractor.reading.pdf import text_of_pdf

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEAD: Final = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
# A control word, a control symbol with its code, a brace, or plain characters.
_RTF: Final = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+")
_RTF_UNSEEN: Final = frozenset({"fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "generator"})


def text_of_document(data: bytes, format: str, options: ReadOptions) -> str:
    """The text of a Word, PDF or RTF file. Raises :class:`Refused`, and what the unpackers raise."""
    if format == "docx":
        return _docx(data, options)
    return text_of_pdf(data) if format == "pdf" else _rtf(data)


def _docx(data: bytes, options: ReadOptions) -> str:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo("word/document.xml")
        if member.file_size > options.max_bytes:
            raise Refused("too_large", limit=options.max_bytes // 1_000_000)
        content = archive.read(member)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    lines = []
    for paragraph in etree.fromstring(content, parser).iter(f"{_WORD}p"):
        parts = (_docx_part(node) for node in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br"))
        lines.append("".join(parts).strip())
    return "\n".join(line for line in lines if line)


def _docx_part(node: Any) -> str:
    return (node.text or "") if node.tag == f"{_WORD}t" else " "


def _rtf(data: bytes) -> str:
    parts: list[str] = []
    hidden: list[bool] = [False]
    skipped = 0
    for match in _RTF.finditer(data.decode("cp1252", "replace")):
        word, number, code, symbol, brace, plain = match.groups()
        if brace == "{":
            hidden.append(hidden[-1])
        elif brace == "}":
            if len(hidden) > 1:
                hidden.pop()
        elif symbol == "*" or word in _RTF_UNSEEN:
            hidden[-1] = True
        elif hidden[-1]:
            continue
        elif word in ("par", "line", "row"):
            parts.append("\n")
        elif word in ("tab", "cell"):
            parts.append("\t")
        elif word == "u" and number:
            parts.append(chr(int(number) % 65536))
            skipped = 1  # the character for readers without Unicode
            continue
        elif code:
            parts.append("" if skipped else bytes.fromhex(code).decode("cp1252", "replace"))
        elif symbol:
            parts.append({"~": "\u00a0", "_": "-"}.get(symbol, symbol if symbol in "\\{}" else ""))
        elif plain:
            parts.append(plain[skipped:])
        if code or plain:
            skipped = 0
    # Pairs of surrogates become their characters.
    return "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def mail_rows(data: bytes, format: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The message of an ``.eml`` file, or all of an ``.mbox``, numbered. Raises what the parser of e-mail raises."""
    starts = [match.end() for match in _HEAD.finditer(data)] if format == "mbox" else [0]
    ends = [match.start() for match in _HEAD.finditer(data)][1:] if format == "mbox" else []
    for number, (start, end) in enumerate(zip(starts, [*ends, len(data)], strict=True), 1):
        message = email.message_from_bytes(data[start:end], policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        yield number, _mail(message)


def _mail(message: EmailMessage) -> dict[str, Any]:
    body = message.get_body(("plain", "html"))
    text = str(body.get_content()) if body is not None else ""
    if body is not None and body.get_content_type() == "text/html":
        text = text_of_fragment(text)
    sender = str(message.get("From", ""))
    host = re.search(r"@([\w.-]+)", sender)
    return {
        "source": host[1].lower() if host else None,
        "published": str(message.get("Date", "")) or None,
        "title": str(message.get("Subject", "")),
        "text": text,
    }
