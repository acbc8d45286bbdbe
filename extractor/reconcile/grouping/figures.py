"""Figures in groups: first the repetitions within an article, then across articles (:mod:`.grouper`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from extractor.reconcile.evidence import NEVER
from extractor.reconcile.grouping.compare import compare
from extractor.reconcile.grouping.grouper import Group, Grouper, Kind
from extractor.reconcile.grouping.keys import index_keys, statement_keys
from extractor.reconcile.judging.course import heaviest_rise, least
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement, absorb

_FEW = 5  # groups that a block of equal values or of one ministry contributes
_ROUNDING = 0.05  # two counts this close may be one, rounded
_LEAST_COURSE = 7  # reports that two stretches of a running total have together, at least


def join_repetitions(statements: Sequence[Statement], settings: Settings) -> list[Statement]:
    """The statements of one article with repetitions joined, in the order of the text."""
    joined: list[Statement] = []
    for statement in statements:
        best, best_score = None, settings.thresholds["join"]
        for other in joined:
            if _compatible(statement, other):
                score = compare(statement, other, settings)
                if score > best_score:
                    best, best_score = other, score
        if best is None:
            joined.append(statement)
        else:
            absorb(best, statement)
    return joined


def group_statements(statements: Iterable[Statement], settings: Settings) -> list[list[Statement]]:
    """Statements of many articles, repetitions already joined, as groups that each speak of one figure."""
    return Grouper(_Figures(settings)).group(statements)


class _Figures(Kind[Statement]):
    join = "join"
    runs = True

    def keys(self, claim: Statement) -> Iterator[tuple[str, int]]:
        for key in statement_keys(claim, self.settings):
            # Only a programme gathers many figures worth comparing; equal values meet mostly by chance.
            yield key, int(self.settings.thresholds["candidates"]) if "|p:" in key else _FEW

    def index(self, claim: Statement) -> Iterator[str]:
        return index_keys(claim, self.settings)

    def compare(self, claim: Statement, other: Statement, least: float = NEVER) -> float:
        return compare(claim, other, self.settings, least)

    def against(self, claim: Statement, siblings: Sequence[Statement]) -> float:
        """An article's own other value speaks against joining, unless it tells of a change."""
        apart = any(not (claim.revised or one.revised or _compatible(claim, one)) for one in siblings)
        return self.settings.weights["contrast"] if apart else 0.0

    def same_value(self, claim: Statement, other: Statement) -> bool:
        return any(v.rounds(w) for v in claim.values for w in other.values)

    def exemplars(self, known: list[Statement], claim: Statement) -> list[Statement]:
        """The latest, one a value, since revisions and running totals continue from the latest."""
        limit = int(self.settings.thresholds["exemplars"])
        kept = [one for one in known if one.value.point != claim.value.point or len(known) < limit]
        return [*kept, claim][-limit:]

    def one_course(self, a: Group[Statement], b: Group[Statement]) -> bool:
        """Two stretches of one running total: counts of one programme that together rise through time."""
        if min(len(a.by_article), len(b.by_article)) < 3 or len(a.by_article) + len(b.by_article) < _LEAST_COURSE:
            return False
        first, second = a.exemplars[-1], b.exemplars[-1]
        if first.programme is None or first.programme != second.programme:
            return False
        if any(one.family != "result" or one.place or one.unit is None for one in (first, second)):
            return False
        statements = [*a.claims, *b.claims]
        nodes: dict[tuple[date, float], float] = {}
        for one in statements:
            if one.family == "result" and one.day is not None:
                node = (one.day, least(one.value))
                nodes[node] = nodes.get(node, 0.0) + 1.0
        rising = heaviest_rise(sorted(nodes), nodes)
        # A rounding or an older count given again lies beside the line without contradicting it.
        line = sorted({value for _, value in rising})
        weight = sum(count for node, count in nodes.items() if node in rising or _beside(node[1], line))
        return weight >= self.settings.thresholds["one_course"] * len(statements)


def _compatible(a: Statement, b: Statement) -> bool:
    return any(v.rounds(w, loose=True) for v in a.values for w in b.values)


def _beside(value: float, line: Sequence[float]) -> bool:
    """The value rounds one of the line's (within ``_ROUNDING``)."""
    place = bisect_left(line, value)
    return any(
        abs(value - other) <= _ROUNDING * max(abs(value), abs(other)) for other in line[max(0, place - 1) : place + 1]
    )
