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
from typing import Any, Final, Literal, get_args

from extractor.close.speech.lexicon import compile_lexicon, is_acronym
from extractor.rules import RuleSet
from extractor.rules.words import any_of
from extractor.text.folding import fold
from extractor.text.occurrences import Occurrences
from extractor.text.wordsearch import WordSearch, is_apart

#: How a mention was found, the most telling way first: by a listed name, before a year, as the capitalised name behind
#: a head word, before the acronym that explains it, as the name behind a word that only leads to one, as small words
#: behind a head word, as a deed, by a word that points to a programme, as a head alone, or without a head
#: (:mod:`extractor.close.links.phrases`) as a capitalised name or a noun phrase.
Kind = Literal[
    "known", "edition", "event", "explained", "programme", "led", "activity", "deed", "sign", "bare", "proper", "phrase"
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

#: Kinds of names proper, those that name something wherever they stand, and those whose head word is no part of them.
_NAMES: Final = frozenset(("known", "edition", "programme", "led", "event", "explained"))
NAMING: Final = _NAMES | {"activity", "sign"}
_ALONE: Final = frozenset(("programme", "led"))
#: Names that are sought again: what an article is about is named early.
_MOST: Final = 12
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
    """A form to search for, in lower case: what it opens or is, of which programme, its exact spelling or none."""

    text: str
    kind: Kind
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
        self.by_name = {form.text: form for form in self.forms if form.kind == "known"}
        self.heads = frozenset(form.text for form in self.forms if form.kind == "activity" or form.kind in _ALONE)
        self.left_out = frozenset(form.text for form in self.forms if form.kind == "programme")
        self.named_by = frozenset(form.text for form in self.forms if form.kind in _ALONE)
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

    def add(kind: Kind, phrases: Iterable[str], key: str = "", *, exact: bool = False) -> None:
        for phrase in phrases:
            spelling = phrase if exact or (kind == "sign" and phrase.isupper()) else ""
            forms.setdefault(phrase.lower(), Form(phrase.lower(), kind, key, spelling))

    for row in data["programmes"]:
        add("known", row["names"], row["id"])
        add("known", row.get("acronyms", ()), row["id"], exact=True)
        add("sign", (*row.get("signs", ()), *row.get("topics", ())), row["id"])
    for row in data["heads"]:
        add("led" if row.get("capitals") else "programme" if row.get("drop_head") else "activity", row["phrases"])
    for row in data["deeds"]:
        add("deed", row["phrases"])
    return forms


compile_programmes: Final = lru_cache(maxsize=8)(ProgrammeSearch)


def find_programmes(text: str, search: ProgrammeSearch) -> Iterator[ProgrammeMention]:
    """All names of programmes and events in ``text``, and the deeds that may stand for one."""
    for which, start, end in search.places.find(fold(text)):
        form = search.forms[which]
        if not is_apart(text, start, end, "-", "_") or (form.exact and text[start:end] != form.exact):
            continue
        if form.key:
            full = form.kind == "known" and not form.exact
            yield ProgrammeMention(start, end, form.key, text[start:end], full, form.kind)
        elif (mention := _after_head(text, start, end, form, search)) is not None:
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
        name = " ".join(words)
        if len(name) < 3 or name.endswith("nya") or not search.not_editions.isdisjoint(words[-1].split("-")):
            continue  # *Targetnya 2027*
        known = search.by_name.get(name.lower())
        if name not in search.areas.names and (known is not None or not _of_a_house(words, search)):
            label = f"{name} {match[0]}"
            key = known.key if known is not None else label.lower()
            yield ProgrammeMention(before.start("name"), match.end(), key, label, True, "edition", name)


def _of_a_house(words: Sequence[str], search: ProgrammeSearch) -> bool:
    """Whether the words before a year name a house: the last one is of a house, but for an event's head or number."""
    last = words[-1]
    of_event = last.lower() in search.heads or (len(words) > 1 and is_acronym(last))
    return not of_event and search.lexicon.institutional(last)


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
    """What a head word opens: a capitalised name, else up to three small words, else the head alone.

    A deed is one in an article, whatever its object is called.
    """
    kind, head = form.kind, text[start:end]
    match = _CAPITALS.match(text, end)
    if match is None and kind != "led":
        match = _SMALL.match(text, end)
        name = _small_words(match["name"], kind, search) if match is not None else ""
        if match is None or not name:
            return ProgrammeMention(start, end, head.lower(), head, False, "bare")
    elif match is not None and match["name"][0].isalpha():
        name = _capital_words(match["name"], kind, search)
        if not name:
            return None
        if head[0].isupper() and kind not in _ALONE:
            start = _begin(text, start, search)
        kind = "event" if kind == "activity" else kind
    else:  # before a number the deed alone: *sertifikasi 240 bidang*
        return ProgrammeMention(start, end, form.text, head, False, "deed") if kind == "deed" else None
    label = name if kind in _ALONE else f"{text[start:end]} {name}"
    key = form.text if kind == "deed" else label.lower()
    return ProgrammeMention(start, match.start("name") + len(name), key, label, True, kind)


def _capital_words(behind: str, kind: Kind, search: ProgrammeSearch) -> str:
    """The name in the capitalised words behind a head word; empty where they name none, or one found by itself."""
    words = behind.rstrip("'’").split(" ")[: 1 if kind == "deed" else None]
    if any(" ".join(words[:length]).lower() in search.by_name for length in range(1, len(words) + 1)):
        return ""
    for index, word in enumerate(words):
        if word in search.not_editions or word.lower() in search.stops:
            words = words[:index]
            break
        if index and _YEAR.fullmatch(f" {word}", 1):
            words = words[: index + 1]  # headlines go on in capitals
            break
    name = " ".join(words)
    if not name or names_persons(name, search.lexicon.well_known_words):
        return ""
    if kind in _ALONE and (name in search.areas.names or search.lexicon.institutional(words[0])):
        return ""
    too_little = kind == "led" and len(words) == 1 and not (len(name) > 2 and name.isupper())
    return "" if too_little else name


def _small_words(behind: str, kind: Kind, search: ProgrammeSearch) -> str:
    """The small words behind a head word that name something: *pelatihan menjahit*, *program kampung iklim*."""

    def is_part(word: str) -> bool:
        verb = word.startswith(VERB_PREFIXES) and len(word) > 6 and (kind != "activity" or word[0] != "m")
        return not (verb or word in search.stops or word.endswith("nya"))

    return " ".join(takewhile(is_part, behind.split(" ")))


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

    Where it had none, a head of events takes the last event's (*pameran itu*), one that names leave out takes the last
    name (*program itu*), and one of an activity stands for itself; those before names alone never do.
    """
    last: dict[str, ProgrammeMention] = {}
    for mention in mentions:
        if mention.kind != "bare":
            last[mention.label.split(" ")[0].lower()] = mention
            if mention.kind in _NAMES:
                last.update(dict.fromkeys(search.left_out, mention))
            if mention.kind in ("event", "edition"):
                last[_EVENT] = mention
            yield mention
        elif mention.key in last or (mention.key in search.of_events and _EVENT in last):
            known = last.get(mention.key) or last[_EVENT]
            yield ProgrammeMention(mention.start, mention.end, known.key, known.label, False, "bare")
        elif mention.key not in search.named_by:
            yield mention
