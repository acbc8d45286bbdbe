"""What one article says about one figure: its facts that repeat each other, with all evidence of who, what, where,
when.

A title, a lead and a quotation that give the same number are one statement; comparing statements instead of
single facts lets a bare *20 juta* in the title profit from *20 juta penerima manfaat MBG* in the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Literal

from extractor.models import ArticleSummary, DateFact, Fact, Interval, QuantityFact
from extractor.reconcile.people import read_groups
from extractor.reconcile.settings import Settings, Unit
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.surroundings import (
    is_base,
    is_portion,
    read_editions,
    read_grades,
    read_surroundings,
    refers_back,
    tells_change,
)
from extractor.reconcile.statements.vocabulary import job_unit, read_unit, read_what
from extractor.reconcile.statements.worth import figure_stands
from extractor.rules import RuleSet
from extractor.values import Value

Family = Literal["target", "result", "potential", "denied"]
_FAMILIES: Mapping[str, Family] = {
    "target": "target",
    "realised": "result",
    "potential": "potential",
    "denied": "denied",
}

_MOST_VALUES = 100  # of one unit in an article; more are a table
_FIRST_YEAR = 1000  # a smaller number is of a batch, a stage, a round


@dataclass(slots=True)
class Statement:
    """Facts of one article that give one figure, with their evidence gathered; ``value`` is the most precise."""

    doc_id: str
    source: str | None
    published: date | None
    family: Family
    facts: list[QuantityFact]
    values: list[Value]
    value: Value
    unit: Unit | None
    # The heads of the counted nouns as they are written.
    nouns: frozenset[str]
    # The kinds of school that the noun is, or is followed by (*48 siswa SMP*).
    grades: frozenset[str]
    # The groups of people that it counts.
    groups: frozenset[str]
    programme: str | None
    named: bool
    what: frozenset[str]
    mentioned: frozenset[str]
    editions: frozenset[int]
    years: frozenset[int]
    due: tuple[Interval, ...]
    as_of: Interval | None
    # The day of the event whose visitors are counted.
    event: date | None
    place: str | None
    # Its name, for areas whose code is not known.
    area: str | None
    speakers: frozenset[str]
    bodies: frozenset[str]
    words: dict[str, float]
    norm: float
    names: frozenset[str]
    # Codes of the areas in the headline.
    scene: frozenset[str]
    topic: dict[str, float]
    topic_norm: float
    signature: str | None
    revised: bool
    refers: bool
    base: bool
    titled: bool
    portion: bool
    # What the article's own parts of the figure add up to, where that is not what it says.
    parts_sum: float | None
    # Values of which it is a part: the article gives the rest too (4.000 and 100.000 of 104.000).
    wholes: frozenset[float] = frozenset()

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Publication, article, place in the text."""
        first = self.facts[0]
        return (self.published or date.max, self.doc_id, first.start, first.fact_id)

    def was_due_before(self, other: Statement, outcomes: frozenset[str]) -> bool:
        """Whether its deadlines had passed when ``other``, which gives none and no outcome, was reported."""
        told = other.published
        if not self.due or other.due or told is None or not all(due.to and due.to < told for due in self.due):
            return False
        return all(outcomes.isdisjoint(fact.passage.lower().split()) for fact in other.facts)

    def of_other_edition(self, other: Statement) -> bool:
        """Whether both name editions and none in common, or stages of one year of an event and not the same."""
        stages = [{number for number in one.editions if number < _FIRST_YEAR} for one in (self, other)]
        return self.editions.isdisjoint(other.editions) or (all(stages) and stages[0].isdisjoint(stages[1]))

    @property
    def day(self) -> date | None:
        """The day to which the figure refers, as far as known: end of the as-of period, else publication."""
        if self.as_of and self.as_of.to and (self.published is None or self.as_of.to <= self.published):
            return self.as_of.to
        return self.published


def statements_of(context: ArticleContext) -> list[Statement]:
    """One statement for each figure of an article that may stand in a record, in the order of the text."""
    settings = context.settings
    statements = [_statement(fact, context, settings) for fact in context.quantities if figure_stands(fact, settings)]
    denied = {(one.value.point, one.unit) for one in statements if one.family == "denied" and one.value.exact}
    for statement in statements:
        # What a report calls false once it does not state elsewhere: the title of a fact-check, the post it quotes.
        if statement.family not in ("denied", "target") and (statement.value.point, statement.unit) in denied:
            statement.family = "denied"
            statement.facts = [fact.model_copy(update={"status": "denied"}) for fact in statement.facts]
    _know_wholes(statements)
    main = context.title_programme()
    if main:
        # A figure without a programme of its own is likely of the programme in the title.
        for statement in statements:
            if statement.programme is None:
                statement.mentioned |= {main}
    return statements


def _know_wholes(statements: Sequence[Statement]) -> None:
    """A rounding of a figure is no rounding where the article tells what it lacks."""
    given: dict[Unit | None, set[float]] = {}
    for one in statements:
        given.setdefault(one.unit, set()).add(float(one.value.point))
    for one in statements:
        point, values = float(one.value.point), given[one.unit]
        if len(values) <= _MOST_VALUES:
            larger = (value for value in values if value > point and value - point != point)
            one.wholes = frozenset(value for value in larger if value - point in values)


def read_statements(facts: Iterable[Fact], summary: ArticleSummary | None, ruleset: RuleSet) -> list[Statement]:
    """The statements of one article's facts; see :func:`statements_of`."""
    return statements_of(ArticleContext(facts, summary, ruleset))


