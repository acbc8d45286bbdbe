"""Names that do not fit the day of a report: a body not yet founded, a minister not yet or no longer in office.

Three flags: ``anachronism`` (the report bears a day before what it names existed, with the days that would fit),
``wrong_office`` (a person named with an office not held on the day), ``stale_name`` (a name out of date).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from extractor.bodies.persons import known_person, people, serves_about, terms_of, words_behind
from extractor.bodies.registry import Body, bodies, same_line
from extractor.mentions import BodyMention, Skimmed
from extractor.models import Flag, Interval
from extractor.rules import RuleSet

# A new ministry is in the news before it exists, from the election or the bill that founds it on.
ANNOUNCED: Final = timedelta(days=60)
# How far into a line the day of a dateline begins at most: "KEPULAUAN SELAYAR, ANTARA, Selasa, 25 Maret 2025 -".
_DATELINE: Final = 64
_AFTER_DATELINE: Final = re.compile(r"\)?\s{0,3}(?:\||[-–—:](?!\d)|/\s?\d|\n|\d{1,2}[:.]\d\d)|\s*$")


@dataclass(slots=True, eq=False)
class _Bound:
    """A period outside which a mention cannot have been written, and what sets it."""

    mention: BodyMention
    body: Body
    first: date | None
    last: date | None
    slack: timedelta
    person: str | None = None

    def weight(self, day: date) -> tuple[date, bool, bool, int]:
        """How much a day before this period says: that the body did not exist says more than who did not yet serve."""
        unfounded = day < (self.body.valid_from or date.min)
        return self.first or date.min, unfounded, self.person is not None, -self.mention.start


def check_anachronisms(skimmed: Skimmed, ruleset: RuleSet) -> Iterator[Flag]:
    """Flags about the bodies and office holders that an article names."""
    yield from _stale_names(skimmed.bodies, ruleset)
    yield from _wrong_offices(skimmed, ruleset)
    bounds = [bound for mention in skimmed.bodies for bound in _bounds(mention, ruleset)]
    for day, place in _days_of_report(skimmed):
        too_early = [b for b in bounds if b.first is not None and day < b.first - b.slack]
        if too_early:
            latest = max(too_early, key=lambda bound: bound.weight(day))
            yield _anachronism(day, place, latest, bounds)


def _days_of_report(skimmed: Skimmed) -> Iterator[tuple[date, tuple[int, int] | None]]:
    """The day of publication, and that of the first dateline (*Jakarta, 25 Maret 2024 -*) when it is another."""
    text, published = skimmed.article.text, skimmed.article.published
    if published is not None:
        yield published, None
    for mention in skimmed.dates:
        day, start = mention.from_, mention.start
        if mention.grain != "day" or day is None or mention.relative:
            continue
        line = text.rfind("\n", max(0, start - _DATELINE - 1), start) + 1
        if start - line <= _DATELINE and "." not in text[line:start] and _AFTER_DATELINE.match(text, mention.end):
            if day != published:
                yield day, (start, mention.end)
            return


def _bounds(mention: BodyMention, ruleset: RuleSet) -> Iterator[_Bound]:
    if mention.body is None:
        return
    body = bodies(ruleset)[mention.body]
    if not mention.stale:
        yield _Bound(mention, body, body.valid_from, body.valid_to, ANNOUNCED)
    # The terms of the named person in the body named, under any name that it had.
    served = [term.holder for term in terms_of(mention, ruleset)]
    if served:
        starts, ends = [holder.from_ for holder in served], [holder.to for holder in served]
        first = min(filter(None, starts)) if all(starts) else None
        last = max(filter(None, ends)) if all(ends) else None
        yield _Bound(mention, body, first, last, timedelta(days=14), mention.person)


def _anachronism(day: date, place: tuple[int, int] | None, bound: _Bound, bounds: Sequence[_Bound]) -> Flag:
    """The flag, with the days on which everything named existed and served, else those of what does not fit."""
    start, end = place or (bound.mention.start, bound.mention.end)
    first = max((one.first for one in bounds if one.first), default=None)
    last = min((one.last for one in bounds if one.last), default=None)
    if first is None or (last is not None and last < first):
        first, last = bound.first, bound.last
    since = bound.first.isoformat() if bound.first else None
    params = {"day": day.isoformat(), "body": bound.body.id, "name": bound.body.short, "person": bound.person}
    fits = (Interval(from_=first, to=last),)
    return Flag(kind="anachronism", start=start, end=end, params=params | {"since": since}, fits=fits)


def _stale_names(mentions: Iterable[BodyMention], ruleset: RuleSet) -> Iterator[Flag]:
    for mention in mentions:
        if mention.stale:
            now = [bodies(ruleset)[id_].short for id_ in ((mention.body,) if mention.body else mention.candidates)]
            names: dict[str, str | None] = {"body": mention.body, "name": " / ".join(now)}
            yield Flag(kind="stale_name", start=mention.start, end=mention.end, params=names)


def _wrong_offices(skimmed: Skimmed, ruleset: RuleSet) -> Iterator[Flag]:
    """A person of the registry named with an office that the registry gives to others on the day."""
    published, registry = skimmed.article.published, bodies(ruleset)
    if published is None:
        return
    for mention in skimmed.bodies:
        if mention.via != "title" or mention.body is None:
            continue
        person = mention.person or known_person(words_behind(skimmed.article.text, mention.end, ruleset), ruleset)
        if person is None:
            continue
        everything = people(ruleset).get(person, ())
        here = [term.holder for term in everything if same_line(term.body, mention.body, ruleset)]
        own = [holder for holder in here if holder.deputy == mention.deputy]
        if any(serves_about(holder, published) or (holder.from_ or published) > published for holder in own):
            continue  # in office, or named before taking it: that is an anachronism
        if not any(h.deputy == mention.deputy and serves_about(h, published) for h in registry[mention.body].holders):
            continue  # the registry does not know who held the office
        held = next((registry[t.body].short for t in everything if serves_about(t.holder, published)), None)
        body = {"body": mention.body, "name": registry[mention.body].short}
        params = {"person": person, **body, "holds": held, "day": published.isoformat()}
        yield Flag(kind="wrong_office", start=mention.start, end=mention.end, params=params)
