"""Feasts, anniversaries and Hijri dates: reading them, and the days on which Indonesia keeps them.

Moving feasts come from the package ``holidays`` (the government's calendar), Hijri days from ``hijridate`` corrected by
it, since Indonesia sights the moon itself. Both are slow to import and imported only when such an expression occurs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from extractor.dates import calendar as values
from extractor.dates.calendar import Days
from extractor.dates.terms import Feast, Reading
from extractor.dates.tokens import SPACE, gap, is_year, kind_at, read_day_number, read_year_after, token_after
from extractor.dates.words import FEAST_FILE, Kind, Tokens, compile_words
from extractor.rules import RuleSet
from extractor.rules.words import any_of

HIJRI: Final = "hijri"
RAMADAN: Final = 9
# 2077 is the last year of hijridate's table.
_FIRST_YEAR: Final = 1945
_LAST_YEAR: Final = 2076
_DAYS_FROM: Final = re.compile(r"\bh ?([-+–]) ?(\d{1,2}) ?$")
# Days by which the known feasts of a Hijri month follow its beginning.
_KNOWN: Final = {1: ("Islamic New Year", 0), 3: ("Prophet's Birthday", 11), 7: ("Isra' and Mi'raj", 26),
                 10: ("Eid al-Fitr", 0), 12: ("Eid al-Adha", 9)}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Feasts:
    """The compiled file: feasts by the number that their words have as tokens, and anniversaries."""

    ids: tuple[str, ...]
    rows: Mapping[str, Mapping[str, Any]]
    anniversary: re.Pattern[str]
    edition: re.Pattern[str]
    hijri: re.Pattern[str]
    common_era: re.Pattern[str]
    bodies: Mapping[str, tuple[str, int]]
    ramadan: Mapping[int, tuple[int, int, int]]


@lru_cache(maxsize=8)
def compile_feasts(ruleset: RuleSet) -> Feasts:
    """The feasts of ``rules/feasts.yaml``. A token's value is the place of its feast; one more for *HUT*."""
    rules, joints = ruleset.yaml(FEAST_FILE), compile_words(ruleset).joints
    eras = rules["eras"]
    bodies = {word: (row["id"], row["first"][0]) for row in rules["anniversaries"] for word in row["phrases"]}
    names, edition = any_of(bodies), rf"{joints.ordinal}(\d{{1,3}})(?!\d)"
    anniversaries = {row["id"]: {"fixed": row["first"][1:]} for row in rules["anniversaries"]}
    return Feasts(
        tuple(row["id"] for row in rules["feasts"]),
        {**anniversaries, **{row["id"]: row for row in rules["feasts"]}},
        re.compile(rf"(?: ({names}))? (?:(?:{joints.relative}) )?{edition}(?: ({names})\b)?"),
        re.compile(rf" {edition}"),
        re.compile(rf" ?(?:{any_of(eras['hijri'])})\b"),
        re.compile(rf" ?[/(,] ?((?:19|20)\d\d)\)?(?: ?(?:{any_of(eras['common'])})\b)?"),
        bodies,
        {int(year): tuple(first) for year, first in rules["ramadan"].items()},
    )


def read_feast(tokens: Tokens, index: int, feasts: Feasts) -> Reading | None:
    """*Lebaran 2025*, *Idul Fitri 1446 H*, *HUT ke-80 RI*, *H-7 Lebaran* at a feast's name."""
    place, start, end = tokens.values[index], tokens.starts[index], tokens.ends[index]
    low = tokens.low
    if place >= len(feasts.ids):
        return _read_anniversary(tokens, index, feasts)
    feast = feasts.ids[place]
    term = Feast(feast)
    if match := feasts.edition.match(low, end):
        since = feasts.rows[feast].get("since")
        if since is None:
            return None
        term.year, end = since + int(match[1]), match.end()
    else:
        year, shift, year_end, _ = read_year_after(tokens, index + 1, end)
        if year is not None and (mark := feasts.hijri.match(low, year_end)):
            term.hijri, end = (None, 0, year), mark.end()
            if common := feasts.common_era.match(low, end):
                term.hijri, term.year, end = None, int(common[1]), common.end()
        elif year is not None or shift is not None:
            term.year, term.year_shift, end = year, shift, year_end
        elif not _is_whole(low, start, end):
            return None
    if shifted := _DAYS_FROM.search(low, max(0, start - 8), start):
        term.shift = int(shifted[2]) * (1 if shifted[1] == "+" else -1)
    elif index and tokens.kinds[index - 1] == Kind.DAYTIME and tokens.values[index - 1] and gap(tokens, index) == " ":
        term.shift = -1
    return term, end, token_after(tokens, index, end), "feast"


def _read_anniversary(tokens: Tokens, index: int, feasts: Feasts) -> Reading | None:
    match = feasts.anniversary.match(tokens.low, tokens.ends[index])
    body = match and feasts.bodies.get(match[1] or match[3] or "")
    if not match or not body:
        return None
    return Feast(body[0], body[1] + int(match[2])), match.end(), token_after(tokens, index, match.end()), "anniversary"


