"""The dates of an article that have a role or give a deadline, with the evidence of what they are about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import sqrt

from extractor.models import DateFact, Interval
from extractor.reconcile.evidence import Level, weigh
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.surroundings import gather_hours, gather_names, gather_words, tells_change
from extractor.reconcile.statements.vocabulary import WORD, read_sides, read_what, side_words
from extractor.reconcile.statements.worth import day_levels, is_related

_SAID = timedelta(days=3)  # what was said longer ago is dated by its event
_LONG = timedelta(days=100)  # more than the season of an event
_STATEMENT = 40  # characters before a day in which the cue of a statement stands
_SCENE = 120  # and in which the verb of a statement and its scene stand
_BESIDE = 12  # characters between two dates that are joined by a word
_MARK_WORDS = 2  # between *sejak* and the day there is room for *hari* or *tanggal*
_DAY_FIRST = re.compile(r"\d{4}-\d\d-\d\d/")


@dataclass(slots=True)
class Dated:
    """A date with a role and its evidence."""

    fact: DateFact
    role: str
    programme: str | None
    # The broadest programme over it, and whether it stands in the list.
    root: str | None
    listed: bool
    what: str | None
    words: dict[str, float]
    norm: float
    topic: dict[str, float]
    topic_norm: float
    names: frozenset[str]
    # The names in the article's lead.
    cast: frozenset[str]
    # Codes of the areas in the headline.
    scene: frozenset[str]
    hours: frozenset[str]
    # The two sides of the match that its sentence or else the title names.
    sides: tuple[frozenset[str], frozenset[str]] | None
    revised: bool
    # A figure is to be reached by it.
    owned: bool
    worth: list[Level]
    # Whether it makes a record, or only joins one.
    stands: bool
    # The word between this date and the next of the sentence, where nothing else stands between them.
    link: str
    # Asked for in every comparison, hence worked out once.
    doc_id: str = field(init=False)
    days: Interval = field(init=False)
    # The same as plain days, which are quicker to compare.
    moment: tuple[date | None, date | None] = field(init=False)
    one_day: bool = field(init=False)
    owners: frozenset[str] = field(init=False)
    passed: bool = field(init=False)
    # The names beside the date and in the lead.
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.doc_id = self.fact.doc_id
        self.days = self.fact.days
        self.moment = self.fact.from_, self.fact.to
        self.one_day = self.days.is_day
        self.owners = frozenset(self.fact.ministries)
        self.passed = _passed(self.fact)
        self.known = self.names | self.cast

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Publication, article, place in the text."""
        return (self.fact.published or date.max, self.fact.doc_id, self.fact.start, self.fact.fact_id)


def read_dates(
    context: ArticleContext, statements: Sequence[Statement], settings: Settings, *, keep_all: bool = False
) -> list[Dated]:
    """The dates of an article that have a role or give a deadline and may stand in a record, in the order of the text.

    ``keep_all``: the others too, to learn from.

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
    attended = _attendance_days(context)
    whats = {id(one): next((q.what for q in one.facts if q.what), None) for one in deadlines.values()}
    found = []
    for fact in context.date_facts:
        known = fact.role not in (None, "as_of") or fact.fact_id in deadlines or fact.fact_id in attended
        if fact.from_ is None or not known or is_related(fact, settings):
            continue
        if fact.role in ("start", "event") and not fact.target and _dates_statement(fact, settings):
            continue
        if fact.published is None and fact.role not in ("start", "event") and not _ahead(fact, settings):
            continue
        owner = deadlines.get(fact.fact_id)
        named = read_what(fact.what, settings)[0]
        listed = [name for name in (named, main) if name in settings.programme_words]
        near = min(context.programmes_by(fact), default=(0, None))[1]
        programme = near or (owner.programme if owner else None)
        programme = programme or (listed[0] if listed else named or main)
        what = fact.what or (whats[id(owner)] if owner else None)
        before = WORD.findall(fact.before)
        around = [*before, *WORD.findall(fact.after)]
        names = gather_names(fact, around, settings) - _words_of_name(what)
        came = fact.fact_id in attended
        role = "event" if came else _role(fact, owner is not None, settings)
        words = [word.lower() for word in before]
        worth = day_levels(
            fact, role, programme, words, names, context, settings, owned=owner is not None, attended=came
        )
        score = weigh(worth, settings)
        if not (keep_all or score > settings.thresholds["worth_joined"]):
            continue
        weighted = gather_words(fact, around, settings)
        found.append(
            Dated(
                _begun(fact, settings) if role == "start" else fact,
                role,
                programme,
                settings.root(programme) if programme else None,
                programme in settings.programme_words,
                what or context.names_of(programme),
                weighted,
                sqrt(sum([weight * weight for weight in weighted.values()])),
                context.topic,
                context.topic_norm,
                names,
                context.cast,
                context.scene,
                gather_hours(fact, settings),
                side_words(read_sides(fact.passage, settings)) or context.sides,
                tells_change(fact, settings),
                owner is not None,
                worth,
                score > settings.thresholds["worth"] and not _in_passing(fact, role),
                _link(fact, context),
            )
        )
    _share_names(found)
    return _without_scenery(found, settings)


def _in_passing(fact: DateFact, role: str) -> bool:
    """The year of an event, and the day (but a feast) that a report without one only calls *besok* or *Minggu*."""
    if fact.published is None and not fact.feast and not any(char.isdigit() for char in fact.text):
        return fact.from_ == fact.to
    return role == "event" and (fact.days.length or _SAID) > _LONG


def _share_names(found: Sequence[Dated]) -> None:
    """A day without a name beside it (*mulai hari Senin*) takes those with which its article gives it elsewhere."""
    names: dict[tuple[date | None, date | None], frozenset[str]] = {}
    for dated in found:
        names[dated.moment] = names.get(dated.moment, frozenset()) | dated.names
    for dated in found:
        if dated.one_day and not dated.names:
            dated.names = names[dated.moment]
            dated.known = dated.names | dated.cast


def _passed(fact: DateFact) -> bool:
    """A day, or a stretch up to the day of the report, that is over: of a count or a statement, not a deadline."""
    if fact.to is None or fact.published is None or fact.to > fact.published:
        return False
    return fact.from_ == fact.to or fact.published - fact.to <= timedelta(days=1)


def _attendance_days(context: ArticleContext) -> frozenset[str]:
    """The dates that give the day on which those came who are counted: the last before or in the count's sentence."""
    days: dict[tuple[date | None, date | None], list[DateFact]] = defaultdict(list)
    for one in context.date_facts:
        if one.start >= context.title_end:
            days[one.from_, one.to].append(one)
    found = set()
    for figure in context.quantities:
        day = figure.as_of
        if figure.participants and figure.status == "realised" and day and day.from_ == day.to:
            given = days[day.from_, day.to]
            last = bisect_left(given, figure.sentence.end, key=lambda one: one.start)
            if last and given[last - 1].role is None:
                found.add(given[last - 1].fact_id)
    return frozenset(found)


