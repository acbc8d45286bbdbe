"""From statements to groups: first the repetitions within an article, then the same figure across articles.

Across articles, statements are taken in the order of publication and compared with the few latest groups of their
blocks, each represented by a handful of its statements. That keeps the time linear in the number of facts, and the
result independent of the order of the input. A second look joins groups that only later evidence connects.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from math import floor

from extractor.reconcile.grouping.compare import compare
from extractor.reconcile.grouping.keys import index_keys, statement_keys
from extractor.reconcile.judging.course import heaviest_rise, least
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement, absorb

_EQUAL = 0.5  # log-odds within which two fits are about equal
_LEAST_LOOKS = 2  # exemplars, latest first, after which a hopeless group is left
_SMALL = 4  # statements of a group whose doubtful joins are looked at again
_FEW = 5  # groups that a block of equal values or of one ministry contributes
_ROUNDING = 0.05  # two counts this close may be one, rounded
_LEAST_COURSE = 7  # reports that two stretches of a running total have together, at least


@dataclass(slots=True)
class Group:
    """Statements about one figure, with those that stand for it in comparisons."""

    number: int
    statements: list[Statement]
    exemplars: list[Statement] = field(default_factory=list)
    by_article: dict[str, list[Statement]] = field(default_factory=dict)


def join_repetitions(statements: Sequence[Statement], settings: Settings) -> list[Statement]:
    """The statements of one article with repetitions joined, in the order of the text."""
    joined: list[Statement] = []
    for statement in statements:
        best, best_score = None, settings.thresholds["join"]
        for other in joined:
            if not any(v.fits(w, loose=True) for v in statement.values for w in other.values):
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
    blocks: dict[str, dict[int, None]] = defaultdict(dict)
    groups: list[Group] = []
    doubtful: list[tuple[Statement, Group]] = []
    for _, article in groupby(sorted(statements, key=canonical), key=lambda statement: statement.doc_id):
        waiting = [
            (statement, _candidates(statement, blocks, groups, settings), position)
            for position, statement in enumerate(article)
        ]
        # The surest statement of an article goes first, so that its neighbours cannot take its place.
        while waiting:
            best, choice, surest = None, (0.0, 0, 0.0, 0, 0), settings.thresholds["join"]
            for index, (statement, candidates, position) in enumerate(waiting):
                for number, score in candidates.items():
                    group = groups[number]
                    score += _siblings(statement, group, settings)
                    # Of about equal fits the figure that more statements give goes first.
                    rank = (floor(score / _EQUAL), len(group.statements), score, -position, -number)
                    if score > settings.thresholds["join"] and (best is None or rank > choice):
                        best, choice, surest = (index, group), rank, score
            if best is None:
                break
            statement, _, _ = waiting.pop(best[0])
            if surest < settings.thresholds["sure"]:
                doubtful.append((statement, best[1]))
            _place(statement, best[1], blocks, settings)
        for statement, _, _ in waiting:
            groups.append(Group(len(groups), []))
            _place(statement, groups[-1], blocks, settings)
    _reconsider(doubtful, groups, blocks, settings)
    return [group.statements for group in _join_groups(groups, blocks, settings)]


def _reconsider(
    doubtful: Iterable[tuple[Statement, Group]],
    groups: list[Group],
    blocks: dict[str, dict[int, None]],
    settings: Settings,
) -> None:
    """Statements that joined a small group for want of a better one: later reports may fit them clearly better.

    They go to the record of those reports, or, where these joined them, leave together with them.
    """
    for statement, home in doubtful:
        if len(home.statements) > _SMALL or not any(one is statement for one in home.statements):
            continue
        # What the article says of the same figure stays together; what it says besides is not asked.
        mine = [one for one in home.statements if one is statement or _equal(one, statement)]
        others = [one for one in home.statements if not any(one is other for other in mine)]
        if not others or any(one.doc_id == other.doc_id for one in mine for other in others):
            continue
        scores = [compare(one, other, settings).score for one in mine for other in others]
        if len(mine) > 1:
            if sum(scores) / len(scores) > settings.thresholds["join"]:
                continue
            groups.append(Group(len(groups), []))
            target = groups[-1]
        else:
            candidates = _candidates(statement, blocks, groups, settings)
            candidates.pop(home.number, None)
            if not candidates:
                continue
            score, number = max((score, -number) for number, score in candidates.items())
            target = groups[-number]
            if score + _siblings(statement, target, settings) <= max(scores) + settings.thresholds["sure"]:
                continue
        home.statements, home.exemplars, home.by_article = [], [], {}
        for part, group in ((others, home), (mine, target)):
            for one in part:
                _place(one, group, blocks, settings)


def _equal(a: Statement, b: Statement) -> bool:
    return any(v.rounds(w) for v in a.values for w in b.values)


def _join_groups(groups: list[Group], blocks: Mapping[str, dict[int, None]], settings: Settings) -> list[Group]:
    """A second look: groups that were apart until later reports filled them in are joined, the surest pairs first."""
    pairs: dict[tuple[int, int], float] = {}
    limit = int(settings.thresholds["candidates"])
    for group in groups:
        for key in dict.fromkeys(statement_keys(group.exemplars[-1], settings)):
            for number in islice(reversed(blocks.get(key, {})), limit if "|p:" in key else _FEW):
                pair = (min(group.number, number), max(group.number, number))
                if number != group.number and pair not in pairs:
                    pairs[pair] = _group_score(groups[pair[0]], groups[pair[1]], settings)
    homes = {group.number: group for group in groups}
    for (first, second), score in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        a, b = homes[first], homes[second]
        if a is b:
            continue
        if score <= settings.thresholds["join_groups"]:
            if score <= -settings.thresholds["hopeless"]:
                break
            if not _one_course(a, b, settings):
                continue
        elif (
            len(a.statements) > 1
            and len(b.statements) > 1
            and _contrasting(a, b, settings)
            and not _one_course(a, b, settings)
        ):
            continue
        a, b = sorted((a, b), key=lambda group: group.number)
        for statement in b.statements:
            a.statements.append(statement)
            a.by_article.setdefault(statement.doc_id, []).append(statement)
        for number, home in homes.items():
            if home is b:
                homes[number] = a
    kept = {id(group): group for group in homes.values()}
    for group in kept.values():
        group.statements.sort(key=canonical)
    return sorted(kept.values(), key=lambda group: group.number)


def _one_course(a: Group, b: Group, settings: Settings) -> bool:
    """Two stretches of one running total: counts of one programme that together rise through time."""
    if min(len(a.by_article), len(b.by_article)) < 3 or len(a.by_article) + len(b.by_article) < _LEAST_COURSE:
        return False
    first, second = a.exemplars[-1], b.exemplars[-1]
    if first.programme is None or first.programme != second.programme:
        return False
    statements = [*a.statements, *b.statements]
    if any(one.family != "result" or one.place or one.unit is None for one in (first, second)):
        return False
    nodes: dict[tuple[date, float], float] = {}
    for one in statements:
        if one.family == "result" and one.day is not None:
            node = (one.day, least(one.value))
            nodes[node] = nodes.get(node, 0.0) + 1.0
    rising = heaviest_rise(sorted(nodes), nodes)
    # A rounding or an older count given again lies beside the line without contradicting it.
    line = sorted({value for _, value in rising})
    weight = sum(count for node, count in nodes.items() if node in rising or _beside(node[1], line))
    return weight >= settings.thresholds["one_course"] * len(statements)


def _beside(value: float, line: Sequence[float]) -> bool:
    """The value rounds one of the line's (within ``_ROUNDING``)."""
    place = bisect_left(line, value)
    return any(
        abs(value - other) <= _ROUNDING * max(abs(value), abs(other)) for other in line[max(0, place - 1) : place + 1]
    )


