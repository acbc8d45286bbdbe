"""Checks that one article's figures stand on their own: sums, title against body, all of them read.

They raise flags for a fact-checker and change nothing. Words are in ``rules/checks.yaml``; where the text leaves
open whether a list is complete, there is no flag.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.close.draft import Draft
from extractor.close.figures.candidates import MOST_FIGURES, STRETCH
from extractor.close.flags.anachronism import check_anachronisms
from extractor.close.flags.sums import FILE, CheckCues, check_sums, compile_cues
from extractor.mentions import Number, NumberMention, Skimmed
from extractor.models import Article, Flag, QuantityFact
from extractor.numbers import find_numbers
from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, run_examples
from extractor.text.sentences import split_sentences

_MEASURES: Final = frozenset(("rupiah", "usd", "persen"))

__all__ = ["CHECKS", "check_crowded", "check_rules", "check_sums", "check_title_body"]


def check_title_body(draft: Draft, ruleset: RuleSet) -> Iterator[Flag]:
    """``title_body`` where the title states flatly what the body hedges, or gives otherwise.

    A figure is hedged when the body mostly gives it as an upper bound or a possibility. It is contradicted when the
    body counts the same thing and no number of the body fits the title, rounding and sums allowed for. ``params``:
    ``title`` and ``body`` as the text has them, ``min`` and ``max`` of the body's figure.
    """
    text, rules = draft.article.text, compile_cues(ruleset)
    title = next((sentence for sentence in draft.sentences if sentence.title), None)
    if title is None or rules.title_hedges.search(text, title.start, title.end):
        return
    for fact in draft.quantities:
        if not title.start <= fact.start < title.end or fact.min is None or fact.min != fact.max or fact.approx:
            continue
        body = [other for other in draft.quantities if other.start >= title.end and _same_kind(fact, other)]
        against = [other for other in body if _hedges(fact, other, text, rules)]
        flat = [other for other in body if other.min == other.max == fact.min and other not in against]
        if len(against) <= len(flat):
            behind = [number for number in draft.numbers if number.start >= title.end]
            against = _contradictions(fact, fact.min, body, behind)
        if against:
            first = against[0]
            yield Flag(
                kind="title_body", start=fact.start, end=fact.end,
                params={"title": fact.text, "body": first.text, "min": first.min, "max": first.max},
                fact_ids=(fact.fact_id, *(other.fact_id for other in against)),
            )  # fmt: skip


def _contradictions(
    fact: QuantityFact, stated: Number, body: Sequence[QuantityFact], numbers: Sequence[NumberMention]
) -> list[QuantityFact]:
    """The body's figures for the title's thing, when none of its numbers, nor their sum, fits the title."""
    grain, measured = fact.grain or 0, fact.unit if fact.unit in _MEASURES else None
    for number in numbers:
        low, high = (bound if bound is not None else stated for bound in (number.min, number.max))
        if number.measure == measured and low - grain <= stated <= high + grain:
            return []
    exact = [(other, other.min) for other in body if other.unit == fact.unit and other.min == other.max]
    rivals = [(other, value) for other, value in exact if value is not None]
    if abs(sum(value for _, value in rivals) - stated) <= grain * max(1, len(rivals)):
        return []
    # Figures that differ by more than half are of different things more often than an error.
    return [other for other, value in rivals if value and 0.5 < stated / value < 2]


def _same_kind(fact: QuantityFact, other: QuantityFact) -> bool:
    if fact.unit == other.unit:
        return (fact.participants and other.participants) or (fact.target and other.target)
    return fact.participants and other.participants and _MEASURES.isdisjoint((fact.unit, other.unit))


def _hedges(fact: QuantityFact, other: QuantityFact, text: str, rules: CheckCues) -> bool:
    if other.max != fact.min:
        return False
    if other.min is None or other.min < (fact.min or 0):
        return True
    hedge = rules.hedges.search(text, max(other.sentence.start, other.start - 90), other.start)
    return hedge is not None and (other.approx or other.status == "potential")


def check_crowded(skimmed: Skimmed, ruleset: RuleSet) -> Iterator[Flag]:
    """``crowded`` where a stretch of the text has more figures than are read. ``params``: how many it has."""
    held = Counter(number.start // STRETCH for number in skimmed.numbers if number.role == "cardinal")
    for place, count in held.items():
        if count > MOST_FIGURES:
            end = min(len(skimmed.article.text), (place + 1) * STRETCH)
            params = {"figures": count, "read": MOST_FIGURES}
            yield Flag(kind="crowded", start=place * STRETCH, end=end, params=params)


#: What is checked of every article, each check a function of its draft and the rules.
CHECKS: Final = (check_sums, check_title_body, check_crowded, check_anachronisms)


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example of ``sums`` raises its flag, no counter-example a mismatch."""

    def read(_: Row, example: Example) -> str | None:
        draft = Draft(Article(id="example", text=example.text))
        draft.sentences = split_sentences(example.text, (), ruleset)
        draft.numbers = find_numbers(example.text, ruleset)
        return ", ".join(flag.kind for flag in check_sums(draft, ruleset)) or None

    yield from run_examples(FILE, [{"id": "sums", **ruleset.yaml(FILE)["sums"]}], read)
