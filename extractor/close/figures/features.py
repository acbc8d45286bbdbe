"""The evidence for a figure by name: what the judge weighs. No verdict is hidden in it.

A name says what was seen and where: ``class=person``, ``lead=menargetkan``, ``cue before:aim,near``,
``after:peserta``. What a name is worth, and for which question, stands in ``rules/weights/`` and is learned by
``rujuk learn``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final

from extractor.close.figures.evidence import Evidence, Reach
from extractor.close.figures.governing import governor
from extractor.close.links.date_roles import DateRole
from extractor.mentions import DateMention, Sentence
from extractor.text.window import Window

# Words looked at on each side of a figure.
_SIZE: Final = (8, 7)
# Distances in characters: a cue right at the figure, and one in its phrase.
_AT: Final = 12
_NEAR: Final = 45
_DATE_NEAR: Final = 40


class FigureNames:
    """Names the evidence of the figures of one article, in the order of the text."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        dates: Sequence[DateMention],
        roles: Sequence[DateRole],
        published: date | None,
        agent: re.Pattern[str],
    ) -> None:
        self._text = text
        self._agent = agent
        self._published = published
        self._dates: dict[int, list[tuple[DateMention, DateRole]]] = {}
        starts = [sentence.start for sentence in sentences]
        for mention, role in zip(dates, roles, strict=True):
            self._dates.setdefault(bisect_right(starts, mention.start) - 1, []).append((mention, role))
        self._window = Window(text)
        title = self._window.words(0, text.find("\n") if "\n" in text else 0)
        #: What all figures of the article share: the words of its title.
        self.shared = list(dict.fromkeys(f"title:{word}" for word in title if len(word) > 3))

    def of(self, evidence: Evidence) -> list[str]:
        """The names of all that speaks for or against the figure; none twice."""
        names = self._of_number(evidence)
        names += self._of_words(evidence)
        names += self._of_cues(evidence)
        names += self._of_place(evidence)
        names += self._of_dates(evidence)
        return list(dict.fromkeys(names))

    def _of_number(self, evidence: Evidence) -> list[str]:
        candidate = evidence.candidate
        mention, category = candidate.mention, candidate.category
        value = max(mention.min or 0, mention.max or 0)
        size = len(str(int(value))) if value >= 1 else 0
        if mention.min == mention.max:
            bound = "exact"
        elif mention.max is None:
            bound = "low"
        else:
            bound = "high" if mention.min is None else "range"
        names = [f"class={category}", f"size={size}", f"class,size={category},{size}", f"bound={bound}"]
        if mention.in_words:
            names.append("in words")
        if mention.approx:
            names.append("hedged")
        if candidate.noun is not None:
            noun = candidate.noun
            head = noun.text.split(" ", 1)[0]
            names += [f"unit={noun.unit}", f"found={noun.source}", f"noun={head}"]
            if category == "unknown":
                names.append(f"noun ends={head[-3:]}")
                if self._agent.fullmatch(head):
                    names.append("noun=agent")
        lead = evidence.lead
        names += [f"lead={lead}", f"class,lead={category},{lead}", f"follow={evidence.follow}"]
        return names

    def _of_words(self, evidence: Evidence) -> list[str]:
        candidate = evidence.candidate
        sentence = (candidate.sentence.start, candidate.sentence.end)
        before, after = self._window.around(sentence, candidate.start, candidate.end, _SIZE)
        names = [f"before:{word}" for word in before]
        names += [f"after:{word}" for word in after]
        return names

    def _of_cues(self, evidence: Evidence) -> list[str]:
        names: list[str] = []
        for reach in evidence.left:
            category = reach.hit.cue.category
            names.append(f"cue before:{category},{_band(reach)}")
            if reach.commas:
                names.append(f"cue before:{category},comma")
        for reach in evidence.right:
            category = reach.hit.cue.category
            names.append(f"cue behind:{category},{_band(reach)}")
            if reach.clause:
                names.append(f"cue behind:{category},clause of its own")
        names += [f"in sentence:{held}" for held in sorted(evidence.categories)]
        category, reach_of_governor = evidence.candidate.category, governor(evidence)
        if reach_of_governor is None:
            names += ["governor=none", f"class,governor={category},none"]
        else:
            cue = reach_of_governor.hit.cue
            names += [
                f"governor={cue.category}",
                f"governor={cue.id}",
                f"class,governor={category},{cue.category}",
                f"governor={cue.category},{_band(reach_of_governor)}",
            ]
            if reach_of_governor.commas:
                names.append("governor,comma")
            if reach_of_governor.clause:
                names.append("governor,clause")
        if verb := evidence.verb_behind_plan:
            names.append(f"planned={verb}")
        names += [f"sentence before:{held}" for held in evidence.categories_before]
        return names

    def _of_place(self, evidence: Evidence) -> list[str]:
        candidate = evidence.candidate
        text, start = self._text, candidate.sentence.start
        seen = [
            ("date ahead", evidence.ahead),
            ("date ahead behind", evidence.ahead_behind),
            ("list item", evidence.item),
            ("budget still ahead", evidence.budget_frame),
            ("under heading", evidence.under_heading),
            ("goes on", evidence.anaphor),
            ("participants before", evidence.counted_before),
            ("school", evidence.pupils),
        ]
        names = [name for name, holds in seen if holds]
        names += [f"class,{name}={candidate.category}" for name in names]
        if candidate.sentence.title:
            names.append("title")
        if self._window.is_quoted(start, candidate.start):
            names.append("quoted")
        if text[max(start, candidate.start - 2) : candidate.start].strip() == ":":
            names.append("label")
        return names

    def _of_dates(self, evidence: Evidence) -> list[str]:
        candidate, published = evidence.candidate, self._published
        dates = self._dates.get(candidate.sentence_index, ())
        if not dates:
            return ["date=none"]
        names: list[str] = []
        for mention, role in dates:
            if mention.from_ is None or mention.to is None or published is None:
                when = "unknown"
            elif mention.from_ > published:
                when = "ahead"
            else:
                when = "over" if mention.to < published else "now"
            names.append(f"date={when}")
            if (
                -_DATE_NEAR < mention.start - candidate.end < _DATE_NEAR
                or 0 <= candidate.start - mention.end < _DATE_NEAR
            ):
                names.append(f"date near={when},{mention.grain}")
            if role.role:
                names.append(f"date={role.role}")
        return names


def _band(reach: Reach) -> str:
    """How a cue stands to the figure: at it, near it, in its clause, beyond another number, or parted from it."""
    if reach.breaks or reach.stops:
        return "parted"
    if reach.numbers:
        return "beyond"
    if reach.distance <= _AT:
        return "at"
    return "near" if reach.distance <= _NEAR else "clause"
