"""``rules/numbers.yaml`` compiled once: tables and regular expressions that the number reader looks things up in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Literal

from extractor.numbers.words import NumberWords
from extractor.rules import RuleSet
from extractor.rules.words import any_of
from extractor.text.wordsearch import WordSearch

FILE: Final = "numbers.yaml"
_BLANK: Final = r"\s{1,3}"
Bound = Literal["at_least", "at_most", "about"]


@dataclass(frozen=True)
class NumberRules:
    """What :func:`extractor.numbers.find_numbers` looks up. All words are in lower case."""

    words: NumberWords
    openings: WordSearch
    phrase: re.Pattern[str]
    scale: re.Pattern[str]
    scales: dict[str, int]
    second_scale: re.Pattern[str]
    part_after: re.Pattern[str]
    parts: dict[str, Fraction]
    short_scale: re.Pattern[str]
    short_scales: dict[str, int]
    kilo_not_after: frozenset[str]
    kilo_route: re.Pattern[str]
    kilo_ends: re.Pattern[str]
    before: dict[str, tuple[str, Bound]]
    before_last: frozenset[str]
    far: dict[str, tuple[str, Bound]]
    far_last: frozenset[str]
    far_stops: frozenset[str]
    after: re.Pattern[str]
    after_words: dict[str, tuple[str, Bound]]
    after_noun: re.Pattern[str]
    after_noun_words: dict[str, tuple[str, Bound]]
    goes_on: frozenset[str]
    comparisons: frozenset[str]
    comparative: tuple[str, ...]
    fillers: frozenset[str]
    prefixes: tuple[str, ...]
    prefix_ends: frozenset[str]
    currency_before: dict[str, str]
    measure_after: re.Pattern[str]
    measures: dict[str, str]
    cents: re.Pattern[str]
    join: re.Pattern[str]
    join_repeated: re.Pattern[str]
    joiners: frozenset[str]
    between: frozenset[str]
    to: frozenset[str]
    from_: frozenset[str]
    alternative: frozenset[str]
    negative: frozenset[str]
    negative_before_words: frozenset[str]
    name_before: frozenset[str]
    names: tuple[str, ...]
    digit_words: frozenset[str]
    one: str
    one_before: tuple[str, ...]
    one_behind: tuple[str, ...]
    identifiers: frozenset[str]
    years_after: frozenset[str]
    months: frozenset[str]
    day: re.Pattern[str]
    clock_before: frozenset[str]
    clock_joiners: frozenset[str]
    clock_after: re.Pattern[str]
    score_cues: frozenset[str]
    durations: frozenset[str]
    glued_units: frozenset[str]
    countable: frozenset[str]
    averages: frozenset[str]
    averages_behind: tuple[str, ...]
    doubled_scale: frozenset[str]
    slip_letters: dict[int, str]
    ordinal_first: dict[str, int]


@lru_cache(maxsize=8)
def compile_rules(ruleset: RuleSet) -> NumberRules:
    """The compiled rules."""
    rules: dict[str, Any] = ruleset.yaml(FILE)
    words = NumberWords(rules)
    scales: dict[str, int] = dict(rules["scales"])
    before: dict[str, tuple[str, Bound]] = {}
    far: dict[str, tuple[str, Bound]] = {}
    after: dict[str, tuple[str, Bound]] = {}
    after_noun: dict[str, tuple[str, Bound]] = {}
    for rule in rules["modifiers"]:
        for table, part in ((before, "before"), (far, "far"), (after, "after"), (after_noun, "after_noun")):
            table.update(dict.fromkeys(rule[part], (rule["id"], rule["bound"])))
    separate = [word for word in after if word not in ("-an", "an")]
    identifiers = rules["identifiers"]
    ranges = rules["ranges"]
    currencies = rules["currencies"]
    prefixes = {word: currency["id"] for currency in currencies for word in currency["before"]}
    measures = {word: currency["id"] for currency in currencies for word in currency["after"]}
    measures |= dict.fromkeys(rules["percent"], "persen")
    named = any_of((word for word in measures if word[0].isalpha()), _BLANK)
    first = rules["ordinals"]["first"]
    short = rules["short_scales"]["words"]
    scale_words = any_of(scales)
    day = any_of(identifiers["months"])
    parts = {word: Fraction(value).limit_denominator(100) for word, value in rules["parts"]["words"].items()}
    return NumberRules(
        words=words,
        # One automaton for all words that can open a number: three times as fast as their alternation.
        openings=WordSearch([*words.openings, *first]),
        phrase=re.compile(words.phrase),
        scale=re.compile(
            rf"(?P<some>\s(?:{any_of(rules['words']['some'])})|-?an(?=\s))?\s?(?P<scale>{scale_words})(?P<about>-?an)?(?![a-z])"
        ),
        scales=scales,
        second_scale=re.compile(rf"\s(?P<digits>[0-9]{{1,3}}(?:[.,][0-9]{{1,3}})?)\s(?P<scale>{scale_words})(?![a-z])"),
        part_after=re.compile(
            rf"\s?(?P<part>{any_of(part for part in parts if '/' not in part)})"
            rf"|\s(?P<slashed>{any_of(part for part in parts if '/' in part)})(?=\s(?:{scale_words})(?![a-z]))"
        ),
        parts=parts,
        short_scale=re.compile(rf"\s?(?P<scale>{any_of(short)})(?![a-z0-9])"),
        short_scales=dict(short),
        kilo_not_after=frozenset(rules["kilo"]["not_after"]),
        kilo_route=re.compile(rf"\b(?:{any_of(rules['kilo']['routes'])})\b[^.!?\n]*$"),
        kilo_ends=re.compile(rf"\W*$|\s?[^\s\w]|\s(?:{any_of(rules['kilo']['counts_nothing'])})\b"),
        before=before,
        before_last=frozenset(word.split()[-1] for word in before),
        far=far,
        far_last=frozenset(word.split()[-1] for word in far),
        far_stops=frozenset(rules["far_stops"]),
        after=re.compile(
            rf"(?:(?P<glued>\+(?![0-9])|-?an(?![a-z]))|\s(?P<word>{any_of(separate, _BLANK)})(?![a-z]))"
            r"(?:\s(?P<next>[a-z]+))?"
        ),
        after_words=after,
        after_noun=re.compile(
            rf"\s[a-z]{{3,24}}(?:\s[a-z]{{3,24}})?\s(?P<word>{any_of(after_noun, _BLANK)})(?![a-z])"
            r"(?:\s+(?P<next>[a-z]+)|(?P<end>[.,;:!?)\"”]|\s*$))?"
        ),
        after_noun_words=after_noun,
        goes_on=frozenset(rules["goes_on"]),
        comparisons=frozenset(rules["comparisons"]),
        comparative=tuple(rules["comparative"]),
        fillers=frozenset(rules["fillers"]),
        prefixes=tuple(prefixes),
        prefix_ends=frozenset(prefix[-1] for prefix in prefixes),
        currency_before=prefixes,
        measure_after=re.compile(rf"\s?(?P<symbol>[%€¥£$])|\s{{0,2}}(?P<word>{named})(?![a-z])"),
        measures=measures,
        cents=re.compile(rf"\s(?:{any_of(rules['cents'])})(?![a-z])"),
        join=re.compile(
            rf"\s?(?P<dash>[-–—])\s?|\s?(?P<plusminus>±|plus[- ]minus|\+/-)\s?"
            rf"|\s?(?P<word>{any_of({*ranges['joiners'], *ranges['with_between'], *ranges['alternative']}, _BLANK)})\s"
        ),
        join_repeated=re.compile(
            rf"\s(?P<noun>[a-z]{{3,24}}(?:\s[a-z]{{3,24}})?)\s(?:{any_of(ranges['repeated'])}|[-–—])\s"
        ),
        joiners=frozenset(ranges["joiners"]),
        between=frozenset(ranges["between"]),
        to=frozenset(ranges["to"]),
        from_=frozenset(ranges["from"]),
        alternative=frozenset(ranges["alternative"]),
        negative=frozenset(rules["words"]["negative"]),
        negative_before_words=frozenset(rules["words"]["negative_before_words"]),
        name_before=frozenset(rules["words"]["name_before"]),
        names=tuple(rules["words"]["names"]),
        digit_words=frozenset(word for word, value in rules["words"]["digits"].items() if value),
        one=rules["words"]["lone"]["word"],
        one_before=tuple(rules["words"]["lone"]["before"]),
        one_behind=tuple(rules["words"]["lone"]["behind"]),
        identifiers=frozenset(identifiers["before"]),
        years_after=frozenset(identifiers["years_after"]),
        months=frozenset(identifiers["months"]),
        day=re.compile(rf"(?:\s?[-–]\s?[0-9]{{1,2}})?\s?(?:{day})(?![a-z])"),
        clock_before=frozenset(identifiers["clock_before"]),
        clock_joiners=frozenset(("-", "–", *identifiers["clock_joiners"])),
        clock_after=re.compile(
            rf"(?:\s?[-–]\s?[0-9]{{1,2}}[.:][0-9]{{2}})?\s(?:{any_of(identifiers['clock_after'])})(?![a-z])"
        ),
        score_cues=frozenset(identifiers["score_cues"]),
        durations=frozenset(identifiers["durations"]),
        glued_units=frozenset(rules["glued_units"]),
        countable=frozenset(rules["countable"]),
        averages=frozenset(rules["slips"]["averages"]),
        averages_behind=tuple(f" {word} " for word in rules["slips"]["averages_behind"]),
        doubled_scale=frozenset(rules["slips"]["doubled_scale"]),
        slip_letters=str.maketrans(rules["slips"]["letters"]),
        ordinal_first=dict(first),
    )
