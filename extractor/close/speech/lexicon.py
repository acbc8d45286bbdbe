"""The words that tell a person's name from an office, a house, a degree or a title (``rules/speakers.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from extractor.areas import Areas, compile_areas
from extractor.close.speech.wording import Around, compile_around
from extractor.rules import RuleSet

_CLIPPED_LETTERS: Final = frozenset("KPDIB")


@dataclass(frozen=True)
class Lexicon:
    """The word lists of ``rules/speakers.yaml`` that tell names from offices."""

    offices: frozenset[str]
    small_offices: frozenset[str]
    people: frozenset[str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    degrees: frozenset[str]
    houses: frozenset[str]
    anonymous: frozenset[str]
    name_givers: frozenset[str]
    inside: frozenset[str]
    openers: frozenset[str]
    particles: frozenset[str]
    calendar: frozenset[str]
    pronouns: frozenset[str]
    own_side: frozenset[str]
    documents: frozenset[str]
    adverbs: frozenset[str]
    media: frozenset[str]
    synonyms: tuple[tuple[str, str], ...]
    areas: Areas
    around: Around
    office_links: frozenset[str]
    government: frozenset[str]
    anaphors: frozenset[str]

    def opens(self, word: str) -> bool:
        """Whether a capitalised word is no name but the head of a sentence: listed, or formed with *-nya*."""
        return word in self.openers or (len(word) > 5 and word.endswith("nya"))

    def institutional(self, word: str) -> bool:
        """Whether a word belongs to an office or a house and never to a person's name."""
        return (
            word in self.inside
            or word in self.houses
            or word in self.offices
            or is_acronym(word)
            or (word[:1] in _CLIPPED_LETTERS and self.around.clipped_house.match(word) is not None)
        )


def is_acronym(word: str) -> bool:
    if not word.isupper() or "." in word:
        return False
    return len(word.replace("-", "").replace("/", "")) > 1


def words_of(ruleset: RuleSet, section: str, rule: str | None = None) -> frozenset[str]:
    """The words of one section of ``rules/speakers.yaml``, or of one rule in it."""
    rows: Iterable[dict[str, Any]] = ruleset.yaml("speakers.yaml")[section]
    return frozenset(word for row in rows if rule in (None, row["id"]) for word in row["phrases"])


@lru_cache(maxsize=8)
def compile_lexicon(ruleset: RuleSet) -> Lexicon:
    """The lexicon of a ruleset."""
    around = compile_around(ruleset)
    return Lexicon(
        offices=words_of(ruleset, "roles", "offices"),
        small_offices=words_of(ruleset, "roles", "offices-lower"),
        people=words_of(ruleset, "roles", "people"),
        honorifics=words_of(ruleset, "honorifics"),
        ranks=words_of(ruleset, "roles", "offices") & words_of(ruleset, "honorifics"),
        degrees=words_of(ruleset, "degrees"),
        houses=words_of(ruleset, "organisations", "heads"),
        anonymous=words_of(ruleset, "organisations", "anonymous"),
        name_givers=words_of(ruleset, "organisations", "name-givers"),
        inside=words_of(ruleset, "organisations", "inside"),
        openers=words_of(ruleset, "not_names") | around.words["calendar"],
        particles=words_of(ruleset, "own_name_particles"),
        calendar=around.words["calendar"],
        pronouns=words_of(ruleset, "pronouns", "third-person"),
        own_side=words_of(ruleset, "pronouns", "own-side"),
        documents=words_of(ruleset, "documents"),
        adverbs=words_of(ruleset, "between"),
        synonyms=tuple(
            (pair[0], pair[1]) for row in ruleset.yaml("speakers.yaml")["synonyms"] for pair in row["pairs"]
        ),
        media=words_of(ruleset, "media"),
        areas=compile_areas(ruleset),
        around=around,
        office_links=around.words["link_in_office"],
        government=around.words["government"],
        anaphors=around.words["anaphor"],
    )
