"""Records of days: the deadline of a target, the start of a programme, the day of an event.

A date that gives a quantity's deadline goes with that quantity's record. Any other date with a role joins dates of the
same role and programme that speak of the same step, by the words around them and by the days themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from math import sqrt

from extractor.models import DateFact, QuantityFact
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import ArticleContext, Statement, gather_words, read_what

_NEAR = timedelta(days=62)
_VAGUE = timedelta(days=125)
_EXEMPLARS = 6


@dataclass(slots=True)
class Dated:
    """A date with a role and its evidence."""

    fact: DateFact
    role: str
    programme: str | None
    what: str | None
    words: dict[str, float]
    norm: float
    topic: dict[str, float]
    topic_norm: float

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Publication, article, place in the text."""
        return (self.fact.published or date.max, self.fact.doc_id, self.fact.start, self.fact.fact_id)


def read_dates(context: ArticleContext, statements: Sequence[Statement], settings: Settings) -> list[Dated]:
    """The dates of an article that have a role or give a deadline, in the order of the text.

    A date belongs to the programme of the figure whose deadline it is, else to one named in its sentence, else to the
    one that most of the article's figures belong to, else to one in the title.
    """
    deadlines: dict[str, Statement] = {}
    programmes: Counter[str] = Counter()
    for statement in statements:
        if statement.programme:
            programmes[statement.programme] += len(statement.facts)
        for figure in statement.facts:
            if figure.due_fact:
                deadlines.setdefault(figure.due_fact, statement)
    main = max(sorted(programmes), key=lambda name: programmes[name]) if programmes else context.title_programme()
    found = []
    for fact in context.date_facts:
        if fact.from_ is None or (fact.role in (None, "as_of") and fact.fact_id not in deadlines):
            continue
        owner = deadlines.get(fact.fact_id)
        named = read_what(fact.what, settings)[0]
        programme = named or (owner.programme if owner else None) or context.programme_near(fact) or main
        what = fact.what or (next((q.what for q in owner.facts if q.what), None) if owner else None)
        words = gather_words(fact, context.text, settings)
        found.append(
            Dated(
                fact,
                fact.role if fact.role in ("due", "start", "event") else "due",
                programme,
                what or context.names_of(programme),
                words,
                sqrt(sum(weight * weight for weight in words.values())),
                context.topic,
                context.topic_norm,
            )
        )
    return found


def date_keys(dated: Dated, settings: Settings) -> tuple[str, ...]:
    """Block keys: the broadest programme, the days, and the date itself, which its figure names."""
    root = settings.root(dated.programme) if dated.programme else None
    fact = dated.fact
    return (f"date|p:{root}", f"date|{fact.from_}|{fact.to}", f"due|{fact.fact_id}")


def linked_dates(
    quantity_groups: Sequence[Sequence[QuantityFact]], dates: Mapping[str, Dated]
) -> list[tuple[int, list[Dated]]]:
    """Number of a quantity's group and the dates of one role that give its deadline or start.

    A date goes to the first group that names it.
    """
    found: dict[tuple[int, str], list[Dated]] = {}
    taken: set[str] = set()
    for number, facts in enumerate(quantity_groups):
        for fact in facts:
            if fact.due_fact and fact.due_fact in dates and fact.due_fact not in taken:
                taken.add(fact.due_fact)
                dated = dates[fact.due_fact]
                found.setdefault((number, dated.role), []).append(dated)
    return [(number, group) for (number, _), group in found.items()]


def group_dates(seeds: Sequence[list[Dated]], alone: Iterable[Dated], settings: Settings) -> list[list[Dated]]:
    """The seed groups (deadlines of figures) with stand-alone dates joined, then the groups of the other dates."""
    groups = [sorted(seed, key=lambda dated: dated.order) for seed in seeds]
    blocks: dict[str, dict[int, None]] = defaultdict(dict)
    for number, seed in enumerate(groups):
        for dated in seed:
            _enter(blocks, number, dated, settings)
    limit = int(settings.thresholds["candidates"])
    for dated in sorted(alone, key=lambda dated: dated.order):
        numbers = {n: None for key in date_keys(dated, settings)[:2] for n in islice(reversed(blocks[key]), limit)}
        best, best_score = None, settings.thresholds["join"]
        for number in numbers:
            scores = sorted((_score(dated, other, settings) for other in groups[number][-_EXEMPLARS:]), reverse=True)
            score = sum(scores[:2]) / len(scores[:2])
            if score > best_score:
                best, best_score = number, score
        if best is None:
            best = len(groups)
            groups.append([])
        groups[best].append(dated)
        _enter(blocks, best, dated, settings)
    return groups


def _enter(blocks: dict[str, dict[int, None]], number: int, dated: Dated, settings: Settings) -> None:
    for key in date_keys(dated, settings)[:2]:
        blocks[key].pop(number, None)
        blocks[key][number] = None


def _score(a: Dated, b: Dated, settings: Settings) -> float:
    """Log-odds that two dates of one role and broad programme are about one step."""
    weights = settings.weights
    score = weights["date_prior"]
    if a.role != b.role:
        # Reports take the start of a programme for its event day, less often for a deadline.
        score += weights["date_other_role" if "due" in (a.role, b.role) else "date_start_event"]
    if a.norm and b.norm:
        cosine = _cosine(a.words, b.words) / (a.norm * b.norm)
        score += weights["words"] * (cosine - settings.thresholds["words_neutral"])
    if a.fact.doc_id != b.fact.doc_id and a.topic_norm and b.topic_norm:
        score += weights["topic"] * _cosine(a.topic, b.topic) / (a.topic_norm * b.topic_norm)
    if a.programme and b.programme:
        if a.programme == b.programme:
            score += weights["date_programme"]
        elif settings.root(a.programme) != settings.root(b.programme):
            score += weights["other_activity"]
            if _listed(a, settings) and _listed(b, settings):
                return float("-inf")
    first, last = a.fact, b.fact
    if first.from_ is None or first.to is None or last.from_ is None or last.to is None:
        return score
    if first.from_ <= last.to and last.from_ <= first.to:
        same = (first.from_, first.to) == (last.from_, last.to)
        if same and first.to - first.from_ <= _NEAR:
            return score + weights["date_same"]
        # That something happens within this year says little, and less when only one says so.
        vague = max(first.to - first.from_, last.to - last.from_) > _VAGUE
        return score + weights["date_vague" if vague and not same else "date_meets"]
    apart = max(first.from_, last.from_) - min(first.to, last.to)
    return score + weights["date_near" if apart <= _NEAR else "date_far"]


def _listed(dated: Dated, settings: Settings) -> bool:
    return dated.programme in settings.programme_words


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)
