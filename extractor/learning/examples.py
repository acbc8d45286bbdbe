"""What is learned from: the items of articles with gold facts, each with its evidence and the right answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extractor.close.draft import Draft
from extractor.close.figures import Gathered, find_cues, gather_figures
from extractor.close.figures.windows import Window, window_of
from extractor.close.judge import Item
from extractor.close.links.date_roles import DateReader
from extractor.close.links.steps import judge_days
from extractor.models import Article
from extractor.rules import RuleSet
from extractor.rules.weights import EVERYTHING, Known
from extractor.skim import SKIM, skim

FIGURES = ("target", "participants")
DATES = ("date_target",)


@dataclass(slots=True)
class Example:
    """The items of one article that a question is asked of, their evidence, where they stand, and the right answers.

    An answer is ``None`` where readers differ; ``missed`` counts the gold answers yes that no item stands for;
    ``windows`` are what a learned context sees of figures.
    """

    document: str
    items: list[Item]
    names: list[list[str]]
    spans: list[tuple[int, int]]
    answers: dict[str, list[bool | None]]
    missed: dict[str, int] = field(default_factory=dict)
    windows: list[Window] = field(default_factory=list)


def figure_example(row: Mapping[str, Any], ruleset: RuleSet) -> Example:
    """The figures of a gold row (``id, text, published, facts``)."""
    figures = _figures(article_of(row), ruleset, EVERYTHING)
    gold = [fact for fact in row["facts"] if fact["type"] == "quantity"]
    spans = [(evidence.candidate.start, evidence.candidate.end) for evidence, _ in figures]
    values = [{"min": evidence.candidate.mention.min, "max": evidence.candidate.mention.max} for evidence, _ in figures]
    example = _example(row, [item for _, item in figures], spans, values, gold, FIGURES)
    example.windows = [window_of(evidence) for evidence, _ in figures]
    return example


def windows_of(article: Article, ruleset: RuleSet) -> list[Window]:
    """What a learned context sees of an article's figures."""
    return [window_of(evidence) for evidence, _ in _figures(article, ruleset, Known({}))]


def _figures(article: Article, ruleset: RuleSet, known: Known) -> Gathered:
    draft = Draft(article)
    for step in (*SKIM, judge_days, find_cues):
        step(draft, ruleset)
    return gather_figures(draft, ruleset, known)


def date_example(row: Mapping[str, Any], ruleset: RuleSet) -> Example:
    """The dates of a gold row."""
    article = article_of(row)
    skimmed = skim(article, ruleset)
    seen = DateReader(article.text, skimmed.sentences, ruleset, skimmed.told).see(skimmed.dates, EVERYTHING)
    gold = [{**fact, "date_target": bool(fact.get("target"))} for fact in row["facts"] if fact["type"] == "date"]
    spans = [(mention.start, mention.end) for mention in skimmed.dates]
    values = [{"from": _iso(mention.from_), "to": _iso(mention.to)} for mention in skimmed.dates]
    return _example(row, [item for item, _ in seen], spans, values, gold, DATES)


def _example(
    row: Mapping[str, Any],
    items: list[Item],
    spans: Sequence[tuple[int, int]],
    values: Sequence[Mapping[str, Any]],
    gold: Sequence[Mapping[str, Any]],
    questions: Sequence[str],
) -> Example:
    optional = [(fact["start"], fact["end"]) for fact in row["facts"] if fact.get("optional")]
    judged = row.get("judged")
    wanted = [fact for fact in gold if not fact.get("optional")]
    found: set[int] = set()
    answers: dict[str, list[bool | None]] = {question: [] for question in questions}
    for (start, end), value in zip(spans, values, strict=True):
        match = None
        for place, fact in enumerate(wanted):
            if fact["start"] < end and start < fact["end"] and _same(fact, value):
                match = fact
                found.add(place)
        unclear = match is None and any(low < end and start < high for low, high in optional)
        if judged is not None:
            unclear = not any(low < end and start < high for low, high in judged)
        for question in questions:
            answers[question].append(None if unclear else bool(match is not None and match.get(question)))
    missed = {
        question: sum(bool(fact.get(question)) for place, fact in enumerate(wanted) if place not in found)
        for question in questions
    }
    names = [[piece.name for piece in (*item.evidence, *item.shared)] for item in items]
    return Example(str(row["id"]), items, names, list(spans), answers, missed)


def _same(fact: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    """Whether a gold fact has the value of a mention; a gold row may leave the value out."""
    return all(key not in fact or fact[key] == known for key, known in value.items())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a gold row."""
    published = row.get("published")
    return Article(
        id=str(row["id"]), text=row["text"], published=date.fromisoformat(str(published)[:10]) if published else None
    )
