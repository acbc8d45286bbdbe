"""The evidence around a candidate, as named features: which cues stand where, what is counted, what leads to it.

The features are what the decision lists (:mod:`extractor.close.target_rules`, :mod:`extractor.close.participants`)
look at, so that every verdict can be explained by naming the cues that carried it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extractor.close.candidates import Candidate
from extractor.close.cues import CueHit, CueHits
from extractor.close.units import LeadFinder
from extractor.skim.mentions import DateMention, Skimmed

STATUS = "status.yaml"
PARTICIPANTS = "participants.yaml"
# Words between cue and number that only lead over: they take nothing from the cue's reach.
_BREAK = re.compile(r"[;:\n]|\.\s|[\"”“]")
_FOLLOW = re.compile(r"\W*([\w-]+)")
_ANAPHOR = re.compile(
    r"\W*(?:angka|jumlah(?:nya)?|target|kuota|total|sedangkan|lebih rinci|dari|mereka|(?:pe)?rincian(?:nya)?"
    r"|terdiri)\b",
    re.IGNORECASE,
)
# A list with its items seldom runs longer than this, in characters.
_LIST_LENGTH = 2500
_LEAD_REACH = 40
_CLOSE_BEHIND = 30
# Cues that speak for the whole sentence or only hide shorter ones: no candidate asks where they stand.
_SHARED = frozenset({"item", "idiom", "frame", "heading", "pupils"})
_YEAR = re.compile(r"\W*(?:[Tt]ahun(?: [Aa]nggaran)? )?(20\d\d)\b")


class Reach(NamedTuple):
    """A cue seen from a candidate: distance in characters; numbers, stops, commas, breaks and a *yang* between."""

    hit: CueHit
    distance: int
    numbers: int
    stops: int
    commas: int
    breaks: int
    clause: bool

    @property
    def close(self) -> bool:
        """No number, stop cue, or break between the cue and the figure."""
        return not (self.numbers or self.stops or self.breaks)


@dataclass(slots=True, frozen=True)
class Evidence:
    """What stands around one candidate."""

    candidate: Candidate
    left: tuple[Reach, ...]
    right: tuple[Reach, ...]
    lead: str
    follow: str
    verb_behind_plan: str
    ahead: bool
    ahead_behind: bool
    item: bool
    budget_frame: bool
    under_heading: bool
    anaphor: bool
    counted_before: bool
    pupils: bool

    def nearest(self, *categories: str, side: str = "left", file: str = STATUS) -> Reach | None:
        """The nearest cue of one of ``categories`` on a side of the figure."""
        for reach in self.left if side == "left" else self.right:
            if reach.hit.cue.file == file and reach.hit.cue.category in categories:
                return reach
        return None


class EvidenceGatherer:
    """Collects the evidence of an article's candidates; what a sentence shares is looked up once."""

    def __init__(
        self,
        text: str,
        candidates: Sequence[Candidate],
        skimmed: Skimmed,
        hits: CueHits,
        published: date | None,
        lead: LeadFinder,
    ) -> None:
        self._text = text
        self._candidates = candidates
        self._numbers: dict[int, list[int]] = {}
        for candidate in candidates:
            self._numbers.setdefault(candidate.sentence_index, []).append(candidate.start)
        self._skimmed = skimmed
        self._date_starts = [mention.start for mention in skimmed.dates]
        self._hits = hits
        self._published = published
        self._lead = lead
        # A school or course named twice is what the article is about: its pupils are its participants.
        self._pupils = sum(hit.cue.category == "pupils" for hit in hits.hits) > 1
        self._headings = [hit.start for hit in hits.hits if hit.cue.category == "heading"]

    def gather(self) -> list[Evidence]:
        """Evidence of all candidates, in order."""
        found: list[Evidence] = []
        surroundings: _Surroundings | None = None
        for candidate in self._candidates:
            if surroundings is None or surroundings.index != candidate.sentence_index:
                surroundings = self._surroundings(candidate)
            found.append(self._evidence(candidate, surroundings))
        return found

    def _surroundings(self, candidate: Candidate) -> _Surroundings:
        sentence, text = candidate.sentence, self._text
        inside = self._hits.between(sentence.start, sentence.end)
        cues = [hit for hit in inside if hit.cue.file == STATUS or hit.cue.file == PARTICIPANTS]
        seen = [hit for hit in cues if hit.cue.category not in _SHARED]
        earlier = self._skimmed.sentences[candidate.sentence_index - 1] if candidate.sentence_index else sentence
        frames = [hit for hit in cues if hit.cue.category == "frame"]
        before = self._hits.between(earlier.start, sentence.start)
        people = {hit.cue.category for hit in before if hit.cue.file == PARTICIPANTS}
        counted_before = "noun" in people and "harm" not in people
        heading = bisect_left(self._headings, sentence.start) > bisect_left(
            self._headings, sentence.start - _LIST_LENGTH
        )
        return _Surroundings(
            index=candidate.sentence_index,
            cues=seen,
            numbers=self._numbers[candidate.sentence_index],
            stops=[hit.start for hit in cues if hit.cue.category in ("stop", "compare")],
            breaks=[match.start() for match in _BREAK.finditer(text, sentence.start, sentence.end)],
            frames=[hit.start for hit in frames if self._is_ahead(hit)],
            framed_before=any(hit.cue.category == "frame" and self._is_ahead(hit) for hit in before),
            item=any(hit.cue.category in ("item", "past") and hit.start <= sentence.start + 3 for hit in cues[:2]),
            under_heading=heading,
            anaphor=_ANAPHOR.match(text, sentence.start, sentence.end) is not None,
            counted_before=counted_before,
        )

    def _evidence(self, candidate: Candidate, around: _Surroundings) -> Evidence:
        text, sentence = self._text, candidate.sentence
        left = [
            self._reach(hit, hit.end, candidate.start, around)
            for hit in reversed(around.cues)
            if hit.end <= candidate.start and hit.cue.direction != "backward"
        ]
        right = [
            self._reach(hit, candidate.end, hit.start, around)
            for hit in around.cues
            if hit.start >= candidate.end and hit.cue.direction != "forward"
        ]
        ahead = self._date_ahead(candidate, around)
        follow = _FOLLOW.match(text, candidate.end, min(sentence.end, candidate.end + _LEAD_REACH))
        return Evidence(
            candidate=candidate,
            left=tuple(left),
            right=tuple(right),
            lead=self._lead.before(text, max(sentence.start, candidate.start - _LEAD_REACH), candidate.start),
            follow=follow.group(1).lower() if follow else "",
            verb_behind_plan=_verb_behind_plan(text, right),
            ahead=ahead is not None,
            ahead_behind=ahead is not None and 0 <= ahead.start - candidate.end <= _CLOSE_BEHIND,
            item=around.item,
            budget_frame=around.framed_before or any(start < candidate.start for start in around.frames),
            under_heading=around.under_heading,
            anaphor=around.anaphor,
            counted_before=around.counted_before,
            pupils=self._pupils,
        )

    def _reach(self, hit: CueHit, start: int, end: int, around: _Surroundings) -> Reach:
        return Reach(
            hit,
            end - start,
            bisect_left(around.numbers, end) - bisect_left(around.numbers, start),
            bisect_left(around.stops, end) - bisect_left(around.stops, max(start, hit.start + 1)),
            self._text.count(",", start, end),
            bisect_left(around.breaks, end) - bisect_left(around.breaks, start),
            self._text.find(" yang ", start, end) >= 0,
        )

    def _date_ahead(self, candidate: Candidate, around: _Surroundings) -> DateMention | None:
        """The first date of the sentence wholly after the publication, with no more than one number between."""
        if self._published is None:
            return None
        first, last = (
            bisect_left(self._date_starts, place) for place in (candidate.sentence.start, candidate.sentence.end)
        )
        for mention in self._skimmed.dates[first:last]:
            if mention.from_ is None or mention.from_ <= self._published or mention.grain == "day":
                continue
            low, high = sorted((candidate.start, mention.start))
            if bisect_left(around.numbers, high) - bisect_left(around.numbers, low + 1) <= 1:
                return mention
        return None

    def _is_ahead(self, frame: CueHit) -> bool:
        """Whether a budget or plan is for a year after the publication: *RAPBN*, *APBN 2026* said in 2025."""
        if self._text[frame.start : frame.end].lower() == "rapbn":
            return True
        year = _YEAR.match(self._text, frame.end)
        return year is not None and self._published is not None and int(year.group(1)) > self._published.year


@dataclass(slots=True, frozen=True)
class _Surroundings:
    """What the candidates of one sentence share: its cues, and where numbers, stops and breaks stand."""

    index: int
    cues: list[CueHit]
    numbers: list[int]
    stops: list[int]
    breaks: list[int]
    frames: list[int]
    framed_before: bool
    item: bool
    under_heading: bool
    anaphor: bool
    counted_before: bool


def _verb_behind_plan(text: str, right: Sequence[Reach]) -> str:
    """The word behind the first plan cue to the right: it tells *akan dibangun* from *akan mengelola*."""
    for reach in right:
        if reach.hit.cue.category == "plan":
            word = _FOLLOW.match(text, reach.hit.end)
            return word.group(1).lower() if word else ""
    return ""
