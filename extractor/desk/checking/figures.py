"""Every figure and day of a text with what it counts, and the words around it: of a claim and of articles alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from extractor.close.figures.candidates import find_candidates
from extractor.close.figures.nouns import unit_table
from extractor.close.links.places import compile_places, find_areas
from extractor.mentions import Skimmed
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements.vocabulary import find_programmes
from extractor.rules import Problem, RuleSet
from extractor.rules.cues import FIGURE_FILES, cue_finder
from extractor.text.stems import stem
from extractor.values import Interval, Value, read_value

FILE = "claims.yaml"
Kind = Literal["count", "share", "money", "day"]
# A word, or a short name with a number (*U-23*, *G20*).
# Two names joined are two words (*Rosneft-Pertamina*).
_WORD = re.compile(r"\b[A-Z]{1,2}-?\d{1,3}\b|[^\W\d_]+(?:(?:(?<![a-z])-|-(?![A-Z]))[^\W\d_]+)*")
# *5K*, *14K*: the length of a race.
_LENGTH = re.compile(r"\d+K", re.IGNORECASE)
_KINDS: dict[str, Kind] = {"share": "share", "money": "money"}
# How far before a day the word stands that makes it a beginning or an end.
_LEAD = 24
# *Kamis (19/6/2025)*: the day on which something was said.
_DATELINE = re.compile(r"\w ?\([^()]*\)?$")
# Roots of so few letters are left as they are.
_SHORT = 4
# Grams in a ton.
_DECIMALS = 9
#: What tells a day, not a frame of time.
DAY_GRAINS = frozenset({"day", "range"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a day as a text writes it. ``low`` and ``high`` are numbers, or ordinals of days; null is open.

    ``unit`` is the id of the counted noun in rules/units.yaml (a currency of money), ``category`` its class;
    ``grain`` of a day is that of its expression, ``shown`` of a number as in :class:`Value`; ``told`` marks the day on
    which something was said.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: float | None
    high: float | None
    approx: bool
    unit: str
    category: str
    grain: str = ""
    told: bool = False
    status: str = ""
    shown: float | None = None

    @property
    def amount(self) -> Value:
        """The number as it is written."""
        low, high = (int(n) if n is not None and float(n).is_integer() else n for n in (self.low, self.high))
        return read_value(low, high, self.approx, self.shown)

    @property
    def days(self) -> Interval:
        """The days that it tells."""
        low, high = (None if end is None else date.fromordinal(int(end)) for end in (self.low, self.high))
        return Interval(from_=low, to=high)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that tells what a sentence is about: its stem, or a programme (``@id``); ``weight`` is 0 to 3.

    A word inside a programme's name weighs nothing: it only helps to find what somebody names by a part of it.
    """

    start: int
    key: str
    weight: float


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of a stretch of text, its places with whether a preposition limits to them, and its programmes."""

    terms: tuple[Term, ...]
    places: tuple[tuple[int, str, bool], ...]
    programmes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled ``claims.yaml``."""

    same: dict[str, str]
    cues: dict[str, re.Pattern[str]]
    at: frozenset[str]
    ignored: frozenset[str]
    dropped: frozenset[str]
    scales: dict[str, float]
    weights: dict[str, float]
    thresholds: dict[str, float]


_CUES = (
    "now", "result", "done", "target", "begins", "ends", "state", "debunked", "extended", "each", "period", "possible",
    "former", "told_before", "whole", "changed_from", "changed_to", "denying", "truth",
    "compared", "hours", "latest", "stops", "part_of", "parting", "aside",
)  # fmt: skip


@lru_cache(maxsize=4)
def lexicon(ruleset: RuleSet) -> Lexicon:
    """The words and weights of ``ruleset``."""
    data = ruleset.yaml(FILE)
    same: dict[str, str] = {}
    dropped = frozenset(data["dropped"])
    for row in data["synonyms"]:
        head = _core(stem(row[0]), dropped)
        for word in row:
            same.setdefault(_core(stem(word), dropped), head)
    return Lexicon(
        same,
        {kind: _alternatives(data[kind]) for kind in _CUES} | {"rate": _alternatives(data["rate"], data["daily"])},
        frozenset(data["at"]),
        frozenset(stem(word) for word in data["ignored"]),
        dropped,
        {word: float(row["of"]) for row in data["scales"] for word in row["words"]},
        {row["id"]: float(row["value"]) for row in data["weights"]},
        {row["id"]: float(row["value"]) for row in data["thresholds"]},
    )


def root_of(word: str, words: Lexicon) -> str:
    """What stands for a word in lower case and for its synonyms, whatever their prefixes."""
    root = _core(stem(word), words.dropped)
    return words.same.get(root, root)


def _core(root: str, dropped: frozenset[str]) -> str:
    """A root without the first letter that some prefixes swallow (*tewas*, *menewaskan*)."""
    return root[1:] if len(root) > _SHORT and root[0] in dropped and root[1] in "aeiou" else root


def _alternatives(words: Sequence[str], unless: Sequence[str] = ()) -> re.Pattern[str]:
    """Any of ``words``, where none of ``unless`` follows."""
    but = rf"(?! (?:{'|'.join(map(re.escape, unless))})\b)" if unless else ""
    forms = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w){but}", re.IGNORECASE)


