"""The programmes, events and activities that an article names (``rules/programmes.yaml``).

Known programmes are found by name and acronym; unknown ones by the word that opens their name (*program*,
*pelatihan*, *festival*), by a word that leads to a name (*mengikuti*), by the acronym that explains them, by the year
of an edition, or, where nothing has a name, by the deed that an article tells of. Which of them a figure belongs to is
for :mod:`extractor.close.links.what` to say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any, Final, Literal

from extractor.close.speech.lexicon import compile_lexicon, is_acronym
from extractor.rules import RuleSet
from extractor.rules.words import any_of
from extractor.text.folding import fold
from extractor.text.occurrences import Occurrences
from extractor.text.wordsearch import WordSearch

#: How a mention was found: by a listed name, by a word that points to a programme, behind a head word (an event where a
#: capitalised name follows, an activity where small words do), as the name behind a word that leads to one, before the
#: acronym that explains it, before a year, as a deed, as a head alone, or (:mod:`extractor.close.links.phrases`) as a
#: capitalised name or a noun phrase without a head.
Kind = Literal[
    "known", "sign", "programme", "event", "activity", "led", "explained", "edition", "deed", "bare", "proper", "phrase"
]

Role = Literal["name", "acronym", "sign", "programme", "activity", "led", "deed"]

#: Kinds of names proper, and those that name something wherever they stand.
_NAMES: Final = frozenset(("known", "edition", "programme", "led", "event", "explained"))
#: Names that are sought again: what an article is about is named early.
_MOST: Final = 12
NAMING: Final = _NAMES | {"activity", "sign"}
#: What opens a verb.
VERB_PREFIXES: Final = ("di", "ber", "me")
_EVENT: Final = " event"  # no word: where the last event is kept
#: Longest stretch before a year that is searched for the name of an edition.
_REACH: Final = 90

_CAPITALS: Final = re.compile(
    r"\s[\"'“‘]?(?P<name>[A-Z0-9][\w'’/&-]*(?:\.\w[\w'’/&-]*)*"
    r"(?:(?: (?:dan|untuk|bagi|and|of|in|for|the|to|by|vs|di|&))? [A-Z0-9][\w'’/&-]*){0,7})"
)
_SMALL: Final = re.compile(r" (?P<name>[a-z][\w-]*(?: [a-z][\w-]*| [A-Z]{2,6}\b){0,2})")
# The digits first: a search for them skips the rest of the text, one for what stands before tries each place.
_YEAR: Final = re.compile(r"20[2-4]\d(?<=\s\d{4})(?!\d)(?!\s*[-–]\s*20)")
_EDITION_BEFORE: Final = re.compile(
    r"(?P<name>[A-Z][\w&'’-]*(?: (?:\([A-Z]+\) )?[A-Z][\w&'’-]*){0,6})(?: \((?P<short>[A-Z]\w+)\))? $"
)
_PARTS: Final = re.compile("[ -]")
_LEFT: Final = re.compile(r"(?:\b[A-Z][\w'’&-]* ){1,3}$")
_ACRONYM: Final = re.compile(r"\((?P<short>[A-Z][A-Za-z]*[A-Z])\)")
_EXPLAINED: Final = re.compile(r"(?P<name>[A-Z][\w'’-]*(?: (?:(?:dan|and|of|for|in|the|&) )?[A-Z][\w'’-]*){1,7}) $")


@dataclass(slots=True, eq=False)
class ProgrammeMention:
    """A programme or event named in the text. ``key`` is the same for all its forms, ``full`` for a name in full.

    ``short`` is the form by which the text may go on to call it: an acronym, an edition without its year.
    """

    start: int
    end: int
    key: str
    label: str
    full: bool
    kind: Kind
    short: str = ""


@dataclass(slots=True, frozen=True)
class Form:
    """A form to search for: in lower case, what it is, of which programme, its exact spelling or none."""

    text: str
    role: Role
    key: str = ""
    exact: str = ""


class ProgrammeSearch:
    """The compiled search: names in lower case with what they open."""

    def __init__(self, ruleset: RuleSet) -> None:
        data = ruleset.yaml("programmes.yaml")

        def phrases(section: str, sign: str = "id") -> frozenset[str]:
            return frozenset(form for row in data[section] if row.get(sign) for form in row["phrases"])

        forms = _forms(data)
        self.places = WordSearch(forms)
        self.forms = tuple(forms.values())
        self.by_name = {form.text: form for form in self.forms if form.role in ("name", "acronym")}
        self.by_head = frozenset(form.text for form in self.forms if form.role == "activity")
        self.named_by = frozenset(form.text for form in self.forms if form.role in ("programme", "led"))
        #: What is counted is no programme.
        self.counted = frozenset(form.lower() for row in ruleset.yaml("units.yaml")["cues"] for form in row["phrases"])
        self.known = frozenset(row["id"] for row in data["programmes"])
        self.of_events, self.general = phrases("heads", "of_events"), phrases("general")
        self.subjects = phrases("subjects")
        self.stops, self.not_editions = phrases("stops"), phrases("not_editions")
        self.house_words = phrases("houses", "phrases")
        self.house = re.compile(rf"(?<!\w)(?:{any_of(self.house_words)}) $", re.IGNORECASE)
        self.leading = WordSearch(f"{form} " for row in data["leading"] for form in row["phrases"])
        #: In a phrase behind each of them at least.
        self.blanks = tuple(row.get("words", 1) - 1 for row in data["leading"] for _ in row["phrases"])
        self.lexicon = compile_lexicon(ruleset)
        self.areas = self.lexicon.areas


def _forms(data: Mapping[str, Any]) -> dict[str, Form]:
    forms: dict[str, Form] = {}

    def add(phrase: str, role: Role, key: str = "", exact: str = "") -> None:
        forms.setdefault(phrase.lower(), Form(phrase.lower(), role, key, exact))

    for row in data["programmes"]:
        key = row["id"]
        for name in row["names"]:
            add(name, "name", key)
        for acronym in row.get("acronyms", ()):
            add(acronym, "acronym", key, acronym)
        for sign in (*row.get("signs", ()), *row.get("topics", ())):
            add(sign, "sign", key, sign if sign.isupper() else "")
    for row in data["heads"]:
        role: Role = "led" if row.get("capitals") else "programme" if row.get("drop_head") else "activity"
        for head in row["phrases"]:
            add(head, role)
    for row in data["deeds"]:
        for deed in row["phrases"]:
            add(deed, "deed")
    return forms


compile_programmes: Final = lru_cache(maxsize=8)(ProgrammeSearch)


def find_programmes(text: str, search: ProgrammeSearch) -> Iterator[ProgrammeMention]:
    """All names of programmes and events in ``text``, and the deeds that may stand for one."""
    for which, start, end in search.places.find(fold(text)):
        if (start and (text[start - 1].isalnum() or text[start - 1] == "-")) or (
            end < len(text) and (text[end].isalnum() or text[end] == "_")
        ):
            continue
        form = search.forms[which]
        if form.exact and text[start:end] != form.exact:
            continue
        if form.key:
            kind: Kind = "sign" if form.role == "sign" else "known"
            label, full = text[start:end], form.role == "name"
            yield ProgrammeMention(start, end, form.key, label, full, kind)
        else:
            mention = _after_head(text, start, end, form, search)
            if mention is not None:
                yield mention
    yield from _editions(text, search)
    yield from _explained(text, search)


def _editions(text: str, search: ProgrammeSearch) -> Iterator[ProgrammeMention]:
    """Names before a year: *Festival Danau 2025*."""
    for match in _YEAR.finditer(text):
        before = _EDITION_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        if before is None:
            continue
        short = before["short"]
        words = [short] if short is not None and short.lower() in search.by_name else before["name"].split(" ")
        while words and words[0] in search.not_editions:
            words.pop(0)
        if (
            words
            and not words[-1].endswith("nya")  # *Targetnya 2027*
            and not search.not_editions.intersection(words[-1].split("-"))
            and not (len(words) == 1 and len(words[0]) < 3)
            and " ".join(words) not in search.areas.names
            and ((known := search.by_name.get(" ".join(words).lower())) or not _of_a_house(words, search))
        ):
            label = f"{' '.join(words)} {match[0]}"
            key = known.key if known is not None else label.lower()
            yield ProgrammeMention(before.start("name"), match.end(), key, label, True, "edition", " ".join(words))


def _of_a_house(words: Sequence[str], search: ProgrammeSearch) -> bool:
    """Whether the words before a year name a house: the last one is of a house, but for an event's head or number."""
    last = words[-1]
    if last.lower() in search.by_head | search.named_by or (len(words) > 1 and is_acronym(last)):
        return False
    return search.lexicon.institutional(last)


