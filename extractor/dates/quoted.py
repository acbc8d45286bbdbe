"""The day on which a quotation was spoken, from which its relative days count.

*"Hari ini kami mulai," kata Ani, Senin (20/10/2025).* The day stands in the quotation's own sentence, or was given
for an earlier statement of the same report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_CLOSERS: Final = "”»"
_STRAIGHT: Final = '"'
_SENTENCE_END: Final = re.compile(r"[.!?][\"”']?\s+(?=[\"“A-Z])|\n")
_WORD: Final = re.compile(r"[^\W\d_]+")
# A statement is quoted on from one paragraph to the next; an older one is another story's.
_LONGEST_CARRY: Final = timedelta(days=7)
_LONGEST_SENTENCE: Final = 600
_LONGEST_QUOTATION: Final = 3000
_MOST_STATEMENTS: Final = 6
_LONGEST_ATTRIBUTION: Final = 90
# A day farther ahead is a slip of the year.
_LATEST: Final = timedelta(days=330)
# A report comes out on the day after that on which it was written, or on the same.
_LATE: Final = timedelta(days=1)
_STOPS: Final = frozenset(",.")
# The first paragraphs tell when the report was written.
_HEAD: Final = 400
# di, ke, dan: small words between names
_SHORT: Final = 3


@dataclass(slots=True, eq=False)
class StatedDay:
    """A full day that the text states, with its place."""

    start: int
    end: int
    day: date


def reported_later(text: str, days: Sequence[StatedDay], published: date, told: frozenset[str]) -> date | None:
    """The last day, after ``published``, on which the report says that somebody spoke or shares were traded.

    *… naik, kata Ani di Jakarta, Selasa (29/1/2019)* in an article filed under December 2018: the report is no older
    than what it tells. Between the word of ``told`` and the day stand names and places alone, so that no event to come
    is taken for it.
    """
    later: date | None = None
    first = days[0].day if days else published
    for day in days:
        # "3 (Februari)" is no such
        told_in_bracket = text[day.end - 1 : day.end] == ")" and not text[day.start].isdigit()
        if (later or published) < day.day and day.day - published <= _LATEST and told_in_bracket:
            words = _WORD.findall(text[max(0, day.start - _LONGEST_ATTRIBUTION) : day.start])
            last = max((place for place, word in enumerate(words) if word.lower() in told), default=None)
            if last is not None and all(word[0].isupper() or len(word) <= _SHORT for word in words[last + 1 :]):
                later = day.day
    # "IHSG ditutup turun, Selasa (29/1). Pada perdagangan Senin (28/1) …": the day that opens the report is its own
    return first if later and first - later == timedelta(days=1) else later


def day_called_today(text: str, called: Sequence[StatedDay], published: date) -> date | None:
    """The day that the report itself calls today near its head: *… ditutup menguat hari ini, Selasa (22/1/2019)*.

    ``called`` are the days so called, in order. One in a quotation is the speaker's, and one far back a slip.
    """
    for day in called:
        if day.start < _HEAD and -_LONGEST_CARRY <= day.day - published <= _LATEST:
            return None if _quotation(text, day.start) else day.day
    return None


class StatedDays:
    """The days that a text states, in order, up to its publication; ``told`` are words of speech.

    ``named`` are the days as they are written, without regard to a weekday that does not fit.
    """

    def __init__(self, days: Sequence[StatedDay], named: Set[date], published: date, told: frozenset[str]) -> None:
        self.told = told
        self.days = [day for day in days if day.day <= published]
        self.starts = [day.start for day in self.days]
        self.published = published
        last = max(self.days, key=lambda day: (day.day, -day.start), default=None)
        self.last = last if last and published - last.day == _LATE and published not in named else None

    def written_on(self, text: str, start: int, end: int) -> date | None:
        """The day before publication on which a report was written, where its *hari ini* at ``start`` is that day.

        It is the last day that the report names, and stands before these words or in their sentence. Set off by commas
        they stand for the date of a statement, which is that of publication: *kata Ani di Solo, hari ini.*
        """
        if self.last is None or (text[start - 2 : start] == ", " and text[end : end + 1] in _STOPS):
            return None
        named = self.last.start
        if named > start and (named - end > _LONGEST_SENTENCE or _SENTENCE_END.search(text, end, named)):
            return None
        return None if _quotation(text, named) else self.last.day

    def spoken_on(self, text: str, position: int) -> date | None:
        """The day on which the quotation around ``position`` was spoken; None outside quotations or when unknown."""
        quotation = _quotation(text, position) if self.days else None
        if quotation is None:
            return None
        opened, closed = quotation
        after = bisect_left(self.starts, closed)
        if after < len(self.days):
            day = self.days[after]
            if day.start <= closed + _LONGEST_SENTENCE and not _SENTENCE_END.search(text, closed, day.start):
                return day.day
        before = bisect_left(self.starts, opened)
        for place in range(before - 1, max(-1, before - 1 - _MOST_STATEMENTS), -1):
            day = self.days[place]
            near = opened - day.end <= _LONGEST_SENTENCE
            if place == before - 1 and near and not _SENTENCE_END.search(text, day.end, opened):
                return day.day
            if self.published - day.day <= _LONGEST_CARRY and is_statement(text, day.start, self.told):
                return day.day
        return None


def is_statement(text: str, position: int, told: frozenset[str]) -> bool:
    """Whether the sentence before the day at ``position`` holds a word of speech, one of ``told``."""
    start = max(0, position - _LONGEST_SENTENCE // 2)
    for match in _SENTENCE_END.finditer(text, start, position):
        start = match.end()
    return not told.isdisjoint(_WORD.findall(text[start:position].lower()))


def _quotation(text: str, position: int) -> tuple[int, int] | None:
    """Offsets of the opening and closing mark around ``position`` within its paragraph."""
    first, last = max(0, position - _LONGEST_QUOTATION), position + _LONGEST_QUOTATION
    paragraph = text.rfind("\n", first, position) + 1 or first
    finish = text.find("\n", position, last)
    finish = min(last, len(text)) if finish < 0 else finish
    opened = max(text.rfind("“", paragraph, position), text.rfind("«", paragraph, position))
    if opened >= 0 and not any(text.find(mark, opened, position) >= 0 for mark in _CLOSERS):
        ends = [end for mark in _CLOSERS if (end := text.find(mark, position, finish)) >= 0]
        return opened, min(ends, default=finish)
    if text.count(_STRAIGHT, paragraph, position) % 2:
        end = text.find(_STRAIGHT, position, finish)
        return text.rfind(_STRAIGHT, paragraph, position), end if end >= 0 else finish
    return None
