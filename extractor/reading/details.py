"""What parsers and the system say of a broken file or row, in Indonesian: they speak English only."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Final

from extractor.messages.failures import OF_SYSTEM

# A pattern of the whole of what they say, and its Indonesian; what no pattern meets stays as it is.
_SAID: Final = (
    # JSON, by orjson and by Python
    (r"unexpected character, expected a string key|Expecting property name enclosed in double quotes",
     "seharusnya ada nama kolom di antara tanda petik"),
    (r"unexpected character, expected ':' after key|Expecting ':' delimiter",
     "seharusnya ada titik dua sesudah nama kolom"),
    (r"unexpected character, expected ',' or '[}\]]'|Expecting ',' delimiter", "seharusnya ada koma atau penutup"),
    (r"unexpected character, expected a JSON value|Expecting value", "seharusnya ada nilai JSON"),
    (r"invalid literal, expected ('\w+')", r"nilai tidak sah, mungkin maksudnya \1"),
    (r"invalid escaped? (?:sequence )?in string|Invalid \\.*escape.*", "ada tanda \\\\ yang tidak sah di dalam teks"),
    (r"unexpected control character in string|Invalid control character at", "ada karakter kendali di dalam teks"),
    (r"unexpected end of data|Unterminated string starting at", "isinya terputus"),
    (r"unexpected content after document|Extra data", "ada isi lain sesudah dokumen"),
    (r"Illegal trailing comma before end of (?:object|array)|trailing comma is not allowed",
     "ada koma sesudah isian terakhir"),
    (r"(?:no|invalid) (?:low|high) surrogate in string|(?:str is not valid UTF-8|invalid (?:utf|UTF)-8 encoding).*",
     "ada huruf yang tidak sah"),
    (r"Recursion limit reached|maximum recursion depth exceeded.*", "isian bersarang terlalu dalam"),
    (r"Exceeds the limit \(\d+ digits\) for integer string conversion.*", "bilangan terlalu panjang"),
    (r"the array is not closed", "larik tidak ditutup"),
    # tables
    (r"'(.)' expected after '(.)'", r"seharusnya ada \1 sesudah \2"),
    (r"line contains NUL", "ada karakter nol"),
    (r"field larger than field limit \((\d+)\)", r"isian lebih dari \1 karakter"),
    (r"the head of the table cannot be read", "kepala tabel tidak terbaca"),
    (r"quotes without end; rows cannot be told apart", "tanda petik tidak ditutup, baris tidak dapat dibedakan"),
    # files and archives
    (r"File is not a zip file|Bad magic number for .*", "bukan berkas ZIP yang utuh"),
    (r"Not a gzipped file.*", "bukan berkas gzip"),
    (r"Compressed file ended before the end-of-stream marker was reached", "berkas terkompresi ini terputus"),
    (r"CRC check failed.*|Bad CRC-32 for file.*", "berkas terkompresi ini rusak"),
    (r"a link that leads nowhere", "tautan yang tidak menuju apa pun"),
    (r"no regular file", "bukan berkas biasa"),
    (r"no WARC record after (\d+)", r"tidak ada rekaman WARC sesudah \1"),
    (r"record (\d+) has no length", r"rekaman \1 tanpa panjang"),
    (r"record (\d+) breaks off", r"rekaman \1 terputus"),
    (r"a record with too many headers", "rekaman dengan terlalu banyak tajuk"),
)  # fmt: skip


def in_indonesian(detail: str) -> str:
    """What was said, in Indonesian where that is known."""
    if (words := _of_system().get(detail)) is not None:
        return words
    for pattern, words in _SAID:
        if match := re.fullmatch(pattern, detail):
            return match.expand(words)
    return detail


@lru_cache(maxsize=1)
def _of_system() -> dict[str, str]:
    return {os.strerror(number): words for number, words in OF_SYSTEM.items()}
