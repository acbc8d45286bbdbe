"""What all figures and dates of an article share: its text, topic, programme names and bodies, prepared once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from math import sqrt

from extractor.areas import compile_areas
from extractor.models import AgencyFact, ArticleSummary, DateFact, Fact, MinistryFact, QuantityFact, Situated
from extractor.reconcile.settings import Settings, load_settings
from extractor.reconcile.statements.vocabulary import WORD, find_programmes, is_name, read_sides, side_words
from extractor.rules import RuleSet

Span = tuple[int, int]
# A word of three letters or more: two may be of a web address (*CO.ID*).
_NAME = re.compile(r"[^\W\d_][^\W_]{2,}(?:-[^\W_]+)*")
_OPENING = ("", ".", "!", "?", '"', "“", ":")  # after which a word is written large whether it names something or not


class ArticleContext:
    """An article's topic, programme names and bodies, prepared once for its facts."""

    def __init__(self, facts: Iterable[Fact], summary: ArticleSummary | None, ruleset: RuleSet) -> None:
        ordered = sorted(facts, key=lambda fact: (fact.start, fact.end, fact.fact_id))
        self.settings = load_settings(ruleset)
        self.quantities = [fact for fact in ordered if isinstance(fact, QuantityFact)]
        self._starts = [fact.start for fact in self.quantities]
        self.date_facts = [fact for fact in ordered if isinstance(fact, DateFact)]
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

    @cached_property
    def topic(self) -> dict[str, float]:
        """The words of the lead."""
        return words_of(self._lead, self.settings)

    @cached_property
    def topic_norm(self) -> float:
        """Their length as a vector."""
        return sqrt(sum(weight * weight for weight in self.topic.values()))

    @cached_property
    def cast(self) -> frozenset[str]:
        """The names in the lead below the title: whom and what the article is about, but for its outlet."""
        lead = self._lead[self.title_end :]
        found = set()
        for match in _NAME.finditer(lead):
            word = match.group()
            opens = lead[: match.start()].rstrip()[-1:] in _OPENING
            if not opens and word.lower() not in self.settings.outlets and is_name(word, self.settings):
                found.add(word.lower())
        return frozenset(found)

    @cached_property
    def sides(self) -> tuple[frozenset[str], frozenset[str]] | None:
        """The sides of the match that the title names."""
        return side_words(read_sides(self._title, self.settings))

    @cached_property
    def scene(self) -> frozenset[str]:
        """Codes of the areas that the title names."""
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
            (min(abs(first - end), abs(start - last)), name)
            for first, last, name in find_programmes(fact.passage, self._ruleset)
        ]

    def names_of(self, programme: str | None) -> str | None:
        """How the article words a programme of the list, as far as its lead and its facts tell."""
        facts: list[Situated] = sorted([*self.quantities, *self.date_facts], key=lambda fact: fact.start)
        for text in (self._lead, *(fact.passage for fact in facts)) if programme else ():
            for start, end, name in find_programmes(text, self._ruleset):
                if name == programme:
                    return text[start:end]
        return None


def words_of(text: str, settings: Settings) -> dict[str, float]:
    """Stems of the words that identify something, with their weights."""
    return {root: weight for _, root, weight in map(settings.terms.__getitem__, WORD.findall(text)) if weight > 0.0}
