"""The evidence for a figure by name: what the judge weighs. No verdict is hidden in it.

A name says what was seen and where: ``class=person``, ``lead=menargetkan``, ``cue before:aim,near``,
``after:peserta``. What a name is worth, and for which question, stands in ``rules/weights/`` and is learned by
``rujuk learn``. What was seen is looked up in its family, so that names which count for nothing are not written out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.figures.evidence import BANDS, Evidence
from extractor.close.figures.governing import governor
from extractor.close.links.date_roles import DateRole
from extractor.close.weights import Known, Piece
from extractor.mentions import DateMention, Sentence
from extractor.text.window import Window

# Words looked at on each side of a figure.
_SIZE: Final = (8, 7)
_DATE_NEAR: Final = 40
_CLOSE_BEHIND: Final = 30
# Shorter words of a title tell nothing.
_TELLING: Final = 4
# What is seen of a figure's place: each counts alone, and with the class of what is counted.
_PLACES: Final = (
    "date ahead", "date ahead behind", "list item", "budget still ahead", "under heading", "goes on",
    "participants before", "school",
)  # fmt: skip


class _Families:
    """The evidence by what varies in its name: a class, a word, a category of cues."""

    def __init__(self, known: Known) -> None:
        family = known.family
        self.alone = family("")
        self.title = family("title:")
        self.category = family("class=")
        self.size = family("size=")
        self.category_size = family("class,size=")
        self.bound = family("bound=")
        self.unit = family("unit=")
        self.found = family("found=")
        self.noun = family("noun=")
        self.noun_ends = family("noun ends=")
        self.lead = family("lead=")
        self.category_lead = family("class,lead=")
        self.follow = family("follow=")
        self.before = family("before:")
        self.after = family("after:")
        self.cue_before = {band: family("cue before:", f",{band}") for band in BANDS}
        self.cue_behind = {band: family("cue behind:", f",{band}") for band in BANDS}
        self.comma = family("cue before:", ",comma")
        self.clause = family("cue behind:", ",clause of its own")
        self.in_sentence = family("in sentence:")
        self.governor = family("governor=")
        self.category_governor = family("class,governor=")
        self.planned = family("planned=")
        self.sentence_before = family("sentence before:")
        self.date = family("date=")
        self.date_near = family("date near=")
        self.category_place = {place: family(f"class,{place}=") for place in _PLACES}


@lru_cache(maxsize=4)
def _families(known: Known) -> _Families:
    return _Families(known)


class FigureNames:
    """Names the evidence of the figures of one article, in the order of the text, as far as it is ``known``."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        dates: Sequence[DateMention],
        roles: Sequence[DateRole],
        published: date | None,
        agent: re.Pattern[str],
        known: Known,
    ) -> None:
        self._text = text
        self._agent = agent
        self._published = published
        self._of = of = _families(known)
        self._dates: dict[int, list[tuple[DateMention, DateRole]]] = {}
        starts = [sentence.start for sentence in sentences]
        for mention, role in zip(dates, roles, strict=True):
            self._dates.setdefault(bisect_right(starts, mention.start) - 1, []).append((mention, role))
        self._window = Window(text)
        title = dict.fromkeys(self._window.words(0, text.find("\n") if "\n" in text else 0))
        #: What all figures of the article share: the words of its title.
        self.shared = [of.title[word] for word in title if len(word) >= _TELLING and word in of.title]

    def of(self, evidence: Evidence) -> list[Piece]:
        """All that speaks for or against the figure; none twice."""
        found = self._of_number(evidence)
        found += self._of_words(evidence.candidate)
        found += self._of_cues(evidence)
        found += self._of_place(evidence)
        found += self._of_dates(evidence.candidate)
        return list(dict.fromkeys(found))

    def _of_number(self, evidence: Evidence) -> list[Piece]:
        candidate, of = evidence.candidate, self._of
        mention, category = candidate.mention, candidate.category
        value = max(mention.min or 0, mention.max or 0)
        size = str(len(str(int(value)))) if value >= 1 else "0"
        if mention.min == mention.max:
            bound = "exact"
        elif mention.max is None:
            bound = "low"
        else:
            bound = "high" if mention.min is None else "range"
        seen = [
            (of.category, category),
            (of.size, size),
            (of.category_size, f"{category},{size}"),
            (of.bound, bound),
        ]
        if mention.in_words:
            seen.append((of.alone, "in words"))
        if mention.approx:
            seen.append((of.alone, "hedged"))
        if candidate.noun is not None:
            noun = candidate.noun
            head = noun.text.split(" ", 1)[0]
            seen += [(of.unit, noun.unit), (of.found, noun.source), (of.noun, head)]
            if category == "unknown":
                seen.append((of.noun_ends, head[-3:]))
                if self._agent.fullmatch(head):
                    seen.append((of.alone, "noun=agent"))
        lead = evidence.lead
        seen += [(of.lead, lead), (of.category_lead, f"{category},{lead}"), (of.follow, evidence.follow)]
        return [family[value] for family, value in seen if value in family]

    def _of_words(self, candidate: Candidate) -> list[Piece]:
        sentence = (candidate.sentence.start, candidate.sentence.end)
        before, after = self._window.around(sentence, candidate.start, candidate.end, _SIZE)
        family = self._of.before
        found = [family[word] for word in before if word in family]
        family = self._of.after
        found += [family[word] for word in after if word in family]
        return found

    def _of_cues(self, evidence: Evidence) -> list[Piece]:
        of = self._of
        found: list[Piece] = []
        for category, band, behind_comma in evidence.cues_before():
            family = of.cue_before[band]
            if category in family:
                found.append(family[category])
            if behind_comma and category in of.comma:
                found.append(of.comma[category])
        for category, band, in_clause in evidence.cues_behind():
            family = of.cue_behind[band]
            if category in family:
                found.append(family[category])
            if in_clause and category in of.clause:
                found.append(of.clause[category])
        found += [of.in_sentence[held] for held in evidence.categories if held in of.in_sentence]
        category, reach = evidence.candidate.category, governor(evidence)
        if reach is None:
            seen = [(of.governor, "none"), (of.category_governor, f"{category},none")]
        else:
            cue = reach.hit.cue
            seen = [
                (of.governor, cue.category),
                (of.governor, cue.id),
                (of.category_governor, f"{category},{cue.category}"),
                (of.governor, f"{cue.category},{reach.band}"),
            ]
            if reach.commas:
                seen.append((of.alone, "governor,comma"))
            if reach.clause:
                seen.append((of.alone, "governor,clause"))
        if verb := evidence.verb_behind_plan:
            seen.append((of.planned, verb))
        seen += [(of.sentence_before, held) for held in evidence.categories_before]
        found += [family[value] for family, value in seen if value in family]
        return found

    def _of_place(self, evidence: Evidence) -> list[Piece]:
        candidate, of = evidence.candidate, self._of
        text, start = self._text, candidate.sentence.start
        ahead = evidence.date_ahead
        holds = (
            ahead is not None,
            ahead is not None and 0 <= ahead.start - candidate.end <= _CLOSE_BEHIND,
            evidence.item,
            evidence.budget_frame,
            evidence.under_heading,
            evidence.anaphor,
            evidence.counted_before,
            evidence.pupils,
        )
        places = [place for place, held in zip(_PLACES, holds, strict=True) if held]
        seen = [(of.alone, place) for place in places]
        seen += [(of.category_place[place], candidate.category) for place in places]
        if candidate.sentence.title:
            seen.append((of.alone, "title"))
        if self._window.is_quoted(start, candidate.start):
            seen.append((of.alone, "quoted"))
        if text[max(start, candidate.start - 2) : candidate.start].strip() == ":":
            seen.append((of.alone, "label"))
        return [family[value] for family, value in seen if value in family]

    def _of_dates(self, candidate: Candidate) -> list[Piece]:
        of, published = self._of, self._published
        dates = self._dates.get(candidate.sentence_index, ())
        seen = [] if dates else [(of.date, "none")]
        for mention, role in dates:
            if mention.from_ is None or mention.to is None or published is None:
                when = "unknown"
            elif mention.from_ > published:
                when = "ahead"
            else:
                when = "over" if mention.to < published else "now"
            seen.append((of.date, when))
            if (
                -_DATE_NEAR < mention.start - candidate.end < _DATE_NEAR
                or 0 <= candidate.start - mention.end < _DATE_NEAR
            ):
                seen.append((of.date_near, f"{when},{mention.grain}"))
            if role.role:
                seen.append((of.date, role.role))
        return [family[value] for family, value in seen if value in family]
