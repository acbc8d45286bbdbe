"""What a report calls things by: the unit of the hierarchy, the programme of the list, or the words of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.reconcile.settings import Settings, Unit, load_settings
from extractor.rules import RuleSet
from extractor.text.stems import stem

# Nouns that count without saying what: *unit SPPG*, *wilayah kerja*.
GENERIC_UNITS = frozenset({"unit", "wilayah"})
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+[^\W\d_]+")
_SIDE = 4  # words of the name of a side
_SHORT = 2
_WORK = 40  # characters before a number in which the work stands that so many get
_TOKEN = re.compile(r"[^\W_]+(?:[-'’./&][^\W_]+)*|[^\w\s]")
_UNIT_BREAK = re.compile(r"[,/(]")


def read_unit(unit: str | None, settings: Settings) -> Unit | None:
    """The unit's place in the hierarchy: the whole phrase, else its longest known beginning, else its own class."""
    if not unit:
        return None
    phrase = unit.lower()
    found = _known_unit(phrase, settings)
    if found and found.id in GENERIC_UNITS and found.id != phrase:
        # *unit SPPG*, *titik dapur*: the noun after the counting word tells what is counted.
        found = _known_unit(phrase.split(maxsplit=1)[-1], settings) or found
    return found or Unit(phrase, (), "thing")


def job_unit(unit: Unit | None, before: str, settings: Settings) -> Unit | None:
    """The unit of jobs where persons are those who get work (*lapangan kerja bagi 940 orang*), else the same."""
    if unit is None or unit.category != "person" or unit.broader or not settings.work.search(before[-_WORK:].lower()):
        return unit
    return next((one for one in settings.units.values() if one.category == "job"), unit)


def _known_unit(phrase: str, settings: Settings) -> Unit | None:
    """The longest beginning of ``phrase`` that is a unit; of an enumeration (*petani, nelayan*) its first member."""
    found = settings.units.get(phrase)
    if found:
        return found
    parts = _UNIT_BREAK.split(phrase, maxsplit=1)[0].split()
    for length in range(len(parts), 0, -1):
        found = settings.units.get(" ".join(parts[:length]))
        if found:
            return found
    return None


@lru_cache(maxsize=2048)  # what the figures and days of one article, and of others like it, have in common
def read_what(what: str | None, settings: Settings) -> tuple[str | None, bool, frozenset[str]]:
    """Programme key, whether it is a proper name, and its words.

    The key is an id of rules/programmes.yaml or its words.
    """
    if not what:
        return None, False, frozenset()
    known = settings.programmes.get(what.lower()) or settings.acronyms.get(what)
    words = frozenset(
        stem(word.lower()) for word in WORD.findall(what) if settings.word_weight(word.lower()) > 0.0 or word.isupper()
    )
    if known:
        return known, True, words
    named = any(word[0].isupper() for word in WORD.findall(what)[1:]) or what.isupper()
    return " ".join(sorted(words)) or what.lower(), named, words


def is_name(word: str, settings: Settings) -> bool:
    """Written as a name, and neither that of an area, court or hall, in which much happens, nor part of a programme's
    or unit's, which is compared by itself.
    """
    if not word[0].isupper():  # as most words are
        return False
    lower, _, weight = settings.terms[word]
    if weight < settings.thresholds["name_weight"]:
        return False
    return lower not in settings.name_parts and lower not in settings.scene_words


def read_sides(text: str, settings: Settings) -> tuple[str, str] | None:
    """The names on the two sides of the one match that a text names (*Persib vs Persija*, *Persib dan Persija akan
    berhadapan*).
    """
    lower = text.lower()
    if not any(word in lower for word in settings.match_words):  # as in most texts, which need not be taken apart
        return None
    tokens = _TOKEN.findall(text)
    marks = [place for place, token in enumerate(tokens) if token.lower() in settings.versus]
    if not marks:
        return _facing(tokens, settings)
    if len(marks) != 1:
        return None
    end = marks[0]
    while end and tokens[end - 1].islower() and tokens[end - 1] in settings.beside_sides:
        end -= 1  # *Persib akan menghadapi Persija*
    return _named(tokens[:end][::-1], tokens[marks[0] + 1 :], settings)


def _facing(tokens: Sequence[str], settings: Settings) -> tuple[str, str] | None:
    """The two names before the one verb of meeting, with a few small words between."""
    verbs = [place for place, token in enumerate(tokens) if token.lower() in settings.meeting]
    if len(verbs) != 1:
        return None
    end = verbs[0]
    while end > max(0, verbs[0] - _SIDE) and tokens[end - 1].islower():
        end -= 1
    joins = [place for place in range(max(0, end - _SIDE - 1), end) if tokens[place] in settings.together]
    return _named(tokens[: joins[-1]][::-1], tokens[joins[-1] + 1 : end], settings) if joins else None


def _named(before: Sequence[str], after: Sequence[str], settings: Settings) -> tuple[str, str] | None:
    """The sides that end and begin with the words nearest to the mark between them; ``before`` is read backwards."""
    first, last = _side(before, settings)[::-1], _side(after, settings)
    return (" ".join(first), " ".join(last)) if first and last else None


def _side(tokens: Sequence[str], settings: Settings) -> list[str]:
    """The words of a side, from the mark on: those in capitals, up to one that belongs to no name."""
    own = (token[0].isupper() and len(token) > 1 and token.lower() not in settings.beside_sides for token in tokens)
    return [token for token, _ in zip(tokens[:_SIDE], takewhile(bool, own), strict=False)]


def side_words(sides: tuple[str, str] | None) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words of both sides, in small letters; what two clubs share (*Al*, *FC*) names neither of them."""
    if sides is None:
        return None
    first, last = (_telling(side.lower().split()) for side in sides)
    return first, last


def _telling(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) > _SHORT) or frozenset(words)


@lru_cache(maxsize=4)
def _programme_search(ruleset: RuleSet) -> tuple[AhoCorasick, tuple[tuple[str, str | None], ...]]:
    """One search for all names; acronyms and signs carry their exact spelling."""
    settings = load_settings(ruleset)
    found: dict[str, tuple[str, str | None]] = {name: (id_, None) for name, id_ in settings.programmes.items()}
    for name, id_ in settings.acronyms.items():
        found.setdefault(name.lower(), (id_, name))
    names = sorted(found)
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), tuple(found[name] for name in names)


def find_programmes(text: str, ruleset: RuleSet) -> list[tuple[int, int, str]]:
    """Start, end and id of the listed programmes named in ``text``."""
    search, ids = _programme_search(ruleset)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    found = []
    for index, start, end in search.find_matches_as_indexes(lower):
        before = lower[start - 1] if start else " "
        after = lower[end] if end < len(lower) else " "
        programme, spelling = ids[index]
        if not before.isalnum() and not after.isalnum() and spelling in (None, text[start:end]):
            found.append((start, end, programme))
    return found
