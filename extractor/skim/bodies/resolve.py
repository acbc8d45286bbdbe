"""Which body a form means on the day of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor.ruleset import RuleSet
from extractor.skim.bodies.context import CueSheet, speaks_of_old
from extractor.skim.bodies.document import Spotted
from extractor.skim.bodies.persons import match_holder, serves_about, words_behind
from extractor.skim.bodies.registry import bodies, successors_on
from extractor.skim.bodies.surfaces import Meaning
from extractor.skim.folding import fold


@dataclass(slots=True, frozen=True)
class Choice:
    """The body meant; ``None`` with ``candidates`` when nothing decides between them."""

    body: str | None
    meaning: Meaning
    stale: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Reader:
    """Resolves the mentions of one article, in order."""

    text: str
    day: date | None
    ruleset: RuleSet
    cues: CueSheet
    spots: Sequence[Spotted]

    def resolve(self, spot: Spotted, outer: Choice | None) -> Choice | None:
        """The body that ``spot`` means; ``None`` when the form was out of use on the day.

        ``outer`` is what the name means whose abbreviation in brackets ``spot`` is.
        """
        registry = bodies(self.ruleset)
        day = self.day
        usable = [m for m in spot.surface.meanings if m.until is None or (day is not None and day <= m.until)]
        if not usable:
            return None
        if outer is not None and outer.body:
            for meaning in usable:
                if outer.body == meaning.body or outer.body in successors_on(meaning.body, day, self.ruleset):
                    return Choice(outer.body, meaning, outer.stale and outer.body != meaning.body)
        current = [m for m in usable if registry[m.body].valid_on(day)]
        if current:
            return self._choose_current(spot, [m for m in current if not m.clipped] or current)
        ended = [m for m in usable if (valid_to := registry[m.body].valid_to) and (day is None or valid_to < day)]
        if ended:
            latest = max(ended, key=lambda m: (registry[m.body].valid_to or date.max, not m.clipped))
            return self._choose_heir(spot, latest)
        first = min(usable, key=lambda m: registry[m.body].valid_from or date.min)
        return Choice(first.body, first)

    def _choose_current(self, spot: Spotted, meanings: Sequence[Meaning]) -> Choice:
        if len(meanings) == 1:
            return Choice(meanings[0].body, meanings[0])
        body = self._by_person(spot, [m.body for m in meanings]) or self._by_cues(spot, [m.body for m in meanings])
        if body is None:
            return Choice(None, meanings[0], candidates=tuple(m.body for m in meanings))
        return Choice(body, next(m for m in meanings if m.body == body))

    def _choose_heir(self, spot: Spotted, meaning: Meaning) -> Choice:
        """The successor that an outdated name means, unless the text means the body of that time."""
        if speaks_of_old(self.text, spot.start, spot.end, self.cues) or self._names_former_holder(spot, meaning.body):
            return Choice(meaning.body, meaning)
        heirs = successors_on(meaning.body, self.day, self.ruleset)
        if not heirs:
            return Choice(meaning.body, meaning, stale=True)
        if len(heirs) == 1:
            return Choice(heirs[0], meaning, stale=True)
        body = (
            self._by_person(spot, heirs)
            or self._by_neighbours(spot, heirs)
            or self._by_cues(spot, heirs)
            or self._by_name(meaning.body, heirs)
        )
        return Choice(body, meaning, stale=True, candidates=() if body else heirs)

    def _names_former_holder(self, spot: Spotted, body: str) -> bool:
        """*Mendikbudristek Nadiem Makarim*: the one who held the office while it bore that name, and holds none now."""
        if spot.via != "title":
            return False
        deputy = spot.surface.meanings[0].deputy
        holder = match_holder(
            words_behind(self.text, spot.end), bodies(self.ruleset)[body].holders, self.day, deputy=deputy
        )
        if holder is None:
            return False
        heirs = successors_on(body, self.day, self.ruleset)
        return not any(
            other.name == holder.name and serves_about(other, self.day)
            for heir in heirs
            for other in bodies(self.ruleset)[heir].holders
        )

    def _by_person(self, spot: Spotted, candidates: Sequence[str]) -> str | None:
        """The candidate whose office the person behind the mention holds."""
        words = words_behind(self.text, spot.end)
        if not words:
            return None
        deputy = spot.surface.meanings[0].deputy
        holding = [
            body
            for body in candidates
            if (holder := match_holder(words, bodies(self.ruleset)[body].holders, self.day, deputy=deputy))
            and serves_about(holder, self.day)
        ]
        return holding[0] if len(holding) == 1 else None

    def _by_neighbours(self, spot: Spotted, candidates: Sequence[str]) -> str | None:
        """The candidate left over when the others stand beside the mention under their own names."""
        named = {
            meaning.body
            for other in self.spots
            if other is not spot and other.outer is not spot and 0 <= _distance(other, spot) <= 40
            for meaning in other.surface.meanings
            if not meaning.clipped
        }
        left = [body for body in candidates if body not in named]
        return left[0] if len(left) == 1 else None

    def _by_cues(self, spot: Spotted, candidates: Sequence[str]) -> str | None:
        """The candidate for which most words speak: near the mention, then in the whole text."""
        text, start, end = self.text, spot.start, spot.end
        for window in (
            text[max(0, start - 120) : start] + " " + text[end : end + 160],
            text[:start] + " " + text[end:],
        ):
            folded = fold(window)
            counts = [
                len(pattern.findall(folded)) if (pattern := _cues(body, self.ruleset)) else 0 for body in candidates
            ]
            best = max(counts)
            if best and counts.count(best) == 1:
                return candidates[counts.index(best)]
        return None

    def _by_name(self, old: str, candidates: Sequence[str]) -> str | None:
        """The candidate with whose name the old name begins: *Kementerian Koperasi* of *… Koperasi dan UKM*."""
        name = bodies(self.ruleset)[old].name
        alike = [body for body in candidates if name.startswith(bodies(self.ruleset)[body].name.split("/")[0])]
        return alike[0] if len(alike) == 1 else None


def _distance(first: Spotted, second: Spotted) -> int:
    return max(first.start - second.end, second.start - first.end)


@lru_cache(maxsize=256)
def _cues(body: str, ruleset: RuleSet) -> re.Pattern[str] | None:
    words = bodies(ruleset)[body].cues
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})")
