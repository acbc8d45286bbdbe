"""What a date is for: whether something is aimed at by then (``target``), and its role (due, start, event, as_of).

Cues are searched only in sentences that hold a date which may carry one; a date is a target when the weights of the
cues around it (``rules/date_roles.yaml``) reach a threshold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from extractor.dates import find_dates
from extractor.dates.words import RULE_FILE as DATES_FILE
from extractor.mentions import DateMention, Sentence
from extractor.rules import Problem, RuleSet
from extractor.rules.cues import fold

FILE: Final = "date_roles.yaml"
Role = Literal["due", "start", "event", "as_of"]
_TARGET: Final = 2.0
# What lies ahead is rather planned than told; not enough with a bare "akan".
_AHEAD: Final = 0.75
# A whole month or year is seldom the schedule of an event.
_COARSE_EVENT: Final = 1 / 3
_COARSE: Final = frozenset({"month", "quarter", "half", "year", "decade", "window"})
# Beyond this many days a report can only tell plans and forecasts.
_FAR_DAYS: Final = 366
_FAR_AHEAD: Final = 1.25
# In another clause of the sentence a cue is worth half.
_ELSEWHERE: Final = 0.5
_CLAUSE_END: Final = re.compile(
    r"[;:\n]|, (?=(?:sedangkan|sementara|namun|tetapi|tapi|setelah|sebab|karena|meski|sehingga)\b)"
    r"| (?:sedangkan|sementara|karena) "
)


class DateRole:
    """Whether a date is a target, its role, and the cue that weighed most for a target."""

    __slots__ = ("role", "rule", "target")

    def __init__(self, target: bool, role: Role | None, rule: str | None = None) -> None:
        self.target = target
        self.role = role
        self.rule = rule


# Where no cue stands, even a day far ahead is no target.
_NONE: Final = DateRole(False, None)


@dataclass(slots=True, frozen=True)
class _Cue:
    id: str
    weight: float
    where: str
    reach: int
    role: Role | None
    coarse: bool


@dataclass(frozen=True)
class _Cues:
    searcher: BytesAhoCorasick
    cues: tuple[tuple[_Cue, ...], ...]


@lru_cache(maxsize=8)
def _compile(ruleset: RuleSet) -> _Cues:
    table: dict[bytes, list[_Cue]] = {}
    for row in ruleset.yaml(FILE)["cues"]:
        cue = _Cue(
            row["id"],
            float(row["weight"]),
            row.get("where", "both"),
            int(row.get("reach", 0)),
            row.get("role"),
            row.get("grain") == "coarse",
        )
        for phrase in row["phrases"]:
            table.setdefault(fold(phrase), []).append(cue)
    return _Cues(
        BytesAhoCorasick(list(table), matchkind=MatchKind.Standard),
        tuple(tuple(cues) for cues in table.values()),
    )


def date_roles(
    text: str,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    ruleset: RuleSet,
    published: date | None = None,
) -> tuple[DateRole, ...]:
    """For each of ``dates`` (sorted) whether it is a target, and its role.

    ``published`` tells which days were still ahead; without it the latest full day of the statement stands in.
    """
    cues = _compile(ruleset)
    starts = [sentence.start for sentence in sentences]
    found: list[DateRole] = []
    hits: list[tuple[int, int, _Cue]] = []
    breaks: list[tuple[int, int]] = []
    searched = -1
    for mention in dates:
        place = bisect_right(starts, mention.start) - 1
        if place < 0:
            found.append(_NONE)
            continue
        sentence = sentences[place]
        if place != searched:
            hits, searched = _search(text, sentence, cues), place
            breaks = _breaks(text, sentence) if hits else []
        found.append(_judge(text, sentence, mention, hits, breaks, published))
    return tuple(found)


def _search(text: str, sentence: Sentence, cues: _Cues) -> list[tuple[int, int, _Cue]]:
    folded = fold(text[sentence.start : sentence.end])
    return [
        (sentence.start + start, sentence.start + end - 2, cue)
        for pattern, start, end in cues.searcher.find_matches_as_indexes(folded, overlapping=True)
        for cue in cues.cues[pattern]
    ]


def _judge(
    text: str,
    sentence: Sentence,
    mention: DateMention,
    hits: list[tuple[int, int, _Cue]],
    breaks: list[tuple[int, int]],
    published: date | None,
) -> DateRole:
    if not hits:
        return _NONE
    when = _when(mention, published)
    clause_start, clause_end = _clause(text, sentence, mention, breaks)
    total = _start_value(mention, when, published)
    coarse = mention.grain in _COARSE or mention.rule.startswith("part")
    role: Role | None = None
    nearest = 1_000
    best: dict[str, float] = {}
    # what is done before the aim is named is no news of the aim: "sudah 12 dari target 20 embung tahun ini"
    aimed = _last(hits, "aim", mention)
    begun = _last(hits, "start", mention)
    for start, end, cue in hits:
        if start < mention.end and mention.start < end:
            continue
        before = end <= mention.start
        if (cue.where == "before" and not before) or (cue.where == "after" and before):
            continue
        distance = mention.start - end if before else start - mention.end
        inside = clause_start <= start and end <= clause_end
        if cue.reach and (distance > cue.reach or not inside):
            continue
        if cue.coarse and not coarse:
            continue
        if cue.role and inside and distance < nearest:
            role, nearest = cue.role, distance
        if cue.id == "attribute" and mention.relative:  # "target peserta magang tahun ini" is no name of a cohort
            continue
        if cue.id == "timetable" and end <= max(aimed, begun):  # "ditutup 2 Mei, pelatihan dimulai 5 Mei"
            continue
        if cue.id == "done" and (when == "ahead" or end <= aimed):
            continue
        if cue.role == "as_of" and when != "over":
            continue
        weight = cue.weight if inside else cue.weight * _ELSEWHERE
        if cue.role == "event" and coarse:
            weight *= _COARSE_EVENT
        if abs(weight) > abs(best.get(cue.id, 0.0)):
            best[cue.id] = weight
    if "start" in best:
        best.pop("start-verb", None)
        if when == "ahead":  # "mulai X" with X still ahead, even of payments
            best.pop("payment", None)
    elif "start-verb" not in best:
        best.pop("stage", None)
    if "deadline" in best:
        best.pop("timetable", None)
    if "deadline" in best or "aim" in best:
        best.pop("as-of", None)
    total += sum(best.values())
    target = total >= _TARGET and not _names(text, mention) and _may_be_target(mention, when, best)
    rule = max(best, key=lambda cue: best[cue]) if target else None
    return DateRole(target, _role(role, target, when, total), rule)


def _last(hits: list[tuple[int, int, _Cue]], cue_id: str, mention: DateMention) -> int:
    """Where the last cue of that id before a date begins, or -1."""
    return max((start for start, end, cue in hits if cue.id == cue_id and end <= mention.start), default=-1)


def _start_value(mention: DateMention, when: str, published: date | None) -> float:
    if when != "ahead":
        return 0.0
    far = published and mention.from_ and (mention.from_ - published).days > _FAR_DAYS
    return _FAR_AHEAD if far else _AHEAD


def _names(text: str, mention: DateMention) -> bool:
    """Whether a date only tells which one is meant: a term of office in brackets."""
    bracketed = mention.grain == "range" and text[mention.start - 1 : mention.start] == "("
    return bracketed and mention.rule.startswith("year-range")


def _may_be_target(mention: DateMention, when: str, cues: dict[str, float]) -> bool:
    """A day that is over is a target only where an aim and a word for its end name it; a day of today must be begun."""
    if mention.from_ is None and mention.direction != "future":
        return False
    if when == "over":
        return "deadline" in cues or ("aim" in cues and "before" in cues) or ("start" in cues and "modal" in cues)
    if when == "today":
        return not mention.relative and "start" in cues and "modal" in cues
    return not (mention.grain == "window" and when != "ahead")


def _role(role: Role | None, target: bool, when: str, total: float) -> Role | None:
    if target:
        return role if role == "start" else "due"
    if role == "due":
        return "as_of" if when in ("over", "today") else None
    return role


def _when(mention: DateMention, published: date | None) -> Literal["ahead", "running", "today", "over"]:
    """Where the date lay when the report appeared."""
    if mention.from_ is None or mention.to is None:
        return "over" if mention.direction == "past" else "ahead"
    # of the end of a period, and of a stretch from now on, the end is what something is aimed at
    to_its_end = mention.rule.startswith("part") or mention.grain == "window"
    if published is None or mention.from_ > published or (to_its_end and mention.to > published):
        return "ahead"
    if mention.to < published:
        return "over"
    return "today" if mention.from_ == mention.to else "running"


def _breaks(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Where clauses of a sentence may end and begin, once for all of its dates."""
    return [match.span() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]


