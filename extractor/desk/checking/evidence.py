"""What speaks for or against a figure of an article being the one that a claim means: pieces of evidence with names.

Their weights are learned from judged claims and stand in ``rules/weights/checking.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date
from math import log10

from extractor.desk.checking.claim import Claim, Sought, clause_of
from extractor.desk.checking.figures import Figure, Lexicon
from extractor.desk.checking.fitting import Fit, slipped, slipped_day
from extractor.desk.checking.index import Passage
from extractor.desk.checking.standing import Standing
from extractor.desk.checking.units import groups_of, units_of
from extractor.reconcile.settings import Settings

#: Evidence that the numbers themselves give; the rest tells whether both are of one thing, whatever their values.
OF_VALUE = frozenset({"equal_1", "equal_2", "equal_3", "equal_day", "rounded", "coarser", "slip", "slip_day", "open",
                      "one_end", "rare", "apart", "apart_days"})  # fmt: skip
#: How a figure is told, not of what: this decides on the verdict, not on whether the figure is the claim's.
OF_TELLING = frozenset({"beside", "half_name", "whole", "one_group", "role_differs", "rate_differs", "period_differs",
                        "state_differs", "other_event", "other_step", "of_whole", "all_sorts"})  # fmt: skip
# Days of a year, and of half a year, from which on a report is old.
_YEAR_LONG, _OLD = 365, 180
_YEAR = re.compile(r"\b20\d\d\b")
# So many words, weighed, tell all that can be told.
_ENOUGH = 4.0
# So many words before a figure, none as frequent as *pada*, tell what happens.
_EVENT, _TELLING = 2, 0.2
# Digits that make an equal number no chance.
_DIGITS = 3


def evidence_of(
    sought: Sought, passage: Passage, figure: Figure, standing: Standing, told: Fit, elsewhere: Set[str],
    settings: Settings, words: Lexicon,
) -> dict[str, float]:  # fmt: skip
    """What speaks for and against ``figure`` being the claim's, each piece from 0 to 1.

    ``told`` is how the two values go together, ``elsewhere`` are the words of other sentences of the article.
    """
    claim, clause = sought.claim, clause_of(figure, passage)
    found = _words(sought, passage, figure, clause, elsewhere)
    found |= _names(sought, passage, figure, clause, elsewhere, settings, words)
    found |= dict.fromkeys(_differences(claim, passage, figure, standing), 1.0)
    if not _tells_event(sought, passage):
        found["other_event"] = 1.0
    if claim.figure.kind == "day" and _tells_other_step(claim, passage, figure, standing, words):
        found["other_step"] = 1.0
    if claim.figure.kind == "count":
        people = (sought.people, groups_of(passage.text, figure, figure.start, clause, settings.groups))
        found |= dict.fromkeys(units_of(claim, figure, passage.text, clause, settings, words, people), 1.0)
    found |= _value(claim.figure, figure, told)
    if claim.published and passage.published:
        found["old"] = min(1.0, (claim.published - passage.published).days / _OLD)
    return {name: round(value, 3) for name, value in found.items() if value}


def _tells_event(sought: Sought, passage: Passage) -> bool:
    """Whether the sentence itself holds one of the two words, names aside, that tell what the claimed figure is of.

    *Program Bintang dimulai 6 Januari* is not what *peristiwa ini terjadi 15 April* tells, whatever its title.
    """
    claim = sought.claim
    events = [
        term
        for term in claim.words.terms
        if term.weight >= _TELLING and term.key in sought.worth and term.key not in sought.names
    ]
    nearest = [term.key for term in events if term.start < claim.at][-_EVENT:] or [term.key for term in events[:_EVENT]]
    return not nearest or any(term.key in nearest for term in passage.own.terms)


def _tells_other_step(claim: Claim, passage: Passage, figure: Figure, standing: Standing, words: Lexicon) -> bool:
    """Whether one of both begins where the other ends, or something stops only in one."""
    (low, high), end = clause_of(figure, passage), claim.at + len(claim.figure.text)
    told = (
        (claim.sentence[: claim.at], claim.sentence[end:]),
        (passage.text[low : figure.start], passage.text[figure.end : high]),
    )
    mine, theirs = (
        [any(words.cues[cue].search(text) for text in texts) for cue in ("begins", "ends")] for texts in told
    )
    return standing.stops != claim.standing.stops or (mine != theirs and sum(mine) == sum(theirs) == 1)


def _head(figure: Figure, passage: Passage) -> int:
    """Where the first of several figures of one unit stands: what is said before it is said of them all.

    *menjangkau 3 juta penerima hingga Maret dan 15 juta penerima hingga akhir tahun*
    """
    alike = [one.start for one in passage.figures if one.kind == figure.kind and one.unit == figure.unit]
    others = any(
        alike[0] < one.start < figure.start and one.kind != "day" and one.start not in alike for one in passage.figures
    )
    return alike[0] if figure.kind != "day" and not others else 0


def _words(
    sought: Sought, passage: Passage, figure: Figure, clause: tuple[int, int], elsewhere: Set[str]
) -> dict[str, float]:
    """How many of the claim's words stand in the figure's clause, its sentence, around it, elsewhere in the article."""
    low, high = clause
    head = _head(figure, passage)
    # Of a claim that names its programme no word is meant for a part of a programme's name.
    own_terms, around_terms = (
        [term for term in terms if term.weight or not sought.claim.words.programmes]
        for terms in (passage.own.terms, passage.around.terms)
    )
    near = {term.key for term in own_terms if low <= term.start < high or term.start < head}
    own, around = {term.key for term in own_terms}, {term.key for term in around_terms}
    # A word of a programme's name may be meant of another programme too.
    whole = {term.key for term in (*own_terms, *around_terms) if term.weight}
    half = any(key in own | around and key not in whole for key in sought.worth)
    shares = dict.fromkeys(("clause", "sentence", "around", "article"), 0.0)
    total = sought.total or 1.0
    for key, worth in sought.worth.items():
        where = (
            "clause" if key in near else "sentence" if key in own else "around" if key in around
            else "article" if key in elsewhere else ""
        )  # fmt: skip
        if where:
            shares[where] += worth / total
    unsaid = sum(term.weight for term in passage.own.terms if low <= term.start < high and term.key not in sought.worth)
    return shares | {"words": min(1.0, total / _ENOUGH), "unsaid": min(1.0, unsaid / _ENOUGH), "half_name": float(half)}


def _names(
    sought: Sought,
    passage: Passage,
    figure: Figure,
    clause: tuple[int, int],
    elsewhere: Set[str],
    settings: Settings,
    words: Lexicon,
) -> dict[str, float]:
    """The names, programmes and places of the claim that are missing, and others that stand there."""
    claim, (low, high) = sought.claim, clause
    there = {term.key for term in (*passage.own.terms, *passage.around.terms)} | elsewhere
    named = sum(sought.worth[key] for key in sought.names)
    found = {
        "name_missing": sum(sought.worth[key] for key in sought.names if key not in there) / named if named else 0.0
    }
    wanted = claim.words.programmes
    programmes = passage.own.programmes | passage.around.programmes
    if wanted and not wanted & programmes.union(*(settings.broader_programmes.get(one, ()) for one in programmes)):
        found["no_programme"] = 1.0
    places = {place for _, place, _ in claim.words.places}
    limits = [(at, place) for start, place, at in passage.own.places if low <= start < high]
    # The place of a day is where it happens; a figure's is what it is limited to.
    if figure.kind != "day" and any(at and place not in places for at, place in limits):
        found["limited"] = 1.0
    if any(place in places for _, place in limits):
        found["placed"] = 1.0
    if places and figure.kind != "day" and words.cues["whole"].search(passage.text, low, high):
        found["whole"] = 1.0
    told = {place for _, place, _ in (*passage.own.places, *passage.around.places)}
    if places and not places & (told | elsewhere):
        text = f"{passage.title or ''} {passage.text}".lower()
        if not any(place.lower() in text for place in places):
            found["no_place"] = 1.0
        if told:
            found["other_place"] = 1.0
    return found


def _differences(claim: Claim, passage: Passage, figure: Figure, standing: Standing) -> list[str]:
    mine = claim.standing
    found = {
        "times_differ": _times_differ(claim, passage, figure),
        "role_differs": {standing.role, mine.role} == {"target", "realised"},
        "rate_differs": standing.rate != mine.rate and not (mine.period and mine.period == standing.period),
        "period_differs": standing.period != mine.period,
        "state_differs": bool(standing.state and mine.state and standing.state != mine.state),
        "of_whole": standing.base != mine.base,
    }
    return [name for name, holds in found.items() if holds]


def _times_differ(claim: Claim, passage: Passage, figure: Figure) -> bool:
    """Whether both are about different times: no year in common, or a report from before what the claim tells of.

    A report without a year is about its own.
    """
    day = passage.published
    if day and claim.figure.kind != "day" and claim.standing.role != "target" and day.toordinal() < claim.first_day():
        return True
    years = _years(claim.others)
    if not years:
        return False
    theirs = _years([one for one in passage.figures if one is not figure])
    theirs |= {int(year) for year in _YEAR.findall(f"{passage.title or ''} {passage.text}")}
    if not theirs and day:
        theirs = frozenset({day.year})
    return bool(theirs) and not years & theirs


def _years(figures: Sequence[Figure]) -> frozenset[int]:
    found: set[int] = set()
    for one in figures:
        if one.kind == "day":
            ends = [date.fromordinal(int(end)).year for end in (one.low, one.high) if end is not None]
            if max(ends) - min(ends) <= 1:
                found.update(ends)
    return frozenset(found)


def _value(mine: Figure, theirs: Figure, told: Fit) -> dict[str, float]:
    """How the two values go together: equal by many digits or few, fitting, left open, slipped, or apart."""
    day = mine.kind == "day"
    if told == "fits":
        if day:
            return {"equal_day": 1.0}
        found = {f"equal_{min(_DIGITS, mine.amount.digits)}": 1.0}
        if mine.amount.digits > theirs.amount.digits:
            return found | {"coarser": 1.0}
        return found if mine.amount.point == theirs.amount.point else found | {"rounded": 1.0}
    if told in ("part", "open"):
        return {"one_end": 1.0} if day and {mine.low, mine.high} & {theirs.low, theirs.high} else {"open": 1.0}
    if day:
        found = {"apart_days": min(1.0, abs((mine.low or 0) - (theirs.low or 0)) / _YEAR_LONG)}
        if slipped_day(mine, theirs):
            found["slip_day"] = 1.0
        return found | ({"same_grain": 1.0} if mine.grain == theirs.grain else {})
    if slipped(mine, theirs):
        return {"slip": min(_DIGITS, mine.amount.digits) / _DIGITS}
    return {"apart": _apart(mine, theirs)}


def _apart(mine: Figure, theirs: Figure) -> float:
    """How far apart two numbers are in size: 0 when they are equal, 1 from a hundredfold on."""
    first, second = mine.low or mine.high or 0, theirs.low or theirs.high or 0
    return min(1.0, abs(log10(first / second)) / 2) if first > 0 and second > 0 else 1.0
