"""The day or period to which a count refers (``rules/as_of.yaml``).

A date holds for a figure when a word ties the two (*per 17 September*, *hingga hari ini*, *sepanjang 2024*), never
because somebody spoke on that day. An attendance has the day of its event. A target has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.close.speech import Speakers
from extractor.mentions import DateMention, Sentence, Skimmed
from extractor.models import Interval
from extractor.rules import RuleSet
from extractor.text.layout import Paragraph

#: Sentences of the body in which a report of an event gives its day.
_LEAD: Final = 2
_WIDE: Final = frozenset(("month", "quarter", "half", "year", "range"))
#: Words that may stand between a cue and its date: *hingga akhir pekan lalu*, *per tanggal 5 Mei*.
_GAP: Final = r"(?:\s+(?:tanggal|tgl|bulan|dengan|hari|pada|akhir|awal|tahun|periode|pukul [\d.]+ \w+))?\s*$"


@dataclass(frozen=True)
class AsOfRules:
    """The compiled cues."""

    up_to: re.Pattern[str]
    at: re.Pattern[str]
    itself: frozenset[str]
    attendance: re.Pattern[str]
    not_attending: re.Pattern[str]
    events: re.Pattern[str]


def phrases(words: str) -> list[str]:
    """Phrases of a word list in which an escaped blank joins words."""
    return [form.replace("\\ ", " ") for form in re.split(r"(?<!\\)\s+", words.strip())]


def _any(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _words(rules: Iterable[Mapping[str, str]]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any([form for rule in rules for form in phrases(rule['words'])])})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def compile_as_of(ruleset: RuleSet) -> AsOfRules:
    """The as-of cues of a ruleset."""
    data = ruleset.yaml("as_of.yaml")
    rows = {row["id"]: phrases(row["words"]) for row in data["cues"]}
    return AsOfRules(
        up_to=re.compile(rf"(?<!\w)(?:{_any(rows['up-to'])}){_GAP}", re.IGNORECASE),
        at=re.compile(rf"(?<!\w)(?:{_any(rows['at'])})(?:\s+(?:tahun|bulan|akhir|awal))?\s*$", re.IGNORECASE),
        itself=frozenset(rows["itself"]),
        attendance=_words(data["attendance"]),
        not_attending=_words(data["not_attending"]),
        events=_words(data["events"]),
    )


class AsOf:
    """The days of one article's counts. Ask :meth:`as_of` for a figure."""

    __slots__ = ("_dates", "_event", "_rules", "_searched", "_sentences", "_speakers", "_starts", "_text")

    def __init__(self, text: str, skimmed: Skimmed, speakers: Speakers, ruleset: RuleSet) -> None:
        self._text = text
        self._rules = compile_as_of(ruleset)
        self._dates = [date for date in skimmed.dates if date.from_ is not None and date.to is not None]
        self._starts = [date.start for date in self._dates]
        self._sentences = skimmed.sentences
        self._speakers = speakers
        #: How many sentences were searched for the event, and where it was told of first.
        self._searched = 0
        self._event: tuple[int, DateMention] | None = None

    def attends(self, start: int, end: int) -> bool:
        """Whether the sentence of a participant count tells of an event that people attend."""
        if not self._speakers.layout.paragraphs:
            return False
        if self._rules.not_attending.search(self._text, start, end):
            return False
        paragraph, index = self._speakers.layout.place(start)
        sentence = self._sentences[index]
        spoken = self._speakers.speech_stretches(sentence, paragraph)
        return any(
            not any(first <= match.start() < last for first, last in spoken)
            for match in self._rules.attendance.finditer(self._text, sentence.start, sentence.end)
        )

    def as_of(self, start: int, end: int, *, attendance: bool) -> Interval | None:
        """The interval of the count ``text[start:end]``, by its own sentence; an attendance also by its event."""
        if not self._dates or not self._speakers.layout.paragraphs:
            return None
        paragraph, index = self._speakers.layout.place(start)
        tied = self._tied(self._sentences[index], paragraph, start, end)
        if tied is not None:
            return _interval(tied)
        if not attendance:
            return None
        return self._event_day(index, paragraph)

    def _tied(self, sentence: Sentence, paragraph: Paragraph, start: int, end: int) -> DateMention | None:
        text = self._text
        best: DateMention | None = None
        best_distance = 10_000
        spoken = self._speakers.speech_stretches(sentence, paragraph)
        first_inside = bisect_left(self._starts, sentence.start)
        for date in self._dates[max(0, first_inside - 1) : bisect_left(self._starts, sentence.end)]:
            if date.end <= sentence.start:
                continue
            before = text[max(sentence.start, date.start - 40) : date.start]
            word = text[date.start : date.end].lower()
            if self._rules.up_to.search(before):
                weight = 0
            elif any(first <= date.start < last for first, last in spoken):
                continue
            elif (
                word in self._rules.itself
                or (date.grain == "range" and before.endswith("sejak "))
                or (
                    date.grain in _WIDE
                    and (self._rules.at.search(before) or date.start == sentence.start or before.endswith(", "))
                )
            ):
                weight = 40
            else:
                continue
            distance = weight + (date.start - end if date.start >= end else start - date.end)
            if date.start >= end and re.search(r"[.;]|, (?:naik|turun|dibanding)", text[end : date.start]):
                continue
            if distance < best_distance:
                best, best_distance = date, distance
        return best

    def _event_day(self, index: int, paragraph: Paragraph) -> Interval | None:
        """The day of the event: in this sentence, in its paragraph before it, else where the report tells of it."""
        for earlier in range(index, paragraph.first - 1, -1):
            date = self._first_day(self._sentences[earlier])
            if date is not None:
                return _interval(date)
        event = self._told_by(index + 6)
        if event is not None:
            return _interval(event)
        lead = [sentence for sentence in self._sentences[:4] if not sentence.title][:_LEAD]
        for sentence in lead:
            spoken = self._speakers.speech_stretches(sentence, paragraph)
            for date in self._dates_in(sentence):
                if date.grain == "day" and not any(first <= date.start < last for first, last in spoken):
                    return _interval(date)
        return None

    def _dates_in(self, sentence: Sentence) -> list[DateMention]:
        return self._dates[bisect_left(self._starts, sentence.start) : bisect_left(self._starts, sentence.end)]

    def _first_day(self, sentence: Sentence) -> DateMention | None:
        """The first day, or range of days, of a sentence."""
        return next((date for date in self._dates_in(sentence) if date.grain in ("day", "range")), None)

    def _told_by(self, limit: int) -> DateMention | None:
        """The day in the first sentence, of those before number ``limit``, that tells of an event with its day."""
        while self._event is None and self._searched < min(limit, len(self._sentences)):
            sentence = self._sentences[self._searched]
            date = self._first_day(sentence)
            told = date is not None and not sentence.title
            if told and self._rules.events.search(self._text, sentence.start, sentence.end) is not None:
                self._event = (self._searched, date) if date is not None else None
            self._searched += 1
        return self._event[1] if self._event is not None and self._event[0] < limit else None


def _interval(date: DateMention) -> Interval:
    return Interval(from_=date.from_, to=date.to)
