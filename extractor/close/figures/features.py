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
from typing import Final

from extractor.close.figures.candidates import Candidate
from extractor.close.figures.evidence import BANDS, Evidence
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
_CUE_BEFORE: Final = {band: f"cue before:*,{band}" for band in BANDS}
_CUE_BEHIND: Final = {band: f"cue behind:*,{band}" for band in BANDS}
Seen = list[tuple[str, str]]


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
        self._known = known
        self._dates: dict[int, list[tuple[DateMention, DateRole]]] = {}
        starts = [sentence.start for sentence in sentences]
        for mention, role in zip(dates, roles, strict=True):
            self._dates.setdefault(bisect_right(starts, mention.start) - 1, []).append((mention, role))
        self._window = Window(text)
        title = dict.fromkeys(self._window.words(0, text.find("\n") if "\n" in text else 0))
        #: What all figures of the article share: the words of its title.
        self.shared = known.look_up(("title:*", word) for word in title if len(word) >= _TELLING)

    def of(self, evidence: Evidence) -> list[Piece]:
        """All that speaks for or against the figure; none twice."""
        seen = [*self._of_number(evidence), *self._of_words(evidence.candidate), *self._of_cues(evidence)]
        seen += [*self._of_sentence(evidence), *self._of_place(evidence), *self._of_dates(evidence.candidate)]
        return list(dict.fromkeys(self._known.look_up(seen)))

    def _of_number(self, evidence: Evidence) -> Seen:
        candidate, lead = evidence.candidate, evidence.lead
        mention, category = candidate.mention, candidate.category
        value = max(mention.min or 0, mention.max or 0)
        size = str(len(str(int(value)))) if value >= 1 else "0"
        if mention.min == mention.max:
            bound = "exact"
        elif mention.max is None:
            bound = "low"
        else:
            bound = "high" if mention.min is None else "range"
        seen = [("class=*", category), ("size=*", size), ("class,size=*", f"{category},{size}"), ("bound=*", bound)]
        if mention.in_words:
            seen.append(("*", "in words"))
        if mention.approx:
            seen.append(("*", "hedged"))
        if candidate.noun is not None:
            noun = candidate.noun
            head = noun.text.split(" ", 1)[0]
            seen += [("unit=*", noun.unit), ("found=*", noun.source), ("noun=*", head)]
            if category == "unknown":
                seen.append(("noun ends=*", head[-3:]))
                if self._agent.fullmatch(head):
                    seen.append(("*", "noun=agent"))
        return [*seen, ("lead=*", lead), ("class,lead=*", f"{category},{lead}"), ("follow=*", evidence.follow)]

    def _of_words(self, candidate: Candidate) -> Seen:
        sentence = (candidate.sentence.start, candidate.sentence.end)
        before, after = self._window.around(sentence, candidate.start, candidate.end, _SIZE)
        return [*(("before:*", word) for word in before), *(("after:*", word) for word in after)]

    def _of_cues(self, evidence: Evidence) -> Seen:
        seen: Seen = []
        for category, band, behind_comma in evidence.cues_before():
            seen.append((_CUE_BEFORE[band], category))
            if behind_comma:
                seen.append(("cue before:*,comma", category))
        for category, band, in_clause in evidence.cues_behind():
            seen.append((_CUE_BEHIND[band], category))
            if in_clause:
                seen.append(("cue behind:*,clause of its own", category))
        return seen

    def _of_sentence(self, evidence: Evidence) -> Seen:
        seen = [("in sentence:*", held) for held in evidence.around.sorted_categories]
        category, reach = evidence.candidate.category, evidence.governor
        if reach is None:
            seen += [("governor=*", "none"), ("class,governor=*", f"{category},none")]
        else:
            cue = reach.hit.cue
            seen += [
                ("governor=*", cue.category),
                ("governor=*", cue.id),
                ("class,governor=*", f"{category},{cue.category}"),
                ("governor=*", f"{cue.category},{reach.band}"),
            ]
            if reach.commas:
                seen.append(("*", "governor,comma"))
            if reach.clause:
                seen.append(("*", "governor,clause"))
        if verb := evidence.verb_behind_plan:
            seen.append(("planned=*", verb))
        return seen + [("sentence before:*", held) for held in evidence.around.before.categories]

    def _of_place(self, evidence: Evidence) -> Seen:
        candidate, around = evidence.candidate, evidence.around
        text, start = self._text, candidate.sentence.start
        ahead = around.date_ahead(candidate)
        places = [
            ("date ahead", ahead is not None),
            ("date ahead behind", ahead is not None and 0 <= ahead.start - candidate.end <= _CLOSE_BEHIND),
            ("list item", around.item),
            ("budget still ahead", around.framed(candidate.start)),
            ("under heading", around.under_heading()),
            ("goes on", around.anaphor()),
            ("participants before", around.before.counted),
            ("school", around.report.pupils),
        ]
        names = [name for name, holds in places if holds]
        seen = [("*", name) for name in names]
        seen += [("*", f"class,{name}={candidate.category}") for name in names]
        if candidate.sentence.title:
            seen.append(("*", "title"))
        if self._window.is_quoted(start, candidate.start):
            seen.append(("*", "quoted"))
        if text[max(start, candidate.start - 2) : candidate.start].strip() == ":":
            seen.append(("*", "label"))
        return seen

    def _of_dates(self, candidate: Candidate) -> Seen:
        published = self._published
        dates = self._dates.get(candidate.sentence_index, ())
        seen = [] if dates else [("date=*", "none")]
        for mention, role in dates:
            if mention.from_ is None or mention.to is None or published is None:
                when = "unknown"
            elif mention.from_ > published:
                when = "ahead"
            else:
                when = "over" if mention.to < published else "now"
            seen.append(("date=*", when))
            if (
                -_DATE_NEAR < mention.start - candidate.end < _DATE_NEAR
                or 0 <= candidate.start - mention.end < _DATE_NEAR
            ):
                seen.append(("date near=*", f"{when},{mention.grain}"))
            if role.role:
                seen.append(("date=*", role.role))
        return seen
