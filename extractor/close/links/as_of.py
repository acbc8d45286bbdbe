"""The day or period to which a count refers (``rules/as_of.yaml``).

Candidates are the dates of the figure's sentence and of every other interval that the article names the nearest
mention; *none* is one too. Evidence are the words that tie a date to a figure (*per 17 September*, *hingga hari ini*,
*sepanjang 2024*), where it stands, how old it is, and what sort of count it would date. The weights are learned
(``rules/weights/as_of.tsv``). A target has no such day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Day
from functools import lru_cache
from typing import Any, Final

from extractor.close.kept import kept
from extractor.close.links.choice import DATE_BANDS, Bands, Linked, band, choose, weights_of
from extractor.close.links.elsewhere import NamedDays
from extractor.close.speech import Speakers
from extractor.mentions import DateMention, Sentence, Skimmed
from extractor.models import Interval
from extractor.rules import RuleSet
from extractor.rules.words import any_of, filled, rows_by_id
from extractor.text.layout import between

QUESTION: Final = "as_of"
UP_TO: Final = "up to"
#: Dates of one sentence that are looked at, and characters around a figure that tell what sort of count it is.
_MOST: Final = 6
_LEFT: Final = 90
_RIGHT: Final = 70
#: Sentences back and ahead whose distance is told apart.
_BACK: Final = -3
_NEXT: Final = 1
_WIDE: Final = frozenset(("month", "quarter", "half", "year", "range"))
#: Names of ages in days since the end of an interval, the longest that a report's day has, and those of longer ones.
_AGES: Final[Bands] = ((0, "0"), (1, "1"), (2, "2"), (7, "week"), (31, "month"), (366, "year"))
_AGES_WIDE: Final[Bands] = ((40, "month"), (400, "year"))
_SHORT: Final = 20
_SOON: Final = 7


class AsOfRules:
    """The compiled cues."""

    def __init__(self, ruleset: RuleSet) -> None:
        data = ruleset.yaml("as_of.yaml")
        words = rows_by_id(data["cues"]) | rows_by_id(data["around"])

        def pattern(template: str) -> re.Pattern[str]:
            return re.compile(filled(template, words), re.IGNORECASE)

        up_to = pattern(r"(?<!\w)(?:«up-to»)(?:\s+(?:«before_date»|(?:«clock») [\d.]+ \w+))?\s*$")
        since = pattern(r"(?<!\w)(?:«since»)\s+$")
        at = pattern(r"(?<!\w)(?:«at»)(?:\s+(?:«before_period»))?\s*$")
        self._ties = ((UP_TO, up_to.search), ("since", since.search), ("at", at.search))
        self.itself = words["itself"]
        lists = ("up-to", "at", "since", "before_date", "before_period")
        self._ends = tuple(sorted({word.lower() for name in lists for word in words[name]}))
        self._clock = tuple(word.lower() for word in words["clock"])
        self.events = _words(data["events"])
        self.referring = pattern(r"(?<!\w)(?:«referring»)(?!\w)")
        self.sorts = tuple((str(row["id"]), _words([row])) for row in data["sorts"])

    def tie(self, before: str) -> str | None:
        """What the last words before a date tie it to."""
        small = before.lower()
        if not small.rstrip().endswith(self._ends) and not any(word in small for word in self._clock):
            return None  # as mostly: what no cue ends with is searched for none
        for name, search in self._ties:
            if search(before):
                return name
        return None


def _words(rules: Iterable[Mapping[str, Any]]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(form for rule in rules for form in rule['phrases'])})\b", re.IGNORECASE)


compile_as_of: Final = lru_cache(maxsize=8)(AsOfRules)


class AsOf:
    """The days of one article's counts. Ask :meth:`as_of` for a figure."""

    def __init__(
        self, text: str, skimmed: Skimmed, speakers: Speakers, ruleset: RuleSet, published: Day | None
    ) -> None:
        self._text = text
        self._published = published
        self._weights = weights_of(ruleset, QUESTION)
        self._rules = compile_as_of(ruleset)
        self._dates = [date for date in skimmed.dates if date.from_ is not None and date.to is not None]
        self._days = NamedDays(skimmed.sentences, self._dates)
        self._numbers = [number.start for number in skimmed.numbers if number.role == "cardinal"]
        self._sentences = skimmed.sentences
        self._speakers = speakers

    def as_of(self, figure: Linked) -> Interval | None:
        """The interval of a count: of the days around it and its event's, the one that the evidence speaks for."""
        if not self._dates:
            return None
        best = choose(self.candidates(figure), self._weights)
        return Interval(from_=best.from_, to=best.to) if best is not None else None

    def candidates(self, figure: Linked) -> Iterator[tuple[DateMention | None, tuple[str, ...]]]:
        """The dates to which a count may refer, each with its evidence; none of them first.

        They are those of its sentence, and of every other interval of the article the nearest mention.
        """
        paragraph, index = self._speakers.layout.place(figure.start)
        sentence = self._sentences[index]
        kind = figure.kind
        sorts = (kind, *self._sorts(figure, sentence))
        none = ["none", f"none, {figure.category}", f"none, {figure.status}", *(f"none, {sort}" for sort in sorts)]
        yield None, tuple(none)
        here = self._dates_in(sentence)
        for date in here:
            evidence = [*self._kinds_of(date, sentence, sorts), f"here, {date.grain}"]
            evidence += (f"here, {sort}" for sort in sorts)
            evidence += self._days.names(date)
            evidence += self._beside(date, figure, kind, evidence[0].split(",")[0])
            if len(here) == 1:
                evidence.append("only, here")
            if "spoken" in evidence:
                quoted = paragraph.quotation_at(figure.start) is not None
                evidence.append("spoken, quoted" if quoted else "spoken, here")
            yield date, tuple(evidence)
        refers = self._rules.referring.search(self._text, sentence.start, figure.start) is not None
        for date, place, far in self._days.elsewhere(index, {(date.from_, date.to) for date in here}):
            other = self._sentences[place]
            evidence = [*self._far_of(date, other, sorts), far, f"{far}, {kind}"]
            if _BACK <= place - index <= _NEXT:
                by = f"by={place - index}"
                evidence += (by, f"{by}, {kind}", f"{by}, refers={refers}")
                evidence.append(f"paragraph={other.paragraph == sentence.paragraph}")
            yield date, tuple(evidence)

    def _sorts(self, figure: Linked, sentence: Sentence) -> tuple[str, ...]:
        """What sort of count the words around a figure speak of: a crowd, what somebody has, who receives something."""
        start, end = max(sentence.start, figure.start - _LEFT), min(sentence.end, figure.end + _RIGHT)
        sorts = [name for name, words in self._rules.sorts if words.search(self._text, start, end)]
        return tuple(sorts) or ("plain",)

    @kept
    def _far_of(self, date: DateMention, sentence: Sentence, sorts: tuple[str, ...]) -> tuple[str, ...]:
        """What a date in another sentence says for itself, kept: the counts of an article are mostly of few sorts."""
        names = self._days.names(date)
        far = (date.grain, f"{date.grain}, {sorts[0]}", self._when(date), *sorts, *names)
        return (*self._kinds_of(date, sentence, sorts), *names, "far", *(f"far, {name}" for name in far))

    @kept
    def _kinds_of(self, date: DateMention, sentence: Sentence, sorts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._kinds(date, sentence, sorts))

    def _kinds(self, date: DateMention, sentence: Sentence, sorts: tuple[str, ...]) -> Iterator[str]:
        """What a date says for itself: its grain, the words that tie it, whether it is the day of speaking."""
        before = self._text[max(sentence.start, date.start - 40) : date.start]
        wide = "wide" if date.grain in _WIDE else "day" if date.grain == "day" else "other"
        tied = self._rules.tie(before)
        if tied != UP_TO and self._text[date.start : date.end].lower() in self._rules.itself:
            tie = "itself"
        elif tied is not None:
            tie = tied
        elif date.start == sentence.start:
            tie = "opening"
        elif before.endswith(", "):
            tie = "comma"
        elif before.endswith("("):
            tie = "bracket"
        else:
            tie = "no word"
        yield f"{tie}, {wide}"
        yield f"{tie}, {wide}, {sorts[0]}"
        when = self._when(date)
        yield when
        yield from (f"{sort}, {when}" for sort in sorts)
        if tie != UP_TO and self._speakers.in_telling(date.start):
            yield "spoken"
            yield from (f"spoken, {sort}" for sort in sorts)
        elif self._tells_of_event(sentence):
            yield f"event told, {sorts[0]}"

    def _when(self, date: DateMention) -> str:
        """How long a day or period was over when the report appeared."""
        published, first, last = self._published, date.from_, date.to
        if published is None or first is None or last is None:
            return "unknown day"
        long = (last - first).days > _SHORT
        length = "wide" if long else "day"
        if first > published:
            return f"{length}, {'ahead' if (first - published).days > _SOON else 'soon'}"
        if last >= published:
            return f"{length}, now"
        return f"{length}, ago={band((published - last).days, _AGES_WIDE if long else _AGES)}"

    def _beside(self, date: DateMention, figure: Linked, kind: str, tie: str) -> Iterator[str]:
        """How a date stands to the figure in its sentence."""
        behind = date.start >= figure.end
        low, high = (figure.end, date.start) if behind else (date.end, figure.start)
        side = "behind" if behind else "before"
        between = bisect_left(self._numbers, high) - bisect_left(self._numbers, low)
        yield f"{side}, {kind}"
        far = band(high - low, DATE_BANDS)
        yield f"{side}, {far}"
        yield f"{tie}, {side}, {far}"
        yield f"{side}, numbers={min(max(between, 0), 2)}"

    @kept
    def _tells_of_event(self, sentence: Sentence) -> bool:
        return self._rules.events.search(self._text, sentence.start, sentence.end) is not None

    def _dates_in(self, sentence: Sentence) -> Sequence[DateMention]:
        first, last = between(self._dates, sentence.start, sentence.end)
        return self._dates[first : min(last, first + _MOST)]
