"""Words of a title as a desk would print them: headlines of the claims' own matter, no label, no day that passes,
no words joined by scraping, nothing twice. Words are those of ``rules/titles.yaml``.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache

from extractor.areas import compile_areas
from extractor.dates import find_dates
from extractor.messages.values import format_day, format_interval
from extractor.models import Interval
from extractor.reconcile.naming.words import Words, both
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import WORD, find_programmes
from extractor.rules import RuleSet
from extractor.rules.words import any_of

_CALL = re.compile(r"^[^:!?|]{1,16}!\s+(?=\w)")  # *Hore! Tarif MRT …*
# What opens a headline that is the report's first sentence: *Garut, Kabar Meratus --*, *GARUT (KABAR.com) -*.
_DATELINE = re.compile(r"^([^.,:!?(\n]{2,40})([^.:!?\n]{0,24}(?:\.[a-z]{2,3}){0,2}(?: --|\) [–-])) +(?=\w)", re.I)
_DOUBTED = re.compile(r"^\[[^\]]{1,20}\]")  # [SALAH]: what follows is not so
_JOINED = r"[a-z]{4}[A-Z]|[A-Z]{3}[a-z]{4}|\.com\b|\d[a-z]{3}|\d\.[A-Z]{2}"
_LEAST_WORDS = 2  # blanks in a headline that tells something
LONGEST = 130  # characters of a headline; a text without a break is its own
MOST_WORDS = 18  # of a title put together
_MONTH = 31  # days
_PHRASE = 3  # words of one that is left out whole
_VERSUS = "vs"  # between the sides of a match
_REPEATED = 4  # letters of a word that may not stand twice


def fitting(headlines: Collection[str], passages: Iterable[str], least: float, settings: Settings) -> str:
    """The headline that shares most with the passages, of which it is one, by the weight of its words; none that shares
    too little.

    Words of listed programmes and units do not count: news of many things have them.
    """
    told = Counter(stem for text in passages for stem in _telling(text, settings))
    best, most = "", -1.0
    for text in headlines:
        words = _telling(text, settings)
        others = {stem: weight for stem, weight in words.items() if told[stem] > 1}
        share = sum(weight * (told[stem] - 1) for stem, weight in others.items())
        share *= sum(others.values()) / (sum(words.values(), 0.0) or 1.0)
        tells = text.count(" ") > _LEAST_WORDS and len(text) < LONGEST and not _DOUBTED.match(text)
        if tells and share > most and sum(others.values()) >= least:
            best, most = text, share
    return best


def shared(headline: str, passage: str, settings: Settings) -> float:
    """How much of a headline's weight stands in a passage, too."""
    words, told = _telling(headline, settings), _telling(passage, settings)
    return sum(weight for stem, weight in words.items() if stem in told) / (sum(words.values(), 0.0) or 1.0)


def _telling(text: str, settings: Settings) -> Mapping[str, float]:
    terms = (settings.terms[word] for word in WORD.findall(text))
    return {stem: weight for lower, stem, weight in terms if lower not in settings.name_parts}


@lru_cache(maxsize=4)
def _patterns(ruleset: RuleSet) -> tuple[re.Pattern[str], ...]:
    """Words that scraping has joined; of a headline its label, words that open it and tell nothing, and the part that
    only draws readers. *Ada Perbaikan, Jalan Ditutup* says why: what a comma ends at once is no title's beginning.
    """
    rules = ruleset.yaml("titles.yaml")
    return (
        re.compile(rf"{_JOINED}|[a-z]{{3}}(?:{any_of(rules['inside'])})[a-z]{{4}}"),
        re.compile(rf"^(?:{any_of(rules['labels'])})\b[^:|]{{0,12}}[:|]\s*(?=\w)", re.IGNORECASE),
        re.compile(rf"^(?:(?:{any_of(rules['openers'])})\b,?\s+(?!\w+,))+", re.IGNORECASE),
        re.compile(rf"\s*[,:;.!?–-]+\s+(?:{any_of(rules['teasers'])})\b.*$|\s*[,:;]\s+[^,:;?]*\?+$", re.IGNORECASE),
    )


def undated(headline: str, ruleset: RuleSet) -> str:
    """A headline without the dateline of a report that has none of its own: a place and the outlet, or a known place
    alone; *Gubernur DKI (Ani) - Wakilnya Rapat* has none.
    """
    found = _DATELINE.match(headline)
    if found is None:
        return headline
    place = found[1].strip()
    known = place.title() in compile_areas(ruleset).names
    return headline[found.end() :] if known or found[2].startswith(",") else headline


