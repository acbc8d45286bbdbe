"""The pipeline: an article in, its extraction out, by the steps of the skim and of the close reading.

Rules and model are loaded once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from extractor.batches import Steps, gather
from extractor.close import CLOSE, Draft
from extractor.mentions import Entity
from extractor.models import Article, Extraction, Fact, Record
from extractor.rules import RuleSet, load_rules
from extractor.skim import SKIM

#: What is done with an article, in this order: each step fills some of its draft.
STEPS: Final[tuple[Callable[[Draft, RuleSet], None], ...]] = (*SKIM, *CLOSE)


class Pipeline:
    """The steps over one rule set.

    ``rules`` is a rules folder, a loaded :class:`RuleSet`, or ``None`` for the usual places. With ``ner`` the trained
    model reads the names near figures, where a rule asks who is meant: more speakers, in about three times the time.
    Facts with a lower ``confidence`` than ``min_confidence`` are left out.
    Raises :class:`extractor.rules.RulesError` when the rules are missing or malformed.
    """

    def __init__(
        self, rules: str | os.PathLike[str] | RuleSet | None = None, *, ner: bool = False, min_confidence: float = 0.0
    ) -> None:
        self.ruleset = rules if isinstance(rules, RuleSet) else load_rules(rules)
        if rules is not None and self.ruleset is not rules:
            from extractor.rules.schema.check import refuse_malformed  # takes half a second

            refuse_malformed(self.ruleset)
        self._ner = ner
        self._min_confidence = min_confidence
        #: From an article to its extraction.
        self.steps: Steps[Article, Extraction] = Steps(
            self._begin, *(partial(_fill, step, self.ruleset) for step in STEPS), _extraction
        )

    def read(self, article: Article | str) -> Extraction:
        """All facts of ``article`` and its summary. A string is an article of which only the text is known.

        Raises :class:`RujukError` when the string is empty or too long.
        """
        return self.steps.together([self._article(article)])[0]

    def read_many(self, articles: Iterable[Article | str]) -> Iterator[Extraction]:
        """The extraction of each article, in order: faster than one by one, since some are read together.

        Up to 32 articles are taken before the first extraction comes; what one of them raises ends all.
        """
        for together in gather(map(self._article, articles), lambda article: len(article.text)):
            yield from self.steps.together(together)

    def extract(self, articles: Iterable[Article | str]) -> Iterator[Fact]:
        """The facts of many articles in their order, each article's in the order of its text; see :meth:`read_many`."""
        for extraction in self.read_many(articles):
            yield from extraction.facts

    def records(self, articles: Iterable[Article | str]) -> list[Record]:
        """The records of many articles, by id; all is held in memory, which ``rujuk run`` avoids."""
        from extractor.reconcile import reconcile  # who only extracts starts sooner without

        read = list(self.read_many(articles))
        facts = (fact for extraction in read for fact in extraction.facts)
        return list(reconcile(facts, [extraction.article for extraction in read], self.ruleset))

    def _article(self, given: Article | str) -> Article:
        if isinstance(given, Article):
            return given
        from extractor.reading.article import article_from_text

        return article_from_text(given, self.ruleset)

    def _begin(self, article: Article) -> Draft:
        return Draft(article, partial(_read_names, article.text) if self._ner else None, self._min_confidence)


def _fill(step: Callable[[Draft, RuleSet], None], ruleset: RuleSet, draft: Draft) -> Draft:
    step(draft, ruleset)
    return draft


def _extraction(draft: Draft) -> Extraction:
    assert draft.extraction is not None
    return draft.extraction


def _read_names(text: str, start: int, end: int) -> Sequence[Entity]:
    from extractor.ner.entities import find_entities  # spaCy takes a second to import and is seldom wanted

    return find_entities(text, [(start, end)])
