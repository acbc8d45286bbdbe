"""What a claim's own sentence calls things: those who are counted, what is measured, what takes place on a day.

Words are those of ``rules/titles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

from extractor.models import DateFact, QuantityFact
from extractor.rules import RuleSet
from extractor.rules.words import any_of

TOKEN = re.compile(r"\([^()\n]{1,40}\)|[^\W_]+(?:[-'’./&][^\W_]+)*|[^\w\s]")
_MOST_WORDS = 10  # of a name: longer ones are sentences
_MODIFIERS = 6  # words behind a counted noun
_REACH = 200  # characters on either side of a claim in which its words stand
_DOER = 3  # words of who does something: longer ones are of people with their offices
_AWAY = 20  # and between a day and the word of what takes place
_YEAR = 4  # digits
_LABEL = 2  # words at least of what a colon opens a figure with
_STOPS = frozenset('"“”;:')
MOST_REMEMBERED = 4_000  # sentences: a full group has 3,000 claims
_Claim = TypeVar("_Claim", QuantityFact, DateFact, QuantityFact | DateFact)
_Further = ParamSpec("_Further")
_Found = TypeVar("_Found")
_MEASURED = 20  # and the noun of what is measured


_SETS = (
    "ends", "between", "joins", "versus", "leads", "happens", "measured", "unsaid", "attended", "attends", "editions",
    "opens", "cuts", "links", "points", "copulas",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What takes place on a day, in both languages; ``begins`` is its start.

    ``bare``: a programme names it; ``sides``: only its two sides do;
    ``named``: its name says what it is.
    """

    name: Mapping[str, str]
    begins: Mapping[str, str] | None
    bare: bool
    sides: bool
    named: bool


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """What is done with those who are counted, by somebody who may be named, or what they do."""

    name: Mapping[str, str]
    by: bool


@dataclass(frozen=True, slots=True)
class Event:
    """What takes place: a step and what it is done to or is of; without a step the name says it all."""

    step: Step | None
    head: str
    name: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands around a counted noun: modifiers, a role, what else is said of those counted, what they attend, who
    does it; what the sentence calls them (*Penerima PKH: 10 KPM*).
    """

    modifiers: str = ""
    role: Role | None = None
    more: str = ""
    event: str = ""
    doer: str = ""
    label: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The compiled vocabulary."""

    ends: frozenset[str]
    between: frozenset[str]
    joins: frozenset[str]
    versus: frozenset[str]
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
    points: frozenset[str]
    copulas: frozenset[str]
    relative: str
    receiving: re.Pattern[str]
    act: re.Pattern[str]
    takes: re.Pattern[str]


@lru_cache(maxsize=4)
def words_of(ruleset: RuleSet) -> Words:
    """The words of rules/titles.yaml by which names are read."""
    rules = ruleset.yaml("titles.yaml")
    steps = [(_step(row), row) for row in rules["steps"]]
    roles = [(Role(both(row), row.get("by", False)), row) for row in rules["roles"]]

    def table(rows: Sequence[tuple[Any, Mapping[str, Any]]], key: str) -> dict[str, Any]:
        return {word: one for one, row in reversed(rows) for word in row.get(key, ())}

    sets: dict[str, Any] = {name: frozenset(rules[name]) for name in _SETS}
    return Words(
        verb=re.compile(rules["verbs"]),
        relative=rules["relative"],
        receiving=re.compile(rf"\b(?:{any_of(rules['receiving'])})\b"),
        act=re.compile(rules["acts"]),
        takes=re.compile(rules["takes"]),
        before=table(roles, "before"),
        behind=table(roles, "behind"),
        nouns=table(steps, "nouns"),
        doing=table(steps, "doing"),
        done=table(steps, "done"),
        **sets,
    )


def _step(row: Mapping[str, Any]) -> Step:
    begins = both(row["begins"]) if "begins" in row else None
    return Step(both(row), begins, row.get("bare", False), row.get("sides", False), row.get("named", False))


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


