"""Records of days: the deadline of a target, the start of a programme, the day of an event.

A date that gives a quantity's deadline goes with that quantity's record. Any other date with a role joins dates of the
same role and programme that speak of the same step, by the words around them and by the days themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from math import sqrt

from extractor.models import DateFact, QuantityFact
from extractor.reconcile.context import ArticleContext
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement
from extractor.reconcile.surroundings import gather_words
from extractor.reconcile.vocabulary import read_what

_NEAR = timedelta(days=62)
_WEEK = timedelta(days=7)
_VAGUE = timedelta(days=100)
_EXEMPLARS = 6
_MOST_INTERVALS = 60  # distinct intervals that are compared pairwise
_BESIDE = 12  # characters between two dates that are alternatives
_LEAST_REPORTS = 3
_SAID = timedelta(days=3)  # what was said longer ago is dated by its event
_STATEMENT = 40  # characters before a day in which the cue of a statement stands
_MARK_WORDS = 2  # between *sejak* and the day there is room for *hari* or *tanggal*
_DAY_FIRST = re.compile(r"\d{4}-\d\d-\d\d/")


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
    revised: bool = False

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Publication, article, place in the text."""
        return (self.fact.published or date.max, self.fact.doc_id, self.fact.start, self.fact.fact_id)


