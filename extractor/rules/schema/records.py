"""Schemas of the files about checking and reconciling facts and telling about them, and of the weights by hand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from extractor.rules.schema.cues import Cues
from extractor.rules.schema.parts import (
    AnyWords,
    Bilingual,
    Part,
    Phrases,
    Regex,
    Rows,
    Rule,
    Tested,
    Text,
    Words,
    same_gaps,
)


class Attribution(Phrases):
    stem: Text
    any_name: bool = False


class Outlets(Cues[Attribution]):
    outlets: list[Words]


class FactCheck(Rule):
    words: Words
    alone: bool = False


class FactChecks(Part):
    openers: Words
    verdicts: Rows[FactCheck]


class Sums(Tested):
    complete: Words
    partial: Words
    remainder: Words
    incomplete: Words
    whole: Words
    no_noun: Words


class TitleBody(Part):
    hedges: Words
    title_hedges: Words


class Checks(Part):
    sums: Sums
    title_body: TitleBody


class Reasoned(Part):
    """A number of the rules, with the reason why it is that."""

    id: Text = Field(description="Its name, by which the code asks for it.")
    value: int | float = Field(description="The number.")
    reason: Annotated[str, Field(min_length=10, description="Why it is that number.")]


class Explained(Reasoned):
    indonesian: Text


class Veto(Part):
    id: Text
    reason: Text
    indonesian: Text


class Scale(Part):
    words: Words
    of: float


class Claims(Part):
    synonyms: list[Words]
    ignored: Words
    rate: Words
    each: Words
    daily: Words
    dropped: Words
    period: Words
    possible: Words
    former: Words
    told_before: Words
    compared: Words
    changed_from: Words
    changed_to: Words
    scales: list[Scale]
    now: Words
    result: Words
    done: Words
    target: Words
    begins: Words
    ends: Words
    state: Words
    whole: Words
    debunked: Words
    truth: Words
    denying: Words
    extended: Words
    hours: Words
    latest: Words
    stops: Words
    part_of: Words
    parting: Words
    aside: Words
    at: Words
    weights: Rows[Reasoned]
    thresholds: Rows[Reasoned]


class Differing(Part):
    id: Literal["wave", "role", "day", "part", "rounding"]
    levels: Words


class PeopleGroup(Part):
    id: Text
    phrases: Words
    within: AnyWords


class Reconcile(Part):
    weights: Rows[Explained]
    vetoes: Rows[Veto]
    thresholds: Rows[Reasoned]
    differs: list[Differing]
    interchangeable: list[Words]
    groups: Rows[PeopleGroup]
    ungrouped: Words
    group_marks: Words
    group_leads: Words
    group_joints: Words
    group_behind: Words
    revision_cues: Words
    growth_cues: Words
    earlier: Words
    changed_from: Words
    changed_to: Words
    turns: Words
    wholes: Words
    start_cues: Words
    start_marks: Words
    statement_cues: Words
    statement_verbs: Words
    statement_occasions: Words
    saying: Words
    happening: Words
    seasons: Words
    occasions: Words
    ahead: Words
    venues: Words
    related: Words
    evenings: Words
    small_hours: Words
    clock_marks: Words
    zones: Words
    periods: Words
    each: Words
    alternatives: Words
    together: Words
    range_words: Words
    anaphors: Words
    change_phrases: Words
    portions: Words
    adding: Words
    newcomers: Words
    bases: Words
    work: Words
    grades: Words
    versus: Words
    meeting: Words
    beside_sides: Words
    pointing: Words
    outcomes: Words
    levels: Words
    opposites: list[Words]
    editions: Words
    edition_numbers: dict[Text, int]
    state: Words
    area_kinds: Words
    empty_words: Words


class Sentence(Bilingual):
    id: Text


class Label(Part):
    """A word of the desk in both languages, with the same gaps."""

    id: Text
    en: Text

    @model_validator(mode="after")
    def _same_gaps(self) -> Label:
        same_gaps(self.id, self.en)
        return self


class Wording(Part):
    sentences: Rows[Sentence]
    slips: Rows[Sentence]


class Subject(Bilingual):
    of: Literal["joined", "received", "served"] | None = None


class Frame(Bilingual):
    attribute: Literal[
        "target", "participants", "realised", "potential", "due_date", "start_date", "event_date"
    ]  # fmt: skip


class Role(Bilingual):
    before: AnyWords
    behind: AnyWords
    by: bool = False
    work: str = ""


class Step(Bilingual):
    nouns: AnyWords
    doing: AnyWords
    done: AnyWords
    begins: Bilingual | None = None
    bare: bool = False
    sides: bool = False
    named: bool = False
    led: bool = False
    headed: bool = False


class People(Part):
    nouns: Words
    served: Text
    other: Text | None = None


class Titles(Part):
    subjects: list[Subject]
    frames: list[Frame]
    place: Bilingual
    about: Bilingual
    year: Bilingual
    place_to: Bilingual
    plan: Bilingual
    zero: Bilingual
    doer: Bilingual
    target: Bilingual
    towards: Words
    origins: Words
    paid: Words
    aims: Words
    aiming: Words
    becomes: Words
    within: Words
    wide: Regex
    day: Bilingual
    once_more: Bilingual
    related: Bilingual
    quoted: Bilingual
    worked: Bilingual
    counter: Bilingual
    of_activities: Words
    areas: Words
    amounts: Words
    apart: Words
    offices: Words
    state_offices: Words
    duties: Words
    legal_forms: Words
    houses: Words
    moves: Words
    passing: Words
    unreal: Words
    received: Words
    budgets: Words
    joined: Words
    roles: list[Role]
    steps: list[Step]
    happens: Words
    opens: Words
    cuts: Words
    links: Words
    points: Words
    copulas: Words
    negations: Words
    called_off: Words
    rooms: Words
    kinds: Words
    idle: Words
    starts: Words
    openers: Words
    teasers: Words
    grown: dict[Text, Text]
    again: Words
    spans: Words
    kept: dict[Text, Text]
    kept_behind: dict[Text, Text]
    inside: Words
    labels: Words
    asides: Words
    guides: Words
    pronouns: Words
    estimates: Words
    grants: Words
    occasions: Words
    planned: Words
    relative: Text
    receiving: Words
    acts: Regex
    no_acts: Words
    takes: Regex
    verbs_in_names: Regex
    activities: Regex
    doings: Regex
    between: Words
    joins: Words
    leads: Words
    ends: Words
    verbs: Regex
    attended: Words
    attends: Words
    editions: Words
    measured: Words
    unsaid: Words
    vague: Words
    put_off: Words
    no_names: Words
    people: list[People]
    served: Words
    strangers: Words
    surveyed: Words
    survey: Bilingual
    measures: dict[Text, Text]
    short: dict[Text, Text]
    capitals: Words
    units: dict[Text, Text]


class Pin(Part):
    table: Text
    evidence: Text
    weight: float
    reason: Text


class Pins(Part):
    pins: list[Pin]


class Beliefs(Part):
    status: dict[Text, float]
    said_by: dict[Text, float]
    what: dict[Text, float]
    as_of: dict[Text, float]
    due: dict[Text, float]
    place: dict[Text, float]
    owner: dict[Text, float]
    counted_by: dict[Text, float]
