"""The words of rules/titles.yaml by which names, roles and what takes place are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

from extractor.models import DateFact, QuantityFact
from extractor.rules import RuleSet
from extractor.rules.words import any_of

TOKEN = re.compile(r"\([^()\n]{1,40}\)|[^\W_]+(?:(?:[-'’./&]|(?<=\d),(?=\d))[^\W_]+)*(?:(?<=\d)%)?|[^\w\s]")
MOST_REMEMBERED = 4_000  # sentences: a full group has 3,000 claims
_Claim = TypeVar("_Claim", QuantityFact, DateFact, QuantityFact | DateFact)
_Further = ParamSpec("_Further")
_Found = TypeVar("_Found")

_FORMS = ("nouns", "doing", "done")  # of a step


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What takes place on a day, in both languages; ``begins`` is its start.

    ``bare``: a programme names it; ``sides``: only its two sides do;
    ``named``: its name says what it is; ``led``: who does it belongs to it;
    ``headed``: a headline that tells of it says more.
    """

    name: Mapping[str, str]
    begins: Mapping[str, str] | None
    bare: bool
    sides: bool
    named: bool
    led: bool
    headed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """What is done with those who are counted, by somebody who may be named, or what they do.

    ``work``: the noun of it, by which an aim is called; empty where there is none.
    """

    name: Mapping[str, str]
    by: bool
    work: str


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The compiled vocabulary."""

    ends: frozenset[str]
    between: frozenset[str]
    joins: frozenset[str]
    leads: frozenset[str]
    verb: re.Pattern[str]
    before: Mapping[str, Role]
    behind: Mapping[str, Role]
    nouns: Mapping[str, Step]
    doing: Mapping[str, Step]
    done: Mapping[str, Step]
    happens: frozenset[str]
    measured: frozenset[str]
    unsaid: frozenset[str]
    attended: frozenset[str]
    attends: frozenset[str]
    editions: frozenset[str]
    opens: frozenset[str]
    cuts: frozenset[str]
    links: frozenset[str]
    within: frozenset[str]
    points: frozenset[str]
    copulas: frozenset[str]
    becomes: frozenset[str]
    negations: frozenset[str]
    called_off: frozenset[str]
    again: frozenset[str]
    spans: frozenset[str]
    planned: frozenset[str]
    aims: frozenset[str]
    aiming: frozenset[str]
    rooms: frozenset[str]
    kinds: frozenset[str]
    occasions: frozenset[str]
    idle: frozenset[str]
    starts: frozenset[str]
    towards: frozenset[str]
    origins: frozenset[str]
    served: frozenset[str]
    strangers: frozenset[str]
    surveyed: frozenset[str]
    areas: frozenset[str]
    amounts: frozenset[str]
    apart: frozenset[str]
    offices: frozenset[str]
    state_offices: frozenset[str]
    duties: frozenset[str]
    legal_forms: frozenset[str]
    houses: frozenset[str]
    capitals: frozenset[str]
    moves: frozenset[str]
    passing: frozenset[str]
    unreal: frozenset[str]
    put_off: frozenset[str]
    vague: frozenset[str]
    asides: frozenset[str]
    estimates: frozenset[str]
    guides: frozenset[str]
    pronouns: frozenset[str]
    steps: Mapping[str, Step]
    grown: Mapping[str, str]
    growing: frozenset[str]
    kept: Mapping[str, str]
    kept_behind: Mapping[str, str]
    relative: str
    receiving: re.Pattern[str]
    act: re.Pattern[str]
    takes: re.Pattern[str]

    def in_room(self, what: str, text: str) -> bool:
        """Whether a text names only a room by a name: *di ruang sidang Candra*."""
        before, found, _ = text.lower().partition(what.lower() or "\0")
        return bool(what and found) and before.rstrip().rpartition(" ")[2] in self.rooms


@lru_cache(maxsize=4)
def words_of(ruleset: RuleSet) -> Words:
    """The words of rules/titles.yaml by which names are read."""
    rules = ruleset.yaml("titles.yaml")
    steps = [(_step(row), row) for row in rules["steps"]]
    roles = [(Role(both(row), row.get("by", False), row.get("work", "")), row) for row in rules["roles"]]

    def table(rows: Sequence[tuple[Any, Mapping[str, Any]]], key: str) -> dict[str, Any]:
        return {word: one for one, row in reversed(rows) for word in row.get(key, ())}

    told: dict[str, Any] = {
        "verb": re.compile(rf"(?!(?:{any_of(rules['no_acts'])})$)(?:{rules['verbs']})"),
        "relative": rules["relative"],
        "receiving": re.compile(rf"\b(?:{any_of(rules['receiving'])})\b"),
        "act": re.compile(rf"(?!(?:{any_of(rules['no_acts'])})$)(?:{rules['acts']})"),
        "takes": re.compile(rules["takes"]),
        "kept": rules["kept"],
        "kept_behind": rules["kept_behind"],
        "before": table(roles, "before"),
        "behind": table(roles, "behind"),
        "nouns": table(steps, "nouns"),
        "doing": table(steps, "doing"),
        "done": table(steps, "done"),
        "steps": {word: step for step, row in steps for form in _FORMS for word in row.get(form, ())},
        "grown": rules["grown"],
        "growing": frozenset(rules["grown"].values()),
    }
    told |= {one.name: frozenset(rules[one.name]) for one in fields(Words) if one.name not in told}
    return Words(**told)


def _step(row: Mapping[str, Any]) -> Step:
    begins = both(row["begins"]) if "begins" in row else None
    return Step(both(row), begins, *(row.get(name, False) for name in ("bare", "sides", "named", "led", "headed")))


def both(row: Mapping[str, str]) -> Mapping[str, str]:
    """A row's wording by language."""
    return {"id": row["indonesian"], "en": row["english"]}


def remembered(
    read: Callable[Concatenate[_Claim, Words, _Further], _Found],
) -> Callable[Concatenate[_Claim, Words, _Further], _Found]:
    """What a claim's sentence says is asked for a title in each language, so it is remembered for a while.

    Further arguments are of the same rules as the words.
    """
    known: dict[tuple[Words, str | None, str, str, str], _Found] = {}

    def reading(fact: _Claim, words: Words, /, *args: _Further.args, **named: _Further.kwargs) -> _Found:
        unit = fact.unit or "" if isinstance(fact, QuantityFact) else None
        key = (words, unit, fact.before, fact.text, fact.after)
        if key not in known:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[key] = read(fact, words, *args, **named)
        return known[key]

    return reading
