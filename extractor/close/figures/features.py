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
from extractor.close.figures.surroundings import Surroundings
from extractor.close.links.date_roles import DateRole
from extractor.mentions import DateMention, Sentence
from extractor.rules.weights import Family, Known, Piece, pieces_of
from extractor.text.window import Window

# Words looked at on each side of a figure.
_SIZE: Final = (8, 7)
_DATE_NEAR: Final = 40
_CLOSE_BEHIND: Final = 30
# Shorter words of a title tell nothing.
_TELLING: Final = 4
Seen = list[tuple[Family, str]]


class _Families:
    """The families of evidence that a figure may have, found once an article."""

    def __init__(self, known: Known) -> None:
        self.plain = known["*"]
        self.classes, self.size, self.class_size = known["class=*"], known["size=*"], known["class,size=*"]
        self.bound, self.unit, self.found = known["bound=*"], known["unit=*"], known["found=*"]
        self.noun, self.noun_ends = known["noun=*"], known["noun ends=*"]
        self.lead, self.class_lead, self.follow = known["lead=*"], known["class,lead=*"], known["follow=*"]
        self.before, self.after = known["before:*"], known["after:*"]
        self.cue_before = {band: known[f"cue before:*,{band}"] for band in BANDS}
        self.cue_behind = {band: known[f"cue behind:*,{band}"] for band in BANDS}
        self.beyond_comma, self.in_clause = known["cue before:*,comma"], known["cue behind:*,clause of its own"]
        self.in_sentence, self.sentence_before = known["in sentence:*"], known["sentence before:*"]
        self.governor, self.class_governor = known["governor=*"], known["class,governor=*"]
        self.planned, self.date, self.date_near = known["planned=*"], known["date=*"], known["date near=*"]


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
        self._of = _Families(known)
        self._dates: dict[int, list[tuple[DateMention, DateRole]]] = {}
        starts = [sentence.start for sentence in sentences]
        for mention, role in zip(dates, roles, strict=True):
            self._dates.setdefault(bisect_right(starts, mention.start) - 1, []).append((mention, role))
        self._window = Window(text)
        title = dict.fromkeys(self._window.words(0, text.find("\n") if "\n" in text else 0))
        #: What all figures of the article share: the words of its title.
        self.shared = known.look_up(("title:*", word) for word in title if len(word) >= _TELLING)
        self._around: Surroundings | None = None
        self._in_sentence: list[Piece] = []
        self._before_sentence: list[Piece] = []
        self._places: list[str] = []
        self._days: list[tuple[DateMention, str, str | None]] = []

    def of(self, evidence: Evidence) -> list[Piece]:
        """All that speaks for or against the figure; none twice."""
        if evidence.around is not self._around:
            self._look_around(evidence.around)
        found = pieces_of(self._of_number(evidence))
        found += self._of_words(evidence.candidate)
        found += pieces_of(self._of_cues(evidence))
        found += self._in_sentence
        found += pieces_of(self._of_governor(evidence))
        found += self._before_sentence
        found += pieces_of(self._of_place(evidence) + self._of_dates(evidence.candidate))
        return list(dict.fromkeys(found))

    def _look_around(self, around: Surroundings) -> None:
        """What the figures of a sentence share."""
        self._around = around
        of, before = self._of, around.before
        self._in_sentence = [of.in_sentence[held] for held in around.sorted_categories if held in of.in_sentence]
        self._before_sentence = [of.sentence_before[held] for held in before.categories if held in of.sentence_before]
        places = [
            ("under heading", around.under_heading()),
            ("goes on", around.anaphor()),
            ("participants before", before.counted),
            ("school", around.report.pupils),
        ]
        self._places = [name for name, holds in places if holds]
        dates = self._dates.get(around.index, ())
        self._days = [(mention, _when(mention, self._published), role.role) for mention, role in dates]

    def _of_number(self, evidence: Evidence) -> Seen:
        of, candidate, lead = self._of, evidence.candidate, evidence.lead
        mention, category = candidate.mention, candidate.category
        value = max(mention.min or 0, mention.max or 0)
        size = str(len(str(int(value)))) if value >= 1 else "0"
        if mention.min == mention.max:
            bound = "exact"
        elif mention.max is None:
            bound = "low"
        else:
            bound = "high" if mention.min is None else "range"
        seen = [(of.classes, category), (of.size, size), (of.class_size, f"{category},{size}"), (of.bound, bound)]
        if mention.in_words:
            seen.append((of.plain, "in words"))
        if mention.approx:
            seen.append((of.plain, "hedged"))
        if candidate.noun is not None:
            noun = candidate.noun
            head = noun.text.split(" ", 1)[0]
            seen += [(of.unit, noun.unit), (of.found, noun.source), (of.noun, head)]
            if category == "unknown":
                seen.append((of.noun_ends, head[-3:]))
                if self._agent.fullmatch(head):
                    seen.append((of.plain, "noun=agent"))
        seen += [(of.lead, lead), (of.class_lead, f"{category},{lead}"), (of.follow, evidence.follow)]
        return seen

    def _of_words(self, candidate: Candidate) -> list[Piece]:
        sentence = (candidate.sentence.start, candidate.sentence.end)
        before, after = self._window.around(sentence, candidate.start, candidate.end, _SIZE)
        left, right = self._of.before, self._of.after
        found = [left[word] for word in before if word in left]
        found += [right[word] for word in after if word in right]
        return found

    def _of_cues(self, evidence: Evidence) -> Seen:
        seen: Seen = []
        of = self._of
        for category, band, behind_comma in evidence.cues_before():
            seen.append((of.cue_before[band], category))
            if behind_comma:
                seen.append((of.beyond_comma, category))
        for category, band, in_clause in evidence.cues_behind():
            seen.append((of.cue_behind[band], category))
            if in_clause:
                seen.append((of.in_clause, category))
        return seen

    def _of_governor(self, evidence: Evidence) -> Seen:
        of, category, reach = self._of, evidence.candidate.category, evidence.governor
        if reach is None:
            seen = [(of.governor, "none"), (of.class_governor, f"{category},none")]
        else:
            cue = reach.hit.cue
            seen = [
                (of.governor, cue.category),
                (of.governor, cue.id),
                (of.class_governor, f"{category},{cue.category}"),
                (of.governor, f"{cue.category},{reach.band}"),
            ]
            if reach.commas:
                seen.append((of.plain, "governor,comma"))
            if reach.clause:
                seen.append((of.plain, "governor,clause"))
        if verb := evidence.verb_behind_plan:
            seen.append((of.planned, verb))
        return seen

    def _of_place(self, evidence: Evidence) -> Seen:
        candidate, around, plain = evidence.candidate, evidence.around, self._of.plain
        text, start = self._text, candidate.sentence.start
        names: list[str] = []
        ahead = around.date_ahead(candidate)
        if ahead is not None:
            names.append("date ahead")
            if 0 <= ahead.start - candidate.end <= _CLOSE_BEHIND:
                names.append("date ahead behind")
        if around.item:
            names.append("list item")
        if around.framed(candidate.start):
            names.append("budget still ahead")
        names += self._places
        seen = [(plain, name) for name in names]
        seen += [(plain, f"class,{name}={candidate.category}") for name in names]
        if candidate.sentence.title:
            seen.append((plain, "title"))
        if self._window.is_quoted(start, candidate.start):
            seen.append((plain, "quoted"))
        if text[max(start, candidate.start - 2) : candidate.start].strip() == ":":
            seen.append((plain, "label"))
        return seen

    def _of_dates(self, candidate: Candidate) -> Seen:
        of = self._of
        seen: Seen = [] if self._days else [(of.date, "none")]
        for mention, when, role in self._days:
            seen.append((of.date, when))
            if (
                -_DATE_NEAR < mention.start - candidate.end < _DATE_NEAR
                or 0 <= candidate.start - mention.end < _DATE_NEAR
            ):
                seen.append((of.date_near, f"{when},{mention.grain}"))
            if role:
                seen.append((of.date, role))
        return seen


def _when(mention: DateMention, published: date | None) -> str:
    """Where a date lies as the report appears."""
    if mention.from_ is None or mention.to is None or published is None:
        return "unknown"
    if mention.from_ > published:
        return "ahead"
    return "over" if mention.to < published else "now"