def read_hijri(tokens: Tokens, index: int, feasts: Feasts) -> Reading | None:
    """*1 Ramadan 1446 H*, *10 Muharram*, *Ramadan 1446 Hijriah* at the day or the month."""
    day, at = None, index
    if tokens.kinds[index] != Kind.HIJRI:
        number = read_day_number(tokens, index)
        if number is None or kind_at(tokens, number[1]) != Kind.HIJRI or gap(tokens, number[1]) not in SPACE:
            return None
        day, at = number
        if day > 30:
            return None
    month, end, low = tokens.values[at], tokens.ends[at], tokens.low
    year, common = None, None
    after = at + 1
    if is_year(tokens, after) and gap(tokens, after) in SPACE:
        mark = feasts.hijri.match(low, tokens.ends[after])
        if mark or 1300 < tokens.values[after] < 1500:
            year, end = tokens.values[after], mark.end() if mark else tokens.ends[after]
            if (era := feasts.common_era.match(low, end)) and day is None:
                end = era.end()
        elif day is None:
            common, end = tokens.values[after], tokens.ends[after]
    named = common or _is_whole(low, tokens.starts[at], end)
    if day is None and year is None and not (month == RAMADAN and named):
        return None
    return Feast(HIJRI, year=common, hijri=(day, month, year)), end, token_after(tokens, at, end), "hijri"


def _is_whole(low: str, start: int, end: int) -> bool:
    """Whether nothing stands around: a text that is asked for its date."""
    return start == 0 and end == len(low)


def feast_days(term: Feast, reference: date | None, feasts: Feasts) -> Days | None:
    """The days of a feast or Hijri date; without a year those nearest to ``reference``. None when unknown."""
    return _feast_days(term, reference, feasts)


@lru_cache(maxsize=1024)
def _feast_days(term: Feast, reference: date | None, feasts: Feasts) -> Days | None:
    years = [term.year] if term.year else None
    if years is None and reference is not None:
        shift = term.year_shift
        years = [reference.year + shift] if shift is not None else [reference.year + step for step in (-1, 0, 1)]
    if term.hijri is not None and term.hijri[2] is not None:
        found = [_in_hijri_year(term, term.hijri[2], feasts)]
    elif years is None:
        return None
    elif term.hijri is not None:
        found = [_in_hijri_year(term, year - 579 + step, feasts) for year in years for step in (0, 1, 2)]
        if term.year:
            found = [days for days in found if days and days.first.year == term.year]
    else:
        found = [_in_year(term.feast, year, feasts) for year in years]
    known = [days for days in found if days]
    days = values.nearest(known, reference) if reference and not term.year else (known[0] if known else None)
    if days and term.shift:
        first = values.shift_days(days.first if term.shift < 0 else days.last, term.shift)
        return Days(first, first) if first else None
    return days


def _in_year(feast: str, year: int, feasts: Feasts) -> Days | None:
    row = feasts.rows[feast]
    if "fixed" in row:
        day = values.day(year, *row["fixed"])
        return Days(day, day) if day else None
    day = _holidays(year).get(row["holiday"])
    last = values.shift_days(day, row.get("days", 1) - 1) if day else None
    return Days(day, last) if day and last else None


def _in_hijri_year(term: Feast, year: int, feasts: Feasts) -> Days | None:
    """A day or month of a Hijri year, or the feast that falls into it."""
    assert term.hijri is not None
    number, month, _ = term.hijri
    if term.feast != HIJRI:
        row = feasts.rows[term.feast]
        known = next((month for month, (name, _) in _KNOWN.items() if name == row.get("holiday")), None)
        first = known and hijri_month(year, known, feasts)
        day = values.shift_days(first, _KNOWN[known][1]) if first and known else None
        last = values.shift_days(day, row.get("days", 1) - 1) if day else None
        return Days(day, last) if day and last else None
    first = hijri_month(year, month, feasts)
    following = hijri_month(year + month // 12, month % 12 + 1, feasts)
    if first is None or following is None:
        return None
    if number is None:
        last = values.shift_days(following, -1)
        return Days(first, last) if last else None
    day = values.shift_days(first, number - 1)
    return Days(day, day) if day and day < following else None


@lru_cache(maxsize=256)
def _holidays(year: int) -> Mapping[str, date]:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return {}
    from holidays.countries.indonesia import Indonesia

    return {name.removesuffix(" (estimated)"): day for day, name in Indonesia(years=year, language="en_US").items()}


def hijri_month(year: int, month: int, feasts: Feasts) -> date | None:
    """The first day of a Hijri month as Indonesia kept it: by its feast, by announcement, else by Umm al-Qura."""
    from hijridate import Hijri

    if month == RAMADAN and year in feasts.ramadan:
        return date(*feasts.ramadan[year])
    try:
        first: date = Hijri(year, month, 1).to_gregorian()
    except (ValueError, OverflowError):
        return None
    first = date(first.year, first.month, first.day)
    if month in _KNOWN:
        name, offset = _KNOWN[month]
        for near in {first.year, (values.shift_days(first, offset) or first).year}:
            day = _holidays(near).get(name)
            start = day and values.shift_days(day, -offset)
            if start and abs((start - first).days) <= 2:
                return start
    return first
