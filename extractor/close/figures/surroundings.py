"""What stands around the candidates of one sentence, and of one article: what they share is looked up once."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.figures.nouns import UnitTable
from extractor.mentions import DateMention, Sentence, Skimmed
from extractor.rules.cues import CueHit, CueHits

STATUS: Final = "status.yaml"
PARTICIPANTS: Final = "participants.yaml"
_JUDGED: Final = (STATUS, PARTICIPANTS)
# Where a clause may end or a quotation begin or end; a full stop counts only before a blank.
_MARK: Final = re.compile(r"[;:\n.\"”“]")
# A list with its items seldom runs longer than this, in characters.
_LIST_LENGTH: Final = 2500
# What closes a label; how near the sentence behind must be, and within how many characters a sentence says that a
# claim is false.
_LABEL_ENDS: Final = ("]", ":", ")")
_LABEL_GAP: Final = 4
_REFUTED_WITHIN: Final = 70
_FALSE: Final = frozenset({"label", "denied"})
# Cues that speak for the whole sentence or only hide shorter ones: no candidate asks where they stand.
_SHARED: Final = frozenset({"item", "idiom", "frame", "heading", "pupils"})
_YEAR: Final = re.compile(r"\W*(?:[Tt]ahun(?: [Aa]nggaran)? )?(20\d\d)\b")


class Report:
    """What all candidates of an article share: its sentences, dates and cues."""

    def __init__(
        self,
        text: str,
        skimmed: Skimmed,
        hits: CueHits,
        published: date | None,
        table: UnitTable,
    ) -> None:
        self.text = text
        self.sentences = skimmed.sentences
        self.dates = skimmed.dates
        self.date_starts = [mention.start for mention in skimmed.dates]
        self.hits = hits
        self.published = published
        self.table = table
        #: Whether the article names a school or course twice: it is about that, and its pupils are participants.
        self.pupils = len(hits.of_category(PARTICIPANTS, "pupils")) > 1
        #: Where headings stand that announce targets.
        self.headings = [hit.start for hit in hits.of_category(STATUS, "heading")]


@dataclass(slots=True)
class _Before:
    """What the sentence before says: its judged categories, whether it counts people, whether a frame is ahead."""

    categories: list[str]
    counted: bool
    framed: bool


class Surroundings:
    """What the candidates of one sentence share: its cues, and where numbers, stops and breaks stand."""

    def __init__(self, report: Report, index: int, sentence: Sentence) -> None:
        self.report = report
        self.text = report.text
        self.lead = report.table.lead
        self.index = index
        self.sentence = sentence
        self.numbers: list[int] = []
        self._cues: list[CueHit] = []
        self.categories: set[str] = set()
        self.stops: list[int] = []
        self.item = False
        self._frames: list[CueHit] = []
        rank = 0
        for hit in report.hits.between(sentence.start, sentence.end):
            if hit.cue.file not in _JUDGED:
                continue
            category = hit.cue.category
            if category not in _SHARED:
                self._cues.append(hit)
                self.categories.add(category)
                if category == "stop" or category == "compare":
                    self.stops.append(hit.start)
            elif category == "frame":
                self._frames.append(hit)
            if rank < 2 and category in ("item", "past") and hit.start <= sentence.start + 3:
                self.item = True
            rank += 1
        self._cue_starts = [hit.start for hit in self._cues]
        #: The categories of the cues, each once.
        self.sorted_categories = sorted(self.categories)
        self._breaks: list[int] | None = None
        self._before: _Before | None = None

    @property
    def breaks(self) -> list[int]:
        """Where a clause ends or a quotation mark stands."""
        if self._breaks is None:
            self._breaks = self._find_breaks()
        return self._breaks

    def _find_breaks(self) -> list[int]:
        text, end = self.text, self.sentence.end
        breaks: list[int] = []
        blank = -1
        for match in _MARK.finditer(text, self.sentence.start, end):
            place = match.start()
            if text[place] == ".":
                if place + 1 == end or not text[place + 1].isspace():
                    continue
                blank = place + 1
            elif place == blank:
                continue  # the line break behind a full stop
            breaks.append(place)
        return breaks

    def cues_until(self, place: int, most: int) -> list[CueHit]:
        """The last ``most`` cues that begin before ``place``, in order."""
        last = bisect_left(self._cue_starts, place)
        return self._cues[max(0, last - most) : last]

    def cues_from(self, place: int, most: int) -> list[CueHit]:
        """The first ``most`` cues that begin at ``place`` or behind it, in order."""
        first = bisect_left(self._cue_starts, place)
        return self._cues[first : first + most]

    @property
    def before(self) -> _Before:
        """What the sentence before says."""
        if self._before is None:
            self._before = self._read_before()
        return self._before

    def _read_before(self) -> _Before:
        earlier = self.report.sentences[self.index - 1] if self.index else self.sentence
        hits = [hit for hit in self.report.hits.between(earlier.start, self.sentence.start) if hit.cue.file in _JUDGED]
        people = [hit.cue.category for hit in hits if hit.cue.file == PARTICIPANTS]
        return _Before(
            list(dict.fromkeys([hit.cue.category for hit in hits])) if self.index else [],
            "noun" in people and "harm" not in people,
            any(hit.cue.category == "frame" and self._is_ahead(hit) for hit in hits),
        )

    def framed(self, position: int) -> bool:
        """Whether a frame still ahead stands before ``position`` in this sentence, or in the one before."""
        return self.before.framed or any(hit.start < position and self._is_ahead(hit) for hit in self._frames)

    def _is_ahead(self, frame: CueHit) -> bool:
        """Whether a budget or plan is for a year after the publication: a draft, *APBN 2026* said in 2025."""
        if frame.cue.trait == "ahead":
            return True
        year, published = _YEAR.match(self.text, frame.end), self.report.published
        return year is not None and published is not None and int(year.group(1)) > published.year

    def under_heading(self) -> bool:
        """Whether a heading stands so near before that this sentence may be in its list."""
        headings, start = self.report.headings, self.sentence.start
        return bisect_left(headings, start) > bisect_left(headings, start - _LIST_LENGTH)

    def anaphor(self) -> bool:
        """Whether the sentence opens with a word that goes on with what was said."""
        return self.report.table.goes_on.match(self.text, self.sentence.start, self.sentence.end) is not None

    def refuted(self, candidate: Candidate) -> bool:
        """Whether a label opens the sentence (*[SALAH] …*, *Klaim: …*), or the next one refutes it."""
        start, sentences = self.sentence.start, self.report.sentences
        for hit in self.report.hits.between(start, min(candidate.start, start + _REFUTED_WITHIN)):
            opens = hit.start <= start + 2 and self.text[hit.end : hit.end + 1] in _LABEL_ENDS
            if opens and hit.cue.category in _FALSE:
                return True
        if self.index + 1 >= len(sentences):
            return False
        following = sentences[self.index + 1]
        if following.start - self.sentence.end > _LABEL_GAP:
            return False
        hits = self.report.hits.between(following.start, min(following.end, following.start + _REFUTED_WITHIN))
        named = next((hit for hit in hits if hit.cue.category == "claim" and hit.start <= following.start + 2), None)
        return named is not None and any(hit.cue.category in _FALSE and hit.start >= named.end for hit in hits)

    def date_ahead(self, candidate: Candidate) -> DateMention | None:
        """The first date of the sentence wholly after the publication, with no more than one number between."""
        published, starts = self.report.published, self.report.date_starts
        if published is None:
            return None
        first = bisect_left(starts, self.sentence.start)
        for mention in self.report.dates[first : bisect_left(starts, self.sentence.end, first)]:
            if mention.from_ is None or mention.from_ <= published or mention.grain == "day":
                continue
            low, high = min(candidate.start, mention.start), max(candidate.start, mention.start)
            if bisect_left(self.numbers, high) - bisect_left(self.numbers, low + 1) <= 1:
                return mention
        return None
