"""Which body a form means on the day of the report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from extractor.bodies.context import CueSheet, past_case_near, speaks_of_old, years_beside
from extractor.bodies.document import Spotted
from extractor.bodies.persons import match_holder, serves_about, words_behind
from extractor.bodies.registry import Body, bodies, successors_on
from extractor.bodies.surfaces import Meaning
from extractor.rules import RuleSet
from extractor.text.folding import fold


@dataclass(slots=True, eq=False)
class Choice:
    """The body meant; ``None`` with ``candidates`` when nothing decides between them."""

    body: str | None
    meaning: Meaning
    stale: bool = False
    candidates: tuple[str, ...] = ()


# So much of an article is searched for words that tell bodies apart; more would cost and not help.
_WHOLE: Final = 20_000


@dataclass(slots=True)
class Reader:
    """Resolves the mentions of one article, in order."""

    text: str
    day: date | None
    ruleset: RuleSet
    cues: CueSheet
    spots: Sequence[Spotted]
    registry: Mapping[str, Body] = field(init=False)
    _places: dict[int, int] = field(init=False)
    _old: set[str] | None = field(init=False, default=None)
    _by_text: dict[tuple[str, ...], dict[str, int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.registry = bodies(self.ruleset)
        self._places = {id(spot): place for place, spot in enumerate(self.spots)}

    def resolve(self, spot: Spotted, outer: Choice | None) -> Choice | None:
        """The body that ``spot`` means; ``None`` when the form was out of use on the day.

        ``outer`` is what the name means whose abbreviation in brackets ``spot`` is.
        """
        registry = self.registry
        day = self.day
        usable = [m for m in spot.surface.meanings if _in_use(m, day)]
        if not usable:
            return None
        if outer is not None and outer.body:
            for meaning in usable:
                if outer.body == meaning.body or outer.body in successors_on(meaning.body, day, self.ruleset):
                    return Choice(outer.body, meaning, outer.stale and outer.body != meaning.body)
        current = [m for m in usable if registry[m.body].valid_on(day)]
        if current:
            choice = self._choose_current(spot, [m for m in current if not m.clipped] or current)
            if choice is not None and _outdated(choice.meaning, day):
                return Choice(choice.body, choice.meaning, True, choice.candidates)
            return choice
        ended = [m for m in usable if (valid_to := registry[m.body].valid_to) and (day is None or valid_to < day)]
        if ended:
            latest = max(ended, key=lambda m: (registry[m.body].valid_to or date.max, not m.clipped))
            return self._choose_heir(spot, latest)
        first = min(usable, key=lambda m: registry[m.body].valid_from or date.min)
        return Choice(first.body, first)

    def _choose_current(self, spot: Spotted, meanings: Sequence[Meaning]) -> Choice | None:
        if len(meanings) == 1:
            return Choice(meanings[0].body, meanings[0])
        body = self._by_person(spot, [m.body for m in meanings]) or self._by_cues(spot, [m.body for m in meanings])
        if body is None and any(m.of == "holder" for m in meanings):
            return None  # a name that several ministers bear
        if body is None:
            return Choice(None, meanings[0], candidates=tuple(m.body for m in meanings))
        return Choice(body, next(m for m in meanings if m.body == body))

    def _choose_heir(self, spot: Spotted, meaning: Meaning) -> Choice | None:
        """The successor that an outdated name means, unless the text means the body of that time."""
        if meaning.of == "half":
            return None  # what is left of the name is a local office: Dinas PUPR
        old = meaning.body
        if self.day is None or self.means_old(spot, old):
            return Choice(old, meaning)  # of a text without a day the name itself says of which time it speaks
        heirs = successors_on(old, self.day, self.ruleset)
        if not heirs:
            return Choice(old, meaning, stale=True)
        if len(heirs) == 1:
            return Choice(heirs[0], meaning, stale=True)
        body = self._by_person(spot, heirs) or self._by_neighbours(spot, heirs)
        lead = self._by_name(old, heirs)
        if body is None and (past_case_near(self.text, spot.start, self.cues) or self._old_elsewhere(old)):
            return Choice(old, meaning)
        body = body or self._by_cues(spot, heirs, lead)
        return Choice(body, meaning, stale=True, candidates=() if body else heirs)

    def means_old(self, spot: Spotted, old: str) -> bool:
        """Whether the text says, by words, a year or a person, that it means the body of that time."""
        if speaks_of_old(self.text, spot.start, spot.end, self.cues) or self._names_former_holder(spot, old):
            return True
        body = self.registry[old]
        return any(body.valid_on(date(year, 7, 1)) for year in years_beside(self.text, spot.start, spot.end))

    def _old_elsewhere(self, old: str) -> bool:
        """Whether another mention in the article is said to mean the body of that time."""
        if self._old is None:
            registry = self.registry
            self._old = {
                meaning.body
                for spot in self.spots
                if spot.refused is None
                for meaning in spot.surface.meanings
                if not registry[meaning.body].valid_on(self.day) and self.means_old(spot, meaning.body)
            }
        return old in self._old

    def _names_former_holder(self, spot: Spotted, body: str) -> bool:
        """*Mendikbudristek Nadiem Makarim*: the one who held the office while it bore that name, and holds none now."""
        if spot.surface.via != "title":
            return False
        deputy = spot.surface.meanings[0].deputy
        holder = match_holder(
            words_behind(self.text, spot.end, self.ruleset), self.registry[body].holders, self.day, deputy=deputy
        )
        if holder is None:
            return False
        heirs = successors_on(body, self.day, self.ruleset)
        return not any(
            other.name == holder.name and serves_about(other, self.day)
            for heir in heirs
            for other in self.registry[heir].holders
        )

    def _by_person(self, spot: Spotted, candidates: Sequence[str]) -> str | None:
        """The candidate whose office the person behind the mention holds."""
        words = words_behind(self.text, spot.end, self.ruleset)
        if not words:
            return None
        deputy = spot.surface.meanings[0].deputy
        holding = [
            body
            for body in candidates
            if (holder := match_holder(words, self.registry[body].holders, self.day, deputy=deputy))
            and serves_about(holder, self.day)
        ]
        return holding[0] if len(holding) == 1 else None

    def _by_neighbours(self, spot: Spotted, candidates: Sequence[str]) -> str | None:
        """The candidate left over when the others stand beside the mention under their own names."""
        place = self._places.get(id(spot))
        if place is None:
            return None
        named = {
            meaning.body
            for other in self.spots[max(0, place - 2) : place + 3]
            if other is not spot and other.outer is not spot and 0 <= _distance(other, spot) <= 40
            for meaning in other.surface.meanings
            if not meaning.clipped
        }
        left = [body for body in candidates if body not in named]
        return left[0] if len(left) == 1 else None

    def _by_cues(self, spot: Spotted, candidates: Sequence[str], lead: str | None = None) -> str | None:
        """The candidate for which most words speak: near the mention, then in the whole text.

        ``lead`` carries on the old name's first part and gives way only to twice as many words, and two more.
        """
        near = self.text[max(0, spot.start - 120) : spot.start] + " " + self.text[spot.end : spot.end + 160]
        chosen = _most(self._count(near, candidates), lead)
        if chosen is None:
            key = tuple(candidates)
            if key not in self._by_text:
                self._by_text[key] = self._count(self.text[:_WHOLE], candidates)
            chosen = _most(self._by_text[key], lead)
        return chosen

    def _count(self, window: str, candidates: Sequence[str]) -> dict[str, int]:
        folded = fold(window)
        return {
            body: len(pattern.findall(folded)) if (pattern := _cues(body, self.ruleset)) else 0 for body in candidates
        }

    def _by_name(self, old: str, candidates: Sequence[str]) -> str | None:
        """The candidate whose name begins most like the old: *Kementerian Koperasi* of *… Koperasi dan UKM*."""
        name = _words(self.registry[old].name)
        alike = {body: _common(name, _words(self.registry[body].name)) for body in candidates}
        best = max(alike.values())
        first = [body for body in candidates if alike[body] == best]
        return first[0] if best > 1 and len(first) == 1 else None


def _most(counts: dict[str, int], lead: str | None) -> str | None:
    best = max(counts, key=lambda body: counts[body])
    if lead is not None:
        return best if counts[best] >= 2 * counts[lead] + 2 else lead
    return best if counts[best] and list(counts.values()).count(counts[best]) == 1 else None


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many words the two begin with in common."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _outdated(meaning: Meaning, day: date | None) -> bool:
    return meaning.stale_after is not None and (day is None or day > meaning.stale_after)


def _in_use(meaning: Meaning, day: date | None) -> bool:
    if day is None:
        return meaning.until is None
    return (meaning.since is None or meaning.since <= day) and (meaning.until is None or day <= meaning.until)


def _distance(first: Spotted, second: Spotted) -> int:
    return max(first.start - second.end, second.start - first.end)


@lru_cache(maxsize=256)
def _cues(body: str, ruleset: RuleSet) -> re.Pattern[str] | None:
    words = bodies(ruleset)[body].cues
    if not words:
        return None
    # longer words may be inflected, short ones are mostly acronyms that begin other words
    parts = (re.escape(fold(word)) + (r"(?!\w)" if len(word) < 5 else "") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")
