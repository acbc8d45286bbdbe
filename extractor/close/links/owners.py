"""Whose target or programme a figure is: of the ministries and agencies that the text names the one, or the ones side
by side, that the evidence speaks for, or nobody.

Candidates are the subject of the figure's sentence, the office of whoever states it, the body that runs its programme,
who sets the same target elsewhere, and the bodies that the article is about. The President and the government as a
whole are nobody in particular (``rules/owners.yaml``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from extractor.close.kept import kept
from extractor.close.links.choice import NOBODY, Linked, Owners
from extractor.close.links.finder import Finder
from extractor.mentions import BodyMention
from extractor.rules import RuleSet
from extractor.rules.cues import cue_finder
from extractor.rules.words import any_of
from extractor.text.layout import between, outside_masks

FILE: Final = "owners.yaml"
#: The owner of a programme that is the state's as a whole: nobody in particular.
GOVERNMENT: Final = "government"
# Two bodies so many characters apart stand side by side: "Menteri A bersama Menteri B".
_BESIDE: Final = 40
# Who is named only in the second half is not what an article is about.
_HALF: Final = 0.5
_VENUE: Final = 24
# So near a body named but once is the one that runs a programme.
_NEARBY: Final = 600
# Bodies before a figure in its sentence that are looked at.
_MOST: Final = 12
# The government stands before people who take part.
_OF_PEOPLE: Final = "government of people"


@lru_cache(maxsize=8)
def programme_owners(ruleset: RuleSet) -> dict[str, str]:
    """The body that runs each programme, by the ids of ``rules/programmes.yaml`` and ``rules/ministries.yaml``.

    A specific form has the owner of its general one, unless it names its own.
    """
    rows = {row["id"]: row for row in ruleset.yaml("programmes.yaml")["programmes"]}
    owners: dict[str, str] = {}
    for key, row in rows.items():
        for _ in rows:  # no further than there are rows, were they one under the other in a ring
            if (owner := row.get("owner")) or row.get("under") not in rows:
                break
            row = rows[row["under"]]
        if owner:
            owners[key] = owner
    return owners


@lru_cache(maxsize=8)
def _venue(ruleset: RuleSet) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(ruleset.yaml(FILE)['venues'])})\W{{1,2}}$", re.IGNORECASE)


class OwnerFinder(Finder[Owners]):
    """Finds the owners of the figures and days of one article."""

    link = "owner"

    def prepare(self, ruleset: RuleSet) -> None:
        self._bodies = [body for body in self.draft.bodies if body.body is not None]
        # Where no body is named, nobody owns anything, whatever else is said.
        self._hits = cue_finder(ruleset, (FILE,)).find(self.text).hits if self._bodies else []
        self._runs = programme_owners(ruleset)
        self._joints = ("-", "/", ",", *(f" {word} " for word in ruleset.yaml(FILE)["joints"]))
        self._venue = _venue(ruleset)
        self._named: dict[str | None, list[BodyMention]] = {}
        for body in self._bodies:
            self._named.setdefault(body.body, []).append(body)
        self._topics = self._find_topics()
        #: Who sets each target, for where one is said again.
        self._set: dict[object, Owners] = {}
        for item in self.draft.linked:
            subject, rival = self._subject(item)
            setter = subject if rival in ("none", _OF_PEOPLE) else NOBODY
            if item.target and item.value is not None and setter is not None:
                self._set.setdefault(item.value, setter)

    def candidates(self, item: Linked) -> Iterator[tuple[Owners, tuple[str, ...]]]:
        aim = "target" if item.target else "count"
        subject, rival = self._subject(item)
        runner = self._runs.get(item.programme or "")
        named = self._named.get(runner, []) if runner is not None else []
        none = [f"none, {aim}", f"none, rival={rival}, {aim}"]
        if runner is not None:
            none.append(f"none, runner={'named' if named else 'unnamed'}, {aim}")
        found: dict[Owners, list[str]] = {}
        if subject is not None:
            found[subject] = [f"subject, {aim}", f"subject, runner={self._runs_it(runner, subject)}, {aim}"]
        stated = self._office(item.said_by.name) if item.target and item.said_by is not None else None
        if stated is not None:
            found.setdefault(stated, []).append("speaker")
        elif item.target and subject is None and item.value in self._set:
            found.setdefault(self._set[item.value], []).append("set elsewhere")
        if named:
            near = "near" if abs(named[0].start - item.start) < _NEARBY else "far"
            evidence = found.setdefault(_owners(named[:1]), [])
            evidence += (f"runs, {aim}", f"runs, named={min(len(named), 3)}, {near}")
        if self._topics is not None:
            about, rank = self._topics
            found.setdefault(about, [rank, f"topic, runner={self._runs_it(runner, about)}, {aim}"])
        yield NOBODY, tuple(none)
        yield from ((owners, tuple(names)) for owners, names in found.items())

    def _subject(self, item: Linked) -> tuple[Owners | None, str]:
        """The bodies last named before what governs a figure, and who else stands between."""
        sentence = self.draft.sentence(item.start, item.end)
        limit = item.governed if item.governed is not None else item.start
        first, last = between(self._bodies, sentence.start, limit)
        bodies = [body for body in self._bodies[max(first, last - _MOST) : last] if body.end <= limit]
        first, last = between(self._hits, sentence.start, limit)
        if first < last and (not bodies or self._hits[last - 1].start > bodies[-1].end):
            rival = self._hits[last - 1].cue.category
            if rival == "government" and (item.participants or item.status is None):
                rival = _OF_PEOPLE  # a ministry runs the programmes of the government
            return None, rival
        return self._beside(bodies) if bodies else None, "none"

    def _beside(self, bodies: Sequence[BodyMention]) -> Owners:
        """The last of some bodies and those coordinated with it: "Kemnaker dan Kementerian UMKM"."""
        group = [bodies[-1]]
        for body in reversed(bodies[:-1]):
            gap = self.text[body.end : group[0].start]
            if len(gap) > _BESIDE or not any(mark in gap for mark in self._joints):
                break
            group.insert(0, body)
        return _owners(group)

    def _runs_it(self, runner: str | None, owners: Owners) -> str:
        """Whether the body that runs a programme is among some owners."""
        if runner is None:
            return "none"
        return "same" if runner in (*owners.ministries, *owners.agencies) else "other"

    @kept
    def _office(self, person: str) -> Owners | None:
        """The ministry whose minister somebody is."""
        titles = (body for body in self._bodies if body.via == "title" and body.person is not None)
        return next((_owners([body]) for body in titles if _same_person(body.person or "", person)), None)

    def _find_topics(self) -> tuple[Owners, str] | None:
        """The ministries that the article is about: named early, twice at least, and half as often as the foremost.

        A ministry in whose house something takes place, or of another report's headline, is not what it is about.
        """
        told = outside_masks(self._bodies, self.draft.boilerplate)
        acting = [body for body in told if not self._venue.search(self.text, max(0, body.start - _VENUE), body.start)]
        counts = Counter(body.body for body in acting if body.kind == "ministry")
        top = max(counts.values(), default=0)
        least, half = max(2, top / 2), int(_HALF * len(self.text))
        early = tuple(str(body) for body, of in self._named.items() if counts[body] >= least and of[0].start <= half)
        agency = any(len(of) >= top for of in self._named.values() if of[0].kind == "agency")
        return (Owners(early), f"topic, {'agency' if agency else 'first'}, {min(top, 4)}") if early else None


def _owners(bodies: Iterable[BodyMention]) -> Owners:
    counted = dict.fromkeys((body.kind, str(body.body)) for body in bodies)
    return Owners(*(tuple(body for kind, body in counted if kind == of) for of in ("ministry", "agency")))


def _same_person(first: str, second: str) -> bool:
    """Whether one name is a part of the other, word by word: *Yassierli* and *Yassierli Adnan*."""
    left, right = set(first.lower().split()), set(second.lower().split())
    return bool(left and right) and (left <= right or right <= left)
