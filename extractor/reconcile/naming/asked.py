"""A title that is asked for, and what its parts ask: the value, the day, what the claims tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from extractor.dates import find_dates
from extractor.messages.values import Language, format_amount
from extractor.models import Amount, DateFact, Interval, QuantityFact
from extractor.reconcile.naming.named import FEW, SHARE, Gaps, Named, Titles, commonest, day_of
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.words import Words

_Fact = QuantityFact | DateFact
_Further = ParamSpec("_Further")
_Found = TypeVar("_Found")
_LED = re.compile(r"\b[A-Z]\w+ \Z")  # a word written large, before a name
_WORD = 80  # characters in which a word has room
_MONTH = timedelta(days=31)
_INITIALS = 2  # letters, more of which stand for a name: *PRJ*
_VAGUE = 9  # a range as wide as that is a word (*ratusan*)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be named, by which rules and words, in which language.

    ``figures``: the record's, or those of which its days are the deadline; ``known``: what was read of them already.
    """

    named: Named
    figures: Sequence[QuantityFact]
    titles: Titles
    names: Names
    words: Words
    language: Language
    known: dict[Hashable, Any] = field(default_factory=dict, compare=False)

    @property
    def few(self) -> bool:
        """Whether few reports tell of it."""
        return len(self.named.headlines) <= FEW

    @property
    def due(self) -> bool:
        """Whether its days are a deadline."""
        return self.named.attribute == "due_date"

    @property
    def newest(self) -> date:
        """The day of the newest report; where none is known, the first of all."""
        return max((day for day in self.named.headlines.values() if day), default=date.min)

    def say(self, name: str, **gaps: str) -> str:
        """A row of the wording, its gaps filled."""
        return self.titles.said[name][self.language].format(**gaps)

    def day(self, title: str = "") -> str:
        """The record's day; that of a deadline where a title does not tell it."""
        return due_of(title, self.named, self.language) if self.due else day_of(self.named, self.language)

    def on_day(self, title: str, *, begins: bool = False) -> Gaps:
        """What takes place, with its day, which parts it from others of its kind."""
        return {"begin" if begins else "event": title, "day": self.day(title)}

    def with_day(self, title: str) -> str:
        """A title with the record's day behind it, where it does not tell it: *bulan ini* may be any."""
        day = day_of(self.named)
        told = self.gives(title) or (day.rpartition(" ")[0] or day) in title
        return title if told else f"{title} ({day})"

    def gives(self, title: str) -> bool:
        """Whether a title tells the record's days, by their date or as a third of a year; not at its beginning."""
        value = self.named.value
        return isinstance(value, Interval) and any(
            ((one.from_, one.to) == (value.from_, value.to) or (one.third and self.named.third and one.to == value.to))
            and one.start > 0
            and not one.feast
            and any(map(str.isdigit, title[one.start : one.end]))
            for one in find_dates(title, value.from_, self.names.ruleset)
        )

    def tells(self, what: str | None, leads: Iterable[str] = (), facts: Sequence[_Fact] = ()) -> bool:
        """Whether enough claims, or ``facts``, write a name in their sentence, or a report opens with it."""
        return told_by(what, facts or self.named.facts, leads, self.names)

    def shown(self, noun: str) -> str:
        """A counted noun as a reader sees it."""
        return self.names.shown(noun, self.titles.units, self.language)

    def value(self, unit: str, *, measured: bool = False) -> Gaps:
        """What the record says, or of a deadline its target, where it is a number and no word; with the unit, where it
        is ``measured`` in one and nobody is counted.
        """
        named, measure = self.named, unit if unit in self.titles.measures else None
        measure = measure or (self.shown(unit) if measured else None)
        if named.subject:
            value = _target(named.subject, measure, self.language)
            return {"value": value} if value else {}
        told = named.value
        if not isinstance(told, Amount) or not named.agreed:
            return {}
        if told.max == 0:
            return {"value": self.say("zero")}
        if told.min and told.max and told.max > _VAGUE * told.min:
            same = [fact for fact in self.figures if fact.min == told.min]
            word = commonest(fact.text.lower().removesuffix((fact.unit or "").lower()).strip() for fact in same)
            return {"value": word} if word and self.language == "id" and not any(map(str.isdigit, word)) else {}
        return {"value": format_amount(told, measure, language=self.language)}


def once(read: Callable[Concatenate[Asked, _Further], _Found]) -> Callable[Concatenate[Asked, _Further], _Found]:
    """What is the same in both languages is read once for a record."""

    def reading(asked: Asked, /, *args: _Further.args, **named: _Further.kwargs) -> _Found:
        key = (read, args, tuple(named.items()))
        if key not in asked.known:
            asked.known[key] = read(asked, *args, **named)
        return cast(_Found, asked.known[key])

    return reading


def _target(subject: Sequence[QuantityFact], measure: str | None, language: Language) -> str | None:
    """The value that most figures of a deadline's target give; none where it is a word (*ratusan*)."""
    value = commonest((fact.min, fact.max) for fact in subject if fact.status == "target")
    if value is None or (value[0] and value[1] and value[1] > _VAGUE * value[0]):
        return None
    return format_amount(Amount(min=value[0], max=value[1]), measure, language=language)


def due_of(title: str, named: Named, language: Language) -> str:
    """The days or month by which a deadline falls, of longer ones the year, where a title does not tell it."""
    value = named.value
    if not isinstance(value, Interval) or not value.to or not value.from_:
        return ""
    if named.third:
        told, shown = day_of(named).partition(" ")[2], day_of(named, language)
    elif value.to - value.from_ < _MONTH:
        told, shown = day_of(named).rpartition(" ")[0], day_of(named, language)
    else:
        told = shown = str(value.to.year)
    return "" if told in title else shown


def told_by(what: str | None, facts: Sequence[_Fact], leads: Iterable[str], names: Names) -> bool:
    """Whether enough claims write a name in their sentence, or a report opens with it."""
    if not what:
        return False
    listed, word = names.listed(what), what.lower()
    initials = "".join(one[0] for one in what.split())
    short = re.compile(rf"\b{re.escape(initials)}\b") if len(initials) > _INITIALS and initials.isupper() else None
    found = sum(
        bool(listed & names.listed(fact.passage))
        or (short is not None and short.search(fact.passage) is not None)
        or (word in fact.passage.lower() and not (what[0].isupper() and _ends_longer(what, fact.passage)))
        for fact in facts
    )
    return found * SHARE >= len(facts) or any(word in text.lower() for text in leads)


def _ends_longer(what: str, passage: str) -> bool:
    """Whether a name ends a longer one: *Komisi Pemilihan Umum*."""
    place = passage.find(what)
    while place >= 0 and not _LED.search(passage, max(0, place - _WORD), place):
        place = passage.find(what, place + 1)
    return place >= 0
