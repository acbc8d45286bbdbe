"""Schemas of the registry of ministries and agencies and of what tells their names."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from extractor.rules.schema.parts import AnyWords, Date, Day, Kind, Part, Rows, Rule, Tested, Text, Words


class Holder(Part):
    name: Text
    from_: Day = Field(default=None, alias="from")
    to: Day = None
    acting: bool = False
    known_as: AnyWords
    source: Text | None = None
    unverified: bool = False
    note: Text | None = None


class Body(Part):
    kind: Kind
    name: Text
    short: Text
    from_: Day = Field(default=None, alias="from")
    to: Day = None
    portfolios: AnyWords
    clipped: AnyWords
    stems: AnyWords
    acronyms: AnyWords
    halves: AnyWords
    names: AnyWords
    titles: AnyWords
    deputies: AnyWords
    dated: Annotated[dict[Text, Date], Field(default_factory=dict)]
    heads: AnyWords
    cues: AnyWords
    predecessors: AnyWords
    successors: AnyWords
    holders: Annotated[list[Holder], Field(default_factory=list)]
    deputy_holders: Annotated[list[Holder], Field(default_factory=list)]
    wikidata: Text | None = None
    wikidata_office: Text | None = None
    sources: AnyWords
    note: Text | None = None


class Bodies(Part):
    bodies: dict[Text, Body]


class Shown(Rule):
    """A rule that must carry both kinds of examples."""

    examples: Annotated[list[Text], Field(min_length=1)]
    counter_examples: Annotated[list[Text], Field(min_length=1)]


class Refusal(Shown):
    via: Literal["name", "title", "any"]
    before: AnyWords
    before_needs: AnyWords
    before_pattern: AnyWords
    after: AnyWords
    after_pattern: AnyWords
    skip: AnyWords


class Collision(Shown):
    acronyms: Words
    whole_text: bool = False
    before: AnyWords
    after: AnyWords


class OfOld(Tested):
    before: Words
    after: Words
    near: Words


class Beside(Part):
    before: Words
    after: Words


class BodyContext(Part):
    glued_suffixes: Words
    glued_verbs: Text
    glued_prefixes: Words
    own_country: Words
    second_heads: Words
    coordinated: Words
    coordinated_again: Words
    small_words: Words
    local_heads: Words
    national: Beside
    honorifics: Words
    of_old: OfOld
    refusals: Rows[Refusal]
    collisions: Rows[Collision]


class FormPattern(Shown):
    of: Literal["portfolio", "acronymic", "stem", "headed", "holder"]
    kinds: list[Kind]
    via: Literal["name", "title"]
    forms: Words
    until: Day = None
    stale_after: Day = None
    deputy: bool = False
    also: AnyWords
    heads: AnyWords
    unless: AnyWords


class FormPatterns(Part):
    list_heads: Words
    person_heads: Words
    list_joints: Words
    conjunction: Text
    patterns: Rows[FormPattern]


class Countries(Part):
    prefixes: Words
    names: Words
    fillers: Words
    fields: Words
    owned_by: Words
    joints: Words
    glued_behind: Words
    links: Words
    beside: Words
    home: Words
    people: Words
