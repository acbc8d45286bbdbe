"""Which day belongs to a figure (``rules/days.yaml``): by when a target is aimed at, as of when a count holds.

Candidates are the dates of the figure's sentence and of every other interval that the article names the nearest
mention; *none* is one too. Evidence are the words that tie a date to what it is for, its role, where it stands, how
far off it is, and what is counted. What it is worth for a deadline stands in ``rules/weights/due.tsv``, for the day of
a count in ``as_of.tsv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from extractor.close.kept import kept
from extractor.close.links.choice import DATE_BANDS, Bands, Linked, band, joined
from extractor.close.links.date_roles import Day
from extractor.close.links.finder import Finder, beside
from extractor.mentions import DateMention, Sentence
from extractor.rules import RuleSet
from extractor.rules.cues import cue_finder
from extractor.text.layout import START, between

FILE: Final = "days.yaml"
#: Dates of one sentence that are looked at, intervals named elsewhere, and mentions of each: the first ones.
_HERE: Final = 6
_ELSEWHERE: Final = 12
_MENTIONS: Final = 4
#: Of these classes a figure of equal value is another one.
_OTHER: Final = ("money", "share")
#: Characters around a figure that tell what sort of count it is.
_LEFT: Final = 90
_RIGHT: Final = 70
_SORTS: Final = frozenset(("event", "crowd", "stock", "flow"))
#: A cue so many characters before a date may tie it to something, with one word between at most.
_TIED: Final = 40
_GAP: Final = re.compile(r"\W*(?:\w+\W+)?")
_SIGNS: Final = {",": "comma", "(": "bracket", "\n": "opening", ".": "opening", "": "opening"}
#: Sentences back and ahead whose distance is told apart, and up to which others are near, apart and distant.
_BACK: Final = -3
_NEXT: Final = 1
_FAR: Final[Bands] = ((3, "near"), (8, "apart"))
#: Names of ages in days since the end of an interval, the longest that a report's day has, and those of longer ones.
_AGES: Final[Bands] = ((0, "0"), (1, "1"), (2, "2"), (7, "week"), (31, "month"), (366, "year"))
_AGES_WIDE: Final[Bands] = ((40, "month"), (400, "year"))
_SHORT: Final = 20
_SOON: Final = 7
#: Characters back to the budget or plan whose year is meant.
_FRAMED: Final = 2500
_YEAR: Final = re.compile(r"\W*(?:\w+ ){0,2}(20\d\d)\b")


class Days(Finder[DateMention]):
    """The days of one article's figures, for a link: the day by which (``due``), or the one of a count (``as_of``)."""

    def prepare(self, ruleset: RuleSet) -> None:
        self._published = self.draft.article.published
        self._cues = cue_finder(ruleset, (FILE,)).find(self.text)
        self._known = [day for day in self.draft.days if day.mention.from_ is not None or day.mention.to is not None]
        self._of_interval: dict[object, list[tuple[int, Day]]] = {}
        for day in self._known:
            named = self._of_interval.setdefault(_interval(day), [])
            if len(named) < _MENTIONS:
                named.append((self.layout.place(day.start)[1], day))
        self._numbers = [number.start for number in self.draft.numbers if number.role == "cardinal"]
        self._aimed = {self.layout.place(item.start)[1] for item in self.draft.linked if item.status == "target"}
        self._frames = list(self._find_frames())

    def fill(self, items: Sequence[Linked]) -> None:
        super().fill(items)
        of_value = {_value(item): day for item in reversed(items) if (day := getattr(item, self.link)) is not None}
        # The same figure said again has the same day, another report's headline what it tells itself.
        for item in items:
            day = getattr(item, self.link) or of_value.get(_value(item))
            headline = self.speakers.headline_at(item.start)
            told = headline is None or (day is not None and headline.start <= day.start < headline.end)
            setattr(item, self.link, day if told else None)

    def candidates(self, item: Linked) -> Iterator[tuple[DateMention | None, tuple[str, ...]]]:
        index = self.layout.place(item.start)[1]
        sentence = self.sentences[index]
        kinds = self._kinds(item, sentence)
        here = self._known[slice(*between(self._known, sentence.start, sentence.end))][:_HERE]
        aims = any(day.target for day in here)
        yield None, ("none", *joined("none", f"dates={min(len(here), 2)}", f"aims={aims}", *kinds))
        for day in here:
            only = ("only, here",) if len(here) == 1 else ()
            yield day.mention, (*self._says("here", day, kinds), *self._beside(day, here, item, kinds[0]), *only)
        refers = any(hit.cue.category == "refers" for hit in self._cues.between(sentence.start, item.start))
        seen = {_interval(day) for day in here}
        elsewhere = [of for interval, of in list(self._of_interval.items())[:_ELSEWHERE] if interval not in seen]
        for place, day in (min(of, key=lambda one: abs(one[0] - index)) for of in elsewhere):
            where, near = _where(place - index), self.sentences[place].paragraph == sentence.paragraph
            more = joined(where, f"paragraph={near}", f"refers={refers}", f"aimed={place in self._aimed}")
            yield day.mention, (*self._says(where, day, kinds), *more)
        framed = bisect_left(self._frames, sentence.end, key=START) - 1
        if framed >= 0 and self._frames[framed].start >= sentence.start - _FRAMED:
            within = self._frames[framed].start >= sentence.start
            yield self._frames[framed], joined("frame", f"here={within}", item.category)

    def _kinds(self, item: Linked, sentence: Sentence) -> tuple[str, ...]:
        """What a figure counts and what is told of it: a crowd, what somebody has, who receives something."""
        start, end = max(sentence.start, item.start - _LEFT), min(sentence.end, item.end + _RIGHT)
        sorts = {hit.cue.category for hit in self._cues.between(start, end)} & _SORTS
        return (item.kind, item.category, *(sorted(sorts) or ("plain",)))

    @kept
    def _says(self, where: str, day: Day, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """What a date says for itself to a figure of some kinds."""
        tie, lies, role = self._tie(day.mention), self._lies(day.mention), f"{'aim, ' * day.target}{day.role}"
        grain = "third" if day.mention.third else day.mention.grain
        far = where if where == "here" else "far"
        times = min(len(self._of_interval[_interval(day)]), 3)
        evidence = [where, lies, role, f"tie={tie}", *joined(where, *kinds), *joined(role, *kinds)]
        evidence += (*joined(lies, grain, *kinds), *joined(tie, grain, lies, *kinds))
        evidence += joined(far, grain, lies, role, f"tie={tie}", f"times={times}")
        evidence += () if far == where else joined(where, role)
        if self.speakers.in_telling(day.start):
            evidence += ("spoken", *joined("spoken", far, tie))
        return tuple(evidence)

    def _tie(self, mention: DateMention) -> str:
        """The word or sign that ties a date to what it is for."""
        start = mention.start
        for hit in reversed(self._cues.between(max(0, start - _TIED), start)):
            if hit.cue.direction == "forward" and _GAP.fullmatch(self.text, hit.end, start):
                return hit.cue.category
        before = self.text[max(0, start - 2) : start].strip(" ")[-1:]
        return "relative" if mention.relative else _SIGNS.get(before, "no word")

    def _lies(self, mention: DateMention) -> str:
        """How far ahead a day or period is as the report appears, or how long it is over."""
        published, first, last = self._published, mention.from_, mention.to
        if published is None or first is None or last is None:
            return f"{mention.direction or 'unknown'} day"
        long = (last - first).days > _SHORT
        length = "wide" if long else "day"
        if first > published:
            return f"{length}, {'ahead' if (first - published).days > _SOON else 'soon'}"
        if last >= published:
            return f"{length}, now"
        return f"{length}, ago={band((published - last).days, _AGES_WIDE if long else _AGES)}"

    def _beside(self, day: Day, here: Sequence[Day], item: Linked, kind: str) -> tuple[str, ...]:
        """How a date stands to a figure in its sentence, among the dates ``here``."""
        side, distance = beside(item, day)
        low, high = sorted((item.end if side == "behind" else day.end, day.start if side == "behind" else item.start))
        far = band(distance, DATE_BANDS)
        between_them = min(bisect_left(self._numbers, high) - bisect_left(self._numbers, low), 2)
        # *1,1 juta pekerjaan pada 2022 dan 4,4 juta pekerjaan pada 2024*: each has its own day right behind it
        follows = next((other for other in here if other.start >= item.end), None)
        own = follows is not None and bisect_left(self._numbers, item.end) == bisect_left(self._numbers, follows.start)
        parted = f"comma={',' in self.text[low:high]}", f"numbers={between_them}", f"follows={own and day is follows}"
        return (f"{self._tie(day.mention)}, {side}, {far}", *joined(side, kind, far, day.mention.grain, *parted))

    def _find_frames(self) -> Iterator[DateMention]:
        """The years still ahead of budgets and plans."""
        for hit in self._cues.of_category(FILE, "frame"):
            year = _YEAR.match(self.text, hit.end)
            if year is not None and (self._published is None or int(year[1]) > self._published.year):
                first, last = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
                yield DateMention(hit.start, year.end(), first, last, year[1], "budget", "year")


class Deadlines(Days):
    """The days by which targets are aimed at."""

    link = "due"

    @classmethod
    def wants(cls, item: Linked) -> bool:
        return item.target and item.status is not None


class CountDays(Days):
    """The days to which counts refer."""

    link = "as_of"

    @classmethod
    def wants(cls, item: Linked) -> bool:
        return item.status in ("realised", "denied")


def _value(item: Linked) -> object:
    return item.value, item.category in _OTHER


def _interval(day: Day) -> object:
    return day.mention.from_, day.mention.to


def _where(sentences: int) -> str:
    """How a sentence lies so many sentences ahead."""
    if _BACK <= sentences <= _NEXT:
        return f"by={sentences}"
    return f"{'ahead' if sentences > 0 else 'back'}, {band(abs(sentences), _FAR)}"
