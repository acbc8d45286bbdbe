"""The day or period to which a count refers (``rules/as_of.yaml``).

A date holds for a figure when a word ties the two (*per 17 September*, *hingga hari ini*, *sepanjang 2024*), never
because somebody spoke on that day. An attendance has the day of its event. A target has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache
from typing import Any, Final

from extractor.close.links.choice import DATE_BANDS, Linked, band, choose, weights_of
from extractor.close.speech import Speakers
from extractor.mentions import DateMention, Sentence, Skimmed
from extractor.models import Interval
from extractor.rules import RuleSet
from extractor.rules.words import any_of, filled, rows_by_id

QUESTION: Final = "as_of"
#: Sentences of the body in which a report of an event gives its day.
_LEAD: Final = 2
#: Sentences back in the paragraph, sentences ahead in which an event may be told of, and dates of one sentence that are
#: looked at: what lies farther off never won. Days around a count that is no attendance are right one time in three,
#: unless its sentence points back to them.
_BACK: Final = 3
_AHEAD: Final = 6
_MOST: Final = 6
_PARTED: Final = re.compile(r"[.;]")
_WIDE: Final = frozenset(("month", "quarter", "half", "year", "range"))


@dataclass(frozen=True)
class AsOfRules:
    """The compiled cues."""

    up_to: re.Pattern[str]
    at: re.Pattern[str]
    since: re.Pattern[str]
    itself: frozenset[str]
    attendance: re.Pattern[str]
    not_attending: re.Pattern[str]
    events: re.Pattern[str]
    referring: re.Pattern[str]


def _words(rules: Iterable[Mapping[str, Any]]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(form for rule in rules for form in rule['phrases'])})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def compile_as_of(ruleset: RuleSet) -> AsOfRules:
    """The as-of cues of a ruleset."""
    data = ruleset.yaml("as_of.yaml")
    words = rows_by_id(data["cues"]) | rows_by_id(data["around"])

    def pattern(template: str) -> re.Pattern[str]:
        return re.compile(filled(template, words), re.IGNORECASE)

    return AsOfRules(
        up_to=pattern(r"(?<!\w)(?:«up-to»)(?:\s+(?:«before_date»|(?:«clock») [\d.]+ \w+))?\s*$"),
        at=pattern(r"(?<!\w)(?:«at»)(?:\s+(?:«before_period»))?\s*$"),
        since=pattern(r"(?<!\w)(?:«since»)\s+$"),
        itself=words["itself"],
        attendance=_words(data["attendance"]),
        not_attending=_words(data["not_attending"]),
        events=_words(data["events"]),
        referring=pattern(r"(?<!\w)(?:«referring»)(?!\w)"),
    )


class AsOf:
    """The days of one article's counts. Ask :meth:`as_of` for a figure."""

    __slots__ = (
        "_attended",
        "_dates",
        "_event",
        "_eventful",
        "_lead",
        "_lead_sought",
        "_parts",
        "_published",
        "_rules",
        "_searched",
        "_sentences",
        "_speakers",
        "_starts",
        "_steady",
        "_text",
        "_weights",
    )

    def __init__(
        self, text: str, skimmed: Skimmed, speakers: Speakers, ruleset: RuleSet, published: Day | None
    ) -> None:
        self._text = text
        self._published = published
        self._weights = weights_of(ruleset, QUESTION)
        self._lead: DateMention | None = None
        self._lead_sought = False
        self._rules = compile_as_of(ruleset)
        self._dates = [date for date in skimmed.dates if date.from_ is not None and date.to is not None]
        self._starts = [date.start for date in self._dates]
        self._sentences = skimmed.sentences
        self._speakers = speakers
        self._parts = [match.start() for match in _PARTED.finditer(text)]
        #: By the starts of sentences: whether they tell of attending, and whether of an event. A sentence may hold as
        #: many figures as there are, so it is searched once.
        self._attended: dict[int, bool] = {}
        self._steady: dict[tuple[int, str], tuple[str, ...]] = {}
        self._eventful: dict[int, bool] = {}
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
        if sentence.start not in self._attended:
            spoken = self._speakers.speech_stretches(sentence, paragraph)
            self._attended[sentence.start] = any(
                not any(first <= match.start() < last for first, last in spoken)
                for match in self._rules.attendance.finditer(self._text, sentence.start, sentence.end)
            )
        return self._attended[sentence.start]

    def as_of(self, figure: Linked) -> Interval | None:
        """The interval of a count: of the days around it and its event's, the one that the evidence speaks for."""
        if not self._dates or not self._speakers.layout.paragraphs:
            return None
        best = choose(self.candidates(figure), self._weights)
        return Interval(from_=best.from_, to=best.to) if best is not None else None

    def candidates(self, figure: Linked) -> Iterator[tuple[DateMention | None, tuple[str, ...]]]:
        """The dates to which a count may refer, each with its evidence; none of them first."""
        paragraph, index = self._speakers.layout.place(figure.start)
        sentence = self._sentences[index]
        kind = figure.kind
        quoted = paragraph.quotation_at(figure.start) is not None
        yield (
            None,
            ("none", f"none, {kind}", f"none, {figure.category}", f"none, {figure.status}", f"none, quoted={quoted}"),
        )
        places = [(sentence, "here")]
        refers = self._rules.referring.search(self._text, sentence.start, figure.start) is not None
        back = _BACK if figure.attended else int(refers)
        places += [
            (self._sentences[earlier], f"back={index - earlier}")
            for earlier in range(index - 1, max(paragraph.first, index - back) - 1, -1)
        ]
        if figure.attended and index + 1 < len(self._sentences):
            places.append((self._sentences[index + 1], "next"))
        seen: set[int] = set()
        for where, name in places:
            days = self._dates_in(where, _MOST)
            for date in days:
                seen.add(date.start)
                evidence = [*self._kinds_of(date, where, kind), f"{name}, {kind}", f"{name}, {date.grain}"]
                if name == "here":
                    evidence += self._beside(date, figure, kind)
                if len(days) == 1:
                    evidence.append(f"only, {name}")
                yield date, tuple(evidence)
        event = self._told_by(index + _AHEAD)
        for far, name in ((event, "event"), (self._lead_day(), "lead")):
            if far is not None and far.start not in seen:
                seen.add(far.start)
                yield far, (name, f"{name}, {kind}", f"{name}, {far.grain}", self._when(far))

    def _kinds_of(self, date: DateMention, sentence: Sentence, kind: str) -> tuple[str, ...]:
        known = self._steady.get((date.start, kind))
        if known is None:
            known = self._steady[date.start, kind] = tuple(self._kinds(date, sentence, kind))
        return known

    def _kinds(self, date: DateMention, sentence: Sentence, kind: str) -> Iterator[str]:
        """What a date says for itself: its grain, the words that tie it, whether it is the day of speaking."""
        before = self._text[max(sentence.start, date.start - 40) : date.start]
        wide = "wide" if date.grain in _WIDE else "day" if date.grain == "day" else "other"
        if self._rules.up_to.search(before):
            tie = "up to"
        elif self._text[date.start : date.end].lower() in self._rules.itself:
            tie = "itself"
        elif self._rules.since.search(before):
            tie = "since"
        elif self._rules.at.search(before):
            tie = "at"
        elif date.start == sentence.start:
            tie = "opening"
        elif before.endswith(", "):
            tie = "comma"
        elif before.endswith("("):
            tie = "bracket"
        else:
            tie = "no word"
        yield f"{tie}, {wide}"
        yield f"{tie}, {wide}, {kind}"
        yield self._when(date)
        paragraph = self._speakers.layout.paragraphs[self._speakers.layout.paragraph_index(date.start)]
        spoken = self._speakers.speech_stretches(sentence, paragraph)
        if tie != "up to" and any(first <= date.start < last for first, last in spoken):
            yield "spoken"
            yield f"spoken, {kind}"
        elif self._tells_of_event(sentence):
            yield f"event told, {kind}"

    def _when(self, date: DateMention) -> str:
        published, first, last = self._published, date.from_, date.to
        if published is None or first is None or last is None:
            return "unknown day"
        return "ahead" if first > published else "past" if last < published else "now"

    def _beside(self, date: DateMention, figure: Linked, kind: str) -> Iterator[str]:
        """How a date stands to the figure in its sentence."""
        behind = date.start >= figure.end
        distance = date.start - figure.end if behind else figure.start - date.end
        side = "behind" if behind else "before"
        yield f"{side}, {kind}"
        yield f"{side}, {band(distance, DATE_BANDS)}"
        if bisect_left(self._parts, figure.end) < bisect_left(self._parts, date.start):
            yield "parted"

    def _lead_day(self) -> DateMention | None:
        """The first day in the opening of the body that is not the day of speaking."""
        if not self._lead_sought:
            self._lead_sought = True
            for sentence in [sentence for sentence in self._sentences[:4] if not sentence.title][:_LEAD]:
                paragraph = self._speakers.layout.paragraphs[self._speakers.layout.paragraph_index(sentence.start)]
                spoken = self._speakers.speech_stretches(sentence, paragraph)
                for date in self._dates_in(sentence):
                    if date.grain == "day" and not any(first <= date.start < last for first, last in spoken):
                        self._lead = date
                        return date
        return self._lead

    def _tells_of_event(self, sentence: Sentence) -> bool:
        if sentence.start not in self._eventful:
            found = self._rules.events.search(self._text, sentence.start, sentence.end)
            self._eventful[sentence.start] = found is not None
        return self._eventful[sentence.start]

    def _dates_in(self, sentence: Sentence, most: int | None = None) -> list[DateMention]:
        first, last = (bisect_left(self._starts, place) for place in (sentence.start, sentence.end))
        return self._dates[first : last if most is None else min(last, first + most)]

    def _first_day(self, sentence: Sentence) -> DateMention | None:
        """The first day, or range of days, of a sentence."""
        return next((date for date in self._dates_in(sentence) if date.grain in ("day", "range")), None)

    def _told_by(self, limit: int) -> DateMention | None:
        """The day in the first sentence, of those before number ``limit``, that tells of an event with its day."""
        while self._event is None and self._searched < min(limit, len(self._sentences)):
            sentence = self._sentences[self._searched]
            date = self._first_day(sentence)
            told = date is not None and not sentence.title
            if told and self._tells_of_event(sentence):
                self._event = (self._searched, date) if date is not None else None
            self._searched += 1
        return self._event[1] if self._event is not None and self._event[0] < limit else None
