"""Which body a form means on the day of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor.ruleset import RuleSet
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


_LAST = date.max


def resolve(
    meanings: Sequence[Meaning], day: date | None, text: str, start: int, end: int, ruleset: RuleSet
) -> Choice | None:
    """The body that a form means on ``day`` (without a day: now). ``None`` when the form was out of use then."""
    registry = bodies(ruleset)
    usable = [m for m in meanings if m.until is None or (day is not None and day <= m.until)]
    if not usable:
        return None
    current = [m for m in usable if registry[m.body].valid_on(day)]
    if current:
        whole = [m for m in current if not m.clipped] or current
        if len(whole) == 1:
            return Choice(whole[0].body, whole[0])
        body, candidates = _by_context([m.body for m in whole], text, start, end, ruleset)
        meaning = next((m for m in whole if m.body == body), whole[0])
        return Choice(body, meaning, candidates=candidates)
    ended = [m for m in usable if (registry[m.body].valid_to or _LAST) < (day or _LAST)]
    if ended:
        latest = max(ended, key=lambda m: (registry[m.body].valid_to or _LAST, not m.clipped))
        heirs = successors_on(latest.body, day, ruleset)
        if not heirs:
            return Choice(latest.body, latest, stale=True)
        if len(heirs) == 1:
            return Choice(heirs[0], latest, stale=True)
        body, candidates = _by_context(list(heirs), text, start, end, ruleset)
        return Choice(body, latest, stale=True, candidates=candidates)
    first = min(usable, key=lambda m: registry[m.body].valid_from or date.min)
    return Choice(first.body, first)


@lru_cache(maxsize=256)
def _cue_pattern(body: str, ruleset: RuleSet) -> re.Pattern[str] | None:
    cues = bodies(ruleset)[body].cues
    if not cues:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(cue)) for cue in cues)})")


def _by_context(
    candidates: list[str], text: str, start: int, end: int, ruleset: RuleSet
) -> tuple[str | None, tuple[str, ...]]:
    """The candidate for which most cue words speak: in the sentence's neighbourhood, then in the whole text."""
    for window in (text[max(0, start - 150) : start] + " " + text[end : end + 200], text[:start] + " " + text[end:]):
        folded = fold(window)
        counts = []
        for body in candidates:
            pattern = _cue_pattern(body, ruleset)
            counts.append(len(pattern.findall(folded)) if pattern else 0)
        best = max(counts)
        if best and counts.count(best) == 1:
            return candidates[counts.index(best)], ()
    return None, tuple(candidates)
