"""What a date is for: whether something is aimed at by then (``target``), and its role (due, start, event, as_of).

Cues (``rules/date_roles.yaml``) are searched only in sentences that hold a date. Whether a date is a target is judged
(:mod:`extractor.close.judge`); the nearest cue with a role in its clause gives the role.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from extractor.close.judge import Item, judge
from extractor.close.links.date_features import DateNames, SeenCue, When
from extractor.dates import find_dates
from extractor.dates.words import RULE_FILE as DATES_FILE
from extractor.mentions import DateMention, Sentence
from extractor.rules import Problem, RuleSet
from extractor.rules.cues import PhraseSearch, fold
from extractor.rules.examples import Example, Row, run_examples
from extractor.rules.weights import Known, weights
from extractor.rules.words import filled
from extractor.values import ANY_DAY, Interval, read_interval

FILE: Final = "date_roles.yaml"
QUESTION: Final = "date_target"
Role = Literal["due", "start", "event", "as_of"]
_COARSE: Final = frozenset({"month", "quarter", "half", "year", "decade", "window"})


@dataclass(slots=True, eq=False)
class DateRole:
    """Whether a date is a target and how likely, its role, and the piece of evidence that speaks loudest."""

    target: bool
    role: Role | None
    rule: str | None = None
    confidence: float = 1.0


@dataclass(slots=True, frozen=True)
class _Cue:
    id: str
    where: str
    reach: int
    role: Role | None
    coarse: bool


class _Cues:
    def __init__(self, ruleset: RuleSet) -> None:
        data = ruleset.yaml(FILE)
        table: dict[bytes, list[_Cue]] = {}
        for row in data["cues"]:
            where, reach, coarse = row.get("where", "both"), int(row.get("reach", 0)), row.get("grain") == "coarse"
            cue = _Cue(row["id"], where, reach, row.get("role"), coarse)
            for phrase in row["phrases"]:
                table.setdefault(fold(phrase), []).append(cue)
        self.search = PhraseSearch(table)
        clauses = r"[;:\n]|, (?=(?:«after_comma»)\b)| (?:«anywhere») "
        self.clause_end = re.compile(filled(clauses, data["clauses"]))

    def find(self, text: str, sentence: Sentence) -> list[tuple[int, int, _Cue]]:
        """Start, end and cue of all that a sentence holds."""
        first = sentence.start
        found = self.search.find(text[first : sentence.end])
        return [(first + start, first + end - 2, cue) for one, start, end in found for cue in self.search.meant[one]]


_compile: Final = lru_cache(maxsize=8)(_Cues)


def date_roles(
    text: str,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    ruleset: RuleSet,
    told: Interval = ANY_DAY,
) -> tuple[DateRole, ...]:
    """For each of ``dates`` (sorted) whether it is a target, and its role.

    ``told`` are the days between which the report was written; they tell which days were still ahead.
    """
    return DateJudge(text, sentences, ruleset, told).roles(dates)


class DateJudge:
    """Judges the dates of one article."""

    def __init__(self, text: str, sentences: Sequence[Sentence], ruleset: RuleSet, told: Interval) -> None:
        self._text = text
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._ruleset = ruleset
        self._cues = _compile(ruleset)
        self._told = told
        self._roles: list[Role | None] = []

    def roles(self, dates: Sequence[DateMention]) -> tuple[DateRole, ...]:
        """The role of each date."""
        items = self.items(dates, weights(self._ruleset, (QUESTION,)).known)
        [verdicts] = judge((QUESTION,), items, self._ruleset)
        found = []
        for mention, verdict, role in zip(dates, verdicts, self._roles, strict=True):
            target = verdict.yes
            confidence = verdict.probability if target else 1 - verdict.probability
            role = _role(role, target, when(mention, self._told))
            found.append(DateRole(target, role, verdict.reason or None, confidence))
        return tuple(found)

    def items(self, dates: Sequence[DateMention], known: Known) -> list[Item]:
        """What is judged: the evidence of each date, as far as it is ``known``."""
        places = [bisect_right(self._starts, mention.start) - 1 for mention in dates]
        in_sentence = Counter(places)
        names = DateNames(self._text, self._told, known)
        items: list[Item] = []
        self._roles = []
        hits: list[tuple[int, int, _Cue]] = []
        breaks: list[tuple[int, int]] = []
        searched = -1
        for mention, place in zip(dates, places, strict=True):
            if place < 0:
                items.append(Item(known.look_up([("*", "outside sentences")]), place, _value(mention), mention.grain))
                self._roles.append(None)
                continue
            sentence = self._sentences[place]
            if place != searched:
                hits, searched = self._cues.find(self._text, sentence), place
                clause_ends = self._cues.clause_end.finditer(self._text, sentence.start, sentence.end)
                breaks = [match.span() for match in clause_ends] if hits else []
            seen, role = self._seen(mention, sentence, hits, breaks)
            evidence = names.of(mention, sentence, when(mention, self._told), seen, in_sentence[place])
            items.append(Item(evidence, place, _value(mention), mention.grain))
            self._roles.append(role)
        return items

    def _seen(
        self,
        mention: DateMention,
        sentence: Sentence,
        hits: list[tuple[int, int, _Cue]],
        breaks: list[tuple[int, int]],
    ) -> tuple[list[SeenCue], Role | None]:
        """The cues that the date sees, and the role that the nearest one in its clause gives it."""
        clause_start, clause_end = _clause(self._text, sentence, mention, breaks)
        coarse = mention.grain in _COARSE or mention.third
        role: Role | None = None
        nearest = 1_000
        seen: list[SeenCue] = []
        for start, end, cue in hits:
            if start < mention.end and mention.start < end:
                continue
            before = end <= mention.start
            if (cue.where == "before" and not before) or (cue.where == "after" and before):
                continue
            distance = mention.start - end if before else start - mention.end
            inside = clause_start <= start and end <= clause_end
            if (cue.reach and (distance > cue.reach or not inside)) or (cue.coarse and not coarse):
                continue
            if cue.role and inside and distance < nearest:
                role, nearest = cue.role, distance
            seen.append(SeenCue(cue.id, before, distance, inside))
        return seen, role


def _value(mention: DateMention) -> object:
    return (mention.from_, mention.to)


def _role(role: Role | None, target: bool, when: When) -> Role | None:
    if target:
        return role if role == "start" else "due"
    if role == "due":
        return "as_of" if when in ("over", "today") else None
    return role


def when(mention: DateMention, told: Interval) -> When:
    """Where the date lay when the report was written; ``running`` where that is not known."""
    if mention.from_ is None or mention.to is None:
        return "over" if mention.direction == "past" else "ahead"
    # of the end of a period, and of a stretch from now on, the end is what something is aimed at
    to_its_end = mention.third or mention.grain == "window"
    if told.to and (mention.from_ > told.to or (to_its_end and mention.to > told.to)):
        return "ahead"
    if told.from_ and mention.to < told.from_:
        return "over"
    return "today" if mention.from_ == mention.to else "running"


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
    told = read_interval(published, published)

    def read(_: Row, example: Example) -> str | None:
        dates = find_dates(example.text, published, ruleset)
        roles = date_roles(example.text, (Sentence(0, len(example.text), 0),), dates, ruleset, told)
        marked = [role for mention, role in zip(dates, roles, strict=True) if mention.start == example.start]
        return "target" if any(role.target for role in marked) else None

    yield from run_examples(FILE, ruleset.yaml(FILE)["cues"], read, marked=True)
