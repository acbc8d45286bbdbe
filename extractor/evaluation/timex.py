"""TIMEX3 values (ISO-TimeML) of date mentions, and scoring against a file of TIMEX3 annotations.

Only expressions of type DATE are written, with the modifiers START, MID and END; durations, sets and clock times are
other types, which a desk that checks dates of facts does not need.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from extractor.dates import find_dates
from extractor.dates.calendar import month_days, week_days, year_days
from extractor.evaluation.facts import Score
from extractor.evaluation.gold import pair_spans
from extractor.mentions import DateMention
from extractor.rules import RuleSet

FILE: Final = "timex.yaml"
_MODIFIERS: Final = ("START", "MID", "END")


@dataclass(slots=True, frozen=True)
class Timex:
    """One annotation: offsets, TIMEX3 type, value and modifier."""

    start: int
    end: int
    type: str
    value: str
    mod: str | None = None


@dataclass(slots=True)
class TimexDocument:
    """A text with the day of its creation and its annotations."""

    id: str
    text: str = ""
    dct: date | None = None
    annotations: list[Timex] = field(default_factory=list)


def to_timex(mention: DateMention) -> Timex | None:
    """The DATE that a mention is, or None where it is unresolved or a stretch of time without calendar value."""
    first, last = mention.from_, mention.to
    if first is None or last is None or mention.grain == "window":
        return None
    mod = None
    if mention.third:
        value, mod = _part(first, last)
    elif first == last:
        value = first.isoformat()
    elif mention.grain == "week" and week_days(first) == (first, last):
        value = _week(first)
    elif mention.grain == "quarter" and first.month % 3 == 1 and last.month == first.month + 2:
        value = f"{first.year:04d}-Q{first.month // 3 + 1}"
    elif mention.grain == "half":
        value = f"{first.year:04d}-H{first.month // 7 + 1}"
    else:
        value = _years(first, last) or (
            f"{first:%Y-%m}" if month_days(first.year, first.month) == (first, last) else f"{first}/{last}"
        )
    return Timex(mention.start, mention.end, "DATE", value, mod)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _years(first: date, last: date) -> str | None:
    if year_days(first.year) == (first, last):
        return f"{first.year:04d}"
    if year_days(first.year, 10) == (first, last) and first.year % 10 == 0:
        return f"{first.year // 10:03d}"
    return None


def _part(first: date, last: date) -> tuple[str, str | None]:
    """The whole that a third belongs to, and which third it is."""
    days = (last - first).days + 1
    if days == 2 and first.weekday() == 5:
        return f"{_week(first)}-WE", None
    if days <= 2:
        return _week(first), _MODIFIERS[first.weekday() // 2]
    if days <= 11 and first.month == last.month:
        return f"{first:%Y-%m}", _MODIFIERS[min(first.day // 10, 2)]
    if first.year == last.year and days > 100:
        return f"{first.year:04d}", _MODIFIERS[first.month // 4]
    return f"{first}/{last}", None


def find_timexes(text: str, dct: date | None, ruleset: RuleSet) -> tuple[Timex, ...]:
    """Every DATE of ``text``, in order: the calendar's, and words for the present, past or future without a value."""
    mentions = find_dates(text, dct, ruleset)
    found = [timex for mention in mentions if (timex := to_timex(mention))]
    pattern, values = _references(ruleset)
    for match in pattern.finditer(text):
        if not any(mention.start < match.end() and match.start() < mention.end for mention in mentions):
            found.append(Timex(match.start(), match.end(), "DATE", values[match[0].lower()]))
    return tuple(sorted(found, key=lambda timex: timex.start))


@lru_cache(maxsize=8)
def _references(ruleset: RuleSet) -> tuple[re.Pattern[str], dict[str, str]]:
    values = {word: value for value, words in ruleset.yaml(FILE)["references"].items() for word in words}
    longest_first = sorted((re.escape(word) for word in values), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE), values


def read_timex_file(path: str | Path) -> list[TimexDocument]:
    """The documents of a JSONL file, in order.

    A row with ``start`` and ``end`` is an annotation (``doc``, ``type``, ``value``, optionally ``mod``); the text comes
    with a row of its own (``doc``, ``text``, ``dct``) or in the annotation rows. Raises ValueError with the line.
    """
    documents: dict[str, TimexDocument] = {}
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                document = documents.setdefault(str(row["doc"]), TimexDocument(str(row["doc"])))
                _add_row(document, row)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{number}: {error!r}") from error
    for document in documents.values():
        last = max((annotation.end for annotation in document.annotations), default=0)
        if last > len(document.text):
            raise ValueError(f"{path}: document {document.id!r} has annotations beyond its text")
    return list(documents.values())


def _add_row(document: TimexDocument, row: Mapping[str, Any]) -> None:
    if row.get("dct"):
        document.dct = date.fromisoformat(str(row["dct"])[:10])
    text = row.get("doc_text", row.get("text"))
    annotated = row.get("start") is not None
    # an annotation row may repeat the document's text, or only the words that it marks
    if text and not (annotated and len(text) <= int(row["end"]) - int(row["start"])) and len(text) > len(document.text):
        document.text = text
    if annotated:
        document.annotations.append(
            Timex(int(row["start"]), int(row["end"]), str(row["type"]), str(row["value"]), row.get("mod") or None)
        )


def score_timex_file(path: str | Path, ruleset: RuleSet) -> dict[str, dict[str, float | int]]:
    """:func:`score_timex` of the documents of a file."""
    return score_timex(read_timex_file(path), ruleset)


def score_timex(documents: Iterable[TimexDocument], ruleset: RuleSet) -> dict[str, dict[str, float | int]]:
    """Precision, recall and F1 of our dates against TIMEX3 annotations.

    ``recognition`` pairs one to one what overlaps, ``exact`` what has the same offsets, ``normalisation`` what overlaps
    and has the same value; all three over annotations of type DATE. ``all_types`` is recognition with durations, sets
    and times counted as wanted too. What we find on an annotation of another type counts against nobody else.
    """
    scores = {name: Score() for name in ("recognition", "exact", "normalisation", "all_types")}
    for document in documents:
        found = find_timexes(document.text, document.dct, ruleset)
        dates = [annotation for annotation in document.annotations if annotation.type == "DATE"]
        others = [annotation for annotation in document.annotations if annotation.type != "DATE"]
        pairs = _pairs(dates, found)
        taken = {id(ours) for _, ours in pairs}
        spare = sum(id(ours) not in taken and any(_overlap(ours, other) for other in others) for ours in found)
        right = {
            "recognition": len(pairs),
            "exact": sum((gold.start, gold.end) == (ours.start, ours.end) for gold, ours in pairs),
            "normalisation": sum(gold.value == ours.value for gold, ours in pairs),
        }
        for name, hits in right.items():
            scores[name].count(hits, len(found) - spare, len(dates))
        scores["all_types"].count(len(_pairs(document.annotations, found)), len(found), len(document.annotations))
    return {
        name: {
            "wanted": one.gold, "found": one.right + one.extra, "precision": one.precision, "recall": one.recall,
            "f1": one.f1,
        }
        for name, one in scores.items()
    }  # fmt: skip


def _overlap(one: Timex, other: Timex) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _pairs(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """One-to-one pairs of overlapping annotations."""
    pairs = pair_spans(gold, found, _overlap, lambda one, other: one.value == other.value)
    return [(gold[i], found[j]) for i, j in pairs.items()]