def _explained(text: str, search: ProgrammeSearch) -> Iterator[ProgrammeMention]:
    """Names before the acronym that stands for them, which no list knows: *Jambore Pandu Samudra (JPS)*."""
    for match in _ACRONYM.finditer(text):
        short = match["short"]
        before = _EXPLAINED.search(text, max(0, match.start() - _REACH), match.start())
        if before is None or short.lower() in search.by_name:
            continue
        words = before["name"].split(" ")
        letters = [index for index, word in enumerate(words) if word[0] == short[0]]
        leading = text[max(0, before.start() - 24) : before.start()].split()
        if not letters or any(search.lexicon.institutional(word) for word in (*leading[-2:], *words)):
            continue  # a house, or a person behind an office
        name = " ".join(words[letters[0] :])
        initials = "".join(word[0] for word in words[letters[0] :] if word[0].isupper())
        if initials.startswith(short[:2].upper()) and len(initials) >= 2:
            start = before.end("name") - len(name)
            yield ProgrammeMention(start, match.end(), name.lower(), name, True, "explained", short)


def _after_head(text: str, start: int, end: int, form: Form, search: ProgrammeSearch) -> ProgrammeMention | None:
    """The name that a head word opens: capitalised words, else up to three small ones before a stop word."""
    match = _CAPITALS.match(text, end)
    if match is not None and match["name"][0].isalpha():
        return _named(text, start, match, form, search)
    if form.role == "led":
        return None
    head = text[start:end]
    if match is not None:  # a number: *sertifikasi 240 bidang*, the deed right before its figure
        return ProgrammeMention(start, end, form.text, head, False, "deed") if form.role == "deed" else None
    return _unnamed(text, start, end, form, search)


