"""The grouper of figures and of days: from the claims of many articles to groups that each speak of one thing.

Claims are taken in the order of publication and compared with the few latest groups of their blocks, each represented
by a handful of its claims. That keeps the time linear in the number of claims, and the result independent of the order
of the input. A second look moves doubtful claims of small groups, a third joins groups that only later reports connect.
What figures and days do differently is in a :class:`Kind`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby, islice
from math import floor
from typing import Any, Generic, Protocol, TypeVar

from extractor.reconcile.evidence import NEVER
from extractor.reconcile.grouping.unions import Unions
from extractor.reconcile.settings import Settings

_EQUAL = 0.5  # log-odds within which two fits are about equal
_LEAST_LOOKS = 2  # exemplars, latest first, after which a hopeless group is left
_TOLD, _MOST_TOLD = 2, 8  # claims of an article in a group, and groups of an article, that tell of a change
_SMALL = 4  # claims of a group whose doubtful joins are looked at again


class Told(Protocol):
    """A claim of an article: a figure's statement or a day."""

    @property
    def doc_id(self) -> str: ...
    @property
    def order(self) -> tuple[Any, ...]: ...
    @property
    def revised(self) -> bool: ...


T = TypeVar("T", bound=Told)


class Group(Generic[T]):
    """Claims about one thing, with those that stand for it in comparisons; two ``fixed`` groups are never joined."""

    def __init__(self, number: int, fixed: bool = False) -> None:
        self.number = number
        self.fixed = fixed
        self.claims: list[T] = []
        self.exemplars: list[T] = []
        self.by_article: dict[str, list[T]] = {}


class Kind(ABC, Generic[T]):
    """How claims of one kind are found, compared and represented."""

    join: str  # the threshold above which a claim joins a group
    runs = False  # whether groups may be joined that :meth:`one_course` tells of

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @abstractmethod
    def keys(self, claim: T) -> Iterable[tuple[str, int]]:
        """Block keys under which the claim looks for groups, and how many of each it looks at."""

    @abstractmethod
    def index(self, claim: T) -> Iterable[str]:
        """Block keys under which others find it."""

    @abstractmethod
    def compare(self, claim: T, other: T, least: float = NEVER) -> float:
        """How much speaks for the two being about one thing; minus infinity for a contradiction.

        Where that is surely not above ``least`` it may be a number below all others, which is told sooner.
        """

    @abstractmethod
    def against(self, claim: T, siblings: Sequence[T]) -> float:
        """What claims of its own article, which are in a group, say against the claim's being in it, 0 or less."""

    @abstractmethod
    def same_value(self, claim: T, other: T) -> bool: ...

    @abstractmethod
    def exemplars(self, known: list[T], claim: T) -> list[T]:
        """Those that stand for a group, which the claim has joined."""

    def one_course(self, _a: Group[T], _b: Group[T]) -> bool:
        """Two stretches of something that runs, however unlike their values are."""
        return False


