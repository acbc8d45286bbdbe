"""Schemas of the files that hold cues: status, participants, dates' roles, speech, counters, programmes, places."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field

from extractor.rules.schema.parts import AnyWords, Item, Part, Phrases, Rows, Rule, Text, Words

Category = TypeVar("Category")


# What a cue does beside its category; the heads of status.yaml, participants.yaml and units.yaml explain them.
Trait = Literal["gives_way", "denies_claim", "holds", "has_object", "general", "lends_nothing", "classified"]


class Cue(Phrases, Generic[Category]):
    """Phrases that are evidence for a category, on one side of a figure or on both."""

    category: Category = Field(description="What it is evidence for; the head of the file has the list.")
    direction: Literal["forward", "backward", "both"] = Field(
        default="both", description="forward: it stands before the figure; backward: behind it."
    )
    trait: Trait | None = Field(default=None, description="What it does beside its category; see the head of the file.")


class Cues(Part, Generic[Item]):
    cues: Rows[Item]


class Unit(Cue[Literal[
    "participant", "person", "organisation", "crowd", "victim", "staff", "job", "facility", "seat", "area", "measure",
    "money", "share", "index", "thing", "time",
]]):  # fmt: skip
    parent: Text | None = None


class Units(Cues[Unit]):
    skipped: Words
    no_noun: Words
    agent_noun: Text
    goes_on: Words
    hedges: Words
    links: Words
    classifiers: Words


class DateCue(Phrases):
    where: Literal["before", "after", "both"] = "both"
    reach: int = 0
    role: Literal["due", "start", "event", "as_of"] | None = None


class Clauses(Part):
    after_comma: Words
    anywhere: Words


class DateRoles(Cues[DateCue]):
    clauses: Clauses


class Positioned(Phrases):
    position: Literal["before_speaker", "after_speaker", "owner_before", "owner_after"]


class SpeechCue(Positioned):
    group: Literal["inverted", "active", "passive", "according", "target_setting", "target_set_by", "headline"]
    dated: bool = False
    trait: Literal["goal", "ahead"] | None = None
    title: bool = False
    small: AnyWords


class Pairs(Rule):
    pairs: list[Annotated[list[Text], Field(min_length=2, max_length=2)]]


class Speakers(Cues[SpeechCue]):
    between: Rows[Phrases]
    pronouns: Rows[Phrases]
    synonyms: Rows[Pairs]
    documents: Rows[Phrases]
    roles: Rows[Phrases]
    honorifics: Rows[Phrases]
    degrees: Rows[Phrases]
    organisations: Rows[Phrases]
    not_names: Rows[Phrases]
    media: Rows[Phrases]
    linking: Rows[Phrases]
    around: Rows[Phrases]


class CounterCue(Positioned):
    body_only: bool = False


class Counters(Cues[CounterCue]):
    not_counts: Rows[Phrases]
    around: Rows[Phrases]


class Areas(Rule):
    kind: Literal["area", "country"] = "area"
    names: list[Words]


class Places(Cues[Phrases]):
    kind_words: dict[Literal["province", "regency", "city"], Words]
    ambiguous: Rows[Phrases]
    other_areas: Rows[Areas]
    around: Rows[Phrases]


class Programme(Part):
    id: Text
    owner: Text | None = None
    names: Words
    acronyms: AnyWords
    signs: AnyWords
    topics: AnyWords
    mentions: AnyWords
    under: Text | None = None
    worth: float | None = None


class Head(Phrases):
    drop_head: bool = False
    capitals: bool = False
    of_events: bool = False


class Leading(Phrases):
    """Words that lead to a noun phrase of at least so many words."""

    words: int = Field(1, ge=1, le=4)


class Programmes(Part):
    programmes: Rows[Programme]
    heads: Rows[Head]
    deeds: Rows[Phrases]
    leading: Rows[Leading]
    houses: Rows[Phrases]
    general: Rows[Phrases]
    subjects: Rows[Phrases]
    stops: Rows[Phrases]
    not_editions: Rows[Phrases]


Status = Literal[
    "aim", "attended", "budget", "build", "claim", "compare", "condition", "corrected", "count", "denied", "done",
    "duty", "finance", "forecast", "frame", "given", "heading", "hope", "idiom", "item", "label", "market", "not",
    "now", "only", "opening", "past", "plan", "potential", "prepare", "price", "purpose", "quota", "rate", "ready",
    "revised", "right", "rumour", "served", "share", "stop",
]  # fmt: skip
Participation = Literal[
    "care", "elliptic", "harm", "involve", "join", "noun", "programme", "pupils", "serve", "train", "work"
]
Days = Literal[
    "until", "by", "per", "through", "at", "for", "from", "since", "compare", "yearly",
    "event", "crowd", "stock", "flow", "refers", "frame",
]  # fmt: skip
Owner = Literal["government", "local", "other", "president"]


class Owners(Cues[Cue[Owner]]):
    joints: Words
    venues: Words