def printed(headline: str, published: date | None, ruleset: RuleSet) -> str:
    """A headline without label, exclamation and teaser, its passing days (*besok*, *pekan depan*) by their date."""
    rules = ruleset.yaml("titles.yaml")
    _, label, opener, teaser = _patterns(ruleset)
    text = opener.sub("", _CALL.sub("", label.sub("", undated(html.unescape(headline), ruleset))))
    if (cut := teaser.search(text)) and text.count(" ", 0, cut.start()) >= _LEAST_WORDS:
        text = text[: cut.start()]
    text = text.strip().rstrip(".!: ")
    parts, end = list[str](), 0
    for one in find_dates(text, published, ruleset):
        said = text[one.start : one.end]
        passing = one.relative and not one.feast and one.rule != "weekday" and not any(map(str.isdigit, said))
        if not passing or one.from_ is None or one.to is None:
            continue
        days = format_interval(Interval(from_=one.from_, to=one.to))
        yearly = (one.to - one.from_).days > _MONTH
        before = text[: one.start].split()[-1:]
        if yearly and not one.third and days.isdigit() and before and before[0].lower() not in rules["ends"]:
            days = both(rules["year"])["id"].format(title="", year=days).strip()  # *Rp20 T pada 2025*
        if one.third:
            last = str(one.to.year) if yearly else format_day(one.to).partition(" ")[2]
            days = f"{said.split()[0]} {last}"
        parts += [text[end : one.start], days]
        end = one.end
    text = "".join((*parts, text[end:]))
    return text[:1].upper() + text[1:]


def elsewhen(title: str, value: Interval, ruleset: RuleSet) -> bool:
    """Whether a title tells of days, none of which is of an interval: not of years by the side of a day."""
    start, end = value.from_ or date.min, value.to or date.max
    spans = (
        (one.from_, one.to)
        for one in find_dates(title, value.from_, ruleset)
        if one.rule != "weekday" and not one.feast
    )
    told = [(first, last) for first, last in spans if first and last]
    told = [(first, last) for first, last in told if (last - first).days <= max(_MONTH, (end - start).days)]
    return bool(told) and not any(first <= end and start <= last for first, last in told)


def joined(title: str, ruleset: RuleSet) -> bool:
    """Whether scraping has joined words of a title; a listed programme may be written so (*BPJamsostek*)."""
    pattern = _patterns(ruleset)[0]
    if not pattern.search(title):
        return False
    for start, end, _ in reversed(find_programmes(title, ruleset)):
        title = f"{title[:start]}{title[end:]}"
    return pattern.search(title) is not None


def doubled(one: str, other: str, least: int = 1) -> bool:
    """Whether words of weight stand twice in two parts of a title."""
    words = [word.lower() for word in WORD.findall(f"{one} {other}") if len(word) >= _REPEATED or word.isupper()]
    return len(words) - len(set(words)) >= least


def mended(title: str, words: Words) -> str:
    """A title put together, in which no word of weight stands twice and none dangles at an end.

    The phrase with the second of the two is left out, or what stands between them.
    """
    parts = title.split()
    borders = words.links | words.joins | words.ends
    seen: dict[str, int] = {}
    place = 0
    while place < len(parts):
        word = parts[place].strip(",()")
        if word == _VERSUS:
            seen = {}  # *Inter Milan vs AC Milan*
        first = seen.get(word, seen.get(word.lower(), -1) if place and parts[place - 1].lower() == word.lower() else -1)
        if first >= 0 and word.isalpha() and word.lower() not in borders and (len(word) >= _REPEATED or word.isupper()):
            if parts[place - 1].lower() == word.lower():
                del parts[place - 1]
                seen, place = {}, 0
                continue
            start = next((at for at in range(place - 1, first, -1) if parts[at].lower() in borders), 0)
            end = next((at for at in range(place + 1, len(parts)) if parts[at].lower() in borders), len(parts))
            if not start or (word.islower() and place - start > _PHRASE):
                start, end = place if word.islower() else first + 1, place + 1
            del parts[start:end]
            seen, place = {}, 0
            continue
        seen[word] = seen[word.lower()] = place
        place += 1
    while parts and parts[-1].lower() in words.links | words.joins | words.points:
        parts.pop()
    while parts and parts[0].lower() in words.idle:
        del parts[0]
    return " ".join(parts)