def _named(text: str, start: int, match: re.Match[str], form: Form, search: ProgrammeSearch) -> ProgrammeMention | None:
    """The capitalised name behind a head word, as far as it goes."""
    role = form.role
    words = match["name"].rstrip("'’").split(" ")
    if role == "deed":
        words = words[:1]
    if any(" ".join(words[:length]).lower() in search.by_name for length in range(1, len(words) + 1)):
        return None  # the name behind the head is known and found by itself
    for index, word in enumerate(words):
        if word in search.not_editions or word.lower() in search.stops:
            words = words[:index]
            break
        if index and _YEAR.fullmatch(f" {word}", 1):
            words = words[: index + 1]  # headlines go on in capitals
            break
    name = " ".join(words)
    alone = role in ("programme", "led")
    if not words or names_persons(name, search.lexicon.well_known_words):
        return None
    if alone and (name in search.areas.names or search.lexicon.institutional(words[0])):
        return None
    if role == "led" and len(words) == 1 and not (len(name) > 2 and name.isupper()):
        return None
    if not alone and text[start].isupper():
        start = _begin(text, start, search)
    label = name if alone else f"{text[start : match.start()]} {name}"
    kind: Kind = role if role in ("programme", "led") else "event" if role == "activity" else "deed"
    key = form.text if role == "deed" else label.lower()
    return ProgrammeMention(start, match.start("name") + len(name), key, label, True, kind)