def read_dates(context: ArticleContext, statements: Sequence[Statement], settings: Settings) -> list[Dated]:
    """The dates of an article that have a role or give a deadline, in the order of the text.

    A date belongs to the programme of the list that its sentence names closest, else to that of the figure whose
    deadline it is, else to what close reading ascribes it to, else to that of most figures of the article or its title.
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
        if fact.role in ("start", "event") and not fact.target and _dates_statement(fact, context, settings):
            continue
        owner = deadlines.get(fact.fact_id)
        named = read_what(fact.what, settings)[0]
        listed = [name for name in (named, main) if name in settings.programme_words]
        programme = context.programme_near(fact) or (owner.programme if owner else None)
        programme = programme or (listed[0] if listed else named or main)
        what = fact.what or (next((q.what for q in owner.facts if q.what), None) if owner else None)
        words = gather_words(fact, context.text, settings)
        role = _role(fact, owner is not None, context, settings)
        found.append(
            Dated(
                _begun(fact, settings) if role == "start" else fact,
                role,
                programme,
                what or context.names_of(programme),
                words,
                sqrt(sum(weight * weight for weight in words.values())),
                context.topic,
                context.topic_norm,
                _tells_change(fact, context, settings),
            )
        )
    return _without_scenery(found, context, settings)


def _dates_statement(fact: DateFact, context: ArticleContext, settings: Settings) -> bool:
    """The day on which something was said or reported: *katanya dalam keterangan tertulis, Rabu (18/6)*."""
    if fact.published is None or fact.to is None or not timedelta(0) <= fact.published - fact.to <= _SAID:
        return False
    before = context.lower[max(fact.sentence.start, fact.start - _STATEMENT) : fact.start]
    return any(cue in before for cue in settings.statement_cues)


def _begun(fact: DateFact, settings: Settings) -> DateFact:
    """*Sejak 6 Januari hingga kemarin*: what begins, begins on the first day; between months (*Juli hingga September*)
    it may begin step by step.
    """
    starts_on_a_day = fact.edtf is not None and _DAY_FIRST.match(fact.edtf) is not None
    if starts_on_a_day and settings.range_words.intersection(fact.text.lower().split()):
        return fact.model_copy(update={"to": fact.from_})
    return fact


def _without_scenery(found: list[Dated], context: ArticleContext, settings: Settings) -> list[Dated]:
    """Of several starts in one sentence those that follow *mulai* or *sejak*, if any do.

    The others only say what for or in which year: *untuk Oktober dan November, maka mulai pekan depan disalurkan*.
    """
    marked = {
        dated.fact.fact_id for dated in found if dated.role == "start" and _follows_mark(dated, context, settings)
    }
    sentences = {dated.fact.sentence.start for dated in found if dated.fact.fact_id in marked}
    return [
        dated
        for dated in found
        if dated.role != "start"
        or dated.fact.target
        or dated.fact.fact_id in marked
        or dated.fact.sentence.start not in sentences
    ]


def _follows_mark(dated: Dated, context: ArticleContext, settings: Settings) -> bool:
    before = context.lower[dated.fact.sentence.start : dated.fact.start].split()[-_MARK_WORDS:]
    return not settings.start_marks.isdisjoint(before)


def _tells_change(fact: DateFact, context: ArticleContext, settings: Settings) -> bool:
    """The sentence says that a day was moved, or what it once was."""
    end = min(fact.sentence.end, fact.sentence.start + 2000)
    words = context.lower[fact.sentence.start : end].split()
    return any(word.strip(".,;:\"'()“”") in settings.revision_cues for word in words)


def _role(fact: DateFact, owned: bool, context: ArticleContext, settings: Settings) -> str:
    """The role that close reading gave, but a day by which something is to begin is a start."""
    if fact.role in ("start", "event"):
        return fact.role
    words = context.lower[fact.sentence.start : fact.sentence.end].split()
    return "start" if not owned and settings.start_cues.intersection(words) else "due"


def date_keys(dated: Dated, settings: Settings) -> tuple[str, ...]:
    """Block keys: the broadest programme, the days, and the date itself, which its figure names."""
    root = settings.root(dated.programme) if dated.programme else None
    fact = dated.fact
    # Several ministries at one work identify it as a programme does.
    owners = (f"date|m:{'+'.join(sorted(fact.ministries))}",) if len(fact.ministries) > 1 else ()
    return (f"date|p:{root}", f"date|{fact.from_}|{fact.to}", *owners, f"due|{fact.fact_id}")


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
                if dated is None or (dated.role == "due" and _passed(dated.fact)):
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
            _meet(a.fact, b.fact) for a in known.dates + known.inherited for b in seed.dates + seed.inherited
        ):
            # The same days, once worded as a start and once as a deadline.
            known.dates.extend(seed.dates)
            known.inherited.extend(seed.inherited)
        elif known:
            rest.append(seed)
        else:
            joined[seed.number] = seed
    return [*joined.values(), *rest]


def _beside(a: DateFact, b: DateFact) -> bool:
    """The alternatives of one deadline (*akhir Mei atau awal Juni*) stand side by side."""
    first, last = (a, b) if a.start <= b.start else (b, a)
    return a.doc_id == b.doc_id and 0 <= last.start - first.end <= _BESIDE


def _meet(a: DateFact, b: DateFact) -> bool:
    if a.from_ is None or a.to is None or b.from_ is None or b.to is None:
        return False
    return a.from_ <= b.to and b.from_ <= a.to


def group_dates(seeds: Sequence[Seed], alone: Iterable[Dated], settings: Settings) -> list[list[Dated]]:
    """The seeds' groups, one each in their order (perhaps empty), then the groups of the other dates."""
    groups = [sorted(seed.dates, key=lambda dated: dated.order) for seed in seeds]
    blocks: dict[str, dict[int, None]] = defaultdict(dict)
    homes = {dated.fact.fact_id: number for number, seed in enumerate(seeds) for dated in seed.inherited}
    for number, group in enumerate(groups):
        for dated in group:
            _enter(blocks, number, dated, settings)
    limit = int(settings.thresholds["candidates"])
    waiting = [*alone, *(dated for seed in seeds for dated in seed.inherited)]
    for dated in sorted(waiting, key=lambda dated: dated.order):
        numbers = {n: None for key in date_keys(dated, settings)[:-1] for n in islice(reversed(blocks[key]), limit)}
        home = homes.get(dated.fact.fact_id)
        best, best_score = home, settings.thresholds["join"] if home is None else settings.weights["date_inherited"]
        for number in numbers:
            score = _group_score(dated, groups[number], settings)
            if score > best_score:
                best, best_score = number, score
        if best is None:
            best = len(groups)
            groups.append([])
        groups[best].append(dated)
        _enter(blocks, best, dated, settings)
    return _join_groups(groups, len(seeds), blocks, settings)


