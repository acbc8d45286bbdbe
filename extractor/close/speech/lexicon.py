"""What the reading of speech knows (``rules/speakers.yaml``): words of speech, what tells a person's name from an
office, a house, a degree or a title, and what stands beside a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, Literal

from extractor.areas import compile_areas
from extractor.bodies.registry import bodies
from extractor.rules import RuleSet
from extractor.rules.words import any_of, filled, rows_by_id
from extractor.text.wordsearch import WordSearch

Group = Literal["inverted", "active", "passive", "according", "target_setting", "target_set_by", "headline"]

#: A word of speech of so many letters is no part of another word.
LONG: Final = 8
_FILE: Final = "speakers.yaml"


class Lexicon:
    """The compiled words and patterns; ``words`` are those of the section ``around`` by their ids.

    Weekdays and months are those of ``rules/dates.yaml``, with a capital.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        rules = ruleset.yaml(_FILE)
        words = self.words = rows_by_id(rules["around"])
        dates = ruleset.yaml("dates.yaml")
        days = {name for day in dates["weekdays"].values() for name in day["names"]} | set(dates["sunday_or_week"])
        months = {name for month in dates["months"].values() for name in month["names"]}
        words["weekday"] = frozenset(map(str.capitalize, days))
        words["calendar"] = words["weekday"] | frozenset(map(str.capitalize, months))

        def listed(section: str, rule: str | None = None) -> frozenset[str]:
            return frozenset(word for row in rules[section] if rule in (None, row["id"]) for word in row["phrases"])

        self.areas = compile_areas(ruleset)
        self.offices = listed("roles", "offices")
        self.small_offices = listed("roles", "offices-lower")
        self.people = listed("roles", "people")
        self.honorifics = listed("honorifics")
        self.degrees = listed("degrees")
        self.houses = listed("organisations", "heads")
        self.name_givers = listed("organisations", "name-givers")
        self.inside = listed("organisations", "inside")
        self.openers = listed("not_names") | words["calendar"]
        self.pronouns = listed("pronouns")
        self.documents = listed("documents")
        self.adverbs = listed("between")
        pairs = {row["id"]: row["pairs"] for row in rules["synonyms"]}
        self.synonyms = [(short, full) for short, full in pairs["offices"]]
        holders = [holder for body in bodies(ruleset).values() for holder in body.holders]
        #: By what a person is called everywhere the full name.
        self.called = {alias: holder.name for holder in holders for alias in holder.known_as} | dict(pairs["persons"])
        # names of well-known people, which name nothing else
        well_known = {*self.called, *self.called.values(), *(holder.name for holder in holders)}
        self.well_known_words = {word for name in well_known for word in name.split()}
        self.media = listed("media")
        named = {word.lower() for word in self.well_known_words}
        frequent = {row["word"] for row in ruleset.tsv("frequent_words.tsv")}
        #: Everyday words that are nobody's name, in small letters.
        self.everyday = frequent - named - {word.lower() for word in words["given_name"]}
        self.office_links = words["link_in_office"]
        self.programmes = frozenset(
            name.lower()
            for row in ruleset.yaml("programmes.yaml")["programmes"]
            for name in (*row["names"], *row.get("acronyms", ()))
        )
        self.government = words["government"]
        self._compile_patterns()
        self._compile_speech(rules["cues"])
        items, openers = any_of(listed("linking", "list-items")), any_of(listed("linking", "own-voice"))
        self.own_voice = re.compile(rf"\s*(?:{openers})\b", re.IGNORECASE)
        self.list_items = re.compile(rf"\s*[\"“]?(?:(?:{items})\b|[-•*]\s|\d{{1,2}}[.)]\s|[a-z][.)]\s)", re.IGNORECASE)

    def _compile_patterns(self) -> None:
        def pattern(template: str) -> re.Pattern[str]:
            return re.compile(filled(template, self.words))

        self.small_noun = pattern(r" (?!(?:«no_noun»)\b)[a-z]{4,}")
        self.following_name = pattern(r" (?:(?:«form_of_address») )?([A-Z][\w'’-]+)")
        self.preceding_name = pattern(r"(?<!\w)([A-Z][\w'’-]+) (?:(?:«bridge») )?$")
        self.by = pattern(r"\s*(?:(?:«directly») )?(?:«agent»)\b")
        self.accompanied = pattern(r"(?<!\w)(?:«accompanied»)(?: (?:«agent»))? $")
        self.after_possessed = pattern(r"\s*(?:[.,;\"“(]|$|\n|(?:«after_possessed»|«weekday»)\b)")
        self.opening = pattern(r"\s*(?:[A-Z][\w.-]*(?:, [A-Z]+)? ?(?:--?|–|—) ?)?(?:(?:«opening»),? )?")
        self.target_goes_on = pattern(r"\s*(?:«goal_again»)\b")
        self.that_was_said = pattern(r"\s*(?:«said_thing»)\b(?: \w+)? ?(?:«pointing»)\b|\s*(?:«thus»)\b")
        self.that_was_told = pattern(r" (?:«told_thing») (?:«pointing»)\b")
        self.in_brackets = pattern(r" \((?:(?:«explained») )?(?P<alias>[A-Z][\w/&.-]*(?: [A-Z][\w.-]*){0,2})\)")
        self.nickname = pattern(
            r",? (?:(?:«nickname_joint») ){0,2}(?:«nickname») (?P<alias>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})"
        )
        # a dot belongs to an initial or short form (M., Muh.), else it ends the sentence: *Ani Wijaya. Ani …*
        self.next_name = pattern(
            r" (?:(?:«link_in_name») )?(?P<word>[A-Z](?:[a-z]?[b-df-hj-np-tv-z])?\.(?= [A-Z])|[A-Z][\w'’`-]*\b)(?! ?\d)"
        )
        self.previous_name = pattern(r"(?<![\w.])(?P<word>[A-Z][\w'’`-]*|[A-Z]\.)(?: (?:«link_in_name»))? $")
        self.clipped_house = pattern(r"(?:«clipped_house»)")
        self.verb_after = pattern(r" (?:«verb_after»)\w*")

    def _compile_speech(self, rows: Iterable[dict[str, Any]]) -> None:
        """Words of speech, each with its group and whether it is sought in titles only: ``spoken``, ``headline``."""
        spoken: dict[str, tuple[Group, bool]] = {}
        for row in rows:
            title_only = bool(row.get("title"))
            for word in row["phrases"]:
                # a small one of titles is so frequent in bodies that it would cost time
                if not title_only or word in row["small"]:
                    spoken.setdefault(word, (row["group"], title_only))
                spoken.setdefault(word.capitalize(), (row["group"], title_only))
        self.speech = WordSearch(spoken)
        self.spoken = list(spoken.values())
        verbs = "|".join(sorted(word for word, (group, _) in spoken.items() if group == "active" and len(word) >= LONG))
        self.glued = re.compile(rf"(?P<name>[A-Z][\w'’]{{2,}}?)(?:{verbs})")
        self.headline = {word for row in rows if row["group"] == "headline" for word in row["phrases"]}
        self.goals = {word for row in rows if row.get("trait") == "goal" for word in row["phrases"]}

    def is_everyday(self, word: str) -> bool:
        """Whether a capitalised word is one of everyday, as headlines write it (*… Barang Mewah Dody menjelaskan*)."""
        return word.lower() in self.everyday

    def opens(self, word: str) -> bool:
        """Whether a capitalised word is no name but the head of a sentence: listed, or formed with *-nya*."""
        return word in self.openers or (len(word) > 5 and word.endswith("nya"))

    def ends_name(self, word: str) -> bool:
        """Whether a capitalised word beside a name or a word of speech is surely no part of a name."""
        return self.opens(word) or self.institutional(word) or word in self.honorifics or self.is_degree(word)

    def institutional(self, word: str) -> bool:
        """Whether a word belongs to an office or a house and never to a person's name."""
        listed = word in self.inside or word in self.houses or word in self.offices
        return listed or is_acronym(word) or self.clipped_house.match(word) is not None

    def is_office(self, word: str) -> bool:
        """Whether a person's office begins with a word."""
        return word in self.offices or word in self.small_offices

    def is_degree(self, word: str) -> bool:
        """Whether a word is an academic degree, with or without its dots."""
        return word.replace(".", "") in self.degrees


def is_acronym(word: str) -> bool:
    return word.isupper() and "." not in word and len(word.replace("-", "").replace("/", "")) > 1


compile_lexicon: Final = lru_cache(maxsize=8)(Lexicon)