def _group_score(a: Group, b: Group, settings: Settings) -> float:
    """The mean over all pairs of exemplars; hopeless pairs are told by their latest statements alone."""
    told = _revision_told(a, b, settings)
    if told > settings.thresholds["join_groups"]:
        return told
    last = a.exemplars[-1]
    if all(compare(last, other, settings).score <= -settings.thresholds["hopeless"] for other in b.exemplars):
        return float("-inf")
    scores = [compare(x, y, settings).score for x in a.exemplars for y in b.exemplars]
    finite = [score for score in scores if score > float("-inf")]
    if len(finite) * 2 < len(scores):
        return float("-inf")
    return sum(finite) / len(finite)


def _revision_told(a: Group, b: Group, settings: Settings) -> float:
    """The best comparison of statements with which one article tells of a change from one value to the other."""
    return max(
        (
            compare(x, y, settings).score
            for doc_id in a.by_article.keys() & b.by_article.keys()
            for x in a.by_article[doc_id][-2:]
            for y in b.by_article[doc_id][-2:]
            if x.revised and y.revised
        ),
        default=float("-inf"),
    )


def _contrasting(a: Group, b: Group, settings: Settings) -> bool:
    """One article gives both groups' values beside each other."""
    return any(
        _contrast(x, y, settings) < 0
        for doc_id in a.by_article.keys() & b.by_article.keys()
        for x in a.by_article[doc_id][-2:]
        for y in b.by_article[doc_id][-2:]
    )


