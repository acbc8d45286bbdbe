"""The words of rules/titles.yaml by which names, roles and what takes place are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

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


class Words:
    """The compiled vocabulary: what is compiled of rules/titles.yaml, and its plain lists by their names."""

    __slots__ = ()
    verb: re.Pattern[str]
    before: Mapping[str, Role]
    behind: Mapping[str, Role]
    nouns: Mapping[str, Step]
    doing: Mapping[str, Step]
    done: Mapping[str, Step]
    steps: Mapping[str, Step]
    grown: Mapping[str, str]
    kept: Mapping[str, str]
    kept_behind: Mapping[str, str]
    relative: str
    receiving: re.Pattern[str]
    act: re.Pattern[str]
    takes: re.Pattern[str]

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> frozenset[str]: ...

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

    lists = (name for name, row in rules.items() if isinstance(row, list) and isinstance(row[0], str))
    told: dict[str, Any] = {name: frozenset(rules[name]) for name in lists}
    told |= {name: rules[name] for name in ("relative", "kept", "kept_behind", "grown")}
    told |= {name: table(steps, name) for name in _FORMS} | {name: table(roles, name) for name in ("before", "behind")}
    told |= {
        "verb": re.compile(rf"(?!(?:{any_of(rules['no_acts'])})$)(?:{rules['verbs']})"),
        "act": re.compile(rf"(?!(?:{any_of(rules['no_acts'])})$)(?:{rules['acts']})"),
        "takes": re.compile(rules["takes"]),
        "receiving": re.compile(rf"\b(?:{any_of(rules['receiving'])})\b"),
        "steps": {word: step for step, row in steps for form in _FORMS for word in row.get(form, ())},
        "growing": frozenset(rules["grown"].values()),
    }
    words: Words = type("Compiled", (Words,), {"__slots__": tuple(told)})()  # a place for each: read thrice as fast
    for name, value in told.items():
        setattr(words, name, value)
    return words


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
