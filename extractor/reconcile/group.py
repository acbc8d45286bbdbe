"""From statements to groups: first the repetitions within an article, then the same figure across articles.

Across articles, statements are taken in the order of publication and compared with the few latest groups of their
blocks, each represented by a handful of its statements. That keeps the time linear in the number of facts, and the
result independent of the order of the input. A second look joins groups that only later evidence connects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractor.reconcile.amounts import compatible
from extractor.reconcile.blocking import index_keys, statement_keys
from extractor.reconcile.compare import compare
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement, absorb


@dataclass(slots=True)
class Group:
    """Statements about one figure, with those that stand for it in comparisons."""

    number: int
    statements: list[Statement]
    exemplars: list[Statement] = field(default_factory=list)


def join_repetitions(statements: Sequence[Statement], settings: Settings) -> list[Statement]:
    """The statements of one article with repetitions joined, in the order of the text."""
    joined: list[Statement] = []
    for statement in statements:
        best, best_score = None, settings.thresholds["join"]
        for other in joined:
            if not any(compatible(v, w, loose=True) for v in statement.values for w in other.values):
                continue
            score = compare(statement, other, settings).score
            if score > best_score:
                best, best_score = other, score
        if best is None:
            joined.append(statement)
        else:
            absorb(best, statement)
    return joined


def canonical(statement: Statement) -> tuple[date, str, int, str]:
    """The order in which statements are taken: publication, article, place in the text."""
    first = statement.facts[0]
    return (statement.published or date.max, statement.doc_id, first.start, first.fact_id)


def group_statements(statements: Iterable[Statement], settings: Settings) -> list[list[Statement]]:
    """Statements of many articles, repetitions already joined, as groups that each speak of one figure."""
    limit = int(settings.thresholds["candidates"])
    blocks: dict[str, dict[int, None]] = defaultdict(dict)
    groups: list[Group] = []
    for statement in sorted(statements, key=canonical):
        candidates: dict[int, None] = {}
        for key in dict.fromkeys(statement_keys(statement)):
            block = blocks.get(key)
            if block:
                for count, number in enumerate(reversed(block)):
                    if count >= limit:
                        break
                    candidates[number] = None
        best, best_score = None, settings.thresholds["join"]
        for number in candidates:
            score = _score(statement, groups[number], settings)
            if score > best_score:
                best, best_score = groups[number], score
        if best is None:
            best = Group(len(groups), [])
            groups.append(best)
        best.statements.append(statement)
        _choose_exemplars(best, statement, settings)
        for key in dict.fromkeys(index_keys(statement)):
            block = blocks[key]
            block.pop(best.number, None)
            block[best.number] = None
    return [group.statements for group in groups]


def _score(statement: Statement, group: Group, settings: Settings) -> float:
    """The mean of the two best comparisons with the group's exemplars; any veto by one of them counts against it."""
    scores = []
    for exemplar in group.exemplars:
        comparison = compare(statement, exemplar, settings)
        scores.append(comparison.score)
    finite = sorted((score for score in scores if score > float("-inf")), reverse=True)
    if not finite or len(finite) * 2 < len(scores):
        return float("-inf")
    return sum(finite[:2]) / len(finite[:2])


def _choose_exemplars(group: Group, statement: Statement, settings: Settings) -> None:
    """The latest statements, one a value, since revisions and running totals continue from the latest."""
    limit = int(settings.thresholds["exemplars"])
    point = statement.value.point
    kept = [other for other in group.exemplars if other.value.point != point or len(group.exemplars) < limit]
    group.exemplars = [*kept, statement][-limit:]
