"""How far a figure of an article speaks of the same thing as a figure of a claim: a score with its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractor.desk.checking.figures import Figure, Lexicon, Words, lexicon, root_of
from extractor.desk.checking.index import EvidenceIndex, Passage, unit_term, value_term
from extractor.desk.checking.standing import Standing, standing_of
from extractor.reconcile.settings import Settings, load_settings
from extractor.reconcile.statements.vocabulary import GENERIC_UNITS
from extractor.rules import RuleSet

# How many sentences are compared closely for one figure, and by how many words they are looked for.
_PASSAGES, _TERMS, _RECENT_DAYS = 80, 14, 45
_PERSONS = frozenset({"participant", "person", "crowd", "staff", "victim"})
# Days of a month.
_MONTH = 31
_YEAR = re.compile(r"\b20\d\d\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_GENERIC = GENERIC_UNITS | {""}
_LOOSE = frozenset({"bare", "unknown", "thing", "area", "seat"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of the text to be checked, with its sentence. ``others`` are the further figures of the sentence."""

    figure: Figure
    sentence: str
    offset: int
    words: Words
    others: tuple[Figure, ...]
    published: date | None
    standing: Standing
    before: str

    @property
    def at(self) -> int:
        """Where the figure stands in the sentence."""
        return self.figure.start - self.offset

    def first_day(self) -> int:
        """The first day of the days and months, begun by now, that the rest of the sentence names; else 0."""
        today = _ordinal(self.published) or date.max.toordinal()
        days = [one for one in self.others if one.kind == "day" and not one.told and one.low and one.low <= today]
        return min((int(one.low or 0) for one in days if (one.high or today) - (one.low or 0) <= _MONTH), default=0)


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of an article beside the claim. ``score`` is about 0 to 1.2, ``cover`` what of it words give.

    ``named``: the names of the claim stand near it; ``limited``: it is of a place that the claim does not name;
    ``placed``: it is of the claim's place; ``same_unit``: both count the same things, ``same_kind``: or persons.
    """

    passage: Passage
    figure: Figure
    score: float
    cover: float
    standing: Standing
    named: bool
    limited: bool
    placed: bool
    times_differ: bool
    state_differs: bool
    same_unit: bool
    same_kind: bool


def find_matches(claim: Claim, index: EvidenceIndex, ruleset: RuleSet) -> list[Match]:
    """Figures of the same kind in articles that had appeared when the claim did, the best match first."""
    settings, words = load_settings(ruleset), lexicon(ruleset)
    ranked = sorted(_weighed(claim, words), key=lambda term: (-term[1], term[0]))
    terms = [key for key, _ in ranked[:_TERMS]]
    if not terms:
        return []
    value = value_term(claim.figure)
    # Of a long story the latest reports, and those with the very figure, are looked at as well as the likest ones.
    found = index.find(terms, claim.published, _PASSAGES // 2, value=value)
    terms += [value, unit_term(claim.figure)]
    found += index.find(terms, claim.published, _PASSAGES)
    if claim.published:
        found += index.find(terms, claim.published, _PASSAGES, claim.published - timedelta(_RECENT_DAYS))
    passages = {(passage.doc_id, passage.start): passage for passage in found}.values()
    matches = [
        match
        for passage in passages
        for figure in passage.figures
        if (match := _match(claim, passage, figure, settings, words)) is not None
    ]
    return sorted(matches, key=lambda m: (-m.score, -_ordinal(m.passage.published), m.passage.doc_id, m.passage.start,
                                          m.figure.start))  # fmt: skip


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _weighed(claim: Claim, words: Lexicon) -> Iterator[tuple[str, float]]:
    """The claim's terms, each once, those of other clauses for less."""
    best: dict[str, float] = {}
    low, high = _clause(claim.at, claim.others, claim.offset, len(claim.sentence))
    spans = [(one.start - claim.offset, one.end - claim.offset) for one in (claim.figure, *claim.others)]
    for term in claim.words.terms:
        if any(start <= term.start < end for start, end in spans) and not term.key.startswith("@"):
            continue
        near = low <= term.start < high or term.key.startswith("@")
        weight = term.weight * (1.0 if near else words.weights["far_clause"])
        if weight:
            best[term.key] = max(best.get(term.key, 0.0), weight)
    yield from best.items()


