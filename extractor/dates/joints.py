"""The small words between the parts of a date expression and around it, from ``rules/dates.yaml``, ready to compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.rules.words import any_of

_DASHES: Final = "-–—"
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DIGITS: Final = {"1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Joints:
    """Gaps are what may stand between two tokens, blanks included; the tuples end or begin what stands beside one.

    ``divisions`` are the numbers of quarters and halves as they are written, which ``division`` finds.
    """

    towards: frozenset[str]
    towards_same: frozenset[str]
    towards_next: frozenset[str]
    within: frozenset[str]
    until: frozenset[str]
    part_of: frozenset[str]
    nth: frozenset[str]
    lost_slash_before: tuple[str, ...]
    lost_dash_before: tuple[str, ...]
    between: frozenset[str]
    apposed: frozenset[str]
    decade: tuple[str, ...]
    decade_before: tuple[str, ...]
    period_before: tuple[str, ...]
    span_before: tuple[str, ...]
    past_before: tuple[str, ...]
    remembered: tuple[str, ...]
    counted: re.Pattern[str]
    ahead_before: re.Pattern[str]
    ahead_after: re.Pattern[str]
    counted_from: re.Pattern[str]
    decade_end: re.Pattern[str]
    year_kind: re.Pattern[str]
    division: re.Pattern[str]
    divisions: Mapping[str, int]
    ordinal: str
    relative: str
    days: re.Pattern[str]
    pair: re.Pattern[str]
    range_letters: frozenset[str]
    list_gap: re.Pattern[str]
    list_or_range: re.Pattern[str]


def compile_joints(rules: Mapping[str, Any]) -> Joints:
    """The joints of a parsed ``rules/dates.yaml``."""
    words: Mapping[str, list[str]] = rules["joints"]
    connectors = rules["connectors"]
    ranges, joiners = any_of(connectors["range"]), any_of([*connectors["list"], *connectors["alternative"]])
    nth, within = rf"(?:{any_of(words['nth'])}) ?-? ?", any_of(words["within"])
    ordinals = {word: number for word, number in rules["ordinals"].items() if 1 <= number <= 4}
    counts = {word: number for word, number in rules["numbers"].items() if 1 <= number <= 4}
    later = {**_ROMAN, **_DIGITS, **ordinals}
    ahead_before, ahead_after = any_of(words["ahead_before"]), any_of(words["ahead_after"])
    day, year = r"(\d{1,2})", r"(\d{4}|\d{2})"
    day_month = rf"{day}/{day}(?:/{year})?"
    to = rf" ?(?:[{_DASHES}]|{ranges}) ?"
    return Joints(
        towards=_gaps(words["towards"], " ", "  "),
        towards_same=_gaps(words["relative"]),
        towards_next=_gaps(words["towards_next"]),
        within=_gaps(words["within"], " "),
        until=_gaps(words["until"], " ", "  ", ". "),
        part_of=_gaps(words["part_of"], " ", "  ", "-"),
        nth=frozenset(f" {word}-" for word in words["nth"]),
        lost_slash_before=tuple(f"{word} (" for word in words["lost_slash_before"]),
        lost_dash_before=("(", *_ahead(words["lost_dash_before"])),
        between=frozenset(words["between"]),
        apposed=frozenset(f"{comma} {word} " for word in words["apposed"] for comma in (",", "")),
        decade=tuple(words["decade"]),
        decade_before=_ahead(words["decade_before"]),
        period_before=_ahead(words["period_before"]),
        span_before=_ahead(words["span_before"]),
        past_before=_ahead(rules["context"]["looks_back"]),
        remembered=_ahead(words["remembered"]),
        counted=re.compile(rf" (?:{any_of(rules['context']['counted'])})\b"),
        ahead_before=re.compile(rf"\b(?:{ahead_before})\b[^.,;:\n]*\Z"),
        ahead_after=re.compile(rf"[^.;:\n]{{0,16}}?\b(?:{ahead_after})\b"),
        counted_from=re.compile(rf",? (?:{any_of(words['counted_from'])}) "),
        decade_end=re.compile(rf" ?[-–'’]? ?(?:{any_of(words['decade'])})\b"),
        year_kind=re.compile(rf" (?:{any_of(words['year_kinds'])}) "),
        division=re.compile(
            rf"[ -]?(?:{nth})?({any_of([*later, *counts])})(?![^\W\d_]|(?<=\d)\d)"
            rf"(?: ?(?:-|–|{ranges}|{joiners}) ?(?:{nth})?({any_of(later)})(?!\w))?"
        ),
        divisions={**later, **counts},
        ordinal=nth,
        relative=any_of(words["relative"]),
        days=re.compile(rf"{day}{to}{day} ?[/.] ?{day}(?: ?[/.] ?{year})?(?!\d)", re.ASCII),
        pair=re.compile(rf"{day_month}{to}{day_month}(?!\d)", re.ASCII),
        range_letters=frozenset(_DASHES) | {word[0] for word in connectors["range"]},
        list_gap=re.compile(
            rf" ?, ?(?:(?:{joiners}|&) )?| (?:{joiners}|{any_of(words['listed'])}|&) (?:(?:{within}) )?"
        ),
        list_or_range=re.compile(
            rf" ?(?:,|,? ?(?:{joiners}|&)|{ranges}|{any_of([*words['listed'], *words['against']])}|-|–)"
            rf" ?(?:(?:{within}) )?"
        ),
    )


def _gaps(words: Iterable[str], *plain: str) -> frozenset[str]:
    return frozenset({f" {word} " for word in words}.union(plain))


def _ahead(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{word} " for word in words)
