"""The evidence around a candidate, as named features: which cues stand where, what is counted, what leads to it.

It is looked up when it is asked for; :mod:`.features` gives it names, which the judge weighs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.figures.nouns import LeadFinder
from extractor.mentions import DateMention, Sentence, Skimmed
from extractor.rules.cues import CUE_FILES, CueHit, CueHits

STATUS: Final = "status.yaml"
PARTICIPANTS: Final = "participants.yaml"
_JUDGED: Final = frozenset({CUE_FILES.index(STATUS), CUE_FILES.index(PARTICIPANTS)})
# Words between cue and number that only lead over: they take nothing from the cue's reach.
# Where a clause may end or a quotation begin or end; a full stop counts only before a blank.
_MARK: Final = re.compile(r"[;:\n.\"”“]")
_FOLLOW: Final = re.compile(r"\W*([\w-]+)")
_ANAPHOR: Final = re.compile(
    r"\W*(?:angka|jumlah(?:nya)?|target|kuota|total|sedangkan|lebih rinci|dari|mereka|(?:pe)?rincian(?:nya)?"
    r"|terdiri)\b",
    re.IGNORECASE,
)
# A list with its items seldom runs longer than this, in characters.
_LIST_LENGTH: Final = 2500
_LEAD_REACH: Final = 40
# What closes a label; how near the sentence behind must be, and within how many characters it says that a claim is
# false.
_LABEL_ENDS: Final = ("]", ":", ")")
_LABEL_GAP: Final = 4
_REFUTED_WITHIN: Final = 70
_FALSE: Final = frozenset({"label", "denied"})
_CLOSE_BEHIND: Final = 30
# Cues that speak for the whole sentence or only hide shorter ones: no candidate asks where they stand.
_SHARED: Final = frozenset({"item", "idiom", "frame", "heading", "pupils"})
_YEAR: Final = re.compile(r"\W*(?:[Tt]ahun(?: [Aa]nggaran)? )?(20\d\d)\b")


class Reach:
    """A cue seen from a candidate: distance in characters; numbers, stops, commas, breaks and a *yang* between."""

    __slots__ = ("_around", "_end", "_start", "distance", "hit")

    def __init__(self, hit: CueHit, start: int, end: int, around: Surroundings) -> None:
        self.hit = hit
        self.distance = end - start
        self._start = start
        self._end = end
        self._around = around

    @property
    def numbers(self) -> int:
        numbers = self._around.numbers
        return bisect_left(numbers, self._end) - bisect_left(numbers, self._start)

    @property
    def stops(self) -> int:
        stops = self._around.stops
        if not stops:
            return 0
        return bisect_left(stops, self._end) - bisect_left(stops, max(self._start, self.hit.start + 1))

    @property
    def commas(self) -> int:
        return self._around.text.count(",", self._start, self._end)

    @property
    def breaks(self) -> int:
        breaks = self._around.breaks
        if not breaks:
            return 0
        return bisect_left(breaks, self._end) - bisect_left(breaks, self._start)

    @property
    def clause(self) -> bool:
        return self._around.text.find(" yang ", self._start, self._end) >= 0

    @property
    def close(self) -> bool:
        """No number, stop cue, or break between the cue and the figure."""
        return not (self.numbers or self.stops or self.breaks)


class Evidence:
    """What stands around one candidate, looked up when a rule asks for it."""

    __slots__ = ("_around", "_follow", "_lead", "_left", "_right", "candidate", "chain", "governor")

    def __init__(self, candidate: Candidate, around: Surroundings) -> None:
        self.candidate = candidate
        self._around = around
        self._left: list[CueHit] | None = None
        self._right: list[CueHit] | None = None
        self._lead: str | None = None
        self._follow: str | None = None
        #: What :mod:`extractor.close.figures.governing` found, once it was asked.
        self.chain: list[Reach] | None = None
        self.governor: Reach | None = None

    @property
    def right(self) -> Iterator[Reach]:
        """The cues behind the figure, the nearest first."""
        end = self.candidate.end
        for hit in self._behind():
            yield Reach(hit, end, hit.start, self._around)

    @property
    def categories(self) -> frozenset[str]:
        """The categories of all cues of the sentence."""
        return frozenset(self._around.categories)

    @property
    def categories_before(self) -> list[str]:
        """The categories of the cues of the sentence before, each once."""
        return self._around.categories_before()

    @property
    def left(self) -> Iterator[Reach]:
        """The cues before the figure, the nearest first."""
        start = self.candidate.start
        for hit in self._before():
            yield Reach(hit, hit.end, start, self._around)

    def _before(self) -> list[CueHit]:
        known = self._left
        if known is None:
            start = self.candidate.start
            known = self._left = [
                hit for hit in self._around.cues if hit.end <= start and hit.cue.direction != "backward"
            ]
            known.reverse()
        return known

    def _behind(self) -> list[CueHit]:
        known = self._right
        if known is None:
            end = self.candidate.end
            known = self._right = [
                hit for hit in self._around.cues if hit.start >= end and hit.cue.direction != "forward"
            ]
        return known

    def nearest(self, *categories: str, side: str = "left", file: str = STATUS) -> Reach | None:
        """The nearest cue of one of ``categories`` on a side of the figure."""
        if self._around.categories.isdisjoint(categories):
            return None
        if side == "left":
            for hit in self._before():
                if hit.cue.category in categories and hit.cue.file == file:
                    return Reach(hit, hit.end, self.candidate.start, self._around)
        else:
            for hit in self._behind():
                if hit.cue.category in categories and hit.cue.file == file:
                    return Reach(hit, self.candidate.end, hit.start, self._around)
        return None

    @property
    def lead(self) -> str:
        """The word that leads to the figure, in lower case."""
        known = self._lead
        if known is None:
            start = self.candidate.start
            first = max(self.candidate.sentence.start, start - _LEAD_REACH)
            known = self._lead = self._around.lead.before(self._around.text, first, start)
        return known

    @property
    def follow(self) -> str:
        """The word behind the figure and its noun, in lower case."""
        known = self._follow
        if known is None:
            end = self.candidate.end
            match = _FOLLOW.match(self._around.text, end, min(self.candidate.sentence.end, end + _LEAD_REACH))
            known = self._follow = match.group(1).lower() if match else ""
        return known

    @property
    def verb_behind_plan(self) -> str:
        """The word behind the first plan cue to the right: it tells *akan dibangun* from *akan mengelola*."""
        for hit in self._behind():
            if hit.cue.category == "plan":
                word = _FOLLOW.match(self._around.text, hit.end)
                return word.group(1).lower() if word else ""
        return ""

    @property
    def ahead(self) -> bool:
        """Whether a month or longer that is still to come stands in the sentence."""
        return self._around.date_ahead(self.candidate) is not None

    @property
    def ahead_behind(self) -> bool:
        """Whether it stands close behind the figure."""
        ahead = self._around.date_ahead(self.candidate)
        return ahead is not None and 0 <= ahead.start - self.candidate.end <= _CLOSE_BEHIND

    @property
    def item(self) -> bool:
        """Whether the sentence is an item of a list."""
        return self._around.item

    @property
    def budget_frame(self) -> bool:
        """Whether the figure belongs to a budget or plan for a year still to come."""
        return self._around.framed(self.candidate.start)

    @property
    def under_heading(self) -> bool:
        """Whether a heading that announces targets stands before the sentence."""
        return self._around.under_heading()

    @property
    def anaphor(self) -> bool:
        """Whether the sentence opens with a word that goes on with a figure just named."""
        return self._around.anaphor()

    @property
    def counted_before(self) -> bool:
        """Whether the sentence before speaks of participants, and of no harm."""
        return self._around.counted_before()

    @property
    def pupils(self) -> bool:
        """Whether the article is about a school or course."""
        return self._around.pupils()

    @property
    def refuted(self) -> bool:
        """Whether a label before the figure, or the sentence behind, calls the claim false that the figure is in."""
        return self._around.refuted(self.candidate)


class Surroundings:
    """What the candidates of one sentence share: its cues, and where numbers, stops and breaks stand."""

    __slots__ = (
        "_article",
        "_breaks",
        "_earlier",
        "_frames",
        "categories",
        "cues",
        "index",
        "item",
        "lead",
        "numbers",
        "sentence",
        "stops",
        "text",
    )

    def __init__(self, article: EvidenceGatherer, index: int, sentence: Sentence, numbers: list[int]) -> None:
        self._article = article
        self.text = article.text
        self.lead = article.lead
        self.index = index
        self.sentence = sentence
        self.numbers = numbers
        self.cues: list[CueHit] = []
        self.categories: set[str] = set()
        self.stops: list[int] = []
        self.item = False
        self._frames: list[CueHit] = []
        self._breaks: list[int] | None = None
        self._earlier: list[CueHit] | None = None
        for rank, hit in enumerate(article.hits.between(sentence.start, sentence.end, _JUDGED)):
            category = hit.cue.category
            if category not in _SHARED:
                self.cues.append(hit)
                self.categories.add(category)
                if category == "stop" or category == "compare":
                    self.stops.append(hit.start)
            elif category == "frame":
                self._frames.append(hit)
            if rank < 2 and category in ("item", "past") and hit.start <= sentence.start + 3:
                self.item = True

    @property
    def breaks(self) -> list[int]:
        """Where a clause ends or a quotation mark stands."""
        known = self._breaks
        if known is None:
            known = self._breaks = self._find_breaks()
        return known

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

    def _before(self) -> list[CueHit]:
        """The cues of the sentence before."""
        known = self._earlier
        if known is None:
            earlier = self._article.sentences[self.index - 1] if self.index else self.sentence
            known = self._earlier = self._article.hits.between(earlier.start, self.sentence.start)
        return known

    def categories_before(self) -> list[str]:
        """The categories of the judged cues of the sentence before, each once."""
        if not self.index:
            return []
        judged = (hit.cue.category for hit in self._before() if hit.cue.file in (STATUS, PARTICIPANTS))
        return list(dict.fromkeys(judged))

    def framed(self, position: int) -> bool:
        """Whether a frame still ahead stands before ``position`` in this sentence, or in the one before."""
        return any(hit.cue.category == "frame" and self._is_ahead(hit) for hit in self._before()) or any(
            hit.start < position and self._is_ahead(hit) for hit in self._frames
        )

    def _is_ahead(self, frame: CueHit) -> bool:
        """Whether a budget or plan is for a year after the publication: *RAPBN*, *APBN 2026* said in 2025."""
        if self.text[frame.start : frame.end].lower() == "rapbn":
            return True
        year, published = _YEAR.match(self.text, frame.end), self._article.published
        return year is not None and published is not None and int(year.group(1)) > published.year

    def under_heading(self) -> bool:
        """Whether a heading stands so near before that this sentence may be in its list."""
        headings, start = self._article.headings, self.sentence.start
        return bisect_left(headings, start) > bisect_left(headings, start - _LIST_LENGTH)

    def anaphor(self) -> bool:
        """Whether the sentence opens with a word that goes on with what was said."""
        return _ANAPHOR.match(self.text, self.sentence.start, self.sentence.end) is not None

    def counted_before(self) -> bool:
        """Whether the sentence before names participants and no harm."""
        people = {hit.cue.category for hit in self._before() if hit.cue.file == PARTICIPANTS}
        return "noun" in people and "harm" not in people

    def pupils(self) -> bool:
        """Whether the article is about a school or course."""
        return self._article.pupils

    def refuted(self, candidate: Candidate) -> bool:
        """Whether a label opens the sentence (*[SALAH] …*, *Klaim: …*), or the next one refutes it."""
        start, sentences = self.sentence.start, self._article.sentences
        for hit in self._article.hits.between(start, candidate.start):
            opens = hit.start <= start + 2 and self.text[hit.end : hit.end + 1] in _LABEL_ENDS
            if opens and hit.cue.category in _FALSE:
                return True
        if self.index + 1 >= len(sentences):
            return False
        following = sentences[self.index + 1]
        if following.start - self.sentence.end > _LABEL_GAP:
            return False
        hits = self._article.hits.between(following.start, min(following.end, following.start + _REFUTED_WITHIN))
        named = next((hit for hit in hits if hit.cue.category == "claim" and hit.start <= following.start + 2), None)
        return named is not None and any(hit.cue.category in _FALSE and hit.start >= named.end for hit in hits)

    def date_ahead(self, candidate: Candidate) -> DateMention | None:
        """The first date of the sentence wholly after the publication, with no more than one number between."""
        published, starts = self._article.published, self._article.date_starts
        if published is None:
            return None
        first = bisect_left(starts, self.sentence.start)
        for mention in self._article.dates[first : bisect_left(starts, self.sentence.end, first)]:
            if mention.from_ is None or mention.from_ <= published or mention.grain == "day":
                continue
            low, high = min(candidate.start, mention.start), max(candidate.start, mention.start)
            if bisect_left(self.numbers, high) - bisect_left(self.numbers, low + 1) <= 1:
                return mention
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
        self.text = text
        self.sentences = skimmed.sentences
        self.dates = skimmed.dates
        self.date_starts = [mention.start for mention in skimmed.dates]
        self.hits = hits
        self.published = published
        self.lead = lead
        self._candidates = candidates
        self._pupils: bool | None = None
        self._headings: list[int] | None = None

    @property
    def pupils(self) -> bool:
        """Whether the article names a school or course twice: it is about that, and its pupils are participants."""
        if self._pupils is None:
            self._pupils = len(self.hits.of_category(PARTICIPANTS, "pupils")) > 1
        return self._pupils

    @property
    def headings(self) -> list[int]:
        """Where headings stand that announce targets."""
        if self._headings is None:
            self._headings = [hit.start for hit in self.hits.of_category(STATUS, "heading")]
        return self._headings

    def gather(self) -> list[Evidence]:
        """Evidence of all candidates, in order."""
        found: list[Evidence] = []
        around: Surroundings | None = None
        for candidate in self._candidates:
            if around is None or around.index != candidate.sentence_index:
                around = Surroundings(self, candidate.sentence_index, candidate.sentence, [])
            around.numbers.append(candidate.start)
            found.append(Evidence(candidate, around))
        return found
