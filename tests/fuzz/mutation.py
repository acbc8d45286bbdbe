"""Inputs made out of seeds: each is a function of its target, a seed number and its own number, so any can be made
again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from random import Random

LONGEST = 20_000
_MOST_CHANGES = 6
_INTERESTING = (0, 1, 0x0A, 0x0D, 0x20, 0x22, 0x2C, 0x5C, 0x7B, 0x7D, 0x7F, 0x80, 0xC0, 0xED, 0xFE, 0xFF)
#: What parsers of any kind stumble over: bounds of numbers, half characters, marks of direction, letters that change
#: their length with their case, ends of lines that only some take for such.
HOSTILE = tuple(
    one if isinstance(one, bytes) else one.encode()
    for one in (
        b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\\ud800", b"\\u0000", b"\r", b"\r\n", b"\x0b",
        b"\x1c", b"\x85", "\u2028", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\uffff", "İ", "ß", "ﬁ", "ǆ", "½",
        "²", "٣", "１２", "𝟗", "😀", "e\u0301", "\u00a0", b"9" * 400, b"1e999", b"-0", b"NaN", b"Infinity", b"0x10",
        b"2025-02-30", b"0000-00-00", b"9999-12-31", b"99999999999999999999", b'"', b"'", b"<", b">", b"&#0;", b"&lt;",
        b"]]>", b"<![CDATA[", b"<!--", b"{", b"}", b"[", b"]", b"(", b")", b",", b";", b":", b"|", b"\t", b"=1+1",
        b"%00", b"%", b"../", b"${x}", b"{{x}}", b"null", b"true", b"[[[[[[[[[[[[[[[[", b"<div>" * 30, b"- - - - - ",
    )
)  # fmt: skip


def made(target: str, seed: int, number: int, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """The input of a number: a seed with some changes. ``tokens`` are words of the target's own language."""
    random = Random(f"{target}:{seed}:{number}")
    data = random.choice(seeds)
    if data[:4] == b"PK\3\4" and random.random() < 0.8:
        return _changed_inside(data, random, seeds, tokens)
    return changed(data, random, seeds, tokens)


def changed(data: bytes, random: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """The bytes with one to some changes of any kind."""
    content = bytearray(data)
    for _ in range(random.randint(1, _MOST_CHANGES)):
        _change(content, random, seeds, tokens)
        del content[LONGEST:]
    return bytes(content)


def _change(content: bytearray, random: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    kind = random.randrange(8)
    at = random.randint(0, len(content))
    length = random.choice((1, 2, 4, 16, 64, 400))
    if kind == 0 and content:
        content[at % len(content)] ^= 1 << random.randrange(8)
    elif kind == 1 and content:
        content[at % len(content)] = random.choice(_INTERESTING)
    elif kind == 2:
        del content[at : at + length]
    elif kind == 3:
        content[at:at] = random.choice(HOSTILE)
    elif kind == 4 and tokens:
        content[at:at] = b" ".join(random.choice(tokens) for _ in range(random.randint(1, 4)))
    elif kind == 5:
        content[at:at] = content[at : at + length] * random.choice((1, 2, 30))
    elif kind == 6:
        other = random.choice(seeds)
        start = random.randint(0, len(other))
        content[at : at + length] = other[start : start + length]
    elif kind == 7 and random.random() < 0.2:
        del content[at:]


def _changed_inside(data: bytes, random: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """A package of files (.docx, .xlsx) of which one is changed before it is packed: else the sums would refuse all."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as out:
        members = archive.infolist()
        chosen = random.choice(members).filename
        for member in members:
            content = archive.read(member)
            if member.filename == chosen:
                content = changed(content, random, [content], tokens)
            out.writestr(zipfile.ZipInfo(member.filename), content)
    return packed.getvalue()
