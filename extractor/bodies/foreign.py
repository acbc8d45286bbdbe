"""Foreign ministries and ministers: a country named beside the office, or a person known to be foreign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from extractor.rules import RuleSet
from extractor.rules.words import any_of
from extractor.text.folding import fold

FILE: Final = "countries.yaml"
_BLANK: Final = r"\s"
# "RI" and "WNI" stand inside other words in capitals.
_LONG: Final = 4


@dataclass(slots=True, frozen=True)
class Abroad:
    """The compiled rules of ``countries.yaml``. ``place`` finds any country in original text.

    ``ours`` are those names of home that are no part of another word.
    """

    countries: frozenset[str]
    prefixes: frozenset[str]
    fillers: frozenset[str]
    fields: frozenset[str]
    people: frozenset[str]
    owned_by: frozenset[str]
    joints: frozenset[str]
    glued_behind: re.Pattern[str]
    home: re.Pattern[str]
    ours: tuple[str, ...]
    place: re.Pattern[str]
    beside: re.Pattern[str]
    before: re.Pattern[str]
    links: tuple[str, ...]
    openers: frozenset[str]


@lru_cache(maxsize=8)
def abroad(ruleset: RuleSet) -> Abroad:
    """The compiled rules."""
    rows = ruleset.yaml(FILE)
    names = any_of(rows["names"], _BLANK)
    return Abroad(
        countries=frozenset(fold(name) for name in rows["names"]),
        prefixes=frozenset(fold(name) for name in rows["prefixes"]),
        fillers=frozenset(fold(name) for name in rows["fillers"]),
        fields=frozenset(fold(name) for name in rows["fields"]),
        people=frozenset(fold(name) for name in rows["people"]),
        owned_by=frozenset(rows["owned_by"]),
        joints=frozenset(rows["joints"]),
        glued_behind=re.compile(rf"(?:{any_of(rows['glued_behind'])})[a-z]*$"),
        home=re.compile(rf"(?<!\w)(?:{any_of(rows['home'], _BLANK)})(?!\w)"),
        ours=tuple(name for name in rows["home"] if len(name) > _LONG),
        place=re.compile(rf"(?<!\w)(?:{names})(?!\w)"),
        beside=re.compile(rf"\s(?:{any_of(rows['beside'], _BLANK)})(?!\w)"),
        links=tuple(f"{link} " for link in rows["links"]),
        openers=frozenset(map(fold, [*rows["prefixes"], *rows["fillers"], *rows["owned_by"], *rows["joints"]])),
        before=re.compile(rf"(?<!\w)(?:{names})\s*,?\s(?:{any_of(rows['links'], _BLANK)})\s$"),
    )


_FIRST: Final = re.compile(r"(?:\s?\([^()\n]{1,24}\)|\))?(,?)[\s\-]{0,2}([^\W\d_]+)")
_WORD: Final = re.compile(r"[^\W\d_][\w\-]*")
_WORDS: Final = re.compile(r"(?:\s?\([^()\n]{1,24}\)|\))?,?[\s\-]{0,2}((?:[^\W\d_][\w\-]*[ \n]?,?[ \n]?){1,8})")


def names_country(text: str, end: int, rules: Abroad) -> int | None:
    """Where a country (territory, group of countries) named directly behind an office ends, or ``None``.

    Between them may stand the rest of a foreign portfolio: *dan Layanan Kemanusiaan*, *Nasional*, *Kedua*.
    """
    first = _FIRST.match(text, end)
    if first is None or (first.group(2)[0].islower() and first.group(2) not in rules.openers):
        return None
    if first.group(1) and fold(first.group(2)) not in rules.fields:
        return None  # "kata Menteri Luar Negeri, Iran …"; but "Menteri Pertanian, Perikanan, dan Pangan Belanda"
    found = _WORDS.match(text, end)
    if found is None:
        return None
    words = [(fold(m.group()), m.group(), m.end()) for m in _WORD.finditer(found.group(1))]
    here = 0
    if words and words[0][0] in rules.owned_by:
        here = 1
    while here < len(words):
        folded, word, _ = words[here]
        three = [item[0] for item in words[here : here + 3]]
        if word[0].isupper():
            if folded.partition("-")[0] in rules.countries or _glued(word, rules):
                return found.start(1) + words[here][2]
            for count in (1, 2, 3):
                if " ".join(three[:count]) in rules.countries:
                    return found.start(1) + words[here + min(count, len(three)) - 1][2]
        if folded in rules.prefixes or folded in rules.fillers:
            here += 1
        elif folded in rules.joints and here + 1 < len(words) and words[here + 1][0] in rules.fields:
            here += 2
        elif (here or first.group(1)) and folded in rules.fields and word[0].isupper():
            here += 1
        else:
            return None
    return None


_GLUED_NAME: Final = re.compile(r"([A-Z][a-z]{2,})[A-Z]")


def _glued(word: str, rules: Abroad) -> bool:
    """Whether the word is a country with a name or a verb glued behind: *IranAbbas*, *Korutmemperingatkan*."""
    name = _GLUED_NAME.match(word)
    if name:
        return fold(name.group(1)) in rules.countries
    folded = fold(word)
    return len(folded) > 6 and any(
        folded[:cut] in rules.countries and rules.glued_behind.match(folded, cut) for cut in range(4, len(folded) - 1)
    )


def country_before(text: str, start: int, rules: Abroad) -> bool:
    """Whether a country acts through the office: *Iran melalui Kementerian Luar Negeri*."""
    return (
        text.endswith(rules.links, max(0, start - 60), start)
        and rules.before.search(text[max(0, start - 60) : start]) is not None
    )


def beside_country(text: str, end: int, rules: Abroad) -> bool:
    """Whether a phrase such as *di Gaza* or *yang dikelola Hamas* stands directly behind."""
    return rules.beside.match(text, end) is not None


def country_in_paragraph(text: str, start: int, rules: Abroad) -> bool:
    """Whether the paragraph so far speaks of a country, and not of Indonesia after it."""
    begin = max(text.rfind("\n", 0, start) + 1, start - 500)
    window = text[begin:start]
    ends = [found.end() for found in rules.place.finditer(window)]
    return bool(ends) and rules.home.search(window, ends[-1]) is None


# "Jakarta, CNN Indonesia -": where a report was written says nothing of what it is about.
_DATELINE: Final = re.compile(r"^[^\n]{2,60}?(?: ?[-–—]){1,2} ", re.M)
_HEAD: Final = 400


def names_home(text: str, rules: Abroad) -> bool:
    """Whether anything of Indonesia is named behind the dateline."""
    dateline = _DATELINE.search(text, 0, _HEAD)
    start = dateline.end() if dateline else 0
    return any(text.find(name, start) >= 0 for name in rules.ours) or rules.home.search(text, start) is not None


def names_abroad(text: str, rules: Abroad) -> bool:
    """Whether other countries are named at least twice."""
    return len(list(islice(rules.place.finditer(text), 2))) == 2


def speaks_of_home(text: str, start: int, end: int, rules: Abroad) -> bool:
    """Whether Indonesia, its citizens or its missions are named near."""
    return rules.home.search(text[max(0, start - 120) : end + 120]) is not None


_NAME: Final = re.compile(r"\s?,?\s?((?:[A-Z][\w'’\-]*\s?){1,3})")


def name_words(text: str, at: int) -> tuple[str, ...]:
    """The words of a name that begins at ``at``, and its first two words together, folded.

    Words of less than four letters stand only in the pair: alone they tell nobody apart.
    """
    found = _NAME.match(text, at)
    if found is None:
        return ()
    words = fold(found.group(1)).split()
    return (*(word for word in words if len(word) > 3), " ".join(words[:2]))