def read_figures(text: str, skimmed: Skimmed, published: date | None, ruleset: RuleSet) -> list[Figure]:
    """All figures and days of ``text`` in order: targets, results, money, shares, and days of any role."""
    figures = _numbers(text, skimmed, ruleset)
    for day in skimmed.dates:
        if day.from_ is None and day.to is None:
            continue
        # *kemarin*, *hari ini*; a day and month without a year is relative too, but tells a day, and nothing is said
        # *besok*.
        written = text[day.start : day.end]
        over = published is None or day.from_ is None or day.from_ <= published
        told = over and (
            (day.relative and not any(map(str.isdigit, written)))
            or (
                day.from_ is not None
                and day.from_ == day.to
                and published is not None
                and _DATELINE.search(text, max(0, day.start - _LEAD), day.end) is not None
            )
        )
        low = day.from_.toordinal() if day.from_ else None
        high = day.to.toordinal() if day.to else None
        figures.append(Figure(day.start, day.end, text[day.start : day.end], "day", low, high, False, "", "day",
                              day.grain, told))  # fmt: skip
    return sorted(figures, key=lambda figure: figure.start)


def _numbers(text: str, skimmed: Skimmed, ruleset: RuleSet) -> list[Figure]:
    if not any(number.role == "cardinal" for number in skimmed.numbers):
        return []
    settings, words = load_settings(ruleset), lexicon(ruleset)
    hits = cue_finder(ruleset, FIGURE_FILES).find(text)
    figures = []
    for one in find_candidates(text, skimmed, hits, unit_table(ruleset)):
        noun, mention = one.noun, one.mention
        if _LENGTH.fullmatch(text, one.start, one.end):
            continue
        unit, category = (noun.unit, noun.category) if noun is not None else ("", "bare")
        if noun is not None and category == "unknown" and (known := settings.units.get(noun.text)):
            unit, category = known.id, known.category
        low, high, shown = mention.min, mention.max, mention.grain
        written = text[one.start : one.end]
        if category == "measure" and (scale := words.scales.get(written.split()[-1].lower())):
            low, high, shown = (None if one is None else round(one * scale, _DECIMALS) for one in (low, high, shown))
        kind = _KINDS.get(category, "count")
        figures.append(
            Figure(one.start, one.end, written, kind, low, high, mention.approx, unit, category, shown=shown)
        )
    return figures


def is_checkable(figure: Figure, group: Sequence[Figure], before: str, words: Lexicon) -> bool:
    """Whether somebody would ask about it: every number, and a day that is more than the frame of a figure.

    ``group`` are the figures of the sentence, ``before`` is the sentence up to this one. A month or a year is asked
    about where it stands alone, or where something begins or ends with it (*mulai Mei 2025*), other than a count.
    """
    if figure.kind != "day" or len(group) == 1:
        return True
    if figure.told:
        return False
    lead = before[-_LEAD:]
    cued = words.cues["begins"].search(lead) or (
        words.cues["ends"].search(lead) and not words.cues["result"].search(before)
    )
    return figure.grain in DAY_GRAINS or bool(cued)


def read_words(text: str, ruleset: RuleSet) -> Words:
    """What ``text`` is about. A programme's words count as its name; words that are frequent in news count little."""
    settings, words = load_settings(ruleset), lexicon(ruleset)
    named = find_programmes(text, ruleset)
    terms = [Term(start, "@" + programme, words.weights["programme"]) for start, _, programme in named]
    ends = [(start, end) for start, end, _ in named]
    starts = [start for start, _ in ends]
    # Abroad is no part of the country to which a figure is limited, but names what it is about.
    areas = [
        area for area in find_areas(text, compile_places(ruleset)) if area.area is None or area.area.kind != "country"
    ]
    inside = ends + [(area.start, area.end) for area in areas]
    for match in _WORD.finditer(text):
        word = match.group()
        index = bisect_right(starts, match.start()) - 1
        if any(start <= match.start() < end for start, end in inside[len(ends) :]):
            continue
        lower, root, weight = settings.terms[word]
        if weight <= 0.0 or len(lower) < 2 or root in words.ignored:
            continue
        root = _core(root, words.dropped)
        if word[0].isupper() and match.start() and text[: match.start()].rstrip()[-1:] not in '.:!?\n"':
            weight *= words.weights["name"]
        if index >= 0 and match.start() < ends[index][1]:
            weight = 0.0
        terms.append(Term(match.start(), words.same.get(root, root), weight))
    places = tuple(
        (area.start, area.area.name if area.area else area.name, area.preposition in words.at and not area.office)
        for area in areas
    )
    return Words(tuple(sorted(terms, key=lambda term: term.start)), places,
                 frozenset(programme for _, _, programme in named))  # fmt: skip


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """No word stands for two things."""
    heads: dict[str, str] = {}
    for row in ruleset.yaml(FILE)["synonyms"]:
        for word in row:
            if heads.setdefault(stem(word), row[0]) != row[0]:
                yield Problem(FILE, word, f"stands for both {heads[stem(word)]} and {row[0]}")
