"""The day on which a quotation was spoken, from which its relative days count.

*"Hari ini kami mulai," kata Ani, Senin (20/10/2025).* The day stands in the quotation's own sentence, or was given
for an earlier statement of the same report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_OPENERS, _CLOSERS, _STRAIGHT = "“«", "”»", '"'
_SENTENCE_END = re.compile(r"[.!?][\"”']?\s+(?=[\"“A-Z])|\n")
_SPEECH = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|ungkap|jelas|papar|tegas|imbuh|sebut|terang|beber|tulis|tandas|cetus|lanjut)(?:nya)?\b"
    r"|\b(?:meny?ampai|disampai|mengata|menjelas|mengungkap|diungkap|menutur|menegas|menyebut|keterangan|dikutip|ditemui"
    r"|wawancara|konferensi pers|jumpa pers|siaran pers|rilis|wartawan)",
    re.IGNORECASE,
)
# A statement is quoted on from one paragraph to the next; an older one is another story's.
_LONGEST_CARRY = timedelta(days=7)
_LONGEST_SENTENCE = 600


@dataclass(slots=True, frozen=True)
class StatedDay:
    """A full day that the text states, with its place."""

    start: int
    end: int
    day: date


def spoken_on(text: str, position: int, stated: Sequence[StatedDay], published: date) -> date | None:
    """The day on which the quotation around ``position`` was spoken; None outside quotations or when unknown.

    ``stated`` are the full days of the text in order; none after publication is taken.
    """
    quotation = _quotation(text, position)
    if quotation is None:
        return None
    opened, closed = quotation
    days = [day for day in stated if day.day <= published and not opened < day.start < closed]
    for day in days:
        if closed <= day.start <= closed + _LONGEST_SENTENCE and not _SENTENCE_END.search(text, closed, day.start):
            return day.day
    for day in reversed(days):
        if day.end <= opened and opened - day.end <= _LONGEST_SENTENCE:
            if not _SENTENCE_END.search(text, day.end, opened):
                return day.day
            break
    for day in reversed(days):
        if day.end <= opened and published - day.day <= _LONGEST_CARRY and _is_statement(text, day):
            return day.day
    return None


def _quotation(text: str, position: int) -> tuple[int, int] | None:
    """Offsets of the opening and closing mark around ``position`` within its paragraph."""
    paragraph = text.rfind("\n", 0, position) + 1
    finish = text.find("\n", position)
    finish = len(text) if finish < 0 else finish
    opened = max(text.rfind(mark, paragraph, position) for mark in _OPENERS)
    if opened >= 0 and not any(mark in text[opened:position] for mark in _CLOSERS):
        ends = [end for mark in _CLOSERS if (end := text.find(mark, position, finish)) >= 0]
        return opened, min(ends, default=finish)
    if text.count(_STRAIGHT, paragraph, position) % 2:
        end = text.find(_STRAIGHT, position, finish)
        return text.rfind(_STRAIGHT, paragraph, position), end if end >= 0 else finish
    return None


def _is_statement(text: str, day: StatedDay) -> bool:
    start = max(0, day.start - _LONGEST_SENTENCE // 2)
    for match in _SENTENCE_END.finditer(text, start, day.start):
        start = match.end()
    return _SPEECH.search(text, start, day.start) is not None
