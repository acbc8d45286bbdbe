"""The day on which an article was published: from metadata in any format, or from the head of its text.

Metadata comes from other people's pages, so that ``dateparser`` is asked last, with day before month; in the text a
byline (a line that is a date) goes before a dateline (*Jakarta, 25 Maret 2024 - …*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final, Literal

from extractor.dates import find_dates
from extractor.mentions import DateMention
from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, run_examples

FILE: Final = "publication.yaml"
# Western Indonesia Time: the day that an Indonesian page shows for an instant given in another zone.
_WIB: Final = timezone(timedelta(hours=7))
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?![\d])(?:[T ].*)?\s*$", re.DOTALL)
# Seconds since 1970, or milli-, micro-, nanoseconds; as .NET writes them too.
_EPOCH = re.compile(r"\s*(?:/Date\()?(\d{10})(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?\s*$")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2})?(Z?)\s*$")
# Mon Jun 16 18:30:00 +0000 2025: the year goes to its day.
_YEAR_LAST = re.compile(
    r"\s*[A-Za-z]{3,9},? ([A-Za-z]{3,9} \d{1,2}),? (\d{1,2}:\d{2}(?::\d{2})?) ?(\S{1,9})? (\d{4})\s*$"
)
_ZONED_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([AP]\.?M\.?)?\s*\(?"
    r"(?:(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)|(Z|UTC|GMT|EST|EDT|CST|CDT|PST|PDT|BST|CET|CEST|SGT|JST)\b)",
    re.IGNORECASE,
)
# Hours from UTC. The three zones of Indonesia are not here: the day that a page shows in them is its day.
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "PST": -8, "PDT": -7, "BST": 1,
          "CET": 1, "CEST": 2, "SGT": 8, "JST": 9}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1945, 2199
_LONGEST_RAW = 200
# Bylines follow tickers and navigation; datelines open the report.
_BYLINE_REACH, _DATELINE_REACH = 3000, 1500
_LONGEST_BYLINE = 90
_WORDS_AROUND_BYLINE = 4
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\b")
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]*[ ,]{1,2}){1,5}\(?$"  # a place in capitals or capitalised words, then the date
)
_AFTER_DATELINE = re.compile(r"\)?\s*(?:\([^()\n]{1,40}\)\s*)?(?:--|[-–—:])")


def parse_published(raw: str, ruleset: RuleSet) -> date | None:
    """The day in a metadata string: ISO 8601, an epoch, an Indonesian date, or whatever dateparser reads (day first).

    An instant with a zone is taken to Western Indonesia Time. None when nothing, or no plausible year, is found.
    """
    if not raw or not raw.strip():
        return None
    raw = _YEAR_LAST.sub(r"\1, \4 \2 \3", raw[:_LONGEST_RAW])
    found = _compact(raw) or _epoch(raw) or _iso(raw)
    if found is None and (day := _indonesian(raw, ruleset) or _foreign(raw)):
        found = _in_wib(day, raw)
    return found if found and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _iso(raw: str) -> date | None:
    match = _ISO.match(raw)
    if match is None:
        return None
    try:
        instant = datetime.fromisoformat(raw.strip())
    except ValueError:
        try:
            return _in_wib(date(int(match[1]), int(match[2]), int(match[3])), raw)
        except ValueError:
            return None
    try:
        return instant.astimezone(_WIB).date() if instant.tzinfo else instant.date()
    except OverflowError:  # an instant at either end of the calendar
        return None


def _epoch(raw: str) -> date | None:
    match = _EPOCH.match(raw)
    return datetime.fromtimestamp(int(match[1]), UTC).astimezone(_WIB).date() if match else None


def _compact(raw: str) -> date | None:
    match = _COMPACT.match(raw)
    if match is None:
        return None
    try:
        instant = datetime(*(int(part or 0) for part in match.groups()[:6]))  # type: ignore[arg-type]
    except ValueError:
        return None
    return instant.replace(tzinfo=UTC).astimezone(_WIB).date() if match[7] else instant.date()


def _in_wib(day: date, raw: str) -> date:
    """The day in Western Indonesia of the instant that ``raw`` gives with a clock and a foreign zone; else ``day``."""
    match = _ZONED_CLOCK.search(raw)
    if match is None:
        return day
    hour, minute, half = int(match[1]), int(match[2]), (match[4] or "").upper()
    if half:
        hour = hour % 12 + (12 if half.startswith("P") else 0)
    if match[8]:
        offset = _ZONES[match[8].upper()] * 60
    else:
        offset = (int(match[6]) * 60 + int(match[7] or 0)) * (-1 if match[5] == "-" else 1)
    try:
        zone = timezone(timedelta(minutes=offset))
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(_WIB).date()
    except (ValueError, OverflowError):
        return day


def _indonesian(raw: str, ruleset: RuleSet) -> date | None:
    days = [mention for mention in find_dates(raw, None, ruleset) if is_full_day(mention)]
    return days[0].from_ if len(days) == 1 else None


def _foreign(raw: str) -> date | None:
    import dateparser  # slow to import, and rarely needed

    # only absolute dates: the parser of relative ones (kemarin) would ask the clock
    settings: Any = {"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    try:
        instant = dateparser.parse(raw, languages=["id", "en"], settings=settings)
    except Exception:  # whatever a parser of guesses makes of other people's strings
        return None
    return instant.date() if instant else None


def is_full_day(mention: DateMention) -> bool:
    """Whether a mention is a day with its year, and no relative one."""
    return mention.grain == "day" and mention.from_ is not None and not mention.relative


def published_in_text(text: str, ruleset: RuleSet) -> tuple[date, Literal["byline", "dateline"]] | None:
    """The publication day that the head of the text states, and how; None when it does not.

    A byline is a short line that holds a full date and little else; a dateline opens a paragraph with a place, a date
    and a dash.
    """
    head = text[:_BYLINE_REACH]
    days = [mention for mention in find_dates(head, None, ruleset) if is_full_day(mention)]
    openers = frozenset(ruleset.yaml(FILE)["byline_openers"] + ruleset.yaml(FILE)["times"])
    for mention in days:
        if mention.from_ and is_byline(text, mention, openers):
            return mention.from_, "byline"
    for mention in days:
        if mention.from_ and mention.start < _DATELINE_REACH and _is_dateline(text, mention):
            return mention.from_, "dateline"
    return None


def _line(text: str, mention: DateMention) -> tuple[str, str]:
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    return text[start : mention.start], text[mention.end : end if end >= 0 else len(text)]


def is_byline(text: str, mention: DateMention, openers: frozenset[str]) -> bool:
    """Whether the line that holds ``mention`` says when a text appeared; ``openers`` may introduce it."""
    before, after = _line(text, mention)
    if len(before) + len(after) + mention.end - mention.start > _LONGEST_BYLINE or after.rstrip().endswith((".", "?")):
        return False
    clock = bool(_CLOCK.search(after[:12]))
    words = [
        word for word in re.findall(r"[^\W\d_]+", before + " " + _CLOCK.sub(" ", after)) if word.lower() not in openers
    ]
    if any(word.islower() for word in words):
        return False
    # a headline names a date too; a byline has its time, or nothing beside the date
    return len(words) <= (_WORDS_AROUND_BYLINE if clock else 0)


def _is_dateline(text: str, mention: DateMention) -> bool:
    before, after = _line(text, mention)
    return bool(_DATELINE.fullmatch(before)) and bool(_AFTER_DATELINE.match(after))


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example (``text => day``) is read by its rule, no counter-example is."""

    def read(row: Row, example: Example) -> str | None:
        found = published_in_text(example.text, ruleset)
        return None if found is None else f"{found[0]}{'' if found[1] == row['id'] else ' by ' + found[1]}"

    yield from run_examples(FILE, ruleset.yaml(FILE)["rules"], read)
