"""What all figures and dates of an article share: its text, topic, programme names and bodies, prepared once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from math import sqrt

from extractor.areas import compile_areas
from extractor.models import AgencyFact, ArticleSummary, DateFact, Fact, MinistryFact, QuantityFact, Situated
from extractor.reconcile.settings import Settings, load_settings
from extractor.reconcile.statements.vocabulary import WORD, find_programmes, is_name, read_sides, side_words
from extractor.rules import RuleSet

Span = tuple[int, int]
Sides = tuple[frozenset[str], frozenset[str]]
# A word of three letters or more: two may be of a web address (*CO.ID*).
_NAME = re.compile(r"[^\W\d_][^\W_]{2,}(?:-[^\W_]+)*")
_OPENING = ("", ".", "!", "?", '"', "“", ":")  # after which a word is written large whether it names something or not

# So many figures and so many dates of an article can enter records, the first ones, and so many repetitions of one
# figure: each is compared with each. The richest of thousands of articles has about thirty.
_MOST, _REPEATED = 1000, 300


class ArticleContext:
    """An article's topic, programme names and bodies, prepared once for its facts."""

    def __init__(self, facts: Iterable[Fact], summary: ArticleSummary | None, ruleset: RuleSet) -> None:
        ordered = sorted(facts, key=lambda fact: (fact.start, fact.end, fact.fact_id))
        self.settings = load_settings(ruleset)
        self.quantities = _unrepeated(fact for fact in ordered if isinstance(fact, QuantityFact))[:_MOST]
        self._starts = [fact.start for fact in self.quantities]
        self.date_facts = [fact for fact in ordered if isinstance(fact, DateFact)][:_MOST]
        self.signature = summary.signature if summary else None
        # Total → what its parts add up to, where the article's arithmetic is wrong.
        self.wrong_sums = {
            float(flag.params["total"] or 0): float(flag.params["sum"] or 0)
            for flag in (summary.flags if summary else ())
            if flag.kind == "sum_mismatch"
        }
        self._title = (summary.title if summary else None) or ""
        self._lead = summary.lead if summary else ""
        self._ruleset = ruleset
        self.title_end = len(self._title)
        # Worked out when they are first asked for.
        self._topic: dict[str, float] | None = None
        self._topic_norm = -1.0
        self._cast: frozenset[str] | None = None
        self._scene: frozenset[str] | None = None
        self._sides: list[Sides | None] = []
        self._programmes: dict[str, list[tuple[int, int, str]]] = {}
        self._named: dict[str, str] | None = None
        self.bodies: dict[Span, set[str]] = {}
        self.dates: dict[Span, list[DateFact]] = {}
        for fact in ordered:
            sentence = (fact.sentence.start, fact.sentence.end)
            if isinstance(fact, MinistryFact) and fact.ministry:
                self.bodies.setdefault(sentence, set()).add(fact.ministry)
            elif isinstance(fact, AgencyFact) and fact.agency:
                self.bodies.setdefault(sentence, set()).add(fact.agency)
            elif isinstance(fact, DateFact):
                self.dates.setdefault(sentence, []).append(fact)

    @property
    def topic(self) -> dict[str, float]:
        """The words of the lead."""
        if self._topic is None:
            self._topic = words_of(WORD.findall(self._lead), self.settings)
        return self._topic

    @property
    def topic_norm(self) -> float:
        """Their length as a vector."""
        if self._topic_norm < 0.0:
            self._topic_norm = sqrt(sum([weight * weight for weight in self.topic.values()]))
        return self._topic_norm

    @property
    def cast(self) -> frozenset[str]:
        """The names in the lead below the title: whom and what the article is about, but for its outlet."""
        if self._cast is None:
            self._cast = self._names_in_lead()
        return self._cast

    @property
    def sides(self) -> Sides | None:
        """The sides of the match that the title names."""
        if not self._sides:
            self._sides.append(side_words(read_sides(self._title, self.settings)))
        return self._sides[0]

    @property
    def scene(self) -> frozenset[str]:
        """Codes of the areas that the title names."""
        if self._scene is None:
            self._scene = self._areas_in_title()
        return self._scene

    def _names_in_lead(self) -> frozenset[str]:
        lead = self._lead[self.title_end :]
        found = set()
        for match in _NAME.finditer(lead):
            before = match.start()
            if not lead[before].isupper():  # as most words are
                continue
            word = match.group()
            if is_name(word, self.settings) and word.lower() not in self.settings.outlets:
                while before and lead[before - 1].isspace():
                    before -= 1
                if lead[max(0, before - 1) : before] not in _OPENING:
                    found.add(word.lower())
        return frozenset(found)

    def _areas_in_title(self) -> frozenset[str]:
        areas = compile_areas(self._ruleset)
        words = WORD.findall(self._title)
        found: set[str] = set()
        place = 0
        while place < len(words):
            length = areas.length_at(words[place:], words[place - 1] if place else "")
            name = " ".join(words[place : place + length])
            found.update(area.code for area in areas.names.get(name, ()) if area.code)
            place += max(1, length)
        return frozenset(found)

    def room(self, fact: QuantityFact, start: int, end: int) -> tuple[int, int]:
        """The stretch of the sentence from the quantity before a figure to the quantity after it."""
        place = bisect_left(self._starts, fact.start)
        if place and self.quantities[place - 1].end <= fact.start:
            start = max(start, self.quantities[place - 1].end)
        after = bisect_left(self._starts, fact.end)
        if after < len(self._starts):
            end = min(end, self._starts[after])
        return start, end

    def title_programme(self) -> str | None:
        """The programme that the title names first."""
        return next((name for _, _, name in find_programmes(self._title, self._ruleset)), None)

    def programmes_by(self, fact: Situated) -> list[tuple[int, str]]:
        """The programmes that a fact's sentence names, each with the characters between the two."""
        start, end = len(fact.before), len(fact.before) + len(fact.text)
        return [
            (min(abs(first - end), abs(start - last)), name) for first, last, name in self._programmes_in(fact.passage)
        ]

    def _programmes_in(self, passage: str) -> list[tuple[int, int, str]]:
        """Searched for once in a sentence, however many facts it holds."""
        found = self._programmes.get(passage)
        if found is None:
            found = self._programmes[passage] = find_programmes(passage, self._ruleset)
        return found

    def names_of(self, programme: str | None) -> str | None:
        """How the article words a programme of the list, as far as its lead and its facts tell."""
        if programme and self._named is None:
            self._named = {}
            facts: list[Situated] = sorted([*self.quantities, *self.date_facts], key=lambda fact: fact.start)
            for text in dict.fromkeys([self._lead, *(fact.passage for fact in facts)]):
                for start, end, name in self._programmes_in(text):
                    self._named.setdefault(name, text[start:end])
        return (self._named or {}).get(programme or "")


def _unrepeated(figures: Iterable[QuantityFact]) -> list[QuantityFact]:
    """The figures without those that repeat one value of one thing too often."""
    alike: dict[tuple[object, ...], list[QuantityFact]] = {}
    for one in figures:
        alike.setdefault((one.min, one.max, one.unit, one.what), []).append(one)
    kept = [one for some in alike.values() for one in some[:_REPEATED]]
    return sorted(kept, key=lambda one: (one.start, one.end, one.fact_id))


def words_of(words: Iterable[str], settings: Settings) -> dict[str, float]:
    """Stems of the words that identify something, with their weights."""
    return {root: weight for _, root, weight in map(settings.terms.__getitem__, words) if weight > 0.0}