def _statement(fact: QuantityFact, context: ArticleContext, settings: Settings) -> Statement:
    sentence = (fact.sentence.start, fact.sentence.end)
    speaker = fact.said_by.name.lower() if fact.said_by else None
    programme, named, what = read_what(fact.what, settings)
    # What all figures of the block share tells none of them apart.
    known = what | settings.programme_words.get(programme or "", frozenset()) | frozenset((speaker or "").split())
    unit = read_unit(fact.unit, settings)
    job = job_unit(unit, fact.before, settings)
    if job is not None and job is not unit:
        unit, fact = job, fact.model_copy(update={"unit": job.id})
    groups, group = read_groups(fact, unit.id if unit else None, settings.groups)
    if group is not None:
        unit, fact = read_unit(group, settings), fact.model_copy(update={"unit": group})
    share = unit is not None and unit.category == "share"
    if share and fact.place:
        known |= frozenset(fact.place.name.lower().split())  # compared by itself
    words, names = read_surroundings(fact, context, settings, known, share)
    mentioned = {name for _, name in context.programmes_by(fact)}
    dates = context.dates.get(sentence, [])
    years = {moment.year for due in (fact.due, fact.as_of) if due for moment in (due.from_, due.to) if moment}
    if not years:
        years = {
            date_.to.year for date_ in dates if date_.to and date_.from_ and date_.role in ("due", "start", "event")
        }
    value = fact.amount
    return Statement(
        doc_id=fact.doc_id,
        source=fact.source,
        published=fact.published,
        family=_FAMILIES[fact.status],
        facts=[fact],
        values=[value],
        value=value,
        unit=unit,
        nouns=frozenset(noun for head in (fact.unit or "").lower().split()[:1] for noun in head.split("/")),
        grades=read_grades(fact, settings),
        groups=groups,
        programme=programme,
        named=named,
        what=what,
        mentioned=frozenset(mentioned | ({programme} if programme else set())),
        editions=read_editions(fact, settings),
        years=frozenset(years),
        due=(fact.due,) if fact.due else (),
        event=next((day.to for day in dates if day.role == "event" and fact.as_of and _is_day(day, fact.as_of)), None),
        as_of=fact.as_of,
        place=(fact.place.code or fact.place.name.lower()) if fact.place else None,
        area=fact.place.name.lower() if fact.place else None,
        speakers=frozenset({speaker} if speaker else ()),
        bodies=frozenset(context.bodies.get(sentence, set()) | set(fact.ministries) | set(fact.agencies)),
        words=words,
        norm=sqrt(sum(weight * weight for weight in words.values())),
        names=names,
        scene=context.scene,
        topic=context.topic,
        topic_norm=context.topic_norm,
        signature=context.signature,
        revised=tells_change(fact, settings),
        refers=refers_back(fact, settings),
        base=is_base(fact, settings),
        titled=fact.end <= context.title_end,
        portion=is_portion(fact, settings),
        parts_sum=context.wrong_sums.get(value.point) if value.exact else None,
    )


def _is_day(fact: DateFact, day: Interval) -> bool:
    return fact.from_ == fact.to == day.from_ == day.to


def absorb(statement: Statement, other: Statement) -> None:
    """Join a repetition into ``statement``: evidence is united, the more specific unit and programme stay."""
    statement.facts.extend(other.facts)
    if statement.family == "potential":  # a title leaves out what tells a plan from a possibility
        statement.family = other.family
    # Values that differ only in writing are one; a statement repeated ten times has one value.
    statement.values.extend(value for value in other.values if value not in statement.values)
    if len(statement.values) > 1:  # *jutaan debitur* beside *1,8 juta debitur* is no value of its own
        statement.values = [value for value in statement.values if not value.vague] or statement.values
        # Nor is *sekitar 13 juta* beside *13 juta*: it leaves no room for 14.
        told = {value.point for value in statement.values if not value.approx}
        statement.values = [value for value in statement.values if not (value.approx and value.point in told)]
    statement.value = max(statement.values, key=lambda value: (value.exact, value.digits, not value.approx))
    if other.unit and (statement.unit is None or statement.unit.id in other.unit.broader):
        statement.unit = other.unit
    if other.programme and not statement.programme:
        statement.programme, statement.named, statement.what = other.programme, other.named, other.what
    statement.mentioned |= other.mentioned
    statement.editions |= other.editions
    statement.years |= other.years
    statement.due += tuple(due for due in other.due if due not in statement.due)
    statement.as_of = statement.as_of or other.as_of
    statement.event = statement.event or other.event
    statement.place, statement.area = statement.place or other.place, statement.area or other.area
    statement.speakers |= other.speakers
    statement.bodies |= other.bodies
    for word, weight in other.words.items():
        statement.words[word] = max(weight, statement.words.get(word, 0.0))
    statement.norm = sqrt(sum(weight * weight for weight in statement.words.values()))
    statement.names |= other.names
    statement.nouns |= other.nouns
    statement.grades |= other.grades
    statement.groups |= other.groups
    statement.revised |= other.revised
    statement.refers |= other.refers
    statement.base &= other.base
    statement.titled |= other.titled
    statement.portion |= other.portion
    statement.wholes |= other.wholes
    statement.parts_sum = statement.parts_sum if statement.parts_sum is not None else other.parts_sum