@remembered
def counted(fact: QuantityFact, words: Words, says: Collection[str]) -> Counted:
    """A figure's noun and modifiers, and the role by the word behind them or else by the one before the figure."""
    unit = (fact.unit or "").split()
    tokens = [*unit, *TOKEN.findall(fact.after[:_REACH])]
    name, length = _name(tokens, words, len(unit) + _MODIFIERS, joined=False)
    found = name.split()
    modifiers = found[len(unit) :] if found[: len(unit)] == unit else found[1:]  # an acronym stands for the noun too
    length = max(length, len(unit))
    role, more = _behind(tokens[length:], words, says)
    before = TOKEN.findall(fact.before[-_REACH:])
    lead = len(before) - 1
    while lead >= 0 and before[lead].lower() in words.leads:
        lead -= 1
    verb = before[lead].lower() if lead >= 0 else ""
    subject = _name_before(before[: max(0, lead)], words)
    event = _proper(subject) if verb in words.attended else ""
    if tokens[length : length + 1] and tokens[length].lower() in words.attends:
        event = _proper(_name(tokens[length + 1 :], words, _MOST_WORDS)[0])
        more = "" if event else more
    led = words.before.get(verb)
    doer = subject if led and led.by and subject[:1].isupper() and subject.count(" ") < _DOER else ""
    leads = [token.lower() for token in before[lead + 1 :]]  # *dapur sebanyak 15 unit*
    apart = bool(leads) and lead >= 0 and words.points.isdisjoint(leads) and words.links.isdisjoint(leads)
    if apart and not words.act.fullmatch(verb) and verb not in words.before:
        whose = _name_before(before[: lead + 1], words)
    else:
        whose = subject if apart and verb in words.behind else ""
    label = subject if verb == ":" and subject.count(" ") >= _LABEL - 1 else ""
    if tokens[length : length + 1] and tokens[length].lower() in words.copulas:
        label = _name(tokens[length + 1 :], words, _MODIFIERS)[0]
    return Counted(
        " ".join(modifiers), role or led or words.behind.get(verb if whose else ""), more, event, doer, label, whose
    )


def _proper(name: str) -> str:
    """A name of at least two words that is written as one."""
    first, _, rest = name.partition(" ")
    return name if first[:1].isupper() and rest[:1].isupper() else ""


def _behind(tokens: Sequence[str], words: Words, says: Collection[str]) -> tuple[Role | None, str]:
    """The role behind a counted noun, and what else is said there of those who are counted."""
    start = next((place for place, token in enumerate(tokens[:4]) if token.lower() not in words.between), 0)
    tokens, opens = tokens[start:], tokens[0].lower() if tokens and start else ""
    if not tokens:
        return None, ""
    first = tokens[0].lower()
    role = words.behind.get(first)
    said = _phrase(tokens[1:] if role else tokens, words, says)
    if role or (not opens and first in words.links and not words.act.fullmatch(first)):
        return role, said if said.count(" ") > 1 or not said.islower() else ""
    return None, f"{words.relative} {said}" if said and (
        opens == words.relative or words.act.fullmatch(tokens[0])
    ) else ""


def _phrase(tokens: Sequence[str], words: Words, says: Collection[str]) -> str:
    """The words up to where a clause or a time begins, cut only before one that opens a phrase; none of speech."""
    found: list[str] = []
    borders = [0]
    whole = True
    for place, token in enumerate(tokens):
        lower = token.lower()
        following = tokens[place + 1].lower() if place + 1 < len(tokens) else "."
        links = lower in words.links
        if token[0] == "(":
            continue
        if lower in says:
            return ""
        joins = lower in words.joins and found and following.islower() and following not in words.ends
        joins = joins and following not in words.links and not words.act.fullmatch(following)
        timed = token[0].isdigit() and (not following[0].isalpha() or following in words.ends)
        if lower in words.points or len(found) == _MOST_WORDS:
            whole = False
        elif timed and not (found and found[-1][0].isupper() and len(token) == _YEAR):
            whole = len(borders) == 1 or found[-1].lower() in words.links
        elif links or joins or (token[0].isalnum() and lower not in words.cuts and lower not in words.ends):
            if links:
                borders.append(len(found))
            found.append(token)
            continue
        break
    if not whole:
        del found[borders[-1] :]
    while found and (found[-1].lower() in words.links | words.between or words.takes.fullmatch(found[-1])):
        found.pop()
    return " ".join(found)


@remembered
def measured(fact: QuantityFact, words: Words) -> str:
    """What a sum, a share or a measure is of: the nearest noun of measuring before it with what follows."""
    tokens = TOKEN.findall(fact.before[-_REACH:])
    for place in range(len(tokens) - 1, max(-1, len(tokens) - _MEASURED), -1):
        if tokens[place] in ".;":
            break
        if tokens[place].lower() in words.measured:
            while place and tokens[place - 1].lower() in words.measured:
                place -= 1
            name = _phrase(tokens[place:], words, ())
            while name.partition(" ")[0].lower() in words.unsaid:
                name = name.partition(" ")[2]
            while (last := name.rpartition(" "))[0] and (words.act.fullmatch(last[2]) or last[2] in words.links):
                name = last[0]
            return name
    return ""


