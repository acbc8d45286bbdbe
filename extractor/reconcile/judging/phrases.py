"""What a claim's own sentence calls things: those who are counted, what is measured, what takes place on a day.

Words are those of ``rules/titles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.models import DateFact, QuantityFact
from extractor.rules import RuleSet

_TOKEN = re.compile(r"\([^()\n]{1,40}\)|[^\W_]+(?:[-'’./&][^\W_]+)*|[^\w\s]")
_MOST_WORDS = 10  # of a name: longer ones are sentences
_MODIFIERS = 6  # words behind a counted noun
_REACH = 200  # characters on either side of a claim in which its words stand
_DOER = 3  # words of who does something: longer ones are of people with their offices
_AWAY = 20  # and between a day and the word of what takes place
_LEAST_WORDS, _CLAUSE = 2, 12  # of a clause that is a title
_STOPS = frozenset('"“”;:')
_MEASURED = 14  # and the noun of what is measured


_SETS = (
    "ends", "between", "joins", "versus", "leads", "happens", "measured", "unsaid", "attended", "attends", "editions",
    "opens", "cuts",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What takes place on a day, in both languages; ``begins`` is its start.

    ``bare``: a programme names it; ``sides``: only its two sides do.
    """

    name: Mapping[str, str]
    begins: Mapping[str, str] | None
    bare: bool
    sides: bool


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """What is done with those who are counted, by somebody who may be named, or what they do."""

    name: Mapping[str, str]
    by: bool
    more: bool


@dataclass(frozen=True, slots=True)
class Event:
    """What takes place: a step and what it is done to or is of; without a step the name says it all."""

    step: Step | None
    head: str
    name: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands around a counted noun: modifiers, a role with more words, what the counted attend, who does it."""

    modifiers: str = ""
    role: Role | None = None
    more: str = ""
    event: str = ""
    doer: str = ""


@dataclass(frozen=True, slots=True)
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
    act: re.Pattern[str]
    takes: re.Pattern[str]


@lru_cache(maxsize=4)
def words_of(ruleset: RuleSet) -> Words:
    """The words of rules/titles.yaml by which names are read."""
    rules = ruleset.yaml("titles.yaml")
    steps = [(_step(row), row) for row in rules["steps"]]
    roles = [(Role(both(row), row.get("by", False), row.get("more", False)), row) for row in rules["roles"]]

    def table(rows: Sequence[tuple[Any, Mapping[str, Any]]], key: str) -> dict[str, Any]:
        return {word: one for one, row in reversed(rows) for word in row.get(key, ())}

    sets: dict[str, Any] = {name: frozenset(rules[name]) for name in _SETS}
    return Words(
        verb=re.compile(rules["verbs"]),
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
    return Step(both(row), begins, row.get("bare", False), row.get("sides", False))


def both(row: Mapping[str, str]) -> Mapping[str, str]:
    """A row's wording by language."""
    return {"id": row["indonesian"], "en": row["english"]}


def counted(fact: QuantityFact, words: Words) -> Counted:
    """A figure's noun and modifiers, and the role by the word behind them or else by the one before the figure."""
    unit = (fact.unit or "").split()
    tokens = [*unit, *_TOKEN.findall(fact.after[:_REACH])]
    name, length = _name(tokens, words, len(unit) + _MODIFIERS, joined=False)
    found = name.split()
    modifiers = found[len(unit) :] if found[: len(unit)] == unit else found[1:]  # an acronym stands for the noun too
    role, more = _role_behind(tokens[length:], words)
    before = _TOKEN.findall(fact.before[-_REACH:])
    lead = len(before) - 1
    while lead >= 0 and before[lead].lower() in words.leads:
        lead -= 1
    verb = before[lead].lower() if lead >= 0 else ""
    subject = _name_before(before[: max(0, lead)], words)
    event = _proper(subject) if verb in words.attended else ""
    if tokens[length : length + 1] and tokens[length].lower() in words.attends:
        event = _proper(_name(tokens[length + 1 :], words, _MOST_WORDS)[0])
    led = words.before.get(verb)
    doer = subject if led and led.by and subject[:1].isupper() and subject.count(" ") < _DOER else ""
    return Counted(" ".join(modifiers), role or led, more, event, doer)


def _proper(name: str) -> str:
    """A name of at least two words that is written as one."""
    first, _, rest = name.partition(" ")
    return name if first[:1].isupper() and rest[:1].isupper() else ""


def _role_behind(tokens: Sequence[str], words: Words) -> tuple[Role | None, str]:
    for place, token in enumerate(tokens[:4]):
        role = words.behind.get(token.lower())
        if role is not None:
            return role, _name(tokens[place + 1 :], words, _MODIFIERS)[0] if role.more else ""
        if token.lower() not in words.between:
            break
    return None, ""


def measured(fact: QuantityFact, words: Words) -> str:
    """What a sum, a share or a measure is of: the nearest noun of measuring before it with what follows."""
    tokens = _TOKEN.findall(fact.before[-_REACH:])
    for place in range(len(tokens) - 1, max(-1, len(tokens) - _MEASURED), -1):
        if tokens[place] in ".;":
            break
        if tokens[place].lower() in words.measured:
            while place and tokens[place - 1].lower() in words.measured:
                place -= 1
            name = _name(tokens[place:], words, _MOST_WORDS)[0]
            while name.partition(" ")[0].lower() in words.unsaid:
                name = name.partition(" ")[2]
            return name
    return ""