def _group_score(dated: Dated, group: Sequence[Dated], settings: Settings) -> float:
    scores = sorted((_score(dated, other, settings) for other in group[-_EXEMPLARS:]), reverse=True)
    if not scores or scores[len(scores) // 2] == float("-inf"):
        return float("-inf")
    best = [value for value in scores[:2] if value > float("-inf")]
    score = sum(best) / len(best)
    siblings = [other for other in group if other.fact.doc_id == dated.fact.doc_id]
    apart = not any(_meet(dated.fact, other.fact) or _beside(dated.fact, other.fact) for other in siblings)
    if siblings and apart and not (dated.revised or any(other.revised for other in siblings)):
        close = any(dated.fact.sentence == other.fact.sentence for other in siblings)
        score += settings.weights["date_contrast_sentence" if close else "date_contrast"]
    return score


def _join_groups(
    groups: list[list[Dated]], seeds: int, blocks: Mapping[str, dict[int, None]], settings: Settings
) -> list[list[Dated]]:
    """A second look at groups of stand-alone dates that later dates connect; deadlines of two figures stay apart."""
    limit = int(settings.thresholds["candidates"])
    pairs: dict[tuple[int, int], float] = {}
    for number, group in enumerate(groups[seeds:], seeds):
        for key in date_keys(group[-1], settings)[:-1]:
            for other in islice(reversed(blocks.get(key, {})), limit):
                pair = (min(number, other), max(number, other))
                if other != number and groups[other] and pair not in pairs:
                    scores = [_score(x, y, settings) for x in groups[other][-4:] for y in group[-4:]]
                    pairs[pair] = sum(scores) / len(scores)
    homes = list(range(len(groups)))
    for (first, second), score in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if score <= settings.thresholds["join_groups"]:
            break
        a, b = sorted((homes[first], homes[second]))
        if a == b or b < seeds or _contrasting(groups[a], groups[b]):
            continue
        groups[a] = sorted([*groups[a], *groups[b]], key=lambda dated: dated.order)
        groups[b] = []
        homes = [a if home == b else home for home in homes]
    return groups[:seeds] + [group for group in groups[seeds:] if group]


def _contrasting(a: Sequence[Dated], b: Sequence[Dated]) -> bool:
    """One article gives days of both groups beside each other, tells of no change, and none of them meet: two steps."""
    by_article: dict[str, list[Dated]] = {}
    for dated in a:
        by_article.setdefault(dated.fact.doc_id, []).append(dated)
    pairs = [(dated, other) for dated in b for other in by_article.get(dated.fact.doc_id, ())[-_EXEMPLARS:]]
    return bool(pairs) and not any(
        x.revised or y.revised or _meet(x.fact, y.fact) or _beside(x.fact, y.fact) for x, y in pairs
    )


def split_dates(group: Sequence[Dated]) -> list[list[Dated]]:
    """A group without the days that strayed into it, and these as groups of their own.

    As with targets: a deadline that few reports give while at least three times as many, some before and some not
    before it, give days that exclude it, is another one (a budget year, a further step).
    """
    intervals: dict[tuple[date | None, date | None], list[Dated]] = {}
    for dated in group:
        intervals.setdefault((dated.fact.from_, dated.fact.to), []).append(dated)
    if len(intervals) < 2 or len(intervals) > _MOST_INTERVALS:
        return [list(group)]
    meeting = {
        key: [dated for other in intervals.values() if _meet(members[0].fact, other[0].fact) for dated in other]
        for key, members in intervals.items()
    }
    held = max(meeting, key=lambda key: (len({dated.fact.doc_id for dated in meeting[key]}), len(intervals[key]), key))
    bulk = {dated.fact.fact_id for dated in meeting[held]}
    docs = {dated.fact.doc_id for dated in meeting[held]}
    days = sorted(dated.fact.published or date.max for dated in meeting[held])
    strays: list[list[Dated]] = []
    for key, members in intervals.items():
        others = {dated.fact.doc_id for dated in meeting[key] if dated.fact.fact_id not in bulk}
        if (
            members[0].fact.fact_id not in bulk
            and len(docs) >= _LEAST_REPORTS * max(1, len(others))
            and not any(dated.revised for dated in members)
            and all(days[0] < (dated.fact.published or date.max) <= days[-1] for dated in members)
        ):
            strays.append(members)
    out = {dated.fact.fact_id for members in strays for dated in members}
    return [[dated for dated in group if dated.fact.fact_id not in out], *strays]


def _enter(blocks: dict[str, dict[int, None]], number: int, dated: Dated, settings: Settings) -> None:
    for key in date_keys(dated, settings)[:-1]:
        blocks[key].pop(number, None)
        blocks[key][number] = None


def _score(a: Dated, b: Dated, settings: Settings) -> float:
    """Log-odds that two dates of one role and broad programme are about one step."""
    weights = settings.weights
    score = weights["date_prior_start" if a.role == b.role == "start" else "date_prior"]
    if a.role != b.role:
        # Reports take the start of a programme for its event day, less often for a deadline.
        score += weights["date_other_role" if "due" in (a.role, b.role) else "date_start_event"]
    if a.norm and b.norm:
        cosine = _cosine(a.words, b.words) / (a.norm * b.norm)
        score += weights["date_words"] * (cosine - settings.thresholds["words_neutral"])
    if a.fact.doc_id != b.fact.doc_id and a.topic_norm and b.topic_norm:
        score += weights["topic"] * _cosine(a.topic, b.topic) / (a.topic_norm * b.topic_norm)
    owners = set(a.fact.ministries) & set(b.fact.ministries)
    owned = bool(owners)
    if owned:
        score += weights["date_body"]
    if a.programme and b.programme:
        if a.programme == b.programme:
            score += weights["date_programme"]
        elif settings.root(a.programme) == settings.root(b.programme):
            score += weights["date_programme"] / 2
        else:
            score += 0.0 if owned else weights["other_activity"]
            if _listed(a, settings) and _listed(b, settings):
                return float("-inf")
    if not owned and not (a.programme and b.programme and settings.root(a.programme) == settings.root(b.programme)):
        score += weights["date_unnamed"]
    first, last = a.fact, b.fact
    if "due" in (a.role, b.role) and _passed(first) != _passed(last):
        return float("-inf")  # what happened on a day that is over is not what a deadline is set for
    if first.from_ is None or first.to is None or last.from_ is None or last.to is None:
        return score
    if _meet(first, last):
        same = (first.from_, first.to) == (last.from_, last.to)
        if same and first.to - first.from_ <= _NEAR:
            return score + weights["date_same"]
        # That something happens within this year says little, and less when only one says so.
        longest = max(first.to - first.from_, last.to - last.from_)
        vague = longest > _VAGUE
        return score + weights["date_vague" if vague and not same else "date_meets"]
    if "due" in (a.role, b.role) and (_passed(first) or _passed(last)):
        return float("-inf")  # a day that is over at publication is no deadline that was moved
    if _beside(first, last):
        return score + weights["date_meets"]
    if a.role != b.role:
        return score + weights["date_other_step"]
    if a.revised and b.revised and a.role == b.role and a.fact.doc_id == b.fact.doc_id:
        return score + weights["date_revised"]
    apart = max(first.from_, last.from_) - min(first.to, last.to)
    if apart <= _NEAR and len(owners) > 1 and a.role == b.role == "start":
        return score + weights["date_moved"]
    if apart <= _WEEK and a.role == b.role == "start":
        return score + weights["date_week"]
    return score + weights["date_near" if apart <= _NEAR else "date_far"]


def _listed(dated: Dated, settings: Settings) -> bool:
    return dated.programme in settings.programme_words


def _passed(fact: DateFact) -> bool:
    """A day, or a stretch up to the day of the report, that is over: of a count or a statement, not a deadline."""
    if fact.to is None or fact.published is None or fact.to > fact.published:
        return False
    return fact.from_ == fact.to or fact.published - fact.to <= timedelta(days=1)


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)
