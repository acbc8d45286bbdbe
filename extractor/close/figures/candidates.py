"""Candidates: the numbers of an article that may be reported figures, each with its counted noun."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from extractor.close.figures.nouns import FILE as UNITS
from extractor.close.figures.nouns import Noun, Source, UnitTable, noun_behind
from extractor.mentions import NumberMention, Sentence, Skimmed
from extractor.models import Flag
from extractor.rules.cues import CueHit, CueHits
from extractor.text.layout import START

# Nouns that a bare number may take from the words before it: things that are counted, no durations or money.
_LENDERS: Final = frozenset(
    {"participant", "person", "organisation", "staff", "facility", "job", "seat", "thing", "measure", "area", "index"}
)
_OF_FRACTIONS: Final = frozenset({"index", "measure"})
# A noun so many characters before the number, with no punctuation between, is its subject: "penerima mencapai 20 juta".
_NEAR: Final = 60
_ADJACENT: Final = 16
PARTICIPANTS: Final = "participants.yaml"
_CUES: Final = ("status.yaml", PARTICIPANTS)
# The word right before a number, blanks and opening brackets skipped.
_WORD_BEFORE: Final = re.compile(r"([\w-]+)[\s(]*$")
_LARGE: Final = 100
#: Of so many characters so many figures are read: the densest of 2,000 news articles have 55. Where there are more, it
#: is a table in the raw, and a text of nothing else would cost a hundred times what its length does.
STRETCH: Final = 1200
MOST_FIGURES: Final = 80
# More people than live, with a margin for those counted twice: a slip of the keyboard, and no figure. A population may
# be forecast.
_PEOPLE: Final = frozenset({"participant", "staff", "victim"})
_MOST_PEOPLE: Final = 12_000_000_000
_WHOLE: Final = _PEOPLE | {"person", "organisation", "facility", "job", "seat"}
_MEASURED: Final = {"persen": "share", "rupiah": "money", "usd": "money"}


@dataclass(slots=True, eq=False)
class Candidate:
    """A number and what it counts. ``end`` is the end of number and noun; ``value``, the bounds, finds the same
    figure again.
    """

    mention: NumberMention
    noun: Noun | None
    sentence: Sentence
    sentence_index: int
    start: int
    end: int
    value: tuple[float | None, float | None]

    @property
    def category(self) -> str:
        """The class of the counted noun, ``bare`` when there is none."""
        return self.noun.category if self.noun is not None else "bare"


def find_candidates(text: str, skimmed: Skimmed, hits: CueHits, table: UnitTable) -> list[Candidate]:
    """All cardinals inside sentences that are no durations, in order, with the noun that they count.

    A count of more people than live, or of fewer than none, is no figure; its mention is flagged.
    """
    sentences = skimmed.sentences
    starts = [sentence.start for sentence in sentences]
    numbers = skimmed.numbers
    candidates: list[Candidate] = []
    read: Counter[int] = Counter()
    for place, mention in enumerate(numbers):
        index = bisect_right(starts, mention.start) - 1
        if mention.role != "cardinal" or index < 0 or mention.end > sentences[index].end:
            continue
        read[mention.start // STRETCH] += 1
        if read[mention.start // STRETCH] > MOST_FIGURES:
            continue
        limit = sentences[index].end
        if place + 1 < len(numbers):
            limit = min(limit, max(numbers[place + 1].start, mention.end))
        noun = _noun(text, mention, limit, sentences[index].start, hits, table)
        if noun is not None and _is_impossible(mention, noun):
            written = {"text": text[mention.start : mention.end], "likely": None}
            mention.flags = mention.flags or (Flag(kind="slip", start=mention.start, end=mention.end, params=written),)
            continue
        own = noun if noun is not None and noun.source in ("behind", "measure") else None
        counts = own.category != "time" if own is not None else _stands_alone(text, mention, hits, table)
        if counts:
            end = own.end if own is not None else mention.end
            value = (mention.min, mention.max)
            candidates.append(Candidate(mention, noun, sentences[index], index, mention.start, end, value))
    _settle_bare(candidates, hits, text, table)
    return candidates


def _is_impossible(mention: NumberMention, noun: Noun) -> bool:
    """More people than live, or fewer than none of what is counted one by one."""
    too_many = noun.category in _PEOPLE and (mention.min or mention.max or 0) > _MOST_PEOPLE
    return too_many or ((mention.max or 0) < 0 and noun.category in _WHOLE)


def _stands_alone(text: str, mention: NumberMention, hits: CueHits, table: UnitTable) -> bool:
    """Whether a number without a noun behind it is a figure, and no part of a name (*One UI 8*).

    It is one when its size says so, or when a word that leads to a figure stands right before it.
    """
    before = _WORD_BEFORE.search(text, max(0, mention.start - _ADJACENT), mention.start)
    if before is None or before[1].lower() in table.links:
        return True
    near = (hit for hit in hits.between(mention.start - 24, mention.start) if hit.end >= mention.start - 2)
    large = max(mention.min or 0, mention.max or 0) >= _LARGE and not before[1][0].isupper()
    return large or any(hit.cue.file in _CUES for hit in near)


def _noun(text: str, mention: NumberMention, limit: int, sentence: int, hits: CueHits, table: UnitTable) -> Noun | None:
    """What a number counts: its measure, the noun behind it, else the nearest one before it in its sentence.

    None when a verb of serving lies between the latter and the number.
    """
    if mention.measure is not None:
        category = _MEASURED.get(mention.measure, "money")
        return Noun(mention.start, mention.end, mention.measure, mention.measure, category, "measure")
    behind = noun_behind(text, mention.end, limit, table)
    if behind is not None:
        bracketed = text[behind.end : behind.end + 1] == ")" and text.rfind("(", mention.end, behind.start) >= 0
        return replace(behind, end=behind.end + 1) if bracketed else behind
    fraction = mention.min is not None and 0 < mention.min < 1
    lenders = _OF_FRACTIONS if fraction else _LENDERS
    for hit in reversed(hits.between(sentence, mention.start)):
        if hit.cue.file == PARTICIPANTS and hit.cue.trait == "has_object":
            return None
        if hit.cue.file == UNITS and hit.cue.category in lenders and hit.cue.trait != "lends_nothing":
            gap = text[hit.end : mention.start]
            if hit.cue.category != "area" or len(gap) <= _ADJACENT:
                near = len(gap) <= _NEAR and not any(mark in gap for mark in ",;.()")
                return _named_by(hit, text, "subject" if near else "before")
    return None


def _named_by(hit: CueHit, text: str, source: Source) -> Noun:
    """The noun that a cue names."""
    return Noun(hit.start, hit.end, text[hit.start : hit.end].lower(), hit.cue.id, hit.cue.category, source)


def _settle_bare(candidates: list[Candidate], hits: CueHits, text: str, table: UnitTable) -> None:
    """Bare numbers take the noun of the same number elsewhere in the article, or the people whom it speaks of.

    A noun close before the number in its own sentence stands. A general noun gives way to the participants named
    before (*20 juta orang … melayani 20 juta*: penerima manfaat), as a careful reader would say.
    """
    spoken: dict[tuple[float | None, float | None], list[Noun]] = {}
    for candidate in candidates:
        if candidate.noun is not None and candidate.noun.source in ("behind", "measure"):
            spoken.setdefault(candidate.value, []).append(candidate.noun)
    participants = hits.of_category(UNITS, "participant")
    for candidate in candidates:
        noun = candidate.noun
        if noun is not None and noun.source != "before":
            continue
        if twins := spoken.get(candidate.value):  # the last one before it, else the first one behind
            twin = max(0, bisect_left(twins, candidate.start, key=START) - 1)
            noun = replace(twins[twin], source="same_value")
        if noun is None or noun.unit in table.general:
            named = bisect_left(participants, candidate.start, key=START)
            noun = _named_by(participants[named - 1], text, "previous") if named else noun
        candidate.noun = noun