def names_persons(name: str, persons: Collection[str]) -> bool:
    """Whether a name is that of ``persons``, of whom it holds the words: *Ani-Budi*, *Ani dan Budi*."""
    return all(word in persons or word.islower() for word in _PARTS.split(name))


def _begin(text: str, start: int, search: ProgrammeSearch) -> int:
    """Where a name begins whose head has a capital and others before it: *Trade Expo Indonesia*."""
    match = _LEFT.search(text, max(0, start - _REACH), start)
    lexicon, before = search.lexicon, reversed(match[0].split(" ")[:-1] if match is not None else ())

    def is_own(word: str) -> bool:
        return word not in search.not_editions and not lexicon.ends_name(word) and not lexicon.is_everyday(word)

    return start - sum(len(word) + 1 for word in takewhile(is_own, before))


def _unnamed(text: str, start: int, end: int, form: Form, search: ProgrammeSearch) -> ProgrammeMention | None:
    """The small words behind a head word: *pelatihan menjahit*, *program kampung iklim*."""
    role, head = form.role, text[start:end]
    match = _SMALL.match(text, end)
    words = []
    for word in match["name"].split(" ") if match is not None else ():
        verb = word.startswith(VERB_PREFIXES) and len(word) > 6 and (role != "activity" or word[0] != "m")
        if word in search.stops or word.endswith("nya") or verb:
            break
        words.append(word)
    name = " ".join(words)
    if not name:
        return ProgrammeMention(start, end, head.lower(), head, False, "bare")
    label = name if role == "programme" else f"{head} {name}"
    kind: Kind = "programme" if role == "programme" else "activity" if role == "activity" else "deed"
    key = form.text if role == "deed" else label.lower()  # one deed in an article, whatever its object's wording
    return ProgrammeMention(start, end + 1 + len(name), key, label, True, kind)


def repetitions(text: str, mentions: Sequence[ProgrammeMention]) -> Iterator[ProgrammeMention]:
    """The places where the text calls the same by its name alone or its short form: *Speling*, *GIIAS*."""
    said, there = Occurrences(text), {(mention.start, mention.end) for mention in mentions}
    named = {mention.key: mention for mention in mentions if mention.kind in _NAMES and mention.label[0].isupper()}
    for mention in islice((one for one in named.values() if one.kind != "known"), _MOST):
        forms = {form for form in (mention.label, mention.short) if len(form) > 2}
        end = 0
        for start, longest in sorted((start, -len(form)) for form in forms for start in said.whole(form)):
            if start >= end:
                end = start - longest
                if (start, end) not in there:
                    yield replace(mention, start=start, end=end, full=text[start:end] == mention.label)


def with_anaphors(mentions: Iterable[ProgrammeMention], search: ProgrammeSearch) -> Iterator[ProgrammeMention]:
    """Bare heads (*pelatihan ini*, *kuota reaktivasi*) take the name that the same head had before.

    Where it had none, a head of events takes the last event's (*pameran itu*), and one of an activity stands for
    itself; those before names alone (*program*) never do.
    """
    last: dict[str, ProgrammeMention] = {}
    for mention in mentions:
        if mention.kind != "bare":
            last[mention.label.split(" ")[0].lower()] = mention
            if mention.kind in _NAMES:
                last["program"] = mention
            if mention.kind in ("event", "edition"):
                last[_EVENT] = mention
            yield mention
        elif mention.key in last or (mention.key in search.of_events and _EVENT in last):
            known = last.get(mention.key) or last[_EVENT]
            yield ProgrammeMention(mention.start, mention.end, known.key, known.label, False, "bare")
        elif mention.key not in search.named_by:
            yield mention