def tokens_of(fact: DateFact) -> tuple[list[str], list[str]]:
    """The words before a day and behind it, as far as the quotation or remark goes in which it stands."""
    before, after = TOKEN.findall(fact.before), TOKEN.findall(fact.after)
    start = max((place + 1 for place, token in enumerate(before) if token in _STOPS), default=0)
    end = next((place for place, token in enumerate(after) if token in _STOPS), len(after))
    return before[start:], after[:end]


@remembered
def happening(fact: DateFact, words: Words) -> Event | None:
    """What the sentence says takes place on a day: by the word of it that stands closest."""
    before, after = tokens_of(fact)
    tokens, day = [*before, ",", *after], len(before)
    for place in sorted(range(len(tokens)), key=lambda place: (abs(place - day), place)):
        if abs(place - day) > _AWAY:
            break
        word = tokens[place].lower()
        if word in words.nouns:
            return Event(words.nouns[word], tokens[place], _of(tokens[place + 1 :], words))
        if word in words.doing:
            return Event(words.doing[word], "", _of(tokens[place + 1 :], words))
        if word in words.done:
            return Event(words.done[word], "", _name_before(tokens[:place], words))
        if word in words.happens and (name := _name_before(tokens[:place], words)):
            head, _, rest = name.partition(" ")
            step = words.nouns.get(head.lower())
            return Event(step, head, rest) if step else Event(None, "", name)
    return None


def _of(tokens: Sequence[str], words: Words) -> str:
    """The name of what takes place, behind the word for it."""
    if len(tokens) > 1 and tokens[0].lower() in words.opens:
        name = _name(tokens[1:], words, _MOST_WORDS)[0]
        return f"{tokens[0]} {name}" if name else ""
    return _name(tokens, words, _MOST_WORDS)[0]


@remembered
def edition(fact: QuantityFact | DateFact, words: Words) -> str:
    """The number of the batch or stage that the sentence names nearest to a claim: *batch II*."""
    before, after = TOKEN.findall(fact.before[-_REACH:]), TOKEN.findall(fact.after[:_REACH])
    for tokens in (before[::-1], after[::-1]):
        for place, token in enumerate(tokens[1:]):
            number = tokens[place]
            if token.lower() in words.editions and (number.isdigit() or number.isupper()):
                return f"{token.lower()} {number}"
    return ""


def _name(tokens: Sequence[str], words: Words, most: int, *, joined: bool = True) -> tuple[str, int]:
    """The name that the tokens open, and how many of them it takes.

    An acronym in brackets stands for its words where the name goes on: *SPPG Polri*.
    """
    found: list[str] = []
    whole: tuple[int, list[str]] = (0, [])
    length = 0
    for place, token in enumerate(tokens):
        lower = token.lower()
        if token[0] == "(":
            short = token[1:-1]
            initials = "".join(word[0] for word in found[-len(short) :]).upper()
            if not short.isupper() or not found:
                break
            if initials == short:
                whole = (len(found) - len(short), found[-len(short) :])
                found[-len(short) :] = [short]
        elif (
            joined
            and lower in words.joins
            and found
            and tokens[place + 1 : place + 2]
            and tokens[place + 1][0].isupper()
        ):
            found.append(token)
        elif not _names(token, found, words) or len(found) == most:
            break
        else:
            found.append(token)
        length = place + 1
    while found and found[-1].lower() in words.joins:
        found.pop()
    if whole[1] and len(found) == whole[0] + 1:
        found[-1:] = whole[1]
    return " ".join(found), length


def _names(token: str, found: Sequence[str], words: Words) -> bool:
    """Whether a name goes on with a token: no word that ends it, no verb; a number only behind a capital."""
    if token[0].isdigit():
        return bool(found) and found[-1][0].isupper()
    return token[0].isalpha() and token.lower() not in words.ends and not words.verb.fullmatch(token)


def _name_before(tokens: Sequence[str], words: Words) -> str:
    """The name that stands before a verb; what may stand between is stepped over."""
    end = len(tokens)
    while end and tokens[end - 1].lower() in words.between:
        end -= 1
    start = end
    while start and end - start < _MOST_WORDS:
        token = tokens[start - 1]
        inside = token[0] == "(" and token[1:-1].isupper()
        joins = token.lower() in words.joins and start < end
        if not (inside or joins or _names(token, ("A",), words)):
            break
        start -= 1
    while start < end and tokens[start].lower() in words.joins:
        start += 1
    name = _name(tokens[start:end], words, _MOST_WORDS)[0]
    kept = start or " " not in name or name[1].isupper() or name.partition(" ")[2][:1].isupper()
    return name if kept else name[:1].lower() + name[1:]  # its capital was the sentence's
