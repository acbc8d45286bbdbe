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

from extractor.dates import find_dates
from extractor.messages.values import format_day, format_interval
from extractor.models import Interval
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import WORD
from extractor.rules import RuleSet
from extractor.rules.words import any_of

_CALL = re.compile(r"^[^:!?|]{1,30}!\s+(?=\w)")  # *Hore! Tarif MRT …*
_DOUBTED = re.compile(r"^\[[^\]]{1,20}\]")  # [SALAH]: what follows is not so
_JOINED = r"[a-z]{4}[A-Z]|[A-Z]{3}[a-z]{4}|\.com\b|\d[a-z]{3}"
_LEAST_WORDS = 2  # blanks in a headline that tells something
LONGEST = 130  # characters of a headline; a text without a break is its own
_MONTH = 31  # days
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
        share *= sum(others.values()) / (sum(words.values()) or 1)
        tells = text.count(" ") > _LEAST_WORDS and len(text) < LONGEST and not _DOUBTED.match(text)
        if tells and share > most and sum(others.values()) >= least:
            best, most = text, share
    return best


def _telling(text: str, settings: Settings) -> Mapping[str, float]:
    terms = (settings.terms[word] for word in WORD.findall(text))
    return {stem: weight for lower, stem, weight in terms if lower not in settings.name_parts}


@lru_cache(maxsize=4)
def _joined(ruleset: RuleSet) -> re.Pattern[str]:
    return re.compile(rf"{_JOINED}|[a-z]{{3}}(?:{any_of(ruleset.yaml('titles.yaml')['inside'])})[a-z]{{4}}")


@lru_cache(maxsize=4)
def _label(ruleset: RuleSet) -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(ruleset.yaml('titles.yaml')['labels'])})\b[^:|]{{0,12}}[:|]\s*", re.IGNORECASE)


def printed(headline: str, published: date | None, ruleset: RuleSet) -> str:
    """A headline without label and exclamation, its passing days (*besok*, *pekan depan*) by their date."""
    text = _CALL.sub("", _label(ruleset).sub("", html.unescape(headline))).rstrip().rstrip(".").rstrip()
    parts, end = list[str](), 0
    for one in find_dates(text, published, ruleset):
        passing = (
            one.relative
            and not one.feast
            and one.rule != "weekday"
            and not any(char.isdigit() for char in text[one.start : one.end])
        )
        if not passing or one.from_ is None or one.to is None:
            continue
        days = format_interval(Interval(from_=one.from_, to=one.to))
        if one.third:
            yearly = (one.to - one.from_).days > _MONTH
            last = str(one.to.year) if yearly else format_day(one.to).partition(" ")[2]
            days = f"{text[one.start : one.end].split()[0]} {last}"
        parts += [text[end : one.start], days]
        end = one.end
    return "".join((*parts, text[end:]))


def joined(title: str, ruleset: RuleSet) -> bool:
    """Whether scraping has joined words of a title."""
    return _joined(ruleset).search(title) is not None


def doubled(title: str) -> bool:
    """Whether a word of weight stands in a title twice."""
    words = [word.lower() for word in WORD.findall(title) if len(word) >= _REPEATED or word.isupper()]
    return len(words) != len(set(words))