def _clause(at: int, others: Sequence[Figure], offset: int, length: int) -> tuple[int, int]:
    """From the figure before to the figure behind; days are frames and part nothing."""
    low, high = 0, length
    for other in others:
        if other.kind == "day":
            continue
        start, end = other.start - offset, other.end - offset
        if end <= at:
            low = max(low, end)
        elif start > at:
            high = min(high, start)
    return low, high


def _match(claim: Claim, passage: Passage, figure: Figure, settings: Settings, words: Lexicon) -> Match | None:
    if figure.kind != claim.figure.kind or (figure.kind == "day" and figure.told):
        return None
    unit = _unit_score(claim.figure, figure, settings, words)
    if unit is None:
        return None
    weights = words.weights
    others = [one for one in passage.figures if one is not figure]
    low, high = _clause(figure.start, others, 0, len(passage.text))
    near: dict[str, float] = {}
    # Of a claim that names its programme no word is meant for a part of a programme's name.
    own, around = (
        [term for term in terms if term.weight or not claim.words.programmes]
        for terms in (passage.own.terms, passage.around.terms)
    )
    for term in own:
        worth = 1.0 if low <= term.start < high else weights["elsewhere"]
        near[term.key] = max(near.get(term.key, 0.0), worth)
    for term in around:
        near[term.key] = max(near.get(term.key, 0.0), weights["around"])
    told = {term.key for term in (*own, *around) if term.weight}
    total = found = 0.0
    named = True
    for key, weight in _weighed(claim, words):
        total += weight
        found += weight * near.get(key, 0.0)
        # A word of a programme's name may be meant of another programme too.
        if (key in near and key not in told) or (weight >= weights["name"] and key not in near):
            named = False
    cover = found / total if total else 0.0
    score = cover + unit
    wanted = claim.words.programmes
    if wanted and not wanted & _with_broader(passage.own.programmes | passage.around.programmes, settings):
        score += weights["no_programme"]
        named = False
    places = {place for _, place, _ in claim.words.places}
    limits = [(at, place) for start, place, at in passage.own.places if low <= start < high]
    placed = not places or any(place in places for _, place in limits)
    # The place of a day is where it happens; a figure's is what it is limited to.
    limited = figure.kind != "day" and any(at and place not in places for at, place in limits)
    if places and not _tells(passage, places):
        score += weights["no_place"]
        named = False
    elif limited:
        score += weights["other_place"]
    if _other_name(claim, passage, low, high, weights["name"]):
        score += weights["other_name"]
        named = False
    differ = _times_differ(claim, passage, others)
    if differ:
        score += weights["other_year"]
    standing = standing_of(passage.text, figure, (low, high), words, others)
    state_differs = bool(standing.state and claim.standing.state and standing.state != claim.standing.state)
    if state_differs:
        score += weights["other_state"]
    if {standing.role, claim.standing.role} == {"target", "realised"}:
        score += weights["other_role"]
    mine = claim.figure
    first, last = _clause(claim.at, claim.others, claim.offset, len(claim.sentence))
    same = (
        figure.unit == mine.unit
        or bool({figure.unit, mine.unit} & _GENERIC)
        or _same_role(figure, mine, claim.sentence[first:last], settings, words)
        or _same_role(mine, figure, passage.text[low:high], settings, words)
    )
    kind = same or (mine.category in _PERSONS and figure.category in _PERSONS)
    return Match(passage, figure, round(score, 4), cover, standing, named, limited, placed, differ, state_differs, same,
                 kind)  # fmt: skip


