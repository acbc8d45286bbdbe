"""Which numbers are years: not those of laws and events, nor what is counted or named by four digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractor.dates.feasts import Feasts
from extractor.dates.joints import Joints
from extractor.dates.neighbours import REACH, WORD_AFTER, capital_word_before, word_before
from extractor.dates.terms import Calendar, Found, Range, Shift, Term
from extractor.dates.tokens import is_year, kind_at
from extractor.dates.words import Kind, Tokens, Unit

# What astronomers call an asteroid by: "2016 HP6".
_DESIGNATION: Final = re.compile(r" [A-Z]{2}\d{1,3}(?!\w)", re.ASCII)
_NAME_AFTER: Final = re.compile(r"(?: [A-Z][\w'’-]{1,20}){2,4}(?![\w'’-]| [A-Z])")
_STOPS: Final = (".", "!", "?")
# The centuries of which news speaks without a word that leads to the year.
_LIVING: Final = ("19", "20", "210")
# Far enough for the word before a year behind a dash or bracket.
_LONGEST_HEAD: Final = 20
# Far enough for the head of an office before its bearer's years, names of its place between.
_LONGEST_OFFICE: Final = 80
# The word of a title comes again near the head of the report or not at all.
_LONGEST_BODY: Final = 20_000


@dataclass(frozen=True, eq=False)
class Years:
    """The context words of ``rules/dates.yaml`` as sets, and what is asked of a year."""

    words: dict[str, frozenset[str]]
    feasts: Feasts
    joints: Joints
    accounts: re.Pattern[str]
    law_before: re.Pattern[str]

    def allows_word(self, tokens: Tokens, index: int, end: int, before: str) -> bool:
        low, text, start = tokens.low, tokens.text, tokens.starts[index]
        following = WORD_AFTER.match(low, end)
        if following and following[1] in self.words["counted"] and not low[end - 4 : end].isdigit():
            return False
        if before in self.words["laws"]:
            return False
        if self.law_before.search(low, max(0, start - REACH), start) and not self._numbers_things(text, start):
            return False
        if self.accounts.match(low, start):
            return True
        if text[start].isupper() and before and not start < tokens.title_end:
            if before in self.words["year_heads"] or before in self.words["before_year"]:
                return True
            ahead = text[max(0, start - REACH) : start].rstrip()
            stretch = kind_at(tokens, index + 2) == Kind.RANGE and is_year(tokens, index + 3)
            if stretch or ahead[-1:] in _STOPS:
                return True
            return not (ahead[-1:] == ")" or capital_word_before(text, start) or ahead[-1:].isdigit())
        return not text[max(0, start - 2) : start].startswith(")") or text[start].islower()

    def _numbers_things(self, text: str, start: int) -> bool:
        """Whether the digits before ``start`` number what comes in numbers: *kelas 1 dan 2*, *tahap 3*, not a law."""
        words = text[max(0, start - REACH) : start].split()
        while len(words) > 1 and (words[-1].isdigit() or words[-1] in self.words["joining"]):
            words.pop()
        return bool(words) and words[-1] in self.words["numbered"]

    def allows(
        self, tokens: Tokens, index: int, start: int, end: int, before: str, found: list[Found], rule: str
    ) -> bool:
        low, text = tokens.low, tokens.text
        if (start and text[start - 1].isalnum()) or (low[start - 1 : start] in tuple("/.$#@&=_+%×") and start):
            return False
        if end < len(low) and (low[end].isalnum() or low[end] in "/_%@=×" or self.feasts.hijri.match(low, end)):
            return False
        if before not in self.words["only_time"] and self.is_counted(low, end):
            return False
        if _DESIGNATION.match(text, end) or (before not in self.words["only_time"] and self._opens_name(text, end)):
            return False
        if found and _holds_year(found[-1].term) and self.joints.list_or_range.fullmatch(low, found[-1].end, start):
            return True
        living = low.startswith(_LIVING, start)
        if not before:
            head = low[max(0, start - _LONGEST_HEAD) : start].rstrip(" ")
            if not living:
                return head[-1:] == "(" and _is_span_in_bracket(tokens, index)
            named = head[-1:] in ("-", "–", "/", ")") and head[:-1].rstrip(" ")[-1:].isalnum()
            return not named or head[:-1].rpartition("(")[2] in self.words["year_heads"]
        if before in self.words["never_before_year"]:
            return False
        if before in self.words["edition_years"]:
            name = word_before(low, start - len(before) - 1)
            return name not in self.words["event_heads"] and not capital_word_before(text, start - len(before) - 1)
        if before in self.words["before_year"]:
            led = before not in self.words["joining"] or bool(found)
            return led and (living or before not in self.words["joints"])
        if before[-1] in "0123456789.,-/":
            return living and (before[-1] == "," or (before[-1] == "-" and not before[:-1].isalnum()))
        if not capital_word_before(text, start):
            # a bare number of an older century counts something: "1200 hotel"
            names = low[max(0, start - REACH) : start].split()[-3:]
            return before not in self.words["laws"] and living and self.words["editions_of"].isdisjoint(names)
        if before in self.words["year_heads"]:
            return True
        if start < tokens.title_end:
            return self._is_no_event(tokens, start, before)
        return self._is_apart(tokens, index, start, end, rule)

    def is_counted(self, low: str, end: int) -> bool:
        """Whether behind a number that ends at ``end`` stands what it counts: *30 orang*, *5 juta*."""
        following = WORD_AFTER.match(low, end)
        return following is not None and following[1] in self.words["counted"]

    def _opens_name(self, text: str, end: int) -> bool:
        """Whether capital words behind a year end in what names an event: *2023 Athens Marathon*."""
        names = _NAME_AFTER.match(text, end)
        return names is not None and names[0].lower().split()[-1] in self.words["event_tails"]

    def _is_apart(self, tokens: Tokens, index: int, start: int, end: int, rule: str) -> bool:
        """Whether years behind a name are no part of it: *Gubernur 2018-2023*, *bom Bali 2002 lalu*."""
        names = tokens.text[max(0, start - _LONGEST_OFFICE) : start].split()
        if any(name.lower() in self.words["event_heads"] for name in names[-4:]):
            return False
        if rule == "year-range":
            return self._is_term_of_office(names)
        following = WORD_AFTER.match(tokens.low, end)
        if following and following[1] in self.words["points_year"]:
            return True
        at = index + 1 + (kind_at(tokens, index + 1) == Kind.LIST)
        return is_year(tokens, at) and bool(self.joints.list_gap.fullmatch(tokens.low, end, tokens.starts[at]))

    def _is_term_of_office(self, names: list[str]) -> bool:
        """Whether an office leads the capital words before: *Kepala Kantor Imigrasi Jakarta Pusat*."""
        for name in reversed(names):
            if name.lower() in self.words["offices"]:
                return True
            if not name[0].isupper() or not name[-1].isalnum():
                return False
        return False

    def _is_no_event(self, tokens: Tokens, start: int, before: str) -> bool:
        """In a title every word is capital: the report then tells whether the word before the year is a name."""
        heads = self.words["event_heads"]
        names = tokens.low[max(0, start - REACH) : start].split()
        if any(word in heads for word in names[-4:]) or tokens.text[start - len(before) - 1 : start - 1].isupper():
            return False
        return tokens.text.find(f" {before} ", tokens.title_end, _LONGEST_BODY) > 0


def _is_span_in_bracket(tokens: Tokens, index: int) -> bool:
    """*(1864 hingga 1910)*: years of any century, which nothing else in brackets looks like."""
    at = index + 2
    return (
        kind_at(tokens, index + 1) == Kind.RANGE and is_year(tokens, at) and tokens.low.startswith(")", tokens.ends[at])
    )


def _holds_year(term: Term) -> bool:
    if isinstance(term, Range):
        term = term.last
    return isinstance(term, (Calendar, Shift)) and term.unit in (Unit.YEAR, Unit.MONTH, Unit.QUARTER, Unit.HALF)
