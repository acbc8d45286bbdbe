"""Candidates: the numbers of an article that may be reported figures, each with its counted noun."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extractor.close.cues import CueHit, CueHits
from extractor.close.units import FILE as UNITS
from extractor.close.units import Noun, Source, UnitTable, noun_behind
from extractor.skim.mentions import NumberMention, Sentence, Skimmed

# Nouns that a bare number may take from the words before it: things that are counted, no durations or money.
_LENDERS = frozenset(
    {"participant", "person", "organisation", "staff", "facility", "job", "seat", "thing", "measure", "area", "index"}
)
# A noun so many characters before the number, with no punctuation between, is its subject: "penerima mencapai 20 juta".
_NEAR = 60
_ADJACENT = 16
PARTICIPANTS = "participants.yaml"
_CUES = ("status.yaml", PARTICIPANTS)
_WORD_BEFORE = re.compile(r"([\w-]+)[\s(]*$")
_LIST_GAP = re.compile(r"\s*(?:,|dan|atau|,\s*dan|/|-|hingga)\s*")
_COUNT_OF = re.compile(r"\b(?:jumlah|total)\s$", re.I)
_LARGE = 100
_MEASURED = {"persen": "share", "rupiah": "money", "usd": "money"}


@dataclass(slots=True, frozen=True)
class Candidate:
    """A number and what it counts. ``end`` is the end of number and noun; ``place`` is its rank in the article."""

    mention: NumberMention
    noun: Noun | None
    sentence: Sentence
    sentence_index: int
    place: int
    start: int
    end: int

    @property
    def category(self) -> str:
        """The class of the counted noun, ``bare`` when there is none."""
        return self.noun.category if self.noun else "bare"

    @property
    def value(self) -> tuple[float | None, float | None]:
        """The bounds, for finding the same figure again."""
        return self.mention.min, self.mention.max


def find_candidates(text: str, skimmed: Skimmed, hits: CueHits, table: UnitTable) -> tuple[Candidate, ...]:
    """All cardinals inside sentences that are no durations, in order, with the noun that they count."""
    sentences = skimmed.sentences
    starts = [sentence.start for sentence in sentences]
    numbers = skimmed.numbers
    candidates: list[Candidate] = []
    labels: set[int] = set()
    for place, mention in enumerate(numbers):
        if mention.role != "cardinal":
            continue
        index = bisect_right(starts, mention.start) - 1
        if index < 0 or mention.end > sentences[index].end:
            continue
        sentence = sentences[index]
        limit = sentence.end
        if place + 1 < len(numbers):
            limit = min(limit, max(numbers[place + 1].start, mention.end))
        labelled = _is_label(text, mention, place, numbers, labels, table)
        if labelled:
            labels.add(place)
            continue
        noun = _noun(text, mention, limit, sentence, hits, table)
        if noun is not None and noun.category == "time":
            continue
        if (noun is None or noun.source not in ("behind", "measure")) and not _stands_alone(text, mention, hits, table):
            continue
        end = noun.end if noun is not None and noun.source == "behind" else mention.end
        candidates.append(Candidate(mention, noun, sentence, index, len(candidates), mention.start, end))
    return _settle_bare(candidates, hits, text)


def _is_label(
    text: str,
    mention: NumberMention,
    place: int,
    numbers: Sequence[NumberMention],
    labels: Collection[int],
    table: UnitTable,
) -> bool:
    """*kelas 2*, *gelombang 3*, and the further ones of *kelas 1, 2, dan 3*: small and without currency or percent."""
    if mention.measure is not None or max(mention.min or 0, mention.max or 0) >= _LARGE:
        return False
    word = _WORD_BEFORE.search(text, max(0, mention.start - _ADJACENT), mention.start)
    if word is not None and word.group(1).lower() in table.labels:
        return True
    if place and place - 1 in labels:
        return _LIST_GAP.fullmatch(text, numbers[place - 1].end, mention.start) is not None
    return False


def _stands_alone(text: str, mention: NumberMention, hits: CueHits, table: UnitTable) -> bool:
    """Whether a number without a noun behind it is a figure, and no part of a name (*One UI 8*).

    It is one when its size says so, or when a word that leads to a figure stands right before it.
    """
    before = text[max(0, mention.start - _ADJACENT) : mention.start]
    large = max(mention.min or 0, mention.max or 0) >= _LARGE
    if not large and before.endswith("("):
        return False
    word = _WORD_BEFORE.search(before)
    if word is None:
        return True
    cue = any(
        hit.end >= mention.start - 2 and hit.cue.file in _CUES
        for hit in hits.between(mention.start - 24, mention.start)
    )
    if cue or word.group(1).lower() in table.links:
        return True
    return large and not word.group(1)[0].isupper()


def _noun(
    text: str, mention: NumberMention, limit: int, sentence: Sentence, hits: CueHits, table: UnitTable
) -> Noun | None:
    if mention.measure is not None:
        category = _MEASURED.get(mention.measure, "money")
        return Noun(mention.start, mention.end, mention.measure, mention.measure, category, "measure")
    behind = noun_behind(text, mention.end, limit, table)
    if behind is not None:
        if text[behind.end : behind.end + 1] == ")" and text.rfind("(", mention.end, behind.start) >= 0:
            return replace(behind, end=behind.end + 1)
        return behind
    return _noun_before(text, mention, sentence, hits)


def _noun_before(text: str, mention: NumberMention, sentence: Sentence, hits: CueHits) -> Noun | None:
    """The nearest noun before a bare number in its sentence; none when a verb of serving lies between the two."""
    fraction = mention.min is not None and mention.min < 1 and mention.min != int(mention.min)
    for hit in reversed(hits.between(sentence.start, mention.start)):
        if hit.cue.file == PARTICIPANTS and hit.cue.category == "serve" and hit.cue.id == "serve-verb":
            return None
        if hit.cue.file == UNITS and hit.cue.category in _LENDERS:
            gap = text[hit.end : mention.start]
            if (hit.cue.category == "area" and len(gap) > _ADJACENT) or hit.cue.id == "lembaga":
                continue
            if fraction and hit.cue.category not in ("index", "measure"):
                continue
            spelling = text[hit.start : hit.end].lower()
            counted = _subject_of_count(hits, sentence, hit, text)
            if counted is not None:
                spelling = text[counted.start : counted.end].lower()
                return Noun(counted.start, counted.end, spelling, counted.cue.id, counted.cue.category, "subject")
            near = len(gap) <= _NEAR and not any(mark in gap for mark in ",;.()")
            source: Source = "subject" if near else "before"
            return Noun(hit.start, hit.end, spelling, hit.cue.id, hit.cue.category, source)
    return None


def _subject_of_count(hits: CueHits, sentence: Sentence, nearest: CueHit, text: str) -> CueHit | None:
    """The noun that *jumlah* or *total* counts, shortly before: *jumlah peserta program itu mencapai*."""
    for hit in hits.between(max(sentence.start, nearest.start - _NEAR), nearest.start):
        counted = hit.cue.file == UNITS and hit.cue.category in _LENDERS
        if counted and _COUNT_OF.search(text, max(0, hit.start - _ADJACENT), hit.start):
            return hit
    return None


def _settle_bare(candidates: Sequence[Candidate], hits: CueHits, text: str) -> tuple[Candidate, ...]:
    """Bare numbers take the noun of the same number elsewhere in the article, or the people whom it speaks of.

    A noun close before the number in its own sentence stands. A general *orang* gives way to the participants named
    before (*20 juta orang … melayani 20 juta*: penerima manfaat), as a careful reader would say.
    """
    spoken: dict[tuple[float | None, float | None], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.noun is not None and candidate.noun.source in ("behind", "measure"):
            spoken.setdefault(candidate.value, []).append(candidate)
    result: list[Candidate] = []
    for candidate in candidates:
        noun = candidate.noun
        if noun is not None and noun.source not in ("before",):
            result.append(candidate)
            continue
        twins = spoken.get(candidate.value, ())
        earlier = [twin for twin in twins if twin.start < candidate.start]
        twin = earlier[-1] if earlier else next(iter(twins), None)
        if twin is not None and twin.noun is not None:
            noun = replace(twin.noun, source="same_value")
        if noun is None and result and result[-1].sentence_index >= candidate.sentence_index - 1:
            previous = result[-1].noun
            people = previous is not None and previous.category not in ("area", "facility", "thing", "measure")
            if previous is not None and previous.source != "measure" and people:
                noun = replace(previous, source="previous")
        if noun is None or noun.unit == "orang":
            noun = _participants_named(text, candidate.start, hits) or noun
        result.append(replace(candidate, noun=noun))
    return tuple(result)


def _participants_named(text: str, position: int, hits: CueHits) -> Noun | None:
    """The last participant noun before ``position``."""
    for hit in reversed(hits.between(0, position)):
        if hit.cue.file == UNITS and hit.cue.category == "participant":
            return Noun(hit.start, hit.end, text[hit.start : hit.end].lower(), hit.cue.id, "participant", "previous")
    return None
