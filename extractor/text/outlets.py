"""The outlet from which a report says it takes its words: *mengutip Antara*, *dilansir dari Reuters*.

What the report quotes from a person, a document or social media is no outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, run_examples
from extractor.rules.words import any_of
from extractor.text.occurrences import Occurrences

FILE: Final = "outlets.yaml"
# A cue is at most this much longer than its stem on either side.
_REACH: Final = 40
# *Solo (ANTARA) - …*, *tulis kantor berita Kabar Nusantara*: whoever stands there is an agency, listed or not.
_NAME: Final = r"[A-Z][\w&]*(?:\.[a-z]+| [A-Z][\w&]*){0,2}"
_DATELINE: Final = re.compile(rf"^[^\n(]{{2,40}}\(({_NAME})\)\s{{0,3}}[-–—]", re.MULTILINE)
_LEAD: Final = 400
_ADDRESS: Final = r"(?:www\.)?[A-Za-z0-9][A-Za-z0-9-]{1,40}\.(?:com|id|co\.id|net|co|tv|org)\b"


@dataclass(slots=True, frozen=True)
class _Finder:
    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    names: Mapping[str, str]


@lru_cache(maxsize=4)
def _finder(ruleset: RuleSet) -> _Finder:
    data = ruleset.yaml(FILE)
    names = {form.lower(): forms[0] for forms in data["outlets"] for form in forms}
    cues = any_of((phrase for cue in data["cues"] for phrase in cue["phrases"]), r"\s{1,3}")
    known = rf"(?i:(?:{cues})\s{{1,3}}({_ADDRESS}|(?:{any_of(names)})\b))"
    agency = any_of(phrase for cue in data["cues"] if cue.get("any_name") for phrase in cue["phrases"])
    pattern = re.compile(rf"\b(?:{known}|(?i:{agency}) ({_NAME}))")
    return _Finder(tuple(cue["stem"] for cue in data["cues"]), pattern, names)


def attributed_to(text: str, ruleset: RuleSet) -> str | None:
    """The first outlet that the text names as its source, by its usual name; null when it names none."""
    finder = _finder(ruleset)
    if dateline := _DATELINE.search(text, 0, _LEAD):
        return _usual(dateline.group(1), finder)
    places = sorted(place for stem in finder.stems for place in Occurrences(text).of(stem))
    for place in places:
        start = max(0, place - _REACH)
        for match in finder.pattern.finditer(text, start, min(len(text), place + 2 * _REACH + 20)):
            return _usual(match.group(1) or match.group(2), finder)
    return None


def _usual(name: str, finder: _Finder) -> str:
    usual = finder.names.get(name.lower())
    return usual or (name.lower().removeprefix("www.") if re.fullmatch(_ADDRESS, name) else name)


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every cue finds what its examples mark and nothing in its counter-examples; no outlet has two names."""
    data = ruleset.yaml(FILE)
    seen: dict[str, str] = {}
    for forms in data["outlets"]:
        for form in forms:
            if seen.setdefault(form.lower(), forms[0]) != forms[0]:
                yield Problem(FILE, form, f"names both {seen[form.lower()]} and {forms[0]}")
    for cue in data["cues"]:
        for phrase in cue["phrases"]:
            if cue["stem"] not in phrase:
                yield Problem(FILE, cue["id"], f"{phrase!r} lacks the stem {cue['stem']!r}")

    def read(_: Row, example: Example) -> str | None:
        found = attributed_to(example.text, ruleset)
        marked = example.text[example.start : example.end].lower()
        return found if found is None or found.lower() in (marked, seen.get(marked, "").lower()) else None

    yield from run_examples(FILE, data["cues"], read, marked=True)