def _tells(passage: Passage, places: set[str]) -> bool:
    """Whether the article's sentence, title, or sentence before speaks of one of the places, in capitals or not."""
    if places & {place for _, place, _ in (*passage.own.places, *passage.around.places)}:
        return True
    text = f"{passage.title or ''} {passage.text}".lower()
    return any(place.lower() in text for place in places)


def _other_name(claim: Claim, passage: Passage, low: int, high: int, least: float) -> bool:
    """Whether the figure's clause names another one, and no name of the claim stands in its sentence."""
    # Programmes are looked for by all their names, and in the title.
    wanted = {term.key for term in claim.words.terms if term.weight >= least and not term.key.startswith("@")}
    mine = {term.key for term in claim.words.terms}
    own = {term.key for term in passage.own.terms}
    here = {term.key for term in passage.own.terms if term.weight > 1.0 and low <= term.start < high}
    return bool(wanted and here - mine and not wanted & own)


def _times_differ(claim: Claim, passage: Passage, others: Sequence[Figure]) -> bool:
    """Whether both are about different times: no year in common, or a report from before what the claim tells of.

    A report without a year is about its own.
    """
    day = passage.published
    if day and claim.standing.role != "target" and day.toordinal() < claim.first_day():
        return True
    years = _years(claim.others)
    if not years:
        return False
    theirs = _years(others) | {int(year) for year in _YEAR.findall(f"{passage.title or ''} {passage.text}")}
    if not theirs and day:
        theirs = frozenset({day.year})
    return bool(theirs) and not years & theirs


def _with_broader(programmes: frozenset[str], settings: Settings) -> frozenset[str]:
    return programmes.union(*(settings.broader_programmes.get(one, ()) for one in programmes))


def _unit_score(claim: Figure, other: Figure, settings: Settings, words: Lexicon) -> float | None:
    """How well two counted nouns go together; null when they cannot be the same."""
    if claim.kind == "day" or claim.kind == "share":
        return 0.0
    if claim.category == other.category == "measure":
        mine, theirs = (one.text.split()[-1].lower() for one in (claim, other))
        scaled = mine in words.scales and theirs in words.scales
        if not (scaled or mine.startswith(theirs) or theirs.startswith(mine)):
            return None
    if claim.unit == other.unit:
        return words.weights["same_unit"] if claim.unit else 0.0
    if claim.kind == "money":
        return None
    if claim.category in _PERSONS and other.category in _PERSONS:
        return words.weights["near_unit"]
    if "bare" in (claim.category, other.category):
        return 0.0
    broader = {claim.unit: _broader(claim.unit, settings), other.unit: _broader(other.unit, settings)}
    if claim.unit in broader[other.unit] or other.unit in broader[claim.unit]:
        return words.weights["near_unit"]
    if claim.category in _LOOSE or other.category in _LOOSE:
        return 0.0
    return None


def _same_role(narrow: Figure, broad: Figure, clause: str, settings: Settings, words: Lexicon) -> bool:
    """Whether the clause of the broader unit says of it what the narrower one is named for.

    *43 juta penerima* are the *43 juta orang* whom a programme serves; *43 guru* need not be.
    """
    if narrow.category != "participant" or broad.unit not in _broader(narrow.unit, settings):
        return False
    roles = {root_of(word.lower(), words) for word in _WORD.findall(narrow.text)}
    return any(root_of(word.lower(), words) in roles for word in _WORD.findall(clause))


def _broader(unit: str, settings: Settings) -> tuple[str, ...]:
    found = settings.units.get(unit)
    return found.broader if found else ()


def _years(figures: Sequence[Figure]) -> frozenset[int]:
    found: set[int] = set()
    for one in figures:
        if one.kind == "day":
            ends = [date.fromordinal(int(end)).year for end in (one.low, one.high) if end is not None]
            if max(ends) - min(ends) <= 1:
                found.update(ends)
    return frozenset(found)
