"""Schemas of the grammars of dates and numbers, and of what finds sentences, page furniture and publication days."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from extractor.rules.schema.parts import AnyWords, Part, Regex, Rows, Rule, Tested, Text, Words


class Month(Part):
    names: Words
    short: Words
    misspelt: Words
    english: Words


class Weekday(Part):
    names: Words
    short: Words
    english: Words


class Glued(Part):
    today: Text
    never_before: Words
    prefixes: Words


class SundayOrWeek(Part):
    words: Words
    week_before: Words
    week_after: Words
    day_before: Words


class Joints(Part):
    towards: Words
    towards_next: Words
    relative: Words
    within: Words
    until: Words
    part_of: Words
    nth: Words
    lost_slash_before: Words
    lost_dash_before: Words
    remembered: Words
    between: Words
    apposed: Words
    decade: Words
    decade_before: Words
    period_before: Words
    span_before: Words
    year_kinds: Words
    ahead_before: Words
    ahead_after: Words
    counted_from: Words
    listed: Words
    against: Words


class Dates(Part):
    months: dict[int, Month]
    sunday_or_week: SundayOrWeek
    weekdays: dict[int, Weekday]
    hijri_months: dict[int, Words]
    numbers: dict[Text, int]
    number_scales: dict[Text, int]
    ordinals: dict[Text, int]
    units: dict[Text, Words]
    units_of_one: dict[Text, Words]
    parts: dict[Literal["early", "middle", "late"], Words]
    daytimes: dict[Literal["day", "night"], Words]
    glued: Glued
    day_words: dict[Text, int]
    night_words: dict[Text, int]
    connectors: dict[Literal["range", "list", "alternative"], Words]
    joints: Joints
    towards: dict[Text, Words]
    before_daytimes: dict[Text, int]
    day_number: Words
    quarter_codes: dict[Text, int]
    context: dict[Text, Words]
    reference: Text
    rules: Rows[Rule]


class Feast(Part):
    id: Text
    phrases: Words
    fixed: list[int] | None = None
    holiday: Text | None = None
    days: int = 1
    since: int | None = None


class Anniversary(Part):
    id: Text
    phrases: Words
    first: list[int]


class Feasts(Part):
    feasts: Rows[Feast]
    anniversaries: Rows[Anniversary]
    anniversary_words: Words
    ramadan: dict[int, list[int]]
    eras: dict[Literal["hijri", "common"], Words]


class Lone(Part):
    word: Text
    before: Words
    behind: Words


class NumberWords(Tested):
    digits: dict[Text, int]
    zero_among_words: Words
    whole: dict[Text, int]
    teen: Words
    tens: Words
    hundreds: Words
    point: Words
    fraction: dict[Text, float]
    fraction_alone: dict[Text, int]
    fraction_of: dict[Text, int]
    one_scale: dict[Text, Text]
    negative: Words
    negative_before_words: Words
    some: Words
    lone: Lone
    name_before: Words
    names: Words


class Worths(Tested):
    words: dict[Text, float]


class Kilo(Tested):
    word: Text
    not_after: Words
    routes: Words
    counts_nothing: Words


class Vague(Tested):
    words: dict[Text, Annotated[list[int], Field(min_length=2, max_length=2)]]
    about_one: dict[Text, int]


class Currency(Part):
    id: Text
    before: Words
    after: Words


class Modifier(Rule):
    bound: Literal["at_least", "at_most", "about"]
    before: Words
    far: Words
    after: Words
    after_noun: Words


class Ranges(Tested):
    joiners: Words
    with_between: Words
    between: Words
    alternative: Words
    to: Words
    from_: Words = Field(alias="from")
    repeated: Words


class Ordinals(Tested):
    first: dict[Text, int]


class Identifiers(Tested):
    before: Words
    years_after: Words
    clock_before: Words
    clock_joiners: Words
    clock_after: Words
    score_cues: Words
    durations: Words
    months: Words


class NumberSlips(Tested):
    doubled_scale: Words
    letters: dict[Text, Text]
    averages: Words
    averages_behind: Words


class Numbers(Part):
    words: NumberWords
    scales: dict[Text, int]
    rare_scales: dict[Text, int]
    parts: Worths
    short_scales: Worths
    kilo: Kilo
    vague: Vague
    currencies: Rows[Currency]
    cents: Words
    percent: Words
    modifiers: Rows[Modifier]
    fillers: Words
    far_stops: Words
    goes_on: Words
    comparative: Words
    comparisons: Words
    ranges: Ranges
    ordinals: Ordinals
    identifiers: Identifiers
    grouped: Tested
    glued_units: Words
    countable: Words
    slips: NumberSlips


class Masked(Rule):
    kind: Text
    where: Literal["line", "start", "rest", "inline"]
    headline: bool = False
    yields: list[Literal["ministry", "agency", "date", "quantity"]]
    begins: AnyWords
    hints: AnyWords
    pattern: Regex


class Publication(Part):
    byline_openers: Words
    copyright: Words
    times: Words
    changed: Words
    page_elsewhere: Words
    day_names: Words
    rules: Rows[Rule]


class Columns(Part):
    fields: dict[Literal["id", "source", "url", "published", "title", "text"], Words]
    nested: Words


class Timex(Part):
    references: dict[Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"], Words]
