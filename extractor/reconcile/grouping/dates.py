"""Records of days: the deadline of a target, the start of a programme, the day of an event.

A date that gives a quantity's deadline goes with that quantity's record. Any other date with a role joins dates of the
same role and programme that speak of the same step, by the words around them and by the days themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from extractor.models import QuantityFact
from extractor.reconcile.evidence import BELOW_ALL, NEVER
from extractor.reconcile.grouping.compare_dates import beside, compare_dates, looks
from extractor.reconcile.grouping.grouper import Grouper, Kind
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.dated import Dated, date_keys

_EXEMPLARS = 12
_MOST_KNOWN = 20_000  # comparisons that are remembered, some 300 bytes each


@dataclass(slots=True)
class Seed:
    """The deadline (or start) of a quantity's group:

    dates in the sentences of its figures, and dates from elsewhere.
    """

    number: int
    dates: list[Dated]
    inherited: list[Dated]


def linked_dates(quantity_groups: Sequence[Sequence[QuantityFact]], dates: Mapping[str, Dated]) -> list[Seed]:
    """For every quantity's group the dates of one role that give its deadline.

    A date goes to the first group that names it in its own sentence, else to the first that takes it over.
    """
    seeds: dict[tuple[int, str], Seed] = {}
    taken: set[str] = set()
    for own in (True, False):
        for number, facts in enumerate(quantity_groups):
            for fact in facts:
                dated = dates.get(fact.due_fact or "")
                if dated is None or (dated.role == "due" and dated.passed):
                    continue  # the day of a count or a statement, taken for a deadline
                if dated.fact.fact_id in taken or own != (dated.fact.sentence == fact.sentence):
                    continue
                taken.add(dated.fact.fact_id)
                seed = seeds.setdefault((number, dated.role), Seed(number, [], []))
                (seed.dates if own else seed.inherited).append(dated)
    joined: dict[int, Seed] = {}
    rest: list[Seed] = []
    for seed in seeds.values():
        known = joined.get(seed.number)
        if known and any(
            a.days.meets(b.days) for a in known.dates + known.inherited for b in seed.dates + seed.inherited
        ):
            # The same days, once worded as a start and once as a deadline.
            known.dates.extend(seed.dates)
            known.inherited.extend(seed.inherited)
        elif known:
            rest.append(seed)
        else:
            joined[seed.number] = seed
    return [*joined.values(), *rest]


def group_dates(seeds: Sequence[Seed], alone: Iterable[Dated], settings: Settings) -> list[list[Dated]]:
    """The seeds' groups, one each in their order (perhaps empty), then the groups of the other dates."""
    least = settings.weights["date_inherited"]
    homes = {id(dated): (number, least) for number, seed in enumerate(seeds) for dated in seed.inherited}
    inherited = (dated for seed in seeds for dated in seed.inherited)
    return Grouper(_Days(settings), [seed.dates for seed in seeds]).group([*alone, *inherited], homes)


class _Days(Kind[Dated]):
    join = "date_join"

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        # Agencies' reports stand in many papers word for word, and groups are compared again when they may be joined:
        # of days that look alike the first stands for all, and what two come to is remembered with what was asked for.
        self._first: dict[tuple[object, ...], Dated] = {}
        self._numbers: dict[int, int] = {}
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def keys(self, claim: Dated) -> Iterator[tuple[str, int]]:
        limit = int(self.settings.thresholds["candidates"])
        return ((key, limit) for key in self.index(claim))

    def index(self, claim: Dated) -> Iterable[str]:
        return date_keys(claim)[:-1]

    def compare(self, claim: Dated, other: Dated, least: float = NEVER) -> float:
        if claim.moment != other.moment and not (claim.stands and other.stands):
            return NEVER  # what is only mentioned joins the very day
        if claim.doc_id == other.doc_id:
            return compare_dates(claim, other, self.settings, least)
        pair = self._number(claim), self._number(other)
        score, asked = self._known.get(pair, (BELOW_ALL, inf))
        if score == BELOW_ALL and least < asked:
            score = compare_dates(claim, other, self.settings, least)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[pair] = score, least
        return score

    def _number(self, claim: Dated) -> int:
        """One for all days that look alike."""
        number = self._numbers.get(id(claim))
        if number is None:
            first = self._first.setdefault(looks(claim), claim)
            alike = first.words == claim.words and first.topic == claim.topic
            number = self._numbers[id(claim)] = id(first if alike else claim)
        return number

    def against(self, claim: Dated, siblings: Sequence[Dated]) -> float:
        """An article that gives two days dates two steps, unless it tells of a change."""
        if any(claim.revised or claim.days.meets(one.days) or beside(claim, one, self.settings) for one in siblings):
            return 0.0
        if any(one.revised for one in siblings):
            return 0.0
        close = any(claim.fact.sentence == one.fact.sentence for one in siblings)
        return self.settings.weights["date_contrast_sentence" if close else "date_contrast"]

    def same_value(self, claim: Dated, other: Dated) -> bool:
        return claim.moment == other.moment

    def exemplars(self, known: list[Dated], claim: Dated) -> list[Dated]:
        return [*known, claim][-_EXEMPLARS:]
