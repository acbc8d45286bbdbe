"""The pipeline: an article in, its extraction out. Rules and model are loaded once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from extractor.close import read_closely
from extractor.models import Article, Extraction, Fact
from extractor.ner.entities import candidate_sentences, find_entities
from extractor.reconcile.duplicates import signature
from extractor.ruleset import RuleSet, load_rules
from extractor.skim import skim


class Pipeline:
    """Skim and close reading over one rule set.

    ``rules`` is a rules folder, a loaded :class:`RuleSet`, or ``None`` for the usual places. Raises
    :class:`extractor.ruleset.RulesError` when they are missing or malformed. With ``ner``, the trained model names
    people, organisations and places in the sentences that hold numbers; it is loaded when the first of them comes.
    """

    def __init__(self, rules: str | os.PathLike[str] | RuleSet | None = None, *, ner: bool = False) -> None:
        self.ruleset = rules if isinstance(rules, RuleSet) else load_rules(rules)
        self.ner = ner

    def read(self, article: Article) -> Extraction:
        """All facts of ``article`` and its summary."""
        skimmed = skim(article, self.ruleset)
        entities = find_entities(article.text, candidate_sentences(skimmed)) if self.ner else None
        extraction = read_closely(article, skimmed, self.ruleset, entities)
        summary = extraction.article.model_copy(update={"signature": signature(article.text) or None})
        return extraction.model_copy(update={"article": summary})

    def extract(self, articles: Iterable[Article]) -> Iterator[Fact]:
        """The facts of many articles, article by article, each in the order of its text."""
        for article in articles:
            yield from self.read(article).facts