def _clause(text: str, sentence: Sentence, mention: DateMention, breaks: list[tuple[int, int]]) -> tuple[int, int]:
    start, end = sentence.start, sentence.end
    for opening, closing in breaks:
        if closing <= mention.start:
            # "Waktu pelaksanaan: Januari 2026" is one clause
            if text[opening:closing] != ":" or not text[closing : mention.start].isspace():
                start = opening
        elif opening >= mention.end:
            end = closing
            break
    return start, end


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """The date marked in an example is a target, that in a counter-example is none; no phrase stands twice in a cue."""
    published = date.fromisoformat(ruleset.yaml(DATES_FILE)["reference"])
    for row in ruleset.yaml(FILE)["cues"]:
        if len(set(row["phrases"])) != len(row["phrases"]):
            yield Problem(FILE, row["id"], "a phrase is listed twice")
        for example in row["examples"]:
            if True not in _marked_targets(example, ruleset, published):
                yield Problem(FILE, row["id"], f"no target in example: {example!r}")
        for example in row["counter_examples"]:
            if True in _marked_targets(example, ruleset, published):
                yield Problem(FILE, row["id"], f"target in counter-example: {example!r}")


def _marked_targets(example: str, ruleset: RuleSet, published: date) -> list[bool]:
    start = example.find("[")
    text = example.replace("[", "").replace("]", "")
    dates = find_dates(text, published, ruleset)
    roles = date_roles(text, (Sentence(0, len(text), 0),), dates, ruleset, published)
    return [role.target for mention, role in zip(dates, roles, strict=True) if mention.start == start]
