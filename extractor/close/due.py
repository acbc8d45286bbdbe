"""The deadline of a target: the date in its sentence that is not the day of the statement, else what the article adds.

A repeated figure takes the deadline that it has elsewhere in the article, the items of a list that of its heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.close.candidates import Candidate
from extractor.close.cues import CueHits
from extractor.skim.mentions import DateMention, Sentence

FILE = "due.yaml"
# A deadline cue so many characters before a date introduces it: "paling lambat pada Maret 2026".
_INTRODUCED = 14
_FAR = 10_000


@dataclass(slots=True, frozen=True)
class Due:
    """The date mention that gives a target its deadline, and whether the sentence itself says so."""

    date: DateMention
    own: bool


def find_dues(
    text: str,
    targets: Sequence[Candidate],
    candidates: Sequence[Candidate],
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    hits: CueHits,
    published: date | None,
) -> dict[int, Due]:
    """Deadlines by the place of the candidate. Targets without one are absent."""
    usable = [mention for mention in dates if mention.from_ is not None or mention.to is not None]
    own: dict[int, DateMention] = {}
    for target in targets:
        found = _in_sentence(text, target, candidates, usable, hits, published)
        if found is not None:
            own[target.place] = found
    dues = {place: Due(mention, True) for place, mention in own.items()}
    for target in targets:
        if target.place not in dues:
            inherited = _inherited(target, targets, own)
            if inherited is not None:
                dues[target.place] = Due(inherited, False)
    return dues


def _in_sentence(
    text: str,
    target: Candidate,
    candidates: Sequence[Candidate],
    dates: Sequence[DateMention],
    hits: CueHits,
    published: date | None,
) -> DateMention | None:
    best: tuple[int, DateMention] | None = None
    for mention in dates:
        if not (target.sentence.start <= mention.start and mention.end <= target.sentence.end):
            continue
        cost = _cost(text, target, mention, candidates, hits, published)
        if cost < _FAR and (best is None or cost < best[0]):
            best = (cost, mention)
    return best[1] if best else None


def _cost(
    text: str,
    target: Candidate,
    mention: DateMention,
    candidates: Sequence[Candidate],
    hits: CueHits,
    published: date | None,
) -> int:
    """How little the date fits as the deadline: distance, numbers between, the day of a statement, days gone by."""
    introduced = {
        hit.cue.category
        for hit in hits.between(max(0, mention.start - _INTRODUCED), mention.start)
        if hit.cue.file == FILE and text[hit.end : mention.start].strip() in ("", "di", "pada", "(", "bulan", "tahun")
    }
    said = any(
        hit.cue.file == FILE and hit.cue.category == "said"
        for hit in hits.between(max(target.sentence.start, mention.start - 60), mention.start)
    )
    if "asof" in introduced:
        return _FAR
    ahead = published is None or (mention.to is not None and mention.to >= published)
    if mention.grain == "day" and (said or "deadline" not in introduced) and not (ahead and mention.to != published):
        return _FAR
    if not ahead and "deadline" not in introduced:
        return _FAR
    low, high = (target.end, mention.start) if mention.start >= target.end else (mention.end, target.start)
    between = sum(1 for other in candidates if low <= other.start < high and other.place != target.place)
    cost = (high - low) + 60 * between
    if mention.start < target.start:
        cost += 20
    if "deadline" in introduced:
        cost -= 40
    if said:
        cost += 200
    return cost


def _inherited(target: Candidate, targets: Sequence[Candidate], own: dict[int, DateMention]) -> DateMention | None:
    same = [other for other in targets if other.place in own and other.value == target.value and _alike(other, target)]
    if same:
        return own[min(same, key=lambda other: abs(other.start - target.start)).place]
    in_sentence = [other for other in targets if other.place in own and other.sentence_index == target.sentence_index]
    if in_sentence:
        return own[in_sentence[-1].place]
    return None


def _alike(first: Candidate, second: Candidate) -> bool:
    money = ("money", "share")
    return (first.category in money) == (second.category in money)
