"""One claim as the judge sees it: its value, its day, how close it stands to the one who counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from extractor.models import Amount, ArticleSummary, DateFact, Interval, QuantityFact
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.surroundings import gather_hours, tells_change, told_former
from extractor.reconcile.statements.vocabulary import WORD
from extractor.values import Value, bounds_of

_BESIDE = 12  # characters between the alternatives, or the days, of one date
_SENTENCE = 5  # words up to a day that two reports hardly have alike by chance
_NIGHT = 30  # characters on either side of a day in which the time of day stands
_LATE = "18.00"
_ALIKE = 8  # the same where the sentence goes on behind it
_SOON = timedelta(days=3)  # what an outlet writes again later is of that later day (*jadwal hari ini*)
# A title is an editor's shortening, an unattributed sentence is second-hand, a named counter has counted.
_TITLE, _VOICELESS, _COUNTED, _HEDGED = 0.5, 0.7, 1.3, 0.8


@dataclass(slots=True)
class Reading:
    """A fact with what weighs in the verdict. Exactly one of ``amount`` and ``days`` is there."""

    fact: QuantityFact | DateFact
    amount: Value | None
    days: Interval | None
    day: date | None
    day_by_as_of: bool
    title: bool
    origin: str
    copy_of: str | None
    revised: bool
    # Its report tells it as a value of before.
    former: bool = False
    slip: str | None = None

    @property
    def first_hand(self) -> bool:
        """A named speaker stands behind it, in the body of the report."""
        return self.fact.said_by is not None and not self.title

    @property
    def counter(self) -> str | None:
        """The body that counted, where one is named."""
        return self.fact.counted_by if isinstance(self.fact, QuantityFact) else None

    @property
    def weight(self) -> float:
        """How much one mention supports its value, before copies are counted once."""
        weight = _TITLE if self.title else 1.0
        if self.fact.said_by is None and self.counter is None:
            weight *= _VOICELESS
        if self.counter:
            weight *= _COUNTED
        if self.amount and self.amount.approx:
            weight *= _HEDGED
        return weight

    @property
    def as_stated(self) -> bool:
        """The claim itself gives the value, which was not made of it and its neighbour, nor of an earlier report."""
        return self.days is None or not isinstance(self.fact, DateFact) or self.fact.days == self.days

    @property
    def value(self) -> Amount | Interval:
        """The value as a record holds it."""
        if self.amount:
            return bounds_of(self.amount)
        assert self.days is not None
        return self.days

    @property
    def key(self) -> tuple[object, ...]:
        """The value, for counting equal ones."""
        if self.amount:
            return (self.amount.low, self.amount.high)
        assert self.days is not None
        return (self.days.from_, self.days.to)


def read_claims(
    facts: Iterable[QuantityFact | DateFact],
    summaries: Mapping[str, ArticleSummary],
    copies: Mapping[str, str],
    settings: Settings,
) -> list[Reading]:
    """Readings in canonical order: publication, article, place in the text."""
    readings = []
    for fact in sorted(facts, key=lambda fact: (fact.published or date.max, fact.doc_id, fact.start, fact.fact_id)):
        summary = summaries.get(fact.doc_id)
        title = bool(summary and summary.title and fact.start < len(summary.title))
        as_of = fact.as_of if isinstance(fact, QuantityFact) else None
        # A count cannot be as of a day after its report.
        known = bool(as_of and as_of.to and (fact.published is None or as_of.to <= fact.published))
        day = as_of.to if as_of and known else fact.published
        readings.append(
            Reading(
                fact=fact,
                amount=fact.amount if isinstance(fact, QuantityFact) else None,
                days=fact.days if isinstance(fact, DateFact) else None,
                day=day,
                day_by_as_of=known,
                title=title,
                origin=copies.get(fact.doc_id, fact.doc_id),
                copy_of=copies.get(fact.doc_id),
                slip="denied" if isinstance(fact, QuantityFact) and fact.status == "denied" else None,
                revised=tells_change(fact, settings),
                former=isinstance(fact, QuantityFact) and told_former(fact, settings),
            )
        )
    _replace_former(readings)
    _take_back(readings, settings)
    _same_words(readings)
    _one_night(readings, settings)
    for first, second in pairwise(readings):
        gap = second.fact.start - first.fact.end
        if first.days and second.days and first.fact.doc_id == second.fact.doc_id and 0 < gap <= _BESIDE:
            link = first.fact.after[:gap].strip().lower()
            if link in settings.alternatives or (link in settings.together and first.days.runs_into(second.days)):
                # *Akhir Mei atau awal Juni* is one plan that leaves both open, *17 dan 18 Juni* is one event.
                first.days = second.days = first.days.span(second.days)
    return readings


def _replace_former(readings: Iterable[Reading]) -> None:
    """What a report tells once as a value of before, it is wherever the report gives it, beside a value of now."""
    by_report: dict[str, list[Reading]] = {}
    for reading in readings:
        by_report.setdefault(reading.fact.doc_id, []).append(reading)
    for group in by_report.values():
        former = {reading.key for reading in group if reading.former}
        if former and any(reading.key not in former for reading in group):
            for reading in group:
                reading.former = reading.key in former


def _take_back(readings: Sequence[Reading], settings: Settings) -> None:
    """Mark what an outlet said before it denied it: a correction retracts."""
    for denied in [reading for reading in readings if reading.slip == "denied" and reading.fact.source]:
        outlet = settings.outlet(denied.fact.source or "")
        for reading in readings[: readings.index(denied)]:
            said = settings.outlet(reading.fact.source or "") == outlet and reading.fact.doc_id != denied.fact.doc_id
            if said and reading.slip is None and reading.key == denied.key:
                reading.slip = "retracted"


def _same_words(readings: Sequence[Reading]) -> None:
    """*Mulai hari ini* that a later report of the outlet repeats word for word counts from the first report."""
    told: dict[tuple[str | None, tuple[str, ...]], Interval] = {}
    for reading in readings:
        if reading.days and not any(char.isdigit() for char in reading.fact.text):
            led = (reading.fact.before + reading.fact.text).lower().split()
            words = (*led, *reading.fact.after.lower().split()[: max(0, _ALIKE - len(led))])
            if len(words) >= _SENTENCE:
                first = told.get((reading.fact.source, words), reading.days)
                later = reading.days.from_ and first.from_ and reading.days.from_ - first.from_ > _SOON
                reading.days = told[reading.fact.source, words] = reading.days if later else first


def _one_night(readings: Sequence[Reading], settings: Settings) -> None:
    """What one report puts before dawn on Wednesday and another late on Tuesday is of one night, which began on
    Tuesday.
    """
    single = [reading for reading in readings if reading.days and reading.days.from_ == reading.days.to]
    nights = {reading.key: reading.days for reading in single if _is_late(reading, settings)}
    for reading in single if nights else ():
        day = reading.days.from_ if reading.days else None
        before = day - timedelta(days=1) if day else None
        began = nights.get((before, before))
        # *Selasa malam hingga dini hari*
        goes_on = not settings.evenings.isdisjoint(WORD.findall(reading.fact.after[:_NIGHT].lower()))
        if began and not goes_on and any(word in _beside(reading) for word in settings.small_hours):
            reading.days = began


def _is_late(reading: Reading, settings: Settings) -> bool:
    hours = gather_hours(reading.fact, settings) if isinstance(reading.fact, DateFact) else ()
    return any(hour >= _LATE for hour in hours) or not settings.evenings.isdisjoint(WORD.findall(_beside(reading)))


def _beside(reading: Reading) -> str:
    return f"{reading.fact.before[-_NIGHT:]} {reading.fact.after[:_NIGHT]}".lower()


def support(readings: Iterable[Reading]) -> float:
    """Weight of several readings: within one report further mentions count half, copies count with their original."""
    by_origin: dict[str, list[float]] = {}
    for reading in readings:
        by_origin.setdefault(reading.origin, []).append(reading.weight)
    return sum(max(weights) + 0.5 * (sum(weights) - max(weights)) for weights in by_origin.values())