def happening(fact: DateFact, words: Words) -> Event | None:
    """What the sentence says takes place on a day: by the word of it that stands closest."""
    before, after = _tokens(fact)
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


def clause(fact: DateFact, words: Words, says: Collection[str]) -> tuple[str, bool]:
    """The clause of a day, other than of saying something, and whether it names somebody."""
    before, after = _tokens(fact)
    before = _led(before, words)
    start = len(before)
    while start and not _cuts(before, start - 1, words):
        start -= 1
    end = 1 if after[:1] == [","] else 0
    stop = next((place for place in range(end, len(after)) if _cuts(after, place, words)), len(after))
    found = ("", False)
    for told, opens in ((before[start:], start == 0), (after[end:stop], False)):
        tokens = [token for token in told if token[0] != "("]
        while tokens and tokens[0].lower() in words.ends and not words.act.fullmatch(tokens[0]):
            tokens, opens = tokens[1:], False
        act = next((place for place, token in enumerate(tokens) if words.act.fullmatch(token)), None)
        said = any(token.lower() in says for token in tokens)
        lacks = act == len(tokens) - 1 and words.takes.fullmatch(tokens[-1])
        if act is None or said or lacks or not _LEAST_WORDS <= len(tokens) <= _CLAUSE:
            continue
        named = act > 0 and any(token[0].isupper() and token.isalpha() for token in tokens[opens:])
        if named or not found[0]:
            found = (" ".join(tokens), named)
        if named:
            break
    return found


def _led(tokens: list[str], words: Words) -> list[str]:
    """The words before a day without those that lead to it."""
    last = True
    while tokens and (tokens[-1] == "," or tokens[-1].lower() in words.ends):
        if not last and words.act.fullmatch(tokens[-1].lower()):
            break
        last = tokens.pop() == ","
    return tokens


def _tokens(fact: DateFact) -> tuple[list[str], list[str]]:
    """The words before a day and behind it, as far as the quotation or remark goes in which it stands."""
    before, after = _TOKEN.findall(fact.before), _TOKEN.findall(fact.after)
    start = max((place + 1 for place, token in enumerate(before) if token in _STOPS), default=0)
    end = next((place for place, token in enumerate(after) if token in _STOPS), len(after))
    return before[start:], after[:end]


def _cuts(tokens: Sequence[str], place: int, words: Words) -> bool:
    """Whether a clause ends at a token: not at the *and* between two names."""
    token = tokens[place]
    if token.lower() not in words.cuts:
        return token[0] != "(" and not token[0].isalnum()
    around = tokens[max(0, place - 1) : place + 2]
    return (
        token.lower() not in words.joins or len(around) < 3 or not (around[0][0].isupper() and around[2][0].isupper())
    )


def _of(tokens: Sequence[str], words: Words) -> str:
    """The name of what takes place, behind the word for it."""
    if len(tokens) > 1 and tokens[0].lower() in words.opens:
        name = _name(tokens[1:], words, _MOST_WORDS)[0]
        return f"{tokens[0]} {name}" if name else ""
    return _name(tokens, words, _MOST_WORDS)[0]


def headed(fact: DateFact, words: Words) -> str:
    """Of a headline that gives a day the part before it: *Kapolri Targetkan 409 SPPG Rampung*."""
    tokens = _TOKEN.findall(fact.before)
    start = max((place + 1 for place, token in enumerate(tokens) if token in ",:;?!|"), default=0)
    tokens = tokens[start:]
    tokens = _led(tokens, words)
    return " ".join(tokens) if len(tokens) > _LEAST_WORDS else ""


def edition(fact: QuantityFact | DateFact, words: Words) -> str:
    """The number of the batch or stage that the sentence names nearest to a claim: *batch II*."""
    before, after = _TOKEN.findall(fact.before[-_REACH:]), _TOKEN.findall(fact.after[:_REACH])
    for tokens in (before[::-1], after[::-1]):
        for place, token in enumerate(tokens[1:]):
            number = tokens[place]
            if token.lower() in words.editions and (number.isdigit() or number.isupper()):
                return f"{token.lower()} {number}"
    return ""


def sides(text: str, words: Words) -> tuple[str, ...]:
    """The two sides of a match that a text names (*Persib vs Persija*), or none."""
    tokens = _TOKEN.findall(text)
    for place, token in enumerate(tokens):
        if token.lower() in words.versus:
            first, second = _capitals(tokens[:place][::-1], words)[::-1], _capitals(tokens[place + 1 :], words)
            if first and second:
                return " ".join(first), " ".join(second)
    return ()


def _capitals(tokens: Sequence[str], words: Words) -> list[str]:
    found: list[str] = []
    for token in tokens[:4]:
        lower = token.lower()
        if not token[0].isupper() or len(token) == 1 or lower in words.ends or lower in words.nouns:
            break
        if words.verb.fullmatch(lower):
            break
        found.append(token)
    return found


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
