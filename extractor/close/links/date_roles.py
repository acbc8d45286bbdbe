"""What a date is for: whether something is aimed at by then (``target``), and its role (due, start, event, as_of).

Cues (``rules/date_roles.yaml``) are searched only in sentences that hold a date. Whether a date is a target is judged
(:mod:`extractor.close.judge`); the nearest cue with a role in its clause gives the role.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Final, Literal

from extractor.close.judge import Item, judge
from extractor.close.links.choice import Linked
from extractor.dates import find_dates
from extractor.dates.words import RULE_FILE as DATES_FILE
from extractor.mentions import DateMention, Sentence
from extractor.rules import Problem, RuleSet
from extractor.rules.cues import PhraseSearch, fold
from extractor.rules.examples import Example, Row, run_examples
from extractor.rules.weights import Known, weights
from extractor.rules.words import filled
from extractor.text.window import Window
from extractor.values import ANY_DAY, Interval, read_interval

FILE: Final = "date_roles.yaml"
QUESTION: Final = "date_target"
Role = Literal["due", "start", "event", "as_of"]
When = Literal["ahead", "running", "today", "over"]
_Seen = list[tuple[str, str]]
# Words looked at before and behind a date, and how near a cue is near; a role is given from no farther off.
_SIZE: Final = (7, 6)
_NEAR: Final = 30
_FARTHEST: Final = 1_000


@dataclass(slots=True, eq=False, kw_only=True)
class Day(Linked):
    """A date of the text, whether it is a target, its role, and how likely that is right."""

    mention: DateMention
    role: Role | None
    confidence: float


@dataclass(slots=True, frozen=True)
class _Cue:
    id: str
    where: str
    reach: int
    role: Role | None


_Hits = list[tuple[int, int, _Cue]]


class _Cues:
    def __init__(self, ruleset: RuleSet) -> None:
        data = ruleset.yaml(FILE)
        table: dict[bytes, list[_Cue]] = {}
        for row in data["cues"]:
            cue = _Cue(row["id"], row.get("where", "both"), int(row.get("reach", 0)), row.get("role"))
            for phrase in row["phrases"]:
                table.setdefault(fold(phrase), []).append(cue)
        self.search = PhraseSearch(table)
        clauses = r"[;:\n]|, (?=(?:«after_comma»)\b)| (?:«anywhere») "
        self.clause_end = re.compile(filled(clauses, data["clauses"]))

    def find(self, text: str, sentence: Sentence) -> tuple[_Hits, list[re.Match[str]]]:
        """Start, end and cue of all that a sentence holds, and what parts its clauses where it holds some."""
        first = sentence.start
        found = self.search.find(text[first : sentence.end])
        hits = [(first + start, first + end - 2, cue) for one, start, end in found for cue in self.search.meant[one]]
        return hits, list(self.clause_end.finditer(text, first, sentence.end)) if hits else []


_compile: Final = lru_cache(maxsize=8)(_Cues)


def date_roles(
    text: str, sentences: Sequence[Sentence], dates: Sequence[DateMention], ruleset: RuleSet, told: Interval = ANY_DAY
) -> list[Day]:
    """For each of ``dates`` (sorted) whether it is a target, and its role.

    ``told`` are the days between which the report was written; they tell which days were still ahead.
    """
    seen = DateReader(text, sentences, ruleset, told).see(dates, weights(ruleset, (QUESTION,)).known)
    [verdicts] = judge((QUESTION,), [item for item, _ in seen], ruleset)
    found = []
    for mention, verdict, (_, role) in zip(dates, verdicts, seen, strict=True):
        role = _role(role, verdict.yes, when(mention, told))
        right = verdict.probability if verdict.yes else 1 - verdict.probability
        found.append(Day(mention.start, mention.end, target=verdict.yes, mention=mention, role=role, confidence=right))
    return found


class DateReader:
    """Reads the words around the dates of one article."""

    def __init__(self, text: str, sentences: Sequence[Sentence], ruleset: RuleSet, told: Interval) -> None:
        self._text = text
        self._sentences = sentences
        self._cues = _compile(ruleset)
        self._told = told
        self._window = Window(text)

    def see(self, dates: Sequence[DateMention], known: Known) -> list[tuple[Item, Role | None]]:
        """What is judged: the evidence of each date, none twice, as far as it is ``known``; and its role."""
        starts = [sentence.start for sentence in self._sentences]
        found: list[tuple[Item, Role | None]] = []
        for place, group in groupby(dates, key=lambda mention: bisect_right(starts, mention.start) - 1):
            here = list(group)
            sentence = self._sentences[place] if place >= 0 else None
            hits, breaks = self._cues.find(self._text, sentence) if sentence is not None else ([], [])
            for mention in here:
                seen, role = [("*", "outside sentences")], None
                if sentence is not None:
                    cues, role = self._of_cues(mention, hits, self._clause(sentence, mention, breaks))
                    seen = [*self._of_date(mention, sentence), ("dates=*", str(min(len(here), 3))), *cues]
                evidence = list(dict.fromkeys(known.look_up(seen)))
                found.append((Item(evidence, place, (mention.from_, mention.to), mention.grain), role))
        return found

    def _of_date(self, mention: DateMention, sentence: Sentence) -> Iterator[tuple[str, str]]:
        ahead = when(mention, self._told)
        yield from (("when=*", ahead), ("grain=*", mention.grain), ("when,grain=*", f"{ahead},{mention.grain}"))
        yield "rule=*", mention.rule.partition(".")[0]
        if mention.relative:
            yield from (("*", "relative"), ("relative,when=*", ahead))
        if head := self._window.opening(mention.start):
            yield "opens=*", head
        if sentence.title:
            yield "*", "title"
        if self._window.is_quoted(sentence.start, mention.start):
            yield "*", "quoted"
        before, after = self._window.around((sentence.start, sentence.end), mention.start, mention.end, _SIZE)
        yield from (("before:*", word) for word in before)
        yield from (("after:*", word) for word in after)
        if len(before) > 1:
            yield "before:*", f"{before[1]} {before[0]}"

    def _clause(self, sentence: Sentence, mention: DateMention, breaks: Sequence[re.Match[str]]) -> tuple[int, int]:
        """From where to where the clause of a date reaches in its sentence, which has ``breaks``."""
        start = sentence.start
        for mark in breaks:
            if mark.start() >= mention.end:
                return start, mark.end()
            label = mark[0] == ":" and self._text[mark.end() : mention.start].isspace()  # *Waktu: Januari 2026*
            if mark.end() <= mention.start and not label:
                start = mark.end()
        return start, sentence.end

    def _of_cues(self, mention: DateMention, hits: _Hits, clause: tuple[int, int]) -> tuple[_Seen, Role | None]:
        """The cues that a date sees, and the role that the nearest one in its clause gives it."""
        ahead, nearest = when(mention, self._told), _FARTHEST
        role: Role | None = None
        seen: _Seen = []
        for start, end, cue in hits:
            before = end <= mention.start
            if (start < mention.end and not before) or cue.where == ("after" if before else "before"):
                continue
            distance = mention.start - end if before else start - mention.end
            inside = clause[0] <= start and end <= clause[1]
            if cue.reach and (distance > cue.reach or not inside):
                continue
            if cue.role and inside and distance < nearest:
                role, nearest = cue.role, distance
            side = "cue before:*" if before else "cue behind:*"
            near = "near" if distance <= _NEAR else "clause"
            seen += ((side, cue.id), (side, f"{cue.id},{near if inside else 'elsewhere'}"))
            if inside:
                seen.append(("when,cue=*", f"{ahead},{cue.id}"))
        return seen or [("*", "no cue"), ("no cue,when=*", ahead)], role


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
