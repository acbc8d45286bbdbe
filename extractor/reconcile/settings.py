"""What reconciliation knows that is not code: rules/reconcile.yaml and rules/frequent_words.tsv, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any

from extractor.models import Reason
from extractor.reading.outlet import host_of
from extractor.reconcile.people import Groups, compile_groups
from extractor.rules import RulesError, RuleSet
from extractor.rules.weights import table
from extractor.text.stems import stem

# A word of the table's tail (12 in 1,000 articles) and any word that is not in the table weigh 1.
_RARE = 12.0
_WORD_SETS = (
    "revision_cues", "growth_cues", "start_cues", "start_marks", "range_words", "happening", "seasons", "occasions",
    "each", "periods", "alternatives", "together", "levels", "editions", "empty_words", "portions", "adding",
    "newcomers", "turns", "bases", "grades", "versus", "meeting", "beside_sides", "pointing", "outcomes",
    "related",
    "evenings", "small_hours",
)  # fmt: skip
_FULL_WORTH = 3.0  # of a name in rules/programmes.yaml that gives no other
# A process remembers so many, about 300 bytes each.
_MOST_TERMS = 50_000


@dataclass(frozen=True)
class Unit:
    """A unit of rules/units.yaml: its id, its broader units from near to far, and its category."""

    id: str
    broader: tuple[str, ...]
    category: str

    def __reduce__(self) -> tuple[object, ...]:  # many claims count the same, which a process holds once
        return _unit, (self.id, self.broader, self.category)


@lru_cache(maxsize=4096)
def _unit(id: str, broader: tuple[str, ...], category: str) -> Unit:
    return Unit(id, broader, category)


class Terms(dict[str, tuple[str, str, float]]):
    """Of every word its lower case, its stem and its weight, remembered once they were worked out."""

    def __init__(self, empty_words: frozenset[str], weights: dict[str, float]) -> None:
        super().__init__()
        self._empty_words = empty_words
        self._weights = weights

    def __missing__(self, word: str) -> tuple[str, str, float]:
        if len(self) > _MOST_TERMS:
            self.clear()
        lower = word.lower()
        found = self[word] = (lower, stem(lower), _weight(lower, self._empty_words, self._weights))
        return found


def _weight(word: str, empty_words: frozenset[str], weights: dict[str, float]) -> float:
    return 0.0 if word in empty_words else weights.get(word, 1.0)


@dataclass(frozen=True, eq=False)
class Settings:
    """Weights, thresholds and words of rules/reconcile.yaml; see there for the reason of each."""

    weights: dict[str, float]
    # As rules/reconcile.yaml gives them, before anything is learned.
    start_weights: dict[str, float]
    thresholds: dict[str, float]
    interchangeable: frozenset[tuple[str, str]]
    groups: Groups
    revision_cues: frozenset[str]
    growth_cues: frozenset[str]
    change_phrases: tuple[str, ...]
    # A word by which a figure was given once; what stands before an old value that has a new one, and behind it.
    earlier: re.Pattern[str]
    changed_from: re.Pattern[str]
    changed_to: re.Pattern[str]
    # Words between two figures of which one became the other; those before the whole of which one is a part.
    turns: frozenset[str]
    wholes: re.Pattern[str]
    anaphors: tuple[str, ...]
    start_cues: frozenset[str]
    start_marks: frozenset[str]
    range_words: frozenset[str]
    statement_cues: tuple[str, ...]
    # A verb of saying, then words for the occasion.
    statement_scene: re.Pattern[str]
    # Words of the day on which something was said, of what happens on a day, of seasons, of a share of one of many.
    saying: frozenset[str]
    happening: frozenset[str]
    seasons: frozenset[str]
    occasions: frozenset[str]
    ahead: re.Pattern[str]
    each: frozenset[str]
    related: frozenset[str]
    periods: frozenset[str]
    # Words of the evening on which a night begins, and of its hours after midnight.
    evenings: frozenset[str]
    small_hours: frozenset[str]
    # Words between two days that are alternatives, or days of one event.
    alternatives: frozenset[str]
    together: frozenset[str]
    levels: frozenset[str]
    # Stems of words of which each names another part of a whole, in both orders.
    opposites: tuple[tuple[str, str], ...]
    # Words before a figure that is only what is added or left, verbs of adding right before it, words behind its noun.
    portions: frozenset[str]
    adding: frozenset[str]
    newcomers: frozenset[str]
    # Words before a figure that another is compared with; kinds of school.
    bases: frozenset[str]
    grades: frozenset[str]
    # Words between the two sides of a match.
    versus: frozenset[str]
    # These and the verbs, in any order that stays: a text without any names no match.
    match_words: tuple[str, ...]
    # Verbs after the two sides.
    meeting: frozenset[str]
    beside_sides: frozenset[str]
    # Behind a figure, they point back to what its own report has told of.
    pointing: frozenset[str]
    # words of a sentence that tells what became of a target
    outcomes: frozenset[str]
    # Words before a number of persons who get work.
    work: re.Pattern[str]
    editions: frozenset[str]
    edition_numbers: dict[str, int]
    area_kinds: tuple[str, ...]
    # Words of areas, courts and halls: they tell where something takes place, not whose it is.
    scene_words: frozenset[str]
    clock: re.Pattern[str]
    empty_words: frozenset[str]
    # Why two values differ without a contradiction, the strongest reason first, with the findings that tell it.
    differs: tuple[tuple[Reason, frozenset[str]], ...]
    word_weights: dict[str, float]
    terms: Terms
    units: dict[str, Unit]
    programmes: dict[str, str]
    acronyms: dict[str, str]
    broader_programmes: dict[str, tuple[str, ...]]
    # How much of a specific name's evidence a broad one (bansos, APBN) has, 0 to 1.
    programme_shares: dict[str, float]
    programme_words: dict[str, frozenset[str]]
    # Words of units and programmes name what every figure of a block is about, so they tell no two apart.
    name_parts: frozenset[str]
    # Every form of an outlet's name, in lower case → its usual name.
    outlets: dict[str, str]
    # The state behind the name of a body (Kementerian Kesehatan RI).
    state: re.Pattern[str]
    # How a programme's name is shown: full names as the list spells them, acronyms as the official name.
    shown: dict[str, str]
    shown_names: frozenset[str]
    # The name that is shown → the usual abbreviation.
    abbreviations: dict[str, str]

    def root(self, programme: str) -> str:
        """The broadest programme over this one: bansos over BLT over BLT Kesra."""
        chain = self.broader_programmes.get(programme)
        return chain[-1] if chain else programme

    def outlet(self, name: str) -> str:
        """The usual name of an outlet, also for its hosts: detikNews and finance.detik.com are detik.com."""
        key = name.strip().lower()
        if key in self.outlets or "/" in key or (host := host_of(f"https://{key}")) is None:
            return self.outlets.get(key, name.strip())
        return self.outlets.get(host) or self.outlets.get(host.partition(".")[0]) or host

    def word_weight(self, word: str) -> float:
        """0 for words that identify nothing, up to 1 for rare ones."""
        return _weight(word, self.empty_words, self.word_weights)


class _Weights(dict[str, float]):
    """A word (*worth~gelar*) of which nothing is learned weighs nothing."""

    def __missing__(self, name: str) -> float:
        if "~" in name:
            return 0.0
        raise KeyError(name)


@lru_cache(maxsize=4)
def load_settings(ruleset: RuleSet) -> Settings:
    """Raises :class:`RulesError` when a file is missing or an entry lacks its reason."""
    rules: dict[str, Any] = ruleset.yaml("reconcile.yaml")
    for section in ("weights", "thresholds"):
        for entry in rules[section]:
            if not isinstance(entry.get("value"), int | float) or not entry.get("reason"):
                raise RulesError(f"reconcile.yaml: {section}: {entry.get('id')} needs a value and a reason")
    pairs = {
        (first, second) for group in rules["interchangeable"] for first in group for second in group if first != second
    }
    weights = {
        row["word"]: max(0.0, min(1.0, log(1000 / max(1.0, float(row["per_mille"]))) / log(1000 / _RARE)))
        for row in ruleset.tsv("frequent_words.tsv")
    }
    start = {entry["id"]: float(entry["value"]) for entry in rules["weights"]}
    word_sets: dict[str, Any] = {name: frozenset(rules[name]) for name in _WORD_SETS}
    units = _units(ruleset)
    programmes, acronyms, broader = _programmes(ruleset)
    shown = _shown(ruleset)
    return Settings(
        weights=_Weights(start | table(ruleset, "pairs")),
        start_weights=start,
        thresholds={entry["id"]: float(entry["value"]) for entry in rules["thresholds"]},
        interchangeable=frozenset(pairs),
        groups=compile_groups(rules),
        change_phrases=tuple(rules["change_phrases"]),
        earlier=re.compile(rf"\b(?:{_any([*rules['earlier'], *rules['change_phrases']])})\b"),
        changed_from=re.compile(rf"\b(?:{_any(rules['changed_from'])})(?:\s+[a-z-]{{1,20}}){{0,2}}\s*$"),
        changed_to=re.compile(rf"[^\d.;:]{{0,40}}\b(?:{_any(rules['changed_to'])})\b[^\d.;:]{{0,25}}\d"),
        wholes=re.compile(rf"\b(?:{_any(rules['wholes'])})\b"),
        anaphors=tuple(rules["anaphors"]),
        statement_cues=tuple(rules["statement_cues"]),
        statement_scene=re.compile(
            rf"\b(?:{_any(rules['statement_verbs'])})\b.{{0,60}}?\b(?:{_any(rules['statement_occasions'])})\b"
        ),
        saying=frozenset(rules["saying"]) | frozenset(rules["statement_verbs"]),
        ahead=re.compile(rf"\b(?:{_any(rules['ahead'])})\b"),
        opposites=tuple(
            (stem(one), stem(other)) for pair in rules["opposites"] for one in pair for other in pair if one != other
        ),
        edition_numbers=rules["edition_numbers"],
        work=re.compile(rf"\b(?:{_any(rules['work'])})(?:\s+[\w-]+){{0,3}}\s+$"),
        area_kinds=tuple(rules["area_kinds"]),
        scene_words=frozenset(rules["venues"]).union(
            *(row["name"].lower().split() for row in ruleset.tsv("regions.tsv"))
        ),
        clock=re.compile(
            rf"\b(?:{_any(rules['clock_marks'])})\s+(\d{{1,2}}[.:]\d\d)\b|\b(\d{{1,2}}[.:]\d\d)\s+(?:{_any(rules['zones'])})\b"
        ),
        match_words=tuple(sorted(word_sets["versus"] | word_sets["meeting"])),
        word_weights=weights,
        terms=Terms(word_sets["empty_words"], weights),
        units=units,
        programmes=programmes,
        acronyms=acronyms,
        broader_programmes=broader,
        programme_shares={
            entry["id"]: float(entry["worth"]) / _FULL_WORTH
            for entry in ruleset.yaml("programmes.yaml")["programmes"]
            if "worth" in entry
        },
        programme_words=_words_by_programme(programmes, acronyms),
        outlets={
            str(form).lower(): str(forms[0]) for forms in ruleset.yaml("outlets.yaml")["outlets"] for form in forms
        },
        state=re.compile(rf"\s(?:{_any(rules['state'])})$"),
        shown=shown,
        shown_names=frozenset(shown.values()),
        abbreviations={
            str(entry["names"][0]): str(entry["acronyms"][0])
            for entry in ruleset.yaml("programmes.yaml")["programmes"]
            if entry.get("acronyms")
        },
        **word_sets,
        differs=tuple((row["id"], frozenset(row["levels"])) for row in rules["differs"]),
        name_parts=frozenset(word for phrase in (*units, *programmes, *acronyms) for word in phrase.lower().split()),
    )


def _units(ruleset: RuleSet) -> dict[str, Unit]:
    """Spelling → unit, from the hierarchy that close reading uses."""
    entries = ruleset.yaml("units.yaml")
    entries = entries["cues"] if isinstance(entries, dict) else entries
    parents = {entry["id"]: entry.get("parent") for entry in entries}
    categories = {entry["id"]: entry["category"] for entry in entries}
    units: dict[str, Unit] = {}
    for entry in entries:
        broader: list[str] = []
        parent = entry.get("parent")
        while parent and parent not in broader:
            broader.append(parent)
            parent = parents.get(parent)
        unit = Unit(entry["id"], tuple(broader), categories[entry["id"]])
        for phrase in (entry["id"], *entry["phrases"]):
            units.setdefault(phrase.lower(), unit)
    return units


def _words_by_programme(*names: dict[str, str]) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for programmes in names:
        for name, programme in programmes.items():
            words.setdefault(programme, set()).update(name.lower().split())
    return {programme: frozenset(found) for programme, found in words.items()}


def _shown(ruleset: RuleSet) -> dict[str, str]:
    """Name in lower case, or acronym as written → the name to show: one spelling where an acronym stands for all."""
    shown: dict[str, str] = {}
    for entry in ruleset.yaml("programmes.yaml")["programmes"]:
        for name in entry["names"]:
            shown.setdefault(str(name).lower(), str(entry["names"][0] if entry.get("acronyms") else name))
        for acronym in entry.get("acronyms", ()):
            shown.setdefault(str(acronym), str(entry["names"][0]))
    return shown


def _programmes(ruleset: RuleSet) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[str, ...]]]:
    """From rules/programmes.yaml:

    names in lower case → id; acronyms, signs and mentions as written → id; id → broader programmes.
    """
    names: dict[str, str] = {}
    exact: dict[str, str] = {}
    parents: dict[str, str] = {}
    for entry in ruleset.yaml("programmes.yaml")["programmes"]:
        for name in entry["names"]:
            names.setdefault(str(name).lower(), entry["id"])
        for name in (*entry.get("acronyms", ()), *entry.get("signs", ()), *entry.get("mentions", ())):
            exact.setdefault(str(name), entry["id"])
        if entry.get("under"):
            parents[entry["id"]] = entry["under"]
    broader: dict[str, tuple[str, ...]] = {}
    for programme in parents:
        chain: list[str] = []
        above = parents.get(programme)
        while above and above not in chain:
            chain.append(above)
            above = parents.get(above)
        broader[programme] = tuple(chain)
    return names, exact, broader


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
