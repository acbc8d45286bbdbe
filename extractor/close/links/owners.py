"""Whose target or programme a figure is: the ministries and agencies that the text names as owners.

In this order: who sets the target in the sentence, who states it, the body that runs the programme named (where the
article names that body too), and the body that the article is about. The President and, for a target, the government as
a whole are nobody in particular.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from extractor.close.links.choice import NOBODY, Linked, Owners
from extractor.mentions import BodyMention
from extractor.models import Span, Speaker
from extractor.rules import RuleSet
from extractor.rules.cues import CueHit, cue_finder

FILE: Final = "owners.yaml"
#: The owner of a programme that is the state's as a whole: nobody in particular.
GOVERNMENT: Final = "government"
# Two bodies so many characters apart stand side by side: "Menteri A bersama Menteri B".
_BESIDE: Final = 40
# The body that an article is about is named by the first half, at least twice.
_OPENING: Final = 0.5
_LEAD: Final = 0.15
_FAR: Final = 160
_PARTNERS: Final = 3
_NEARBY: Final = 600


@lru_cache(maxsize=8)
def programme_owners(ruleset: RuleSet) -> dict[str, str]:
    """The body that runs each programme, by the ids of ``rules/programmes.yaml`` and ``rules/ministries.yaml``.

    A specific form has the owner of its general one, unless it names its own.
    """
    rows = {row["id"]: row for row in ruleset.yaml("programmes.yaml")["programmes"]}
    found: dict[str, str] = {}
    for key in rows:
        above: str | None = key
        seen: set[str] = set()
        while above is not None and above in rows and above not in seen:
            seen.add(above)
            owner = rows[above].get("owner")
            if owner is not None:
                found[key] = owner
                break
            above = rows[above].get("under")
    return found


class OwnerFinder:
    """Finds the owners of the figures and days of one article."""

    def __init__(self, text: str, bodies: Sequence[BodyMention], ruleset: RuleSet) -> None:
        self._text = text
        self._opening = int(_LEAD * len(text))
        self._bodies = [body for body in bodies if body.body is not None]
        # Where no body is named, nobody owns anything, whatever else is said.
        self._hits = cue_finder(ruleset, (FILE,)).find(text).hits if self._bodies else []
        self._body_starts = [body.start for body in self._bodies]
        self._hit_starts = [hit.start for hit in self._hits]
        self._of_person: dict[str, Owners | None] = {}
        self._runs = programme_owners(ruleset)
        self._joints = ("-", "/", ",", *(f" {word} " for word in ruleset.yaml(FILE)["joints"]))
        self._by_id: dict[str | None, list[BodyMention]] = {}
        for body in self._bodies:
            self._by_id.setdefault(body.body, []).append(body)
        self._ministries = Counter(body.body for body in self._bodies if body.kind == "ministry")
        self._most_named = max(self._ministries.values(), default=0)
        self._topics = self._find_topics()
        self._partners = self._find_partners()

    def fill(self, linked: Sequence[Linked], sentences: Sequence[Span]) -> None:
        """Gives each of ``linked``, which stand in ``sentences``, its owners. A repeated target keeps its setter."""
        if not self._bodies:
            return
        found = [self._setter(item, sentence) for item, sentence in zip(linked, sentences, strict=True)]
        explicit: dict[tuple[float | None, float | None], Owners] = {}
        for item, setter in zip(linked, found, strict=True):
            if setter is not None and item.target and item.value is not None:
                explicit.setdefault(item.value, setter)
        for item, owners in zip(linked, found, strict=True):
            if owners is None and item.target:
                owners = self._of_speaker(item.said_by) or (explicit.get(item.value) if item.value else None)
            item.owners = self._with_partners(owners if owners is not None else self._by_programme(item))

    def _of_speaker(self, speaker: Speaker | None) -> Owners | None:
        """The ministry of the minister who states the target."""
        if speaker is None:
            return None
        name = speaker.name
        if name not in self._of_person:
            office = next(
                (
                    body
                    for body in self._bodies
                    if body.via == "title" and body.person is not None and _same_person(body.person, name)
                ),
                None,
            )
            self._of_person[name] = _named([office]) if office is not None else None
        return self._of_person[name]

    def _with_partners(self, owners: Owners) -> Owners:
        """Both ministries of an article whose title tells of their joint work."""
        partners = self._partners
        if owners.ministries and set(owners.ministries) < set(partners):
            return Owners(partners, owners.agencies)
        return owners

    def _find_partners(self) -> tuple[str, ...]:
        """Two ministries side by side in the opening, each named often: the article tells of their joint work."""
        if self._most_named < _PARTNERS:
            return ()
        counts = self._ministries
        opening = [body for body in self._bodies if body.kind == "ministry" and body.end <= self._opening]
        for first, second in pairwise(opening):
            gap = self._text[first.end : second.start]
            beside = len(gap) <= _BESIDE and any(mark in gap for mark in self._joints)
            if first.body != second.body and beside and min(counts[first.body], counts[second.body]) >= _PARTNERS:
                return str(first.body), str(second.body)
        return ()

    def _setter(self, item: Linked, sentence: Span) -> Owners | None:
        """The owner whom the figure's own sentence names: its subject."""
        limit = item.governed if item.governed is not None else item.start
        first, last = (bisect_left(self._body_starts, place) for place in (sentence.start, limit))
        bodies = [body for body in self._bodies[first:last] if body.end <= limit]
        others = self._hits[bisect_left(self._hit_starts, sentence.start) : bisect_left(self._hit_starts, limit)]
        nearest = max(bodies, key=lambda body: body.end, default=None)
        rival = max(others, key=lambda hit: hit.end, default=None)
        if rival is not None and (nearest is None or rival.start > nearest.end):
            return self._of_rival(rival, item)
        if nearest is not None and limit - nearest.end < _FAR:
            if not item.target and self._runs.get(item.programme or "", nearest.body) != nearest.body:
                return None
            return self._beside(nearest, bodies)
        return None

    def _of_rival(self, rival: CueHit, item: Linked) -> Owners | None:
        if rival.cue.category == "government" and _of_people(item) and not item.aimed:
            return None
        if rival.cue.category == "president" and not item.target:
            return None
        if rival.cue.category in ("other", "local") and not item.target:
            return None
        return NOBODY

    def _beside(self, nearest: BodyMention, bodies: Sequence[BodyMention]) -> Owners:
        """The body and those coordinated with it: "Kemnaker dan Kementerian UMKM"."""
        group = [nearest]
        for body in reversed([body for body in bodies if body.start < nearest.start]):
            gap = self._text[body.end : group[0].start]
            same = body.body == group[0].body
            if len(gap) > _BESIDE or not (same or any(mark in gap for mark in self._joints)):
                break
            group.insert(0, body)
        return _named(group)

    def _by_programme(self, item: Linked) -> Owners:
        """The body that runs the programme of the figure, else the article's own body."""
        owner = self._runs.get(item.programme or "")
        if owner is not None:
            named = self._by_id.get(owner, [])
            near = len(named) == 1 and abs(named[0].start - item.start) < _NEARBY
            return _named(named[:1]) if len(named) > 1 or near else NOBODY
        return self._topics

    def _find_topics(self) -> Owners:
        """The ministries that the article is about: named early and often, oftener than agencies."""
        counts, top = self._ministries, self._most_named
        agencies = Counter(body.body for body in self._bodies if body.kind == "agency")
        if top < 2 or (agencies and max(agencies.values()) >= top):
            return NOBODY
        first = {body: mentions[0].start for body, mentions in self._by_id.items()}
        chosen = [
            body
            for body, count in counts.items()
            if count * 2 >= top and count > 1 and first[body] <= _OPENING * len(self._text)
        ]
        return Owners(ministries=tuple(str(body) for body in sorted(chosen, key=lambda body: first[body])))


def _of_people(item: Linked) -> bool:
    """Whether it counts who takes part, or is the day of something."""
    return item.participants or item.status is None


def _named(bodies: Iterable[BodyMention]) -> Owners:
    counted = Counter((body.kind, body.body) for body in bodies)
    return Owners(
        tuple(str(body) for kind, body in counted if kind == "ministry"),
        tuple(str(body) for kind, body in counted if kind == "agency"),
    )


def _same_person(first: str, second: str) -> bool:
    """Whether one name is a part of the other, word by word: *Yassierli* and *Yassierli Adnan*."""
    left, right = first.lower().split(), second.lower().split()
    return bool(left and right) and (set(left) <= set(right) or set(right) <= set(left))
