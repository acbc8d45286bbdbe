"""What stands beside a speaker or a word of speech, compiled from the section ``around`` of ``rules/speakers.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractor.rules import RuleSet
from extractor.rules.words import filled, rows_by_id


@dataclass(frozen=True)
class Around:
    """Word sets (``words``, by the ids of the section) and the patterns made of them."""

    words: Mapping[str, frozenset[str]]
    account: re.Pattern[str]
    function: re.Pattern[str]
    small_noun: re.Pattern[str]
    strictly_after: re.Pattern[str]
    sets_nothing: re.Pattern[str]
    following_name: re.Pattern[str]
    preceding_name: re.Pattern[str]
    by: re.Pattern[str]
    accompanied: re.Pattern[str]
    opening: re.Pattern[str]
    spoken_where: re.Pattern[str]
    that_was_said: re.Pattern[str]
    in_brackets: re.Pattern[str]
    nickname: re.Pattern[str]
    next_name: re.Pattern[str]
    previous_name: re.Pattern[str]
    clipped_house: re.Pattern[str]
    verb_after: re.Pattern[str]


@lru_cache(maxsize=8)
def compile_around(ruleset: RuleSet) -> Around:
    """The section of a rule set. Weekdays and months are those of ``rules/dates.yaml``, with a capital."""
    rules = ruleset.yaml("speakers.yaml")["around"]
    words = rows_by_id(rules)
    dates = ruleset.yaml("dates.yaml")
    days = {name for day in dates["weekdays"].values() for name in day["names"]} | set(dates["sunday_or_week"])
    months = {name for month in dates["months"].values() for name in month["names"]}
    words["weekday"] = frozenset(map(str.capitalize, days))
    words["calendar"] = words["weekday"] | frozenset(map(str.capitalize, months))

    def pattern(template: str) -> re.Pattern[str]:
        return re.compile(filled(template, words))

    return Around(
        words=words,
        account=pattern(r" (?:«account»)(?: (?:«from»))?(?= [A-Z])"),
        function=pattern(r" (?!(?:«no_function»)\b)[a-z][a-z -]{3,60}, (?=[A-Z])"),
        small_noun=pattern(r" (?!(?:«no_noun»)\b)[a-z]{4,}"),
        strictly_after=pattern(r"\s*(?:[.,;\"“(]|$|\n|(?:«strictly_after»|«weekday»)\b)"),
        sets_nothing=pattern(r"(?:«sets_nothing»)\b"),
        following_name=pattern(r" (?:(?:«form_of_address») )?([A-Z][\w'’-]+)"),
        preceding_name=pattern(r"(?<!\w)([A-Z][\w'’-]+) (?:(?:«bridge») )?$"),
        by=pattern(r"\s*(?:(?:«directly») )?(?:«agent»)\b"),
        accompanied=pattern(r"(?:«accompanied»)(?: (?:«agent»))? $"),
        opening=pattern(r"\s*(?:[A-Z][\w.-]*(?:, [A-Z]+)? ?(?:--?|–|—) ?)?(?:(?:«opening»),? )?"),
        spoken_where=pattern(r",? (?:«occasion»|«weekday»)\b"),
        that_was_said=pattern(r"\s*(?:«said_thing»)\b(?: \w+)? ?(?:«pointing»)\b|\s*(?:«thus»)\b"),
        in_brackets=pattern(r" \((?:(?:«explained») )?(?P<alias>[A-Z][\w/&.-]*(?: [A-Z][\w.-]*){0,2})\)"),
        nickname=pattern(
            r",? (?:«nickname_alias»|(?:(?:«nickname_or») )?(?:(?:«nickname_that») )?(?:(?:«nickname_manner») ){0,2}"
            r"(?:«nickname_called»)|(?:«nickname_or»)(?: (?:«nickname_that») (?:«nickname_known»)"
            r"(?: (?:«nickname_as»))?)?) (?P<alias>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})"
        ),
        # a dot belongs to an initial or short form (M., Muh.), else it ends the sentence: *Ani Wijaya. Ani …*
        next_name=pattern(
            r" (?:(?:«link_in_name») )?(?P<word>[A-Z](?:[a-z]?[b-df-hj-np-tv-z])?\.(?= [A-Z])|[A-Z][\w'’`-]*\b)(?! ?\d)"
        ),
        previous_name=pattern(r"(?<![\w.])(?P<word>[A-Z][\w'’`-]*|[A-Z]\.)(?: (?:«link_in_name»))? $"),
        clipped_house=pattern(r"(?:«clipped_house»)"),
        verb_after=pattern(r" (?:«verb_after»)\w*"),
    )