def _candidates(
    statement: Statement, blocks: Mapping[str, dict[int, None]], groups: Sequence[Group], settings: Settings
) -> dict[int, float]:
    """The groups of the statement's blocks that it may join, latest first in every block, with their scores."""
    limit = int(settings.thresholds["candidates"])
    numbers: dict[int, None] = {}
    for key in dict.fromkeys(statement_keys(statement, settings)):
        # Only a programme gathers many figures worth comparing; equal values meet mostly by chance.
        for number in islice(reversed(blocks.get(key, {})), limit if "|p:" in key else _FEW):
            numbers[number] = None
    scores = {number: _score(statement, groups[number], settings) for number in numbers}
    return {number: score for number, score in scores.items() if score > settings.thresholds["join"]}


def _place(statement: Statement, group: Group, blocks: dict[str, dict[int, None]], settings: Settings) -> None:
    group.statements.append(statement)
    group.by_article.setdefault(statement.doc_id, []).append(statement)
    _choose_exemplars(group, statement, settings)
    for key in dict.fromkeys(index_keys(statement, settings)):
        block = blocks[key]
        block.pop(group.number, None)
        block[group.number] = None


def _score(statement: Statement, group: Group, settings: Settings) -> float:
    """The mean of the two best comparisons with the group's exemplars; any veto by one of them counts against it."""
    scores: list[float] = []
    for exemplar in reversed(group.exemplars):
        scores.append(compare(statement, exemplar, settings).score)
        if len(scores) == _LEAST_LOOKS and max(scores) <= -settings.thresholds["hopeless"]:
            return float("-inf")
    finite = sorted((score for score in scores if score > float("-inf")), reverse=True)
    if not finite or len(finite) * 2 < len(scores):
        return float("-inf")
    return sum(finite[:2]) / len(finite[:2])


def _siblings(statement: Statement, group: Group, settings: Settings) -> float:
    """What the article's own statements that are in the group already say against another one joining."""
    siblings = group.by_article.get(statement.doc_id, ())
    return min((_contrast(statement, sibling, settings) for sibling in siblings), default=0.0)


def _contrast(statement: Statement, sibling: Statement, settings: Settings) -> float:
    """An article's own other value in the group speaks against joining, unless it tells of a change."""
    if statement.revised or sibling.revised:
        return 0.0
    if any(v.fits(w, loose=True) for v in statement.values for w in sibling.values):
        return 0.0
    return settings.weights["contrast"]


def _choose_exemplars(group: Group, statement: Statement, settings: Settings) -> None:
    """The latest statements, one a value, since revisions and running totals continue from the latest."""
    limit = int(settings.thresholds["exemplars"])
    point = statement.value.point
    kept = [other for other in group.exemplars if other.value.point != point or len(group.exemplars) < limit]
    group.exemplars = [*kept, statement][-limit:]
