"""The evidence around a candidate, as named features: which cues stand where, what is counted, what leads to it.

The features are what both the decision list (:mod:`extractor.close.status`, :mod:`extractor.close.participants`) and
the weights trained beside it look at, so that every verdict can be explained by naming the cues that carried it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.close.candidates import Candidate
from extractor.close.cues import CueHit, CueHits
from extractor.skim.mentions import DateMention, Skimmed

STATUS = "status.yaml"
PARTICIPANTS = "participants.yaml"
# Words between cue and number that only lead over: they take nothing from the cue's reach.
_BREAK = re.compile(r"[;:\n]|\.\s|[\"”“]")
_LEAD = re.compile(r"([\w-]+)\W*$")
_FOLLOW = re.compile(r"\W*([\w-]+)")
_ANAPHOR = re.compile(
    r"\W*(?:[Aa]ngka|[Jj]umlah(?:nya)?|[Tt]arget|[Kk]uota|[Tt]otal|[Ss]edangkan|[Ll]ebih rinci|[Dd]ari)\b"
)
# A list with its items seldom runs longer than this, in characters.
_LIST_LENGTH = 1800
_CLOSE_BEHIND = 30
_YEAR = re.compile(r"\W*(?:[Tt]ahun(?: [Aa]nggaran)? )?(20\d\d)\b")
_OPEN_QUOTE = re.compile(r"[\"“”]")


@dataclass(slots=True, frozen=True)
class Reach:
    """A cue seen from a candidate: distance in characters, numbers, stops, commas and sentence breaks between."""

    hit: CueHit
    distance: int
    numbers: int
    stops: int
    commas: int
    breaks: int

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
    quoted: bool
    item: bool
    budget_frame: bool
    under_heading: bool
    anaphor: bool
    before: tuple[CueHit, ...]

    def nearest(self, *categories: str, side: str = "left", file: str = STATUS) -> Reach | None:
        """The nearest cue of one of ``categories`` on a side of the figure."""
        for reach in self.left if side == "left" else self.right:
            if reach.hit.cue.file == file and reach.hit.cue.category in categories:
                return reach
        return None


def gather(
    text: str,
    candidate: Candidate,
    candidates: Sequence[Candidate],
    skimmed: Skimmed,
    hits: CueHits,
    published: date | None,
) -> Evidence:
    """Collect the cues of the candidate's sentence on both sides, nearest first, and of the sentence before."""
    sentence = candidate.sentence
    numbers = [other for other in candidates if other.sentence_index == candidate.sentence_index]
    left = [
        _reach(text, hit, hit.end, candidate.start, numbers, hits)
        for hit in reversed(hits.between(sentence.start, candidate.start))
        if hit.cue.file in (STATUS, PARTICIPANTS) and hit.cue.direction != "backward"
    ]
    right = [
        _reach(text, hit, candidate.end, hit.start, numbers, hits)
        for hit in hits.between(candidate.end, sentence.end)
        if hit.cue.file in (STATUS, PARTICIPANTS) and hit.cue.direction != "forward"
    ]
    ahead = _date_ahead(candidate, numbers, skimmed.dates, published)
    lead = _LEAD.search(text, max(sentence.start, candidate.start - 40), candidate.start)
    follow = _FOLLOW.match(text, candidate.end, min(sentence.end, candidate.end + 40))
    before: tuple[CueHit, ...] = ()
    if candidate.sentence_index:
        earlier = skimmed.sentences[candidate.sentence_index - 1]
        before = tuple(hit for hit in hits.between(earlier.start, earlier.end) if hit.cue.file == STATUS)
    opening = hits.between(sentence.start, min(sentence.start + 30, sentence.end))
    return Evidence(
        candidate=candidate,
        left=tuple(left),
        right=tuple(right),
        lead=lead.group(1).lower() if lead else "",
        follow=follow.group(1).lower() if follow else "",
        verb_behind_plan=_verb_behind_plan(text, right),
        ahead=ahead is not None,
        ahead_behind=ahead is not None and 0 <= ahead.start - candidate.end <= _CLOSE_BEHIND,
        quoted=len(_OPEN_QUOTE.findall(text, sentence.start, candidate.start)) % 2 == 1,
        item=any(hit.cue.category in ("item", "past") and hit.start <= sentence.start + 3 for hit in opening),
        budget_frame=any(
            _frame_ahead(text, hit, published)
            for hit in (*(reach.hit for reach in left), *before)
            if hit.cue.category == "frame"
        ),
        under_heading=any(
            hit.cue.category == "heading" for hit in hits.between(max(0, sentence.start - _LIST_LENGTH), sentence.start)
        ),
        anaphor=_ANAPHOR.match(text, sentence.start, sentence.end) is not None,
        before=before,
    )


def _verb_behind_plan(text: str, right: Sequence[Reach]) -> str:
    """The word behind the first plan cue to the right: it tells *akan dibangun* from *akan mengelola*."""
    for reach in right:
        if reach.hit.cue.category == "plan":
            word = _FOLLOW.match(text, reach.hit.end)
            return word.group(1).lower() if word else ""
    return ""


def _frame_ahead(text: str, hit: CueHit, published: date | None) -> bool:
    """Whether a budget or plan is for a year after the publication: *RAPBN*, *APBN 2026* said in 2025."""
    if text[hit.start : hit.end].lower() == "rapbn":
        return True
    year = _YEAR.match(text, hit.end)
    return year is not None and published is not None and int(year.group(1)) > published.year


def _date_ahead(
    candidate: Candidate, numbers: Sequence[Candidate], dates: Sequence[DateMention], published: date | None
) -> DateMention | None:
    """The first date of the sentence wholly after the publication, with no more than one number between."""
    if published is None:
        return None
    for mention in dates:
        if mention.start < candidate.sentence.start or mention.from_ is None or mention.from_ <= published:
            continue
        if mention.start >= candidate.sentence.end:
            break
        low, high = sorted((candidate.start, mention.start))
        if sum(1 for other in numbers if low < other.start < high) <= 1:
            return mention
    return None


def _reach(text: str, hit: CueHit, start: int, end: int, numbers: Sequence[Candidate], hits: CueHits) -> Reach:
    gap = text[start:end]
    return Reach(
        hit=hit,
        distance=len(gap),
        numbers=sum(1 for other in numbers if start <= other.start and other.mention.end <= end),
        stops=sum(
            1
            for other in hits.between(start, end)
            if other.cue.category in ("stop", "compare") and other.start > hit.start
        ),
        commas=gap.count(","),
        breaks=len(_BREAK.findall(gap)),
    )
