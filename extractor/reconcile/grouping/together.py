"""What one article says of two of its figures: a repetition, a history, a contrast, items of one list."""

from __future__ import annotations

from math import exp

from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement
from extractor.reconcile.statements.vocabulary import WORD

_NEAR_BY = 500  # characters between a figure and one that points back to it: a paragraph or two


def within_article(a: Statement, b: Statement, settings: Settings) -> str | None:
    """Two values in one article: two things, unless the text points back or tells of a change."""
    later = max((a, b), key=lambda statement: statement.facts[0].start)
    base = (a.base and not a.revised) or (b.base and not b.revised)
    if later.refers and not base and abs(a.facts[0].start - b.facts[0].start) <= _NEAR_BY:
        return "refers_back"
    if (a.revised or b.revised) and not base and not _in_one_list(a, b, settings):
        return None
    if in_one_sentence(a, b):
        return "contrast_sentence"
    near = exp(min(a.value.distance(b.value), 50.0)) <= settings.thresholds["near_ratio"]
    return "contrast_near" if near else "contrast"


def _in_one_list(a: Statement, b: Statement, settings: Settings) -> bool:
    """Items of an enumeration: between two figures of one sentence a comma or a joining word, and no word of change."""
    for one in a.facts:
        for other in b.facts:
            if one.sentence == other.sentence:
                first, last = (one, other) if one.start < other.start else (other, one)
                between = first.after[: max(0, last.start - first.end)].lower()
                words = frozenset(WORD.findall(between))
                joined = "," in between or not settings.together.isdisjoint(words)
                return joined and words.isdisjoint(settings.turns) and not settings.earlier.search(between)
    return False


def in_one_sentence(a: Statement, b: Statement) -> bool:
    first, second = ({(fact.sentence.start, fact.sentence.end) for fact in one.facts} for one in (a, b))
    return not first.isdisjoint(second)
