"""What all figures and dates of an article share: its text, topic, programme names and bodies, prepared once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from math import sqrt

from extractor.models import AgencyFact, ArticleSummary, DateFact, Fact, MinistryFact, QuantityFact
from extractor.reconcile.settings import Settings, load_settings
from extractor.reconcile.statements.vocabulary import WORD, find_programmes
from extractor.rules import RuleSet

_LEAD = 400  # characters of title and lead that tell an article's topic

Span = tuple[int, int]


class ArticleContext:
    """An article's text, topic, programme names and bodies, prepared once for its facts."""

    def __init__(self, facts: Iterable[Fact], summary: ArticleSummary | None, ruleset: RuleSet) -> None:
        ordered = sorted(facts, key=lambda fact: (fact.start, fact.end, fact.fact_id))
        self.settings = settings = load_settings(ruleset)
        self.quantities = [fact for fact in ordered if isinstance(fact, QuantityFact)]
        self._starts = [fact.start for fact in self.quantities]
        self.date_facts = [fact for fact in ordered if isinstance(fact, DateFact)]
        self.text = (summary.text if summary else None) or ""
        self.signature = summary.signature if summary else None
        # Total → what its parts add up to, where the article's arithmetic is wrong.
        self.wrong_sums = {
            float(flag.params["total"] or 0): float(flag.params["sum"] or 0)
            for flag in (summary.flags if summary else ())
            if flag.kind == "sum_mismatch"
        }
        self.title_end = len(summary.title) if summary and summary.title else 0
        lower = self.text.lower()
        self.lower = lower if len(lower) == len(self.text) else "".join(
            char.lower() if len(char.lower()) == 1 else char for char in self.text
        )  # fmt: skip
        self.programmes = find_programmes(self.text, self.lower, ruleset)
        self.topic = words_of(self.text[:_LEAD], settings) if self.text else {}
        self.topic_norm = sqrt(sum(weight * weight for weight in self.topic.values()))
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
        return next((name for start, _, name in self.programmes if start < self.title_end), None)

    def programme_near(self, fact: DateFact) -> str | None:
        """The programme named closest to a date within its sentence."""
        inside = [
            (min(abs(start - fact.end), abs(fact.start - end)), name)
            for start, end, name in self.programmes
            if fact.sentence.start <= start and end <= fact.sentence.end
        ]
        return min(inside)[1] if inside else None

    def names_of(self, programme: str | None) -> str | None:
        """How the article words a programme of the list."""
        return next((self.text[start:end] for start, end, name in self.programmes if name == programme), None)


def words_of(text: str, settings: Settings) -> dict[str, float]:
    """Stems of the words that identify something, with their weights."""
    words: dict[str, float] = {}
    for word in WORD.findall(text):
        _, root, weight = settings.term(word)
        if weight > 0.0:
            words[root] = weight
    return words