class Grouper(Generic[T]):
    """Groups the claims of one kind; ``seeds`` are groups that are known beforehand."""

    def __init__(self, kind: Kind[T], seeds: Iterable[Sequence[T]] = ()) -> None:
        self._kind = kind
        self._thresholds = kind.settings.thresholds
        self._join = self._thresholds[kind.join]
        self._blocks: dict[str, dict[int, None]] = defaultdict(dict)
        self._groups: list[Group[T]] = []
        for seed in seeds:
            group = self._new(fixed=True)
            for claim in sorted(seed, key=lambda one: one.order):
                self._place(claim, group)

    def group(self, claims: Iterable[T], homes: Mapping[int, tuple[int, float]] | None = None) -> list[list[T]]:
        """The groups in the order of their first claims, after the seeds in theirs.

        ``homes``: for a claim (by its id in memory) the number of the seed that it belongs to, unless it fits another
        group by more than so much.
        """
        homes = homes or {}
        doubtful: list[tuple[T, Group[T]]] = []
        for _, article in groupby(sorted(claims, key=lambda one: one.order), key=lambda one: one.doc_id):
            waiting = []
            for position, claim in enumerate(article):
                scores = self._candidates(claim)
                if id(claim) in homes:
                    number, least = homes[id(claim)]
                    scores[number] = max(least, scores.get(number, NEVER))
                waiting.append((claim, scores, position))
            # The surest claim of an article goes first, so that its neighbours cannot take its place.
            while waiting:
                best, choice, surest = None, (0.0, 0, 0.0, 0, 0), self._join
                for place, (claim, scores, position) in enumerate(waiting):
                    for number, known in scores.items():
                        group = self._groups[number]
                        score = known + self._siblings(claim, group)
                        # Of about equal fits the group that more claims give goes first.
                        rank = (floor(score / _EQUAL), len(group.claims), score, -position, -number)
                        if score > self._join and (best is None or rank > choice):
                            best, choice, surest = (place, group), rank, score
                if best is None:
                    break
                claim = waiting.pop(best[0])[0]
                if surest < self._thresholds["sure"]:
                    doubtful.append((claim, best[1]))
                self._place(claim, best[1])
                for other, scores, _ in waiting:
                    # What the article says a second time goes with the first.
                    if self._repeats(other, [claim]):
                        scores[best[1].number] = max(
                            self._kind.compare(other, claim), scores.get(best[1].number, NEVER)
                        )
            began: list[Group[T]] = []
            for claim, _, _ in waiting:
                home = next((group for group in began if self._repeats(claim, group.claims)), None)
                if home is None:
                    home = self._new()
                    began.append(home)
                self._place(claim, home)
        self._reconsider(doubtful)
        kept = self._joined()
        return [sorted(group.claims, key=lambda one: one.order) for group in kept if group.claims or group.fixed]

    def _new(self, *, fixed: bool = False) -> Group[T]:
        group: Group[T] = Group(len(self._groups), fixed)
        self._groups.append(group)
        return group

    def _place(self, claim: T, group: Group[T]) -> None:
        group.claims.append(claim)
        group.by_article.setdefault(claim.doc_id, []).append(claim)
        group.exemplars = self._kind.exemplars(group.exemplars, claim)
        for key in dict.fromkeys(self._kind.index(claim)):
            block = self._blocks[key]
            block.pop(group.number, None)
            block[group.number] = None

    def _candidates(self, claim: T) -> dict[int, float]:
        """The groups of the claim's blocks that it may join, latest first in every block, with their scores."""
        numbers: dict[int, None] = {}
        for key, limit in dict(self._kind.keys(claim)).items():
            numbers.update((number, None) for number in islice(reversed(self._blocks.get(key, {})), limit))
        scores = {number: self._score(claim, self._groups[number]) for number in numbers}
        return {number: score for number, score in scores.items() if score > self._join}

    def _score(self, claim: T, group: Group[T]) -> float:
        """The mean of the two best comparisons with the group's exemplars; a veto by most of them counts for all."""
        latest = group.exemplars[::-1]
        if len(latest) == 1:
            return self._kind.compare(claim, latest[0], self._join)
        hopeless = -self._thresholds["hopeless"]
        scores = [self._kind.compare(claim, one, hopeless) for one in latest[:_LEAST_LOOKS]]
        if scores and max(scores) <= hopeless:
            return NEVER
        told = {place: score for place, score in enumerate(scores) if score > hopeless}
        exact: list[float] = []
        best = second = NEVER
        for place, one in enumerate(latest):
            score = told.get(place) or self._kind.compare(claim, one, second)  # only the two best count
            exact.append(score)
            if score > best:
                best, second = score, best
            elif score > second:
                second = score
        if NEVER in exact:  # where some give the claim's very value, only these may veto it
            alike = [self._kind.same_value(claim, one) for one in latest]
            if any(alike):
                exact = [score for score, same in zip(exact, alike, strict=True) if same or score > NEVER]
        return _mean(exact, 2)

    def _repeats(self, claim: T, others: Sequence[T]) -> bool:
        kind, least = self._kind, self._join
        return any(kind.same_value(claim, one) and kind.compare(claim, one, least) > least for one in others)

    def _siblings(self, claim: T, group: Group[T]) -> float:
        siblings = group.by_article.get(claim.doc_id)
        return self._kind.against(claim, siblings) if siblings else 0.0

    def _reconsider(self, doubtful: Iterable[tuple[T, Group[T]]]) -> None:
        """Claims that joined a small group for want of a better one: later reports may fit them clearly better.

        They go to the group of those reports, or, where these joined them, leave together with them.
        """
        for claim, home in doubtful:
            if home.fixed or len(home.claims) > _SMALL or not any(one is claim for one in home.claims):
                continue
            # What the article says of the same thing stays together; what it says besides is not asked.
            mine = [one for one in home.claims if one is claim or self._kind.same_value(one, claim)]
            others = [one for one in home.claims if not any(one is other for other in mine)]
            if not others or any(one.doc_id == other.doc_id for one in mine for other in others):
                continue
            scores = [self._kind.compare(one, other) for one in mine for other in others]
            if len(mine) > 1:
                if sum(scores) / len(scores) > self._join:
                    continue
                target = self._new()
            else:
                candidates = self._candidates(claim)
                candidates.pop(home.number, None)
                if not candidates:
                    continue
                score, number = max((score, -number) for number, score in candidates.items())
                target = self._groups[-number]
                if score + self._siblings(claim, target) <= max(scores) + self._thresholds["sure"]:
                    continue
            home.claims, home.exemplars, home.by_article = [], [], {}
            for part, group in ((others, home), (mine, target)):
                for one in part:
                    self._place(one, group)

    def _joined(self) -> list[Group[T]]:
        """A last look: groups that were apart until later reports filled them in are joined, the surest pairs first."""
        pairs: dict[tuple[int, int], float] = {}
        for group in self._groups:
            for key, limit in dict(self._kind.keys(group.exemplars[-1])).items() if group.exemplars else ():
                for number in islice(reversed(self._blocks.get(key, {})), limit):
                    pair = (min(group.number, number), max(group.number, number))
                    if number != group.number and pair not in pairs:
                        pairs[pair] = self._likeness(self._groups[pair[0]], self._groups[pair[1]])
        for pair in self._changed():
            if pair not in pairs:
                pairs[pair] = self._likeness(self._groups[pair[0]], self._groups[pair[1]])
        unions: Unions[int] = Unions()
        for (first, second), score in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            if score <= -self._thresholds["hopeless"]:
                break
            a, b = (self._groups[number] for number in sorted((unions.root(first), unions.root(second))))
            if a is b or b.fixed or not self._may_join(a, b, score):
                continue
            unions.join(a.number, b.number)
            for claim in b.claims:
                a.claims.append(claim)
                a.by_article.setdefault(claim.doc_id, []).append(claim)
        return [group for group in self._groups if unions.root(group.number) == group.number]

    def _changed(self) -> Iterator[tuple[int, int]]:
        """Pairs of groups of one block of which an article tells a change, however many groups came after them."""
        told: dict[str, list[int]] = defaultdict(list)
        for group in self._groups:
            for doc_id, claims in group.by_article.items():
                if any(one.revised for one in claims[-_TOLD:]):
                    told[doc_id].append(group.number)
        for numbers in told.values():
            keys = {
                number: set(self._kind.index(self._groups[number].exemplars[-1])) for number in numbers[:_MOST_TOLD]
            }
            yield from (pair for pair in combinations(keys, 2) if not keys[pair[0]].isdisjoint(keys[pair[1]]))

    def _may_join(self, a: Group[T], b: Group[T], score: float) -> bool:
        if score > self._thresholds["join_groups"] and (
            min(len(a.claims), len(b.claims)) < 2 or not self._contrasting(a, b)
        ):
            return True
        return self._kind.one_course(a, b)

    def _likeness(self, a: Group[T], b: Group[T]) -> float:
        """The mean over all pairs of exemplars, or what one article tells of a change from one to the other."""
        changes = [
            self._kind.compare(x, y)
            for doc_id in a.by_article.keys() & b.by_article.keys()
            for x in a.by_article[doc_id][-_TOLD:]
            for y in b.by_article[doc_id][-_TOLD:]
            if x.revised and y.revised
        ]
        told = max(changes, default=NEVER)
        if told > self._thresholds["join_groups"] or not (a.exemplars and b.exemplars):
            return told
        hopeless = -self._thresholds["hopeless"]
        if len(a.exemplars) == 1 == len(b.exemplars):
            useless = hopeless if self._kind.runs else self._thresholds["join_groups"]
            return self._kind.compare(a.exemplars[0], b.exemplars[0], useless)
        if all(self._kind.compare(a.exemplars[-1], one, hopeless) <= hopeless for one in b.exemplars):
            return NEVER  # hopeless pairs are told by their latest claims alone
        return _mean([self._kind.compare(x, y) for x in a.exemplars for y in b.exemplars])

    def _contrasting(self, a: Group[T], b: Group[T]) -> bool:
        """One article gives claims of both groups beside each other."""
        return any(
            self._kind.against(one, b.by_article[doc_id][-_TOLD:]) < 0
            for doc_id in a.by_article.keys() & b.by_article.keys()
            for one in a.by_article[doc_id][-_TOLD:]
        )


def _mean(scores: Sequence[float], best: int | None = None) -> float:
    """The mean of the ``best``, or of all; a veto by most of them counts for all."""
    finite = sorted((score for score in scores if score > NEVER), reverse=True)
    return NEVER if not finite or len(finite) * 2 < len(scores) else sum(finite[:best]) / len(finite[:best])