def _words_of_name(what: str | None) -> frozenset[str]:
    """The words of a name and its initials (RUPS): all meetings of a kind share them."""
    words = WORD.findall((what or "").lower())
    initials = "".join(word[0] for word in words)
    return frozenset((*words, initials))


def _link(fact: DateFact, context: ArticleContext) -> str:
    after = [one.start for one in context.dates[fact.sentence.start, fact.sentence.end] if one.start >= fact.end]
    gap = min(after) - fact.end if after else 0
    return fact.after[:gap].lower().strip() if gap <= _BESIDE else ""


def _dates_statement(fact: DateFact, settings: Settings) -> bool:
    """The day on which something was said or reported: *katanya dalam keterangan tertulis, Rabu (18/6)*;
    *kata Dewi usai pertemuan di Sleman, Rabu (18/6)*.
    """
    if fact.published is None or fact.to is None or not timedelta(0) <= fact.published - fact.to <= _SAID:
        return False
    before = fact.before.lower()
    if any(cue in before[-_STATEMENT:] for cue in settings.statement_cues):
        return True
    return settings.statement_scene.search(before, max(0, len(before) - _SCENE)) is not None


def _ahead(fact: DateFact, settings: Settings) -> bool:
    """Whether the sentence itself says that something is aimed at or to come."""
    return settings.ahead.search(fact.passage.lower()) is not None


def _begun(fact: DateFact, settings: Settings) -> DateFact:
    """*Sejak 6 Januari hingga kemarin*: what begins, begins on the first day; between months (*Juli hingga September*)
    it may begin step by step.
    """
    starts_on_a_day = fact.edtf is not None and _DAY_FIRST.match(fact.edtf) is not None
    if starts_on_a_day and settings.range_words.intersection(fact.text.lower().split()):
        return fact.model_copy(update={"to": fact.from_})
    return fact


def _without_scenery(found: list[Dated], settings: Settings) -> list[Dated]:
    """Of several starts in one sentence those that follow *mulai* or *sejak*, if any do.

    The others only say what for or in which year: *untuk Oktober dan November, maka mulai pekan depan disalurkan*.
    """
    marked = {dated.fact.fact_id for dated in found if dated.role == "start" and _follows_mark(dated, settings)}
    sentences = {dated.fact.sentence.start for dated in found if dated.fact.fact_id in marked}
    return [
        dated
        for dated in found
        if dated.role != "start"
        or dated.fact.target
        or dated.fact.fact_id in marked
        or dated.fact.sentence.start not in sentences
    ]


def _follows_mark(dated: Dated, settings: Settings) -> bool:
    return not settings.start_marks.isdisjoint(dated.fact.before.lower().split()[-_MARK_WORDS:])


def _role(fact: DateFact, owned: bool, settings: Settings) -> str:
    """The role that close reading gave, but a day by which something is to begin is a start."""
    if fact.role in ("start", "event"):
        return fact.role
    words = fact.passage.lower().split()
    return "start" if not owned and settings.start_cues.intersection(words) else "due"


def rival_date_keys(dated: Dated) -> tuple[str, ...]:
    """What two reports share of which one is mistaken about the day.

    Day and month in any order, and the owner; and the day that fits the weekday, as the other report has it.
    """
    day, likely = dated.fact.from_, dated.fact.likely
    if day is None or day != dated.fact.to:
        return ()
    first, second = sorted((day.day, day.month))
    owned = tuple(f"date|r:{first}.{second}|{body}" for body in sorted(dated.fact.ministries)[:3])
    return (*owned, *((f"date|{likely}|{likely}",) if likely else ()))


def date_keys(dated: Dated) -> tuple[str, ...]:
    """Block keys: the broadest programme, the days, and the date itself, which its figure names."""
    fact = dated.fact
    # Several ministries at one work identify it as a programme does.
    owners = (f"date|m:{'+'.join(sorted(fact.ministries))}",) if len(fact.ministries) > 1 else ()
    return (f"date|p:{dated.root}", f"date|{fact.from_}|{fact.to}", *owners, f"due|{fact.fact_id}")
