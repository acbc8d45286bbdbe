"""On which side of the report a weekday, day or month lies that does not say so itself, told by its clause."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

from extractor.dates.neighbours import CLAUSE
from extractor.dates.terms import Calendar, Weekday
from extractor.dates.words import Tokens, Unit
from extractor.rules.words import any_of

_BEHIND: Final = 60
_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE: Final = re.compile(r"[.!?\n]")
_CLAUSE_END: Final = re.compile(r"[.,;:\n“”\"]")


@dataclass(frozen=True, eq=False)
class Sides:
    """The words of ``rules/dates.yaml`` that point back or ahead, ready to be searched."""

    since: re.Pattern[str]
    ahead: re.Pattern[str]
    next_day: re.Pattern[str]
    ahead_after: re.Pattern[str]
    at_month: re.Pattern[str]
    points_ahead: re.Pattern[str]
    opening: re.Pattern[str]
    given_up: re.Pattern[str]
    shelved: Set[str]
    subordinate: Set[str]
    joining: Set[str]
    told: Set[str]

    def turn_weekday(self, tokens: Tokens, start: int, end: int, term: Weekday) -> None:
        """Point a bare weekday ahead where its clause does: *akan digelar Sabtu*, *Sabtu mereka akan bertemu*."""
        low = tokens.low
        first = max(0, start - CLAUSE)
        if self.since.search(low, first, start):
            return
        if self.next_day.search(low, first, start) or self._leans_ahead(low, first, start, end):
            term.coming = True
        elif self.opening.fullmatch(low, _sentence_start(low, first, start), start):
            after = self.ahead_after.match(low, end)
            term.coming = after is not None and (self.told | self.joining).isdisjoint(_WORD.findall(after[0]))

    def turn_date(self, tokens: Tokens, start: int, end: int, term: Calendar) -> None:
        """Give a month or day without a year its side: *sejak Mei*; where it is far, the side its sentence tells."""
        low = tokens.low
        first = max(0, start - CLAUSE)
        if self.since.search(low, first, start):
            term.where = -1
        elif self._leans_ahead(low, first, start, end):
            term.lean = 1
        elif term.unit == Unit.MONTH and start > tokens.title_end and self.at_month.search(low, first, start):
            stop = _SENTENCE.search(low, end, end + _BEHIND)
            last = stop.start() if stop else end + _BEHIND
            pointed = self.points_ahead.search(low, _sentence_start(low, first, start), last)
            term.lean = 0 if pointed else -1

    def _leans_ahead(self, low: str, first: int, start: int, end: int) -> bool:
        """Whether the nearest verb before points ahead, no other clause begins behind it and nothing was given up."""
        cues = list(self.ahead.finditer(low, first, start))
        if not cues or self.given_up.match(low, end):
            return False
        between = low[cues[-1].end() : start]
        if _CLAUSE_END.search(between) or not (self.told | self.subordinate).isdisjoint(_WORD.findall(between)):
            return False
        return self.shelved.isdisjoint(_WORD.findall(low[_sentence_start(low, first, start) : cues[-1].start()]))


def compile_sides(words: Mapping[str, Set[str]], joints: Mapping[str, list[str]]) -> Sides:
    """The same from the lists of ``rules/dates.yaml``."""
    ahead = any_of(joints["ahead_before"])
    return Sides(
        since=re.compile(rf"\b(?:{any_of(words['looks_back'])})\b[^.,;:\n]*\Z"),
        ahead=re.compile(rf"\b(?!(?:{any_of(words['never_ahead'])})\b)(?:{ahead})\b"),
        next_day=re.compile(rf"\b(?:{any_of(words['looks_ahead'])})[, ]{{1,2}}\Z"),
        ahead_after=re.compile(rf",? (?:\w{{1,16}} ){{0,2}}?(?:{any_of(joints['ahead_after'])})\b"),
        at_month=re.compile(rf"\b(?:{any_of(words['at_month'])}) \Z"),
        points_ahead=re.compile(rf"\b(?:{ahead}|{any_of(words['points_ahead'])})\b"),
        opening=re.compile(rf"\s*(?:(?:{any_of(words['opens_day'])}) ){{0,2}}"),
        given_up=re.compile(rf",? (?:\w{{1,16}} ){{0,2}}?(?:{any_of(words['given_up'])})\b"),
        shelved=words["shelved"],
        subordinate=words["subordinate"],
        joining=words["joining"],
        told=words["told"],
    )


def _sentence_start(low: str, first: int, start: int) -> int:
    ends = [match.end() for match in _SENTENCE.finditer(low, first, start)]
    return ends[-1] if ends else first
